// Operators applied: definitions inlined, operators that are arguments, native operators, and
// procedures.
//
// A recursive operator becomes a procedure, lowered once for each context and mode; a call gives it
// a frame. So does any other once the program is large. One defined in a LET is linked: its first
// operand is the frame of the unit around it.

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"

namespace model::lowering {
namespace {

constexpr int kMaxInlineDepth = 400;
constexpr size_t kMostInlined = 200'000;  // expressions of a program

}  // namespace

// Definitions that call one another twice each double the program with every step; beyond some size
// or depth they are called.
bool Lowerer::InlinesStill() const {
  return program_->expressions.size() < kMostInlined && depth_ <= kMaxInlineDepth;
}

ExpressionId Lowerer::Inline(SymbolId symbol, const Environment& definition_environment,
                             std::span<const Argument> arguments, const source::Range& range) {
  const Symbol& s = specification_[symbol];
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  LazyGroup* group = NewLazyGroup(false);
  const Scope* scope = BindArguments(definition_environment.scope, s.parameters, arguments, group);
  const size_t before = program_->expressions.size();
  const ExpressionId body = LowerDefinitionBody(
      symbol, {scope, definition_environment.context, definition_environment.mode});
  const ExpressionId inlined = WithLazyGroup(*group, body);
  // What was lowered before is not this call's alone.
  if (static_cast<size_t>(inlined) >= before) program_->calls[inlined].push_back(range);
  return inlined;
}

ExpressionId Lowerer::ApplyOperatorBinding(const Binding& binding,
                                           std::span<const Argument> arguments, Mode mode,
                                           const source::Range& range) {
  if (binding.definition != semantics::kNoSymbol) {
    Environment environment = binding.argument.environment;
    environment.mode = Later(environment.mode, mode);
    if (specification_[binding.definition].is_recursive || !InlinesStill()) {
      return LowerCall(binding.definition, environment, true, arguments, range);
    }
    return Inline(binding.definition, environment, arguments, range);
  }
  // F(a)' primes what F stands for, too.
  Argument op = binding.argument;
  op.environment.mode = Later(op.environment.mode, mode);
  return ApplyOperatorArgument(op, arguments, range);
}

ExpressionId Lowerer::ApplyOperatorArgument(const Argument& op, std::span<const Argument> arguments,
                                            const source::Range& range) {
  const auto [tree, environment] = std::make_pair(op.tree, op.environment);
  const syntax::Expression& written = specification_[tree];
  if (written.kind == syntax::ExpressionKind::kParentheses) {
    return ApplyOperatorArgument({{tree.tree, written.operands[0]}, environment}, arguments, range);
  }
  if (written.kind == syntax::ExpressionKind::kLambda) {
    const std::vector<SymbolId>& parameters =
        specification_.tables_of(tree.tree).parameters[written.detail];
    LazyGroup* group = NewLazyGroup(false);
    const Scope* scope = BindArguments(environment.scope, parameters, arguments, group);
    return WithLazyGroup(*group, LowerExpression({tree.tree, written.operands[0]},
                                                 {scope, environment.context, environment.mode}));
  }
  if (written.kind == syntax::ExpressionKind::kName) {
    const semantics::Reference& reference = specification_.ReferenceOf(tree);
    Environment at = environment;
    if (written.detail != syntax::kNoDetail) {
      if (auto part = SelectedPart(tree, environment, arguments)) return LowerArgument(*part);
      if (!reference.instances.empty()) {
        at.context = EnterPath(tree, reference, environment, &arguments);
        at.scope = nullptr;
      }
    }
    // Inside a replacing definition the place of the name decides what it means.
    const bool is_original = replacements_.contains(reference.symbol) &&
                             ReplacementOf(reference.symbol, written.range) == replacements_.end();
    return LowerSymbol(reference.symbol, arguments, at, is_original ? written.range : range);
  }
  return Fail("an operator is expected here", range);
}

program::OperatorArgument Lowerer::LowerOperatorArgument(const Argument& argument, uint32_t arity,
                                                         const source::Range& range) {
  program::OperatorArgument result;
  // A procedure's own operator parameter, handed on.
  if (argument.lowered == kNoExpression &&
      specification_[argument.tree].kind == syntax::ExpressionKind::kName &&
      specification_[argument.tree].operands.empty()) {
    const semantics::Reference& reference = specification_.ReferenceOf(argument.tree);
    const Scope* scope = FindBinding(argument.environment.scope, reference.symbol);
    if (scope != nullptr && scope->binding.kind == Binding::Kind::kOperatorSlot &&
        scope->binding.unit == unit_->index) {
      result.forwarded_slot = scope->binding.slot;
      return result;
    }
    if (scope != nullptr && scope->binding.kind == Binding::Kind::kOperator &&
        scope->binding.definition == semantics::kNoSymbol) {
      return LowerOperatorArgument(scope->binding.argument, arity, range);
    }
  }
  std::vector<Argument> parameters;
  for (uint32_t i = 0; i < arity; ++i) {
    result.parameter_slots.push_back(NewSlot());
    parameters.push_back(Lowered_(SlotExpression(result.parameter_slots.back(), range)));
  }
  result.body = ApplyOperatorArgument(argument, parameters, range);
  return result;
}

ExpressionId Lowerer::LowerNative(SymbolId symbol, const NativeOperator& native,
                                  std::span<const Argument> arguments, const source::Range& range) {
  const Symbol& s = specification_[symbol];
  Expression call = Blank(Operation::kNative, range);
  call.index = native.index;
  call.impure = native.impure;
  call.asks_run = native.asks_run;
  AddArguments(s, arguments, range, &call);
  if (native.keeps_state && !program_->is_impure) {
    // TLCGet of a figure of the search itself, such as TLCGet("level"), keeps no state of its own.
    const bool figure = s.name == "TLCGet" && !call.operands.empty() &&
                        At(call.operands[0]).operation == Operation::kLiteral &&
                        At(call.operands[0]).literal == atoms_.FindString("level");
    if (!figure) {
      program_->is_impure = true;
      program_->impure_operator = s.name;
    }
  }
  return Add(std::move(call));
}

// The unit around a definition: the root for a module-level one.
OpenUnit* Lowerer::DefinerOf(const Environment& definition, bool in_let) {
  if (!in_let) return &root_unit_;
  OpenUnit* definer = unit_;
  const uint32_t home = definition.scope != nullptr ? definition.scope->binding.unit : 0;
  while (definer->outer != nullptr && definer->index != home) definer = definer->outer;
  return definer;
}

ExpressionId Lowerer::LowerCall(SymbolId symbol, const Environment& definition_environment,
                                bool in_let, std::span<const Argument> arguments,
                                const source::Range& range) {
  const Symbol& s = specification_[symbol];
  const auto key =
      std::make_tuple(symbol, definition_environment.context, definition_environment.mode,
                      in_let ? definition_environment.scope : nullptr);
  OpenUnit* const definer = DefinerOf(definition_environment, in_let);
  auto [known, is_new] =
      procedure_memo_.try_emplace(key, static_cast<uint32_t>(program_->units.size()));
  const uint32_t index = known->second;
  if (is_new) OpenProcedure(symbol, definition_environment, in_let ? definer : nullptr);
  Expression call = Blank(Operation::kCall, range);
  call.index = index;
  if (in_let) call.operands.push_back(LinkOf(index, definer, range));
  AddArguments(s, arguments, range, &call);
  if (UnitAt(index).body == kNoExpression) {
    // A recursive call met inside the body: what that reads is not known while it is being lowered,
    // so it counts as reading all that it may; it must not be taken for constant on its own.
    call.reads_current |= s.level >= semantics::Level::kState;
    call.reads_next |=
        s.level >= semantics::Level::kAction || definition_environment.mode != Mode::kCurrent;
    call.reads_switch |= !program_->switches.empty();
  } else {
    const Expression& body = At(UnitAt(index).body);
    call.reads_current |= body.reads_current;
    call.reads_switch |= body.reads_switch;
    call.reads_next |= body.reads_next;
    call.impure |= body.impure;
    call.asks_run |= body.asks_run;
  }
  return Add(std::move(call));
}

Lowerer::ProcedureScope::ProcedureScope(Lowerer* lowerer, uint32_t index, OpenUnit* definer)
    : lowerer_(lowerer), around_(lowerer->unit_) {
  unit_.index = index;
  unit_.kind = definer != nullptr ? OpenUnit::Kind::kLinkedProcedure : OpenUnit::Kind::kProcedure;
  unit_.outer = definer;
  if (definer != nullptr) lowerer->UnitAt(index).link_slot = lowerer->NewSlotIn(index);
  lowerer->unit_ = &unit_;
}

// Adds the unit of a recursive operator and lowers its body. `definer`: the unit around a
// definition in a LET, else null.
void Lowerer::OpenProcedure(SymbolId symbol, const Environment& definition_environment,
                            OpenUnit* definer) {
  const Symbol& s = specification_[symbol];
  const auto index = static_cast<uint32_t>(program_->units.size());
  program_->units.emplace_back();
  program_->units[index].name = s.name;
  const ProcedureScope procedure(this, index, definer);
  const Scope* scope = definer != nullptr ? definition_environment.scope : nullptr;
  for (SymbolId parameter : s.parameters) {
    Binding binding;
    const bool is_operator = specification_[parameter].arity > 0;
    binding.kind = is_operator ? Binding::Kind::kOperatorSlot : Binding::Kind::kParameter;
    binding.unit = index;
    binding.slot = NewSlotIn(index, is_operator ? 2 : 3);
    UnitAt(index).parameters.push_back({binding.slot, is_operator});
    scope = Bind(scope, parameter, std::move(binding));
  }
  const ExpressionId body = LowerDefinitionBody(
      symbol, {scope, definition_environment.context, definition_environment.mode});
  UnitAt(index).body = At(body).is_constant() ? ToCell(body) : body;
}

// The frame that a linked procedure finds its surroundings in, from the current unit.
ExpressionId Lowerer::LinkOf(uint32_t procedure, const OpenUnit* definer,
                             const source::Range& range) {
  if (unit_ == definer) return Make(Operation::kFramePointer, range, {});
  bool is_inside = false;  // in the procedure itself, or a unit nested in it, rather than beside it
  for (const OpenUnit* u = unit_; u != nullptr; u = u->outer) is_inside |= u->index == procedure;
  return InCurrentUnit(is_inside ? procedure : definer->index, [&] {
    return is_inside ? SlotExpression(UnitAt(procedure).link_slot, range)
                     : Make(Operation::kFramePointer, range, {});
  });
}

void Lowerer::AddArguments(const Symbol& symbol, std::span<const Argument> arguments,
                           const source::Range& range, Expression* call) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const uint32_t arity =
        i < symbol.parameters.size() ? specification_[symbol.parameters[i]].arity : 0;
    if (arity > 0) {
      call->operators.push_back(LowerOperatorArgument(arguments[i], arity, range));
    } else {
      call->operands.push_back(LowerArgument(arguments[i]));
    }
  }
}

}  // namespace model::lowering

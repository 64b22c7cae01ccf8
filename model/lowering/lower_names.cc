// Names: what a reference means here, and operators applied to arguments.
//
// A definition is inlined where it is used. Its parameters are bound *by need*: an argument is lowered when its parameter is first
// met, trivial or constant arguments stand for themselves, anything else gets a slot that is computed on first use. That is TLC's laziness at no run-time
// cost: no thunk is made, because an inlined body runs in the frame of its caller. A definition without parameters is lowered once per
// context and mode, and shared.
//
// Recursive operators can't be inlined: they become procedures with a frame for each activation (LowerCall).

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"

namespace model::lowering {
namespace {

constexpr int kMaxInlineDepth = 400;

Mode Later(Mode bound, Mode use) {
  if (bound == Mode::kNext || use == Mode::kNext) return Mode::kNext;
  return bound == Mode::kInitial || use == Mode::kInitial ? Mode::kInitial : Mode::kCurrent;
}

}  // namespace

std::vector<Argument> Lowerer::ArgumentsOf(TreeExpression tree, const Environment& environment) const {
  std::vector<Argument> arguments;
  for (syntax::ExpressionId id : specification_[tree].operands) arguments.push_back({{tree.tree, id}, environment});
  return arguments;
}

const Scope* Lowerer::FindBinding(const Scope* scope, SymbolId symbol) const {
  while (scope != nullptr && scope->symbol != symbol) scope = scope->outer;
  return scope;
}

absl::flat_hash_map<SymbolId, SymbolId>::const_iterator Lowerer::ReplacementOf(SymbolId symbol,
                                                                               const source::Range& range) const {
  const auto found = replacements_.find(symbol);
  if (found == replacements_.end()) return found;
  const source::Range& replacing = specification_[found->second].range;
  const bool is_inside = range.valid() && replacing.file == range.file &&
                         std::tie(replacing.begin_line, replacing.begin_column) <= std::tie(range.begin_line, range.begin_column) &&
                         std::tie(range.end_line, range.end_column) <= std::tie(replacing.end_line, replacing.end_column);
  return is_inside ? replacements_.end() : found;
}

bool Lowerer::ModuleReaches(semantics::ModuleIndex from, semantics::ModuleIndex to) const {
  if (from == to) return true;
  const auto key = std::make_pair(static_cast<uint32_t>(from), static_cast<uint32_t>(to));
  if (auto known = reaches_memo_.find(key); known != reaches_memo_.end()) return known->second;
  bool reaches = false;
  for (semantics::ModuleIndex extended : specification_[from].extends) reaches |= ModuleReaches(extended, to);
  return reaches_memo_[key] = reaches;
}

// The context in which the text of `module` is read when one arrives from `context`: an inner module sees the definitions of the
// modules around it, which are read under their own contexts.
const Context* Lowerer::OwnerContext(const Context* context, semantics::ModuleIndex module) const {
  while (context != nullptr && !ModuleReaches(specification_[context->instance].module, module)) {
    context = context->outer;
  }
  return context;
}

Lowerer::Substituted Lowerer::FindSubstitution(SymbolId declared, const Context* context, Mode mode) const {
  for (; context != nullptr; context = context->outer) {
    for (const semantics::Instance::Entry& entry : specification_[context->instance].substitutions) {
      if (entry.declared != declared) continue;
      Substituted result;
      result.found = true;
      result.symbol = entry.symbol;
      result.context = context->outer;
      const Mode in = Later(context->mode, mode);
      result.value = {entry.value, {context->scope, context->outer, in}, kNoExpression};
      return result;
    }
  }
  return {};
}

const Context* Lowerer::EnterInstance(SymbolId instance_symbol, std::span<const Argument> arguments,
                                      const Environment& at) {
  const Symbol& symbol = specification_[instance_symbol];
  if (symbol.kind == SymbolKind::kImported) {
    return EnterInstance(symbol.target, arguments, {nullptr, EnterImported(symbol, at), at.mode});
  }
  const Scope* binding = FindBinding(at.scope, instance_symbol);
  const Scope* scope = binding != nullptr ? binding->outer : nullptr;
  const Context* outer = binding != nullptr ? binding->binding.argument.environment.context
                                            : OwnerContext(at.context, symbol.module);
  const bool plain = symbol.parameters.empty();
  if (plain) {
    auto known = context_memo_.find({symbol.instance, outer, scope});
    if (known != context_memo_.end()) return known->second;
  }
  scope = BindArguments(scope, symbol.parameters, arguments, nullptr);
  contexts_.push_back({outer, symbol.instance, scope, Mode::kCurrent, symbol.name});
  if (plain) context_memo_[{symbol.instance, outer, binding != nullptr ? binding->outer : nullptr}] = &contexts_.back();
  return &contexts_.back();
}

bool Lowerer::HasArguments(const Context* context) const {
  while (context != nullptr && context->scope == nullptr) context = context->outer;
  return context != nullptr;
}

const Context* Lowerer::EnterImported(const Symbol& imported, const Environment& at) {
  const Context* outer = OwnerContext(at.context, imported.module);
  auto [place, is_new] = context_memo_.try_emplace({imported.instance, outer, nullptr}, nullptr);
  if (is_new) {
    contexts_.push_back({outer, imported.instance, nullptr, Mode::kCurrent, ""});
    place->second = &contexts_.back();
  }
  return place->second;
}

const Context* Lowerer::EnterPath(TreeExpression tree, const semantics::Reference& reference,
                                  const Environment& environment, std::span<const Argument>* open) {
  const syntax::Expression& name = specification_[tree];
  const std::vector<syntax::PathStep>& steps = specification_[tree.tree].paths[name.detail].steps;
  Environment at = environment;
  size_t next = 0;
  for (const syntax::PathStep& step : steps) {
    if (step.kind != syntax::PathStep::Kind::kInstance || next >= reference.instances.size()) continue;
    std::vector<Argument> arguments;
    for (syntax::ExpressionId id : step.arguments) arguments.push_back({{tree.tree, id}, environment});
    const SymbolId instance = reference.instances[next++];
    const size_t wanted = specification_[specification_.OriginOf(instance)].parameters.size();
    if (arguments.empty() && open != nullptr && wanted <= open->size()) {
      arguments.assign(open->begin(), open->begin() + wanted);
      *open = open->subspan(wanted);
    }
    at.context = EnterInstance(instance, arguments, at);
    at.scope = nullptr;
  }
  return at.context;
}

const Scope* Lowerer::BindArguments(const Scope* scope, const std::vector<SymbolId>& parameters,
                                    std::span<const Argument> arguments, LazyGroup* group) {
  for (size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    Binding binding;
    binding.kind = specification_[parameters[i]].arity > 0 ? Binding::Kind::kOperator : Binding::Kind::kExpression;
    binding.unit = unit_->index;
    binding.argument = arguments[i];
    binding.group = group;
    scope = Bind(scope, parameters[i], std::move(binding));
  }
  return scope;
}

ExpressionId Lowerer::LowerName(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& name = specification_[tree];
  if (specification_.tables_of(tree.tree).reference_of[static_cast<uint32_t>(tree.id)] == 0xffffffffu) {
    Stop(source::DiagnosticKind::kInternalError, name.range, absl::StrCat("the name ", name.text, " was not resolved"));
  }
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  Environment at = environment;
  if (name.detail != syntax::kNoDetail) {
    if (auto part = SelectedPart(tree, environment, {})) return LowerArgument(*part);
    if (!reference.instances.empty()) {
      at.context = EnterPath(tree, reference, environment);
      at.scope = nullptr;
    }
  }
  return LowerSymbol(reference.symbol, ArgumentsOf(tree, environment), at, name.range);
}

// `at`: the scope and context in which the *name* stands (after its path); arguments carry their own.
ExpressionId Lowerer::LowerSymbol(SymbolId symbol, std::span<const Argument> arguments, const Environment& at,
                                  const source::Range& range) {
  if (auto replaced = ReplacementOf(symbol, range); replaced != replacements_.end()) {
    return LowerSymbol(replaced->second, arguments, {nullptr, nullptr, at.mode}, range);
  }
  if (auto fixed = constant_values_.find(symbol); fixed != constant_values_.end() && arguments.empty()) {
    return Literal(fixed->second, range);
  }
  if (const Scope* scope = FindBinding(at.scope, symbol)) return LowerBinding(*scope, arguments, at.mode, range);
  const Symbol& s = specification_[symbol];
  switch (s.kind) {
    case SymbolKind::kBuiltin: return LowerBuiltin(s.builtin, arguments, range);
    case SymbolKind::kConstant:
    case SymbolKind::kVariable: return LowerDeclared(symbol, arguments, at, range);
    case SymbolKind::kImported: {
      const Context* context = EnterImported(s, at);
      return LowerSymbol(s.target, arguments, {nullptr, context, at.mode}, range);
    }
    case SymbolKind::kOperator:
    case SymbolKind::kFunction:
    case SymbolKind::kTheorem: return LowerModuleOperator(symbol, arguments, at, range);
    default: break;
  }
  return Fail(absl::StrCat("In evaluation, the identifier ", s.name, " is either undefined or not an operator."), range);
}

ExpressionId Lowerer::LowerDeclared(SymbolId symbol, std::span<const Argument> arguments, const Environment& at,
                                    const source::Range& range) {
  const Symbol& s = specification_[symbol];
  if (s.kind == SymbolKind::kVariable && at.mode == Mode::kNext) {
    if (auto index = EnabledVariable(symbol, at.context)) {
      Expression variable = Blank(Operation::kNext, range);
      variable.index = *index;
      return Add(std::move(variable));
    }
  }
  if (Substituted found = FindSubstitution(symbol, at.context, at.mode); found.found) {
    if (found.symbol != semantics::kNoSymbol) {
      return LowerSymbol(found.symbol, arguments, found.value.environment, range);
    }
    if (arguments.empty()) return LowerArgument(found.value);
    return ApplyOperatorArgument(found.value, arguments, range);
  }
  if (s.kind == SymbolKind::kConstant) {
    if (auto open = switch_index_.find(symbol); open != switch_index_.end()) {
      Expression opened = Blank(Operation::kSwitch, range);
      opened.index = open->second;
      return Add(std::move(opened));
    }
    if (auto table = constant_tables_.find(symbol); table != constant_tables_.end()) {
      Expression cases = Blank(Operation::kCase, range);
      std::vector<ExpressionId> lowered;
      for (const Argument& argument : arguments) lowered.push_back(LowerArgument(argument));
      for (const auto& [keys, value] : table->second) {
        std::vector<ExpressionId> tests;
        for (size_t i = 0; i < keys.size() && i < lowered.size(); ++i) {
          tests.push_back(Make(Operation::kEqual, range, {lowered[i], Literal(keys[i], range)}));
        }
        cases.operands.push_back(Make(Operation::kAnd, range, tests));
        cases.operands.push_back(Literal(value, range));
      }
      return Add(std::move(cases));
    }
    return Fail(absl::StrCat("The constant ", s.name, " has no value."), range);
  }
  auto index = variable_index_.find(symbol);
  if (index == variable_index_.end()) {
    return Fail(absl::StrCat("In evaluation, the identifier ", s.name, " is either undefined or not an operator."), range);
  }
  Expression variable = Blank(at.mode == Mode::kCurrent ? Operation::kCurrent : Operation::kNext, range);
  variable.index = index->second;
  return Add(std::move(variable));
}

ExpressionId Lowerer::LowerModuleOperator(SymbolId symbol, std::span<const Argument> arguments, const Environment& at,
                                          const source::Range& range) {
  const Symbol& s = specification_[symbol];
  if (specification_[s.module].is_standard) {
    if (auto operation = IntegerOperation(s); operation && arguments.size() == s.arity) {
      std::vector<ExpressionId> operands;
      for (const Argument& argument : arguments) operands.push_back(LowerArgument(argument));
      return Make(*operation, range, std::move(operands));
    }
    if (auto native = host_.FindNative(specification_[s.module].name, s.name, s.arity)) {
      return LowerNative(symbol, *native, arguments, range);
    }
  }
  const Environment definition{nullptr, OwnerContext(at.context, s.module), at.mode};
  if (s.is_recursive && s.kind == SymbolKind::kOperator) return LowerCall(symbol, definition, false, arguments, range);
  if (s.arity > 0) return Inline(symbol, definition, arguments);

  // What an instance's arguments mean depends on where it is entered.
  if (HasArguments(definition.context)) return LowerDefinitionBody(symbol, definition);

  // Without parameters: lowered once for each context and mode, in the root unit. A function met inside itself, through
  // another one, becomes a procedure.
  const auto key = std::make_tuple(symbol, definition.context, definition.mode);
  auto known = definition_memo_.find(key);
  if (known == definition_memo_.end()) {
    if (s.is_recursive && !functions_in_progress_.insert(key).second) {
      return LowerCall(symbol, definition, false, {}, range);
    }
    OpenUnit* const here = unit_;
    unit_ = &root_unit_;
    absl::Cleanup back = [&] {
      unit_ = here;
      functions_in_progress_.erase(key);
    };
    const ExpressionId lowered = LowerDefinitionBody(symbol, definition);
    known = definition_memo_.emplace(key, lowered).first;
  }
  const ExpressionId shared = known->second;
  if (unit_->kind == OpenUnit::Kind::kRoot) return shared;
  if (At(shared).is_constant()) return ToCell(shared);
  if (IsTrivial(shared)) return shared;
  return Make(Operation::kInRootFrame, range, {shared});
}

ExpressionId Lowerer::LowerDefinitionBody(SymbolId symbol, const Environment& environment) {
  const Symbol& s = specification_[symbol];
  const uint32_t outer = definition_;
  definition_ = DefinitionIndex(symbol);
  absl::Cleanup back = [&] { definition_ = outer; };
  if (s.kind == SymbolKind::kFunction) return LowerRecursiveFunction(symbol, environment);
  return LowerExpression(s.body, environment);
}

ExpressionId Lowerer::Inline(SymbolId symbol, const Environment& definition_environment,
                             std::span<const Argument> arguments) {
  const Symbol& s = specification_[symbol];
  if (depth_ > kMaxInlineDepth) {
    Stop(source::DiagnosticKind::kNestingTooDeep, s.name_range,
         absl::StrCat("the definitions used by ", s.name, " are nested too deeply"));
  }
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  LazyGroup* group = NewLazyGroup(false);
  const Scope* scope = BindArguments(definition_environment.scope, s.parameters, arguments, group);
  const ExpressionId body =
      LowerDefinitionBody(symbol, {scope, definition_environment.context, definition_environment.mode});
  return WithLazyGroup(*group, body);
}

ExpressionId Lowerer::LowerArgument(const Argument& argument) {
  if (argument.lowered != kNoExpression) return argument.lowered;
  return LowerExpression(argument.tree, argument.environment);
}

// Runs `lower` in the unit that a binding belongs to and brings the result into the current one.
ExpressionId Lowerer::InCurrentUnit(uint32_t unit, const std::function<ExpressionId()>& lower) {
  if (unit_->index == unit || unit_->outer == nullptr) return lower();
  OpenUnit* const here = unit_;
  ExpressionId outer = kNoExpression;
  {
    unit_ = here->outer;
    absl::Cleanup back = [&] { unit_ = here; };
    outer = InCurrentUnit(unit, lower);
  }
  if (At(outer).is_constant()) return ToCell(outer);
  if (At(outer).operation == Operation::kCurrent || At(outer).operation == Operation::kNext) return outer;
  if (here->kind == OpenUnit::Kind::kLinkedProcedure) {
    Expression access = Blank(Operation::kInOuterFrame, At(outer).range);
    access.slot = UnitAt(here->index).link_slot;
    access.operands = {outer};
    return Add(std::move(access));
  }
  auto [place, is_new] = here->captured.try_emplace(static_cast<uint32_t>(outer), kNoExpression);
  if (is_new) {
    const uint32_t slot = NewSlotIn(here->index);
    UnitAt(here->index).captures.push_back({outer, slot});
    place->second = SlotExpression(slot, At(outer).range);
  }
  return place->second;
}

ExpressionId Lowerer::LowerBinding(const Scope& scope, std::span<const Argument> arguments, Mode mode,
                                   const source::Range& range) {
  const Binding& binding = scope.binding;
  switch (binding.kind) {
    case Binding::Kind::kValue: return Literal(binding.value, range);
    case Binding::Kind::kSlot:
      return InCurrentUnit(binding.unit, [&] { return SlotExpression(binding.slot, range); });
    case Binding::Kind::kParameter:
      return InCurrentUnit(binding.unit, [&] {
        Expression parameter = Blank(Operation::kParameter, range);
        parameter.slot = binding.slot;
        return Add(std::move(parameter));
      });
    case Binding::Kind::kExpression: return LowerByNeed(binding, mode, range);
    case Binding::Kind::kOperator: return ApplyOperatorBinding(binding, arguments, mode, range);
    case Binding::Kind::kOperatorSlot: {
      std::vector<ExpressionId> operands;
      for (const Argument& argument : arguments) operands.push_back(LowerArgument(argument));
      if (unit_->index != binding.unit) return Fail("an operator parameter used inside a closure is not supported", range);
      Expression call = Blank(Operation::kCallOperator, range);
      call.slot = binding.slot;
      call.operands = std::move(operands);
      return Add(std::move(call));
    }
    case Binding::Kind::kInstance: break;
  }
  return Fail("an instance is not a value", range);
}

ExpressionId Lowerer::LowerByNeed(const Binding& binding, Mode mode, const source::Range& range) {
  const Mode bound_mode = binding.argument.environment.mode;
  const Mode use_mode = Later(bound_mode, mode);
  auto lower_anew = [&](Mode m) {
    if (binding.argument.lowered != kNoExpression) return binding.argument.lowered;
    Environment environment = binding.argument.environment;
    environment.mode = m;
    if (binding.definition != semantics::kNoSymbol) return LowerDefinitionBody(binding.definition, environment);
    return LowerExpression(binding.argument.tree, environment);
  };
  if (binding.in_progress) return Fail("a definition depends on itself", range);
  if (use_mode != bound_mode || binding.group == nullptr) {
    return InCurrentUnit(binding.unit, [&] { return lower_anew(use_mode); });
  }
  return InCurrentUnit(binding.unit, [&]() -> ExpressionId {
    if (binding.lowered != kNoExpression) return binding.lowered;
    binding.in_progress = true;
    absl::Cleanup done = [&] { binding.in_progress = false; };
    ExpressionId value = lower_anew(bound_mode);
    const Expression& lowered = At(value);
    if (lowered.is_constant()) {
      value = ToCell(value);
    } else if (!IsTrivial(value) && !(binding.group->in_action && lowered.reads_next) && !lowered.impure) {
      Expression lazy = Blank(Operation::kLazy, lowered.range);
      lazy.slot = NewSlotIn(binding.unit);
      lazy.operands = {value};
      binding.group->slots.push_back(lazy.slot);
      value = Add(std::move(lazy));
    }
    binding.lowered = value;
    return value;
  });
}

ExpressionId Lowerer::ApplyOperatorBinding(const Binding& binding, std::span<const Argument> arguments, Mode mode,
                                           const source::Range& range) {
  if (binding.definition != semantics::kNoSymbol) {
    Environment environment = binding.argument.environment;
    environment.mode = Later(environment.mode, mode);
    if (specification_[binding.definition].is_recursive) {
      return LowerCall(binding.definition, environment, true, arguments, range);
    }
    return Inline(binding.definition, environment, arguments);
  }
  return ApplyOperatorArgument(binding.argument, arguments, range);
}

ExpressionId Lowerer::ApplyOperatorArgument(const Argument& op, std::span<const Argument> arguments,
                                            const source::Range& range) {
  const auto [tree, environment] = std::make_pair(op.tree, op.environment);
  const syntax::Expression& written = specification_[tree];
  if (written.kind == syntax::ExpressionKind::kParentheses) {
    return ApplyOperatorArgument({{tree.tree, written.operands[0]}, environment}, arguments, range);
  }
  if (written.kind == syntax::ExpressionKind::kLambda) {
    const std::vector<SymbolId>& parameters = specification_.tables_of(tree.tree).parameters[written.detail];
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
  if (argument.lowered == kNoExpression && specification_[argument.tree].kind == syntax::ExpressionKind::kName &&
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

ExpressionId Lowerer::LowerNative(SymbolId symbol, const NativeOperator& native, std::span<const Argument> arguments,
                                  const source::Range& range) {
  const Symbol& s = specification_[symbol];
  Expression call = Blank(Operation::kNative, range);
  call.index = native.index;
  call.impure = native.impure;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const uint32_t arity = i < s.parameters.size() ? specification_[s.parameters[i]].arity : 0;
    if (arity > 0) {
      call.operators.push_back(LowerOperatorArgument(arguments[i], arity, range));
    } else {
      call.operands.push_back(LowerArgument(arguments[i]));
    }
  }
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

ExpressionId Lowerer::LowerCall(SymbolId symbol, const Environment& definition_environment, bool in_let,
                                std::span<const Argument> arguments, const source::Range& range) {
  const Symbol& s = specification_[symbol];
  const auto key = std::make_tuple(symbol, definition_environment.context, definition_environment.mode,
                                   in_let ? definition_environment.scope : nullptr);
  // The unit around the definition: the root for a module-level one.
  OpenUnit* definer = unit_;
  if (in_let) {
    const Scope* binding = definition_environment.scope;
    const uint32_t home = binding != nullptr ? binding->binding.unit : 0;
    while (definer->outer != nullptr && definer->index != home) definer = definer->outer;
  } else {
    definer = &root_unit_;
  }
  auto known = procedure_memo_.find(key);
  if (known == procedure_memo_.end()) {
    const auto index = static_cast<uint32_t>(program_->units.size());
    program_->units.emplace_back();
    program_->units[index].name = s.name;
    procedure_memo_[key] = index;
    OpenUnit unit;
    unit.index = index;
    unit.kind = in_let ? OpenUnit::Kind::kLinkedProcedure : OpenUnit::Kind::kProcedure;
    unit.outer = in_let ? definer : nullptr;
    if (in_let) UnitAt(index).link_slot = NewSlotIn(index);
    OpenUnit* const here = unit_;
    unit_ = &unit;
    absl::Cleanup back = [&] { unit_ = here; };
    const Scope* scope = in_let ? definition_environment.scope : nullptr;
    for (SymbolId parameter : s.parameters) {
      Binding binding;
      const bool is_operator = specification_[parameter].arity > 0;
      binding.kind = is_operator ? Binding::Kind::kOperatorSlot : Binding::Kind::kParameter;
      binding.unit = index;
      binding.slot = NewSlotIn(index, is_operator ? 2 : 3);
      UnitAt(index).parameters.push_back({binding.slot, is_operator});
      scope = Bind(scope, parameter, std::move(binding));
    }
    const ExpressionId body =
        LowerDefinitionBody(symbol, {scope, definition_environment.context, definition_environment.mode});
    UnitAt(index).body = At(body).is_constant() ? ToCell(body) : body;
    known = procedure_memo_.find(key);
  }
  const uint32_t index = known->second;
  Expression call = Blank(Operation::kCall, range);
  call.index = index;
  if (in_let) {
    if (unit_ == definer) {
      call.operands.push_back(Make(Operation::kFramePointer, range, {}));
    } else if (unit_->index == index) {
      call.operands.push_back(SlotExpression(UnitAt(index).link_slot, range));
    } else {
      // Inside a unit nested in the procedure or beside it: reach the link through the frames.
      const bool inside = [&] {
        for (OpenUnit* u = unit_; u != nullptr; u = u->outer) {
          if (u->index == index) return true;
        }
        return false;
      }();
      call.operands.push_back(InCurrentUnit(inside ? index : definer->index, [&] {
        return inside ? SlotExpression(UnitAt(index).link_slot, range) : Make(Operation::kFramePointer, range, {});
      }));
    }
  }
  // A body may read anything; what it reads is not known while it is being lowered, so recursion counts as reading both.
  for (size_t i = 0; i < arguments.size() && i < s.parameters.size(); ++i) {
    const uint32_t arity = specification_[s.parameters[i]].arity;
    if (arity > 0) {
      call.operators.push_back(LowerOperatorArgument(arguments[i], arity, range));
    } else {
      call.operands.push_back(LowerArgument(arguments[i]));
    }
  }
  if (UnitAt(index).body == kNoExpression) {
    // A recursive call met inside the body: it must not be taken for constant on its own.
    call.reads_current |= s.level >= semantics::Level::kState;
    call.reads_next |= s.level >= semantics::Level::kAction || definition_environment.mode != Mode::kCurrent;
    call.reads_switch |= !program_->switches.empty();
  } else {
    const Expression& body = At(UnitAt(index).body);
    call.reads_current |= body.reads_current;
    call.reads_switch |= body.reads_switch;
    call.reads_next |= body.reads_next;
    call.impure |= body.impure;
  }
  return Add(std::move(call));
}

}  // namespace model::lowering

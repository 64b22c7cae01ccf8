// Names: what a reference means here, and operators applied to arguments.
//
// A definition is inlined where it is used. Its parameters are bound *by need*: an argument is
// lowered when its parameter is first met, trivial or constant arguments stand for themselves,
// anything else gets a slot that is computed on first use. That is TLC's laziness at no run-time
// cost: no thunk is made, because an inlined body runs in the frame of its caller. A definition
// without parameters is lowered once per context and mode, and shared.
//
// Recursive operators can't be inlined: they become procedures with a frame for each activation
// (lower_calls.cc). So does everything in a program that inlining has made huge: twenty operators,
// each of which uses the one before it twice, are a million.

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"

namespace model::lowering {
std::vector<Argument> Lowerer::ArgumentsOf(TreeExpression tree,
                                           const Environment& environment) const {
  std::vector<Argument> arguments;
  for (syntax::ExpressionId id : specification_[tree].operands)
    arguments.push_back({{tree.tree, id}, environment});
  return arguments;
}

const Scope* Lowerer::FindBinding(const Scope* scope, SymbolId symbol) const {
  while (scope != nullptr && scope->symbol != symbol) scope = scope->outer;
  return scope;
}

absl::flat_hash_map<SymbolId, SymbolId>::const_iterator Lowerer::ReplacementOf(
    SymbolId symbol, const source::Range& range) const {
  const auto found = replacements_.find(symbol);
  if (found == replacements_.end()) return found;
  const source::Range& replacing = specification_[found->second].range;
  const bool is_inside = range.valid() && replacing.file == range.file &&
                         std::tie(replacing.begin_line, replacing.begin_column) <=
                             std::tie(range.begin_line, range.begin_column) &&
                         std::tie(range.end_line, range.end_column) <=
                             std::tie(replacing.end_line, replacing.end_column);
  return is_inside ? replacements_.end() : found;
}

const Scope* Lowerer::BindArguments(const Scope* scope, const std::vector<SymbolId>& parameters,
                                    std::span<const Argument> arguments, LazyGroup* group) {
  for (size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    Binding binding;
    binding.kind = specification_[parameters[i]].arity > 0 ? Binding::Kind::kOperator
                                                           : Binding::Kind::kExpression;
    binding.unit = unit_->index;
    binding.argument = arguments[i];
    binding.group = group;
    scope = Bind(scope, parameters[i], std::move(binding));
  }
  return scope;
}

ExpressionId Lowerer::LowerName(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& name = specification_[tree];
  if (!specification_.HasReference(tree)) {
    Stop(source::DiagnosticKind::kInternalError, name.range,
         absl::StrCat("the name ", name.text, " was not resolved"));
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

// `at`: the scope and context in which the *name* stands (after its path); arguments carry their
// own.
ExpressionId Lowerer::LowerSymbol(SymbolId symbol, std::span<const Argument> arguments,
                                  const Environment& at, const source::Range& range) {
  if (auto replaced = ReplacementOf(symbol, range); replaced != replacements_.end()) {
    if (arguments.empty()) return LowerReplacingDefinition(replaced->second, at.mode, range);
    return LowerSymbol(replaced->second, arguments, {nullptr, nullptr, at.mode}, range);
  }
  if (auto fixed = constant_values_.find(symbol);
      fixed != constant_values_.end() && arguments.empty()) {
    return Literal(fixed->second, range);
  }
  if (const Scope* scope = FindBinding(at.scope, symbol))
    return LowerBinding(*scope, arguments, at.mode, range);
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
  return Fail(absl::StrCat("In evaluation, the identifier ", s.name,
                           " is either undefined or not an operator."),
              range);
}

ExpressionId Lowerer::LowerDeclared(SymbolId symbol, std::span<const Argument> arguments,
                                    const Environment& at, const source::Range& range) {
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
    if (constant_tables_.contains(symbol)) return LowerConstantTable(symbol, arguments, range);
    return Fail(absl::StrCat("The constant ", s.name, " has no value."), range);
  }
  auto index = variable_index_.find(symbol);
  if (index == variable_index_.end()) {
    return Fail(absl::StrCat("In evaluation, the identifier ", s.name,
                             " is either undefined or not an operator."),
                range);
  }
  Expression variable =
      Blank(at.mode == Mode::kCurrent ? Operation::kCurrent : Operation::kNext, range);
  variable.index = index->second;
  return Add(std::move(variable));
}

// A constant operator that the configuration gives value by value: N(1) = 7.
ExpressionId Lowerer::LowerConstantTable(SymbolId symbol, std::span<const Argument> arguments,
                                         const source::Range& range) {
  std::vector<ExpressionId> lowered;
  for (const Argument& argument : arguments) lowered.push_back(LowerArgument(argument));
  Expression cases = Blank(Operation::kCase, range);
  for (const auto& [keys, value] : constant_tables_[symbol]) {
    std::vector<ExpressionId> tests;
    for (size_t i = 0; i < keys.size() && i < lowered.size(); ++i) {
      tests.push_back(Make(Operation::kEqual, range, {lowered[i], Literal(keys[i], range)}));
    }
    cases.operands.push_back(Make(Operation::kAnd, range, tests));
    cases.operands.push_back(Literal(value, range));
  }
  return Add(std::move(cases));
}

ExpressionId Lowerer::LowerModuleOperator(SymbolId symbol, std::span<const Argument> arguments,
                                          const Environment& at, const source::Range& range) {
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
  if (s.is_recursive && s.kind == SymbolKind::kOperator)
    return LowerCall(symbol, definition, false, arguments, range);
  if (s.arity > 0) {
    return InlinesStill() ? Inline(symbol, definition, arguments, range)
                          : LowerCall(symbol, definition, false, arguments, range);
  }

  // What an instance's arguments mean depends on where it is entered.
  if (HasArguments(definition.context)) return LowerDefinitionBody(symbol, definition);

  // Without parameters: lowered once for each context and mode, in the root unit. A function met
  // inside itself, through another one, becomes a procedure.
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
    const bool was_impure = program_->is_impure;
    const ExpressionId lowered =
        EvaluatedAhead(symbol, definition.context, LowerDefinitionBody(symbol, definition));
    if (At(lowered).is_constant()) program_->is_impure = was_impure;
    known = definition_memo_.emplace(key, lowered).first;
  }
  const ExpressionId shared = known->second;
  // Of constants too: what is named is evaluated once, however often it is used.
  if (At(shared).is_constant()) return ToCell(shared);
  if (unit_->kind == OpenUnit::Kind::kRoot) return shared;
  if (IsTrivial(shared)) return shared;
  return Make(Operation::kInRootFrame, range, {shared});
}

ExpressionId Lowerer::LowerDefinitionBody(SymbolId symbol, const Environment& environment) {
  const Symbol& s = specification_[symbol];
  if (s.kind == SymbolKind::kFunction) return LowerRecursiveFunction(symbol, environment);
  return LowerExpression(s.body, environment);
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
  if (At(outer).operation == Operation::kCurrent || At(outer).operation == Operation::kNext)
    return outer;
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

ExpressionId Lowerer::LowerBinding(const Scope& scope, std::span<const Argument> arguments,
                                   Mode mode, const source::Range& range) {
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
      if (unit_->index != binding.unit)
        return Fail("an operator parameter used inside a closure is not supported", range);
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
    if (binding.definition != semantics::kNoSymbol)
      return LowerDefinitionBody(binding.definition, environment);
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
    } else if (!IsTrivial(value) &&
               !(binding.group->in_action && (lowered.reads_next || lowered.impure))) {
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

}  // namespace model::lowering

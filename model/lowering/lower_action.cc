// Actions: formulas that say what the next state is.
//
// TLC reads an action from left to right, carrying a partly assigned next state: the first x' = e or x' \in S assigns x, later ones test
// it; disjunctions and \E branch; anything else is a test. Which of the two a conjunct is can depend on the branch that was taken before, so
// each assigning node tests at run time whether its variable is still unassigned. What is decided here, once, is the kind of
// each node: assignment, branching, or plain test.
//
// Every node also carries the predicate that the same text means when all variables are assigned: from then on the interpreter evaluates
// plain booleans and branches no more (this changes how many successors are counted; see docs/tlc_compatibility.md).
//
// In Init the unprimed variables are assigned in the same way.

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

using syntax::ExpressionKind;
using Kind = ActionNode::Kind;

ActionNodeId Lowerer::AddAction(ActionNode node) {
  auto cell = [&](ExpressionId& id) {
    if (id != kNoExpression && At(id).is_constant()) id = ToCell(id);
  };
  cell(node.value);
  cell(node.predicate);
  for (ExpressionId& condition : node.conditions) cell(condition);
  for (Bound& bound : node.bounds) cell(bound.set);
  node.definition = definition_;
  program_->action_nodes.push_back(std::move(node));
  return ActionNodeId(program_->action_nodes.size() - 1);
}

ActionNodeId Lowerer::TestAction(ExpressionId predicate, const source::Range& range) {
  ActionNode node;
  node.kind = Kind::kTest;
  node.predicate = predicate;
  node.range = range;
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::WithLazyGroupAction(const LazyGroup& group, ActionNodeId body) {
  if (group.slots.empty()) return body;
  ActionNode let;
  let.kind = Kind::kLet;
  let.slots = group.slots;
  let.children = {body};
  const ActionNode& inner = program_->action_nodes[static_cast<uint32_t>(body)];
  let.range = inner.range;
  let.predicate = WithLazyGroup(group, inner.predicate);
  return AddAction(std::move(let));
}

ActionNodeId Lowerer::LowerAction(TreeExpression tree, const Environment& environment) {
  if (depth_ > 3000) {
    Stop(source::DiagnosticKind::kNestingTooDeep, specification_[tree].range, "this action is nested too deeply");
  }
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  return LowerActionUncached(tree, environment);
}

ActionNodeId Lowerer::LowerActionArgument(const Argument& argument) {
  if (argument.lowered != kNoExpression) return TestAction(argument.lowered, At(argument.lowered).range);
  return LowerAction(argument.tree, argument.environment);
}

ActionNodeId Lowerer::LowerActionUncached(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  switch (e.kind) {
    case ExpressionKind::kParentheses:
    case ExpressionKind::kLabel: return LowerAction({tree.tree, e.operands[0]}, environment);
    case ExpressionKind::kConjunction: return LowerActionJunction(tree, environment, Kind::kAnd);
    case ExpressionKind::kDisjunction: return LowerActionJunction(tree, environment, Kind::kOr);
    case ExpressionKind::kForAll: return LowerActionQuantifier(tree, environment, Kind::kForAll);
    case ExpressionKind::kExists: return LowerActionQuantifier(tree, environment, Kind::kExists);
    case ExpressionKind::kIf: return LowerActionIf(tree, environment);
    case ExpressionKind::kCase: return LowerActionCase(tree, environment);
    case ExpressionKind::kLet: return LowerActionLet(tree, environment);
    case ExpressionKind::kBox: return LowerActionBox(tree, environment);
    case ExpressionKind::kAngle: return LowerActionAngle(tree, environment);
    case ExpressionKind::kName: return LowerActionName(tree, environment);
    case ExpressionKind::kApply: return LowerActionApply(tree, environment);
    default: return TestAction(LowerExpression(tree, environment), e.range);
  }
}

ActionNodeId Lowerer::LowerActionJunction(TreeExpression tree, const Environment& environment, Kind kind) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = kind;
  node.range = e.range;
  std::vector<ExpressionId> predicates;
  for (syntax::ExpressionId id : e.operands) {
    const ActionNodeId child = LowerAction({tree.tree, id}, environment);
    node.children.push_back(child);
    predicates.push_back((*program_)[child].predicate);
  }
  node.predicate = Make(kind == Kind::kAnd ? Operation::kAnd : Operation::kOr, e.range, std::move(predicates));
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::LowerActionQuantifier(TreeExpression tree, const Environment& environment, Kind kind) {
  const syntax::Expression& e = specification_[tree];
  LazyGroup* group = NewLazyGroup(true);
  ActionNode node;
  node.kind = kind;
  node.range = e.range;
  Environment inner = environment;
  inner.scope = LowerBounds(tree, environment, &node.bounds, group);
  if (UnboundedBounds(node.bounds)) return TestAction(LowerExpression(tree, environment), e.range);
  const ActionNodeId body = LowerAction({tree.tree, e.operands[0]}, inner);
  node.children = {body};
  Expression predicate = Blank(kind == Kind::kForAll ? Operation::kForAll : Operation::kExists, e.range);
  predicate.bounds = node.bounds;
  predicate.operands = {(*program_)[body].predicate};
  node.predicate = Add(std::move(predicate));
  return WithLazyGroupAction(*group, AddAction(std::move(node)));
}

// f[e] where f is [x \in S |-> A], written there or defined by a LET: the action A with e for x. It is put together as
// CASE e \in S -> \E x \in {e} : A, so that an e outside of S is an error.
ActionNodeId Lowerer::LowerActionApply(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  const ExpressionId predicate = LowerExpression(tree, environment);
  const auto [function, inside] = LookThrough({tree.tree, e.operands[0]}, environment);
  if (!At(predicate).reads_next || specification_[function].kind != ExpressionKind::kFunction) {
    return TestAction(predicate, e.range);
  }
  ActionNode exists;
  exists.kind = Kind::kExists;
  exists.range = e.range;
  LazyGroup* group = NewLazyGroup(true);
  Environment inner = inside;
  inner.scope = LowerBounds(function, inside, &exists.bounds, group);
  if (UnboundedBounds(exists.bounds) || exists.bounds.size() + 1 != e.operands.size()) return TestAction(predicate, e.range);
  std::vector<ExpressionId> belongs;
  for (size_t i = 0; i < exists.bounds.size(); ++i) {
    const ExpressionId argument = LowerExpression({tree.tree, e.operands[i + 1]}, environment);
    belongs.push_back(Make(Operation::kIn, e.range, {argument, exists.bounds[i].set}));
    exists.bounds[i].set = Make(Operation::kSetEnumeration, e.range, {argument});
  }
  exists.children = {LowerAction({function.tree, specification_[function].operands[0]}, inner)};
  exists.predicate = predicate;
  ActionNode inside_domain;
  inside_domain.kind = Kind::kCase;
  inside_domain.range = e.range;
  inside_domain.conditions = {Make(Operation::kAnd, e.range, std::move(belongs))};
  inside_domain.children = {AddAction(std::move(exists))};
  inside_domain.predicate = predicate;
  return WithLazyGroupAction(*group, AddAction(std::move(inside_domain)));
}

ActionNodeId Lowerer::LowerActionIf(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = Kind::kIf;
  node.range = e.range;
  node.conditions = {LowerExpression({tree.tree, e.operands[0]}, environment)};
  for (size_t i = 1; i < 3; ++i) node.children.push_back(LowerAction({tree.tree, e.operands[i]}, environment));
  node.predicate = Make(Operation::kIf, e.range, {node.conditions[0], (*program_)[node.children[0]].predicate,
                                                  (*program_)[node.children[1]].predicate});
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::LowerActionCase(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = Kind::kCase;
  node.range = e.range;
  std::vector<ExpressionId> operands;
  ActionNodeId other = kNoActionNode;
  for (const syntax::CaseArm& arm : specification_[tree.tree].arm_lists[e.detail]) {
    const ActionNodeId value = LowerAction({tree.tree, arm.value}, environment);
    if (arm.condition == syntax::kNoExpression) {
      other = value;
      continue;
    }
    node.conditions.push_back(LowerExpression({tree.tree, arm.condition}, environment));
    node.children.push_back(value);
    operands.push_back(node.conditions.back());
    operands.push_back((*program_)[value].predicate);
  }
  if (other != kNoActionNode) {
    node.children.push_back(other);
    operands.push_back((*program_)[other].predicate);
  }
  node.predicate = Make(Operation::kCase, e.range, std::move(operands));
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::LowerActionLet(TreeExpression tree, const Environment& environment) {
  LazyGroup* group = NewLazyGroup(true);
  Environment inner = environment;
  inner.scope = BindDefinitions(tree, environment, group);
  const ActionNodeId body = LowerAction({tree.tree, specification_[tree].operands[0]}, inner);
  return WithLazyGroupAction(*group, body);
}

ActionNodeId Lowerer::LowerActionBox(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = Kind::kOr;
  node.range = e.range;
  const ActionNodeId action = LowerAction({tree.tree, e.operands[0]}, environment);
  const ActionNodeId unchanged = UnchangedAction({{tree.tree, e.operands[1]}, environment}, e.range);
  node.children = {action, unchanged};
  node.predicate = Make(Operation::kOr, e.range, {(*program_)[action].predicate, (*program_)[unchanged].predicate});
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::LowerActionAngle(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = Kind::kChanged;
  node.range = e.range;
  const ActionNodeId action = LowerAction({tree.tree, e.operands[0]}, environment);
  node.children = {action};
  node.conditions = {ChangedCondition({tree.tree, e.operands[1]}, environment, action, e.range)};
  node.predicate = Make(Operation::kAnd, e.range, {(*program_)[action].predicate, node.conditions[0]});
  return AddAction(std::move(node));
}

bool Lowerer::MayAssign(ActionNodeId action, uint32_t variable) const {
  const ActionNode& node = (*program_)[action];
  switch (node.kind) {
    case Kind::kTest: return false;
    case Kind::kAssign:
    case Kind::kMember: return node.variable == variable;
    case Kind::kUnchanged: return std::find(node.variables.begin(), node.variables.end(), variable) != node.variables.end();
    case Kind::kCall: return true;
    default: break;
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](ActionNodeId child) { return MayAssign(child, variable); });
}

// v' # v after the action. Where the action says nothing of a variable of v (which only ENABLED allows), that is an error even if another
// variable of v has changed, so that variable is read first.
ExpressionId Lowerer::ChangedCondition(TreeExpression subscript, const Environment& environment, ActionNodeId action,
                                       const source::Range& range) {
  const ExpressionId changed = Make(Operation::kNot, range, {UnchangedPredicate(subscript, environment, range)});
  const bool keeps_primed = environment.context != nullptr && environment.context->keeps_primed;
  std::vector<uint32_t> variables;
  if (environment.mode != Mode::kCurrent || keeps_primed || !FlattenVariables({subscript, environment}, &variables)) return changed;
  for (uint32_t variable : variables) {
    if (MayAssign(action, variable)) continue;
    Expression next = Blank(Operation::kNext, range);
    next.index = variable;
    const ExpressionId read = Add(std::move(next));
    return Make(Operation::kAnd, range, {Make(Operation::kEqual, range, {read, read}), changed});
  }
  return changed;
}

ActionNodeId Lowerer::AssignAction(Kind kind, uint32_t variable, ExpressionId value, Operation test,
                                   const source::Range& range) {
  ActionNode node;
  node.kind = kind;
  node.variable = variable;
  node.value = value;
  node.range = range;
  Expression next = Blank(Operation::kNext, range);
  next.index = variable;
  node.predicate = Make(test, range, {Add(std::move(next)), value});
  return AddAction(std::move(node));
}

bool Lowerer::FlattenVariables(const Argument& argument, std::vector<uint32_t>* variables) {
  if (argument.lowered != kNoExpression) return false;
  auto [tree, environment] = LookThrough(argument.tree, argument.environment);
  const syntax::Expression& e = specification_[tree];
  if (e.kind == ExpressionKind::kTuple) {
    for (syntax::ExpressionId id : e.operands) {
      if (!FlattenVariables({{tree.tree, id}, environment}, variables)) return false;
    }
    return true;
  }
  auto variable = AssignedVariable({tree, environment}, false);
  if (!variable) return false;
  variables->push_back(*variable);
  return true;
}

// `primed`: the variable must be primed (an action); otherwise it must not be (Init, UNCHANGED).
std::optional<uint32_t> Lowerer::AssignedVariable(const Argument& argument, bool primed, bool is_next) {
  if (argument.lowered != kNoExpression) return std::nullopt;
  auto [tree, environment] = LookThrough(argument.tree, argument.environment, is_next);
  const syntax::Expression& e = specification_[tree];
  if (e.kind != ExpressionKind::kName) return std::nullopt;
  if (specification_.tables_of(tree.tree).reference_of[static_cast<uint32_t>(tree.id)] == 0xffffffffu) return std::nullopt;
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  const Symbol& s = specification_[reference.symbol];
  if (primed && s.kind == SymbolKind::kBuiltin && s.builtin == Builtin::kPrime) {
    return AssignedVariable({{tree.tree, e.operands[0]}, environment}, false, true);
  }
  if (primed && environment.mode == Mode::kNext) {
    primed = false;
    is_next = true;
  }
  if (primed || !e.operands.empty()) return std::nullopt;
  Environment at = environment;
  if (!reference.instances.empty()) at.context = EnterPath(tree, reference, environment);
  return ResolveVariable(reference.symbol, at, is_next);
}

// Through imports, definitions that are only another name, and substitutions.
std::optional<uint32_t> Lowerer::ResolveVariable(SymbolId symbol, const Environment& at, bool is_next) {
  const Context* context = at.context;
  for (int i = 0; i < 100; ++i) {
    const Symbol& s = specification_[symbol];
    if (s.kind == SymbolKind::kImported) {
      context = EnterImported(s, {nullptr, context, at.mode});
      symbol = s.target;
      continue;
    }
    if (s.kind != SymbolKind::kVariable) {
      // M!Op where Op == x: go on inside.
      if (s.kind == SymbolKind::kOperator && s.arity == 0 && !s.is_recursive && s.body.id != syntax::kNoExpression &&
          FindBinding(at.scope, symbol) == nullptr) {
        return AssignedVariable({s.body, {nullptr, OwnerContext(context, s.module), at.mode}}, false, is_next);
      }
      return std::nullopt;
    }
    if (is_next) {
      if (auto own = EnabledVariable(symbol, context)) return own;
    }
    Substituted found = FindSubstitution(symbol, context, at.mode);
    if (!found.found) {
      auto index = variable_index_.find(symbol);
      if (index == variable_index_.end()) return std::nullopt;
      return index->second;
    }
    if (found.symbol == semantics::kNoSymbol) return AssignedVariable(found.value, false, is_next);
    symbol = found.symbol;
    context = found.context;
  }
  return std::nullopt;
}

ActionNodeId Lowerer::UnchangedAction(const Argument& argument, const source::Range& range) {
  ActionNode node;
  node.range = range;
  if (argument.environment.mode == Mode::kCurrent && FlattenVariables(argument, &node.variables)) {
    node.kind = Kind::kUnchanged;
    node.predicate = LowerUnchanged(argument, range);
    return AddAction(std::move(node));
  }
  if (argument.environment.context != nullptr && argument.environment.context->keeps_primed) {
    return UnchangedInsideEnabled(argument, range);
  }
  return TestAction(LowerUnchanged(argument, range), range);
}

ActionNodeId Lowerer::LowerActionBuiltin(Builtin builtin, std::span<const Argument> arguments, const Environment& at,
                                         TreeExpression tree, bool* done) {
  const source::Range& range = specification_[tree].range;
  *done = true;
  const bool initial = at.mode == Mode::kInitial;
  switch (builtin) {
    case Builtin::kEqual:
      if (auto variable = AssignedVariable(arguments[0], !initial)) {
        return AssignAction(Kind::kAssign, *variable, LowerArgument(arguments[1]), Operation::kEqual, range);
      }
      break;
    case Builtin::kIn:
      if (auto variable = AssignedVariable(arguments[0], !initial)) {
        return AssignAction(Kind::kMember, *variable, LowerArgument(arguments[1]), Operation::kIn, range);
      }
      break;
    case Builtin::kSubsetEqual:
      if (auto variable = AssignedVariable(arguments[0], !initial)) {
        const ExpressionId subsets = Make(Operation::kSubsets, range, {LowerArgument(arguments[1])});
        return AssignAction(Kind::kMember, *variable, subsets, Operation::kIn, range);
      }
      break;
    case Builtin::kUnchanged: return UnchangedAction(arguments[0], range);
    case Builtin::kActionComposition: {
      ActionNode node;
      node.kind = Kind::kCompose;
      node.range = range;
      node.children = {LowerActionArgument(arguments[0]), LowerActionArgument(arguments[1])};
      node.predicate = LowerBuiltin(builtin, arguments, range);
      return AddAction(std::move(node));
    }
    case Builtin::kImplies: {
      ActionNode node;
      node.kind = Kind::kImplies;
      node.range = range;
      node.conditions = {LowerArgument(arguments[0])};
      node.children = {LowerActionArgument(arguments[1])};
      node.predicate = Make(Operation::kImplies, range, {node.conditions[0], (*program_)[node.children[0]].predicate});
      return AddAction(std::move(node));
    }
    case Builtin::kAnd:
    case Builtin::kOr: {
      ActionNode node;
      node.kind = builtin == Builtin::kAnd ? Kind::kAnd : Kind::kOr;
      node.range = range;
      std::vector<ExpressionId> predicates;
      for (const Argument& argument : arguments) {
        node.children.push_back(LowerActionArgument(argument));
        predicates.push_back((*program_)[node.children.back()].predicate);
      }
      node.predicate = Make(builtin == Builtin::kAnd ? Operation::kAnd : Operation::kOr, range, std::move(predicates));
      return AddAction(std::move(node));
    }
    default: break;
  }
  *done = false;
  return kNoActionNode;
}

ActionNodeId Lowerer::InlineAction(SymbolId symbol, const Environment& definition_environment,
                                   std::span<const Argument> arguments) {
  const Symbol& s = specification_[symbol];
  const uint32_t outer = definition_;
  definition_ = DefinitionIndex(symbol);
  absl::Cleanup back = [&] { definition_ = outer; };
  LazyGroup* group = NewLazyGroup(true);
  const Scope* scope = BindArguments(definition_environment.scope, s.parameters, arguments, group);
  const ActionNodeId body =
      LowerAction(s.body, {scope, definition_environment.context, definition_environment.mode});
  return WithLazyGroupAction(*group, body);
}

ActionNodeId Lowerer::LowerActionName(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& name = specification_[tree];
  if (specification_.tables_of(tree.tree).reference_of[static_cast<uint32_t>(tree.id)] == 0xffffffffu) {
    return TestAction(LowerExpression(tree, environment), name.range);
  }
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  Environment at = environment;
  if (name.detail != syntax::kNoDetail) {
    if (auto part = SelectedPart(tree, environment, {})) return LowerActionArgument(*part);
    if (!reference.instances.empty()) {
      at.context = EnterPath(tree, reference, environment);
      at.scope = nullptr;
    }
  }
  return LowerActionSymbol(reference.symbol, ArgumentsOf(tree, environment), at, tree);
}

ActionNodeId Lowerer::LowerActionSymbol(SymbolId symbol, std::span<const Argument> arguments, const Environment& at,
                                        TreeExpression tree) {
  const source::Range range = specification_[tree].range;
  auto test = [&] { return TestAction(LowerSymbol(symbol, arguments, at, range), range); };
  if (auto replaced = ReplacementOf(symbol, range); replaced != replacements_.end()) {
    return LowerActionSymbol(replaced->second, arguments, {nullptr, nullptr, at.mode}, tree);
  }
  if (constant_values_.contains(symbol)) return test();
  if (const Scope* scope = FindBinding(at.scope, symbol)) {
    const Binding& binding = scope->binding;
    if (binding.kind == Binding::Kind::kExpression && binding.argument.lowered == kNoExpression &&
        binding.unit == unit_->index) {
      Environment inner = binding.argument.environment;
      if (at.mode != Mode::kCurrent) inner.mode = at.mode;
      if (binding.definition == semantics::kNoSymbol) return LowerAction(binding.argument.tree, inner);
      if (specification_[binding.definition].kind == SymbolKind::kOperator) {
        return InlineAction(binding.definition, inner, {});
      }
      return test();
    }
    if (binding.kind == Binding::Kind::kOperator) {
      Environment inner = binding.argument.environment;
      if (at.mode != Mode::kCurrent) inner.mode = at.mode;
      if (binding.definition != semantics::kNoSymbol) {
        if (specification_[binding.definition].is_recursive) return test();
        return InlineAction(binding.definition, inner, arguments);
      }
      const syntax::Expression& written = specification_[binding.argument.tree];
      if (written.kind == ExpressionKind::kLambda) {
        const std::vector<SymbolId>& parameters =
            specification_.tables_of(binding.argument.tree.tree).parameters[written.detail];
        LazyGroup* group = NewLazyGroup(true);
        inner.scope = BindArguments(inner.scope, parameters, arguments, group);
        return WithLazyGroupAction(*group, LowerAction({binding.argument.tree.tree, written.operands[0]}, inner));
      }
      if (written.kind == ExpressionKind::kName && written.detail == syntax::kNoDetail) {
        return LowerActionSymbol(specification_.ReferenceOf(binding.argument.tree).symbol, arguments, inner, tree);
      }
    }
    return test();
  }
  const Symbol& s = specification_[symbol];
  switch (s.kind) {
    case SymbolKind::kBuiltin: {
      bool done = false;
      const ActionNodeId node = LowerActionBuiltin(s.builtin, arguments, at, tree, &done);
      return done ? node : test();
    }
    case SymbolKind::kImported: {
      const Context* context = EnterImported(s, at);
      return LowerActionSymbol(s.target, arguments, {nullptr, context, at.mode}, tree);
    }
    case SymbolKind::kConstant:
    case SymbolKind::kVariable: {
      Substituted found = FindSubstitution(symbol, at.context, at.mode);
      if (found.found && found.symbol != semantics::kNoSymbol) {
        return LowerActionSymbol(found.symbol, arguments, found.value.environment, tree);
      }
      if (found.found && arguments.empty()) return LowerActionArgument(found.value);
      return test();
    }
    case SymbolKind::kTheorem:
    case SymbolKind::kOperator: {
      if (IsPrimitive(s)) return test();
      const Environment definition{nullptr, OwnerContext(at.context, s.module), at.mode};
      if (!s.is_recursive) return InlineAction(symbol, definition, arguments);
      // A recursive operator as an action: a procedure whose body is also lowered as an action.
      if (s.level < semantics::Level::kAction && at.mode != Mode::kInitial) return test();
      const ExpressionId call = LowerCall(symbol, definition, false, arguments, range);
      const uint32_t index = At(call).index;
      ActionNode node;
      node.kind = Kind::kCall;
      node.index = index;
      node.predicate = call;
      node.conditions = At(call).operands;
      node.range = range;
      if (UnitAt(index).action == kNoActionNode && !action_units_.contains(index)) {
        action_units_.insert(index);
        OpenUnit unit;
        unit.index = index;
        unit.kind = OpenUnit::Kind::kProcedure;
        OpenUnit* const here = unit_;
        unit_ = &unit;
        absl::Cleanup back = [&] { unit_ = here; };
        const Scope* scope = nullptr;
        for (size_t i = 0; i < s.parameters.size(); ++i) {
          Binding binding;
          const bool is_operator = UnitAt(index).parameters[i].is_operator;
          binding.kind = is_operator ? Binding::Kind::kOperatorSlot : Binding::Kind::kParameter;
          binding.unit = index;
          binding.slot = UnitAt(index).parameters[i].slot;
          scope = Bind(scope, s.parameters[i], std::move(binding));
        }
        const uint32_t outer = definition_;
        definition_ = DefinitionIndex(symbol);
        const ActionNodeId body = LowerAction(s.body, {scope, definition.context, definition.mode});
        definition_ = outer;
        UnitAt(index).action = body;
      }
      return AddAction(std::move(node));
    }
    default: return test();
  }
}

}  // namespace model::lowering

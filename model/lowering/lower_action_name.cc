// Names as actions: builtin operators that assign or branch, definitions and operands entered,
// recursive operators called.

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "model/lowering/lowerer.h"

namespace model::lowering {

using syntax::ExpressionKind;
using Kind = ActionNode::Kind;

ActionNodeId Lowerer::LowerActionName(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& name = specification_[tree];
  if (!specification_.HasReference(tree)) {
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

ActionNodeId Lowerer::LowerActionSymbol(SymbolId symbol, std::span<const Argument> arguments,
                                        const Environment& at, TreeExpression tree) {
  const source::Range range = specification_[tree].range;
  if (auto replaced = ReplacementOf(symbol, range); replaced != replacements_.end()) {
    const Environment outermost{nullptr, nullptr, at.mode};
    if (IsEnteredAnew(replaced->second)) return InlineAction(replaced->second, outermost, {});
    return LowerActionSymbol(replaced->second, arguments, outermost, tree);
  }
  ActionNodeId action = kNoActionNode;
  const Scope* const scope = FindBinding(at.scope, symbol);
  const Symbol& s = specification_[symbol];
  if (constant_values_.contains(symbol)) {
    // A plain test.
  } else if (scope != nullptr) {
    action = LowerActionBinding(scope->binding, arguments, at, tree);
  } else if (s.kind == SymbolKind::kBuiltin) {
    action = LowerActionBuiltin(s.builtin, arguments, at, tree);
  } else if (s.kind == SymbolKind::kImported) {
    return LowerActionSymbol(s.target, arguments, {nullptr, EnterImported(s, at), at.mode}, tree);
  } else if (s.kind == SymbolKind::kConstant || s.kind == SymbolKind::kVariable) {
    action = LowerActionDeclared(symbol, arguments, at, tree);
  } else if (s.kind == SymbolKind::kTheorem || s.kind == SymbolKind::kOperator) {
    action = LowerActionDefinition(symbol, arguments, at, tree);
  }
  if (action != kNoActionNode) return action;
  return TestAction(LowerSymbol(symbol, arguments, at, range), range);
}

// What is bound to a name, as an action; kNoActionNode: it is a plain test.
ActionNodeId Lowerer::LowerActionBinding(const Binding& binding,
                                         std::span<const Argument> arguments, const Environment& at,
                                         TreeExpression tree) {
  Environment inner = binding.argument.environment;
  if (at.mode != Mode::kCurrent) inner.mode = at.mode;
  if (binding.kind == Binding::Kind::kOperator) {
    if (binding.definition == semantics::kNoSymbol) {
      return LowerActionOperand(binding.argument.tree, arguments, inner, tree);
    }
    if (specification_[binding.definition].is_recursive)
      return RecursiveActionOrTest(binding.definition, inner, true, arguments, tree);
    return InlineAction(binding.definition, inner, arguments);
  }
  if (binding.kind != Binding::Kind::kExpression || binding.argument.lowered != kNoExpression)
    return kNoActionNode;
  if (binding.definition == semantics::kNoSymbol) return LowerAction(binding.argument.tree, inner);
  if (specification_[binding.definition].kind != SymbolKind::kOperator) return kNoActionNode;
  return InlineAction(binding.definition, inner, {});
}

ActionNodeId Lowerer::LowerActionDefinition(SymbolId symbol, std::span<const Argument> arguments,
                                            const Environment& at, TreeExpression tree) {
  const Symbol& s = specification_[symbol];
  if (IsPrimitive(s)) return kNoActionNode;
  const Environment definition{nullptr, OwnerContext(at.context, s.module), at.mode};
  if (HasValueAhead(symbol, definition)) return kNoActionNode;
  if (!s.is_recursive) return InlineAction(symbol, definition, arguments);
  return RecursiveActionOrTest(symbol, definition, false, arguments, tree);
}

// kNoActionNode: it neither branches nor assigns.
ActionNodeId Lowerer::RecursiveActionOrTest(SymbolId symbol, const Environment& definition,
                                            bool in_let, std::span<const Argument> arguments,
                                            TreeExpression tree) {
  const ActionNodeId call =
      LowerRecursiveAction(symbol, definition, in_let, arguments, specification_[tree].range);
  if (specification_[symbol].level >= semantics::Level::kAction ||
      definition.mode == Mode::kInitial) {
    return call;
  }
  absl::flat_hash_set<uint32_t> entered;
  return BranchesOrAssigns(call, &entered) ? call : kNoActionNode;
}

// Whether running the action may differ from testing its predicate. `entered`: procedures that are
// looked at already.
bool Lowerer::BranchesOrAssigns(ActionNodeId id, absl::flat_hash_set<uint32_t>* entered) const {
  const ActionNode& node = (*program_)[id];
  switch (node.kind) {
    case Kind::kTest: return false;
    case Kind::kAssign:
    case Kind::kMember:
    case Kind::kUnchanged:
    case Kind::kOr:
    case Kind::kExists:
    case Kind::kCompose: return true;
    case Kind::kCall: {
      if (!entered->insert(node.index).second) return false;
      const ActionNodeId action = program_->units[node.index].action;
      return action == kNoActionNode || BranchesOrAssigns(action, entered);
    }
    default: break;
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](ActionNodeId child) { return BranchesOrAssigns(child, entered); });
}

// An operator that is an argument: a LAMBDA or a name.
ActionNodeId Lowerer::LowerActionOperand(TreeExpression op, std::span<const Argument> arguments,
                                         const Environment& environment, TreeExpression tree) {
  const syntax::Expression& written = specification_[op];
  if (written.kind == ExpressionKind::kLambda) {
    LazyGroup* group = NewLazyGroup(true);
    Environment inner = environment;
    inner.scope =
        BindArguments(inner.scope, specification_.tables_of(op.tree).parameters[written.detail],
                      arguments, group);
    return WithLazyGroupAction(*group, LowerAction({op.tree, written.operands[0]}, inner));
  }
  if (written.kind != ExpressionKind::kName || written.detail != syntax::kNoDetail)
    return kNoActionNode;
  return LowerActionSymbol(specification_.ReferenceOf(op).symbol, arguments, environment, tree);
}

ActionNodeId Lowerer::LowerActionDeclared(SymbolId symbol, std::span<const Argument> arguments,
                                          const Environment& at, TreeExpression tree) {
  Substituted found = FindSubstitution(symbol, at.context, at.mode);
  if (!found.found) return kNoActionNode;
  if (found.symbol != semantics::kNoSymbol) {
    return LowerActionSymbol(found.symbol, arguments, found.value.environment, tree);
  }
  return arguments.empty() ? LowerActionArgument(found.value) : kNoActionNode;
}

// A recursive operator as an action: a procedure whose body is lowered as an action, too.
ActionNodeId Lowerer::LowerRecursiveAction(SymbolId symbol, const Environment& definition,
                                           bool in_let, std::span<const Argument> arguments,
                                           const source::Range& range) {
  const Symbol& s = specification_[symbol];
  OpenUnit* const definer = DefinerOf(definition, in_let);
  const ExpressionId call = LowerCall(symbol, definition, in_let, arguments, range);
  const uint32_t index = At(call).index;
  ActionNode node;
  node.kind = Kind::kCall;
  node.index = index;
  node.predicate = call;
  node.conditions = At(call).operands;
  node.range = range;
  if (UnitAt(index).action == kNoActionNode && action_units_.insert(index).second) {
    OpenUnit unit;
    unit.index = index;
    unit.kind = in_let ? OpenUnit::Kind::kLinkedProcedure : OpenUnit::Kind::kProcedure;
    unit.outer = in_let ? definer : nullptr;
    OpenUnit* const here = unit_;
    unit_ = &unit;
    absl::Cleanup back = [&] { unit_ = here; };
    const Scope* scope = in_let ? definition.scope : nullptr;
    for (size_t i = 0; i < s.parameters.size(); ++i) {
      Binding binding;
      const bool is_operator = UnitAt(index).parameters[i].is_operator;
      binding.kind = is_operator ? Binding::Kind::kOperatorSlot : Binding::Kind::kParameter;
      binding.unit = index;
      binding.slot = UnitAt(index).parameters[i].slot;
      scope = Bind(scope, s.parameters[i], std::move(binding));
    }
    const ActionNodeId body = LowerAction(s.body, {scope, definition.context, definition.mode});
    UnitAt(index).action = body;
  }
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::InlineAction(SymbolId symbol, const Environment& definition_environment,
                                   std::span<const Argument> arguments) {
  const Symbol& s = specification_[symbol];
  LazyGroup* group = NewLazyGroup(true);
  const Scope* scope = BindArguments(definition_environment.scope, s.parameters, arguments, group);
  const ActionNodeId body =
      LowerAction(s.body, {scope, definition_environment.context, definition_environment.mode});
  return WithLazyGroupAction(*group, body);
}

ActionNodeId Lowerer::LowerActionBuiltin(Builtin builtin, std::span<const Argument> arguments,
                                         const Environment& at, TreeExpression tree) {
  const source::Range& range = specification_[tree].range;
  const bool initial = at.mode == Mode::kInitial;
  ActionNode node;
  node.range = range;
  switch (builtin) {
    case Builtin::kEqual:
    case Builtin::kIn:
    case Builtin::kSubsetEqual: {
      const auto variable = AssignedVariable(arguments[0], !initial);
      if (!variable) return kNoActionNode;
      ExpressionId value = LowerArgument(arguments[1]);
      if (builtin == Builtin::kEqual)
        return AssignAction(Kind::kAssign, *variable, value, Operation::kEqual, range);
      if (builtin == Builtin::kSubsetEqual) value = Make(Operation::kSubsets, range, {value});
      return AssignAction(Kind::kMember, *variable, value, Operation::kIn, range);
    }
    case Builtin::kUnchanged: return UnchangedAction(arguments[0], range);
    case Builtin::kActionComposition:
      node.kind = Kind::kCompose;
      node.children = {LowerActionArgument(arguments[0]), LowerActionArgument(arguments[1])};
      node.predicate = LowerBuiltin(builtin, arguments, range);
      return AddAction(std::move(node));
    case Builtin::kImplies:
      node.kind = Kind::kImplies;
      node.conditions = {LowerArgument(arguments[0])};
      node.children = {LowerActionArgument(arguments[1])};
      node.predicate = Make(Operation::kImplies, range,
                            {node.conditions[0], (*program_)[node.children[0]].predicate});
      return AddAction(std::move(node));
    case Builtin::kAnd:
    case Builtin::kOr: {
      node.kind = builtin == Builtin::kAnd ? Kind::kAnd : Kind::kOr;
      std::vector<ExpressionId> predicates;
      for (const Argument& argument : arguments) {
        node.children.push_back(LowerActionArgument(argument));
        predicates.push_back((*program_)[node.children.back()].predicate);
      }
      node.predicate = Make(builtin == Builtin::kAnd ? Operation::kAnd : Operation::kOr, range,
                            std::move(predicates));
      return AddAction(std::move(node));
    }
    default: return kNoActionNode;
  }
}

}  // namespace model::lowering

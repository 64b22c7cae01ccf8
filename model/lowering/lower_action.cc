// Actions: formulas that say what the next state is.
//
// TLC reads an action from left to right, carrying a partly assigned next state: the first x' = e
// or x' \in S assigns x, later ones test it; disjunctions and \E branch; anything else is a test.
// Which of the two a conjunct is can depend on the branch that was taken before, so each assigning
// node tests at run time whether its variable is still unassigned. What is decided here, once, is
// the kind of each node: assignment, branching, or plain test.
//
// Every node also carries the predicate that the same text means when all variables are assigned:
// from then on the interpreter evaluates plain booleans and branches no more (this changes how many
// successors are counted; see docs/tlc_compatibility.md).
//
// In Init the unprimed variables are assigned in the same way.

#include "absl/cleanup/cleanup.h"
#include "model/lowering/lowerer.h"

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
    Stop(source::DiagnosticKind::kNestingTooDeep, specification_[tree].range,
         "this action is nested too deeply");
  }
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  return LowerActionUncached(tree, environment);
}

ActionNodeId Lowerer::LowerActionArgument(const Argument& argument) {
  if (argument.lowered != kNoExpression)
    return TestAction(argument.lowered, At(argument.lowered).range);
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

ActionNodeId Lowerer::LowerActionJunction(TreeExpression tree, const Environment& environment,
                                          Kind kind) {
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
  node.predicate =
      Make(kind == Kind::kAnd ? Operation::kAnd : Operation::kOr, e.range, std::move(predicates));
  return AddAction(std::move(node));
}

ActionNodeId Lowerer::LowerActionQuantifier(TreeExpression tree, const Environment& environment,
                                            Kind kind) {
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
  Expression predicate =
      Blank(kind == Kind::kForAll ? Operation::kForAll : Operation::kExists, e.range);
  predicate.bounds = node.bounds;
  predicate.operands = {(*program_)[body].predicate};
  node.predicate = Add(std::move(predicate));
  return WithLazyGroupAction(*group, AddAction(std::move(node)));
}

ActionNodeId Lowerer::LowerActionIf(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  ActionNode node;
  node.kind = Kind::kIf;
  node.range = e.range;
  node.conditions = {LowerExpression({tree.tree, e.operands[0]}, environment)};
  for (size_t i = 1; i < 3; ++i)
    node.children.push_back(LowerAction({tree.tree, e.operands[i]}, environment));
  node.predicate = Make(Operation::kIf, e.range,
                        {node.conditions[0], (*program_)[node.children[0]].predicate,
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
  const ActionNodeId unchanged =
      UnchangedAction({{tree.tree, e.operands[1]}, environment}, e.range);
  node.children = {action, unchanged};
  node.predicate = Make(Operation::kOr, e.range,
                        {(*program_)[action].predicate, (*program_)[unchanged].predicate});
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
  node.predicate =
      Make(Operation::kAnd, e.range, {(*program_)[action].predicate, node.conditions[0]});
  return AddAction(std::move(node));
}

// v' # v after the action. Where the action says nothing of a variable of v (which only ENABLED
// allows), that is an error even if another variable of v has changed, so that variable is read
// first.
ExpressionId Lowerer::ChangedCondition(TreeExpression subscript, const Environment& environment,
                                       ActionNodeId action, const source::Range& range) {
  const ExpressionId changed =
      Make(Operation::kNot, range, {UnchangedPredicate(subscript, environment, range)});
  const bool keeps_primed = environment.context != nullptr && environment.context->keeps_primed;
  std::vector<uint32_t> variables;
  if (environment.mode != Mode::kCurrent || keeps_primed ||
      !FlattenVariables({subscript, environment}, &variables))
    return changed;
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

}  // namespace model::lowering

// Linking: each expression becomes a node, after its operands; the node's function is chosen by its
// topic (evaluators.h). What belongs to one operation only (bounds, updates, operator arguments,
// the unit) stands in Details.

#include <algorithm>

#include "model/interpreter/constant_cells.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/kept_values.h"
#include "model/interpreter/linker.h"
#include "model/program/variables_read.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using program::Expression;
using values::EvaluationError;

constexpr EvalFn (*kTopics[])(const Node&) = {
    SelectName, SelectLogic,         SelectQuantifier, SelectEquality,
    SelectSet,  SelectComprehension, SelectFunction,   SelectInteger,
    SelectCall, SelectNative,        SelectClosure,    SelectAction,
};

EvalFn SelectFunctionOf(const Node& node) {
  for (auto select : kTopics) {
    if (EvalFn fn = select(node)) return fn;
  }
  throw EvaluationError(values::ErrorKind::kInternal, "an operation has no evaluation function");
}

Shape ShapeOf(Operation operation) {
  switch (operation) {
    case Operation::kSlot: return Shape::kSlot;
    case Operation::kCurrent: return Shape::kCurrent;
    case Operation::kLiteral: return Shape::kLiteral;
    default: return Shape::kAny;
  }
}

bool IsTrivial(Operation operation) { return ShapeOf(operation) != Shape::kAny; }

bool AllCheap(std::span<const Node* const> nodes) {
  return std::all_of(nodes.begin(), nodes.end(), [](const Node* node) { return node->is_cheap; });
}

// Enumerating these may take long, even though making them is nothing.
bool IsVast(const Node* set) {
  switch (set->operation) {
    case Operation::kSubsets:
    case Operation::kFunctionSet:
    case Operation::kRecordSet:
    case Operation::kProduct: return true;
    default: return false;
  }
}

bool IsCheap(const Expression& expression, const Node& node) {
  if (expression.impure) return false;
  switch (expression.operation) {
    case Operation::kCall:
    case Operation::kCallOperator:
    case Operation::kComposed:
    case Operation::kEnabled:
    case Operation::kLazyFunction:
    case Operation::kPredicateSet:
    case Operation::kCell:
    case Operation::kFail:
    case Operation::kBigUnion: return false;
    default: break;
  }
  if (!expression.operators.empty() || !AllCheap(node.operands)) return false;
  if (node.more == nullptr) return true;
  for (const LinkedBound& bound : node.more->bounds) {
    if (!bound.set->is_cheap || IsVast(bound.set)) return false;
  }
  for (const LinkedUpdate& update : node.more->updates) {
    if (!AllCheap(update.keys) || !update.value->is_cheap) return false;
  }
  return true;
}

bool NeedsDetails(const Expression& expression) {
  switch (expression.operation) {
    case Operation::kCall:
    case Operation::kLazyFunction:
    case Operation::kPredicateSet:
    case Operation::kComposed:
    case Operation::kEnabled: return true;
    default:
      return !expression.bounds.empty() || !expression.updates.empty() ||
             !expression.operators.empty();
  }
}

}  // namespace

template <typename T>
std::span<T> Linker::NewArray(size_t count) {
  if (count == 0) return {};
  auto* memory = static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
  for (size_t i = 0; i < count; ++i) new (memory + i) T();
  return {memory, count};
}

Node* Linker::NewNode() { return NewArray<Node>(1).data(); }

std::span<const uint32_t> Linker::Copy(const std::vector<uint32_t>& slots) {
  auto copy = NewArray<uint32_t>(slots.size());
  std::copy(slots.begin(), slots.end(), copy.begin());
  return copy;
}

std::span<const Node* const> Linker::LinkAll(const std::vector<ExpressionId>& ids) {
  auto nodes = NewArray<const Node*>(ids.size());
  for (size_t i = 0; i < ids.size(); ++i) nodes[i] = Link(ids[i]);
  return nodes;
}

std::span<const LinkedBound> Linker::LinkBounds(const std::vector<program::Bound>& bounds) {
  auto linked = NewArray<LinkedBound>(bounds.size());
  for (size_t i = 0; i < bounds.size(); ++i)
    linked[i] = {Link(bounds[i].set), bounds[i].slot, bounds[i].pattern};
  return linked;
}

std::span<const LinkedOperator> Linker::LinkOperators(
    const std::vector<program::OperatorArgument>& operators) {
  auto linked = NewArray<LinkedOperator>(operators.size());
  for (size_t i = 0; i < operators.size(); ++i) {
    linked[i] = {Copy(operators[i].parameter_slots), Link(operators[i].body),
                 operators[i].forwarded_slot};
  }
  return linked;
}

LinkedUnit* Linker::UnitAt(uint32_t index) {
  if (index >= units_.size()) units_.resize(program_.units.size());
  if (units_[index] == nullptr) {
    units_[index] = NewArray<LinkedUnit>(1).data();
    units_[index]->index = index;
    units_[index]->linker = this;
  }
  return units_[index];
}

const LinkedUnit& Linker::Finish(const LinkedUnit& unfinished) {
  // Copied: linking below may meet a program that grows only between evaluations, but the reference
  // must not depend on that.
  const program::Unit unit = program_.units[unfinished.index];
  if (unit.body == program::kNoExpression) {
    throw EvaluationError(values::ErrorKind::kInternal,
                          "the operator " + unit.name + " is used before it is known");
  }
  auto& linked = const_cast<LinkedUnit&>(unfinished);  // one of ours: see UnitAt
  linked.frame_size = unit.frame_size;
  linked.link_slot = unit.link_slot;
  linked.self_slot = unit.self_slot;
  const std::vector<uint32_t>& free = program_[unit.body].free_slots;
  linked.is_self_recursive = std::binary_search(free.begin(), free.end(), unit.self_slot);
  auto parameters = NewArray<program::Unit::Parameter>(unit.parameters.size());
  std::copy(unit.parameters.begin(), unit.parameters.end(), parameters.begin());
  linked.parameters = parameters;
  auto captures = NewArray<std::pair<const Node*, uint32_t>>(unit.captures.size());
  for (size_t i = 0; i < captures.size(); ++i)
    captures[i] = {Link(unit.captures[i].first), unit.captures[i].second};
  linked.captures = captures;
  linked.bounds = LinkBounds(unit.bounds);
  linked.body = Link(unit.body);
  if (unit.action != program::kNoActionNode) linked.action = LinkAction(unit.action);
  linked.is_ready = true;
  return linked;
}

const Details* Linker::LinkDetails(const Expression& expression) {
  if (!NeedsDetails(expression)) return nullptr;
  Details* details = NewArray<Details>(1).data();
  details->bounds = LinkBounds(expression.bounds);
  details->operators = LinkOperators(expression.operators);
  auto updates = NewArray<LinkedUpdate>(expression.updates.size());
  for (size_t i = 0; i < updates.size(); ++i) {
    const program::Update& update = expression.updates[i];
    updates[i] = {LinkAll(update.keys), Link(update.value), update.at_slot};
  }
  details->updates = updates;
  switch (expression.operation) {
    case Operation::kCall:
    case Operation::kLazyFunction:
    case Operation::kPredicateSet: details->unit = UnitAt(expression.index); break;
    case Operation::kComposed:
    case Operation::kEnabled: details->action = LinkAction(ActionNodeId(expression.index)); break;
    default: break;
  }
  return details;
}

const Node* Linker::Link(ExpressionId id) {
  if (id == program::kNoExpression) return nullptr;
  const auto index = static_cast<uint32_t>(id);
  if (instance_ != nullptr && instance_->Changes(program_[id])) return LinkForInstance(id);
  if (index >= nodes_.size()) nodes_.resize(program_.expressions.size());
  if (nodes_[index] == nullptr) nodes_[index] = NewLinkedNode(id);
  return nodes_[index];
}

const Node* Linker::NewLinkedNode(ExpressionId id) {
  const Expression& expression = program_[id];
  Node* node = NewNode();
  node->id = id;
  node->operation = expression.operation;
  node->index = expression.index;
  node->slot = expression.slot;
  node->literal = expression.literal;
  if (expression.operation == Operation::kCell) {
    if (const Value known = constants_.Find(expression.index); !known.is_unset()) {
      node->operation = Operation::kLiteral;
      node->literal = known;
    } else if (const ExpressionId constant = program_.cells[expression.index].expression;
               program_[constant].operation == Operation::kSetFilter) {
      node->b = Link(constant);  // see VisitSetOf
    }
  }
  node->shape = ShapeOf(node->operation);
  if (node->shape == Shape::kCurrent && !has_state_) node->shape = Shape::kAny;
  node->operands = LinkAll(expression.operands);
  if (node->operands.size() > 0) node->a = node->operands[0];
  if (node->operands.size() > 1) node->b = node->operands[1];
  if (node->operands.size() > 2) node->c = node->operands[2];
  node->slots = Copy(expression.slots);
  node->more = LinkDetails(expression);
  if (node->operation == Operation::kApply && node->a->shape == Shape::kCurrent) {
    if (node->b->shape == Shape::kSlot) node->shape = Shape::kCurrentAtSlot;
    if (node->b->shape == Shape::kLiteral) node->shape = Shape::kCurrentAtLiteral;
  }
  node->is_trivial = IsTrivial(node->operation);
  node->is_cheap = node->is_trivial || IsCheap(expression, *node);
  node->fn = SelectFunctionOf(*node);
  node->cost = CostOf(*node);
  if (tracing_ == Tracing::kOn) return Traced(node);
  return has_state_ ? Keeping(node) : node;
}

// A wrapper that keeps the value, where that pays.
const Node* Linker::Keeping(const Node* node) {
  if (!IsWorthKeeping(program_[node->id], *node)) return node;
  const std::optional<program::VariablesRead> read = VariablesReadBy(program_, node->id);
  if (!read) return node;
  // Those beyond the specification's own exist only inside ENABLED.
  if (!read->next.empty() && read->next.back() >= program_.variables.size()) return node;
  KeptValue* kept = NewArray<KeptValue>(1).data();
  kept->current = Copy(read->current);
  kept->next = Copy(read->next);
  kept->words = NewArray<Value>(read->current.size() + read->next.size());
  if (IsWorthRemembering(*node)) kept->number = remembered_count_++;
  Details* details = NewArray<Details>(1).data();
  details->kept = kept;
  Node* wrapper = NewNode();
  *wrapper = *node;
  wrapper->fn = EvalKept;
  wrapper->a = node;
  wrapper->more = details;
  return wrapper;
}

const Node* Linker::Traced(const Node* node) {
  Node* wrapper = NewNode();
  *wrapper = *node;
  wrapper->fn = TracedEvaluation();
  wrapper->a = node;
  wrapper->shape = Shape::kAny;
  wrapper->is_traced = true;
  return wrapper;
}

namespace {

// Slots that nodes of the action write: what an instance of a \A must restore.
void CollectWritten(const program::Program& program, ActionNodeId id,
                    std::vector<uint32_t>* slots) {
  const ActionNode& node = program[id];
  slots->insert(slots->end(), node.slots.begin(), node.slots.end());
  for (const program::Bound& bound : node.bounds) {
    for (uint32_t i = 0; i <= bound.pattern; ++i) slots->push_back(bound.slot + i);
  }
  for (ActionNodeId child : node.children) CollectWritten(program, child, slots);
}

bool IsPlainTest(const LinkedAction& node) {
  switch (node.kind) {
    case ActionNode::Kind::kTest: return true;
    case ActionNode::Kind::kAnd:
    case ActionNode::Kind::kForAll:
    case ActionNode::Kind::kIf:
    case ActionNode::Kind::kImplies:
    case ActionNode::Kind::kLet: break;
    default: return false;
  }
  return node.predicate != nullptr &&
         std::all_of(node.children.begin(), node.children.end(),
                     [](const LinkedAction* child) { return child->is_plain_test; });
}

}  // namespace

const LinkedAction* Linker::LinkAction(ActionNodeId id) {
  const auto index = static_cast<uint32_t>(id);
  const ExpressionId predicate = program_[id].predicate;
  if (instance_ != nullptr && predicate != program::kNoExpression &&
      instance_->Changes(program_[predicate])) {
    if (const auto known = instance_->actions.find(id); known != instance_->actions.end()) {
      return known->second;
    }
    const LinkedAction* linked = NewLinkedAction(id);
    instance_->actions[id] = linked;
    return linked;
  }
  if (index >= actions_.size()) actions_.resize(program_.action_nodes.size());
  if (actions_[index] == nullptr) {
    const LinkedAction* linked = NewLinkedAction(id);
    actions_[index] = linked;
  }
  return actions_[index];
}

// A conjunction within a conjunction is part of it; but one of tests only is one test. While errors
// are located the nodes stay as they stand in the text.
std::span<const LinkedAction* const> Linker::LinkChildren(const ActionNode& node) {
  std::vector<const LinkedAction*> children;
  for (ActionNodeId id : node.children) {
    const LinkedAction* child = LinkAction(id);
    if (tracing_ == Tracing::kOff && node.kind == ActionNode::Kind::kAnd &&
        child->kind == ActionNode::Kind::kAnd && !child->is_plain_test) {
      children.insert(children.end(), child->children.begin(), child->children.end());
    } else {
      children.push_back(child);
    }
  }
  auto linked = NewArray<const LinkedAction*>(children.size());
  std::copy(children.begin(), children.end(), linked.begin());
  return linked;
}

const LinkedAction* Linker::NewLinkedAction(ActionNodeId id) {
  const ActionNode& node = program_[id];
  LinkedAction* linked = NewArray<LinkedAction>(1).data();
  linked->kind = node.kind;
  linked->id = id;
  linked->variable = node.variable;
  linked->value = Link(node.value);
  linked->predicate = Link(node.predicate);
  linked->conditions = LinkAll(node.conditions);
  linked->children = LinkChildren(node);
  linked->bounds = LinkBounds(node.bounds);
  linked->variables = Copy(node.variables);
  linked->slots = Copy(node.slots);
  if (node.kind == ActionNode::Kind::kForAll) {
    std::vector<uint32_t> written;
    CollectWritten(program_, id, &written);
    linked->written_slots = Copy(written);
  }
  if (node.kind == ActionNode::Kind::kCall) {
    linked->unit = UnitAt(node.index);
    linked->operators = LinkOperators(program_[node.predicate].operators);
  }
  linked->is_plain_test = IsPlainTest(*linked);
  return linked;
}

void Linker::Forget() {
  nodes_.clear();
  actions_.clear();
  units_.clear();
}

}  // namespace model::interpreter

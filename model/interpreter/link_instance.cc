// Linking an action for one of its instances.
//
// Lowering splits `\E i \in 1..3 : A(i)` into three actions that share A's nodes; each says which
// value the slot of i has (program::Action::presets). What of A depends on i is linked once for
// each instance, with the value in the place of the slot. Expressions over such slots and constants
// alone
// (`(i + 1) % 3`, [type |-> "ack", from |-> i]) are evaluated at most once then: like a constant's
// cell not before they are needed, because they may fail.

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "model/interpreter/constant_cells.h"
#include "model/interpreter/linker.h"
#include "model/interpreter/machine.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using program::Expression;

Value EvalValue(const Node& node, Machine&, Value*) { return node.literal; }
Value EvalOperand(const Node& node, Machine& machine, Value* frame) {
  return Evaluate(node.a, machine, frame);
}

// The first time. From then on the node, which belongs to this machine alone, is a literal; unless
// the value is made of closures, which are not kept.
Value EvalOnce(const Node& node, Machine& machine, Value* frame) {
  const Value value = Evaluate(node.a, machine, frame);
  auto& self = const_cast<Node&>(node);
  try {
    self.literal = CopyConstant(machine.own_heap(), value);
    self.fn = EvalValue;
  } catch (const values::EvaluationError&) {
    self.fn = EvalOperand;
  }
  return value;
}

}  // namespace

const LinkedAction* Linker::LinkInstance(ActionNodeId id, Presets presets) {
  if (tracing_ == Tracing::kOn || presets.empty()) return LinkAction(id);
  Instance instance;
  instance.presets = presets;
  {
    instance_ = &instance;
    absl::Cleanup done = [this] { instance_ = nullptr; };
    const LinkedAction* linked = LinkAction(id);
    if (instance.evaluates_once) return linked;
  }
  return LinkAction(id);  // nothing is gained, and shared nodes stay in the caches
}

std::vector<const Node*> Linker::LinkInstance(std::span<const ExpressionId> ids, Presets presets) {
  Instance instance;
  instance.presets = presets;
  if (tracing_ == Tracing::kOff && !presets.empty()) instance_ = &instance;
  absl::Cleanup done = [this] { instance_ = nullptr; };
  std::vector<const Node*> nodes;
  for (const ExpressionId id : ids) nodes.push_back(Link(id));
  return nodes;
}

bool Linker::Instance::Fixes(uint32_t slot) const {
  return std::any_of(presets.begin(), presets.end(),
                     [slot](const auto& preset) { return preset.first == slot; });
}

bool Linker::Instance::Changes(const Expression& expression) const {
  return std::any_of(expression.free_slots.begin(), expression.free_slots.end(),
                     [this](uint32_t slot) { return Fixes(slot); });
}

// Whether `expression` has the same value each time in this instance.
bool Linker::IsFixed(const Expression& expression) const {
  if (expression.reads_current || expression.reads_next || expression.reads_switch ||
      expression.impure) {
    return false;
  }
  const auto fixed = [this](uint32_t slot) { return instance_->Fixes(slot); };
  if (std::all_of(expression.free_slots.begin(), expression.free_slots.end(), fixed)) return true;
  switch (expression.operation) {
    // What has the slots of definitions that are fixed themselves.
    case Operation::kLazy:
    case Operation::kLet:
    case Operation::kTuple:
    case Operation::kRecord:
    case Operation::kSetEnumeration:
      return std::all_of(expression.operands.begin(), expression.operands.end(),
                         [this](ExpressionId operand) { return IsFixed(program_[operand]); });
    default: return false;
  }
}

const Node* Linker::LinkForInstance(ExpressionId id) {
  if (const auto known = instance_->nodes.find(id); known != instance_->nodes.end()) {
    return known->second;
  }
  const Expression& expression = program_[id];
  const Node* node = LinkFixedSlot(expression);
  if (node == nullptr) {
    const bool is_fixed = IsFixed(expression);
    // A definition that is constant here needs no slot.
    node = is_fixed && expression.operation == Operation::kLazy ? Link(expression.operands[0])
                                                                : NewLinkedNode(id);
    if (is_fixed) node = Once(node);
  }
  instance_->nodes[id] = node;
  return node;
}

// A literal for a slot that has a value; null for everything else.
const Node* Linker::LinkFixedSlot(const Expression& expression) {
  if (expression.operation != Operation::kSlot || !instance_->Fixes(expression.slot))
    return nullptr;
  for (const auto& [slot, value] : instance_->presets) {
    if (slot != expression.slot) continue;
    Node* node = NewNode();
    node->operation = Operation::kLiteral;
    node->fn = EvalValue;
    node->literal = value;
    node->shape = Shape::kLiteral;
    node->is_trivial = node->is_cheap = true;
    return node;
  }
  return nullptr;
}

// A node that evaluates `node` once: to its parents what the cell of a constant is.
const Node* Linker::Once(const Node* node) {
  if (node->is_trivial || node->fn == EvalOnce) return node;
  instance_->evaluates_once = true;
  Node* once = NewNode();
  once->operation = Operation::kCell;
  once->fn = EvalOnce;
  once->a = node;
  once->id = node->id;
  once->is_cheap = node->is_cheap;
  return once;
}

}  // namespace model::interpreter

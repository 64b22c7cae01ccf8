// Literals, variables, slots, and definitions that are evaluated by need.

#include "model/interpreter/error_texts.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/machine.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

Value EvalLiteral(const Node& node, Machine&, Value*) { return node.literal; }

Value EvalCell(const Node& node, Machine& machine, Value*) {
  const Value value = CellValue(machine, node.index);
  // The node belongs to this machine alone, and the constant never changes: from now on it is a
  // literal.
  auto& self = const_cast<Node&>(node);
  self.literal = value;
  self.fn = EvalLiteral;
  return value;
}

Value EvalCurrent(const Node& node, Machine& machine, Value*) {
  const Value value = machine.current[node.index];
  if (value.is_unset()) [[unlikely]]
    ThrowUndefinedVariable(machine, node.index);
  return value;
}

Value EvalNext(const Node& node, Machine& machine, Value*) {
  if (machine.next == nullptr) [[unlikely]]
    ThrowUndefinedVariable(machine, node.index);
  const Value value = machine.next[node.index];
  if (value.is_unset()) [[unlikely]]
    ThrowUndefinedVariable(machine, node.index);
  return value;
}

Value EvalSwitch(const Node& node, Machine& machine, Value*) {
  if (!machine.has_switch_values) [[unlikely]] {
    throw values::EvaluationError("the constant " + machine.program().switches[node.index] +
                                  " has no value yet");
  }
  const uint64_t bit = uint64_t{1} << node.index;
  machine.switches_read |= bit;
  return Value::Boolean((machine.switch_values & bit) != 0);
}

Value EvalSlot(const Node& node, Machine&, Value* frame) { return frame[node.slot]; }

Value EvalLazy(const Node& node, Machine& machine, Value* frame) {
  const Value known = frame[node.slot];
  if (!known.is_unset()) return known;
  const Value value = Evaluate(node.a, machine, frame);
  frame[node.slot] = value;
  return value;
}

Value EvalLet(const Node& node, Machine& machine, Value* frame) {
  for (uint32_t slot : node.slots) frame[slot] = Value();
  return Evaluate(node.a, machine, frame);
}

Value EvalInRootFrame(const Node& node, Machine& machine, Value*) {
  return Evaluate(node.a, machine, machine.root);
}

Value EvalInOuterFrame(const Node& node, Machine& machine, Value* frame) {
  return Evaluate(node.a, machine, PointerIn<Value>(frame[node.slot]));
}

Value EvalFramePointer(const Node&, Machine&, Value* frame) { return PointerValue(frame); }

Value EvalFail(const Node& node, Machine& machine, Value*) {
  throw values::EvaluationError(machine.program().messages[node.index]);
}

}  // namespace

EvalFn SelectName(const Node& node) {
  switch (node.operation) {
    case Operation::kLiteral: return EvalLiteral;
    case Operation::kCell: return EvalCell;
    case Operation::kCurrent: return EvalCurrent;
    case Operation::kNext: return EvalNext;
    case Operation::kSwitch: return EvalSwitch;
    case Operation::kSlot: return EvalSlot;
    case Operation::kLazy: return EvalLazy;
    case Operation::kLet: return EvalLet;
    case Operation::kInRootFrame: return EvalInRootFrame;
    case Operation::kInOuterFrame: return EvalInOuterFrame;
    case Operation::kFramePointer: return EvalFramePointer;
    case Operation::kFail: return EvalFail;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

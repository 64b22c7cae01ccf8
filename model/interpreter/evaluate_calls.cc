// Procedures (recursive operators), their parameters, and operators passed as arguments.
//
// A procedure runs in a frame of its own. Its arguments are evaluated by need, as TLC does: a
// parameter takes three slots, its value, and until that is known the node and the frame that will
// give it. Making such a thunk is avoided where evaluating at once can do no harm: the operand is
// trivial, or cheap and without effects; if it fails nevertheless, it is left as a thunk, and fails
// when it is needed.
//
// An operator argument runs in the frame of the unit that wrote it, over slots that are reserved
// for its parameters there.

#include "absl/container/inlined_vector.h"
#include "model/interpreter/call.h"
#include "model/interpreter/evaluators.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using values::ErrorKind;

const Node* Plain(const Node* node) { return node->is_traced ? node->a : node; }

void PassThunk(Value* parameter, const Node* operand, Value* frame) {
  parameter[1] = PointerValue(operand);
  parameter[2] = PointerValue(frame);
}

void PassValue(Machine& machine, Value* parameter, const Node* operand, Value* frame) {
  const Node* plain = Plain(operand);
  if (plain->is_trivial) {
    *parameter = Evaluate(plain, machine, frame);
    return;
  }
  if (plain->operation == Operation::kParameter) {
    std::copy(frame + plain->slot, frame + plain->slot + 3, parameter);
    return;
  }
  if (plain->operation == Operation::kLazy && !frame[plain->slot].is_unset()) {
    *parameter = frame[plain->slot];
    return;
  }
  if (!plain->is_cheap) return PassThunk(parameter, operand, frame);
  try {
    *parameter = Evaluate(plain, machine, frame);
  } catch (const values::EvaluationError& error) {
    if (error.kind != ErrorKind::kEvaluation && error.kind != ErrorKind::kAssertFailed) throw;
    PassThunk(parameter, operand, frame);
  }
}

Value EvalParameter(const Node& node, Machine& machine, Value* frame) {
  Value* parameter = frame + node.slot;
  if (!parameter->is_unset()) return *parameter;
  machine.CheckStack();
  const Value value =
      Evaluate(PointerIn<const Node>(parameter[1]), machine, PointerIn<Value>(parameter[2]));
  *parameter = value;
  return value;
}

Value EvalCall(const Node& node, Machine& machine, Value* frame) {
  machine.CheckStack();
  const LinkedUnit& unit = Linker::Ready(*node.more->unit);
  FrameScope callee(machine, unit.frame_size);
  PassArguments(machine, unit, callee.frame(), node.operands, node.more->operators, frame);
  return Evaluate(unit.body, machine, callee.frame());
}

// Puts the old values of an operator's parameter slots back: it may be running already, further
// out.
class SlotsScope {
 public:
  SlotsScope(Value* frame, std::span<const uint32_t> slots) : frame_(frame), slots_(slots) {
    for (uint32_t slot : slots) saved_.push_back(frame[slot]);
  }
  ~SlotsScope() {
    for (size_t i = 0; i < slots_.size(); ++i) frame_[slots_[i]] = saved_[i];
  }
  SlotsScope(const SlotsScope&) = delete;
  SlotsScope& operator=(const SlotsScope&) = delete;

 private:
  Value* frame_;
  std::span<const uint32_t> slots_;
  absl::InlinedVector<Value, 4> saved_;
};

Value EvalCallOperator(const Node& node, Machine& machine, Value* frame) {
  absl::InlinedVector<Value, 4> arguments;
  for (const Node* operand : node.operands) arguments.push_back(Evaluate(operand, machine, frame));
  const OperatorValue op{PointerIn<const LinkedOperator>(frame[node.slot]),
                         PointerIn<Value>(frame[node.slot + 1])};
  return CallOperatorValue(machine, op, {arguments.data(), arguments.size()});
}

}  // namespace

void PassArguments(Machine& machine, const LinkedUnit& unit, Value* callee,
                   std::span<const Node* const> operands, std::span<const LinkedOperator> operators,
                   Value* frame) {
  size_t operand = 0, op = 0;
  if (unit.link_slot != kNoSlot)
    callee[unit.link_slot] = Evaluate(operands[operand++], machine, frame);
  for (const program::Unit::Parameter& parameter : unit.parameters) {
    if (!parameter.is_operator) {
      PassValue(machine, callee + parameter.slot, operands[operand++], frame);
      continue;
    }
    const OperatorValue passed = ResolveOperator(operators[op++], frame);
    callee[parameter.slot] = PointerValue(passed.definition);
    callee[parameter.slot + 1] = PointerValue(passed.frame);
  }
}

Value CallOperatorValue(Machine& machine, OperatorValue op, std::span<const Value> arguments) {
  machine.CheckStack();
  const std::span<const uint32_t> slots = op.definition->slots;
  SlotsScope saved(op.frame, slots);
  for (size_t i = 0; i < slots.size() && i < arguments.size(); ++i)
    op.frame[slots[i]] = arguments[i];
  return Evaluate(op.definition->body, machine, op.frame);
}

EvalFn SelectCall(const Node& node) {
  switch (node.operation) {
    case Operation::kParameter: return EvalParameter;
    case Operation::kCall: return EvalCall;
    case Operation::kCallOperator: return EvalCallOperator;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

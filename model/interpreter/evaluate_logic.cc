// Connectives, IF and CASE. Left to right, stopping as soon as the answer is known; what is not
// looked at may be anything.

#include "model/interpreter/error_texts.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/operand.h"

namespace model::interpreter {
namespace {

constexpr Value kTrue = Value::Boolean(true);
constexpr Value kFalse = Value::Boolean(false);

[[noreturn]] void ThrowNotBoolean(Machine& machine, const char* form, bool first, Value value) {
  ThrowOperandNotBoolean(machine, form, first ? "P" : "Q", value);
}

// Conjunction and disjunction are one function: `stop` is the value that decides.
template <bool stop>
Value Junction2(const Node& node, Machine& machine, Value* frame) {
  constexpr Value decisive = Value::Boolean(stop);
  const Value a = Evaluate(node.a, machine, frame);
  if (a == decisive) return decisive;
  if (!a.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, stop ? "P \\/ Q" : "P /\\ Q", true, a);
  const Value b = Evaluate(node.b, machine, frame);
  if (!b.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, stop ? "P \\/ Q" : "P /\\ Q", false, b);
  return b;
}

template <bool stop>
Value JunctionN(const Node& node, Machine& machine, Value* frame) {
  constexpr Value decisive = Value::Boolean(stop);
  for (const Node* operand : node.operands) {
    const Value value = Evaluate(operand, machine, frame);
    if (value == decisive) return decisive;
    if (!value.is_boolean()) [[unlikely]] {
      ThrowConditionNotBoolean(
          machine, stop ? "a formula in a disjunction" : "a formula in a conjunction", value);
    }
  }
  return Value::Boolean(!stop);
}

Value EvalNot(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  if (!a.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, "~P", true, a);
  return Value::Boolean(!a.is_true());
}

Value EvalImplies(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  if (a.is_false()) return kTrue;
  if (!a.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, "P => Q", true, a);
  const Value b = Evaluate(node.b, machine, frame);
  if (!b.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, "P => Q", false, b);
  return b;
}

Value EvalEquivalent(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  if (!a.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, "P <=> Q", true, a);
  const Value b = Evaluate(node.b, machine, frame);
  if (!b.is_boolean()) [[unlikely]]
    ThrowNotBoolean(machine, "P <=> Q", false, b);
  return Value::Boolean(a == b);
}

Value EvalIf(const Node& node, Machine& machine, Value* frame) {
  const Value condition = Evaluate(node.a, machine, frame);
  if (condition.is_true()) return Evaluate(node.b, machine, frame);
  if (!condition.is_false()) [[unlikely]]
    ThrowConditionNotBoolean(machine, "the condition of an IF", condition);
  return Evaluate(node.c, machine, frame);
}

Value EvalCase(const Node& node, Machine& machine, Value* frame) {
  const size_t count = node.operands.size();
  for (size_t i = 0; i + 1 < count; i += 2) {
    const Value condition = Evaluate(node.operands[i], machine, frame);
    if (condition.is_true()) return Evaluate(node.operands[i + 1], machine, frame);
    if (!condition.is_false()) [[unlikely]]
      ThrowConditionNotBoolean(machine, "a condition of a CASE", condition);
  }
  if (count % 2 == 0) ThrowNoCase(machine);
  return Evaluate(node.operands[count - 1], machine, frame);
}

template <bool value>
Value EvalConstantTruth(const Node&, Machine&, Value*) {
  return Value::Boolean(value);
}

}  // namespace

EvalFn SelectLogic(const Node& node) {
  const size_t count = node.operands.size();
  switch (node.operation) {
    case Operation::kAnd:
      if (count == 0) return EvalConstantTruth<true>;
      return count == 2 ? Junction2<false> : JunctionN<false>;
    case Operation::kOr:
      if (count == 0) return EvalConstantTruth<false>;
      return count == 2 ? Junction2<true> : JunctionN<true>;
    case Operation::kNot: return EvalNot;
    case Operation::kImplies: return EvalImplies;
    case Operation::kEquivalent: return EvalEquivalent;
    case Operation::kIf: return EvalIf;
    case Operation::kCase: return EvalCase;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

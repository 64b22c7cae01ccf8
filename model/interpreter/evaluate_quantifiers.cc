// \A, \E and CHOOSE: over the elements in TLC's order, the first variable of several running
// fastest, stopping early.

#include "absl/strings/str_cat.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/error_texts.h"
#include "model/interpreter/evaluators.h"

namespace model::interpreter {
namespace {

// \A and \E are one function: `stop` is the value of the body that decides.
template <bool stop>
Value Quantified(const Node& node, Machine& machine, Value* frame) {
  constexpr Value decisive = Value::Boolean(stop);
  const Node* body = node.a;
  const bool exhausted = VisitBounds(machine, frame, node.more->bounds, [&] {
    const Value value = Evaluate(body, machine, frame);
    if (!value.is_boolean()) [[unlikely]] {
      ThrowBodyNotBoolean(machine, stop ? "\\E x \\in S : P(x)" : "\\A x \\in S : P(x)", value);
    }
    return value != decisive;
  });
  return Value::Boolean(exhausted != stop);
}

Value EvalChoose(const Node& node, Machine& machine, Value* frame) {
  const LinkedBound& bound = node.more->bounds[0];
  Value chosen;
  const bool exhausted = VisitSetOf(machine, frame, bound.set, [&](Value element) {
    BindElement(machine, frame, bound, element);
    const Value value = Evaluate(node.a, machine, frame);
    if (value.is_false()) return true;
    if (!value.is_true()) [[unlikely]]
      ThrowBodyNotBoolean(machine, "CHOOSE x \\in S : P(x)", value);
    chosen = element;
    return false;
  });
  if (exhausted) {
    throw values::EvaluationError(
        "Attempted to compute the value of an expression of form\n"
        "CHOOSE x \\in S: P, but no element of S satisfied P.");
  }
  return chosen;
}

}  // namespace

EvalFn SelectQuantifier(const Node& node) {
  switch (node.operation) {
    case Operation::kForAll: return Quantified<false>;
    case Operation::kExists: return Quantified<true>;
    case Operation::kChoose: return EvalChoose;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

#include "model/interpreter/error_texts.h"

#include "absl/strings/str_cat.h"
#include "model/interpreter/enumerate.h"
#include "model/values/operations.h"

namespace model::interpreter {

using values::EvaluationError;

void ThrowOperandNotBoolean(Machine& machine, const char* form, const char* part, Value value) {
  throw EvaluationError(absl::StrCat("Attempted to evaluate an expression of form ", form, " when ", part, " was\n",
                                     values::KindName(*machine.heap, value), "."));
}

void ThrowConditionNotBoolean(Machine& machine, const char* role, Value value) {
  throw EvaluationError(absl::StrCat("A non-boolean expression (", values::KindName(*machine.heap, value),
                                     ") was used as ", role, "."));
}

void ThrowBodyNotBoolean(Machine& machine, const char* form, Value value) {
  throw EvaluationError(absl::StrCat("Attempted to evaluate an expression of form ", form, " when P was\n",
                                     values::KindName(*machine.heap, value), "."));
}

void ThrowFilterNotBoolean(Machine& machine, Value value) {
  ThrowBodyNotBoolean(machine, "{x \\in S : P(x)}", value);
}

void ThrowTestNotBoolean(Machine& machine, Value value) {
  throw EvaluationError(absl::StrCat("In computing ", machine.computing,
                                     ", TLC expected a boolean expression,\nbut instead found ",
                                     values::Print(*machine.heap, value), "."));
}

void ThrowUndefinedVariable(Machine& machine, uint32_t variable) {
  throw EvaluationError(absl::StrCat("In evaluation, the identifier ", machine.program().variables[variable],
                                     " is either undefined or not an operator."));
}

void ThrowNoCase(Machine& machine) {
  throw EvaluationError("Attempted to evaluate a CASE with no conditions true.");
}

void ThrowPatternMismatch(Machine& machine, Value element, uint32_t components) {
  throw EvaluationError(absl::StrCat("A tuple of ", components, " components was expected as an element, but it is\n",
                                     values::Print(*machine.heap, element)));
}

void ValueCollector::Grow() {
  const size_t capacity = capacity_ * 4;
  auto* grown = static_cast<Value*>(heap_.Allocate(capacity * sizeof(Value)));
  std::copy(begin_, begin_ + size_, grown);
  begin_ = grown;
  capacity_ = capacity;
}

}  // namespace model::interpreter

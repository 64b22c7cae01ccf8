#include "model/interpreter/error_texts.h"

#include "absl/strings/str_cat.h"
#include "model/interpreter/enumerate.h"
#include "model/values/operations.h"

namespace model::interpreter {

using values::EvaluationError;

void ThrowOperandNotBoolean(Machine& machine, const char* form, const char* part, Value value) {
  throw EvaluationError(absl::StrCat("Attempted to evaluate an expression of form ", form, " when ",
                                     part, " was\n", values::KindName(*machine.heap, value), "."));
}

void ThrowConditionNotBoolean(Machine& machine, const char* role, Value value) {
  throw EvaluationError(absl::StrCat("A non-boolean expression (",
                                     values::KindName(*machine.heap, value), ") was used as ", role,
                                     "."));
}

void ThrowBodyNotBoolean(Machine& machine, const char* form, Value value) {
  throw EvaluationError(absl::StrCat("Attempted to evaluate an expression of form ", form,
                                     " when P was\n", values::KindName(*machine.heap, value), "."));
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
  const program::Program& program = machine.program();
  const size_t count = program.variables.size();
  const std::string& name =
      variable < count ? program.variables[variable] : program.enabled_variables[variable - count];
  throw EvaluationError(absl::StrCat("In evaluation, the identifier ", name,
                                     " is either undefined or not an operator."));
}

void ThrowNoCase(Machine& machine) {
  throw EvaluationError("Attempted to evaluate a CASE with no conditions true.");
}

void ThrowPatternMismatch(Machine& machine, Value element, uint32_t components) {
  throw EvaluationError(absl::StrCat("A tuple of ", components,
                                     " components was expected as an element, but it is\n",
                                     values::Print(*machine.heap, element)));
}

bool IsHugeFilter(Machine& machine, const Node* cell) {
  if (cell->is_traced || cell->b == nullptr || cell->b->is_traced) return false;
  if (!machine.constants().Find(cell->index).is_unset()) return false;
  const Value set = Evaluate(cell->b->more->bounds[0].set, machine, machine.root);
  return values::IsSet(set) && values::IsFinite(*machine.heap, set) &&
         values::Cardinality(*machine.heap, set) > values::kMaxSetSize;
}

void ValueCollector::Grow() {
  if (size_ > kMaxCollected) {
    throw values::EvaluationError(
        "Attempted to construct a set with too many elements (>1000000).");
  }
  const size_t capacity = capacity_ * 4;
  auto* grown = static_cast<Value*>(heap_.Allocate(capacity * sizeof(Value)));
  std::copy(begin_, begin_ + size_, grown);
  begin_ = grown;
  capacity_ = capacity;
}

}  // namespace model::interpreter

// The words of evaluation errors, as TLC has them where they are known. All throw
// values::EvaluationError.

#ifndef MODEL_INTERPRETER_ERROR_TEXTS_H_
#define MODEL_INTERPRETER_ERROR_TEXTS_H_

#include "model/interpreter/machine.h"

namespace model::interpreter {

// "Attempted to evaluate an expression of form P /\ Q when Q was\nan integer."
[[noreturn]] void ThrowOperandNotBoolean(Machine& machine, const char* form, const char* part,
                                         Value value);
// "A non-boolean expression (an integer) was used as the condition of an IF."
[[noreturn]] void ThrowConditionNotBoolean(Machine& machine, const char* role, Value value);
// A quantifier's or filter's body.
[[noreturn]] void ThrowBodyNotBoolean(Machine& machine, const char* form, Value value);
[[noreturn]] void ThrowTestNotBoolean(Machine& machine, Value value);  // a conjunct of an action
[[noreturn]] void ThrowUndefinedVariable(Machine& machine, uint32_t variable);
[[noreturn]] void ThrowNoCase(Machine& machine);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_ERROR_TEXTS_H_

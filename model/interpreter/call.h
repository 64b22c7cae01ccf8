// Calling procedures and operator arguments; shared by expressions and actions.

#ifndef MODEL_INTERPRETER_CALL_H_
#define MODEL_INTERPRETER_CALL_H_

#include <span>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"

namespace model::interpreter {

// Fills the parameters in `callee`, a fresh frame of `unit`, from operands and operator arguments
// of `frame`: by value where that is harmless, else by need. The first operand is the static link
// if the unit has one.
void PassArguments(Machine& machine, const LinkedUnit& unit, Value* callee,
                   std::span<const Node* const> operands, std::span<const LinkedOperator> operators,
                   Value* frame);

// An operator with the frame in which it was written.
struct OperatorValue {
  const LinkedOperator* definition = nullptr;
  Value* frame = nullptr;
};
// Resolves an operator that is handed on.
inline OperatorValue ResolveOperator(const LinkedOperator& written, Value* frame) {
  if (written.forwarded_slot == kNoSlot) return {&written, frame};
  return {PointerIn<const LinkedOperator>(frame[written.forwarded_slot]),
          PointerIn<Value>(frame[written.forwarded_slot + 1])};
}
Value CallOperatorValue(Machine& machine, OperatorValue op, std::span<const Value> arguments);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_CALL_H_

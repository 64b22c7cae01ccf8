// Behaviours and actions as values of the specification: what TLCExt!Trace, TLCExt!CounterExample
// and TLCGet("action") give.

#ifndef MODEL_INTERPRETER_BEHAVIOUR_VALUES_H_
#define MODEL_INTERPRETER_BEHAVIOUR_VALUES_H_

#include <string_view>
#include <utility>
#include <vector>

#include "model/interpreter/machine.h"

namespace model::interpreter {

// [name |-> value, ...]
Value RecordOf(Heap& heap, const std::vector<std::pair<std::string_view, Value>>& fields);

// The states from an initial one to the one that is being looked at, as records of the variables.
Value TraceValue(Machine& machine, Heap& heap);

// [state |-> {<<number, state>>, ...}, action |-> {<<from, action, to>>, ...}], where `from` and
// `to` are such pairs.
Value BehaviourValue(Machine& machine, Heap& heap, const transitions::Behaviour& behaviour);

// [name, location, context, parameters] of an action of the program, or of kInitialAction.
Value ActionValue(Machine& machine, Heap& heap, uint32_t action);

// [name, location], as TLCGet("spec") lists definitions.
Value DefinitionValue(Machine& machine, Heap& heap, std::string_view name,
                      const source::Range& range);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_BEHAVIOUR_VALUES_H_

// Running an action: every way of taking it, one after the other.
//
// See run_action.cc for how. `machine.current` is the state it starts from (in Init: the state
// being made), `machine.next` the one that is put together; `machine.emit` is called for every way
// of completing it.

#ifndef MODEL_INTERPRETER_RUN_ACTION_H_
#define MODEL_INTERPRETER_RUN_ACTION_H_

#include <span>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"

namespace model::interpreter {

// Runs the conjunction of `nodes`. False if `emit` stopped it. Throws EvaluationError.
// ENSURES: `machine.next` and `machine.unassigned` are as before, unless it throws.
bool RunConjunction(Machine& machine, std::span<const LinkedAction* const> nodes, Value* frame);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_RUN_ACTION_H_

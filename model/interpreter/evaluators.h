// The functions that evaluate nodes, by topic. Each Select... returns the function for a node whose
// operands are linked, or null if the operation is not of its topic. One file for each:
// evaluate_names.cc, evaluate_logic.cc ...
//
// To add an operation: a row in model/program/operations.def, a function in the file of its topic,
// a case in that file's Select.

#ifndef MODEL_INTERPRETER_EVALUATORS_H_
#define MODEL_INTERPRETER_EVALUATORS_H_

#include "model/interpreter/node.h"

namespace model::interpreter {

EvalFn SelectName(const Node& node);   // literals, variables, slots, definitions
EvalFn SelectLogic(const Node& node);  // connectives, IF, CASE
EvalFn SelectQuantifier(const Node& node);
EvalFn SelectEquality(const Node& node);  // =, #, \in, \notin, UNCHANGED
EvalFn SelectSet(const Node& node);
EvalFn SelectComprehension(const Node& node);  // {x \in S : p}, {e : x \in S}, [x \in S |-> e]
EvalFn SelectFunction(const Node& node);
EvalFn SelectInteger(const Node& node);
EvalFn SelectCall(const Node& node);    // procedures, operator arguments
EvalFn SelectNative(const Node& node);  // library operators
EvalFn SelectClosure(const Node& node);
EvalFn SelectAction(const Node& node);  // ENABLED, \cdot

EvalFn TracedEvaluation();  // of a wrapper; see faults.h

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_EVALUATORS_H_

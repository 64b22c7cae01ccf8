// f[a] where f is written out as [x \in S |-> e], perhaps behind names, parameters, IF, CASE or
// another application.
//
// TLC doesn't make a table of such a function where it is applied: it evaluates e at a, and nothing
// else. Here the table is made, since mostly it is kept and applied often; only if making it fails
// is e evaluated at a alone. So an error at some other argument is none, as in TLC.

#ifndef MODEL_INTERPRETER_APPLY_BY_NEED_H_
#define MODEL_INTERPRETER_APPLY_BY_NEED_H_

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"

namespace model::interpreter {

// Whether `function` may end in a function written out, so that it can fail as a table although it
// has a value at some argument.
bool MayEndInConstructor(const Node* function);

// The value of an application: operands a, a function for which that is true, and b.
Value EvalApplyByNeed(const Node& node, Machine& machine, Value* frame);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_APPLY_BY_NEED_H_

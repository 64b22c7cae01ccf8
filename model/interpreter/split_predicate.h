// What of a state the pieces of a predicate look at, in parts of variables.
//
// `\A p \in Proc : Len(queue[p]) < 3` and `queue \in [Proc -> Seq(Message)]` say something of each
// queue for itself. A state in which a step has changed one queue satisfies them, if the state
// before did and one with such a queue has done so. Nothing is evaluated for pieces alone: when the
// predicate holds, each of them does.

#ifndef MODEL_INTERPRETER_SPLIT_PREDICATE_H_
#define MODEL_INTERPRETER_SPLIT_PREDICATE_H_

#include <optional>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"
#include "model/states/layout.h"

namespace model::interpreter {

// The parts that each piece of `predicate` reads; the predicate holds exactly if all pieces do, in
// states whose functions on the way to the parts have the domains that they have in `sample`.
// Absent where it depends on more than the state, or has too many pieces.
std::optional<std::vector<std::vector<states::PartPath>>> SplitPredicate(Machine& machine,
                                                                         const Node* predicate,
                                                                         const Value* sample);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_SPLIT_PREDICATE_H_

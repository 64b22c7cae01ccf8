// Whether a program may tell values apart that SYMMETRY declares interchangeable.
//
// SYMMETRY is a claim of the configuration. Where it is proved of the behaviours and of each
// predicate that is asked about them, the graph of the classes may stand for the graph of the
// states: whatever path the one has, the other has one with the same labels (E. A. Emerson,
// A. P. Sistla, Symmetry and Model Checking, 1996, theorem 3.1). Conditions that are
// interchangeable only as a whole, like WF for each process, are not enough: a cycle of classes may
// serve one process for ever, under changing names.

#ifndef MODEL_INTERPRETER_ASYMMETRY_H_
#define MODEL_INTERPRETER_ASYMMETRY_H_

#include <string>

#include "model/program/program.h"
#include "model/values/heap.h"

namespace model::interpreter {

// The first of the initial predicate, the next-state relation, the constraints and the predicates
// of the temporal properties for which it isn't proved that every permutation in
// Program::symmetry leaves it as it is, as a sentence names it; empty: it is proved of all. The
// proof goes by the form of the expressions: nothing in them may choose among elements, depend on
// their order, or name a value that is moved. `heap` is for working in. COST: the size of the
// program, and for each value in it and each action one look for each generator of the group.
std::string FindAsymmetry(const program::Program& program, values::Heap& heap);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_ASYMMETRY_H_

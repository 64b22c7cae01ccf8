// A program as text, for --print-program and --print-actions: what lowering made of a
// specification.

#ifndef MODEL_PROGRAM_PROGRAM_PRINTER_H_
#define MODEL_PROGRAM_PROGRAM_PRINTER_H_

#include <string>

#include "model/program/program.h"

namespace model::program {

// Everything: variables, constants, initial predicate, actions, procedures, predicates. Expressions
// are indented trees. `heap` serves to print values.
std::string PrintProgram(const Program& program, const values::Heap& heap);

// One paragraph for each action: its name, parameters, and tree of nodes.
std::string PrintActions(const Program& program, const values::Heap& heap);

// One expression on one line: "(And (Less $3 5) (In x {1, 2}))". Slots are $n, constant cells #n.
std::string PrintExpression(const Program& program, const values::Heap& heap, ExpressionId id);

}  // namespace model::program

#endif  // MODEL_PROGRAM_PROGRAM_PRINTER_H_

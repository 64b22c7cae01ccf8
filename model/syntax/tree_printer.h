// Trees as text, for `--print-tree` and for tests.

#ifndef MODEL_SYNTAX_TREE_PRINTER_H_
#define MODEL_SYNTAX_TREE_PRINTER_H_

#include <string>

#include "model/syntax/tree.h"

namespace model::syntax {

// One node a line, indented by depth, with its range: "Conjunction 3:5-4:10".
// COST: linear in the output; indentation stops growing at a fixed depth. Does not recurse on
// expressions.
std::string PrintTree(const Tree& tree);

// One line with every node in parentheses: "(+ 1 (* 2 3))".
std::string PrintExpression(const Tree& tree, ExpressionId id);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_TREE_PRINTER_H_

// The expressions that stand directly in another.

#ifndef MODEL_SYNTAX_PARTS_H_
#define MODEL_SYNTAX_PARTS_H_

#include <vector>

#include "model/syntax/tree.h"

namespace model::syntax {

// Quantifiers, CHOOSE, and the constructors with bounds: `detail` is their bound list.
bool IsBinder(ExpressionKind kind);

// In no particular order: operands and arguments, sets of bounds, arms of CASE, values and
// selectors of EXCEPT; not the definitions of a LET.
std::vector<ExpressionId> PartsOf(const Tree& tree, ExpressionId id);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_PARTS_H_

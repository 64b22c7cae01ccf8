// Op(a)!1!lab(x)!<<: which part of a definition such a name selects, and what is bound on the way.
//
// Compare "TLA+ Version 2: A Preliminary Guide", 6: parts are counted as they are written,
// parentheses don't count, a label or (x) stands for the body under bound variables, and a name
// inside LET is an operator of it. What a name leaves without arguments (Op!@) it takes when it is
// applied.

#ifndef MODEL_SEMANTICS_SUBEXPRESSION_H_
#define MODEL_SEMANTICS_SUBEXPRESSION_H_

#include <string>
#include <vector>

#include "model/semantics/specification.h"

namespace model::semantics {

struct Subexpression {
  // In order, from the outermost: either a LET whose definitions come into scope, or symbols that
  // get values.
  struct Step {
    TreeExpression let;  // or no expression, then:
    std::vector<SymbolId> symbols;
    // In the tree of the name. Null: left open.
    const std::vector<ExpressionId>* arguments = nullptr;
  };
  std::vector<Step> steps;
  TreeExpression part;
  bool is_field = false;  // not `part` but the name of its field: Op!2 with Op == r.a
  uint32_t open_arity = 0;

  // Why there is no such part; then nothing else is filled in.
  std::string error;
  Range error_range;
};

// REQUIRES: `name` is a kName.
bool SelectsSubexpression(const Specification& specification, TreeExpression name);

// REQUIRES: SelectsSubexpression. COST: linear in the definition where a label is looked for.
Subexpression FindSubexpression(const Specification& specification, TreeExpression name);

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_SUBEXPRESSION_H_

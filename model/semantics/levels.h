// Levels: constant, state, action, temporal; what each definition and expression has, and where one
// stands that is too high for its place.
//
// The level of a definition depends on its parameters, and that of an instance's definition on what
// it substitutes. So what is computed for a definition is a level *with* the symbols that
// contribute to it, and the greatest levels that its parameters may have (x' allows x a state
// function at most); using the definition puts the actual ones in. Compare "The TLA+ language:
// levels" in "Specifying Systems", 17.2.
//
// Strict only where SANY is known to refuse: a specification that SANY takes must pass.

#ifndef MODEL_SEMANTICS_LEVELS_H_
#define MODEL_SEMANTICS_LEVELS_H_

#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"

namespace model::semantics {

// Fills in Symbol::level and TreeTables::levels of all modules.
// REQUIRES: names are resolved without errors. COST: linear, a few rounds where operators are
// RECURSIVE.
void ComputeLevels(Specification& specification, source::Diagnostics& diagnostics);

// The same for one expression of an added tree. REQUIRES: ComputeLevels was done.
void ComputeLevelsOf(Specification& specification, TreeExpression root,
                     source::Diagnostics& diagnostics);

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_LEVELS_H_

// Whether a property says nothing: true of every behaviour whatsoever.

#ifndef CHECKER_LIVENESS_TAUTOLOGY_H_
#define CHECKER_LIVENESS_TAUTOLOGY_H_

#include "checker/liveness/interruption.h"
#include "checker/liveness/normal_formula.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// False also where this can't be told: predicates are taken as independent of each other, and
// formulas over many predicates are not looked into.
bool IsTautology(const model::transitions::LivenessProblem& problem, NormalPool* pool,
                 model::transitions::FormulaId property, const Interruption& interruption);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_TAUTOLOGY_H_

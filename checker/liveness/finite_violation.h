// The beginning of a behaviour that violates a safety property whatever comes after.

#ifndef CHECKER_LIVENESS_FINITE_VIOLATION_H_
#define CHECKER_LIVENESS_FINITE_VIOLATION_H_

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/lasso.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// The shortest beginning of the lasso's behaviour that violates `property` if nothing happens after
// it: a lasso whose last state stutters. The lasso itself if there is none.
// REQUIRES: the lasso violates `property`.
Lasso FiniteViolation(const BehaviourGraph& graph,
                      const model::transitions::LivenessProblem& problem,
                      model::transitions::FormulaId property, const Lasso& lasso);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_FINITE_VIOLATION_H_

// Makes a lasso shorter without changing what it proves.

#ifndef CHECKER_LIVENESS_SHORTEN_LASSO_H_
#define CHECKER_LIVENESS_SHORTEN_LASSO_H_

#include "checker/liveness/lasso.h"
#include "checker/liveness/lasso_truth.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// REQUIRES: the lasso violates `property` under the problem's assumptions. ENSURES: so does the
// result.
Lasso Shorten(const BehaviourGraph& graph, const model::transitions::LivenessProblem& problem,
              model::transitions::FormulaId property, Lasso lasso);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_SHORTEN_LASSO_H_

// Says in words why a lasso is a counterexample: where the promise breaks, and why each fairness
// condition holds nevertheless.
//
// States are numbered as in the trace, from 1; the cycle's last step leads back to the state that
// the prefix ends in.

#ifndef CHECKER_LIVENESS_EXPLAIN_LASSO_H_
#define CHECKER_LIVENESS_EXPLAIN_LASSO_H_

#include <string>
#include <vector>

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/lasso.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// As TLA+ would write it, predicates in the words of the problem.
std::string Print(const model::transitions::LivenessProblem& problem,
                  model::transitions::FormulaId formula);

// Where `property` breaks, from the outside in. REQUIRES: it is false on the lasso.
std::vector<std::string> ExplainViolation(const BehaviourGraph& graph,
                                          const model::transitions::LivenessProblem& problem,
                                          model::transitions::FormulaId property,
                                          const Lasso& lasso);

// One line for each assumption: "WF_vars(Enact): not enabled in state 4". REQUIRES: the assumptions
// hold on the lasso.
std::vector<std::string> ExplainFairness(const BehaviourGraph& graph,
                                         const model::transitions::LivenessProblem& problem,
                                         const Lasso& lasso);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_EXPLAIN_LASSO_H_

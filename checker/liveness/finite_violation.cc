#include "checker/liveness/finite_violation.h"

#include "checker/liveness/lasso_truth.h"

namespace checker::liveness {

Lasso FiniteViolation(const BehaviourGraph& graph,
                      const model::transitions::LivenessProblem& problem,
                      model::transitions::FormulaId property, const Lasso& lasso) {
  const size_t cycle = lasso.cycle.size();
  Lasso beginning;
  StateIndex last = lasso.first();
  // Twice round the cycle every pair of its states has been met in either order.
  for (size_t steps = 0; steps <= lasso.prefix.size() + 2 * cycle; ++steps) {
    const uint32_t stutter_class = graph.KindOf(last).stutter_class;
    beginning.cycle = {{last, {last, stutter_class, kStutterOrdinal}}};
    if (LassoTruth(graph, problem, beginning).Violates(property)) return beginning;
    const size_t i =
        steps < lasso.size() ? steps : lasso.prefix.size() + (steps - lasso.prefix.size()) % cycle;
    beginning.prefix.push_back(lasso[i]);
    last = lasso[i].step.to;
  }
  return lasso;
}

}  // namespace checker::liveness

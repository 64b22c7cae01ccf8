// The truth of the problem's formulas on a lasso, by definition, at every position.
//
// Independent of the normal form, the automaton and the search: it judges what they found before
// anybody sees it, finds which other properties the same behaviour violates, and tells where a
// promise breaks.

#ifndef CHECKER_LIVENESS_LASSO_TRUTH_H_
#define CHECKER_LIVENESS_LASSO_TRUTH_H_

#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/lasso.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// THREADS: one; truth is computed when asked for.
class LassoTruth {
 public:
  // The arguments must outlive the object.
  LassoTruth(const BehaviourGraph& graph, const model::transitions::LivenessProblem& problem,
             const Lasso& lasso)
      : graph_(graph), problem_(problem), lasso_(lasso) {}

  // At position i < lasso.size().
  bool Holds(model::transitions::FormulaId formula, size_t position) {
    return Of(formula)[position];
  }
  bool Holds(model::transitions::FormulaId formula) { return Holds(formula, 0); }
  // All assumptions hold and the property doesn't.
  bool Violates(model::transitions::FormulaId property);

  bool StateHolds(uint32_t predicate, size_t position) const;
  bool StepHolds(uint32_t predicate, size_t position) const;
  // The position after `position`.
  size_t Next(size_t position) const {
    return position + 1 < lasso_.size() ? position + 1 : lasso_.prefix.size();
  }
  const Lasso& lasso() const { return lasso_; }

 private:
  using Truth = std::vector<bool>;
  const Truth& Of(model::transitions::FormulaId formula);
  Truth Compute(model::transitions::FormulaId formula);
  Truth EventuallyOf(const Truth& truth) const;
  bool Recurs(const Truth& truth) const;

  const BehaviourGraph& graph_;
  const model::transitions::LivenessProblem& problem_;
  const Lasso& lasso_;
  absl::flat_hash_map<uint32_t, std::vector<bool>> known_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_LASSO_TRUTH_H_

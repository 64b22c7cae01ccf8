// The shortest lasso that satisfies a branch, with the proof that there is no shorter one.

#ifndef CHECKER_LIVENESS_SHORTEST_LASSO_H_
#define CHECKER_LIVENESS_SHORTEST_LASSO_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/branch.h"
#include "checker/liveness/interruption.h"
#include "checker/liveness/lasso.h"
#include "checker/liveness/normal_formula.h"
#include "checker/liveness/state_set.h"

namespace checker::liveness {

// Steps of the product looked at, all in all; a second or less.
inline constexpr uint64_t kShortestLassoBudget = uint64_t{1} << 24;

struct ShorterLasso {
  std::optional<Lasso> lasso;  // the shortest found, if it has fewer steps than asked for
  bool proved = false;         // there is none with fewer steps than that, or than asked for
};

// `region`: as for SearchBranch. `budget` is used up.
// REQUIRES: every state that is reached within fewer_than - 2 steps is expanded.
// THREADS: reads its arguments only, but for the budget.
ShorterLasso FindShorterLasso(const BehaviourGraph& graph, const NormalPool& pool,
                              const Branch& branch, const StateSet* region, size_t fewer_than,
                              const Interruption& interruption, uint64_t* budget);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_SHORTEST_LASSO_H_

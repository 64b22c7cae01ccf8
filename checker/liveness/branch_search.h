// Looks for a behaviour of the graph that satisfies a branch, and returns it as a lasso.

#ifndef CHECKER_LIVENESS_BRANCH_SEARCH_H_
#define CHECKER_LIVENESS_BRANCH_SEARCH_H_

#include <optional>

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/branch.h"
#include "checker/liveness/cycle_search.h"
#include "checker/liveness/interruption.h"
#include "checker/liveness/lasso.h"
#include "checker/liveness/normal_formula.h"
#include "checker/liveness/state_set.h"

namespace checker::liveness {

struct BranchSearchResult {
  enum class Outcome { kNone, kFound, kTooComplex, kInterrupted };
  Outcome outcome = Outcome::kNone;
  Lasso lasso;  // kFound
};

// `region`, if given: graph states outside it are known to be on no cycle that satisfies the
// branch. The prefix is the shortest into any fair component of the branch's product, the cycle as
// FindShortCycle makes it. Unexpanded states can't be on a cycle. THREADS: reads its arguments
// only; several branches may be searched side by side.
BranchSearchResult SearchBranch(const BehaviourGraph& graph, const NormalPool& pool,
                                const Branch& branch, const StateSet* region,
                                const Interruption& interruption,
                                size_t exact_cycle_limit = kExactCycleLimit);

// The states on cycles that satisfy the branch; nullopt: interrupted or too many.
// REQUIRES: the branch's core is TRUE.
std::optional<StateSet> FairRegion(const BehaviourGraph& graph, const NormalPool& pool,
                                   const Branch& branch, const Interruption& interruption);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_BRANCH_SEARCH_H_

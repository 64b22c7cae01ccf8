// A short cycle through a node of a fair component on which every condition of the branch holds.

#ifndef CHECKER_LIVENESS_CYCLE_SEARCH_H_
#define CHECKER_LIVENESS_CYCLE_SEARCH_H_

#include <cstdint>
#include <vector>

#include "checker/liveness/fair_components.h"
#include "checker/liveness/lasso.h"

namespace checker::liveness {

// The cycle starts and ends in `start`. It is the shortest of all such cycles inside the component
// if no more than `exact_limit` pairs of a node and a set of conditions lie nearer than its end;
// otherwise a greedy walk from each nearest step that serves a condition to the next, and back.
// REQUIRES: component == components.FindContaining(start).
inline constexpr size_t kExactCycleLimit = size_t{1} << 17;  // a few megabytes, a tenth of a second
std::vector<LassoStep> FindShortCycle(Product* product, const FairComponents& components,
                                      const FairComponent& component, uint32_t start,
                                      size_t exact_limit = kExactCycleLimit);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_CYCLE_SEARCH_H_

// The shortest way from an initial state into a fair component of a product.

#ifndef CHECKER_LIVENESS_PREFIX_SEARCH_H_
#define CHECKER_LIVENESS_PREFIX_SEARCH_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "checker/liveness/interruption.h"
#include "checker/liveness/lasso.h"
#include "checker/liveness/product.h"
#include "checker/liveness/state_set.h"

namespace checker::liveness {

struct PrefixSearchResult {
  bool interrupted = false;
  bool found = false;
  std::vector<LassoStep> prefix;
  StateIndex state = 0;  // where it ends
  uint32_t automaton_state = 0;
};

// Breadth first, in the canonical order of states and steps: the same prefix in every run.
// `is_goal(state, automaton state)`, asked only of the states in `goal_states`.
// REQUIRES: states * automaton states < 2^32 - 1.
// COST: 4 bytes for each pair that is reached.
PrefixSearchResult FindShortestPrefix(const Product& product, const StateSet& goal_states,
                                      const std::function<bool(StateIndex, uint32_t)>& is_goal,
                                      const Interruption& interruption);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_PREFIX_SEARCH_H_

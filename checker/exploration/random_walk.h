// Walks through a model at random and judges what comes along: finds violations in models too large
// to explore, proves nothing.
//
// A walk starts in a random initial state; each step picks an action among those that can be taken,
// then one of its steps, both evenly. Every step found on the way is judged, not only the one
// taken. Walk number n depends on the seed and n alone, and walks count in order up to the first
// that finds something; so the result is the same for any number of workers.
//
// THREADS: as BreadthFirstSearch; the caller needs a big stack.

#ifndef CHECKER_EXPLORATION_RANDOM_WALK_H_
#define CHECKER_EXPLORATION_RANDOM_WALK_H_

#include "checker/exploration/search_options.h"
#include "checker/results/results.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// Walks `options.max_walks` behaviours of up to `options.walk_depth` states, or until a limit, a
// request or a violation. Without a violation the verdict is `incomplete`. `observer` may be null.
// Statistics: states_generated, traces and depth (of the longest walk) count; nothing is stored, so
// distinct_states is 0.
results::Result RandomWalk(const model::transitions::TransitionSystem& system,
                           const SearchOptions& options, SearchObserver* observer = nullptr);

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_RANDOM_WALK_H_

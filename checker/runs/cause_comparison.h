// The failing behaviour of one design beside a behaviour of another that keeps the property.

#ifndef CHECKER_RUNS_CAUSE_COMPARISON_H_
#define CHECKER_RUNS_CAUSE_COMPARISON_H_

#include <optional>

#include "checker/results/causes.h"
#include "model/transitions/transition_system.h"

namespace checker::runs {

// How far `fixed` can go along the trace of another design, and where it goes instead. nullopt:
// can't be told (an evaluation error). REQUIRES: states are shown without ALIAS.
std::optional<results::Divergence> CompareWithTrace(
    const model::transitions::TransitionSystem& fixed, const results::Trace& failing);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_COMPARISON_H_

// Blame along one trace: which of its steps had to be, and from where on nothing could be saved.

#ifndef CHECKER_RUNS_CAUSE_BLAME_H_
#define CHECKER_RUNS_CAUSE_BLAME_H_

#include <optional>
#include <string>

#include "checker/liveness/check_liveness.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/load.h"

namespace checker::runs {

// `violation` is of the design as it is. nullopt: it can't be told (symmetry, a view or an alias
// hides states, or the graph is too big).
std::optional<results::Blame> BlameAlongTrace(LoadedText& text, const LineUp& line_up,
                                              const std::string& property,
                                              const results::Violation& violation,
                                              const liveness::LivenessOptions& options);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_BLAME_H_

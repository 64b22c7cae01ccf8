// Blame along one trace: which of its steps had to be, and from where on nothing could be saved.

#ifndef CHECKER_RUNS_CAUSE_BLAME_H_
#define CHECKER_RUNS_CAUSE_BLAME_H_

#include <optional>
#include <string>

#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"

namespace checker::runs {

// `violation` is of the design as it is. nullopt: it can't be told (a view or an alias hides
// states, or the graph is too big).
std::optional<results::Blame> BlameAlongTrace(const Inquiry& inquiry, const std::string& property,
                                              const results::Violation& violation);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_BLAME_H_

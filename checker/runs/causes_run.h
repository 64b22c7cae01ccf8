// The composition root of `whodunnit causes`: which sets of suspects suffice for a violation, and
// which changes end it.

#ifndef CHECKER_RUNS_CAUSES_RUN_H_
#define CHECKER_RUNS_CAUSES_RUN_H_

#include <string>
#include <vector>

#include "checker/results/causes.h"
#include "checker/runs/check_run.h"

namespace checker::runs {

struct CausesOptions {
  CheckOptions check;  // source, workers, limits, the properties to explain ("Deadlock" is one)
  // "HaltOnMissing", "~SkipMissing", the name of an action; commas separate. Empty: as declared in
  // the .cfg, or else every action.
  std::vector<std::string> suspects;
  std::vector<std::string> ignored;  // taken out of the line-up
  // Declared, with those of the .cfg: the guilt of these never mends a violation.
  std::vector<std::string> monotone;
  bool whole_lattice = false;  // search on even if the configuration has no violation
};

// REQUIRES: called on a thread with a large stack (checker/parallel/big_stack_thread.h).
results::CausesResult RunCauses(const CausesOptions& options, RunListener* listener);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSES_RUN_H_

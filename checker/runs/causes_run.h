// The composition root of `whodunnit causes`: which sets of suspects suffice for a violation, and
// which changes end it.

#ifndef CHECKER_RUNS_CAUSES_RUN_H_
#define CHECKER_RUNS_CAUSES_RUN_H_

#include <string>
#include <vector>

#include "checker/runs/check_run.h"

namespace checker::runs {

struct CausesOptions {
  CheckOptions check;  // source, workers, limits, the properties to explain
  std::vector<std::string>
      suspects;  // "HaltOnUnresolvable", "~SkipMissingRollback"; empty: as declared in the .cfg
  std::vector<std::string> ignored;  // taken out of the line-up
  bool whole_lattice = false;        // search on even if the configuration has no violation
  std::string html_path;             // self-contained page; empty: none
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSES_RUN_H_

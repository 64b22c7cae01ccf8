// From what a search came upon to the verdict, the exit status and the entries of its result.

#ifndef CHECKER_EXPLORATION_CONCLUSION_H_
#define CHECKER_EXPLORATION_CONCLUSION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/exploration/discovery.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/tally.h"
#include "checker/exploration/trace_replay.h"
#include "checker/results/results.h"

namespace checker::exploration {

// The model asked to stop, or was interrupted.
bool IsNoViolation(const Discovery& discovery);

// The exit status for something discovered; kPass for a model that asked to stop.
int ExitStatusOf(const Discovery& discovery, const model::transitions::SystemInfo& info);
results::Verdict VerdictOf(int exit_status);

// The violation without its trace.
results::Violation ViolationOf(const Discovery& discovery, const SearchPlan& plan);

// An entry for every property of the model, and for deadlock if it is checked. Those not discovered
// false hold if `complete`; temporal ones stay incomplete.
std::vector<results::PropertyResult> JudgedProperties(const std::vector<Discovery>& discoveries,
                                                      const SearchPlan& plan, bool complete);

// Sets verdict, exit status and reason. `halted`: why the search stopped early; empty if it did
// not. REQUIRES: the statistics are set.
void Conclude(const std::vector<Discovery>& discoveries, const SearchPlan& plan,
              const std::string& halted, results::Result* result);

// One entry per action.
std::vector<results::ActionStatistics> ActionStatisticsOf(
    const Tally& tally, const model::transitions::SystemInfo& info);

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_CONCLUSION_H_

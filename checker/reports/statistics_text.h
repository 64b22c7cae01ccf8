// The figures of a run as text: counts in TLC's words, time, memory, odds, and the table of
// actions.

#ifndef CHECKER_REPORTS_STATISTICS_TEXT_H_
#define CHECKER_REPORTS_STATISTICS_TEXT_H_

#include <string>

#include "checker/reports/text_options.h"
#include "checker/results/results.h"

namespace checker::reports {

// "N states generated, M distinct states found, K states left on queue." and the depth, word for
// word as TLC prints them.
std::string CountsText(const results::Result& result);
// Time, states per second, memory, and the odds that a fingerprint hid a state.
std::string CostText(const results::Statistics& statistics);
// One line an action: states where it is enabled, steps, new states.
std::string CoverageText(const results::Statistics& statistics, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_STATISTICS_TEXT_H_

// Causes as text that reads like a verdict: who did it, what would have prevented it, and who is
// acquitted.

#ifndef CHECKER_REPORTS_CAUSE_TEXT_H_
#define CHECKER_REPORTS_CAUSE_TEXT_H_

#include <string>

#include "checker/reports/text_options.h"
#include "checker/results/causes.h"

namespace checker::reports {

std::string CausesText(const results::CausesResult& result, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_TEXT_H_

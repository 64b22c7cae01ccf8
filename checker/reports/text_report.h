// A whole result as text for people, with the lines that scripts look for word for word as TLC
// prints them.

#ifndef CHECKER_REPORTS_TEXT_REPORT_H_
#define CHECKER_REPORTS_TEXT_REPORT_H_

#include <string>

#include "checker/reports/text_options.h"
#include "checker/results/results.h"

namespace checker::reports {

// Diagnostics, violations with their traces, counts, costs, and the verdict in plain words as the
// last line.
std::string TextReport(const results::Result& result, const TextOptions& options);

// "Verdict: fail (exit status 12). Invariant Safe is false after 6 steps." in one line.
std::string VerdictText(const results::Result& result, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_TEXT_REPORT_H_

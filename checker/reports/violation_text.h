// A violation, or an evaluation error, as text: what is wrong, why, and the behavior that leads
// there.

#ifndef CHECKER_REPORTS_VIOLATION_TEXT_H_
#define CHECKER_REPORTS_VIOLATION_TEXT_H_

#include <string>

#include "checker/reports/text_options.h"
#include "checker/results/results.h"

namespace checker::reports {

// The first line, in TLC's words where it has some, without "Error: ": "Invariant X is violated.".
// For an evaluation error all lines of its message.
std::string HeadlineText(const results::Violation& violation);

std::string ViolationText(const results::Violation& violation, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_VIOLATION_TEXT_H_

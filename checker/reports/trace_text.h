// A counterexample as text: numbered states, the step into each, the variables that it changed.

#ifndef CHECKER_REPORTS_TRACE_TEXT_H_
#define CHECKER_REPORTS_TRACE_TEXT_H_

#include <string>

#include "checker/reports/text_options.h"
#include "checker/results/results.h"

namespace checker::reports {

// "State 1: <Initial predicate>", its variables, a blank line, and so on; ends in a blank line. A
// lasso ends in "Back to state 2: <...>" or "State 5: Stuttering".
std::string TraceText(const results::Trace& trace, const TextOptions& options);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_TRACE_TEXT_H_

// A counterexample as an ITF trace file (.itf.json), for trace viewers and replaying tools.

#ifndef CHECKER_REPORTS_ITF_TRACE_H_
#define CHECKER_REPORTS_ITF_TRACE_H_

#include <string>

#include "checker/results/results.h"

namespace checker::reports {

// The whole file. `#meta` names the violated property; `loop` is the 0-based index of the state
// that the last one goes back to (itself when it stutters).
std::string ItfTrace(const results::Result& result, const results::Violation& violation);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_ITF_TRACE_H_

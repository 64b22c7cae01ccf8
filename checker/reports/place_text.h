// Places in a specification, in words.

#ifndef CHECKER_REPORTS_PLACE_TEXT_H_
#define CHECKER_REPORTS_PLACE_TEXT_H_

#include <string>

#include "checker/results/results.h"

namespace checker::reports {

// "path/M.tla:7:9"; empty for nowhere.
std::string LocateText(const results::Location& location);
// "line 7, col 9 to line 7, col 26 of module M", as TLC words it; empty for nowhere.
std::string RangeText(const results::Location& location);
// "Enact(e1, 3)".
std::string CallText(const results::ActionInfo& action);
// "<Enact(e1) line 7, col 9 to line 7, col 26 of module M>", as TLC words it.
std::string StepText(const results::ActionInfo& action);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_PLACE_TEXT_H_

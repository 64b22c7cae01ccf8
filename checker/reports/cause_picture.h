// Pictures of causes, as SVG: they stand alone, and follow the reader's choice of light or dark.

#ifndef CHECKER_REPORTS_CAUSE_PICTURE_H_
#define CHECKER_REPORTS_CAUSE_PICTURE_H_

#include <string>
#include <string_view>

#include "checker/results/causes.h"

namespace checker::reports {

// Suspects down, minimal causes and minimal fixes across: who acts with whom.
std::string CausePicture(const results::CauseAnalysis& analysis);
// The same for every property that has causes, one below the other: a file of its own.
std::string CausesPicture(const results::CausesResult& result);
// The steps of the failing trace as a line: which were essential, where the point of no return
// lies, and the cycle at its end. Empty without blame.
std::string BlamePicture(const results::CauseAnalysis& analysis);

// For HTML and SVG.
std::string Escaped(std::string_view text);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_PICTURE_H_

// Causes as one self-contained HTML page: the line-up, the causes and fixes as a picture (SVG), and
// the traces, the failing design beside the nearest one that passes. No script, nothing fetched.

#ifndef CHECKER_REPORTS_CAUSE_PAGE_H_
#define CHECKER_REPORTS_CAUSE_PAGE_H_

#include <string>

#include "checker/results/causes.h"

namespace checker::reports {

std::string CausePage(const results::CausesResult& result);

// The picture alone: a row for each suspect, a column for each cause and each fix. Can stand in a
// file of its own.
std::string CausePicture(const results::CauseAnalysis& analysis);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_PAGE_H_

// The page of `whodunnit causes --html`: the verdict, the line-up, and for each property its
// causes, fixes and traces. One file that needs nothing else, neither a script nor the network;
// readable on paper.

#ifndef CHECKER_REPORTS_CAUSE_PAGE_H_
#define CHECKER_REPORTS_CAUSE_PAGE_H_

#include <string>

#include "checker/results/causes.h"

namespace checker::reports {

std::string CausePage(const results::CausesResult& result);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_PAGE_H_

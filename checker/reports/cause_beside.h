// The failing behaviour and that of a fixed design, step by step.

#ifndef CHECKER_REPORTS_CAUSE_BESIDE_H_
#define CHECKER_REPORTS_CAUSE_BESIDE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "checker/reports/trace_difference.h"
#include "checker/results/causes.h"

namespace checker::reports {

struct BesideRow {
  std::string step;      // of the failing design; empty for the initial states
  uint32_t into = 0;     // number of the failing design's state after it
  bool possible = true;  // the fixed design takes a step of that name as well
  bool apart = false;    // they are in different states afterwards
  size_t failing = 0;    // index of the failing design's state; past the end: the step back
  size_t fixed = 0;      // ... of the fixed one's
  // In which they differ afterwards and did not before, or not with these values: as configured,
  // and fixed.
  std::vector<DifferingPart> news;
};

// One for each state of the failing trace, and one for the step back of a cycle. Empty: the fixed
// design has no behaviour to compare.
std::vector<BesideRow> RowsBeside(const results::Trace& failing,
                                  const results::Divergence& divergence);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_BESIDE_H_

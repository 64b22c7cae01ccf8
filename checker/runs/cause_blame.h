// Blame along one trace: which of its steps had to be, and from where on nothing could be saved.

#ifndef CHECKER_RUNS_CAUSE_BLAME_H_
#define CHECKER_RUNS_CAUSE_BLAME_H_

#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"

namespace checker::runs {

// Sets CauseAnalysis::blame, or says why not. REQUIRES: the design as it is violates the property.
void BlameAlongTrace(const Inquiry& inquiry, results::CauseAnalysis* analysis);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_BLAME_H_

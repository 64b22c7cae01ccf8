// From sets of suspects to what a person is shown: names, a trace for each cause, the exhibit tried
// with each fix, and the part of each suspect.

#ifndef CHECKER_RUNS_CAUSE_EXHIBITS_H_
#define CHECKER_RUNS_CAUSE_EXHIBITS_H_

#include <vector>

#include "checker/causes/minimal_sets.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"

namespace checker::runs {

class ExhibitMaker {
 public:
  // Both outlive the maker.
  ExhibitMaker(const Inquiry& inquiry, results::CauseAnalysis* analysis)
      : inquiry_(inquiry), analysis_(*analysis) {}

  // False: an ordinary search found no violation in a design that is said to have one; the analysis
  // is no longer complete then.
  bool ShowCauses(const causes::MinimalSets& found) const;
  bool ShowDangers(const causes::MinimalSets& found) const;
  void ShowFixes(const causes::MinimalSets& found) const;

  results::SuspectNames NamesOf(causes::SuspectSet set) const;
  causes::SuspectSet SetOf(const results::SuspectNames& names) const;

 private:
  // `found` are changes of `from`.
  bool Show(const causes::MinimalSets& found, causes::SuspectSet from,
            std::vector<results::Cause>* shown) const;
  bool AddTrace(causes::SuspectSet set, results::Cause* cause) const;

  const Inquiry& inquiry_;
  results::CauseAnalysis& analysis_;
};

// Fills the lists of who is in every cause, in some, in none. REQUIRES: all minimal causes are
// known.
void Classify(results::CauseAnalysis* analysis);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_EXHIBITS_H_

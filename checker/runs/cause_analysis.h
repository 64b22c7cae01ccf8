// The case of one property: its minimal causes, fixes and dangers, with their exhibits.

#ifndef CHECKER_RUNS_CAUSE_ANALYSIS_H_
#define CHECKER_RUNS_CAUSE_ANALYSIS_H_

#include <string>

#include "checker/causes/minimal_sets.h"
#include "checker/causes/suspect_family.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"
#include "checker/runs/cause_oracle.h"
#include "checker/runs/cause_search.h"

namespace checker::runs {

class CauseAnalyst {
 public:
  // All outlive the analyst; `search` has run.
  CauseAnalyst(const Inquiry& inquiry, const CauseSearch& search, causes::FamilyPool* pool)
      : inquiry_(inquiry), search_(search), pool_(*pool) {}

  // Fills in `analysis`, in which the design as it is has been judged. Looks for what would break a
  // sound design if `search` has looked at every design. False: two ways of answering the same
  // question disagree.
  bool Analyse(size_t property, results::CauseAnalysis* analysis);

 private:
  struct Sets {
    causes::MinimalSets causes, fixes, dangers;
  };

  causes::Family ValidFor(const CauseSearch::Findings& found) const;
  causes::SuspectSet MonotoneFor(const CauseSearch::Findings& found) const;
  void Count(causes::Family valid, results::CauseAnalysis* analysis) const;
  void Begin(const CauseSearch::Findings& found, const results::CauseAnalysis& analysis,
             causes::LatticeSearch* lattice) const;
  Sets FindSets(results::Verdict design, causes::SuspectSet declared,
                causes::LatticeSearch* lattice) const;
  Sets FindSets(const CauseSearch::Findings& found, CaseOracle* oracle,
                results::CauseAnalysis* analysis, causes::Knowledge* knowledge);
  bool Exhibit(const Sets& sets, results::CauseAnalysis* analysis) const;
  void SayWhyIncomplete(size_t property, const CauseSearch::Findings& found,
                        const causes::Knowledge& knowledge, causes::Family valid,
                        const std::string& why_unknown, results::CauseAnalysis* analysis) const;

  const Inquiry& inquiry_;
  const CauseSearch& search_;
  causes::FamilyPool& pool_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_ANALYSIS_H_

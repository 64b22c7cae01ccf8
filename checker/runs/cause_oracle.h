// Who answers for one property, set by set: the judge of temporal properties on the graph of all
// designs, or an ordinary search of the design.
//
// An ordinary search is asked where states can't be shared between designs, where an evaluation
// error came first in the search through all (it may come later in the design itself), and where a
// limit of time ended that search before its end.

#ifndef CHECKER_RUNS_CAUSE_ORACLE_H_
#define CHECKER_RUNS_CAUSE_ORACLE_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "checker/causes/minimal_sets.h"
#include "checker/causes/suspect_family.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"
#include "checker/runs/cause_search.h"

namespace checker::runs {

class CaseOracle : public causes::Oracle {
 public:
  // All outlive the oracle. Ordinary searches are counted in `analysis`.
  CaseOracle(const Inquiry& inquiry, const CauseSearch& search, causes::FamilyPool* pool,
             const CauseSearch::Findings& found, results::CauseAnalysis* analysis);

  causes::Answer Ask(causes::SuspectSet set) override;
  bool Exhausted() const override { return inquiry_.TimeIsUp(); }
  // Whether questions go to the judge of temporal properties.
  bool judges() const { return judges_ && !searches_; }
  // Why the first design that an ordinary search couldn't judge was none; or empty.
  const std::string& why_unknown() const { return why_unknown_; }

 private:
  causes::Answer Search(causes::SuspectSet set);
  void ReportProgress();

  const Inquiry& inquiry_;
  const CauseSearch& search_;
  causes::FamilyPool& pool_;
  const causes::Family faulty_;
  const bool judges_;
  const bool searches_;  // any design, if asked; otherwise only faulty ones
  results::CauseAnalysis* const analysis_;
  uint64_t faulty_searched_ = 0;
  uint64_t asked_ = 0;
  std::string why_unknown_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double last_progress_ = 0;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_ORACLE_H_

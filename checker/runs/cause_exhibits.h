// From sets of suspects to what a person is shown: names, a trace for each cause, the exhibit tried
// with each fix, and the part of each suspect.

#ifndef CHECKER_RUNS_CAUSE_EXHIBITS_H_
#define CHECKER_RUNS_CAUSE_EXHIBITS_H_

#include <chrono>
#include <functional>
#include <optional>

#include "checker/causes/minimal_sets.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/check_run.h"
#include "checker/runs/load.h"

namespace checker::runs {

class ExhibitMaker {
 public:
  // All outlive the maker.
  struct Case {
    LoadedText* text = nullptr;
    const LineUp* line_up = nullptr;
    const CheckOptions* check = nullptr;
    std::optional<std::chrono::steady_clock::time_point> deadline;
    RunListener* listener = nullptr;
    std::function<bool()> time_is_up;
  };
  explicit ExhibitMaker(Case of) : case_(std::move(of)) {}

  // False: an ordinary search found no violation in a design that is said to have one; the analysis
  // is no longer complete then.
  bool ShowCauses(const causes::MinimalSets& found, results::CauseAnalysis* analysis) const;
  void ShowFixes(const causes::MinimalSets& found, results::CauseAnalysis* analysis) const;

 private:
  results::SuspectNames NamesOf(causes::SuspectSet set) const;

  Case case_;
};

// Fills the lists of who is in every cause, in some, in none. REQUIRES: all minimal causes are
// known.
void Classify(results::CauseAnalysis* analysis);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_EXHIBITS_H_

// The line-up: who is suspected, and what each suspect's guilt means for the model.

#ifndef CHECKER_RUNS_CAUSE_LINE_UP_H_
#define CHECKER_RUNS_CAUSE_LINE_UP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/causes/suspect_family.h"
#include "checker/results/causes.h"
#include "checker/runs/causes_run.h"
#include "checker/runs/load.h"

namespace checker::runs {

struct LinedUp {
  results::Suspect shown;
  std::string constant;      // kConstant, kAlternative: its name in the specification
  bool guilty_value = true;  // kConstant
  size_t alternative = 0;    // kAlternative: index into the configuration's list
  std::string action;        // kAction: the name of the steps
  std::string promise;       // kFairness: its name; see cause_promises.h
};

struct LineUp {
  std::vector<LinedUp> suspects;
  causes::SuspectSet actual = 0;    // those guilty in the design as it is
  causes::SuspectSet monotone = 0;  // declared: their guilt never mends a violation

  causes::Family Valid(causes::FamilyPool* pool) const;  // one value for each constant
};

// `info` describes the model as configured. Declared suspects, or --suspects; with neither, the
// actions of the next-state relation and the fairness promises. Errors go to `problems`, and leave
// the line-up useless.
LineUp MakeLineUp(const CausesOptions& options, const LoadedText& text,
                  const model::transitions::SystemInfo& info,
                  std::vector<results::RunDiagnostic>* problems);

// The lowering of one design: constants as the suspects in `set` have them. Actions and promises
// are not lowering's business.
model::lowering::LowerOptions LoweringOf(const LineUp& line_up, causes::SuspectSet set);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_LINE_UP_H_

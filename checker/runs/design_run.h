// Ordinary searches through one design: for its verdict, for a trace, and for following a trace of
// another design.

#ifndef CHECKER_RUNS_DESIGN_RUN_H_
#define CHECKER_RUNS_DESIGN_RUN_H_

#include <chrono>
#include <optional>
#include <string>

#include "checker/results/causes.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/load.h"

namespace checker::runs {

inline constexpr char kDeadlockName[] = "Deadlock";

// A design made ready: lowered, and restricted where suspects that are no constants are innocent.
struct Design {
  std::unique_ptr<LoadedModel> model;
  std::unique_ptr<model::transitions::TransitionSystem> restricted;  // null: the model as lowered
  const model::transitions::TransitionSystem& system() const {
    return restricted ? *restricted : *model->system;
  }
};

// Null if lowering fails; `text` keeps its diagnostics. `property` alone is judged.
std::unique_ptr<Design> MakeDesign(LoadedText& text, const LineUp& line_up, causes::SuspectSet set,
                                   const std::string& property);

struct DesignVerdict {
  results::Verdict verdict = results::Verdict::kError;
  std::optional<results::Violation> violation;
  std::string reason;
  uint64_t distinct_states = 0;
};

DesignVerdict RunDesign(const Design& design, const std::string& property,
                        const CheckOptions& options,
                        std::optional<std::chrono::steady_clock::time_point> deadline,
                        RunListener* listener);

// How far `design` can go along the trace of another. nullopt: can't be told (an ALIAS, or an
// evaluation error).
std::optional<results::Divergence> FollowTrace(const Design& design, const results::Trace& trace);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_DESIGN_RUN_H_

// What all parts of an inquiry into causes share: the line-up, the models, the limits, the listener.

#ifndef CHECKER_RUNS_CAUSE_INQUIRY_H_
#define CHECKER_RUNS_CAUSE_INQUIRY_H_

#include <chrono>
#include <optional>
#include <string_view>

#include "checker/exploration/search_options.h"
#include "checker/liveness/check_liveness.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/check_run.h"
#include "checker/runs/design_models.h"

namespace checker::runs {

struct Inquiry {
  const LineUp* line_up = nullptr;
  DesignModels* models = nullptr;
  const CheckOptions* check = nullptr;
  RunListener* listener = nullptr;  // may be null
  std::optional<std::chrono::steady_clock::time_point> deadline;

  bool TimeIsUp() const;
  uint32_t Workers() const;
  // What is left of the limits, for an ordinary search.
  exploration::SearchOptions Limits() const;
  // For judging by the way, where any counterexample will do.
  liveness::LivenessOptions LivenessLimits() const;
  void Phase(std::string_view phase) const;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_INQUIRY_H_

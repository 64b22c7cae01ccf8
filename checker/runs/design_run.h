// Ordinary searches through one design: what `check` would say of it.

#ifndef CHECKER_RUNS_DESIGN_RUN_H_
#define CHECKER_RUNS_DESIGN_RUN_H_

#include <memory>
#include <optional>
#include <string>

#include "checker/causes/suspect_family.h"
#include "checker/results/causes.h"
#include "checker/runs/cause_inquiry.h"
#include "checker/runs/evaluation_watch.h"
#include "checker/runs/load.h"

namespace checker::runs {

inline constexpr char kDeadlockName[] = "Deadlock";

// A design made ready: a model that may be other designs' too, restricted to this one.
struct Design {
  std::unique_ptr<EvaluationWatch> watch;  // ends evaluations that take too long
  std::shared_ptr<const LoadedModel> model;
  std::unique_ptr<model::transitions::TransitionSystem> restricted;  // null: the model as lowered
  const model::transitions::TransitionSystem& system() const {
    return restricted ? *restricted : *model->system;
  }
};

// What the configuration says about how states are told apart and shown.
enum class StatesOf : uint8_t {
  kConfiguration,
  kWithoutView,   // told apart by all that they are
  kWithoutAlias,  // shown as they are
  kWithoutAliasAndView,
};

// Null if lowering fails or is interrupted; the text keeps its diagnostics. `property` alone is
// judged.
std::unique_ptr<Design> MakeDesign(const Inquiry& inquiry, causes::SuspectSet set,
                                   const std::string& property,
                                   StatesOf states = StatesOf::kConfiguration);

struct DesignVerdict {
  results::Verdict verdict = results::Verdict::kError;
  std::optional<results::Violation> violation;
  std::string reason;
  uint64_t distinct_states = 0;
  uint64_t runs = 1;
  bool has_alias = false;
};

// One search. `levels`: goes through so many of them to the end, for the shortest violation there;
// 0: through all that the limits allow, until there is a violation.
DesignVerdict RunDesign(const Inquiry& inquiry, const Design& design, const std::string& property,
                        uint64_t levels = 0);

// What one search says of the design, with its shortest violation. If that isn't proved to be the
// shortest, a second search looks for it, no deeper than the violation found: among the states
// themselves, because the shortest way may lie among states that a VIEW passes over. nullopt: as
// MakeDesign.
std::optional<DesignVerdict> JudgeDesign(const Inquiry& inquiry, causes::SuspectSet set,
                                         const std::string& property,
                                         StatesOf states = StatesOf::kConfiguration);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_DESIGN_RUN_H_

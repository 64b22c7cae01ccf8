// What one search will do, settled before it starts from the model's description and the options.

#ifndef CHECKER_EXPLORATION_SEARCH_PLAN_H_
#define CHECKER_EXPLORATION_SEARCH_PLAN_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "checker/exploration/search_options.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

struct SearchPlan {
  const model::transitions::TransitionSystem* system = nullptr;
  const model::transitions::SystemInfo* info = nullptr;
  SearchOptions options;

  uint32_t workers = 1;
  bool judge_initial_states = false;  // there are invariants or initial predicates
  bool judge_states = false;          // there are invariants, or the model looks for states
  bool judge_steps = false;           // there are action properties, or the model looks for steps
  bool judge_targets_once = false;    // not a second step of one state to another
  bool check_deadlock = true;
  bool keep_states = false;  // the model can't be replayed: keep every state's bytes for the trace

  bool record_graph = false;    // there is a sink
  bool label = false;           // ... that wants labels
  bool targets_differ = false;  // one stored state stands for several, because of SYMMETRY or VIEW
  size_t state_words = 0;
  size_t step_words = 0;
};

// Whether the step is to be judged: an earlier one of the batch may be as good.
inline bool IsToBeJudged(const SearchPlan& plan, const model::transitions::StepBatch& batch,
                         size_t step) {
  constexpr size_t kStepsLookedAt = 8;
  if (!plan.judge_steps) return false;
  const size_t looked_at = plan.judge_targets_once ? std::min(step, kStepsLookedAt) : 0;
  for (size_t back = 1; back <= looked_at; ++back) {
    if (batch[step - back].fingerprint == batch[step].fingerprint) return false;
  }
  return true;
}

SearchPlan MakePlan(const model::transitions::TransitionSystem& system,
                    const SearchOptions& options, bool record_graph, bool want_labels);

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_SEARCH_PLAN_H_

// The fixed design is made to do what the failing one did. As long as it can, both are in the same
// states. Where it can't reach the next one, it takes the step of the same name and parameters (the
// target most like the failing one, if there are several), or stands still if there is none; and so
// on to the end of the trace. What comes out is a behaviour of the fixed design under the schedule
// that was the other's undoing.

#include "checker/runs/cause_comparison.h"

#include <string>
#include <utility>
#include <vector>

#include "checker/reports/place_text.h"

namespace checker::runs {

using model::transitions::ActionInfo;
using model::transitions::Datum;
using model::transitions::Explorer;
using model::transitions::StepBatch;
using results::Difference;
using results::Divergence;
using results::Trace;
using results::TraceState;

namespace {

using Variables = std::vector<std::pair<std::string, Datum>>;

size_t CountDifferences(const Variables& a, const Variables& b) {
  size_t count = 0;
  for (size_t v = 0; v < a.size() && v < b.size(); ++v) count += a[v] == b[v] ? 0 : 1;
  return count;
}

class Follower {
 public:
  Follower(const model::transitions::TransitionSystem& fixed, const Trace& failing)
      : info_(fixed.info()), failing_(failing), explorer_(fixed.NewExplorer()) {}

  // False: can't be told.
  bool Follow(Divergence* result) {
    explorer_->Initial({}, &batch_);
    if (batch_.fault) return false;
    const std::optional<size_t> first = NearestStep(failing_.states[0].variables, nullptr);
    if (!first) return true;
    together_ = Take(*first, nullptr, result) == failing_.states[0].variables;
    if (together_) result->state = 1;
    result->beside.push_back(0);
    for (size_t n = 1; n < failing_.states.size(); ++n) {
      if (!failing_.states[n].action) return true;
      if (!Follow(*failing_.states[n].action, failing_.states[n].variables, result)) return false;
      if (together_) result->state = static_cast<uint32_t>(n + 1);
    }
    if (!failing_.loop_action || !failing_.loop_start) return true;
    return Follow(*failing_.loop_action, failing_.states[*failing_.loop_start - 1].variables,
                  result);
  }

 private:
  // One step of the failing trace.
  bool Follow(const ActionInfo& action, const Variables& target, Divergence* result) {
    model::transitions::SearchFigures figures;
    figures.level = result->trace.states.size();
    batch_.Clear();
    explorer_->Expand(figures, state_, &batch_);
    if (batch_.fault) return false;
    std::optional<size_t> step = NearestStep(target, &action);
    if (together_) {
      const std::optional<size_t> same = NearestStep(target, nullptr);
      if (same && explorer_->Variables(batch_.Bytes(*same)) == target) {
        step = same;
      } else {
        together_ = false;
        result->step = reports::CallText(action);
        result->step_happens = step.has_value();
        if (step) Compare(target, explorer_->Variables(batch_.Bytes(*step)), result);
      }
    }
    if (step) Take(*step, &info_.actions[batch_[*step].action], result);
    result->beside.push_back(result->trace.states.size() - 1);
    return true;
  }

  // Among the steps of the action, or among all, the first whose target differs least.
  std::optional<size_t> NearestStep(const Variables& target, const ActionInfo* action) {
    std::optional<size_t> nearest;
    size_t least = 0;
    for (size_t i = 0; i < batch_.size(); ++i) {
      if (action != nullptr) {
        const ActionInfo& other = info_.actions[batch_[i].action];
        if (other.name != action->name || other.parameters != action->parameters) continue;
      }
      const size_t differences = CountDifferences(explorer_->Variables(batch_.Bytes(i)), target);
      if (nearest && differences >= least) continue;
      nearest = i;
      least = differences;
    }
    return nearest;
  }

  static void Compare(const Variables& failing, const Variables& fixed, Divergence* result) {
    for (size_t v = 0; v < fixed.size() && v < failing.size(); ++v) {
      if (fixed[v] != failing[v])
        result->differences.push_back({fixed[v].first, failing[v].second, fixed[v].second});
    }
  }

  const Variables& Take(size_t step, const ActionInfo* action, Divergence* result) {
    const auto bytes = batch_.Bytes(step);
    state_.assign(bytes.begin(), bytes.end());
    TraceState state;
    state.number = static_cast<uint32_t>(result->trace.states.size() + 1);
    if (action != nullptr) state.action = *action;
    state.variables = explorer_->Variables(state_);
    for (size_t v = 0; v < state.variables.size(); ++v) {
      state.changed.push_back(action == nullptr ||
                              state.variables[v] != result->trace.states.back().variables[v]);
    }
    return result->trace.states.emplace_back(std::move(state)).variables;
  }

  const model::transitions::SystemInfo& info_;
  const Trace& failing_;
  const std::unique_ptr<Explorer> explorer_;
  StepBatch batch_;
  std::vector<uint8_t> state_;  // that the fixed design is in
  bool together_ = false;       // and the failing one too
};

}  // namespace

std::optional<Divergence> CompareWithTrace(const model::transitions::TransitionSystem& fixed,
                                           const Trace& failing) {
  if (failing.states.empty()) return std::nullopt;
  Divergence result;
  if (!Follower(fixed, failing).Follow(&result)) return std::nullopt;
  return result;
}

}  // namespace checker::runs

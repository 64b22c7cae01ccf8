// The labels of an expanded state and of its steps.
//
// A state is labelled when it is expanded: all that its labels may ask for is at hand then, its
// steps among them. The labels of a step say something about two states, so a further way from one
// to the other has the same labels, and they are not evaluated again.

#ifndef CHECKER_EXPLORATION_LABEL_EXPANSION_H_
#define CHECKER_EXPLORATION_LABEL_EXPANSION_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "checker/exploration/search_plan.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

struct LabellingFault {
  model::transitions::Fault fault;
  uint32_t ordinal = 0;  // of the step
};

inline size_t LabelWordsOf(const SearchPlan& plan, size_t steps) {
  return plan.state_words + plan.step_words * (1 + steps);
}

// Appends the labels of the state that `explorer` has expanded last, and of its stuttering step.
inline model::transitions::Rare<model::transitions::Fault> LabelState(
    const SearchPlan& plan, model::transitions::Explorer* explorer, std::vector<uint64_t>* labels) {
  const size_t begin = labels->size();
  labels->resize(begin + LabelWordsOf(plan, 0));
  const std::span<uint64_t> own = std::span(*labels).subspan(begin);
  return explorer->LabelExpanded(own.first(plan.state_words), own.subspan(plan.state_words));
}

// Appends the labels of `steps` from there, which are current steps (`ordinal`), in order.
// `target_of` is the member that names the target. After a fault the rest is zero.
template <typename Step, typename TargetOf>
std::optional<LabellingFault> LabelSteps(const SearchPlan& plan, std::span<const Step> steps,
                                         TargetOf target_of, model::transitions::Explorer* explorer,
                                         std::vector<uint64_t>* labels) {
  constexpr size_t kStepsLookedAt = 64;
  const size_t words = plan.step_words;
  const size_t begin = labels->size();
  labels->resize(begin + words * steps.size());
  uint64_t* out = labels->data() + begin;
  for (size_t i = 0; i < steps.size(); ++i, out += words) {
    const auto same_target = [&](const Step& other) {
      return std::invoke(target_of, other) == std::invoke(target_of, steps[i]);
    };
    // The states that share a fingerprint because of a SYMMETRY or VIEW may be labelled
    // differently.
    const size_t looked_at = plan.targets_differ ? 0 : std::min(i, kStepsLookedAt);
    size_t back = 1;
    while (back <= looked_at && !same_target(steps[i - back])) ++back;
    if (back <= looked_at) {
      std::copy_n(out - back * words, words, out);
    } else if (auto fault = explorer->LabelStep(steps[i].ordinal, {out, words})) {
      return LabellingFault{*std::move(fault), steps[i].ordinal};
    }
  }
  return std::nullopt;
}

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_LABEL_EXPANSION_H_

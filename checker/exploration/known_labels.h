// The labels of a step say something about two states, so a further way from one to the other has
// the same labels, and they need not be evaluated again.

#ifndef CHECKER_EXPLORATION_KNOWN_LABELS_H_
#define CHECKER_EXPLORATION_KNOWN_LABELS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace checker::exploration {

// `steps` are those of one state so far, `labels` holds `words` words for each step recorded, of
// these the last ones, and at the end the words of a step to `target` that are still to be filled.
// False: no step close by leads to the same target.
template <typename Step, typename Target, typename TargetOf>
bool CopyKnownLabels(std::span<const Step> steps, Target target, TargetOf target_of, size_t words,
                     std::vector<uint64_t>* labels) {
  constexpr size_t kStepsLookedAt = 64;
  for (size_t back = 1; back <= std::min(steps.size(), kStepsLookedAt); ++back) {
    if (std::invoke(target_of, steps[steps.size() - back]) != target) continue;
    const auto fresh = labels->end() - words;
    std::copy_n(fresh - back * words, words, fresh);
    return true;
  }
  return false;
}

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_KNOWN_LABELS_H_

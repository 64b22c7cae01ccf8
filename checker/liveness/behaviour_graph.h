// The explored part of a model as liveness sees it: states and steps with their labels, in a few
// bytes each.
//
// A state is a number (in the canonical order of the search) and a *kind*: the class of its state
// labels and the class of the labels of its stuttering step. Every state may stutter: that step is
// implied, never stored. Steps with the same target and the same labels are merged; the first one's
// ordinal is kept, so that the model can be asked for that very step again.
//
// Every state is reachable from an initial one: that is how a search finds it.
//
// The graph may be judged while it grows. A state is *expanded* once AddSteps was called for it;
// the others are known as targets only, and no behaviour may stay in them.
//
// Layout: each expanded state owns a run of bytes; each step is the zigzag varint of its target
// relative to the target before (the first: relative to the state itself), then a varint of its
// label class with one bit that says whether ordinals were skipped. Breadth-first order keeps
// targets close together: two to four bytes a step in practice.
//
// THREADS: one thread builds; const members may be called by any number of threads while nobody
// builds.

#ifndef CHECKER_LIVENESS_BEHAVIOUR_GRAPH_H_
#define CHECKER_LIVENESS_BEHAVIOUR_GRAPH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "checker/liveness/growing_array.h"
#include "checker/liveness/label_classes.h"

namespace checker::liveness {

using StateIndex = uint32_t;
inline constexpr uint32_t kStutterOrdinal = 0xffffffffu;

class BehaviourGraph {
 public:
  struct NewStep {
    StateIndex to = 0;
    uint32_t ordinal = 0;  // position among all the steps of the state; increasing
    LabelWords labels;
  };
  struct Step {
    StateIndex to = 0;
    uint32_t step_class = 0;             // class of its labels
    uint32_t ordinal = kStutterOrdinal;  // kStutterOrdinal: the implied stuttering step
    friend bool operator==(const Step&, const Step&) = default;
  };
  struct StateKind {
    uint32_t state_class = 0;
    uint32_t stutter_class = 0;  // class of the stuttering step's labels
    friend bool operator==(const StateKind&, const StateKind&) = default;
  };

  // Labels of a state and of a step, in 64-bit words: (number of predicates + 63) / 64.
  BehaviourGraph(size_t state_words, size_t step_words);

  // --- Building ---
  // The new state gets the number state_count().
  StateIndex AddState(bool initial);
  void Label(StateIndex state, LabelWords labels, LabelWords stutter_labels);
  StateIndex AddState(bool initial, LabelWords labels, LabelWords stutter_labels) {
    const StateIndex state = AddState(initial);
    Label(state, labels, stutter_labels);
    return state;
  }
  // All steps of state `from`, stuttering ones welcome.
  // REQUIRES: from == expanded_count(); it is labelled; every target was added; ordinals increase.
  void AddSteps(StateIndex from, std::span<const NewStep> steps) {
    BeginSteps(from);
    for (const NewStep& step : steps) AddStep(step);
    EndSteps();
  }
  // The same, one after the other.
  void BeginSteps(StateIndex from);
  void AddStep(const NewStep& step);
  void EndSteps();

  // --- Reading ---
  uint32_t state_count() const { return static_cast<uint32_t>(kind_of_.size()); }
  uint32_t expanded_count() const { return static_cast<uint32_t>(ends_.size()); }
  bool complete() const { return expanded_count() == state_count(); }
  uint64_t step_count() const { return step_count_; }  // merged, without the implied ones
  std::span<const StateIndex> initial_states() const { return initial_.From(0); }
  uint64_t MemoryBytes() const;

  // Of labelled states; all expanded ones are.
  uint32_t KindIndex(StateIndex state) const { return kind_of_[state]; }
  const StateKind& KindOf(StateIndex state) const { return kinds_[kind_of_[state]]; }
  std::span<const StateKind> kinds() const { return kinds_; }
  LabelWords StateLabels(StateIndex state) const {
    return state_classes_[KindOf(state).state_class];
  }
  const LabelClasses& state_classes() const { return state_classes_; }
  const LabelClasses& step_classes() const { return step_classes_; }

  // Calls visit(target, step class) for each stored step of an expanded state, in order; the
  // stuttering step is not among them.
  template <typename Visit>
  void ForEachStep(StateIndex from, Visit visit) const;
  // The same with ordinals, after the stuttering step.
  std::vector<Step> StepsOf(StateIndex from) const;

 private:
  static constexpr uint32_t kUnlabelled = 0xffffffffu;
  static constexpr uint32_t kBlock = 64;          // states that share a 64-bit base
  static constexpr uint32_t kSameStepLimit = 12;  // up to this many steps are compared in pairs

  uint64_t End(StateIndex state) const { return bases_[state / kBlock] + ends_[state]; }
  uint64_t Begin(StateIndex state) const { return state == 0 ? 0 : End(state - 1); }
  static uint64_t ReadVarint(const uint8_t*& at) {
    uint64_t value = *at++;
    if (value < 0x80) return value;
    value &= 0x7f;
    for (int shift = 7;; shift += 7) {
      const uint64_t byte = *at++;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  static uint32_t ApplyZigzag(uint32_t previous, uint64_t code) {
    return previous + static_cast<uint32_t>((code >> 1) ^ (~(code & 1) + 1));
  }
  uint32_t NumberOf(const StateKind& kind);
  bool IsDuplicate(const Step& step);

  LabelClasses state_classes_;
  LabelClasses step_classes_;
  absl::flat_hash_map<uint64_t, uint32_t> kind_numbers_;
  std::vector<StateKind> kinds_;
  std::array<uint32_t, 16> recent_kinds_{};
  GrowingArray<uint32_t> kind_of_;
  GrowingArray<StateIndex> initial_;
  GrowingArray<uint8_t> bytes_;
  GrowingArray<uint64_t> bases_;
  GrowingArray<uint32_t> ends_;  // of each expanded state's run, relative to its block's base
  uint64_t step_count_ = 0;
  // Of the state whose steps are being added: the stuttering step and those stored, and the ordinal
  // of the next if none is skipped.
  std::vector<Step> current_;
  absl::flat_hash_set<uint64_t> seen_;
  uint32_t next_ordinal_ = 0;
};

template <typename Visit>
void BehaviourGraph::ForEachStep(StateIndex from, Visit visit) const {
  const uint8_t* at = bytes_.data() + Begin(from);
  const uint8_t* const end = bytes_.data() + End(from);
  uint32_t target = from;
  while (at < end) {
    target = ApplyZigzag(target, ReadVarint(at));
    const uint64_t label = ReadVarint(at);
    if (label & 1) ReadVarint(at);
    visit(target, static_cast<uint32_t>(label >> 1));
  }
}

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_BEHAVIOUR_GRAPH_H_

#include "checker/liveness/behaviour_graph.h"

#include <algorithm>
#include <cassert>

namespace checker::liveness {

namespace {

uint64_t Zigzag(uint32_t from, uint32_t to) {
  const int64_t delta = int64_t{to} - int64_t{from};
  return (static_cast<uint64_t>(delta) << 1) ^ static_cast<uint64_t>(delta >> 63);
}

uint64_t Pair(uint32_t high, uint32_t low) { return uint64_t{high} << 32 | low; }

}  // namespace

BehaviourGraph::BehaviourGraph(size_t state_words, size_t step_words)
    : state_classes_(state_words), step_classes_(step_words) {}

StateIndex BehaviourGraph::AddState(bool initial, LabelWords labels, LabelWords stutter_labels) {
  const StateKind kind{state_classes_.Intern(labels), step_classes_.Intern(stutter_labels)};
  const StateIndex state = state_count();
  kind_of_.push_back(NumberOf(kind));
  if (initial) initial_.push_back(state);
  return state;
}

uint32_t BehaviourGraph::NumberOf(const StateKind& kind) {
  // Neighbours are mostly of one of few kinds.
  uint32_t& recent = recent_kinds_[kind.state_class % recent_kinds_.size()];
  if (recent < kinds_.size() && kinds_[recent] == kind) return recent;
  const auto [found, is_new] = kind_numbers_.try_emplace(Pair(kind.state_class, kind.stutter_class),
                                                         static_cast<uint32_t>(kinds_.size()));
  if (is_new) kinds_.push_back(kind);
  return recent = found->second;
}

bool BehaviourGraph::IsDuplicate(const std::vector<Step>& steps, const Step& step) {
  if (steps.size() <= kSameStepLimit) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& other) {
      return other.to == step.to && other.step_class == step.step_class;
    });
  }
  if (seen_.empty()) {
    for (const Step& other : steps) seen_.insert(Pair(other.to, other.step_class));
  }
  return !seen_.insert(Pair(step.to, step.step_class)).second;
}

void BehaviourGraph::AddSteps(StateIndex from, std::span<const NewStep> steps) {
  assert(from == expanded_count() && from < state_count());
  scratch_.clear();
  seen_.clear();
  scratch_.push_back({from, KindOf(from).stutter_class, kStutterOrdinal});
  for (const NewStep& step : steps) {
    assert(step.to < state_count());
    const Step stored{step.to, step_classes_.Intern(step.labels), step.ordinal};
    if (!IsDuplicate(scratch_, stored)) scratch_.push_back(stored);
  }
  uint32_t target = from;
  uint32_t ordinal = 0;
  for (const Step& step : std::span(scratch_).subspan(1)) {
    const uint32_t skipped = step.ordinal - ordinal;
    AppendVarint(Zigzag(target, step.to), &bytes_);
    AppendVarint(uint64_t{step.step_class} << 1 | (skipped != 0), &bytes_);
    if (skipped != 0) AppendVarint(skipped, &bytes_);
    target = step.to;
    ordinal = step.ordinal + 1;
  }
  step_count_ += scratch_.size() - 1;
  if (from % kBlock == 0) bases_.push_back(from == 0 ? 0 : End(from - 1));
  ends_.push_back(static_cast<uint32_t>(bytes_.size() - bases_.back()));
}

std::vector<BehaviourGraph::Step> BehaviourGraph::StepsOf(StateIndex from) const {
  std::vector<Step> steps = {{from, KindOf(from).stutter_class, kStutterOrdinal}};
  const uint8_t* at = bytes_.data() + Begin(from);
  const uint8_t* const end = bytes_.data() + End(from);
  uint32_t target = from;
  uint32_t ordinal = 0;
  while (at < end) {
    target = ApplyZigzag(target, ReadVarint(at));
    const uint64_t label = ReadVarint(at);
    if (label & 1) ordinal += static_cast<uint32_t>(ReadVarint(at));
    steps.push_back({target, static_cast<uint32_t>(label >> 1), ordinal++});
  }
  return steps;
}

uint64_t BehaviourGraph::MemoryBytes() const {
  return bytes_.size() + (kind_of_.size() + ends_.size()) * sizeof(uint32_t) +
         bases_.size() * sizeof(uint64_t) + kinds_.size() * sizeof(StateKind);
}

}  // namespace checker::liveness

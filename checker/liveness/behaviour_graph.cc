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

StateIndex BehaviourGraph::AddState(bool initial) {
  const StateIndex state = state_count();
  kind_of_.push_back(kUnlabelled);
  if (initial) initial_.push_back(state);
  return state;
}

void BehaviourGraph::Label(StateIndex state, LabelWords labels, LabelWords stutter_labels) {
  kind_of_[state] = NumberOf({state_classes_.Intern(labels), step_classes_.Intern(stutter_labels)});
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

bool BehaviourGraph::IsDuplicate(const Step& step) {
  if (current_.size() <= kSameStepLimit) {
    return std::any_of(current_.begin(), current_.end(), [&](const Step& other) {
      return other.to == step.to && other.step_class == step.step_class;
    });
  }
  if (seen_.empty()) {
    for (const Step& other : current_) seen_.insert(Pair(other.to, other.step_class));
  }
  return !seen_.insert(Pair(step.to, step.step_class)).second;
}

void BehaviourGraph::BeginSteps(StateIndex from) {
  assert(from == expanded_count() && from < state_count() && kind_of_[from] != kUnlabelled);
  if (from % kBlock == 0) bases_.push_back(bytes_.size());
  current_.clear();
  current_.push_back({from, KindOf(from).stutter_class, kStutterOrdinal});
  next_ordinal_ = 0;
}

void BehaviourGraph::AddStep(const NewStep& step) {
  assert(step.to < state_count());
  const Step stored{step.to, step_classes_.Intern(step.labels), step.ordinal};
  if (IsDuplicate(stored)) return;
  const uint32_t skipped = stored.ordinal - next_ordinal_;
  AppendVarint(Zigzag(current_.back().to, stored.to), &bytes_);
  AppendVarint(uint64_t{stored.step_class} << 1 | (skipped != 0), &bytes_);
  if (skipped != 0) AppendVarint(skipped, &bytes_);
  next_ordinal_ = stored.ordinal + 1;
  current_.push_back(stored);
}

void BehaviourGraph::EndSteps() {
  step_count_ += current_.size() - 1;
  ends_.push_back(static_cast<uint32_t>(bytes_.size() - bases_.back()));
  if (current_.size() > kSameStepLimit) seen_.clear();
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

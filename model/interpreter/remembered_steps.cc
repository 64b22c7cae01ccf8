#include "model/interpreter/remembered_steps.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace model::interpreter {
namespace {

// A group is split up if it wasn't known more often than once in so many times.
constexpr uint32_t kTimesPerMiss = 16;
// Groups are split up when the contest was lost so often; all is given up after so many losses.
constexpr uint32_t kLossesBeforeSplit = 2;
constexpr uint32_t kMostLosses = 3;

}  // namespace

void SharedSteps::MakePlan(const std::function<StepPlan()>& make) {
  const std::lock_guard lock(mutex_);
  if (!plans_.empty()) return;
  plans_.push_back(std::make_unique<const StepPlan>(make()));
  plan_.store(plans_.back().get(), std::memory_order_release);
}

void SharedSteps::Revise(const StepPlan* used, const std::vector<bool>& rare) {
  const std::lock_guard lock(mutex_);
  const uint32_t losses = contest.losses();
  if (used != plan() || losses == losses_.load(std::memory_order_relaxed)) return;
  losses_.store(losses, std::memory_order_relaxed);
  StepPlan revised;  // all is given up
  if (losses < kMostLosses) {
    if (losses != kLossesBeforeSplit) return;
    revised = SplitGroups(*used, rare);
    if (revised.groups.size() == used->groups.size()) return;
    contest.StartAnew();
  }
  plans_.push_back(std::make_unique<const StepPlan>(std::move(revised)));
  plan_.store(plans_.back().get(), std::memory_order_release);
}

bool RememberedSteps::Begin(Bytes parent) {
  if (!always_ && contestant_.Next() == Contest::Way::kOld) return false;
  parent_ = parent;
  if (!plan_->layout->Find(parent, ranges_.data())) return false;
  // Everything is looked for at once, so that one cache miss overlaps with the next.
  keys_.Clear();
  for (size_t i = 0; i < plan_->groups.size(); ++i) Ask(plan_->groups[i], &questions_[i]);
  for (const Question& question : questions_) records_.Prefetch(question.hash);
  for (const Question& question : questions_) records_.PrefetchRecord(question.hash);
  return true;
}

const states::ByteRange* RememberedSteps::RangesIn(Bytes state) {
  return plan_->layout->Find(state, other_ranges_.data()) ? other_ranges_.data() : nullptr;
}

void RememberedSteps::VariableOffsets(uint32_t* offsets) const {
  for (const uint32_t part : plan_->variables) *offsets++ = ranges_[part].begin;
  *offsets = static_cast<uint32_t>(parent_.size());
}

// The group's number, then the parts' bytes, which say themselves where they end.
void RememberedSteps::Ask(const StepPlan::Group& group, Question* question) {
  question->key_begin = static_cast<uint32_t>(keys_.size());
  keys_.Append(reinterpret_cast<const uint8_t*>(&group.number), sizeof(group.number));
  for (const uint32_t part : group.reads) {
    const states::ByteRange range = ranges_[part];
    keys_.Append(parent_.data() + range.begin, range.end - range.begin);
  }
  question->key_end = static_cast<uint32_t>(keys_.size());
  question->hash = SharedRecords::HashOf(KeyOf(*question));
}

std::optional<RememberedSteps::Steps> RememberedSteps::Find(size_t group) {
  const Question& question = questions_[group];
  ++counts_[group].asked;
  const auto known = records_.Find(question.hash, KeyOf(question));
  if (known) return StepsIn(*known);
  ++counts_[group].missed;
  return std::nullopt;
}

RememberedSteps::Steps RememberedSteps::StepsIn(SharedRecords::Reader::Content content) {
  Steps steps{content.data(), 0};
  std::memcpy(&steps.left, content.data(), sizeof(steps.left));
  steps.next += sizeof(steps.left);
  return steps;
}

// To record_. False: the successor isn't the parent with other bytes for what the group writes.
bool RememberedSteps::AppendStep(const StepPlan::Group& group, const Successor& successor) {
  if (!plan_->layout->Find(successor.bytes, other_ranges_.data())) return false;
  const uint8_t* const now = successor.bytes.data();
  const uint8_t not_marked = 0;
  record_.Append(&not_marked, 1);
  const size_t head_at = record_.size();
  StepHead head{static_cast<uint16_t>(successor.action), 0};
  record_.Append(reinterpret_cast<const uint8_t*>(&head), sizeof(head));
  uint32_t checked = 0, checked_now = 0;
  const auto are_equal = [&](uint32_t end, uint32_t end_now) {
    return end - checked == end_now - checked_now &&
           std::memcmp(parent_.data() + checked, now + checked_now, end - checked) == 0;
  };
  for (const uint32_t part : group.writes) {
    const states::ByteRange range = ranges_[part], range_now = other_ranges_[part];
    if (!are_equal(range.begin, range_now.begin)) return false;
    checked = range.end;
    checked_now = range_now.end;
    const Bytes bytes = successor.bytes.subspan(range_now.begin, range_now.end - range_now.begin);
    const Bytes old = parent_.subspan(range.begin, range.end - range.begin);
    if (std::equal(bytes.begin(), bytes.end(), old.begin(), old.end())) continue;
    if (bytes.size() > UINT16_MAX) return false;
    const WriteHead write{static_cast<uint16_t>(part), static_cast<uint16_t>(bytes.size())};
    record_.Append(reinterpret_cast<const uint8_t*>(&write), sizeof(write));
    record_.Append(bytes.data(), bytes.size());
    ++head.writes;
  }
  record_.Overwrite(head_at, reinterpret_cast<const uint8_t*>(&head), sizeof(head));
  return are_equal(static_cast<uint32_t>(parent_.size()),
                   static_cast<uint32_t>(successor.bytes.size()));
}

std::optional<RememberedSteps::Steps> RememberedSteps::Note(size_t group,
                                                            std::span<const Successor> successors) {
  const Question& question = questions_[group];
  const auto steps = static_cast<uint32_t>(successors.size());
  record_.Clear();
  record_.Append(reinterpret_cast<const uint8_t*>(&steps), sizeof(steps));
  for (const Successor& successor : successors) {
    if (!AppendStep(plan_->groups[group], successor)) return std::nullopt;
  }
  const auto kept = records_.Add(question.hash, KeyOf(question), {record_.data(), record_.size()});
  if (!kept) return std::nullopt;
  return StepsIn(*kept);
}

// Goes past the mark and the head of the next step, which is one less to come then.
RememberedSteps::StepHead RememberedSteps::TakeHead(Steps* steps) {
  StepHead head;
  std::memcpy(&head, ++steps->next, sizeof(head));
  steps->next += sizeof(head);
  --steps->left;
  return head;
}

void RememberedSteps::Skip(Steps* steps) {
  const StepHead head = TakeHead(steps);
  for (uint32_t i = 0; i < head.writes; ++i) {
    WriteHead write;
    std::memcpy(&write, steps->next, sizeof(write));
    steps->next += sizeof(write) + write.size;
  }
}

bool RememberedSteps::IsMarked(uint8_t* step) {
  return std::atomic_ref<uint8_t>(*step).load(std::memory_order_relaxed) != 0;
}

void RememberedSteps::Mark(uint8_t* step) {
  std::atomic_ref<uint8_t>(*step).store(1, std::memory_order_relaxed);
}

uint32_t RememberedSteps::Append(Steps* steps, states::ByteWriter* bytes,
                                 values::OwnLinesVector<uint32_t>* ends) const {
  const std::vector<uint32_t>& variables = plan_->variables;
  uint32_t at = 0;
  size_t variable = 0;
  // Where what stands at `from` in the parent goes to, up to the next part that is written.
  uint32_t shift = static_cast<uint32_t>(bytes->size());
  const auto append_until = [&](uint32_t from) {
    bytes->Append(parent_.data() + at, from - at);
    for (; variable < variables.size() && ranges_[variables[variable]].end <= from; ++variable)
      ends->push_back(ranges_[variables[variable]].end + shift);
  };
  const StepHead head = TakeHead(steps);
  for (uint32_t i = 0; i < head.writes; ++i) {
    WriteHead write;
    std::memcpy(&write, steps->next, sizeof(write));
    steps->next += sizeof(write);
    const states::ByteRange range = ranges_[write.part];
    append_until(range.begin);
    bytes->Append(steps->next, write.size);
    steps->next += write.size;
    at = range.end;
    shift += write.size - (range.end - range.begin);
  }
  append_until(static_cast<uint32_t>(parent_.size()));
  return head.action;
}

void RememberedSteps::WritesOf(const uint8_t* step, std::vector<Write>* writes) {
  writes->clear();
  StepHead head;
  std::memcpy(&head, ++step, sizeof(head));
  step += sizeof(head);
  for (uint32_t i = 0; i < head.writes; ++i) {
    WriteHead write;
    std::memcpy(&write, step, sizeof(write));
    step += sizeof(write);
    writes->push_back({write.part, {step, write.size}});
    step += write.size;
  }
}

bool RememberedSteps::Trim() {
  const StepPlan* const plan = shared_->plan();
  const bool is_new = plan != plan_;
  if (is_new) Follow(plan);
  if (!is_planned()) return is_new;
  records_.Trim();
  if (shared_->needs_revision()) Revise();
  return is_new;
}

void RememberedSteps::Revise() {
  std::vector<bool> rare;
  for (size_t i = 0; i < counts_.size(); ++i) {
    const StepPlan::Group& group = plan_->groups[i];
    rare.push_back(counts_[i].missed > counts_[i].asked / kTimesPerMiss &&
                   group.end - group.begin > 1);
    counts_[i] = {};
  }
  shared_->Revise(plan_, rare);
}

void RememberedSteps::Follow(const StepPlan* plan) {
  plan_ = plan;
  if (!is_planned()) {
    records_.Leave();
    return;
  }
  ranges_.resize(plan->paths.size());
  other_ranges_.resize(plan->paths.size());
  questions_.assign(plan->groups.size(), Question());
  counts_.assign(plan->groups.size(), Count());
  contestant_.Drop();
}

}  // namespace model::interpreter

#include "model/interpreter/remembered_steps.h"

#include <algorithm>
#include <cstring>

#include "model/interpreter/state_fingerprint.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

// A group is split up if it wasn't known more often than once in so many times.
constexpr uint32_t kTimesPerMiss = 16;
// Groups are split up when the contest was lost so often; all is given up after so many losses.
constexpr uint32_t kLossesBeforeSplit = 2;
constexpr uint32_t kMostLosses = 3;

// Whether an action is looked up together with those before it: they read much of what it reads.
bool AreAlike(const std::vector<states::PartPath>& group,
              const std::vector<states::PartPath>& action) {
  const auto is_shared = [&](const states::PartPath& path) {
    return path.size() > 1 && std::binary_search(group.begin(), group.end(), path);
  };
  const auto shared = static_cast<size_t>(std::count_if(action.begin(), action.end(), is_shared));
  return shared > 0 && 2 * shared >= std::min(group.size(), action.size());
}

}  // namespace

void RememberedSteps::Plan(Machine& machine, std::span<const Instance> actions,
                           std::span<const states::PartPath> more, const Value* sample,
                           Bytes sample_bytes) {
  footprints_.clear();
  paths_.assign(more.begin(), more.end());
  for (uint32_t v = 0; v < machine.variable_count; ++v) paths_.push_back({v});
  for (const auto& [action, presets] : actions) {
    std::optional<Footprint> footprint = FootprintOf(machine, {&action, 1}, presets, sample);
    if (!footprint) return;
    paths_.insert(paths_.end(), footprint->reads.begin(), footprint->reads.end());
    footprints_.push_back(*std::move(footprint));
  }
  std::sort(paths_.begin(), paths_.end());
  paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
  if (paths_.size() > kMostNumber || actions.size() > kMostNumber) return;
  layout_.emplace(paths_, machine.variable_count, sample_bytes);
  for (uint32_t v = 0; v < machine.variable_count; ++v) variables_.push_back(NumberOf({v}));
  ranges_.resize(paths_.size());
  other_ranges_.resize(paths_.size());
  MakeGroups();
}

uint32_t RememberedSteps::NumberOf(const states::PartPath& path) const {
  return static_cast<uint32_t>(std::lower_bound(paths_.begin(), paths_.end(), path) -
                               paths_.begin());
}

void RememberedSteps::MakeGroups() {
  const auto count = static_cast<uint32_t>(footprints_.size());
  for (uint32_t begin = 0, end = 0; begin < count; begin = end) {
    std::vector<states::PartPath> reads = footprints_[begin].reads;
    states::Tidy(&reads);
    for (end = begin + 1; end < count && AreAlike(reads, footprints_[end].reads); ++end) {
      reads.insert(reads.end(), footprints_[end].reads.begin(), footprints_[end].reads.end());
      states::Tidy(&reads);
    }
    groups_.push_back(NewGroup(begin, end));
  }
}

RememberedSteps::Group RememberedSteps::NewGroup(uint32_t begin, uint32_t end) {
  std::vector<states::PartPath> reads, writes;
  for (uint32_t action = begin; action < end; ++action) {
    const Footprint& footprint = footprints_[action];
    reads.insert(reads.end(), footprint.reads.begin(), footprint.reads.end());
    writes.insert(writes.end(), footprint.writes.begin(), footprint.writes.end());
  }
  states::Tidy(&reads);
  states::Tidy(&writes);
  Group group;
  group.number = groups_made_++;
  group.actions = {begin, end};
  for (const states::PartPath& path : reads) group.reads.push_back(NumberOf(path));
  for (const states::PartPath& path : writes) group.writes.push_back(NumberOf(path));
  return group;
}

bool RememberedSteps::Begin(Bytes parent) {
  if (!always_ && contest_.Next() == Contest::Way::kOld) return false;
  parent_ = parent;
  if (!layout_->Find(parent, ranges_.data())) return false;
  // Everything is looked for at once, so that one cache miss overlaps with the next.
  keys_.Clear();
  questions_.resize(groups_.size());
  for (size_t i = 0; i < groups_.size(); ++i) Ask(groups_[i], &questions_[i]);
  if (entries_.empty()) return true;
  const size_t mask = entries_.size() - 1;
  for (const Question& question : questions_) __builtin_prefetch(&entries_[question.hash & mask]);
  for (const Question& question : questions_) {
    const Entry& entry = entries_[question.hash & mask];
    if (entry.hash == question.hash && entry.record != nullptr) __builtin_prefetch(entry.record);
  }
  return true;
}

const states::ByteRange* RememberedSteps::RangesIn(Bytes state) {
  return layout_->Find(state, other_ranges_.data()) ? other_ranges_.data() : nullptr;
}

void RememberedSteps::VariableOffsets(uint32_t* offsets) const {
  for (const uint32_t part : variables_) *offsets++ = ranges_[part].begin;
  *offsets = static_cast<uint32_t>(parent_.size());
}

// The group's number, then the parts' bytes, which say themselves where they end.
void RememberedSteps::Ask(const Group& group, Question* question) {
  question->key_begin = static_cast<uint32_t>(keys_.size());
  keys_.Append(reinterpret_cast<const uint8_t*>(&group.number), sizeof(group.number));
  for (const uint32_t part : group.reads) {
    const states::ByteRange range = ranges_[part];
    keys_.Append(parent_.data() + range.begin, range.end - range.begin);
  }
  question->key_end = static_cast<uint32_t>(keys_.size());
  const Bytes key = KeyOf(*question);
  question->hash = HashBytes(key.data(), key.size(), 64).low;
}

std::optional<RememberedSteps::Steps> RememberedSteps::Find(size_t number) {
  Group& group = groups_[number];
  const Question& question = questions_[number];
  ++group.asked;
  if (!entries_.empty()) {
    const Entry& entry = entries_[question.hash & (entries_.size() - 1)];
    if (entry.hash == question.hash && entry.record != nullptr) {
      const Record& record = *entry.record;
      const Bytes key = KeyOf(question);
      if (record.key_size == key.size() && std::memcmp(record.key(), key.data(), key.size()) == 0) {
        return Steps{record.key() + record.key_size, record.steps};
      }
    }
  }
  ++group.missed;
  return std::nullopt;
}

// To record_. False: the successor isn't the parent with other bytes for what the group writes.
bool RememberedSteps::AppendStep(const Group& group, const Successor& successor) {
  if (!layout_->Find(successor.bytes, other_ranges_.data())) return false;
  const uint8_t* const now = successor.bytes.data();
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
    if (bytes.size() > kMostNumber) return false;
    const WriteHead write{static_cast<uint16_t>(part), static_cast<uint16_t>(bytes.size())};
    record_.Append(reinterpret_cast<const uint8_t*>(&write), sizeof(write));
    record_.Append(bytes.data(), bytes.size());
    ++head.writes;
  }
  record_.Overwrite(head_at, reinterpret_cast<const uint8_t*>(&head), sizeof(head));
  return are_equal(static_cast<uint32_t>(parent_.size()),
                   static_cast<uint32_t>(successor.bytes.size()));
}

void RememberedSteps::Note(size_t number, std::span<const Successor> successors) {
  if (heap_->used_bytes() >= kMostBytes) return;
  const Question& question = questions_[number];
  const Bytes key = KeyOf(question);
  const Record record{static_cast<uint32_t>(key.size()), static_cast<uint32_t>(successors.size())};
  record_.Clear();
  record_.Append(reinterpret_cast<const uint8_t*>(&record), sizeof(record));
  record_.Append(key.data(), key.size());
  for (const Successor& successor : successors) {
    if (!AppendStep(groups_[number], successor)) return;
  }
  void* const kept = heap_->Allocate(record_.size());
  std::memcpy(kept, record_.data(), record_.size());
  Enter({question.hash, static_cast<const Record*>(kept)});
}

void RememberedSteps::Enter(const Entry& entry) {
  if (entered_ * 2 >= entries_.size() && entries_.size() < kMostEntries) {
    decltype(entries_) smaller(std::max(kFirstEntries, entries_.size() * 4));
    smaller.swap(entries_);
    for (const Entry& old : smaller) {
      if (old.record != nullptr) entries_[old.hash & (entries_.size() - 1)] = old;
    }
  }
  entries_[entry.hash & (entries_.size() - 1)] = entry;
  ++entered_;
}

uint32_t RememberedSteps::Append(Steps* steps, states::ByteWriter* bytes,
                                 values::OwnLinesVector<uint32_t>* ends) const {
  uint32_t at = 0;
  size_t variable = 0;
  // Where what stands at `from` in the parent goes to, up to the next part that is written.
  uint32_t shift = static_cast<uint32_t>(bytes->size());
  const auto append_until = [&](uint32_t from) {
    bytes->Append(parent_.data() + at, from - at);
    for (; variable < variables_.size() && ranges_[variables_[variable]].end <= from; ++variable)
      ends->push_back(ranges_[variables_[variable]].end + shift);
  };
  StepHead head;
  std::memcpy(&head, steps->next, sizeof(head));
  steps->next += sizeof(head);
  --steps->left;
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
  std::memcpy(&head, step, sizeof(head));
  step += sizeof(head);
  for (uint32_t i = 0; i < head.writes; ++i) {
    WriteHead write;
    std::memcpy(&write, step, sizeof(write));
    step += sizeof(write);
    writes->push_back({write.part, {step, write.size}});
    step += write.size;
  }
}

void RememberedSteps::Trim() {
  if (!is_planned()) return;
  if (heap_->used_bytes() >= kMostBytes) {
    std::fill(entries_.begin(), entries_.end(), Entry());
    entered_ = 0;
    heap_->Release({0, 0});
  }
  if (contest_.losses() == losses_) return;
  losses_ = contest_.losses();
  if (losses_ == kLossesBeforeSplit) SplitGroups();
  if (losses_ >= kMostLosses) {
    groups_.clear();
    entries_ = {};
    heap_.reset();
  }
}

void RememberedSteps::SplitGroups() {
  std::vector<Group> split;
  for (Group& group : groups_) {
    const auto [begin, end] = group.actions;
    if (group.missed <= group.asked / kTimesPerMiss || end - begin == 1) {
      split.push_back(std::move(group));
      split.back().asked = split.back().missed = 0;
    } else {
      for (uint32_t action = begin; action < end; ++action)
        split.push_back(NewGroup(action, action + 1));
    }
  }
  const bool is_the_same = split.size() == groups_.size();
  groups_ = std::move(split);
  if (!is_the_same) contest_.StartAnew();
}

}  // namespace model::interpreter

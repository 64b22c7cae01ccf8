#include "checker/exploration/parent_log.h"

#include <algorithm>

namespace checker::exploration {

void ParentLog::Extend(uint64_t states) {
  size_ += states;
  while (blocks_.size() * kBlockStates < size_) {
    blocks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(kBlockStates));
  }
}

void ParentLog::Set(uint64_t state, const Origin& origin) {
  const uint64_t parent = std::min(NumberOf(origin.parent), kInitial);
  const uint64_t ordinal = std::min(origin.ordinal, kLargeOrdinal);
  blocks_[state / kBlockStates][state % kBlockStates] = parent << kOrdinalBits | ordinal;
  if (ordinal != kLargeOrdinal) return;
  std::lock_guard<std::mutex> lock(large_mutex_);
  large_[state] = origin.ordinal;
}

ParentLog::Origin ParentLog::Get(StateIndex state) const {
  const uint64_t number = NumberOf(state);
  const uint64_t word = blocks_[number / kBlockStates][number % kBlockStates];
  Origin origin;
  origin.parent = word >> kOrdinalBits == kInitial ? kNoState : StateIndex{word >> kOrdinalBits};
  origin.ordinal = word & kLargeOrdinal;
  if (origin.ordinal == kLargeOrdinal) origin.ordinal = large_.at(number);
  return origin;
}

}  // namespace checker::exploration

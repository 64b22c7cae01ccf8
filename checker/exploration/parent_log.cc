#include "checker/exploration/parent_log.h"

namespace checker::exploration {

void ParentLog::Extend(uint64_t states, StateIndex first_parent) {
  size_ += states;
  while (blocks_.size() * kBlockStates < size_) {
    blocks_.push_back(std::make_unique_for_overwrite<Block>());
    blocks_.back()->first_parent = NumberOf(first_parent);
  }
}

uint32_t ParentLog::EntryFor(const Block& block, const Origin& origin) {
  if (origin.parent == kNoState) {
    return origin.ordinal < kElsewhere - kInitial ? kInitial | static_cast<uint32_t>(origin.ordinal)
                                                  : kElsewhere;
  }
  // Wraps around if the parent comes before, or if the block began with initial states.
  const uint64_t distance = NumberOf(origin.parent) - block.first_parent;
  if (distance >= kDistances || origin.ordinal >= kOrdinals) return kElsewhere;
  return static_cast<uint32_t>(origin.ordinal << kDistanceBits | distance);
}

void ParentLog::Set(uint64_t state, const Origin& origin) {
  Block& block = *blocks_[state / kBlockStates];
  const uint32_t entry = EntryFor(block, origin);
  block.entries[state % kBlockStates] = entry;
  if (entry != kElsewhere) return;
  std::lock_guard<std::mutex> lock(elsewhere_mutex_);
  elsewhere_[state] = origin;
}

ParentLog::Origin ParentLog::Get(StateIndex state) const {
  const uint64_t number = NumberOf(state);
  const Block& block = *blocks_[number / kBlockStates];
  const uint32_t entry = block.entries[number % kBlockStates];
  if (entry == kElsewhere) return elsewhere_.at(number);
  if ((entry & kInitial) != 0) return {kNoState, entry & ~kInitial};
  return {StateIndex{block.first_parent + entry % kDistances}, entry >> kDistanceBits};
}

}  // namespace checker::exploration

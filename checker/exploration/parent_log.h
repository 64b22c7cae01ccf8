// How each stored state was first reached: its parent's number, and which of the parent's steps it
// was. Eight bytes a state, enough to rebuild any shortest path by replay.

#ifndef CHECKER_EXPLORATION_PARENT_LOG_H_
#define CHECKER_EXPLORATION_PARENT_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "checker/exploration/state_index.h"

namespace checker::exploration {

class ParentLog {
 public:
  struct Origin {
    StateIndex parent = kNoState;  // kNoState: an initial state
    uint64_t ordinal = 0;          // position in the batch of Expand, or of Initial
  };

  uint64_t size() const { return size_; }
  uint64_t memory_bytes() const { return blocks_.size() * kBlockStates * sizeof(uint64_t); }

  void Append(const Origin& origin) {
    Extend(1);
    Set(size_ - 1, origin);
  }
  // Adds states whose origins Set gives.
  void Extend(uint64_t states);
  // THREADS: any number, for different states.
  void Set(uint64_t state, const Origin& origin);
  Origin Get(StateIndex state) const;

 private:
  static constexpr uint64_t kBlockStates = uint64_t{1} << 16;
  // A parent's number has 40 bits, an ordinal 24. The largest parent says "initial", the largest
  // ordinal "look in large_".
  static constexpr int kOrdinalBits = 24;
  static constexpr uint64_t kLargeOrdinal = (uint64_t{1} << kOrdinalBits) - 1;
  static constexpr uint64_t kInitial = (uint64_t{1} << (64 - kOrdinalBits)) - 1;

  std::vector<std::unique_ptr<uint64_t[]>> blocks_;
  uint64_t size_ = 0;
  std::mutex large_mutex_;
  std::unordered_map<uint64_t, uint64_t> large_;  // state -> ordinal
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_PARENT_LOG_H_

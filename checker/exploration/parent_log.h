// How each stored state was first reached: its parent's number, and which of the parent's steps it
// was. Four bytes a state, enough to rebuild any shortest path by replay.
//
// A breadth-first search numbers states in the order of their parents, so those of a block have
// their parents close together, and an entry says how far its parent is from the block's first.
// What an entry has no room for is kept on the side.

#ifndef CHECKER_EXPLORATION_PARENT_LOG_H_
#define CHECKER_EXPLORATION_PARENT_LOG_H_

#include <array>
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
  uint64_t memory_bytes() const { return blocks_.size() * sizeof(Block); }

  void Append(const Origin& origin) {
    Extend(1, origin.parent);
    Set(size_ - 1, origin);
  }
  // Adds states whose origins Set gives; none should have a parent before `first_parent`.
  void Extend(uint64_t states, StateIndex first_parent);
  // THREADS: any number, for different states.
  void Set(uint64_t state, const Origin& origin);
  Origin Get(StateIndex state) const;

 private:
  static constexpr uint64_t kBlockStates = 1024;
  // An entry is the distance of the parent and 15 bits of ordinal; or, marked by the highest bit,
  // 31 bits of an initial state's ordinal; or kElsewhere.
  static constexpr int kDistanceBits = 16;
  static constexpr uint64_t kDistances = uint64_t{1} << kDistanceBits;
  static constexpr uint64_t kOrdinals = uint64_t{1} << (31 - kDistanceBits);
  static constexpr uint32_t kInitial = uint32_t{1} << 31;
  static constexpr uint32_t kElsewhere = 0xffffffff;

  struct Block {
    uint64_t first_parent;
    std::array<uint32_t, kBlockStates> entries;
  };
  static uint32_t EntryFor(const Block& block, const Origin& origin);

  std::vector<std::unique_ptr<Block>> blocks_;
  uint64_t size_ = 0;
  std::mutex elsewhere_mutex_;
  std::unordered_map<uint64_t, Origin> elsewhere_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_PARENT_LOG_H_

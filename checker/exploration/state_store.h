// All that a search remembers about states: fingerprints of all, how each was reached, and the
// bytes of those not yet expanded.

#ifndef CHECKER_EXPLORATION_STATE_STORE_H_
#define CHECKER_EXPLORATION_STATE_STORE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "checker/exploration/fingerprint_set.h"
#include "checker/exploration/frontier.h"
#include "checker/exploration/parent_log.h"
#include "checker/exploration/process_usage.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_index.h"

namespace checker::exploration {

class StateStore {
 public:
  explicit StateStore(const SearchPlan& plan)
      : set({.wide = plan.options.fingerprint_bits > 64, .numbered = plan.record_graph}),
        limit_bytes_(plan.options.max_memory_bytes),
        numbered_(plan.record_graph),
        keep_states_(plan.keep_states) {
    archive.Reset(0);
    next.Reset(0);
  }

  uint64_t distinct() const { return log.size(); }
  uint64_t memory_bytes() const { return set.memory_bytes() + log.memory_bytes(); }

  enum class Room { kEnough, kLimitReached, kNoMemory };
  // Makes room for `more` states in the fingerprint set.
  Room Reserve(uint64_t more, parallel::WorkerPool* pool) {
    const uint64_t growth = set.BytesToGrow(more);
    if (growth == 0) return Room::kEnough;
    if (limit_bytes_ != 0 && CurrentMemoryBytes() + growth > limit_bytes_)
      return Room::kLimitReached;
    // Keep a little for everything else: a process that the system kills tells nobody what it
    // found.
    if (CurrentMemoryBytes() + growth > PhysicalMemoryBytes() / 16 * 15) return Room::kNoMemory;
    return set.Reserve(more, pool) ? Room::kEnough : Room::kNoMemory;
  }

  // Stores a state whose fingerprint was new.
  StateIndex Add(FingerprintSet::Slot slot, model::transitions::StateBytes bytes,
                 const ParentLog::Origin& origin, uint32_t action) {
    const uint64_t number = log.size();
    log.Append(origin);
    next.Append(bytes);
    if (numbered_) set.SetNumber(slot, number);
    if (keep_states_) {
      archive.Append(bytes);
      archive_actions.push_back(action);
    }
    return StateIndex{number};
  }

  // The level that was found becomes the one to expand.
  void NextLevel() {
    std::swap(current, next);
    next.Reset(log.size());
  }

  FingerprintSet set;
  ParentLog log;
  Frontier current;  // being expanded
  Frontier next;     // found
  // Every state and the action that led to it, for models that can't be replayed.
  Frontier archive;
  std::vector<uint32_t> archive_actions;

 private:
  uint64_t limit_bytes_;
  bool numbered_;
  bool keep_states_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_STATE_STORE_H_

// Counts of steps by action, kept by each worker on its own and added up when a round is accepted.

#ifndef CHECKER_EXPLORATION_TALLY_H_
#define CHECKER_EXPLORATION_TALLY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "checker/parallel/cache_line.h"

namespace checker::exploration {

class Tally {
 public:
  // Written for every step: shares no line with another worker's.
  struct alignas(parallel::kCacheLineBytes) Counts {
    uint64_t generated = 0;
    uint64_t distinct = 0;
    uint64_t enabled_states = 0;
    uint64_t last_state = ~uint64_t{0};  // from which the action was counted last
  };

  explicit Tally(size_t actions) : counts_(actions) {}

  uint64_t generated() const { return generated_; }
  const std::vector<Counts>& actions() const { return counts_; }

  // A step from the state with this number. Actions outside the table (initial states) count in the
  // total only.
  void CountStep(uint64_t from, uint32_t action) {
    ++generated_;
    if (action >= counts_.size()) return;
    Counts& counts = counts_[action];
    ++counts.generated;
    counts.enabled_states += counts.last_state != from;
    counts.last_state = from;
  }
  void CountGenerated(uint64_t steps) { generated_ += steps; }
  void CountDistinct(uint32_t action) {
    if (action < counts_.size()) ++counts_[action].distinct;
  }

  // Adds the other's counts, and sets them back to zero.
  void Take(Tally* other) {
    generated_ += other->generated_;
    for (size_t i = 0; i < counts_.size(); ++i) {
      counts_[i].generated += other->counts_[i].generated;
      counts_[i].distinct += other->counts_[i].distinct;
      counts_[i].enabled_states += other->counts_[i].enabled_states;
    }
    other->Clear();
  }
  void Clear() {
    generated_ = 0;
    counts_.assign(counts_.size(), Counts());
  }

 private:
  uint64_t generated_ = 0;
  std::vector<Counts> counts_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_TALLY_H_

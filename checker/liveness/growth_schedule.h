// When to judge a graph that still grows, so that a short violation of a large model is found
// early.
//
// Checks at sizes that multiply by eight cost, all together, a seventh of the check of the whole
// graph. Sizes are counted in expanded states, which arrive in canonical order: the violation found
// is the same for every number of workers.

#ifndef CHECKER_LIVENESS_GROWTH_SCHEDULE_H_
#define CHECKER_LIVENESS_GROWTH_SCHEDULE_H_

#include <cstdint>

namespace checker::liveness {

class GrowthSchedule {
 public:
  explicit GrowthSchedule(uint64_t first_states = 1 << 16) : next_(first_states) {}

  // How many states are expanded when CheckLiveness is to be called next.
  uint64_t next() const { return next_; }
  // It was called at next().
  void Advance() { next_ *= 8; }

 private:
  uint64_t next_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_GROWTH_SCHEDULE_H_

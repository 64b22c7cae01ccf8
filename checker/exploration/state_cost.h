// What it costs one worker to expand a state: whether a stretch is worth waking the others.
//
// Meant is processor time. On a machine that is busy with other work elapsed time may be a thousand
// times as much, and who believed it would wake the others for every state, and wait for them; but
// it is cheap to read. So elapsed time is taken unless it rises suddenly; then the next stretch is
// measured by processor time.

#ifndef CHECKER_EXPLORATION_STATE_COST_H_
#define CHECKER_EXPLORATION_STATE_COST_H_

#include <cstdint>

#include "checker/exploration/search_clock.h"

namespace checker::exploration {

class StateCost {
 public:
  bool known() const { return seconds_ > 0; }
  double seconds() const { return seconds_; }

  // Around a stretch of states that the calling thread expands.
  void Begin() { start_ = Now(); }
  void End(uint64_t states) {
    const double seconds = (Now() - start_) / static_cast<double>(states);
    doubts_ = !doubts_ && known() && seconds > kSuddenly * seconds_;
    if (!doubts_) seconds_ = seconds;
  }
  // Measured elsewhere, as processor time; 0: it couldn't be.
  void Set(double seconds) {
    if (seconds > 0) seconds_ = seconds;
  }

 private:
  static constexpr double kSuddenly = 4;

  double Now() const { return doubts_ ? ThreadSeconds() : clock_.Seconds(); }

  SearchClock clock_;
  double start_ = 0;
  double seconds_ = 0;
  bool doubts_ = false;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_STATE_COST_H_

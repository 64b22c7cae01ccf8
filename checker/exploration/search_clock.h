// Says, cheaply enough to be asked for every state, that about a millisecond has passed.

#ifndef CHECKER_EXPLORATION_SEARCH_CLOCK_H_
#define CHECKER_EXPLORATION_SEARCH_CLOCK_H_

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace checker::exploration {

// Processor time of the calling thread: unlike elapsed time it says what work costs, whatever else
// the machine does. COST: a system call.
inline double ThreadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

class SearchClock {
 public:
  SearchClock() : start_(Clock::now()), last_due_(start_) {}

  double Seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  // COST: a decrement; reads the time only as often as needed.
  bool Due() { return --countdown_ == 0 && Rearm(); }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr uint32_t kLongestPause = 4096;

  // Adapts how many calls make a millisecond.
  bool Rearm() {
    const Clock::time_point now = Clock::now();
    const bool late = now - last_due_ >= std::chrono::milliseconds(1);
    pause_ = late ? std::max<uint32_t>(pause_ / 2, 1) : std::min(pause_ * 2, kLongestPause);
    countdown_ = pause_;
    if (late) last_due_ = now;
    return late;
  }

  Clock::time_point start_;
  Clock::time_point last_due_;
  uint32_t pause_ = 1;
  uint32_t countdown_ = 1;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_SEARCH_CLOCK_H_

// Asks a running search to come to a clean end: set by a signal handler or another thread, read
// between states.

#ifndef CHECKER_PARALLEL_STOP_REQUEST_H_
#define CHECKER_PARALLEL_STOP_REQUEST_H_

#include <atomic>

namespace checker::parallel {

// THREADS: any, and signal handlers too.
class StopRequest {
 public:
  void Request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  static_assert(std::atomic<bool>::is_always_lock_free);
  std::atomic<bool> requested_{false};
};

}  // namespace checker::parallel

#endif  // CHECKER_PARALLEL_STOP_REQUEST_H_

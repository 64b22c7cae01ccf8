// Ends an evaluation from outside, in the middle of one state.
//
// A search looks at its limits between states. Where computing the steps of a single state, or an
// assumption, takes too long for that, whoever watches the run requests an interrupt; the model
// then stops at the next element that it comes to, with a Fault::Kind::kInterrupted.
//
// THREADS: any.

#ifndef MODEL_TRANSITIONS_INTERRUPT_H_
#define MODEL_TRANSITIONS_INTERRUPT_H_

#include <atomic>
#include <mutex>

namespace model::transitions {

class Interrupt {
 public:
  void Request() {
    std::lock_guard lock(mutex_);
    if (armed_) flag_.store(true, std::memory_order_relaxed);
  }
  // From now on requests count; none has been made.
  void Arm() {
    std::lock_guard lock(mutex_);
    armed_ = true;
    flag_.store(false, std::memory_order_relaxed);
  }
  // Nothing is interrupted any more: what was found is being written up.
  void Disarm() {
    std::lock_guard lock(mutex_);
    armed_ = false;
    flag_.store(false, std::memory_order_relaxed);
  }
  bool requested() const { return flag_.load(std::memory_order_relaxed); }
  // For who looks at it in an inner loop.
  const std::atomic<bool>* flag() const { return &flag_; }

 private:
  std::mutex mutex_;
  bool armed_ = true;
  std::atomic<bool> flag_{false};
};

}  // namespace model::transitions

#endif  // MODEL_TRANSITIONS_INTERRUPT_H_

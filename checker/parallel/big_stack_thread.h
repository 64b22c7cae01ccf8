// Threads with a stack large enough for a model's deepest recursion: a recursive operator 10,000
// calls deep costs the evaluator far more than the 8 MiB that a thread has by default. The stack is
// address space only; memory is used as it is touched.

#ifndef CHECKER_PARALLEL_BIG_STACK_THREAD_H_
#define CHECKER_PARALLEL_BIG_STACK_THREAD_H_

#include <pthread.h>

#include <cstddef>
#include <functional>

namespace checker::parallel {

inline constexpr size_t kBigStackBytes = size_t{1} << 30;

// A thread that runs `body` on a stack of kBigStackBytes (less where the system grants no such
// address space). REQUIRES: Join is called before destruction.
class BigStackThread {
 public:
  explicit BigStackThread(std::function<void()> body);
  ~BigStackThread();
  BigStackThread(const BigStackThread&) = delete;
  BigStackThread& operator=(const BigStackThread&) = delete;

  void Join();

 private:
  static void* Main(void* self);

  std::function<void()> body_;
  void* stack_ = nullptr;
  size_t stack_bytes_ = 0;
  pthread_t thread_{};
  bool joined_ = false;
};

// Runs `body` on a big stack and returns when it has finished. What it throws is thrown here.
void RunOnBigStack(std::function<void()> body);

// The bytes between the caller's frame and the end of the current thread's stack, whatever kind of
// thread it is.
size_t StackBytesLeft();

}  // namespace checker::parallel

#endif  // CHECKER_PARALLEL_BIG_STACK_THREAD_H_

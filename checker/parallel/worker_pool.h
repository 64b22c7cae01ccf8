// A fixed team of threads that run the same function side by side, phase after phase: the level
// barrier of a search.
//
// The thread that calls Run is worker 0, so a pool of one has no threads at all. The others start
// at the first Run and sleep between phases, after a short spin: a phase that follows at once costs
// no system call.

#ifndef CHECKER_PARALLEL_WORKER_POOL_H_
#define CHECKER_PARALLEL_WORKER_POOL_H_

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "checker/parallel/big_stack_thread.h"

namespace checker::parallel {

// THREADS: one thread owns the pool and calls Run.
class WorkerPool {
 public:
  explicit WorkerPool(uint32_t workers);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  uint32_t workers() const { return workers_; }

  // Calls `phase(w)` for each worker w, on its own thread, and returns when all have returned:
  // everything that they wrote is visible to the caller, and to every worker in the next phase. An
  // exception of a worker is thrown here.
  void Run(const std::function<void(uint32_t worker)>& phase);

 private:
  void Start();
  void Serve(uint32_t worker);
  void Perform(uint32_t worker);

  const uint32_t workers_;
  const bool may_spin_;
  std::vector<std::unique_ptr<BigStackThread>> threads_;
  const std::function<void(uint32_t)>* phase_ = nullptr;  // null: end
  std::atomic<uint32_t> phase_number_{0};
  std::atomic<uint32_t> busy_{0};
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

}  // namespace checker::parallel

#endif  // CHECKER_PARALLEL_WORKER_POOL_H_

// One explorer for each worker of a search, made on the worker's own thread when it is first asked
// for.

#ifndef CHECKER_EXPLORATION_WORKER_EXPLORERS_H_
#define CHECKER_EXPLORATION_WORKER_EXPLORERS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::exploration {

// THREADS: worker w asks for its own.
class WorkerExplorers {
 public:
  // Worker 0 uses `first`.
  WorkerExplorers(const model::transitions::TransitionSystem& system, uint32_t workers,
                  model::transitions::Explorer* first)
      : system_(system), first_(first), others_(workers) {}

  model::transitions::Explorer* Of(uint32_t worker) {
    if (worker == 0) return first_;
    if (others_[worker] == nullptr) others_[worker] = system_.NewExplorer();
    return others_[worker].get();
  }

 private:
  const model::transitions::TransitionSystem& system_;
  model::transitions::Explorer* const first_;
  std::vector<std::unique_ptr<model::transitions::Explorer>> others_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_WORKER_EXPLORERS_H_

// Says when a long search has to give up: on request, or at a deadline.
//
// THREADS: any number may ask; copies share the request.

#ifndef CHECKER_LIVENESS_INTERRUPTION_H_
#define CHECKER_LIVENESS_INTERRUPTION_H_

#include <chrono>
#include <optional>

#include "checker/parallel/stop_request.h"

namespace checker::liveness {

struct Interruption {
  const parallel::StopRequest* stop = nullptr;
  std::optional<std::chrono::steady_clock::time_point> deadline;

  // COST: a look at the clock; ask every few thousand states.
  bool due() const {
    return (stop != nullptr && stop->requested()) ||
           (deadline && std::chrono::steady_clock::now() >= *deadline);
  }
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_INTERRUPTION_H_

#include "checker/runs/cause_inquiry.h"

#include <algorithm>
#include <thread>

namespace checker::runs {

using Clock = std::chrono::steady_clock;

bool Inquiry::TimeIsUp() const {
  return (deadline && Clock::now() >= *deadline) ||
         (check->stop != nullptr && check->stop->requested());
}

uint32_t Inquiry::Workers() const {
  return check->workers != 0 ? check->workers : std::max(1u, std::thread::hardware_concurrency());
}

exploration::SearchOptions Inquiry::Limits() const {
  exploration::SearchOptions limits;
  limits.workers = Workers();
  limits.max_states = check->limits.max_states;
  limits.max_depth = check->limits.max_depth;
  limits.max_memory_bytes = check->limits.max_memory_bytes;
  limits.stop = check->stop;
  if (deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Clock::now());
    limits.max_time_ms = static_cast<uint64_t>(std::max<int64_t>(1, left.count()));
  }
  return limits;
}

liveness::LivenessOptions Inquiry::LivenessLimits() const {
  return {.interruption = {.stop = check->stop, .deadline = deadline},
          .workers = Workers(),
          .shortest_budget = 0};
}

void Inquiry::Phase(std::string_view phase) const {
  if (listener != nullptr) listener->OnPhase(phase);
}

}  // namespace checker::runs

// What a search is asked to do, and what it tells on the way.

#ifndef CHECKER_EXPLORATION_SEARCH_OPTIONS_H_
#define CHECKER_EXPLORATION_SEARCH_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "checker/parallel/stop_request.h"
#include "model/transitions/interrupt.h"

namespace checker::exploration {

struct SearchOptions {
  uint32_t workers = 1;

  // Limits; 0 = none. Reaching one with states left makes the verdict `incomplete`.
  uint64_t max_states = 0;  // distinct; the state being expanded is finished first
  uint64_t max_depth = 0;   // states of this level are stored and judged, but not expanded
  uint64_t max_time_ms = 0;
  uint64_t max_memory_bytes = 0;

  uint32_t fingerprint_bits = 64;      // or 128
  std::optional<bool> check_deadlock;  // overrides SystemInfo::check_deadlock
  bool judge_properties = true;        // false: explores only, for a sink
  bool continue_after_violation = false;
  size_t assumptions =
      0;  // how many were checked already: with none, and nothing else to check, a pass is vacuous

  // Random walks only.
  uint64_t seed = 0;
  uint64_t walk_depth = 100;  // states of one behaviour
  uint64_t max_walks = 0;     // 0 = until stopped

  const parallel::StopRequest* stop = nullptr;
  // What interrupts this search's model, if anything does; disarmed when the search is over.
  model::transitions::Interrupt* interrupt = nullptr;
  uint32_t progress_interval_ms = 1000;
};

// Figures of a running search.
struct Progress {
  uint64_t generated = 0;
  uint64_t distinct = 0;
  uint64_t left = 0;  // states stored and not yet expanded
  uint64_t depth = 0;
  uint64_t traces = 0;  // random walks
  double seconds = 0;
  double generated_per_second = 0;  // since the last report
  double distinct_per_second = 0;
  uint64_t memory_bytes = 0;
};

class SearchObserver {
 public:
  virtual ~SearchObserver() = default;
  // About every `progress_interval_ms`, from the thread that runs the search.
  virtual void OnProgress(const Progress& progress) = 0;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_SEARCH_OPTIONS_H_

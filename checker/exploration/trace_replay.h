// Rebuilds paths from the parent log: asks the model again for the steps of each state on the way
// and takes the recorded one.

#ifndef CHECKER_EXPLORATION_TRACE_REPLAY_H_
#define CHECKER_EXPLORATION_TRACE_REPLAY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "checker/exploration/breadth_first_search.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_index.h"
#include "checker/exploration/state_store.h"
#include "checker/results/results.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// The model didn't keep its promise of determinism, or this program is wrong.
class ReplayMismatch : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// One state of a path and the step into it.
struct PathState {
  uint32_t action = model::transitions::StepBatch::kInitialAction;
  std::vector<uint8_t> bytes;
};
using Path = std::vector<PathState>;

class TraceReplay {
 public:
  TraceReplay(const SearchPlan& plan, model::transitions::Explorer* explorer, StateStore* store)
      : plan_(plan), explorer_(explorer), store_(store) {}

  // The shortest path to a stored state. Throws ReplayMismatch.
  Path PathTo(StateIndex state);
  // The path to where something was discovered, its step included. Empty where an initial state
  // failed to come about.
  Path PathTo(const Discovery& discovery);

  // Goes on from the end of `path` along `steps`. False: no such steps from there.
  bool Follow(std::span<const PathStep> steps, Path* path);

  // `after_last`: the state that follows the last one, for models that print steps; null: the last
  // one again.
  results::Trace Describe(const Path& path, const PathState* after_last = nullptr);

 private:
  void Take(StateIndex state, uint64_t ordinal, Path* path);

  const SearchPlan& plan_;
  model::transitions::Explorer* const explorer_;
  StateStore* const store_;
  model::transitions::StepBatch batch_;
};

// The path as people see it; `after_last` as above.
results::Trace DescribePath(const model::transitions::SystemInfo& info, const Path& path,
                            const PathState* after_last, bool simulation,
                            model::transitions::Explorer* explorer);

// Adds the successor that lacks a variable, if that is what the fault is about.
void AppendUnfinished(const model::transitions::SystemInfo& info,
                      const model::transitions::Fault& fault, results::Trace* trace);

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_TRACE_REPLAY_H_

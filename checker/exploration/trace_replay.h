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
using PathState = model::transitions::BehaviourState;
using Path = std::vector<PathState>;

// The first `length` states of a path that stays as it is.
class PathPast final : public model::transitions::Past {
 public:
  PathPast(const Path& path, size_t length) : path_(path), length_(length) {}
  Path States() const override {
    return Path(path_.begin(), path_.begin() + static_cast<ptrdiff_t>(length_));
  }

 private:
  const Path& path_;
  size_t length_;
};

// The path to a stored state. REQUIRES: the search keeps its states: nothing is replayed.
class StoredPast final : public model::transitions::Past {
 public:
  StoredPast(const SearchPlan& plan, StateStore* store) : plan_(plan), store_(store) {}
  void EndAt(StateIndex state) { end_ = state; }
  Path States() const override;

 private:
  const SearchPlan& plan_;
  StateStore* const store_;
  StateIndex end_ = kNoState;
};

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
  bool IsStored(StateIndex state, const model::transitions::Fingerprint& fingerprint) const;
  bool HasLabels(const PathStep& step, size_t i);

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

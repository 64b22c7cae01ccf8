// Explores every state that a model can reach, breadth first, and judges it: invariants, action
// properties, deadlock.
//
// The answer, to the last count and byte, is the one of a sequential search with one
// first-in-first-out queue, whatever the number of workers; see breadth_first_search.cc for how.
//
// THREADS: one thread drives a search, and needs a big stack (parallel::RunOnBigStack) because
// models evaluate recursive operators on it. The search starts and ends its own workers.

#ifndef CHECKER_EXPLORATION_BREADTH_FIRST_SEARCH_H_
#define CHECKER_EXPLORATION_BREADTH_FIRST_SEARCH_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/search_options.h"
#include "checker/exploration/state_index.h"
#include "checker/results/results.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// One step of a path: the step with this position in Explorer::Expand's batch leads to this state.
struct PathStep {
  StateIndex to;
  uint32_t ordinal;
  // If given: only a step and a target with these labels will do.
  std::span<const uint64_t> step_labels = {};
  std::span<const uint64_t> target_labels = {};
};

class BreadthFirstSearch {
 public:
  // `observer` and `sink` may be null. A sink makes the search keep the number of each state (4
  // bytes a table slot), which ReplayLasso needs. All must outlive the search.
  BreadthFirstSearch(const model::transitions::TransitionSystem& system,
                     const SearchOptions& options, SearchObserver* observer = nullptr,
                     BehaviourSink* sink = nullptr);
  ~BreadthFirstSearch();

  // Runs to the end, once. Judges everything but temporal properties, whose entries in
  // Result::properties stay `incomplete`. The result's specification name is set; configuration,
  // assumptions and postconditions are the caller's.
  results::Result Run();

  // After Run: whether every reachable state was expanded (no violation, fault or limit stopped
  // it).
  bool complete() const;

  // After Run: the figures at its end, for TransitionSystem::CheckPostconditions.
  model::transitions::SearchFigures FinalFigures() const;

  // After Run: the shortest path to `state`, as a trace.
  results::Trace ReplayPath(StateIndex state);

  // After Run with a sink: the shortest path to `start`, then `stem`, then `loop`, whose last step
  // leads back to the state in which it begins (the last of the stem, or `start`). Sets loop_start
  // and loop_action; an empty loop makes the last state stutter for ever. Under SYMMETRY or VIEW a
  // stored state stands for a class, and the states on the way may be other members of the classes:
  // the steps are then found by their target. nullopt: no such path (can't happen without SYMMETRY
  // and VIEW). `closes`, if given: whether the last step leads back to that very state, and not to
  // another one of its class.
  std::optional<results::Trace> ReplayLasso(StateIndex start, std::span<const PathStep> stem,
                                            std::span<const PathStep> loop, bool* closes = nullptr);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_BREADTH_FIRST_SEARCH_H_

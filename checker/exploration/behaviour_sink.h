// Takes the state graph while a search explores it: for liveness, which judges it afterwards, and
// for dumps.
//
// The graph holds the states inside the constraints and the steps between them, every way of taking
// a step on its own. It is delivered in canonical order, the same for every number of workers:
//
//   OnState(s)                once for each stored state, s = 0, 1, 2, ...; the initial states
//                             first;
//   OnSteps(s, labels, steps) once for each expanded state, s = 0, 1, 2, ..., after OnState of
//                             every target of these steps.
//
// So when a state has steps 0 -> 1, 0 -> 0, 0 -> 2, the calls are OnState(0), OnState(1),
// OnState(2), OnSteps(0, ..., {1, 0, 2}). A state without steps (a deadlock, or all its steps leave
// the constraints) gets OnSteps(s, ..., {}). If the search stops early, the last states have no
// OnSteps; the state in which a discovery ended it has its steps up to that one, and labels that
// mean nothing. A state in which an interrupt ended it has none.
//
// THREADS: one call at a time; OnState of initial states from any worker, all else from the thread
// that runs the search. Spans are valid during the call only.
// COST: the search waits for the sink; keep it to appending.

#ifndef CHECKER_EXPLORATION_BEHAVIOUR_SINK_H_
#define CHECKER_EXPLORATION_BEHAVIOUR_SINK_H_

#include <cstdint>
#include <span>

#include "checker/exploration/state_index.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

class BehaviourSink {
 public:
  struct State {
    StateIndex index;
    bool initial;
    model::transitions::StateBytes bytes;
  };
  // Explorer::LabelExpanded: (number of predicates + 63) / 64 words each; empty unless
  // WantsLabels().
  struct Labels {
    std::span<const uint64_t> state;
    std::span<const uint64_t> stutter;
  };
  struct Step {
    StateIndex to;
    uint32_t action;  // index into SystemInfo::actions
    uint32_t
        ordinal;  // position in Explorer::Expand's batch: names the step when a path is replayed
    std::span<const uint64_t> labels;  // Explorer::LabelStep; empty unless WantsLabels()
  };

  virtual ~BehaviourSink() = default;

  // Whether predicates are to be evaluated; asked once, before the search. Has no effect if
  // SystemInfo::liveness is absent.
  virtual bool WantsLabels() const = 0;
  virtual void OnState(const State& state) = 0;
  virtual void OnSteps(StateIndex from, const Labels& labels, std::span<const Step> steps) = 0;

  // The search pauses when this many states are expanded, with every worker at rest, and asks
  // whether to go on. The number is asked for at the beginning and after each pause; kNoPause:
  // never.
  static constexpr uint64_t kNoPause = ~uint64_t{0};
  virtual uint64_t NextPause() { return kNoPause; }
  virtual bool GoesOn() { return true; }
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_BEHAVIOUR_SINK_H_

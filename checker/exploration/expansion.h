// Expands states one by one, in order: the plain way, which says what the result of a search is.
// Used where there is one worker, where a level is too small to be shared, and to find the exact
// place where a parallel round met something.

#ifndef CHECKER_EXPLORATION_EXPANSION_H_
#define CHECKER_EXPLORATION_EXPANSION_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/initial_round.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_store.h"
#include "checker/exploration/tally.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

class Expansion {
 public:
  enum class Outcome : uint8_t {
    kDone,
    kEnded,   // by a discovery
    kHalted,  // by `halt`, or for want of memory allowed
    kNoMemory,
  };

  Expansion(const SearchPlan& plan, model::transitions::Explorer* explorer, StateStore* store,
            Tally* tally, Discoveries* discoveries, BehaviourSink* sink);

  // Stores and judges initial states, from `progress` on, for about so many seconds or to the end
  // of them. `halt` is asked for each.
  Outcome TakeInitialStates(const model::transitions::SearchFigures& figures, double seconds,
                            const std::function<bool()>& halt, InitialProgress* progress);

  // Expands state `number` of the current level. Where it answers kHalted or kNoMemory nothing was
  // counted.
  Outcome Expand(uint64_t number, const model::transitions::SearchFigures& figures,
                 parallel::WorkerPool* pool);

  // After kEnded: whether the state in which the search ended was stored by the very step, and so
  // never queued.
  bool ended_on_new_state() const { return ended_on_new_state_; }

 private:
  class AllParts;
  Outcome TakeInitialState(size_t i, uint64_t ordinal,
                           const model::transitions::SearchFigures& figures);
  bool TakeStep(StateIndex from, size_t i, const model::transitions::SearchFigures& figures);
  bool Judge(StateIndex from, size_t i, bool is_new_or_outside,
             const model::transitions::SearchFigures& figures);
  bool Finish(StateIndex from);
  bool FinishJudging(StateIndex from);
  bool Accept(const model::transitions::Findings& findings, StateIndex from, size_t i);
  bool AcceptFault(const model::transitions::Fault& fault, StateIndex from);
  bool AcceptFault(const model::transitions::Fault& fault, StateIndex from, size_t i);
  Discovery At(StateIndex from, size_t i) const;
  void Show(StateIndex from, StateIndex to, size_t i, bool is_new);
  bool Label(StateIndex from);
  void ReportSteps(StateIndex from);
  bool WasInterrupted() const;

  const SearchPlan& plan_;
  model::transitions::Explorer* const explorer_;
  StateStore* const store_;
  Tally* const tally_;
  Discoveries* const discoveries_;
  BehaviourSink* const sink_;

  model::transitions::StepBatch batch_;
  uint64_t first_ordinal_ = 0;  // of the batch's first step
  bool ended_on_new_state_ = false;

  std::vector<BehaviourSink::Step> steps_;
  std::vector<uint64_t> labels_;  // of the state, then of its steps
  model::transitions::Rare<model::transitions::Fault> state_fault_;  // in labelling the state
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_EXPANSION_H_

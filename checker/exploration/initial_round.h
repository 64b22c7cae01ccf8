// Takes the initial states with all workers, to the same effect as Expansion would alone; see
// initial_round.cc.

#ifndef CHECKER_EXPLORATION_INITIAL_ROUND_H_
#define CHECKER_EXPLORATION_INITIAL_ROUND_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_store.h"
#include "checker/exploration/tally.h"
#include "checker/exploration/worker_explorers.h"
#include "checker/parallel/worker_pool.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// How far the enumeration of the initial states has come.
struct InitialProgress {
  uint64_t parts = 0;   // Explorer::InitialInParts
  uint64_t states = 0;  // met, stored or not
  bool complete = false;
};

// THREADS: driven by one, which is the pool's worker 0.
class InitialRound {
 public:
  enum class Outcome : uint8_t {
    kDone,
    kNews,  // something may have been discovered behind what was taken
    kHalted,
    kNoMemory,
  };

  InitialRound(const SearchPlan& plan, parallel::WorkerPool* pool, WorkerExplorers* explorers,
               StateStore* store, Tally* tally, const Discoveries* discoveries,
               BehaviourSink* sink);
  ~InitialRound();

  // Goes on from `progress`, and leaves there how far it came: what lies before is stored, judged
  // and counted, what lies behind is not. `halt` is asked about every millisecond.
  Outcome Take(const model::transitions::SearchFigures& figures, const std::function<bool()>& halt,
               InitialProgress* progress);

 private:
  struct Segment;
  class Share;

  void Work(uint32_t index);
  void Stop(Outcome why);
  bool stopped() const { return outcome_.load(std::memory_order_relaxed) != Outcome::kDone; }
  void Deposit(Segment segment);
  std::optional<Segment> TakeNext();
  Segment TakeEmpty();
  void Empty(Segment segment);
  bool HasNext();
  bool Store(const Segment& segment);
  void AskHalt();

  const SearchPlan& plan_;
  parallel::WorkerPool* const pool_;
  WorkerExplorers* const explorers_;
  StateStore* const store_;
  Tally* const tally_;
  const Discoveries* const discoveries_;
  BehaviourSink* const sink_;

  model::transitions::SearchFigures figures_;
  const std::function<bool()>* halt_ = nullptr;
  std::atomic<Outcome> outcome_{Outcome::kDone};
  std::atomic<uint64_t> next_part_{0};  // to be claimed

  // Finished segments that wait for one before them, by their first part.
  std::mutex waiting_mutex_;
  std::map<uint64_t, Segment> waiting_;
  std::vector<Segment> empty_;  // to be filled again
  uint64_t stored_parts_ = 0;   // guarded by waiting_mutex_

  // Held by whoever changes the store, the tally and what follows.
  std::mutex store_mutex_;
  uint64_t stored_states_ = 0;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_INITIAL_ROUND_H_

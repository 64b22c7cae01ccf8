// Expands a stretch of a level with all workers, to the same effect as Expansion would one by one;
// see parallel_round.cc.

#ifndef CHECKER_EXPLORATION_PARALLEL_ROUND_H_
#define CHECKER_EXPLORATION_PARALLEL_ROUND_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/search_clock.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_store.h"
#include "checker/exploration/tally.h"
#include "checker/exploration/worker_explorers.h"
#include "checker/parallel/cache_line.h"
#include "checker/parallel/worker_pool.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// THREADS: driven by one, which is the pool's worker 0.
class ParallelRound {
 public:
  enum class Outcome : uint8_t {
    kExplored,
    kNews,    // something may have been discovered; nothing was changed
    kHalted,  // nothing was changed
  };
  struct Request {
    uint64_t begin = 0;  // states of the current level
    uint64_t end = 0;
    uint64_t longest_claim = 1;  // states that a worker takes at a time
    model::transitions::SearchFigures figures;
  };

  ParallelRound(const SearchPlan& plan, parallel::WorkerPool* pool, StateStore* store,
                const Discoveries* discoveries, BehaviourSink* sink, WorkerExplorers* explorers);
  ~ParallelRound();

  // Looks at states from `begin` on without changing the store, as many as make a round. `halt` is
  // asked about every millisecond.
  Outcome Explore(const Request& request, const std::function<bool()>& halt);

  // After kExplored: the states in [begin, end()) were looked at. After kNews: the first discovery,
  // if there is one, lies among them.
  uint64_t end() const { return explored_end_; }
  // After kExplored: the processor time that a state took.
  double seconds_per_state() const { return seconds_per_state_; }
  // After kExplored: an upper bound of the new states.
  uint64_t candidates() const;

  // After kExplored: stores what is new and counts. REQUIRES: the store has room for the
  // candidates.
  void Accept(Tally* tally);

  // Shows the sink the rounds that were accepted, as far as it hasn't seen them. Explore does that
  // on the way; so this is for before anybody else shows it something, and for the end.
  void Deliver();

 private:
  struct Candidate;
  struct Probe;
  struct Unit;
  struct Harvest;
  struct Worker;

  static void PrefetchAnnounced(const void* worker,
                                const model::transitions::Fingerprint& fingerprint);
  void Look(uint32_t index, const std::function<bool()>& halt);
  void LookAtClaims(uint32_t index, const std::function<bool()>& halt);
  bool Claim(Unit* unit);
  bool LookAt(Worker* worker, uint64_t number);
  bool LookAtStep(Worker* worker, uint64_t number, size_t i);
  bool IsJudged(const FingerprintSet::Key& key);
  bool JudgeCandidate(Worker* worker, size_t i, bool is_new_or_outside);
  void AddCandidate(Worker* worker, const FingerprintSet::Key& key, uint64_t number, size_t i);
  bool FinishSteps(Worker* worker);
  bool News(uint64_t number);

  void InsertPartition(uint32_t partition);
  void InsertCandidates();
  void Settle(Worker* worker);
  void NumberWinners();
  void StoreWinners(Worker* worker, const Unit& unit);
  void SettleAll(uint32_t index);
  void StoreAll(uint32_t index);
  void KeepForDelivery();
  void DeliverUnit(const Unit& unit);

  const SearchPlan& plan_;
  parallel::WorkerPool* const pool_;
  StateStore* const store_;
  const Discoveries* const discoveries_;
  BehaviourSink* const sink_;
  WorkerExplorers* const explorers_;
  const uint32_t partitions_;
  std::vector<std::unique_ptr<Worker>> workers_;
  // The states whose judgement was begun last, by the low bits of their fingerprints: two workers
  // often come upon one state in a round, and judging it takes longer than to look here.
  static constexpr size_t kJudgedSize = size_t{1} << 15;
  std::vector<std::atomic<uint64_t>> judged_;

  Request request_;
  uint32_t round_ = 0;
  std::atomic<bool> closed_{false};
  std::atomic<bool> halted_{false};
  std::atomic<uint64_t> news_{~uint64_t{0}};

  alignas(parallel::kCacheLineBytes) SearchClock clock_;  // of worker 0
  double started_ = 0;
  double seconds_per_state_ = 0;
  uint64_t explored_end_ = 0;
  std::vector<Unit*> units_;  // of all workers, in order
  std::vector<Unit*> undelivered_units_;
  uint64_t undelivered_begin_ = 0;  // of their round
  std::vector<BehaviourSink::Step> delivered_;

  alignas(parallel::kCacheLineBytes) std::atomic<uint64_t> next_{0};
  std::atomic<uint32_t> next_partition_{0};
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_PARALLEL_ROUND_H_

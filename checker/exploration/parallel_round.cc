// A round in three phases, with a barrier after each:
//
// 1. Look. Workers claim stretches ("units") of the level in increasing order, expand their states
// and judge what has to be judged.
//    The fingerprint set is only read: a step to a known state is dropped, any other becomes a
//    *candidate*. Nothing is changed, so that a round can be thrown away: if a worker comes upon a
//    violation, a fault or a deadlock, the round ends and Expansion goes over the same states one
//    by one, up to the true first discovery. (It may find none: two steps of the round can lead to
//    one state, or symmetry class, and the one that came second would never have been judged.)
// 2. Insert. The candidates of a range of fingerprints are inserted by one worker, in the order of
// (state, step); so among equal
//    ones the first wins, which is the one that a sequential search would have stored.
// 3. Store. The winners get consecutive numbers in that same order; their bytes go to the next
// level, their origins to the log.
//    First each worker learns what became of its candidates; then one adds up the winners of the
//    units, which is all that is done by one alone; then each stores what it won.
//
// What a sink is to be shown is kept until the next round, where worker 0 shows it while the others
// look.
//
// So every state gets the same number, parent and bytes as in a sequential search, for any number
// of workers and any cutting into rounds. (Phases 2 and 3 are in accept_round.cc.) A round ends
// after a time or a volume of candidates that keeps buffers small; where it ends doesn't matter to
// the result.

#include "checker/exploration/parallel_round.h"

#include <algorithm>
#include <span>

#include "checker/exploration/label_expansion.h"
#include "checker/exploration/round_worker.h"

namespace checker::exploration {
namespace {

using model::transitions::Explorer;
using model::transitions::Findings;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

constexpr double kRoundSeconds = 0.025;
constexpr size_t kRoundCandidates = 8192;  // of one worker: beyond, the sieve forgets too much
constexpr size_t kRoundBytes = size_t{8} << 20;  // of all workers
constexpr uint32_t kPartitionsPerWorker = 4;
constexpr uint64_t kClaimsPerWorker = 4;  // of what is left
constexpr uint64_t kStatesAhead = 2;

}  // namespace

ParallelRound::ParallelRound(const SearchPlan& plan, parallel::WorkerPool* pool, StateStore* store,
                             const Discoveries* discoveries, BehaviourSink* sink,
                             WorkerExplorers* explorers)
    : plan_(plan),
      pool_(pool),
      store_(store),
      discoveries_(discoveries),
      sink_(sink),
      explorers_(explorers),
      partitions_(pool->workers() * kPartitionsPerWorker),
      judged_(pool->workers() > 1 ? kJudgedSize : 0) {
  for (uint32_t i = 0; i < pool->workers(); ++i) {
    workers_.push_back(std::make_unique<Worker>(plan));
    workers_[i]->round = this;
    workers_[i]->batch.AnnounceTo(&ParallelRound::PrefetchAnnounced, workers_[i].get());
  }
}

ParallelRound::~ParallelRound() = default;

// All that LookAtStep will look at.
void ParallelRound::PrefetchAnnounced(const void* worker,
                                      const model::transitions::Fingerprint& fingerprint) {
  const Worker& self = *static_cast<const Worker*>(worker);
  const ParallelRound& round = *self.round;
  const FingerprintSet::Key key = round.store_->set.KeyOf(fingerprint);
  round.store_->set.Prefetch(key);
  __builtin_prefetch(&self.sieve[key.low % Worker::kSieveSize]);
  __builtin_prefetch(round.judged_.data() + key.low % kJudgedSize);
}

ParallelRound::Outcome ParallelRound::Explore(const Request& request,
                                              const std::function<bool()>& halt) {
  request_ = request;
  next_.store(request.begin, std::memory_order_relaxed);
  closed_.store(false, std::memory_order_relaxed);
  halted_.store(false, std::memory_order_relaxed);
  news_.store(~uint64_t{0}, std::memory_order_relaxed);
  started_ = clock_.Seconds();
  ++round_;
  pool_->Run([&](uint32_t index) {
    if (index == 0) Deliver();
    Look(index, halt);
  });
  if (halted_.load(std::memory_order_relaxed)) return Outcome::kHalted;
  const uint64_t news = news_.load(std::memory_order_relaxed);
  if (news != ~uint64_t{0}) {
    explored_end_ = news + 1;
    // What was judged beyond has to be judged again.
    for (std::atomic<uint64_t>& last : judged_) last.store(0, std::memory_order_relaxed);
    return Outcome::kNews;
  }
  explored_end_ = std::min(next_.load(std::memory_order_relaxed), request.end);
  return Outcome::kExplored;
}

uint64_t ParallelRound::candidates() const {
  uint64_t sum = 0;
  for (const auto& worker : workers_) sum += worker->found.candidates.size();
  return sum;
}

// --- Phase 1 ---

void ParallelRound::Look(uint32_t index, const std::function<bool()>& halt) {
  Worker& worker = *workers_[index];
  worker.Clear(partitions_);
  worker.explorer = explorers_->Of(index);
  const double begin = index == 0 ? ThreadSeconds() : 0;
  LookAtClaims(index, halt);
  uint64_t states = 0;
  for (const Unit& unit : worker.found.units) states += unit.end - unit.begin;
  if (index == 0 && states > 0) {
    seconds_per_state_ = (ThreadSeconds() - begin) / static_cast<double>(states);
  }
}

void ParallelRound::LookAtClaims(uint32_t index, const std::function<bool()>& halt) {
  Worker& worker = *workers_[index];
  while (!closed_.load(std::memory_order_relaxed)) {
    Unit unit;
    if (!Claim(&unit)) return;
    unit.worker = index;
    unit.candidates_begin = worker.found.candidates.size();
    unit.states_begin = worker.found.steps_of_state.size();
    unit.steps_begin = worker.found.steps.size();
    unit.labels_begin = worker.found.labels.size();
    for (uint64_t number = unit.begin; number < unit.end; ++number) {
      if (index == 0 && clock_.Due()) {
        if (halt()) halted_.store(true, std::memory_order_relaxed);
        if (clock_.Seconds() - started_ > kRoundSeconds)
          closed_.store(true, std::memory_order_relaxed);
      }
      if (halted_.load(std::memory_order_relaxed)) return;
      if (number > news_.load(std::memory_order_relaxed)) return;
      store_->current.Prefetch(number + kStatesAhead);
      if (!LookAt(&worker, number)) return;
    }
    unit.candidates_end = worker.found.candidates.size();
    worker.found.units.push_back(unit);
    if (worker.found.candidates.size() > kRoundCandidates ||
        worker.found.buffer_bytes() * workers_.size() > kRoundBytes) {
      closed_.store(true, std::memory_order_relaxed);
    }
  }
}

// Long stretches first, because a worker's steps often lead to one state where its parents are
// neighbours, and short ones in the end, so that all finish at the same time.
bool ParallelRound::Claim(Unit* unit) {
  const uint64_t shares = kClaimsPerWorker * workers_.size();
  uint64_t begin = next_.load(std::memory_order_relaxed);
  uint64_t length = 0;
  do {
    if (begin >= request_.end) return false;
    length = std::clamp<uint64_t>((request_.end - begin) / shares, 1, request_.longest_claim);
  } while (!next_.compare_exchange_weak(begin, begin + length, std::memory_order_relaxed));
  unit->begin = begin;
  unit->end = begin + length;
  return true;
}

// These answer false where the round is spoilt by something to report.
bool ParallelRound::News(uint64_t number) {
  uint64_t earliest = news_.load(std::memory_order_relaxed);
  while (number < earliest &&
         !news_.compare_exchange_weak(earliest, number, std::memory_order_relaxed)) {
  }
  closed_.store(true, std::memory_order_relaxed);
  return false;
}

bool ParallelRound::LookAt(Worker* worker, uint64_t number) {
  StepBatch& batch = worker->batch;
  batch.Clear();
  worker->explorer->Expand(request_.figures, store_->current[number], &batch);
  if (batch.fault) return News(number);
  const size_t count = batch.size();
  if (count == 0 && plan_.check_deadlock && discoveries_->DeadlockIsNews()) return News(number);
  if (plan_.label && LabelState(plan_, worker->explorer, &worker->found.labels))
    return News(number);
  worker->first_step = worker->found.steps.size();
  for (size_t i = 0; i < count; ++i) {
    worker->tally.CountStep(number, batch[i].action);
    if (!LookAtStep(worker, number, i)) return News(number);
  }
  return sink_ == nullptr || FinishSteps(worker) || News(number);
}

// Of the state that is being expanded.
bool ParallelRound::FinishSteps(Worker* worker) {
  using Step = Harvest::RecordedStep;
  const std::span<const Step> steps = std::span(worker->found.steps).subspan(worker->first_step);
  worker->found.steps_of_state.push_back(static_cast<uint32_t>(steps.size()));
  return !plan_.label ||
         !LabelSteps(plan_, steps, &Step::target, worker->explorer, &worker->found.labels);
}

bool ParallelRound::LookAtStep(Worker* worker, uint64_t number, size_t i) {
  const auto record = [&](uint64_t target) {
    if (sink_ == nullptr) return;
    worker->found.steps.push_back({target, worker->batch[i].action, static_cast<uint32_t>(i)});
  };
  if (!worker->batch[i].inside) return JudgeCandidate(worker, i, true);
  const FingerprintSet::Key key = store_->set.KeyOf(worker->batch[i].fingerprint);
  const FingerprintSet::Slot slot = store_->set.Find(key);
  if (slot != FingerprintSet::kAbsent) {
    if (!JudgeCandidate(worker, i, false)) return false;
    if (sink_ != nullptr) record(store_->set.NumberAt(slot));
    return true;
  }
  Worker::Sieved& sieved = worker->sieve[key.low % Worker::kSieveSize];
  const bool met = sieved.low == key.low && sieved.round == round_ &&
                   worker->found.candidates[sieved.candidate].high == key.high;
  if (!JudgeCandidate(worker, i, !met && !IsJudged(key))) return false;
  if (!met) {
    sieved = {key.low, round_, static_cast<uint32_t>(worker->found.candidates.size())};
    AddCandidate(worker, key, number, i);
  }
  record(Harvest::RecordedStep::kCandidateBit | sieved.candidate);
  return true;
}

// Whether a worker has begun to judge this very state, in this round or in an accepted one before.
bool ParallelRound::IsJudged(const FingerprintSet::Key& key) {
  if (!plan_.judge_states || plan_.targets_differ || key.low == 0 || key.high != 0) return false;
  std::atomic<uint64_t>& last = judged_[key.low % kJudgedSize];
  if (last.load(std::memory_order_relaxed) == key.low) return true;
  last.store(key.low, std::memory_order_relaxed);
  return false;
}

bool ParallelRound::JudgeCandidate(Worker* worker, size_t i, bool is_new_or_outside) {
  const bool all = plan_.options.continue_after_violation;
  if (is_new_or_outside && plan_.judge_states) {
    SearchFigures figures = request_.figures;
    ++figures.level;
    const Findings findings = worker->explorer->JudgeState(figures, i, all);
    if (!findings.empty() && discoveries_->IsNews(findings)) return false;
  }
  if (IsToBeJudged(plan_, worker->batch, i)) {
    const Findings findings = worker->explorer->JudgeStep(request_.figures, i, all);
    if (!findings.empty() && discoveries_->IsNews(findings)) return false;
  }
  return true;
}

void ParallelRound::AddCandidate(Worker* worker, const FingerprintSet::Key& key, uint64_t number,
                                 size_t i) {
  const StateBytes bytes = worker->batch.Bytes(i);
  // In place: built on the stack and copied, it would wait for its own stores.
  Candidate& candidate = worker->found.candidates.emplace_back();
  candidate.order = (number - request_.begin) << 32 | i;
  candidate.offset = worker->found.bytes.size();
  candidate.high = key.high;
  candidate.size = static_cast<uint32_t>(bytes.size());
  candidate.action = worker->batch[i].action;
  candidate.partition = FingerprintSet::PartitionOf(key, partitions_);
  worker->found.bytes.insert(worker->found.bytes.end(), bytes.begin(), bytes.end());
  Probe& probe = worker->probes[candidate.partition].emplace_back();
  probe.key = key;
  probe.order = candidate.order;
}

}  // namespace checker::exploration

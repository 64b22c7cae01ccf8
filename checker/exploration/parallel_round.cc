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
// So every state gets the same number, parent and bytes as in a sequential search, for any number
// of workers and any cutting into rounds. A round ends after a time or a volume of candidates that
// keeps buffers small; where it ends doesn't matter to the result.

#include "checker/exploration/parallel_round.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "checker/exploration/known_labels.h"

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
constexpr size_t kPrefetchDistance = 24;
// With fewer candidates than this it costs more to wake the others than to insert alone.
constexpr uint64_t kFewCandidates = 256;
// Marks the target of a recorded step as a candidate of the same worker instead of a stored state.
constexpr uint64_t kCandidateBit = uint64_t{1} << 63;

}  // namespace

// A new state, perhaps.
struct ParallelRound::Candidate {
  uint64_t order = 0;  // (state - begin of the round) << 32 | step
  uint64_t offset = 0;
  uint64_t high = 0;  // of its key
  uint32_t size = 0;
  uint32_t action = 0;
  uint32_t partition = 0;
  bool won = false;
  FingerprintSet::Slot slot = FingerprintSet::kAbsent;
};

// What phase 2 needs of a candidate, kept apart: a worker then reads and writes its partition from
// end to end, and hardly any cache line goes to and fro between two of them.
struct ParallelRound::Probe {
  FingerprintSet::Key key;
  uint64_t order = 0;
  FingerprintSet::Slot slot = FingerprintSet::kAbsent;
  bool won = false;
};

struct ParallelRound::Unit {
  uint64_t begin = 0;
  uint64_t end = 0;
  uint32_t worker = 0;
  size_t candidates_begin = 0;
  size_t candidates_end = 0;
  size_t states_begin = 0;  // into Worker::steps_of_state
  size_t steps_begin = 0;
  size_t winners_begin = 0;  // into Worker::winner_bytes
  size_t winners_end = 0;
  uint64_t first_number = 0;  // of the winners
};

struct alignas(parallel::kCacheLineBytes) ParallelRound::Worker {
  explicit Worker(const SearchPlan& plan) : tally(plan.info->actions.size()) {}

  // Of the candidates of this round, the last with these low bits: a cheap sieve for steps that
  // lead to the same state.
  struct Sieved {
    uint64_t low = 0;
    uint32_t round = 0;
    uint32_t candidate = 0;
  };
  static constexpr size_t kSieveSize = 16384;

  struct RecordedStep {
    uint64_t target;  // a stored state's number, or kCandidateBit | a candidate
    uint32_t action;
    uint32_t ordinal;
  };

  void Clear(uint32_t partitions) {
    candidates.clear();
    bytes.clear();
    units.clear();
    tally.Clear();
    probes.resize(partitions);
    for (auto& list : probes) list.clear();
    winner_bytes.clear();
    is_settled.store(false, std::memory_order_relaxed);
    next_unit.store(0, std::memory_order_relaxed);
    steps_of_state.clear();
    steps.clear();
    state_labels.clear();
    step_labels.clear();
  }
  size_t buffer_bytes() const {
    return candidates.size() * (sizeof(Candidate) + sizeof(Probe)) + bytes.size() +
           steps.size() * sizeof(RecordedStep) + 8 * (state_labels.size() + step_labels.size());
  }

  std::unique_ptr<Explorer> owned_explorer;
  Explorer* explorer = nullptr;
  StepBatch batch;
  std::vector<Candidate> candidates;
  std::vector<uint8_t> bytes;
  std::vector<std::vector<Probe>> probes;  // by partition; in each, in the order of the candidates
  std::vector<size_t> settled;             // probes, by partition
  std::vector<uint32_t> winner_bytes;      // the size of each state won
  std::vector<Unit> units;
  // Each takes care of its own candidates first, then of those of a worker that is late.
  std::atomic<bool> is_settled{false};
  std::atomic<size_t> next_unit{0};
  std::vector<Sieved> sieve = std::vector<Sieved>(kSieveSize);
  Tally tally;

  // For the sink.
  std::vector<uint32_t> steps_of_state;
  std::vector<RecordedStep> steps;
  size_t first_step = 0;  // of the state that is being expanded
  std::vector<uint64_t> state_labels;
  std::vector<uint64_t> step_labels;
};

ParallelRound::ParallelRound(const SearchPlan& plan, parallel::WorkerPool* pool, StateStore* store,
                             const Discoveries* discoveries, BehaviourSink* sink,
                             Explorer* explorer_of_worker_0)
    : plan_(plan),
      pool_(pool),
      store_(store),
      discoveries_(discoveries),
      sink_(sink),
      partitions_(pool->workers() * kPartitionsPerWorker),
      judged_(pool->workers() > 1 ? kJudgedSize : 0) {
  for (uint32_t i = 0; i < pool->workers(); ++i) {
    workers_.push_back(std::make_unique<Worker>(plan));
    workers_[i]->batch.AnnounceTo(&FingerprintSet::PrefetchAnnounced, &store->set);
  }
  workers_[0]->explorer = explorer_of_worker_0;
}

ParallelRound::~ParallelRound() = default;

ParallelRound::Outcome ParallelRound::Explore(const Request& request,
                                              const std::function<bool()>& halt) {
  request_ = request;
  next_.store(request.begin, std::memory_order_relaxed);
  closed_.store(false, std::memory_order_relaxed);
  halted_.store(false, std::memory_order_relaxed);
  news_.store(~uint64_t{0}, std::memory_order_relaxed);
  started_ = clock_.Seconds();
  ++round_;
  pool_->Run([&](uint32_t index) { Look(index, halt); });
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
  for (const auto& worker : workers_) sum += worker->candidates.size();
  return sum;
}

// --- Phase 1 ---

void ParallelRound::Look(uint32_t index, const std::function<bool()>& halt) {
  Worker& worker = *workers_[index];
  worker.Clear(partitions_);
  if (worker.explorer == nullptr) {
    worker.owned_explorer = plan_.system->NewExplorer();
    worker.explorer = worker.owned_explorer.get();
  }
  while (!closed_.load(std::memory_order_relaxed)) {
    const uint64_t begin = next_.fetch_add(request_.claim, std::memory_order_relaxed);
    if (begin >= request_.end) return;
    Unit unit;
    unit.begin = begin;
    unit.end = std::min(begin + request_.claim, request_.end);
    unit.worker = index;
    unit.candidates_begin = worker.candidates.size();
    unit.states_begin = worker.steps_of_state.size();
    unit.steps_begin = worker.steps.size();
    for (uint64_t number = unit.begin; number < unit.end; ++number) {
      if (index == 0 && clock_.Due()) {
        if (halt()) halted_.store(true, std::memory_order_relaxed);
        if (clock_.Seconds() - started_ > kRoundSeconds)
          closed_.store(true, std::memory_order_relaxed);
      }
      if (halted_.load(std::memory_order_relaxed)) return;
      if (number > news_.load(std::memory_order_relaxed)) return;
      if (!LookAt(&worker, number)) return;
    }
    unit.candidates_end = worker.candidates.size();
    worker.units.push_back(unit);
    if (worker.candidates.size() > kRoundCandidates ||
        worker.buffer_bytes() * workers_.size() > kRoundBytes) {
      closed_.store(true, std::memory_order_relaxed);
    }
  }
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
  worker->first_step = worker->steps.size();
  for (size_t i = 0; i < count; ++i) {
    worker->tally.CountStep(number, batch[i].action);
    if (!LookAtStep(worker, number, i)) return News(number);
  }
  if (sink_ != nullptr) {
    const size_t recorded = worker->steps.size() - worker->first_step;
    worker->steps_of_state.push_back(static_cast<uint32_t>(recorded));
  }
  return true;
}

bool ParallelRound::LookAtStep(Worker* worker, uint64_t number, size_t i) {
  if (!worker->batch[i].inside) return JudgeCandidate(worker, i, true);
  const FingerprintSet::Key key = store_->set.KeyOf(worker->batch[i].fingerprint);
  const FingerprintSet::Slot slot = store_->set.Find(key);
  if (slot != FingerprintSet::kAbsent) {
    return JudgeCandidate(worker, i, false) &&
           (sink_ == nullptr || RecordStep(worker, store_->set.NumberAt(slot), i));
  }
  Worker::Sieved& sieved = worker->sieve[key.low % Worker::kSieveSize];
  const bool met = sieved.low == key.low && sieved.round == round_ &&
                   worker->candidates[sieved.candidate].high == key.high;
  if (!JudgeCandidate(worker, i, !met && !IsJudged(key))) return false;
  if (!met) {
    sieved = {key.low, round_, static_cast<uint32_t>(worker->candidates.size())};
    AddCandidate(worker, key, number, i);
    if (plan_.label && !LabelCandidate(worker, i)) return false;
  }
  return sink_ == nullptr || RecordStep(worker, kCandidateBit | sieved.candidate, i);
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
  if (plan_.judge_steps) {
    const Findings findings = worker->explorer->JudgeStep(request_.figures, i, all);
    if (!findings.empty() && discoveries_->IsNews(findings)) return false;
  }
  return true;
}

void ParallelRound::AddCandidate(Worker* worker, const FingerprintSet::Key& key, uint64_t number,
                                 size_t i) {
  const StateBytes bytes = worker->batch.Bytes(i);
  // In place: built on the stack and copied, it would wait for its own stores.
  Candidate& candidate = worker->candidates.emplace_back();
  candidate.order = (number - request_.begin) << 32 | i;
  candidate.offset = worker->bytes.size();
  candidate.high = key.high;
  candidate.size = static_cast<uint32_t>(bytes.size());
  candidate.action = worker->batch[i].action;
  candidate.partition = FingerprintSet::PartitionOf(key, partitions_);
  worker->bytes.insert(worker->bytes.end(), bytes.begin(), bytes.end());
  Probe& probe = worker->probes[candidate.partition].emplace_back();
  probe.key = key;
  probe.order = candidate.order;
}

bool ParallelRound::LabelCandidate(Worker* worker, size_t i) {
  const size_t begin = worker->state_labels.size();
  worker->state_labels.resize(begin + plan_.state_words + plan_.step_words);
  uint64_t* const labels = worker->state_labels.data() + begin;
  return !worker->explorer->LabelState(i, {labels, plan_.state_words}) &&
         !worker->explorer->LabelStutter(i, {labels + plan_.state_words, plan_.step_words});
}

bool ParallelRound::RecordStep(Worker* worker, uint64_t target, size_t i) {
  using Step = Worker::RecordedStep;
  const std::span<const Step> before = std::span(worker->steps).subspan(worker->first_step);
  const size_t begin = worker->step_labels.size();
  worker->step_labels.resize(begin + plan_.step_words);
  const bool is_known = !plan_.label || (!plan_.targets_differ &&
                                         CopyKnownLabels(before, target, &Step::target,
                                                         plan_.step_words, &worker->step_labels));
  worker->steps.push_back({target, worker->batch[i].action, static_cast<uint32_t>(i)});
  return is_known ||
         !worker->explorer->LabelStep(i, {worker->step_labels.data() + begin, plan_.step_words});
}

// --- Phases 2 and 3 ---

void ParallelRound::Accept(Tally* tally) {
  const bool few = candidates() < kFewCandidates;
  const auto run = [&](const std::function<void(uint32_t)>& phase) {
    few ? phase(0) : pool_->Run(phase);
  };
  next_partition_.store(0, std::memory_order_relaxed);
  run([this](uint32_t) { InsertCandidates(); });
  run([this](uint32_t index) { SettleAll(index); });
  NumberWinners();
  run([this](uint32_t index) { StoreAll(index); });
  for (auto& worker : workers_) tally->Take(&worker->tally);
  if (sink_ != nullptr) Deliver();
}

void ParallelRound::InsertCandidates() {
  for (uint32_t p; (p = next_partition_.fetch_add(1, std::memory_order_relaxed)) < partitions_;) {
    InsertPartition(p);
  }
}

void ParallelRound::SettleAll(uint32_t index) {
  for (size_t i = 0; i < workers_.size(); ++i) {
    Worker& owner = *workers_[(index + i) % workers_.size()];
    if (!owner.is_settled.exchange(true, std::memory_order_relaxed)) Settle(&owner);
  }
}

void ParallelRound::StoreAll(uint32_t index) {
  for (size_t i = 0; i < workers_.size(); ++i) {
    Worker& owner = *workers_[(index + i) % workers_.size()];
    for (size_t u;
         (u = owner.next_unit.fetch_add(1, std::memory_order_relaxed)) < owner.units.size();) {
      StoreWinners(workers_[index].get(), owner.units[u]);
    }
  }
}

// Merges the workers' probes, each list in order already, and inserts as it goes.
void ParallelRound::InsertPartition(uint32_t partition) {
  constexpr uint64_t kNone = ~uint64_t{0};
  std::vector<std::span<Probe>> rests;
  for (auto& worker : workers_) rests.emplace_back(worker->probes[partition]);
  const auto order_of = [](std::span<Probe> rest) {
    return rest.empty() ? kNone : rest.front().order;
  };
  Probe* pending[kPrefetchDistance];
  size_t waiting = 0;
  const auto insert = [&] {
    for (size_t i = 0; i < waiting; ++i) {
      const FingerprintSet::Insertion insertion = store_->set.Insert(pending[i]->key);
      pending[i]->slot = insertion.slot;
      pending[i]->won = insertion.is_new;
    }
    waiting = 0;
  };
  while (true) {
    std::span<Probe>* least = &rests[0];
    uint64_t least_order = kNone, second_order = kNone;
    for (std::span<Probe>& rest : rests) {
      const uint64_t order = order_of(rest);
      if (order < least_order) {
        second_order = least_order;
        least_order = order;
        least = &rest;
      } else {
        second_order = std::min(second_order, order);
      }
    }
    if (least_order == kNone) break;
    for (; order_of(*least) < second_order; *least = least->subspan(1)) {
      Probe& probe = least->front();
      store_->set.Prefetch(probe.key);
      pending[waiting++] = &probe;
      if (waiting == kPrefetchDistance) insert();
    }
  }
  insert();
}

// Tells each candidate of a worker what became of it.
void ParallelRound::Settle(Worker* worker) {
  worker->settled.assign(partitions_, 0);
  for (Unit& unit : worker->units) {
    unit.winners_begin = worker->winner_bytes.size();
    for (size_t c = unit.candidates_begin; c < unit.candidates_end; ++c) {
      Candidate& candidate = worker->candidates[c];
      const Probe& probe =
          worker->probes[candidate.partition][worker->settled[candidate.partition]++];
      candidate.slot = probe.slot;
      candidate.won = probe.won;
      if (candidate.won) worker->winner_bytes.push_back(candidate.size);
    }
    unit.winners_end = worker->winner_bytes.size();
  }
}

// Puts the units in order, and makes room for the winners.
void ParallelRound::NumberWinners() {
  units_.clear();
  for (auto& worker : workers_) {
    for (Unit& unit : worker->units) units_.push_back(&unit);
  }
  std::sort(units_.begin(), units_.end(),
            [](const Unit* a, const Unit* b) { return a->begin < b->begin; });
  const uint64_t first_number = store_->distinct();
  uint64_t number = first_number;
  for (Unit* unit : units_) {
    unit->first_number = number;
    const std::span<const uint32_t> sizes(workers_[unit->worker]->winner_bytes);
    const size_t winners = unit->winners_end - unit->winners_begin;
    store_->next.AppendUnfilled(sizes.subspan(unit->winners_begin, winners));
    store_->log.Extend(winners, StateIndex{unit->begin});
    number += winners;
  }
  store_->set.CountInserted(number - first_number);
}

// `worker` does the work; the unit may be another's.
void ParallelRound::StoreWinners(Worker* worker, const Unit& unit) {
  const Worker& owner = *workers_[unit.worker];
  uint64_t number = unit.first_number;
  for (size_t c = unit.candidates_begin; c < unit.candidates_end; ++c) {
    const Candidate& candidate = owner.candidates[c];
    if (!candidate.won) continue;
    store_->next.Fill(number, {owner.bytes.data() + candidate.offset, candidate.size});
    const uint64_t parent = request_.begin + (candidate.order >> 32);
    store_->log.Set(number, {StateIndex{parent}, candidate.order & 0xffffffff});
    if (sink_ != nullptr) store_->set.SetNumber(candidate.slot, number);
    worker->tally.CountDistinct(candidate.action);
    ++number;
  }
}

void ParallelRound::Deliver() {
  const size_t label_words = plan_.state_words + plan_.step_words;
  for (const Unit* unit : units_) {
    const Worker& worker = *workers_[unit->worker];
    size_t c = unit->candidates_begin;
    size_t s = unit->steps_begin;
    uint64_t number = unit->first_number;
    for (uint64_t state = unit->begin; state < unit->end; ++state) {
      for (;
           c < unit->candidates_end && (worker.candidates[c].order >> 32) == state - request_.begin;
           ++c) {
        const Candidate& candidate = worker.candidates[c];
        if (!candidate.won) continue;
        const uint64_t* labels = worker.state_labels.data() + c * label_words;
        sink_->OnState({StateIndex{number++},
                        false,
                        {worker.bytes.data() + candidate.offset, candidate.size},
                        {labels, plan_.state_words},
                        {labels + plan_.state_words, plan_.step_words}});
      }
      delivered_.clear();
      const uint32_t count = worker.steps_of_state[unit->states_begin + (state - unit->begin)];
      for (uint32_t k = 0; k < count; ++k, ++s) {
        const Worker::RecordedStep& step = worker.steps[s];
        const uint64_t to =
            (step.target & kCandidateBit) == 0
                ? step.target
                : store_->set.NumberAt(worker.candidates[step.target & ~kCandidateBit].slot);
        delivered_.push_back(
            {StateIndex{to},
             step.action,
             step.ordinal,
             {worker.step_labels.data() + s * plan_.step_words, plan_.step_words}});
      }
      sink_->OnSteps(StateIndex{state}, delivered_);
    }
  }
}

}  // namespace checker::exploration

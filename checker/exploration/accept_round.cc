// The phases of a round that change the store; see parallel_round.cc.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "checker/exploration/parallel_round.h"
#include "checker/exploration/round_worker.h"

namespace checker::exploration {
namespace {

using model::transitions::StateBytes;

constexpr size_t kPrefetchDistance = 24;
// With fewer candidates than this it costs more to wake the others than to insert alone.
constexpr uint64_t kFewCandidates = 256;

}  // namespace

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
  if (sink_ != nullptr) KeepForDelivery();
}

void ParallelRound::KeepForDelivery() {
  for (auto& worker : workers_) std::swap(worker->found, worker->undelivered);
  std::swap(units_, undelivered_units_);
  undelivered_begin_ = request_.begin;
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
    for (size_t u; (u = owner.next_unit.fetch_add(1, std::memory_order_relaxed)) <
                   owner.found.units.size();) {
      StoreWinners(workers_[index].get(), owner.found.units[u]);
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
  for (Unit& unit : worker->found.units) {
    unit.winners_begin = worker->winner_bytes.size();
    for (size_t c = unit.candidates_begin; c < unit.candidates_end; ++c) {
      Candidate& candidate = worker->found.candidates[c];
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
    for (Unit& unit : worker->found.units) units_.push_back(&unit);
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
    const Candidate& candidate = owner.found.candidates[c];
    if (!candidate.won) continue;
    store_->next.Fill(number, {owner.found.bytes.data() + candidate.offset, candidate.size});
    const uint64_t parent = request_.begin + (candidate.order >> 32);
    store_->log.Set(number, {StateIndex{parent}, candidate.order & 0xffffffff});
    if (sink_ != nullptr) store_->set.SetNumber(candidate.slot, number);
    worker->tally.CountDistinct(candidate.action);
    ++number;
  }
}

void ParallelRound::Deliver() {
  for (const Unit* unit : undelivered_units_) DeliverUnit(*unit);
  undelivered_units_.clear();
}

void ParallelRound::DeliverUnit(const Unit& unit) {
  const Harvest& found = workers_[unit.worker]->undelivered;
  size_t c = unit.candidates_begin;
  size_t s = unit.steps_begin;
  const uint64_t* labels = found.labels.data() + unit.labels_begin;
  const auto next_labels = [&](size_t words) {
    return std::span(std::exchange(labels, labels + words), words);
  };
  const auto target_of = [&](const Harvest::RecordedStep& step) {
    if ((step.target & Harvest::RecordedStep::kCandidateBit) == 0) return step.target;
    const size_t candidate = step.target & ~Harvest::RecordedStep::kCandidateBit;
    return store_->set.NumberAt(found.candidates[candidate].slot);
  };
  uint64_t number = unit.first_number;
  for (uint64_t state = unit.begin; state < unit.end; ++state) {
    const auto comes_from_state = [&](const Candidate& candidate) {
      return (candidate.order >> 32) == state - undelivered_begin_;
    };
    for (; c < unit.candidates_end && comes_from_state(found.candidates[c]); ++c) {
      const Candidate& candidate = found.candidates[c];
      if (!candidate.won) continue;
      const StateBytes bytes(found.bytes.data() + candidate.offset, candidate.size);
      sink_->OnState({StateIndex{number++}, false, bytes});
    }
    delivered_.clear();
    const std::span<const uint64_t> state_labels = next_labels(plan_.state_words);
    const std::span<const uint64_t> stutter_labels = next_labels(plan_.step_words);
    const uint32_t count = found.steps_of_state[unit.states_begin + (state - unit.begin)];
    for (uint32_t k = 0; k < count; ++k, ++s) {
      const Harvest::RecordedStep& step = found.steps[s];
      delivered_.push_back(
          {StateIndex{target_of(step)}, step.action, step.ordinal, next_labels(plan_.step_words)});
    }
    sink_->OnSteps(StateIndex{state}, {state_labels, stutter_labels}, delivered_);
  }
}

}  // namespace checker::exploration

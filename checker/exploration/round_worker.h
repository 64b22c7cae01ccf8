// What a worker of a ParallelRound collects while it looks, and what becomes of it.

#ifndef CHECKER_EXPLORATION_ROUND_WORKER_H_
#define CHECKER_EXPLORATION_ROUND_WORKER_H_

#include <atomic>
#include <cstdint>
#include <vector>

#include "checker/exploration/parallel_round.h"

namespace checker::exploration {

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
  size_t labels_begin = 0;
  size_t winners_begin = 0;  // into Worker::winner_bytes
  size_t winners_end = 0;
  uint64_t first_number = 0;  // of the winners
};

// What a worker finds in a round.
struct ParallelRound::Harvest {
  struct RecordedStep {
    // Marks the target as a candidate of the same worker instead of a stored state.
    static constexpr uint64_t kCandidateBit = uint64_t{1} << 63;
    uint64_t target;  // a stored state's number, or kCandidateBit | a candidate
    uint32_t action;
    uint32_t ordinal;
  };

  void Clear() {
    candidates.clear();
    bytes.clear();
    units.clear();
    steps_of_state.clear();
    steps.clear();
    labels.clear();
  }
  size_t buffer_bytes() const {
    return candidates.size() * (sizeof(Candidate) + sizeof(Probe)) + bytes.size() +
           steps.size() * sizeof(RecordedStep) + sizeof(uint64_t) * labels.size();
  }

  std::vector<Candidate> candidates;
  std::vector<uint8_t> bytes;
  std::vector<Unit> units;
  // For the sink.
  std::vector<uint32_t> steps_of_state;
  std::vector<RecordedStep> steps;
  std::vector<uint64_t> labels;  // of each state and its steps: see label_expansion.h
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

  void Clear(uint32_t partitions) {
    found.Clear();
    tally.Clear();
    probes.resize(partitions);
    for (auto& list : probes) list.clear();
    winner_bytes.clear();
    is_settled.store(false, std::memory_order_relaxed);
    next_unit.store(0, std::memory_order_relaxed);
  }

  const ParallelRound* round = nullptr;
  model::transitions::Explorer* explorer = nullptr;
  model::transitions::StepBatch batch;
  Harvest found;
  Harvest undelivered;                     // of the last accepted round
  std::vector<std::vector<Probe>> probes;  // by partition; in each, in the order of the candidates
  std::vector<size_t> settled;             // probes, by partition
  std::vector<uint32_t> winner_bytes;      // the size of each state won
  // Each takes care of its own candidates first, then of those of a worker that is late.
  std::atomic<bool> is_settled{false};
  std::atomic<size_t> next_unit{0};
  std::vector<Sieved> sieve = std::vector<Sieved>(kSieveSize);
  Tally tally;
  size_t first_step = 0;  // recorded of the state that is being expanded
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_ROUND_WORKER_H_

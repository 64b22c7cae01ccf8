// States of one level that wait to be expanded: their bytes, in order, in chunks that are freed as
// they are consumed.

#ifndef CHECKER_EXPLORATION_FRONTIER_H_
#define CHECKER_EXPLORATION_FRONTIER_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "checker/parallel/cache_line.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

// THREADS: one thread changes it; any number may read, and fill different states, between changes.
class Frontier {
 public:
  using StateBytes = model::transitions::StateBytes;

  // `first` is the number of the first state to come.
  void Reset(uint64_t first);

  uint64_t begin() const { return first_; }
  uint64_t end() const { return first_ + size_; }

  void Append(StateBytes state);
  // Adds states of these sizes, whose bytes Fill gives later.
  void AppendUnfilled(std::span<const uint32_t> sizes);
  void Fill(uint64_t number, StateBytes state);

  StateBytes operator[](uint64_t number) const {
    const Chunk& chunk = chunks_[(number - first_) / kChunkStates];
    const size_t i = (number - first_) % kChunkStates;
    return {chunk.bytes.get() + chunk.begins[i], chunk.begins[i + 1] - chunk.begins[i]};
  }

  // Fetches the bytes of a state that is wanted soon: another worker may have written them. There
  // need not be such a state.
  void Prefetch(uint64_t number) const {
    if (number >= end()) return;
    const StateBytes state = (*this)[number];
    for (size_t at = 0; at < state.size(); at += parallel::kCacheLineBytes) {
      __builtin_prefetch(state.data() + at);
    }
  }

  // Frees the memory of states below `number`, as far as whole chunks go.
  void ReleaseBefore(uint64_t number);

  uint64_t memory_bytes() const { return memory_bytes_; }

 private:
  static constexpr size_t kChunkStates = 1024;

  struct Free {
    void operator()(uint8_t* bytes) const { std::free(bytes); }
  };
  struct Chunk {
    std::unique_ptr<uint8_t[], Free> bytes;
    size_t capacity = 0;
    std::vector<uint32_t> begins;  // one more than states
  };

  uint8_t* Place(size_t bytes);
  void StartChunk();
  void Resize(Chunk* chunk, size_t bytes);

  uint64_t first_ = 0;
  uint64_t size_ = 0;
  std::vector<Chunk> chunks_;
  size_t released_ = 0;  // chunks
  size_t expected_chunk_bytes_ = 0;
  uint64_t memory_bytes_ = 0;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_FRONTIER_H_

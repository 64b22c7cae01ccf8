#include "checker/exploration/frontier.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>

namespace checker::exploration {

void Frontier::Reset(uint64_t first) {
  first_ = first;
  size_ = 0;
  chunks_.clear();
  released_ = 0;
  memory_bytes_ = 0;
}

void Frontier::Append(StateBytes state) {
  uint8_t* place = Place(state.size());
  if (!state.empty()) std::memcpy(place, state.data(), state.size());
}

void Frontier::AppendUnfilled(std::span<const uint32_t> sizes) {
  for (const uint32_t bytes : sizes) Place(bytes);
}

void Frontier::Fill(uint64_t number, StateBytes state) {
  Chunk& chunk = chunks_[(number - first_) / kChunkStates];
  const size_t i = (number - first_) % kChunkStates;
  if (!state.empty()) std::memcpy(chunk.bytes.get() + chunk.begins[i], state.data(), state.size());
}

uint8_t* Frontier::Place(size_t bytes) {
  if (size_ % kChunkStates == 0) StartChunk();
  Chunk& chunk = chunks_.back();
  const size_t begin = chunk.begins.back();
  const size_t end = begin + bytes;
  if (end > std::numeric_limits<uint32_t>::max()) {
    throw std::length_error("states of several megabytes each are too large to explore");
  }
  if (end > chunk.capacity) Resize(&chunk, std::max(end, 2 * chunk.capacity));
  chunk.begins.push_back(static_cast<uint32_t>(end));
  ++size_;
  return chunk.bytes.get() + begin;
}

// Chunks of one level have much the same size, so that the one before tells how much to ask for.
void Frontier::StartChunk() {
  if (!chunks_.empty()) {
    Chunk& full = chunks_.back();
    expected_chunk_bytes_ = full.begins.back() + full.begins.back() / 16;
    if (full.capacity > full.begins.back() + full.begins.back() / 8)
      Resize(&full, full.begins.back());
  }
  Chunk& chunk = chunks_.emplace_back();
  chunk.begins.push_back(0);
  Resize(&chunk, chunks_.size() > 1 ? expected_chunk_bytes_ : 256);
}

void Frontier::Resize(Chunk* chunk, size_t bytes) {
  auto* moved = static_cast<uint8_t*>(std::realloc(chunk->bytes.get(), std::max<size_t>(bytes, 1)));
  if (moved == nullptr) throw std::bad_alloc();
  static_cast<void>(chunk->bytes.release());
  chunk->bytes.reset(moved);
  memory_bytes_ += bytes - chunk->capacity;
  chunk->capacity = bytes;
}

void Frontier::ReleaseBefore(uint64_t number) {
  const size_t below = static_cast<size_t>((number - first_) / kChunkStates);
  for (; released_ < below; ++released_) {
    memory_bytes_ -= chunks_[released_].capacity;
    chunks_[released_] = Chunk();
  }
}

}  // namespace checker::exploration

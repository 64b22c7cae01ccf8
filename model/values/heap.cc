#include "model/values/heap.h"

#include <algorithm>

#include "model/values/evaluation_error.h"

namespace model::values {
namespace {

constexpr size_t kFirstChunkBytes = size_t{1} << 16;
constexpr size_t kLargestChunkBytes = size_t{1} << 24;  // larger only for an object that needs it

}  // namespace

constinit const std::atomic<bool> Heap::kNever{false};

void Heap::ThrowInterrupted() {
  throw EvaluationError(ErrorKind::kInterrupted, "the evaluation was interrupted");
}

Heap::Heap(const AtomTable* atoms) : atoms_(atoms) {}

Heap::~Heap() = default;

void Heap::Release(Mark mark) {
  if (chunks_.empty()) return;
  chunk_ = mark.chunk;
  begin_ = chunks_[chunk_].memory.get();
  end_ = begin_ + chunks_[chunk_].size;
  next_ = begin_ + mark.used;
}

void* Heap::AllocateSlow(size_t bytes) {
  const size_t next_chunk = chunks_.empty() ? 0 : chunk_ + 1;
  if (next_chunk == chunks_.size() || chunks_[next_chunk].size < bytes) {
    size_t allocated = 0;
    for (const Chunk& chunk : chunks_) allocated += chunk.size;
    const size_t size =
        std::max(bytes, std::clamp(allocated, kFirstChunkBytes, kLargestChunkBytes));
    if (bytes > limit_bytes_ || allocated + size > limit_bytes_) {
      throw EvaluationError(ErrorKind::kOutOfMemory, "the values of one step need too much memory");
    }
    // Chunks beyond the current one hold nothing, so their order may change.
    chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(next_chunk),
                   Chunk{std::unique_ptr<char[]>(new char[size]), size});
  }
  chunk_ = next_chunk;
  begin_ = chunks_[chunk_].memory.get();
  end_ = begin_ + chunks_[chunk_].size;
  next_ = begin_ + bytes;
  return begin_;
}

size_t Heap::used_bytes() const {
  size_t bytes = static_cast<size_t>(next_ - begin_);
  for (size_t i = 0; i < chunk_; ++i) bytes += chunks_[i].size;
  return bytes;
}

}  // namespace model::values

// A Heap: where the values live that one thread makes.
//
// Bump allocation in chunks; nothing is freed one by one. Release(mark) forgets everything
// allocated after Mark(): the interpreter takes a mark before each state it expands. Values that
// outlive a step (constants, the tables of the specification) live in a Heap of their own that is
// never released.
//
// The Heap also carries the AtomTable, which nearly every operation on strings needs, and the flag
// by which an evaluation is stopped from outside, which every loop over elements looks at.
//
// THREADS: one, except that values in a Heap that nobody allocates from any more may be read by
// all.

#ifndef MODEL_VALUES_HEAP_H_
#define MODEL_VALUES_HEAP_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/values/atom_table.h"
#include "model/values/value.h"

namespace model::values {

class Heap {
 public:
  explicit Heap(const AtomTable* atoms);
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap();

  struct Mark {
    size_t chunk;
    size_t used;
    friend bool operator==(const Mark&, const Mark&) = default;
  };
  Mark Position() const { return {chunk_, static_cast<size_t>(next_ - begin_)}; }
  void Release(Mark mark);

  // 8-byte aligned. Throws EvaluationError(kOutOfMemory) past the limit.
  void* Allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t{7};
    if (static_cast<size_t>(end_ - next_) < bytes) return AllocateSlow(bytes);
    char* result = next_;
    next_ += bytes;
    return result;
  }
  // An object with room for `words` words (uninitialised).
  Object* NewObject(ObjectKind kind, uint32_t size, size_t words) {
    auto* object = static_cast<Object*>(Allocate(sizeof(Object) + words * sizeof(Value)));
    object->kind = kind;
    object->flags = 0;
    object->source = 0;
    object->size = size;
    return object;
  }

  // Gives back the words of `object` beyond the first `used` of its `reserved`, unless something
  // was allocated after it.
  void Shrink(Object* object, size_t reserved, size_t used) {
    char* begin = reinterpret_cast<char*>(object->words());
    if (next_ == begin + reserved * sizeof(Value)) next_ = begin + used * sizeof(Value);
  }
  Value* NewWords(size_t count) { return static_cast<Value*>(Allocate(count * sizeof(Value))); }

  const AtomTable& atoms() const { return *atoms_; }
  size_t used_bytes() const;
  // Evaluation with this heap ends soon after `*flag` has become true; null: it goes on to its end.
  void StopWhen(const std::atomic<bool>* flag) { stop_ = flag != nullptr ? flag : &kNever; }
  // Throws EvaluationError(kInterrupted) if so. For loops that may be long.
  void CheckStop() const {
    if (stop_->load(std::memory_order_relaxed)) [[unlikely]]
      ThrowInterrupted();
  }
  void set_limit_bytes(size_t limit) { limit_bytes_ = limit; }

 private:
  void* AllocateSlow(size_t bytes);
  [[noreturn]] static void ThrowInterrupted();
  static constinit const std::atomic<bool> kNever;

  struct Chunk {
    std::unique_ptr<char[]> memory;
    size_t size;
  };
  const AtomTable* atoms_;
  const std::atomic<bool>* stop_ = &kNever;
  std::vector<Chunk> chunks_;
  size_t chunk_ = 0;
  char* begin_ = nullptr;
  char* next_ = nullptr;
  char* end_ = nullptr;
  size_t limit_bytes_ = size_t{8} << 30;
};

}  // namespace model::values

#endif  // MODEL_VALUES_HEAP_H_

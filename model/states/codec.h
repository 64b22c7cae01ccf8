// Values to canonical bytes and back. A state is the concatenation of its variables' encodings.
//
// Canonical: equal values have equal bytes, whatever heap, worker or run made them (strings made at run time are written as
// text, atoms by number), so the bytes are what is fingerprinted, kept in the frontier and compared. Position-independent and
// self-delimiting: a variable's bytes can be copied unread from one state to the next.
//
// Format: one tag byte, which also holds a small payload where it fits (small integers, booleans, low atoms, short tuples), then
// variable-length integers. A function writes its domain once (a small domain: its mask) and then its values.

#ifndef MODEL_STATES_CODEC_H_
#define MODEL_STATES_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::states {

// A growing byte buffer that is reused: no allocation once it is warm.
class ByteWriter {
 public:
  void Clear() { size_ = 0; }
  size_t size() const { return size_; }
  const uint8_t* data() const { return bytes_.data(); }
  void Append(const uint8_t* bytes, size_t count);
  uint8_t* Reserve(size_t count) {  // room for `count` more; commit with Advance
    if (bytes_.size() - size_ < count) Grow(count);
    return bytes_.data() + size_;
  }
  void Advance(size_t count) { size_ += count; }
  size_t Room() const { return bytes_.size() - size_; }  // what can be written before the next Reserve

 private:
  void Grow(size_t count);
  std::vector<uint8_t> bytes_;
  size_t size_ = 0;
};

// Appends the encoding of `v`. Lazy values are normalised first (hence the heap). Throws EvaluationError when the value can't be
// stored (infinite set, lazy function over an infinite domain, loose set). COST: linear in the value's size.
void Encode(values::Heap& heap, values::Value v, ByteWriter& out);

// Reads one value and returns where the next begins. REQUIRES: bytes written by Encode with the same AtomTable (checked:
// malformed input throws EvaluationError(kInternal), never reads past `end`).
const uint8_t* Decode(values::Heap& heap, const uint8_t* begin, const uint8_t* end, values::Value* v);

// Only where the value at `begin` ends. COST: linear in its bytes.
const uint8_t* Skip(const uint8_t* begin, const uint8_t* end);

}  // namespace model::states

#endif  // MODEL_STATES_CODEC_H_

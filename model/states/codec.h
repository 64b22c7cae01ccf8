// Values to canonical bytes and back. A state is the concatenation of its variables' encodings.
//
// Canonical: equal values have equal bytes, whatever heap, worker or run made them (strings made at
// run time are written as text, atoms by number), so the bytes are what is fingerprinted, kept in
// the frontier and compared. Position-independent and self-delimiting: a variable's bytes can be
// copied unread from one state to the next.
//
// Format: one tag byte, which also holds a small payload where it fits (small integers, booleans,
// low atoms, short tuples), then variable-length integers. A function writes its domain once (a
// small domain: its mask) and then its values.

#ifndef MODEL_STATES_CODEC_H_
#define MODEL_STATES_CODEC_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/values/heap.h"
#include "model/values/own_lines.h"
#include "model/values/value.h"

namespace model::states {

// A growing byte buffer that is reused: no allocation once it is warm.
class ByteWriter {
 public:
  void Clear() { size_ = 0; }
  size_t size() const { return size_; }
  const uint8_t* data() const { return bytes_.data(); }
  void Append(const uint8_t* bytes, size_t count);
  // REQUIRES: so many bytes were appended from there on.
  void Overwrite(size_t at, const uint8_t* bytes, size_t count) {
    std::copy(bytes, bytes + count, bytes_.data() + at);
  }
  uint8_t* Reserve(size_t count) {  // room for `count` more; commit with Advance
    if (bytes_.size() - size_ < count) Grow(count);
    return bytes_.data() + size_;
  }
  void Advance(size_t count) { size_ += count; }
  size_t Room() const {
    return bytes_.size() - size_;
  }  // what can be written before the next Reserve

 private:
  void Grow(size_t count);
  values::OwnLinesVector<uint8_t> bytes_;
  size_t size_ = 0;
};

// Where the parts of a state stand in its bytes: the parts of a successor that are still the very
// objects decoded from the state are copied from there instead of being encoded again. Decode notes
// in each object (Object::source) which part it is, but for a value as a whole, whose place the
// caller knows.
//
// REQUIRES: what was decoded with it is encoded with it before the next Start; the bytes stay as
// they are, less than 4 GiB.
class Sources {
 public:
  void Start(const uint8_t* begin, const uint8_t* end) {
    begin_ = begin;
    end_ = end;
    count_ = 1;  // number 0 is no part
  }
  // The number of the part, 0 if it is not kept: there are more than a number can tell, or it is so
  // long that it may be nested nearly as deep as a stored value can be.
  uint16_t Add(const uint8_t* begin, const uint8_t* end) {
    const auto size = static_cast<size_t>(end - begin);
    if (size > kLongestPart) return 0;
    if (count_ >= parts_.size() && !MakeRoom()) return 0;
    parts_[count_] = {static_cast<uint32_t>(begin - begin_), static_cast<uint32_t>(size)};
    return static_cast<uint16_t>(count_++);
  }
  std::span<const uint8_t> operator[](uint16_t part) const {
    return {begin_ + parts_[part].begin, parts_[part].size};
  }
  const uint8_t* end() const { return end_; }  // of all bytes

  static constexpr size_t kLongestPart = 10'000;

 private:
  static constexpr size_t kMostParts = size_t{1} << 16;
  struct Part {
    uint32_t begin;
    uint32_t size;
  };
  bool MakeRoom() {
    if (parts_.size() >= kMostParts) return false;
    parts_.resize(parts_.size() * 2);
    return true;
  }
  const uint8_t* begin_ = nullptr;
  const uint8_t* end_ = nullptr;
  size_t count_ = 1;
  std::vector<Part> parts_ = std::vector<Part>(64);
};

// Appends the encoding of `v`. Lazy values are normalised first (hence the heap). Throws
// EvaluationError when the value can't be stored (infinite set, lazy function over an infinite
// domain, loose set). COST: linear in the value's size.
void Encode(values::Heap& heap, values::Value v, ByteWriter& out, const Sources* sources = nullptr);

// Reads one value and returns where the next begins. REQUIRES: bytes written by Encode with the
// same AtomTable (checked: malformed input throws EvaluationError(kInternal), never reads past
// `end`).
const uint8_t* Decode(values::Heap& heap, const uint8_t* begin, const uint8_t* end,
                      values::Value* v, Sources* sources = nullptr);

// Only where the value at `begin` ends. COST: linear in its bytes.
const uint8_t* Skip(const uint8_t* begin, const uint8_t* end);

}  // namespace model::states

#endif  // MODEL_STATES_CODEC_H_

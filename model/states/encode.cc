// Values to bytes. See format.h for the tags.

#include <algorithm>
#include <bit>
#include <cstring>

#include "model/states/codec.h"
#include "model/states/format.h"
#include "model/values/operations.h"

namespace model::states {
namespace {

using values::Heap;
using values::Object;
using values::ObjectKind;
using values::Special;
using values::Tag;
using values::Value;

// The place to write at is passed along and returned, so that it stays in a register; `end` and the
// writer are looked at only when room runs out.
struct Target {
  Heap& heap;
  ByteWriter& out;
  uint8_t* end;
  int depth;
  const Sources* sources;

  // Room for `count` bytes at the place that is returned.
  uint8_t* Grow(uint8_t* next, size_t count) {
    out.Advance(static_cast<size_t>(next - out.data()) - out.size());
    next = out.Reserve(count);
    end = next + out.Room();
    return next;
  }
  uint8_t* Ensure(uint8_t* next, size_t count) {
    if (static_cast<size_t>(end - next) >= count) [[likely]]
      return next;
    return Grow(next, count);
  }
};

uint8_t* PutObject(Target& target, uint8_t* next, Value v);

uint8_t* PutVarint(uint8_t* next, uint64_t i) {
  while (i >= 0x80) {
    *next++ = static_cast<uint8_t>(i | 0x80);
    i >>= 7;
  }
  *next++ = static_cast<uint8_t>(i);
  return next;
}

uint8_t* PutLongInteger(uint8_t* next, int64_t i) {
  *next++ = i >= 0 ? kTagPositive : kTagNegative;
  return PutVarint(next, static_cast<uint64_t>(i >= 0 ? i - kShortIntegers : -1 - i));
}

uint8_t* PutInteger(uint8_t* next, int64_t i) {
  if (static_cast<uint64_t>(i) >= static_cast<uint64_t>(kShortIntegers)) {
    return PutLongInteger(next, i);
  }
  *next++ = static_cast<uint8_t>(kTagInteger + i);
  return next;
}

uint8_t* PutAtom(uint8_t* next, uint32_t number) {
  if (number < kShortAtoms) {
    *next++ = static_cast<uint8_t>(kTagAtom + number);
    return next;
  }
  *next++ = kTagHighAtom;
  return PutVarint(next, number - kShortAtoms);
}

uint8_t* PutMask(uint8_t* next, FirstTag tag, uint64_t mask) {
  const int bytes = (std::bit_width(mask) + 7) / 8;
  *next++ = static_cast<uint8_t>(tag + bytes);
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(next, &mask, sizeof(mask));  // what is beyond `bytes` gets overwritten
  } else {
    for (int i = 0; i < bytes; ++i) next[i] = static_cast<uint8_t>(mask >> (8 * i));
  }
  return next + bytes;
}

[[noreturn]] void FailSpecial(Heap& heap, Value v) {
  if (v.special() == Special::kUnset || v.special() == Special::kUndefined) {
    throw values::EvaluationError(values::ErrorKind::kInternal, "an unset value in a state");
  }
  throw values::EvaluationError("TLC has found a state in which the value of a variable contains " +
                                values::Print(heap, v));
}

inline uint8_t* Put(Target& target, uint8_t* next, Value v) {
  next = target.Ensure(next, kMaxScalarBytes);
  switch (v.tag()) {
    case Tag::kInteger: return PutInteger(next, v.small_integer());
    case Tag::kBoolean:
      *next++ = static_cast<uint8_t>(kTagBoolean + (v.is_true() ? 1 : 0));
      return next;
    case Tag::kAtom: return PutAtom(next, v.atom_number());
    case Tag::kSmallIntegers: return PutMask(next, kTagIntegers, v.mask());
    case Tag::kSmallAtoms: return PutMask(next, kTagAtoms, v.mask());
    case Tag::kSpecial: FailSpecial(target.heap, v);
    case Tag::kObject: return PutObject(target, next, v);
  }
  return next;
}

uint8_t* PutAll(Target& target, uint8_t* next, const Value* words, uint32_t count) {
  if (++target.depth > kMaxDepth) {
    throw values::EvaluationError(values::ErrorKind::kStackOverflow,
                                  "a value is nested too deeply to be stored in a state");
  }
  for (uint32_t i = 0; i < count; ++i) next = Put(target, next, words[i]);
  --target.depth;
  return next;
}

uint8_t* PutTuple(Target& target, uint8_t* next, const Object* tuple) {
  if (tuple->size < kShortTuples) {
    *next++ = static_cast<uint8_t>(kTagTuple + tuple->size);
  } else {
    *next++ = kTagLongTuple;
    next = PutVarint(next, tuple->size - kShortTuples);
  }
  return PutAll(target, next, tuple->words(), tuple->size);
}

uint8_t* PutFunction(Target& target, uint8_t* next, const Object* function) {
  const Value domain = function->words()[0];
  if (domain.tag() == Tag::kSmallAtoms) {
    next = PutMask(next, kTagOverAtoms, domain.mask());
  } else if (domain.tag() == Tag::kSmallIntegers) {
    next = PutMask(next, kTagOverIntegers, domain.mask());
  } else {
    *next++ = kTagFunction;
    next = Put(target, next, domain);
  }
  return PutAll(target, next, function->words() + 1, function->size);
}

uint8_t* PutInterval(Target& target, uint8_t* next, const Object* interval) {
  const uint64_t low = interval->words()[0].bits(), high = interval->words()[1].bits();
  next = target.Ensure(next, 2 * kMaxScalarBytes);
  *next++ = kTagInterval;
  next = PutInteger(next, static_cast<int64_t>(low));
  return PutVarint(next, high - low);
}

uint8_t* PutText(Target& target, uint8_t* next, const Object* text) {
  *next++ = kTagText;
  next = PutVarint(next, text->size);
  next = target.Ensure(next, text->size);
  std::memcpy(next, text->bytes(), text->size);
  return next + text->size;
}

// Copies up to kBlock bytes as one block where it may read and write that much: most parts are
// short.
uint8_t* PutPart(Target& target, uint8_t* next, std::span<const uint8_t> part) {
  constexpr size_t kBlock = 32;
  next = target.Ensure(next, std::max(part.size(), kBlock));
  if (part.size() <= kBlock && static_cast<size_t>(target.sources->end() - part.data()) >= kBlock) {
    std::memcpy(next, part.data(), kBlock);
  } else {
    std::memcpy(next, part.data(), part.size());
  }
  return next + part.size();
}

// REQUIRES: room for a scalar at `next`.
uint8_t* PutObject(Target& target, uint8_t* next, Value v) {
  const Object* object = v.object();
  if (object->source != 0 && target.sources != nullptr &&
      target.depth + Sources::kLongestPart <= kMaxDepth) {
    return PutPart(target, next, (*target.sources)[object->source]);
  }
  switch (object->kind) {
    case ObjectKind::kTuple: return PutTuple(target, next, object);
    case ObjectKind::kFunction: return PutFunction(target, next, object);
    case ObjectKind::kSet:
      *next++ = kTagSet;
      next = PutVarint(next, object->size);
      return PutAll(target, next, object->words(), object->size);
    case ObjectKind::kBigInteger: return PutInteger(next, values::IntegerOf(v));
    case ObjectKind::kText: return PutText(target, next, object);
    case ObjectKind::kInterval: return PutInterval(target, next, object);
    default:
      return Put(target, next, values::Normalize(target.heap, v));  // lazy; a loose set throws
  }
}

}  // namespace

void Encode(Heap& heap, Value v, ByteWriter& out, const Sources* sources) {
  Target target{heap, out, nullptr, 0, sources};
  uint8_t* next = out.Reserve(kMaxScalarBytes);
  target.end = next + out.Room();
  next = Put(target, next, v);
  out.Advance(static_cast<size_t>(next - out.data()) - out.size());
}

}  // namespace model::states

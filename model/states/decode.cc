// Bytes to values. See format.h for the tags.
//
// The bytes come from memory, from files and from other machines; nothing is read past their end,
// and no more memory is taken than they can account for: every element costs at least one byte, so
// a count beyond the bytes that are left is refused.

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
using values::Tag;
using values::Value;

[[noreturn]] void FailMalformed() {
  throw values::EvaluationError(values::ErrorKind::kInternal, "the bytes of a state are malformed");
}

bool IsIntegerTag(uint8_t tag) {
  return tag < kTagAtom || tag == kTagPositive || tag == kTagNegative;
}

class Reader {
 public:
  Reader(const uint8_t* begin, const uint8_t* end) : next_(begin), end_(end) {}

  const uint8_t* next() const { return next_; }
  size_t left() const { return static_cast<size_t>(end_ - next_); }

  uint8_t Byte() {
    if (next_ == end_) FailMalformed();
    return *next_++;
  }

  uint8_t Peek() const {
    if (next_ == end_) FailMalformed();
    return *next_;
  }

  uint64_t Varint() {
    const uint8_t first = Byte();
    return first < 0x80 ? first : LongVarint(first);
  }

  // A number of parts that follow, each of at least one byte.
  uint32_t Count(uint64_t count) {
    if (count > left() || count > UINT32_MAX) FailMalformed();
    return static_cast<uint32_t>(count);
  }

  uint64_t Mask(int bytes) {
    uint64_t mask = 0;
    if (std::endian::native == std::endian::little && left() >= sizeof(mask)) {
      std::memcpy(&mask, next_, sizeof(mask));
      if (bytes < 8) mask &= (uint64_t{1} << (8 * bytes)) - 1;
      next_ += bytes;
    } else {
      if (left() < static_cast<size_t>(bytes)) FailMalformed();
      for (int i = 0; i < bytes; ++i) mask |= uint64_t{*next_++} << (8 * i);
    }
    if (mask >> values::kSmallSetBits != 0) FailMalformed();
    return mask;
  }

  const uint8_t* Bytes(uint64_t count) {
    if (count > left()) FailMalformed();
    next_ += count;
    return next_ - count;
  }

 private:
  uint64_t LongVarint(uint8_t byte) {
    uint64_t result = byte & 0x7f;
    for (int shift = 7; byte >= 0x80; shift += 7) {
      if (shift > 63) FailMalformed();
      byte = Byte();
      result |= uint64_t{byte & 0x7fu} << shift;
    }
    return result;
  }

  const uint8_t* next_;
  const uint8_t* end_;
};

// The place to read at is passed along and returned, so that it stays in a register; rarer values
// use a Reader.
class Decoder {
 public:
  Decoder(Heap& heap, const uint8_t* end, Sources* sources)
      : heap_(heap), end_(end), sources_(sources) {}

  const uint8_t* Take(const uint8_t* next, Value* v) {
    if (next == end_) FailMalformed();
    const uint8_t* const begin = next;
    const uint8_t tag = *next++;
    if (tag < kTagAtom) {
      *v = Value::SmallInteger(tag - kTagInteger);
      return next;
    }
    if (tag < kTagTuple) {
      *v = Atom(static_cast<uint64_t>(tag - kTagAtom));
      return next;
    }
    next = tag < kTagIntegers
               ? TakeSequence(next, ObjectKind::kTuple, static_cast<uint64_t>(tag - kTagTuple), v)
               : TakeRest(next, tag, v);
    if (depth_ > 0 && sources_ != nullptr && v->is_object()) NoteSource(v->object(), begin, next);
    return next;
  }

 private:
  const uint8_t* TakeRest(const uint8_t* next, uint8_t tag, Value* v) {
    Reader reader(next, end_);
    if (tag < kTagAtoms) {
      *v = Value::SmallIntegers(reader.Mask(tag - kTagIntegers));
    } else if (tag < kTagOverIntegers) {
      *v = Value::SmallAtoms(AtomMask(reader, tag - kTagAtoms));
    } else if (tag < kTagOverAtoms) {
      const Value domain = Value::SmallIntegers(reader.Mask(tag - kTagOverIntegers));
      return TakeFunction(reader.next(), domain, v);
    } else if (tag < kTagBoolean) {
      const Value domain = Value::SmallAtoms(AtomMask(reader, tag - kTagOverAtoms));
      return TakeFunction(reader.next(), domain, v);
    } else {
      return TakeRare(reader, tag, v);
    }
    return reader.next();
  }

  const uint8_t* TakeRare(Reader reader, uint8_t tag, Value* v) {
    switch (tag) {
      case kTagBoolean:
      case kTagBoolean + 1: *v = Value::Boolean(tag != kTagBoolean); break;
      case kTagPositive: *v = Integer(reader.Varint() + kShortIntegers); break;
      case kTagNegative: *v = Integer(~reader.Varint()); break;
      case kTagHighAtom: *v = Atom(reader.Varint() + kShortAtoms); break;
      case kTagText: {
        const uint64_t size = reader.Varint();
        *v = values::MakeString(heap_, {reinterpret_cast<const char*>(reader.Bytes(size)), size});
        break;
      }
      case kTagInterval: return TakeInterval(reader, v);
      case kTagLongTuple: {
        const uint64_t size = reader.Varint() + kShortTuples;
        return TakeSequence(reader.next(), ObjectKind::kTuple, size, v);
      }
      case kTagSet: {
        const uint64_t size = reader.Varint();
        if (size == 0) FailMalformed();
        return TakeSequence(reader.next(), ObjectKind::kSet, size, v);
      }
      case kTagFunction: {
        // Not by Take, which malformed bytes could make recur without end.
        const uint8_t domain_tag = reader.Byte();
        if (domain_tag != kTagSet && domain_tag != kTagInterval) FailMalformed();
        Value domain;
        const uint8_t* next = TakeRare(reader, domain_tag, &domain);
        return TakeFunction(next, domain, v);
      }
      default: FailMalformed();
    }
    return reader.next();
  }

  // Every object with parts was made just now and is nobody else's; the empty tuple is shared.
  void NoteSource(const Object* object, const uint8_t* begin, const uint8_t* end) {
    if (object->size != 0) const_cast<Object*>(object)->source = sources_->Add(begin, end);
  }

  Value Integer(uint64_t i) { return values::MakeInteger(heap_, static_cast<int64_t>(i)); }

  Value Atom(uint64_t number) {
    if (number >= heap_.atoms().size()) FailMalformed();
    return heap_.atoms().Get(static_cast<uint32_t>(number));
  }

  uint64_t AtomMask(Reader& reader, int bytes) {
    const uint64_t mask = reader.Mask(bytes);
    if (static_cast<uint32_t>(std::bit_width(mask)) > heap_.atoms().size()) FailMalformed();
    return mask;
  }

  uint32_t CheckCount(const uint8_t* next, uint64_t count) {
    return Reader(next, end_).Count(count);
  }

  const uint8_t* TakeAll(const uint8_t* next, Value* words, uint32_t count) {
    if (++depth_ > kMaxDepth) FailMalformed();
    for (uint32_t i = 0; i < count; ++i) next = Take(next, words + i);
    --depth_;
    return next;
  }

  const uint8_t* TakeSequence(const uint8_t* next, ObjectKind kind, uint64_t size, Value* v) {
    if (size == 0) {
      *v = values::MakeTuple(heap_, {});
      return next;
    }
    const uint32_t count = CheckCount(next, size);
    Object* object = heap_.NewObject(kind, count, count);
    *v = Value::Of(object);
    return TakeAll(next, object->words(), count);
  }

  const uint8_t* TakeFunction(const uint8_t* next, Value domain, Value* v) {
    const uint64_t size = domain.is_small_set()
                              ? static_cast<uint64_t>(std::popcount(domain.mask()))
                              : static_cast<uint64_t>(values::Cardinality(heap_, domain));
    const uint32_t count = CheckCount(next, size);
    if (count == 0) FailMalformed();
    Object* function = heap_.NewObject(ObjectKind::kFunction, count, count + size_t{1});
    function->words()[0] = domain;
    *v = Value::Of(function);
    return TakeAll(next, function->words() + 1, count);
  }

  const uint8_t* TakeInterval(Reader reader, Value* v) {
    if (!IsIntegerTag(reader.Peek())) FailMalformed();
    Value low;
    reader = Reader(Take(reader.next(), &low), end_);
    int64_t high;
    if (__builtin_add_overflow(values::IntegerOf(low), reader.Varint(), &high)) FailMalformed();
    *v = values::MakeInterval(heap_, values::IntegerOf(low), high);
    return reader.next();
  }

  Heap& heap_;
  const uint8_t* const end_;
  Sources* const sources_;
  int depth_ = 0;
};

// How many values follow a tag (and what it carries), read with the tag.
class Skipper {
 public:
  Skipper(const uint8_t* begin, const uint8_t* end) : reader_(begin, end) {}

  const uint8_t* Run() {
    // A function's domain stands before its values and says how many there are, so it has to be
    // looked at, not only skipped.
    for (uint64_t pending = 1; pending > 0; --pending) pending += Parts();
    return reader_.next();
  }

 private:
  uint64_t Parts() {
    const uint8_t tag = reader_.Byte();
    if (tag < kTagTuple) return 0;
    if (tag < kTagIntegers) return static_cast<uint64_t>(tag - kTagTuple);
    if (tag < kTagAtoms) return reader_.Mask(tag - kTagIntegers), 0;
    if (tag < kTagOverIntegers) return reader_.Mask(tag - kTagAtoms), 0;
    if (tag < kTagOverAtoms) return PopulationOf(tag - kTagOverIntegers);
    if (tag < kTagBoolean) return PopulationOf(tag - kTagOverAtoms);
    switch (tag) {
      case kTagBoolean:
      case kTagBoolean + 1: return 0;
      case kTagPositive:
      case kTagNegative:
      case kTagHighAtom: reader_.Varint(); return 0;
      case kTagText: reader_.Bytes(reader_.Varint()); return 0;
      case kTagLongTuple: return reader_.Count(reader_.Varint() + kShortTuples);
      case kTagInterval: return SkipInterval(), 0;
      case kTagSet: return reader_.Count(reader_.Varint());
      case kTagFunction: return SkipDomain();
      default: FailMalformed();
    }
  }

  uint64_t PopulationOf(int bytes) {
    return static_cast<uint64_t>(std::popcount(reader_.Mask(bytes)));
  }

  // Returns high - low.
  uint64_t SkipInterval() {
    if (!IsIntegerTag(reader_.Peek())) FailMalformed();
    Parts();  // the low end
    return reader_.Varint();
  }

  uint64_t SkipDomain() {
    const uint8_t tag = reader_.Byte();
    if (tag == kTagInterval) return reader_.Count(SkipInterval()) + uint64_t{1};
    if (tag != kTagSet) FailMalformed();
    const uint32_t size = reader_.Count(reader_.Varint());
    return uint64_t{size} + size;  // the elements, then as many values
  }

  Reader reader_;
};

}  // namespace

const uint8_t* Decode(Heap& heap, const uint8_t* begin, const uint8_t* end, Value* v,
                      Sources* sources) {
  return Decoder(heap, end, sources).Take(begin, v);
}

const uint8_t* Skip(const uint8_t* begin, const uint8_t* end) { return Skipper(begin, end).Run(); }

}  // namespace model::states

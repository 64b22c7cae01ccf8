// Sets at birth: every enumerated set goes through here and leaves in its normal form.

#include <algorithm>
#include <cstring>

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

// Adds the elements to `mask` as long as they are of `tag`'s kind; false at the first that isn't.
bool MaskOfIntegers(std::span<const Value> elements, uint64_t& mask) {
  for (const Value element : elements) {
    if (!element.is_small_integer()) return false;
    const auto i = static_cast<uint64_t>(element.small_integer());
    if (i >= kSmallSetBits) return false;
    mask |= uint64_t{1} << i;
  }
  return true;
}

bool MaskOfAtoms(std::span<const Value> elements, uint64_t& mask) {
  for (const Value element : elements) {
    if (!element.is_atom() || element.atom_type() != 0) return false;
    const uint32_t i = element.atom_number();
    if (i >= kSmallSetBits) return false;
    mask |= uint64_t{1} << i;
  }
  return true;
}

// What can be sorted by its word: all immediate integers, or all atoms of one type.
enum class WordOrder : uint8_t { kNone, kSigned, kUnsigned };

WordOrder WordOrderOf(std::span<const Value> elements) {
  const auto all = [&](auto&& predicate) { return std::ranges::all_of(elements, predicate); };
  if (elements[0].is_small_integer()) {
    return all([](Value v) { return v.is_small_integer(); }) ? WordOrder::kSigned
                                                             : WordOrder::kNone;
  }
  if (!elements[0].is_atom()) return WordOrder::kNone;
  const char type = elements[0].atom_type();
  return all([=](Value v) { return v.is_atom() && v.atom_type() == type; }) ? WordOrder::kUnsigned
                                                                            : WordOrder::kNone;
}

void SortByWord(Value* begin, Value* end, WordOrder order) {
  if (order == WordOrder::kSigned) {
    std::sort(begin, end, [](Value a, Value b) {
      return static_cast<int64_t>(a.bits()) < static_cast<int64_t>(b.bits());
    });
  } else {
    std::sort(begin, end, [](Value a, Value b) { return a.bits() < b.bits(); });
  }
}

Value MakeLooseSet(Heap& heap, std::span<const Value> elements) {
  Object* loose = heap.NewObject(ObjectKind::kLooseSet, static_cast<uint32_t>(elements.size()),
                                 elements.size());
  std::memcpy(loose->words(), elements.data(), elements.size_bytes());
  return Value::Of(loose);
}

// 0 if not all are atoms that may be bits of a mask.
uint64_t MaskOfSorted(const Value* words, size_t count) {
  uint64_t mask = 0;
  return MaskOfAtoms({words, count}, mask) ? mask : 0;
}

// An interval may have more elements than any other enumerated set; so many are listed for an
// operation on it.
constexpr uint64_t kMaxListed = 64 * static_cast<uint64_t>(kMaxSetSize);

}  // namespace

void FailTooLarge() { Fail("Attempted to construct a set with too many elements (>1000000)."); }

size_t SortUnique(Heap& heap, std::span<Value> elements) {
  if (elements.size() < 2) return elements.size();
  Value* const begin = elements.data();
  Value* const end = begin + elements.size();
  if (const WordOrder order = WordOrderOf(elements); order != WordOrder::kNone) {
    SortByWord(begin, end, order);
    return static_cast<size_t>(std::unique(begin, end) - begin);
  }
  bool ascending = true;
  for (Value* i = begin; i + 1 < end && ascending; ++i) ascending = Compare(heap, i[0], i[1]) < 0;
  if (ascending) return elements.size();
  std::sort(begin, end, [&](Value a, Value b) { return Compare(heap, a, b) < 0; });
  const auto same = [&](Value a, Value b) { return Compare(heap, a, b) == 0; };
  return static_cast<size_t>(std::unique(begin, end, same) - begin);
}

Value FromSorted(Heap& heap, Object* set, size_t reserved, size_t count) {
  const Value* words = set->words();
  if (count == 0) {
    heap.Shrink(set, reserved, 0);
    return Value::EmptySet();
  }
  const Value first = words[0], last = words[count - 1];
  if (IsInteger(first)) {
    // Ascending, and integers compare with nothing but model values, which would come first.
    const int64_t low = IntegerOf(first), high = IntegerOf(last);
    uint64_t mask = 0;
    if (low >= 0 && high < kSmallSetBits && MaskOfIntegers({words, count}, mask)) {
      heap.Shrink(set, reserved, 0);
      return Value::SmallIntegers(mask);
    }
    if (static_cast<uint64_t>(high) - static_cast<uint64_t>(low) == count - 1) {
      heap.Shrink(set, reserved, 0);
      return MakeInterval(heap, low, high);
    }
  } else if (last.is_atom() && last.atom_number() < kSmallSetBits) {
    if (const uint64_t mask = MaskOfSorted(words, count)) {
      heap.Shrink(set, reserved, 0);
      return Value::SmallAtoms(mask);
    }
  }
  set->size = static_cast<uint32_t>(count);
  heap.Shrink(set, reserved, count);
  return Value::Of(set);
}

Value MakeSet(Heap& heap, std::span<const Value> elements) {
  uint64_t mask = 0;
  if (MaskOfIntegers(elements, mask)) return Value::SmallIntegers(mask);
  mask = 0;
  if (MaskOfAtoms(elements, mask)) return Value::SmallAtoms(mask);
  const size_t count = elements.size();
  if (count > static_cast<size_t>(kMaxSetSize)) {
    FailTooLarge();
  }
  Object* set = heap.NewObject(ObjectKind::kSet, static_cast<uint32_t>(count), count);
  Value* words = set->words();
  std::memcpy(words, elements.data(), elements.size_bytes());
  try {
    for (size_t i = 0; i < count; ++i) {
      if (words[i].is_object()) words[i] = Normalize(heap, words[i]);
    }
    return FromSorted(heap, set, count, SortUnique(heap, {words, count}));
  } catch (const EvaluationError& error) {
    if (error.kind != ErrorKind::kEvaluation) throw;
    return MakeLooseSet(heap, elements);
  }
}

Value MakeInterval(Heap& heap, int64_t low, int64_t high) {
  if (low > high) return Value::EmptySet();
  if (low >= 0 && high < kSmallSetBits) {
    const uint64_t up_to_high = ~uint64_t{0} >> (63 - high);
    return Value::SmallIntegers(up_to_high & (~uint64_t{0} << low));
  }
  Object* interval = heap.NewObject(ObjectKind::kInterval, 2, 2);
  interval->words()[0] = Value::FromBits(static_cast<uint64_t>(low));
  interval->words()[1] = Value::FromBits(static_cast<uint64_t>(high));
  return Value::Of(interval);
}

Value OneTo(Heap& heap, int64_t n) { return MakeInterval(heap, 1, n); }

int64_t LengthOfDomain(Value domain) {
  if (domain.tag() == Tag::kSmallIntegers) {
    const uint64_t mask = domain.mask();
    const uint64_t from_one = mask >> 1;
    const bool dense = (mask & 1) == 0 && (from_one & (from_one + 1)) == 0;
    return dense ? std::popcount(mask) : -1;
  }
  if (!IsObjectOf(domain, ObjectKind::kInterval) || LowOf(domain.object()) != 1) return -1;
  return HighOf(domain.object());
}

Value SingletonSet(Heap& heap, Value element) { return MakeSet(heap, {&element, 1}); }

uint64_t SizeOf(Value set) {
  if (set.is_small_set()) return static_cast<uint64_t>(std::popcount(set.mask()));
  const Object* object = set.object();
  if (object->kind == ObjectKind::kSet) return object->size;
  return static_cast<uint64_t>(HighOf(object)) - static_cast<uint64_t>(LowOf(object)) + 1;
}

Value FirstOf(Heap& heap, Value set) {
  Value first;
  SetIterator(heap, set).Next(&first);
  return first;
}

std::span<const Value> ElementArray(Heap& heap, Value set, SmallSetBuffer& buffer) {
  if (IsObjectOf(set, ObjectKind::kSet)) return {set.object()->words(), set.object()->size};
  const size_t size = SizeOf(set);
  if (size > kMaxListed) FailTooLarge();
  Value* words = set.is_small_set() ? buffer.words() : heap.NewWords(size);
  SetIterator elements(heap, set);
  for (Value* word = words; elements.Next(word);) ++word;
  return {words, size};
}

void FailLoose(Heap& heap, const Object* loose) {
  // Sorting fails again, now with the message. Insertion sort meets every neighbour.
  std::span<const Value> elements(loose->words(), loose->size);
  for (size_t i = 0; i < elements.size(); ++i) {
    const Value element = Normalize(heap, elements[i]);
    if (IsObjectOf(element, ObjectKind::kLooseSet)) FailLoose(heap, element.object());
    for (size_t j = 0; j < i; ++j) Compare(heap, element, elements[j]);
  }
  Fail("Attempted to compare the elements of a set, which don't compare.");
}

void FailNotEnumerable(Heap& heap, Value set) {
  FailWith(heap, "Attempted to enumerate the set\n", set, "\nwhich is not enumerable.");
}

}  // namespace model::values

// What the sources of this folder share about kinds of values and about enumerated sets: small
// sets, intervals and sorted arrays. Not for other folders; they use operations.h.
//
// A new enumerated set is built in three steps: NewObject(kSet) with room for enough words, write
// the elements in ascending order without repeats, FromSorted. FromSorted picks the normal form and
// gives the unused memory back.

#ifndef MODEL_VALUES_ENUMERATED_SET_H_
#define MODEL_VALUES_ENUMERATED_SET_H_

#include <cstdint>
#include <span>
#include <string>

#include "model/values/operations.h"

namespace model::values {

enum class Kind : uint8_t { kBoolean, kInteger, kString, kModelValue, kSet, kFunction, kOther };
Kind KindOf(Value v);

[[noreturn]] void Fail(std::string message);
[[noreturn]] void FailTooLarge();
// "a\nb\nc" with both values printed.
[[noreturn]] void FailWith(Heap& heap, const char* before, Value v, const char* after = "");
[[noreturn]] void FailWith(Heap& heap, const char* before, Value v, const char* between, Value w);

inline int64_t LowOf(const Object* interval) {
  return static_cast<int64_t>(interval->words()[0].bits());
}
inline int64_t HighOf(const Object* interval) {
  return static_cast<int64_t>(interval->words()[1].bits());
}

inline bool IsEnumerated(Value v) {
  return v.is_small_set() || IsObjectOf(v, ObjectKind::kSet) ||
         IsObjectOf(v, ObjectKind::kInterval);
}
// A set that is neither enumerated nor loose.
inline bool IsLazySet(Value v) {
  return v.is_object() ? v.object()->kind >= ObjectKind::kSubsets
                       : v.tag() == Tag::kSpecial && IsSet(v);
}

// The enumerated form of any finite set whose elements compare; an error for other sets.
Value Enumerated(Heap& heap, Value set);
inline Value EnumeratedFast(Heap& heap, Value set) {
  return IsEnumerated(set) ? set : Enumerated(heap, set);
}
Value EnumerateLazy(Heap& heap, const Object* set);

// Cardinality without the error for sets of too many elements.
inline constexpr int64_t kUncountable = INT64_MAX;  // so many, or more
int64_t Count(Heap& heap, Value set);

// REQUIRES: IsEnumerated.
uint64_t SizeOf(Value set);
Value FirstOf(Heap& heap, Value set);  // REQUIRES: not empty

// REQUIRES: `set` has room for `reserved` words, of which the first `count` are ascending, distinct
// and hold nothing lazy.
Value FromSorted(Heap& heap, Object* set, size_t reserved, size_t count);

// Sorts, removes repeats and returns how many are left. Throws when the elements don't compare.
size_t SortUnique(Heap& heap, std::span<Value> elements);

// The elements of an enumerated set as an array: in place for a kSet, in `buffer` for a small set,
// in the heap for an interval.
struct SmallSetBuffer {
  alignas(Value) unsigned char bytes[kSmallSetBits * sizeof(Value)];
  Value* words() { return reinterpret_cast<Value*>(bytes); }
};
std::span<const Value> ElementArray(Heap& heap, Value set, SmallSetBuffer& buffer);

// 1..n in normal form.
Value OneTo(Heap& heap, int64_t n);
// n if `domain`, in normal form, is 1..n; -1 otherwise.
int64_t LengthOfDomain(Value domain);

// Throws what sorting a loose set throws.
[[noreturn]] void FailLoose(Heap& heap, const Object* loose);
[[noreturn]] void FailNotEnumerable(Heap& heap, Value set);

// The table of a lazy function, other functions as they are.
inline Value Tabulated(Heap& heap, Value function) {
  if (!IsObjectOf(function, ObjectKind::kLazyFunction)) return function;
  return lazy_function(function.object())->Tabulate(heap);
}
inline const LazySet* PredicateOf(const Object* object) {
  return reinterpret_cast<const LazySet*>(object->words()[0].bits());
}

}  // namespace model::values

#endif  // MODEL_VALUES_ENUMERATED_SET_H_

// From lazy to enumerated, and from one heap to another.

#include <cstring>

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

// Where the words of an object that are values begin and how many there are; none for those
// without.
std::span<const Value> ValueWords(const Object* object) {
  switch (object->kind) {
    case ObjectKind::kBigInteger:
    case ObjectKind::kText:
    case ObjectKind::kInterval:
    case ObjectKind::kLazyFunction:
    case ObjectKind::kLazySet: return {};
    case ObjectKind::kFunction:
    case ObjectKind::kRecordSet: return {object->words(), size_t{object->size} + 1};
    default: return {object->words(), object->size};
  }
}

size_t AllWords(const Object* object) {
  switch (object->kind) {
    case ObjectKind::kBigInteger: return 1;
    case ObjectKind::kText: return (object->size + sizeof(Value) - 1) / sizeof(Value);
    case ObjectKind::kInterval: return 2;
    default: return ValueWords(object).size();
  }
}

// A tuple or function whose first `done` words are already in normal form and whose next one
// changes to `changed`.
Value NormalizeWordsFrom(Heap& heap, const Object* object, size_t done, Value changed) {
  const std::span<const Value> words = ValueWords(object);
  Object* copy = heap.NewObject(object->kind, object->size, words.size());
  std::memcpy(copy->words(), words.data(), done * sizeof(Value));
  copy->words()[done] = changed;
  for (size_t i = done + 1; i < words.size(); ++i) copy->words()[i] = Normalize(heap, words[i]);
  return Value::Of(copy);
}

Value NormalizeWords(Heap& heap, Value v) {
  const std::span<const Value> words = ValueWords(v.object());
  for (size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_object() && words[i].tag() != Tag::kSpecial) continue;
    const Value normal = Normalize(heap, words[i]);
    if (!(normal == words[i])) return NormalizeWordsFrom(heap, v.object(), i, normal);
  }
  return v;
}

Value CopyWords(Heap& target, Value v, LazySets lazy_sets) {
  const Object* object = v.object();
  const size_t count = AllWords(object);
  Object* copy = target.NewObject(object->kind, object->size, count);
  const std::span<const Value> words = ValueWords(object);
  if (words.empty()) {
    std::memcpy(copy->words(), object->words(), count * sizeof(Value));
  } else {
    for (size_t i = 0; i < count; ++i) copy->words()[i] = CopyTo(target, words[i], lazy_sets);
  }
  return Value::Of(copy);
}

}  // namespace

Value EnumerateLazy(Heap& heap, const Object* set) {
  const Value v = Value::Of(set);
  const int64_t count = Cardinality(heap, v);
  if (count > kMaxSetSize) FailTooLarge();
  const auto room = static_cast<size_t>(count);
  Value* const elements = heap.NewWords(room);
  // Elements are made in the heap while the set grows, hence in two steps; they come in ascending
  // order.
  size_t size = 0;
  SetIterator each(heap, v);
  for (Value element; each.Next(&element);) elements[size++] = Normalize(heap, element);
  Object* result = heap.NewObject(ObjectKind::kSet, static_cast<uint32_t>(size), size);
  std::memcpy(result->words(), elements, size * sizeof(Value));
  return FromSorted(heap, result, size, size);
}

Value Enumerated(Heap& heap, Value set) {
  if (IsEnumerated(set)) return set;
  if (!set.is_object()) FailNotEnumerable(heap, set);
  const Object* object = set.object();
  const Value* words = object->words();
  switch (object->kind) {
    case ObjectKind::kLooseSet: FailLoose(heap, object);
    case ObjectKind::kSubsets:
    case ObjectKind::kFunctionSet:
    case ObjectKind::kRecordSet:
    case ObjectKind::kProduct: return EnumerateLazy(heap, object);
    case ObjectKind::kCup:
      return Union(heap, EnumeratedFast(heap, words[0]), EnumeratedFast(heap, words[1]));
    case ObjectKind::kCap:
      return IsFinite(heap, words[0])
                 ? Intersection(heap, EnumeratedFast(heap, words[0]), words[1])
                 : Intersection(heap, words[0], EnumeratedFast(heap, words[1]));
    case ObjectKind::kMinus: return Difference(heap, EnumeratedFast(heap, words[0]), words[1]);
    case ObjectKind::kUnionOf: {
      if (IsObjectOf(words[0], ObjectKind::kLooseSet)) FailLoose(heap, words[0].object());
      if (!IsFinite(heap, set)) FailNotEnumerable(heap, set);
      return EnumeratedFast(heap, BigUnion(heap, EnumeratedFast(heap, words[0])));
    }
    default: FailNotEnumerable(heap, set);
  }
}

Value Normalize(Heap& heap, Value v) {
  if (!v.is_object()) {
    if (v.tag() == Tag::kSpecial && IsSet(v)) {
      FailWith(heap, "Attempted to compute the number of elements in the overridden value ", v,
               ".");
    }
    return v;
  }
  switch (v.object()->kind) {
    case ObjectKind::kBigInteger:
    case ObjectKind::kText:
    case ObjectKind::kInterval:
    case ObjectKind::kSet:  // its elements are normal since its birth
      return v;
    case ObjectKind::kTuple:
    case ObjectKind::kFunction: return NormalizeWords(heap, v);
    case ObjectKind::kLazyFunction: return Normalize(heap, Tabulated(heap, v));
    default: return Enumerated(heap, v);
  }
}

Value CopyTo(Heap& target, Value v, LazySets lazy_sets) {
  if (!v.is_object()) {
    return lazy_sets == LazySets::kKeep ? v : Normalize(target, v);
  }
  if (lazy_sets == LazySets::kNormalize) {
    return CopyWords(target, Normalize(target, v), LazySets::kKeep);
  }
  switch (v.object()->kind) {
    case ObjectKind::kLazyFunction: return CopyTo(target, Tabulated(target, v), lazy_sets);
    case ObjectKind::kLazySet: FailNotEnumerable(target, v);
    default: return CopyWords(target, v, lazy_sets);
  }
}

}  // namespace model::values

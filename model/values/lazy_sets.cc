// Sets that are described instead of enumerated: how they are made, whether they are finite, how
// many elements they have.

#include <cstring>

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

void CheckSet(Heap& heap, const char* what, Value set) {
  if (!IsSet(set)) FailWith(heap, what, set);
}

Value NewLazy(Heap& heap, ObjectKind kind, uint32_t size, std::span<const Value> words) {
  Object* object = heap.NewObject(kind, size, words.size());
  if (!words.empty()) std::memcpy(object->words(), words.data(), words.size_bytes());
  return Value::Of(object);
}

// The domain of a function set is wanted in normal form for each membership test; do it once.
Value NormalDomain(Heap& heap, Value domain) {
  if (!IsLazySet(domain) || !IsFinite(heap, domain)) return domain;
  if (Cardinality(heap, domain) > kMaxSetSize) return domain;
  return Enumerated(heap, domain);
}

[[noreturn]] void FailOverflow(Heap& heap, Value set) {
  FailWith(heap, "Overflow when computing the number of elements in:\n", set);
}

int64_t Times(Heap& heap, Value set, int64_t a, int64_t b) {
  int64_t product;
  if (__builtin_mul_overflow(a, b, &product)) FailOverflow(heap, set);
  return product;
}

int64_t CardinalityOfSubsets(Heap& heap, Value set) {
  const int64_t base = Cardinality(heap, set.object()->words()[0]);
  if (base >= 63) FailOverflow(heap, set);
  return int64_t{1} << base;
}

int64_t CardinalityOfFunctions(Heap& heap, Value set) {
  const int64_t domain = Cardinality(heap, set.object()->words()[0]);
  if (domain == 0) return 1;
  const int64_t range = Cardinality(heap, set.object()->words()[1]);
  if (range <= 1) return range;
  int64_t product = 1;
  for (int64_t i = 0; i < domain; ++i) product = Times(heap, set, product, range);
  return product;
}

int64_t CardinalityOfProduct(Heap& heap, Value set, std::span<const Value> factors) {
  bool empty = false;
  for (const Value factor : factors) empty |= Cardinality(heap, factor) == 0;
  if (empty) return 0;
  int64_t product = 1;
  for (const Value factor : factors) {
    product = Times(heap, set, product, Cardinality(heap, factor));
  }
  return product;
}

int64_t CardinalityOfInterval(Heap& heap, Value set) {
  int64_t size;
  if (__builtin_sub_overflow(HighOf(set.object()), LowOf(set.object()), &size) ||
      __builtin_add_overflow(size, 1, &size)) {
    FailOverflow(heap, set);
  }
  return size;
}

bool AllFinite(Heap& heap, std::span<const Value> sets) {
  for (const Value set : sets) {
    if (!IsFinite(heap, set)) return false;
  }
  return true;
}

bool IsFiniteUnion(Heap& heap, Value sets) {
  if (IsObjectOf(sets, ObjectKind::kLooseSet)) {
    return AllFinite(heap, {sets.object()->words(), sets.object()->size});
  }
  if (!IsFinite(heap, sets)) return false;
  SetIterator each(heap, sets);
  for (Value set; each.Next(&set);) {
    if (!IsFinite(heap, set)) return false;
  }
  return true;
}

}  // namespace

Value Subsets(Heap& heap, Value set) {
  CheckSet(heap, "Attempted to apply SUBSET to the non-set\n", set);
  return NewLazy(heap, ObjectKind::kSubsets, 1, {&set, 1});
}

Value FunctionSet(Heap& heap, Value domain, Value range) {
  CheckSet(heap, "The domain of a set of functions should be a set, but instead it is:\n", domain);
  CheckSet(heap, "The range of a set of functions should be a set, but instead it is:\n", range);
  const Value words[] = {NormalDomain(heap, domain), range};
  return NewLazy(heap, ObjectKind::kFunctionSet, 2, words);
}

Value RecordSet(Heap& heap, Value field_names, std::span<const Value> sets) {
  for (const Value set : sets) {
    CheckSet(heap, "A field of a set of records should be a set, but instead it is:\n", set);
  }
  Object* object =
      heap.NewObject(ObjectKind::kRecordSet, static_cast<uint32_t>(sets.size()), sets.size() + 1);
  object->words()[0] = field_names;
  std::memcpy(object->words() + 1, sets.data(), sets.size_bytes());
  return Value::Of(object);
}

Value Product(Heap& heap, std::span<const Value> factors) {
  for (const Value factor : factors) {
    CheckSet(heap, "A factor of a Cartesian product should be a set, but instead it is:\n", factor);
  }
  return NewLazy(heap, ObjectKind::kProduct, static_cast<uint32_t>(factors.size()), factors);
}

Value Sequences(Heap& heap, Value set) {
  CheckSet(heap, "The argument of Seq should be a set, but instead it is:\n", set);
  return NewLazy(heap, ObjectKind::kSequences, 1, {&set, 1});
}

Value PredicateSet(Heap& heap, const LazySet* predicate) {
  const Value word = Value::FromBits(reinterpret_cast<uint64_t>(predicate));
  return NewLazy(heap, ObjectKind::kLazySet, 1, {&word, 1});
}

bool IsFinite(Heap& heap, Value set) {
  if (set.is_small_set()) return true;
  if (!set.is_object()) return false;
  const Object* object = set.object();
  const Value* words = object->words();
  switch (object->kind) {
    case ObjectKind::kInterval:
    case ObjectKind::kSet:
    case ObjectKind::kLooseSet:
      return true;
    case ObjectKind::kSubsets:
      return IsFinite(heap, words[0]);
    case ObjectKind::kFunctionSet:
    case ObjectKind::kCup:
      return AllFinite(heap, {words, 2});
    case ObjectKind::kRecordSet:
      return AllFinite(heap, {words + 1, object->size});
    case ObjectKind::kProduct:
      return AllFinite(heap, {words, object->size});
    case ObjectKind::kUnionOf:
      return IsFiniteUnion(heap, words[0]);
    case ObjectKind::kCap:
      return IsFinite(heap, words[0]) || IsFinite(heap, words[1]);
    case ObjectKind::kMinus:
      return IsFinite(heap, words[0]);
    default:
      return false;
  }
}

int64_t Cardinality(Heap& heap, Value set) {
  if (set.is_small_set()) return std::popcount(set.mask());
  if (!set.is_object()) FailWith(heap, "Attempted to compute cardinality of the value\n", set);
  const Object* object = set.object();
  switch (object->kind) {
    case ObjectKind::kInterval:
      return CardinalityOfInterval(heap, set);
    case ObjectKind::kSet:
      return object->size;
    case ObjectKind::kSubsets:
      return CardinalityOfSubsets(heap, set);
    case ObjectKind::kFunctionSet:
      return CardinalityOfFunctions(heap, set);
    case ObjectKind::kRecordSet:
      return CardinalityOfProduct(heap, set, {object->words() + 1, object->size});
    case ObjectKind::kProduct:
      return CardinalityOfProduct(heap, set, {object->words(), object->size});
    case ObjectKind::kLooseSet:
      FailLoose(heap, object);
    case ObjectKind::kUnionOf:
    case ObjectKind::kCup:
    case ObjectKind::kCap:
    case ObjectKind::kMinus:
      if (IsFinite(heap, set)) return static_cast<int64_t>(SizeOf(Enumerated(heap, set)));
      [[fallthrough]];
    default:
      FailWith(heap, "Attempted to compute cardinality of the value\n", set);
  }
}

}  // namespace model::values

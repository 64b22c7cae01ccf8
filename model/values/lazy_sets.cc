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
  if (Count(heap, domain) > kMaxSetSize) return domain;
  return Enumerated(heap, domain);
}

int64_t Times(int64_t a, int64_t b) {
  int64_t product;
  return __builtin_mul_overflow(a, b, &product) ? kUncountable : product;
}

int64_t CountSubsets(int64_t base) { return base < 63 ? int64_t{1} << base : kUncountable; }

int64_t CountFunctions(Heap& heap, const Object* set) {
  const int64_t domain = Count(heap, set->words()[0]);
  if (domain == 0) return 1;
  const int64_t range = Count(heap, set->words()[1]);
  if (range <= 1) return range;
  int64_t product = 1;
  for (int64_t i = 0; i < domain && product != kUncountable; ++i) product = Times(product, range);
  return product;
}

int64_t CountProduct(Heap& heap, std::span<const Value> factors) {
  bool empty = false;
  for (const Value factor : factors) empty |= Count(heap, factor) == 0;
  if (empty) return 0;
  int64_t product = 1;
  for (const Value factor : factors) product = Times(product, Count(heap, factor));
  return product;
}

int64_t CountInterval(const Object* interval) {
  int64_t size;
  if (__builtin_sub_overflow(HighOf(interval), LowOf(interval), &size) ||
      __builtin_add_overflow(size, 1, &size)) {
    return kUncountable;
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
    case ObjectKind::kLooseSet: return true;
    case ObjectKind::kSubsets: return IsFinite(heap, words[0]);
    case ObjectKind::kFunctionSet:
    case ObjectKind::kCup: return AllFinite(heap, {words, 2});
    case ObjectKind::kRecordSet: return AllFinite(heap, {words + 1, object->size});
    case ObjectKind::kProduct: return AllFinite(heap, {words, object->size});
    case ObjectKind::kUnionOf: return IsFiniteUnion(heap, words[0]);
    case ObjectKind::kCap: return IsFinite(heap, words[0]) || IsFinite(heap, words[1]);
    case ObjectKind::kMinus: return IsFinite(heap, words[0]);
    default: return false;
  }
}

int64_t Count(Heap& heap, Value set) {
  if (set.is_small_set()) return std::popcount(set.mask());
  if (!set.is_object()) FailWith(heap, "Attempted to compute cardinality of the value\n", set);
  const Object* object = set.object();
  switch (object->kind) {
    case ObjectKind::kInterval: return CountInterval(object);
    case ObjectKind::kSet: return object->size;
    case ObjectKind::kSubsets: return CountSubsets(Count(heap, object->words()[0]));
    case ObjectKind::kFunctionSet: return CountFunctions(heap, object);
    case ObjectKind::kRecordSet: return CountProduct(heap, {object->words() + 1, object->size});
    case ObjectKind::kProduct: return CountProduct(heap, {object->words(), object->size});
    case ObjectKind::kLooseSet: FailLoose(heap, object);
    case ObjectKind::kUnionOf:
    case ObjectKind::kCup:
    case ObjectKind::kCap:
    case ObjectKind::kMinus:
      if (IsFinite(heap, set)) return static_cast<int64_t>(SizeOf(Enumerated(heap, set)));
      [[fallthrough]];
    default: FailWith(heap, "Attempted to compute cardinality of the value\n", set);
  }
}

int64_t Cardinality(Heap& heap, Value set) {
  const int64_t count = Count(heap, set);
  if (count == kUncountable) {
    FailWith(heap, "Overflow when computing the number of elements in:\n", set);
  }
  return count;
}

}  // namespace model::values

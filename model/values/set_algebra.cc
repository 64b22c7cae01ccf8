// Union, intersection, difference and UNION.
//
// Small sets of one kind are done by their masks (operations.h). Two enumerated sets are merged in
// one pass, since both are ascending; a set with one element is inserted or removed by binary
// search and two copies, the commonest case by far (a message sent or received). What can't be
// enumerated stays lazy, except that an enumerated operand of an intersection or difference is
// filtered at once.
//
// Like TLC, what the empty set decides is not looked at: {} \cup 1 is 1, and 1 \cap {} is {}.

#include <algorithm>
#include <cstring>

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

using Elements = std::span<const Value>;

// So many elements, repeats included, may be gathered for one UNION.
constexpr size_t kMaxGathered = 64 * static_cast<size_t>(kMaxSetSize);

void CheckSets(Heap& heap, const char* operation, Value a, Value b) {
  if (IsSet(a) && IsSet(b)) return;
  const std::string text = std::string("Attempted to apply ") + operation + " to the non-set\n";
  FailWith(heap, text.c_str(), IsSet(a) ? b : a);
}

Value NewPair(Heap& heap, ObjectKind kind, Value a, Value b) {
  Object* pair = heap.NewObject(kind, 2, 2);
  pair->words()[0] = a;
  pair->words()[1] = b;
  return Value::Of(pair);
}

struct Place {
  size_t index;
  bool found;
};

Place FindPlace(Heap& heap, Elements sorted, Value element) {
  size_t low = 0, high = sorted.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = sorted[middle] == element ? 0 : Compare(heap, element, sorted[middle]);
    if (order == 0) return {middle, true};
    if (order < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return {low, false};
}

Value* CopyWords(Value* to, Elements from) {
  if (!from.empty()) std::memcpy(to, from.data(), from.size_bytes());
  return to + from.size();
}

Object* NewSet(Heap& heap, size_t room) {
  return heap.NewObject(ObjectKind::kSet, static_cast<uint32_t>(room), room);
}

Value Insert(Heap& heap, Value set, Elements elements, Value element) {
  const Place place = FindPlace(heap, elements, element);
  if (place.found) return set;
  Object* result = NewSet(heap, elements.size() + 1);
  Value* next = CopyWords(result->words(), elements.first(place.index));
  *next++ = element;
  CopyWords(next, elements.subspan(place.index));
  return FromSorted(heap, result, elements.size() + 1, elements.size() + 1);
}

Value Remove(Heap& heap, Value set, Elements elements, Value element) {
  const Place place = FindPlace(heap, elements, element);
  if (!place.found) return set;
  Object* result = NewSet(heap, elements.size() - 1);
  Value* next = CopyWords(result->words(), elements.first(place.index));
  CopyWords(next, elements.subspan(place.index + 1));
  return FromSorted(heap, result, elements.size() - 1, elements.size() - 1);
}

enum class Keep : uint8_t { kEither, kBoth, kOnlyFirst };

Value Merge(Heap& heap, Elements a, Elements b, Keep keep) {
  const size_t room = keep == Keep::kEither ? a.size() + b.size() : a.size();
  Object* result = NewSet(heap, room);
  Value* next = result->words();
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const int order = a[i] == b[j] ? 0 : Compare(heap, a[i], b[j]);
    if (order < 0) {
      if (keep != Keep::kBoth) *next++ = a[i];
      ++i;
    } else if (order > 0) {
      if (keep == Keep::kEither) *next++ = b[j];
      ++j;
    } else {
      if (keep != Keep::kOnlyFirst) *next++ = a[i];
      ++i, ++j;
    }
  }
  if (keep != Keep::kBoth) next = CopyWords(next, a.subspan(i));
  if (keep == Keep::kEither) next = CopyWords(next, b.subspan(j));
  const auto count = static_cast<size_t>(next - result->words());
  if (count > static_cast<size_t>(kMaxSetSize)) {
    FailTooLarge();
  }
  return FromSorted(heap, result, room, count);
}

bool IsInterval(Value v) { return IsObjectOf(v, ObjectKind::kInterval); }

// The elements of `set` for which Contains(other) is `wanted`.
Value Filter(Heap& heap, Value set, Value other, bool wanted) {
  SmallSetBuffer buffer;
  const Elements elements = ElementArray(heap, EnumeratedFast(heap, set), buffer);
  Object* result = NewSet(heap, elements.size());
  size_t count = 0;
  for (const Value element : elements) {
    if (Contains(heap, other, element) == wanted) result->words()[count++] = element;
  }
  return FromSorted(heap, result, elements.size(), count);
}

// Two intervals that overlap or touch, without enumerating them.
bool JoinIntervals(Heap& heap, Value a, Value b, Value* result) {
  if (!IsInterval(a) || !IsInterval(b)) return false;
  const Object *x = a.object(), *y = b.object();
  const int64_t low = std::max(LowOf(x), LowOf(y)), high = std::min(HighOf(x), HighOf(y));
  if (low > high && (high == INT64_MAX || low > high + 1)) return false;
  *result = MakeInterval(heap, std::min(LowOf(x), LowOf(y)), std::max(HighOf(x), HighOf(y)));
  return true;
}

// The union of the sets in `sets`, which are all enumerated: small ones by their masks, the rest
// gathered and sorted once.
Value UnionOfAll(Heap& heap, Elements sets) {
  uint64_t integers = 0, atoms = 0;
  size_t room = 0;
  for (const Value set : sets) {
    if (!IsSet(set)) {
      FailWith(heap, "Attempted to apply UNION to a set that contains the non-set\n", set);
    }
    if (set.tag() == Tag::kSmallIntegers) {
      integers |= set.mask();
    } else if (set.tag() == Tag::kSmallAtoms) {
      atoms |= set.mask();
    } else {
      room += SizeOf(set);
      if (room > kMaxGathered) FailTooLarge();
    }
  }
  const Value small = Union(heap, Value::SmallIntegers(integers), Value::SmallAtoms(atoms));
  if (room == 0) return small;
  Value* const gathered = heap.NewWords(room);
  Value* next = gathered;
  for (const Value set : sets) {
    if (set.is_small_set()) continue;
    SmallSetBuffer unused;
    next = CopyWords(next, ElementArray(heap, set, unused));
  }
  const size_t count = SortUnique(heap, {gathered, room});
  return Union(heap, small, MakeSet(heap, {gathered, count}));
}

Value NewUnionOf(Heap& heap, Value sets) {
  Object* result = heap.NewObject(ObjectKind::kUnionOf, 1, 1);
  result->words()[0] = sets;
  return Value::Of(result);
}

}  // namespace

Value UnionSlow(Heap& heap, Value a, Value b) {
  if (b == Value::EmptySet()) return a;
  if (a == Value::EmptySet()) return b;
  CheckSets(heap, "\\cup", a, b);
  if (a == b) return a;
  if (!IsEnumerated(a) || !IsEnumerated(b)) return NewPair(heap, ObjectKind::kCup, a, b);
  if (HaveLikeMasks(a, b)) return Value::FromBits(a.bits() | b.bits());
  Value joined;
  if (JoinIntervals(heap, a, b, &joined)) return joined;
  SmallSetBuffer buffer_a, buffer_b;
  const Elements x = ElementArray(heap, a, buffer_a), y = ElementArray(heap, b, buffer_b);
  if (y.size() == 1) return Insert(heap, a, x, y[0]);
  if (x.size() == 1) return Insert(heap, b, y, x[0]);
  return Merge(heap, x, y, Keep::kEither);
}

Value IntersectionSlow(Heap& heap, Value a, Value b) {
  if (a == Value::EmptySet() || b == Value::EmptySet()) return Value::EmptySet();
  CheckSets(heap, "\\cap", a, b);
  if (!IsEnumerated(a) || !IsEnumerated(b)) {
    if (IsEnumerated(a)) return Filter(heap, a, b, true);
    if (IsEnumerated(b)) return Filter(heap, b, a, true);
    return NewPair(heap, ObjectKind::kCap, a, b);
  }
  if (HaveLikeMasks(a, b)) return SmallSetLike(a, a.mask() & b.mask());
  if (IsInterval(a) && IsInterval(b)) {
    return MakeInterval(heap, std::max(LowOf(a.object()), LowOf(b.object())),
                        std::min(HighOf(a.object()), HighOf(b.object())));
  }
  if (IsInterval(a)) return Filter(heap, b, a, true);
  if (IsInterval(b)) return Filter(heap, a, b, true);
  SmallSetBuffer buffer_a, buffer_b;
  return Merge(heap, ElementArray(heap, a, buffer_a), ElementArray(heap, b, buffer_b), Keep::kBoth);
}

Value DifferenceSlow(Heap& heap, Value a, Value b) {
  if (a == Value::EmptySet()) return a;
  CheckSets(heap, "\\", a, b);
  if (b == Value::EmptySet()) return a;
  if (!IsEnumerated(a)) return NewPair(heap, ObjectKind::kMinus, a, b);
  if (HaveLikeMasks(a, b)) return SmallSetLike(a, a.mask() & ~b.mask());
  if (!IsEnumerated(b) || (IsInterval(b) && SizeOf(b) > 1)) return Filter(heap, a, b, false);
  SmallSetBuffer buffer_a, buffer_b;
  const Elements x = ElementArray(heap, a, buffer_a), y = ElementArray(heap, b, buffer_b);
  if (y.size() == 1) return Remove(heap, a, x, y[0]);
  return Merge(heap, x, y, Keep::kOnlyFirst);
}

Value BigUnion(Heap& heap, Value set_of_sets) {
  if (!IsSet(set_of_sets)) {
    FailWith(heap, "Attempted to apply UNION to the non-set\n", set_of_sets);
  }
  if (set_of_sets == Value::EmptySet()) return set_of_sets;
  if (IsObjectOf(set_of_sets, ObjectKind::kLooseSet)) return NewUnionOf(heap, set_of_sets);
  if (IsObjectOf(set_of_sets, ObjectKind::kSubsets)) return set_of_sets.object()->words()[0];
  if (!IsFinite(heap, set_of_sets)) return NewUnionOf(heap, set_of_sets);
  SmallSetBuffer buffer;
  return UnionOfAll(heap, ElementArray(heap, EnumeratedFast(heap, set_of_sets), buffer));
}

}  // namespace model::values

// \in and \subseteq, for every kind of set; lazy sets answer without being enumerated.

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

// Of the few elements that a set of other kinds of elements has, one that says the two don't
// compare.
void CheckComparable(Heap& heap, Value set, Value element) {
  if (SizeOf(set) == 0) return;
  Value other = FirstOf(heap, set);
  if (set.tag() == Tag::kSmallAtoms && IsModelValue(other)) {
    // Strings come after the model values.
    const int last = 63 - std::countl_zero(set.mask());
    other = heap.atoms().Get(static_cast<uint32_t>(last));
  }
  Compare(heap, element, other);
}

int64_t SearchSorted(Heap& heap, const Object* set, Value element) {
  const Value* words = set->words();
  if (set->size <= 8) {
    for (uint32_t i = 0; i < set->size; ++i) {
      if (words[i] == element) return i;
    }
  }
  uint32_t low = 0, high = set->size;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = Compare(heap, element, words[middle]);
    if (order == 0) return middle;
    if (order < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return -1;
}

bool ContainsInLoose(Heap& heap, const Object* set, Value element) {
  for (uint32_t i = 0; i < set->size; ++i) {
    if (Equal(heap, set->words()[i], element)) return true;
  }
  return false;
}

// An untyped model value is in no set of integers, strings, functions, ...; a value of another kind
// is an error.
bool FailUnlessModelValue(Heap& heap, const char* before, Value element, const char* between,
                          Value set) {
  if (IsModelValue(element) && element.atom_type() == 0) return false;
  FailWith(heap, before, element, between, set);
}

bool ContainsInSpecial(Heap& heap, Value set, Value element) {
  const auto fail = [&] {
    return FailUnlessModelValue(heap, "Attempted to check if the value:\n", element,
                                "\nis an element of ", set);
  };
  switch (set.special()) {
    case Special::kNat: return IsInteger(element) ? IntegerOf(element) >= 0 : fail();
    case Special::kInt:
    case Special::kReal: return IsInteger(element) ? true : fail();
    case Special::kStrings: return IsString(element) ? true : fail();
    case Special::kAny: return true;
    default: FailWith(heap, "Attempted to check membership in the non-set ", set);
  }
}

bool ContainsInFunctionSet(Heap& heap, Value set, Value element) {
  if (!IsFunction(element)) {
    return FailUnlessModelValue(
        heap, "Attempted to check if \n", element,
        "\nwhich is not a TLC function value, is in the set of functions:\n", set);
  }
  const Value* words = set.object()->words();
  if (!Equal(heap, Domain(heap, element), words[0])) return false;
  const Object* function = Tabulated(heap, element).object();
  const Value* values = function->words() + (function->kind == ObjectKind::kFunction ? 1 : 0);
  for (uint32_t i = 0; i < function->size; ++i) {
    if (!Contains(heap, words[1], values[i])) return false;
  }
  return true;
}

bool AllContained(Heap& heap, const Value* sets, const Value* values, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (!Contains(heap, sets[i], values[i])) return false;
  }
  return true;
}

bool ContainsInRecordSet(Heap& heap, Value set, Value element) {
  if (IsObjectOf(element, ObjectKind::kFunction) &&
      element.object()->words()[0] == set.object()->words()[0]) {
    return AllContained(heap, set.object()->words() + 1, element.object()->words() + 1,
                        set.object()->size);
  }
  const Value function = Tabulated(heap, element);
  const bool is_empty = IsObjectOf(function, ObjectKind::kTuple) && function.object()->size == 0;
  if (!is_empty && !IsRecord(heap, function)) {
    return FailUnlessModelValue(heap, "Attempted to check if non-record\n", element,
                                "\nis in the set of records:\n", set);
  }
  const Value* words = set.object()->words();
  if (is_empty || !Equal(heap, function.object()->words()[0], words[0])) return false;
  return AllContained(heap, words + 1, function.object()->words() + 1, set.object()->size);
}

bool ContainsInProduct(Heap& heap, Value set, Value element) {
  const Value tuple = Tabulated(heap, element);
  if (!IsObjectOf(tuple, ObjectKind::kTuple)) {
    return FailUnlessModelValue(heap, "Attempted to check if non-tuple\n", element,
                                "\nis in the set of tuples:\n", set);
  }
  const Object* factors = set.object();
  if (tuple.object()->size != factors->size) return false;
  for (uint32_t i = 0; i < factors->size; ++i) {
    if (!Contains(heap, factors->words()[i], tuple.object()->words()[i])) return false;
  }
  return true;
}

bool ContainsInSequences(Heap& heap, Value set, Value element) {
  const Value sequence = Tabulated(heap, element);
  if (!IsObjectOf(sequence, ObjectKind::kTuple)) {
    return FailUnlessModelValue(heap, "Attempted to check if the value:\n", element,
                                "\nis an element of ", set);
  }
  for (uint32_t i = 0; i < sequence.object()->size; ++i) {
    if (!Contains(heap, set.object()->words()[0], sequence.object()->words()[i])) return false;
  }
  return true;
}

bool ContainsInUnionOf(Heap& heap, Value sets, Value element) {
  if (IsObjectOf(sets, ObjectKind::kLooseSet)) {
    const Object* loose = sets.object();
    for (uint32_t i = 0; i < loose->size; ++i) {
      if (Contains(heap, loose->words()[i], element)) return true;
    }
    return false;
  }
  SetIterator each(heap, sets);
  for (Value set; each.Next(&set);) {
    if (Contains(heap, set, element)) return true;
  }
  return false;
}

bool ContainsInSubsets(Heap& heap, Value set, Value element) {
  if (!IsSet(element)) {
    FailWith(heap, "Attempted to check if the non-enumerable value\n", element, "\nis element of\n",
             set);
  }
  return IsSubset(heap, element, set.object()->words()[0]);
}

bool ContainsInObject(Heap& heap, Value set, Value element) {
  const Object* object = set.object();
  const Value* words = object->words();
  switch (object->kind) {
    case ObjectKind::kInterval:
    case ObjectKind::kSet: return IndexInSlow(heap, set, element) >= 0;
    case ObjectKind::kLooseSet: return ContainsInLoose(heap, object, element);
    case ObjectKind::kSubsets: return ContainsInSubsets(heap, set, element);
    case ObjectKind::kFunctionSet: return ContainsInFunctionSet(heap, set, element);
    case ObjectKind::kRecordSet: return ContainsInRecordSet(heap, set, element);
    case ObjectKind::kProduct: return ContainsInProduct(heap, set, element);
    case ObjectKind::kSequences: return ContainsInSequences(heap, set, element);
    case ObjectKind::kUnionOf: return ContainsInUnionOf(heap, words[0], element);
    case ObjectKind::kCup:
      return Contains(heap, words[0], element) || Contains(heap, words[1], element);
    case ObjectKind::kCap:
      return Contains(heap, words[0], element) && Contains(heap, words[1], element);
    case ObjectKind::kMinus:
      return Contains(heap, words[0], element) && !Contains(heap, words[1], element);
    case ObjectKind::kLazySet: return PredicateOf(object)->Contains(heap, element);
    default:
      FailWith(heap, "Attempted to check if the value:\n", element,
               "\nis an element of the non-set\n", set);
  }
}

}  // namespace

int64_t IndexInSlow(Heap& heap, Value set, Value element) {
  if (set.is_small_set()) {
    const int64_t index = SmallIndexIn(set, element);
    if (index < 0) {
      const bool integers = set.tag() == Tag::kSmallIntegers;
      const bool like =
          integers ? IsInteger(element) : element.is_atom() && element.atom_type() == 0;
      if (!like) CheckComparable(heap, set, element);
    }
    return index;
  }
  if (IsObjectOf(set, ObjectKind::kInterval)) {
    if (!IsInteger(element)) {
      CheckComparable(heap, set, element);
      return -1;
    }
    const int64_t i = IntegerOf(element), low = LowOf(set.object());
    return i < low || i > HighOf(set.object()) ? -1 : i - low;
  }
  if (!IsObjectOf(set, ObjectKind::kSet)) {
    return IndexIn(heap, Enumerated(heap, set), element);
  }
  return SearchSorted(heap, set.object(), element);
}

bool ContainsSlow(Heap& heap, Value set, Value element) {
  switch (set.tag()) {
    case Tag::kSmallIntegers:
    case Tag::kSmallAtoms: return IndexInSlow(heap, set, element) >= 0;
    case Tag::kSpecial: return ContainsInSpecial(heap, set, element);
    case Tag::kObject: return ContainsInObject(heap, set, element);
    default:
      FailWith(heap, "Attempted to check if the value:\n", element,
               "\nis an element of the non-set\n", set);
  }
}

bool IsSubsetSlow(Heap& heap, Value a, Value b) {
  if (a == Value::EmptySet()) return true;
  if (!IsSet(a)) FailWith(heap, "Attempted to check if the non-set\n", a, "\nis a subset of\n", b);
  if (!IsSet(b)) FailWith(heap, "Attempted to check if\n", a, "\nis a subset of the non-set\n", b);
  if (HaveLikeMasks(a, b)) return (a.mask() & ~b.mask()) == 0;
  if (IsObjectOf(a, ObjectKind::kInterval) && IsObjectOf(b, ObjectKind::kInterval)) {
    return LowOf(b.object()) <= LowOf(a.object()) && HighOf(a.object()) <= HighOf(b.object());
  }
  SetIterator elements(heap, a);
  for (Value element; elements.Next(&element);) {
    if (!Contains(heap, b, element)) return false;
  }
  return true;
}

}  // namespace model::values

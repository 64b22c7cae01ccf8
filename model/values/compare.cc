// Equality and the total order.
//
// Both walk two values side by side and stop at the first difference, so that an error (values of
// different kinds) shows only if it stands before that difference, as in TLC. Sets and functions
// compare their sizes first. Untyped model values differ from everything and come before
// everything.

#include <optional>

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

enum class Question : uint8_t { kEqual, kOrder };

[[noreturn]] void FailDifferentKinds(Heap& heap, Question question, Value a, Value b) {
  const bool equal = question == Question::kEqual;
  std::string text = equal ? "Attempted to check equality of " : "Attempted to compare ";
  const std::string left = Print(heap, a);
  switch (KindOf(a)) {
    case Kind::kInteger: absl::StrAppend(&text, "integer ", left, " with non-integer:\n"); break;
    case Kind::kString: absl::StrAppend(&text, "string ", left, " with non-string:\n"); break;
    case Kind::kBoolean:
      text = absl::StrCat(
          equal ? "Attempted to compare equality of boolean " : "Attempted to compare boolean ",
          left, " with non-boolean:\n");
      break;
    case Kind::kSet: absl::StrAppend(&text, "the set ", left, " with the value:\n"); break;
    default:
      if (IsRecord(heap, a)) {
        absl::StrAppend(&text, "record:\n", left, "\nwith non-record\n");
      } else {
        absl::StrAppend(&text, "the function ", left, " with the value:\n");
      }
  }
  Fail(text + Print(heap, b));
}

// REQUIRES: one of them is a model value. Returns whether the two may be told apart; throws where
// types forbid it.
void CheckModelValueTypes(Heap& heap, Question question, Value a, Value b) {
  const char type_a = IsModelValue(a) ? a.atom_type() : '\0';
  const char type_b = IsModelValue(b) ? b.atom_type() : '\0';
  if (type_a == type_b) return;
  const char* verb = question == Question::kEqual ? "check equality of" : "compare";
  if (IsModelValue(a) && IsModelValue(b)) {
    if (type_a == '\0' || type_b == '\0') return;
    Fail(absl::StrCat("Attempted to ", verb, " the differently-typed model values ", Print(heap, a),
                      " and ", Print(heap, b)));
  }
  const Value typed = type_a != '\0' ? a : b;
  Fail(absl::StrCat("Attempted to ", verb, " typed model value ", Print(heap, typed),
                    " and non-model value\n", Print(heap, typed == a ? b : a)));
}

int Sign(int64_t a, int64_t b) { return (a > b) - (a < b); }

int CompareModelValues(Heap& heap, Value a, Value b) {
  CheckModelValueTypes(heap, Question::kOrder, a, b);
  if (IsModelValue(a) && IsModelValue(b)) return Sign(a.atom_number(), b.atom_number());
  return IsModelValue(a) ? -1 : 1;
}

int CompareStrings(const Heap& heap, Value a, Value b) {
  if (a.is_atom() && b.is_atom()) return Sign(a.atom_number(), b.atom_number());
  if (a.is_atom() != b.is_atom()) return a.is_atom() ? -1 : 1;
  return Sign(TextOf(heap, a).compare(TextOf(heap, b)), 0);
}

int CompareArrays(Heap& heap, const Value* a, const Value* b, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (a[i] == b[i]) continue;
    if (const int order = Compare(heap, a[i], b[i])) return order;
  }
  return 0;
}

bool EqualArrays(Heap& heap, const Value* a, const Value* b, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!Equal(heap, a[i], b[i])) return false;
  }
  return true;
}

// Sets of the same size: the smaller one has the element at which they part.
int CompareMasks(uint64_t a, uint64_t b) {
  const uint64_t difference = a ^ b;
  if (difference == 0) return 0;
  return (a & difference & (~difference + 1)) != 0 ? -1 : 1;
}

[[noreturn]] void FailInfinite(Heap& heap, Value a, Value b) {
  const bool swap = a.tag() != Tag::kSpecial;
  FailWith(heap, "Attempted to compare overridden value ", swap ? b : a,
           " with non-overridden value:\n", swap ? a : b);
}

int CompareSets(Heap& heap, Value a, Value b) {
  if (a.tag() == Tag::kSpecial || b.tag() == Tag::kSpecial) FailInfinite(heap, a, b);
  a = EnumeratedFast(heap, a);
  b = EnumeratedFast(heap, b);
  const uint64_t size_a = SizeOf(a), size_b = SizeOf(b);
  if (size_a != size_b) return size_a < size_b ? -1 : 1;
  if (HaveLikeMasks(a, b)) return CompareMasks(a.mask(), b.mask());
  if (a.is_object() && b.is_object()) {
    const Object *x = a.object(), *y = b.object();
    if (x->kind == ObjectKind::kSet && y->kind == ObjectKind::kSet) {
      return CompareArrays(heap, x->words(), y->words(), x->size);
    }
    if (x->kind == y->kind) return Sign(LowOf(x), LowOf(y));
  }
  SetIterator elements_a(heap, a), elements_b(heap, b);
  Value element_a, element_b;
  while (elements_a.Next(&element_a) && elements_b.Next(&element_b)) {
    if (const int order = Compare(heap, element_a, element_b)) return order;
  }
  return 0;
}

bool EqualSets(Heap& heap, Value a, Value b) {
  if (a.tag() == Tag::kSpecial || b.tag() == Tag::kSpecial) {
    if (a.tag() == b.tag()) return a == b;
    FailInfinite(heap, a, b);
  }
  if (a.is_object() && b.is_object() && a.object()->kind == b.object()->kind) {
    const Value *x = a.object()->words(), *y = b.object()->words();
    const ObjectKind kind = a.object()->kind;
    if (kind == ObjectKind::kSubsets) return Equal(heap, x[0], y[0]);
    if (kind == ObjectKind::kFunctionSet && x[0] == y[0] && x[1] == y[1]) return true;
  }
  a = EnumeratedFast(heap, a);
  b = EnumeratedFast(heap, b);
  if (SizeOf(a) != SizeOf(b)) return false;
  if (HaveLikeMasks(a, b)) return a == b;
  if (a.is_object() && b.is_object()) {
    const Object *x = a.object(), *y = b.object();
    if (x->kind == ObjectKind::kSet && y->kind == ObjectKind::kSet) {
      return EqualArrays(heap, x->words(), y->words(), x->size);
    }
    if (x->kind == y->kind) return LowOf(x) == LowOf(y);
  }
  // Different normal forms are different sets; but the elements may be of different kinds.
  SetIterator elements_a(heap, a), elements_b(heap, b);
  Value element_a, element_b;
  while (elements_a.Next(&element_a) && elements_b.Next(&element_b)) {
    if (!Equal(heap, element_a, element_b)) return false;
  }
  return true;
}

// Tuples and functions in one shape: values that belong to a domain.
struct Table {
  bool is_tuple;
  Value domain;  // unset for a tuple
  const Value* values;
  uint32_t size;
};

// REQUIRES: not lazy.
Table TableOf(Value function) {
  const Object* object = function.object();
  if (object->kind == ObjectKind::kTuple) {
    return {true, Value(), object->words(), object->size};
  }
  return {false, object->words()[0], object->words() + 1, object->size};
}

Value DomainOf(Heap& heap, const Table& table) {
  return table.is_tuple ? OneTo(heap, table.size) : table.domain;
}

int CompareFunctions(Heap& heap, Value a, Value b) {
  const Table x = TableOf(Tabulated(heap, a)), y = TableOf(Tabulated(heap, b));
  if (x.size != y.size) return x.size < y.size ? -1 : 1;
  if (!(x.is_tuple && y.is_tuple) && !(x.domain == y.domain)) {
    if (const int order = CompareSets(heap, DomainOf(heap, x), DomainOf(heap, y))) return order;
  }
  return CompareArrays(heap, x.values, y.values, x.size);
}

bool EqualFunctions(Heap& heap, Value a, Value b) {
  a = Tabulated(heap, a);
  b = Tabulated(heap, b);
  const Table x = TableOf(a), y = TableOf(b);
  if (x.is_tuple && y.is_tuple) {
    return x.size == y.size && EqualArrays(heap, x.values, y.values, x.size);
  }
  if (y.size != 0 && x.size != 0 && IsRecord(heap, a) && !IsRecord(heap, b)) {
    FailDifferentKinds(heap, Question::kEqual, a, b);
  }
  if (x.size != y.size) return false;
  if (!(x.domain == y.domain) && !Equal(heap, DomainOf(heap, x), DomainOf(heap, y))) return false;
  return EqualArrays(heap, x.values, y.values, x.size);
}

// Two values that are nothing but arrays to be compared, which most are that come here: tuples,
// sorted sets, and functions over the same small domain.
struct Pairs {
  int size_order;
  const Value* a;
  const Value* b;
  uint32_t count;
};

inline std::optional<Pairs> PairsOf(Value a, Value b) {
  if (!a.is_object() || !b.is_object()) return std::nullopt;
  const Object *x = a.object(), *y = b.object();
  if (x->kind != y->kind) return std::nullopt;
  const Value *v = x->words(), *w = y->words();
  if (x->kind == ObjectKind::kFunction) {
    if (!(v[0] == w[0])) return std::nullopt;
    return Pairs{0, v + 1, w + 1, x->size};
  }
  if (x->kind != ObjectKind::kTuple && x->kind != ObjectKind::kSet) return std::nullopt;
  return Pairs{(x->size > y->size) - (x->size < y->size), v, w, x->size};
}

// Functions over different small domains of one kind: records with different fields, as sets of
// messages have them.
std::optional<int> OrderByDomain(Value a, Value b) {
  if (!IsObjectOf(a, ObjectKind::kFunction) || !IsObjectOf(b, ObjectKind::kFunction))
    return std::nullopt;
  const Object *x = a.object(), *y = b.object();
  if (x->size != y->size) return x->size < y->size ? -1 : 1;
  const Value v = x->words()[0], w = y->words()[0];
  if (v == w || !HaveLikeMasks(v, w)) return std::nullopt;
  return CompareMasks(v.mask(), w.mask());
}

bool IsLoose(Value v) { return IsObjectOf(v, ObjectKind::kLooseSet); }

// An untyped model value differs from everything else; only a typed one objects to being compared.
bool IsUntyped(Value v) { return IsModelValue(v) && v.atom_type() == 0; }
bool IsTyped(Value v) { return v.is_atom() && v.atom_type() != 0; }

}  // namespace

bool EqualSlow(Heap& heap, Value a, Value b) {
  if (const std::optional<Pairs> pairs = PairsOf(a, b)) {
    return pairs->size_order == 0 && EqualArrays(heap, pairs->a, pairs->b, pairs->count);
  }
  if (a == b && !IsLoose(a)) return true;
  if ((IsUntyped(a) && !IsTyped(b)) || (IsUntyped(b) && !IsTyped(a))) return false;
  const Kind kind = KindOf(a), kind_b = KindOf(b);
  if (kind == Kind::kModelValue || kind_b == Kind::kModelValue) {
    CheckModelValueTypes(heap, Question::kEqual, a, b);
    return false;
  }
  if (kind != kind_b) FailDifferentKinds(heap, Question::kEqual, a, b);
  switch (kind) {
    case Kind::kBoolean: return false;
    case Kind::kInteger: return IntegerOf(a) == IntegerOf(b);
    case Kind::kString: return !a.is_atom() && !b.is_atom() && TextOf(heap, a) == TextOf(heap, b);
    case Kind::kSet: return EqualSets(heap, a, b);
    case Kind::kFunction: return EqualFunctions(heap, a, b);
    default: FailDifferentKinds(heap, Question::kEqual, a, b);
  }
}

int CompareSlow(Heap& heap, Value a, Value b) {
  if (const std::optional<Pairs> pairs = PairsOf(a, b)) {
    if (pairs->size_order != 0) return pairs->size_order;
    return CompareArrays(heap, pairs->a, pairs->b, pairs->count);
  }
  if (const std::optional<int> order = OrderByDomain(a, b)) return *order;
  if (a == b && !IsLoose(a)) return 0;
  const Kind kind = KindOf(a), kind_b = KindOf(b);
  if (kind == Kind::kModelValue || kind_b == Kind::kModelValue) {
    return CompareModelValues(heap, a, b);
  }
  if (kind != kind_b) FailDifferentKinds(heap, Question::kOrder, a, b);
  switch (kind) {
    case Kind::kBoolean: return Sign(a.is_true(), b.is_true());
    case Kind::kInteger: return Sign(IntegerOf(a), IntegerOf(b));
    case Kind::kString: return CompareStrings(heap, a, b);
    case Kind::kSet: return CompareSets(heap, a, b);
    case Kind::kFunction: return CompareFunctions(heap, a, b);
    default: FailDifferentKinds(heap, Question::kOrder, a, b);
  }
}

}  // namespace model::values

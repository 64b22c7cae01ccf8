// Which kind a value is, and how error messages name it.

#include <cstring>

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {

Kind KindOf(Value v) {
  switch (v.tag()) {
    case Tag::kInteger: return Kind::kInteger;
    case Tag::kBoolean: return Kind::kBoolean;
    case Tag::kAtom: return v.atom_sort() == AtomSort::kString ? Kind::kString : Kind::kModelValue;
    case Tag::kSmallIntegers:
    case Tag::kSmallAtoms: return Kind::kSet;
    case Tag::kSpecial: return IsSet(v) ? Kind::kSet : Kind::kOther;
    case Tag::kObject: break;
  }
  switch (v.object()->kind) {
    case ObjectKind::kBigInteger: return Kind::kInteger;
    case ObjectKind::kText: return Kind::kString;
    case ObjectKind::kTuple:
    case ObjectKind::kFunction:
    case ObjectKind::kLazyFunction: return Kind::kFunction;
    default: return Kind::kSet;
  }
}

void Fail(std::string message) { throw EvaluationError(std::move(message)); }

void FailWith(Heap& heap, const char* before, Value v, const char* after) {
  Fail(absl::StrCat(before, Print(heap, v), after));
}

void FailWith(Heap& heap, const char* before, Value v, const char* between, Value w) {
  Fail(absl::StrCat(before, Print(heap, v), between, Print(heap, w)));
}

Value MakeBigInteger(Heap& heap, int64_t i) {
  Object* object = heap.NewObject(ObjectKind::kBigInteger, 1, 1);
  object->words()[0] = Value::FromBits(static_cast<uint64_t>(i));
  return Value::Of(object);
}

std::string_view TextOf(const Heap& heap, Value v) {
  if (v.is_atom()) return heap.atoms().Text(v);
  return {v.object()->bytes(), v.object()->size};
}

Value MakeString(Heap& heap, std::string_view text) {
  const Value atom = heap.atoms().FindString(text);
  if (!atom.is_unset()) return atom;
  Object* object = heap.NewObject(ObjectKind::kText, static_cast<uint32_t>(text.size()),
                                  (text.size() + sizeof(Value) - 1) / sizeof(Value));
  std::memcpy(reinterpret_cast<char*>(object->words()), text.data(), text.size());
  return Value::Of(object);
}

bool IsSet(Value v) {
  switch (v.tag()) {
    case Tag::kSmallIntegers:
    case Tag::kSmallAtoms: return true;
    case Tag::kSpecial: return v.special() >= Special::kNat && v.special() <= Special::kAny;
    case Tag::kObject: return KindOf(v) == Kind::kSet;
    default: return false;
  }
}

bool IsTupleLike(Heap& heap, Value v) {
  if (IsObjectOf(v, ObjectKind::kTuple)) return true;
  if (!IsObjectOf(v, ObjectKind::kLazyFunction)) return false;
  const Value domain = lazy_function(v.object())->Domain(heap);
  return IsFinite(heap, domain) && LengthOfDomain(EnumeratedFast(heap, domain)) >= 0;
}

bool IsRecord(const Heap& heap, Value v) {
  if (!IsObjectOf(v, ObjectKind::kFunction)) return false;
  // Strings sort after model values and compare with nothing else: the first element tells for all.
  const Value domain = v.object()->words()[0];
  if (domain.tag() == Tag::kSmallAtoms) {
    const auto first = static_cast<uint32_t>(std::countr_zero(domain.mask()));
    return heap.atoms().Get(first).atom_sort() == AtomSort::kString;
  }
  return IsObjectOf(domain, ObjectKind::kSet) && IsString(domain.object()->words()[0]);
}

std::string KindName(Heap& heap, Value v) {
  switch (KindOf(v)) {
    case Kind::kBoolean: return "a boolean";
    case Kind::kInteger: return "an integer";
    case Kind::kString: return "a string";
    case Kind::kModelValue: return "a model value";
    case Kind::kSet: return "a set";
    case Kind::kFunction:
      if (IsObjectOf(v, ObjectKind::kTuple)) return "a tuple";
      return IsRecord(heap, v) ? "a record" : "a function";
    case Kind::kOther: break;
  }
  return "an undefined value";
}

}  // namespace model::values

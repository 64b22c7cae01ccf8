// Functions, records and tuples: construction, application, EXCEPT.

#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

// Needs no heap, since it has no words.
constexpr Object kEmptyTuple{ObjectKind::kTuple, 0, 0};

[[noreturn]] void FailToApply(Heap& heap, Value function, Value argument) {
  const Object* object = function.object();
  if (object->kind == ObjectKind::kTuple) {
    if (!IsInteger(argument)) {
      FailWith(heap, "Attempted to access tuple at a non integral index: ", argument);
    }
    Fail(absl::StrCat("Attempted to access index ", Print(heap, argument), " of tuple\n",
                      Print(heap, function), "\nwhich is out of bounds."));
  }
  if (IsRecord(heap, function) && IsString(argument)) {
    Fail(absl::StrCat("Attempted to access nonexistent field '",
                      std::string(TextOf(heap, argument)), "' of record\n", Print(heap, function)));
  }
  Fail(absl::StrCat("In applying the function\n", Print(heap, function),
                    ",\nthe first argument is:\n", Print(heap, argument),
                    "\nwhich is not in its domain."));
}

// Where in the object's words the value for `argument` stands; -1 outside the domain. Throws where
// the kinds differ.
int64_t WordOf(Heap& heap, Value function, Value argument) {
  const Object* object = function.object();
  if (object->kind == ObjectKind::kTuple) {
    if (!IsInteger(argument)) FailToApply(heap, function, argument);
    const int64_t i = IntegerOf(argument);
    return i < 1 || i > object->size ? -1 : i - 1;
  }
  const int64_t i = IndexIn(heap, object->words()[0], argument);
  return i < 0 ? -1 : i + 1;
}

size_t WordCount(const Object* object) {
  return object->size + (object->kind == ObjectKind::kFunction ? size_t{1} : size_t{0});
}

}  // namespace

Value MakeTuple(Heap& heap, std::span<const Value> elements) {
  if (elements.empty()) return Value::Of(&kEmptyTuple);
  Object* tuple =
      heap.NewObject(ObjectKind::kTuple, static_cast<uint32_t>(elements.size()), elements.size());
  std::memcpy(tuple->words(), elements.data(), elements.size_bytes());
  return Value::Of(tuple);
}

Value MakeFunction(Heap& heap, Value domain, std::span<const Value> values) {
  domain = EnumeratedFast(heap, domain);
  if (LengthOfDomain(domain) >= 0) return MakeTuple(heap, values);
  return MakeRecord(heap, domain, values);
}

Value MakeRecord(Heap& heap, Value field_names, std::span<const Value> values) {
  if (values.empty()) return Value::Of(&kEmptyTuple);
  Object* function = heap.NewObject(ObjectKind::kFunction, static_cast<uint32_t>(values.size()),
                                    values.size() + 1);
  function->words()[0] = field_names;
  std::memcpy(function->words() + 1, values.data(), values.size_bytes());
  return Value::Of(function);
}

Value LazyFunctionValue(Heap& heap, const LazyFunction* function) {
  Object* object = heap.NewObject(ObjectKind::kLazyFunction, 1, 1);
  object->words()[0] = Value::FromBits(reinterpret_cast<uint64_t>(function));
  return Value::Of(object);
}

const LazyFunction* lazy_function(const Object* object) {
  return reinterpret_cast<const LazyFunction*>(object->words()[0].bits());
}

Value Domain(Heap& heap, Value function) {
  if (!IsFunction(function)) {
    FailWith(heap, "Attempted to apply DOMAIN to the non-function\n", function);
  }
  const Object* object = function.object();
  switch (object->kind) {
    case ObjectKind::kTuple: return OneTo(heap, object->size);
    case ObjectKind::kLazyFunction: return lazy_function(object)->Domain(heap);
    default: return object->words()[0];
  }
}

Value ApplySlow(Heap& heap, Value function, Value argument) {
  if (!IsFunction(function)) {
    Fail(
        absl::StrCat("A non-function (", KindName(heap, function), ") was applied as a function."));
  }
  const Object* object = function.object();
  if (object->kind == ObjectKind::kLazyFunction) {
    return lazy_function(object)->Apply(heap, argument);
  }
  const int64_t word = WordOf(heap, function, argument);
  if (word < 0) FailToApply(heap, function, argument);
  return object->words()[word];
}

Value SelectFieldSlow(Heap& heap, Value record, Value field_name) {
  const Value function = Tabulated(heap, record);
  if (!IsRecord(heap, function)) {
    Fail(absl::StrCat("Attempted to select field \"", std::string(TextOf(heap, field_name)),
                      "\" from a non-record value ", Print(heap, record)));
  }
  const int64_t word = WordOf(heap, function, field_name);
  if (word < 0) {
    Fail(absl::StrCat("Attempted to select nonexistent field \"",
                      std::string(TextOf(heap, field_name)), "\" from the record\n",
                      Print(heap, record)));
  }
  return function.object()->words()[word];
}

Value Update(Heap& heap, Value function, Value argument, Value value, bool* outside) {
  *outside = false;
  if (!IsFunction(function)) {
    FailWith(heap, "Attempted to apply EXCEPT construct to the value ", function, ".");
  }
  function = Tabulated(heap, function);
  const Object* object = function.object();
  const int64_t word = WordOf(heap, function, argument);
  if (word < 0) {
    *outside = true;
    return function;
  }
  if (object->words()[word] == value) return function;
  const size_t count = WordCount(object);
  Object* copy = heap.NewObject(object->kind, object->size, count);
  std::memcpy(copy->words(), object->words(), count * sizeof(Value));
  copy->words()[word] = value;
  return Value::Of(copy);
}

}  // namespace model::values

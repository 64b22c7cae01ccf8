// Where a function keeps the value of an argument: by position, without a search where the domain
// is small.

#ifndef MODEL_INTERPRETER_FUNCTION_SLOT_H_
#define MODEL_INTERPRETER_FUNCTION_SLOT_H_

#include <bit>

#include "model/values/operations.h"
#include "model/values/value.h"

namespace model::interpreter {

// Index into words() of a tuple's or function's value for `argument`. 0xffffffff: not in the
// domain, or one has to ask model/values (an unusual kind, a comparison that may fail).
inline uint32_t WordOf(values::Heap& heap, const values::Object* object, values::Value argument) {
  using values::ObjectKind;
  using values::Tag;
  constexpr uint32_t kNone = 0xffffffffu;
  if (object->kind == ObjectKind::kTuple) {
    if (!argument.is_small_integer()) return kNone;
    const auto i = static_cast<uint64_t>(argument.small_integer()) - 1;
    return i < object->size ? static_cast<uint32_t>(i) : kNone;
  }
  if (object->kind != ObjectKind::kFunction) return kNone;
  const values::Value domain = object->words()[0];
  uint64_t number;
  if (domain.tag() == Tag::kSmallAtoms) {
    if (!argument.is_atom() || argument.atom_type() != 0) return kNone;
    number = argument.atom_number();
  } else if (domain.tag() == Tag::kSmallIntegers) {
    if (!argument.is_small_integer()) return kNone;
    number = static_cast<uint64_t>(argument.small_integer());
  } else {
    const int64_t index = values::IndexIn(heap, domain, argument);
    return index < 0 ? kNone : static_cast<uint32_t>(index) + 1;
  }
  if (number >= values::kSmallSetBits || !((domain.mask() >> number) & 1)) return kNone;
  return static_cast<uint32_t>(std::popcount(domain.mask() & ((uint64_t{1} << number) - 1))) + 1;
}

// function[argument]
inline values::Value ApplyTo(values::Heap& heap, values::Value function, values::Value argument) {
  if (function.is_object()) [[likely]] {
    const values::Object* object = function.object();
    const uint32_t word = WordOf(heap, object, argument);
    if (word != 0xffffffffu) [[likely]]
      return object->words()[word];
  }
  return values::Apply(heap, function, argument);
}

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_FUNCTION_SLOT_H_

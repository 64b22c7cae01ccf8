// Sequences: tuples, and strings where TLC takes them as sequences.

#include <cstring>
#include <string>

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

const Object* SequenceOrFail(Heap& heap, const char* message, Value v) {
  const Value sequence = Tabulated(heap, v);
  if (!IsObjectOf(sequence, ObjectKind::kTuple)) FailWith(heap, message, v);
  return sequence.object();
}

Object* NewTuple(Heap& heap, size_t size) {
  return heap.NewObject(ObjectKind::kTuple, static_cast<uint32_t>(size), size);
}

void CopyElements(Value* to, const Object* from) {
  std::memcpy(to, from->words(), from->size * sizeof(Value));
}

}  // namespace

int64_t LengthOf(Heap& heap, Value sequence) {
  if (IsObjectOf(sequence, ObjectKind::kTuple)) return sequence.object()->size;
  if (IsString(sequence)) return static_cast<int64_t>(TextOf(heap, sequence).size());
  return SequenceOrFail(heap, "The argument of Len should be a sequence, but instead it is:\n",
                        sequence)
      ->size;
}

std::span<const Value> ElementsOf(Heap& heap, Value sequence) {
  const Object* object =
      SequenceOrFail(heap, "Expected a sequence, but instead it is:\n", sequence);
  return {object->words(), object->size};
}

Value Concatenate(Heap& heap, Value a, Value b) {
  if (IsString(a)) {
    if (!IsString(b)) {
      FailWith(heap, "The second argument of \\o should be a string, but instead it is:\n", b);
    }
    std::string text(TextOf(heap, a));
    return MakeString(heap, text.append(TextOf(heap, b)));
  }
  const Object* first = SequenceOrFail(
      heap, "The first argument of \\o should be a sequence, but instead it is:\n", a);
  const Object* second = SequenceOrFail(
      heap, "The second argument of \\o should be a sequence, but instead it is:\n", b);
  if (first->size == 0) return Value::Of(second);
  if (second->size == 0) return Value::Of(first);
  Object* tuple = NewTuple(heap, size_t{first->size} + second->size);
  CopyElements(tuple->words(), first);
  CopyElements(tuple->words() + first->size, second);
  return Value::Of(tuple);
}

Value Append(Heap& heap, Value sequence, Value element) {
  const Object* object = SequenceOrFail(
      heap, "The first argument of Append should be a sequence, but instead it is:\n", sequence);
  Object* tuple = NewTuple(heap, size_t{object->size} + 1);
  CopyElements(tuple->words(), object);
  tuple->words()[object->size] = element;
  return Value::Of(tuple);
}

}  // namespace model::values

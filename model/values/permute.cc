// The image of a value under a permutation of atoms, in normal form. What no atom of the value
// moves is returned as it is, so that most of a state is shared by its images.

#include <cstring>

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

using Permutation = std::span<const uint32_t>;

uint32_t Image(Permutation permutation, uint32_t number) {
  return number < permutation.size() ? permutation[number] : number;
}

Value PermuteMask(Heap& heap, Value set, Permutation permutation) {
  uint64_t mask = 0;
  bool small = true;
  for (uint64_t left = set.mask(); left != 0; left &= left - 1) {
    const uint32_t image = Image(permutation, static_cast<uint32_t>(std::countr_zero(left)));
    small = small && heap.atoms().FitsSmallSet(heap.atoms().Get(image));
    if (small) mask |= uint64_t{1} << image;
  }
  if (small) return Value::SmallAtoms(mask);
  SmallSetBuffer buffer;
  size_t count = 0;
  for (uint64_t left = set.mask(); left != 0; left &= left - 1) {
    const uint32_t image = Image(permutation, static_cast<uint32_t>(std::countr_zero(left)));
    buffer.words()[count++] = heap.atoms().Get(image);
  }
  return MakeSet(heap, {buffer.words(), count});
}

// Images of `words`, or nothing if they are the words themselves.
const Value* PermuteWords(Heap& heap, std::span<const Value> words, Permutation permutation) {
  for (size_t i = 0; i < words.size(); ++i) {
    const Value image = Permute(heap, words[i], permutation);
    if (image == words[i]) continue;
    Value* const images = heap.NewWords(words.size());
    std::memcpy(images, words.data(), i * sizeof(Value));
    images[i] = image;
    for (size_t j = i + 1; j < words.size(); ++j) {
      images[j] = Permute(heap, words[j], permutation);
    }
    return images;
  }
  return nullptr;
}

Value PermuteFunction(Heap& heap, Value function, Permutation permutation) {
  const Object* object = function.object();
  const Value domain = object->words()[0];
  const std::span<const Value> values(object->words() + 1, object->size);
  const Value* value_images = PermuteWords(heap, values, permutation);
  if (value_images == nullptr) value_images = values.data();
  SmallSetBuffer buffer;
  const std::span<const Value> arguments = ElementArray(heap, domain, buffer);
  const Value* argument_images = PermuteWords(heap, arguments, permutation);
  if (argument_images == nullptr) {
    if (value_images == values.data()) return function;
    return MakeRecord(heap, domain, {value_images, values.size()});
  }
  // The arguments change places, and their values with them.
  const Value new_domain = MakeSet(heap, {argument_images, arguments.size()});
  Object* result = heap.NewObject(ObjectKind::kFunction, object->size, object->size + size_t{1});
  result->words()[0] = new_domain;
  for (size_t i = 0; i < values.size(); ++i) {
    result->words()[1 + IndexIn(heap, new_domain, argument_images[i])] = value_images[i];
  }
  return Value::Of(result);
}

}  // namespace

Value Permute(Heap& heap, Value v, std::span<const uint32_t> atom_permutation) {
  switch (v.tag()) {
    case Tag::kAtom: {
      const uint32_t image = Image(atom_permutation, v.atom_number());
      return image == v.atom_number() ? v : heap.atoms().Get(image);
    }
    case Tag::kSmallAtoms: return PermuteMask(heap, v, atom_permutation);
    case Tag::kObject: break;
    default: return v;
  }
  const Object* object = v.object();
  switch (object->kind) {
    case ObjectKind::kBigInteger:
    case ObjectKind::kText:
    case ObjectKind::kInterval: return v;
    case ObjectKind::kTuple:
    case ObjectKind::kSet: {
      const std::span<const Value> words(object->words(), object->size);
      const Value* images = PermuteWords(heap, words, atom_permutation);
      if (images == nullptr) return v;
      return object->kind == ObjectKind::kTuple ? MakeTuple(heap, {images, words.size()})
                                                : MakeSet(heap, {images, words.size()});
    }
    case ObjectKind::kFunction: return PermuteFunction(heap, v, atom_permutation);
    default: return Permute(heap, Normalize(heap, v), atom_permutation);
  }
}

}  // namespace model::values

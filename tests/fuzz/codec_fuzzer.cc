// Fuzz entry: any bytes as the encoding of a value, and as a recipe for one. Malformed bytes are
// refused, by Decode and by Skip alike and never by reading beyond them; a value survives the way
// into bytes and back, and its bytes don't depend on the heap.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/states/codec.h"
#include "model/values/atom_table.h"
#include "model/values/evaluation_error.h"
#include "model/values/heap.h"
#include "model/values/operations.h"

namespace {

using model::values::Heap;
using model::values::Value;

const model::values::AtomTable& Atoms() {
  static const model::values::AtomTable atoms({"m1", "m2", "A_x", "A_y"},
                                              {"a", "b", "c", "some field"});
  return atoms;
}

void Check(bool holds) {
  if (!holds) __builtin_trap();
}

// How many bytes an encoding at the beginning of `bytes` takes; none if there is no such.
template <typename Read>
std::optional<size_t> Taken(std::span<const uint8_t> bytes, Read read) {
  try {
    return static_cast<size_t>(read(bytes.data(), bytes.data() + bytes.size()) - bytes.data());
  } catch (const model::values::EvaluationError&) {
    return std::nullopt;
  }
}

std::optional<size_t> Decoded(Heap& heap, std::span<const uint8_t> bytes, Value* v) {
  return Taken(bytes, [&](const uint8_t* begin, const uint8_t* end) {
    return model::states::Decode(heap, begin, end, v);
  });
}

std::optional<size_t> Skipped(std::span<const uint8_t> bytes) {
  return Taken(bytes, model::states::Skip);
}

// Makes a value of the bytes, each of which is a choice; it has no more parts than there are bytes.
class Recipe {
 public:
  Recipe(Heap& heap, std::span<const uint8_t> bytes) : heap_(heap), bytes_(bytes) {}

  Value Make(int depth) {
    const uint8_t choice = Byte();
    switch (choice % (depth > 0 ? 11 : 5)) {
      case 0: return Value::Boolean(Byte() % 2 == 1);
      case 1: return model::values::MakeInteger(heap_, static_cast<int8_t>(Byte()));
      case 2: return model::values::MakeInteger(heap_, Wide());
      case 3: return Atoms().Get(Byte() % Atoms().size());
      case 4: return model::values::MakeString(heap_, std::string(Byte() % 20, 's'));
      case 5:
        return model::values::MakeInterval(heap_, static_cast<int8_t>(Byte()),
                                           static_cast<int8_t>(Byte()));
      case 6:
      case 7: return model::values::MakeTuple(heap_, Parts(depth));
      case 8: return model::values::MakeSet(heap_, Parts(depth));
      default: {
        const Value domain = model::values::MakeSet(heap_, Parts(depth));
        std::vector<Value> values(static_cast<size_t>(model::values::Cardinality(heap_, domain)));
        for (Value& value : values) value = Make(depth - 1);
        return model::values::MakeFunction(heap_, domain, values);
      }
    }
  }

 private:
  uint8_t Byte() {
    if (next_ == bytes_.size()) return 0;
    return bytes_[next_++];
  }
  int64_t Wide() {
    uint64_t wide = 0;
    for (int i = 0; i < 8; ++i) wide = wide << 8 | Byte();
    return static_cast<int64_t>(wide);
  }
  std::vector<Value> Parts(int depth) {
    std::vector<Value> parts(Byte() % 5);
    for (Value& part : parts) part = Make(depth - 1);
    return parts;
  }

  Heap& heap_;
  std::span<const uint8_t> bytes_;
  size_t next_ = 0;
};

void CheckMade(std::span<const uint8_t> bytes) {
  Heap heap(&Atoms()), other(&Atoms());
  model::states::ByteWriter writer, again;
  try {
    model::states::Encode(heap, Recipe(heap, bytes).Make(4), writer);
  } catch (const model::values::EvaluationError&) {
    return;  // a set of what doesn't compare
  }
  const std::span<const uint8_t> encoded(writer.data(), writer.size());
  Value copy;
  Check(Decoded(other, encoded, &copy) == encoded.size());
  Check(Skipped(encoded) == encoded.size());
  model::states::Encode(other, copy, again);
  Check(std::string(encoded.begin(), encoded.end()) ==
        std::string(again.data(), again.data() + again.size()));
  // Cut anywhere it is refused: an encoding tells its own length.
  for (size_t size = 0; size < encoded.size(); ++size) {
    const std::vector<uint8_t> cut(encoded.begin(),
                                   encoded.begin() + static_cast<std::ptrdiff_t>(size));
    Check(!Decoded(other, cut, &copy) && !Skipped(cut));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::span<const uint8_t> bytes(data, size);
  Heap heap(&Atoms());
  Value v;
  // What Decode refuses Skip may pass: it doesn't look at atoms.
  if (const auto taken = Decoded(heap, bytes, &v)) Check(taken == Skipped(bytes));
  if (size <= 200) CheckMade(bytes);
  return 0;
}

// Values that are computed once for the contents of the variables they depend on, in whatever
// states these occur.
//
// A kept value (kept_values.h) lasts while one state is expanded. But variables take far fewer
// values than states do: of the 300,000 states of a ring of processes the network has 2,500
// different contents, and "the token", which a refinement mapping computes from it for each step,
// needn't be computed more often. So what is costly is looked up by the encoded bytes of its
// variables, in a small table that forgets what is displaced.
//
// THREADS: one machine's own.

#ifndef MODEL_INTERPRETER_REMEMBERED_VALUES_H_
#define MODEL_INTERPRETER_REMEMBERED_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/values/heap.h"
#include "model/values/own_lines.h"
#include "model/values/value.h"

namespace model::interpreter {

// The bytes of a state: variable v has those from offsets[v] up to offsets[v + 1].
struct EncodedState {
  const uint8_t* bytes = nullptr;  // null: not known
  const uint32_t* offsets = nullptr;
  std::span<const uint8_t> operator[](uint32_t variable) const {
    return {bytes + offsets[variable], bytes + offsets[variable + 1]};
  }
};

class RememberedValues {
 public:
  static constexpr size_t kEntries = 4096;
  static constexpr size_t kMostBytes = size_t{2} << 20;
  // Room for so many values; those, and what they depend on, take hardly more than so many bytes.
  explicit RememberedValues(const values::AtomTable* atoms, size_t entries = kEntries,
                            size_t most_bytes = kMostBytes)
      : most_entries_(entries), most_bytes_(most_bytes), heap_(atoms) {}

  // The value of expression number `expression` for variables with this content; unset: not known.
  values::Value Find(uint32_t expression, std::span<const uint8_t> content) const;
  // Returns a copy of the value, or the value itself if there is too much already. Throws
  // EvaluationError for closures.
  values::Value Add(uint32_t expression, std::span<const uint8_t> content, values::Value value);

  // Forgets everything once it has become much. REQUIRES: nobody holds a value of this object.
  void Trim();

 private:
  struct Entry {
    uint64_t hash = 0;
    const uint8_t* content = nullptr;
    uint32_t size = 0;
    uint32_t expression = 0;
    values::Value value;
  };
  static uint64_t HashOf(uint32_t expression, std::span<const uint8_t> content);

  const size_t most_entries_;
  const size_t most_bytes_;
  values::Heap heap_;
  values::OwnLinesVector<Entry> entries_;  // empty until something is remembered
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_VALUES_H_

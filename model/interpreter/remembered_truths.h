// Whether predicates hold, known for the contents of the variables that they read.
//
// THREADS: one explorer's own.

#ifndef MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_
#define MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/interpreter/remembered_values.h"
#include "model/program/program.h"
#include "model/states/codec.h"

namespace model::interpreter {

class RememberedTruths {
 public:
  explicit RememberedTruths(const values::AtomTable* atoms)
      : values_(atoms, kEntries, kMostBytes) {}

  // A predicate of a state, by the number that it has from now on.
  size_t Add(const program::Program& program, program::ExpressionId predicate);
  void Clear() { predicates_.clear(); }

  // Whether all that it depends on is the same in both states.
  bool IsUntouched(size_t predicate, const EncodedState& state, const EncodedState& other) const;
  std::optional<bool> Find(size_t predicate, const EncodedState& state);
  void Note(size_t predicate, const EncodedState& state, bool holds);
  void Trim() { values_.Trim(); }

 private:
  static constexpr size_t kEntries = size_t{1} << 15;
  static constexpr size_t kMostBytes = size_t{8} << 20;

  using Variables = std::vector<uint32_t>;
  std::span<const uint8_t> ContentOf(const Variables& variables, const EncodedState& state);

  std::vector<std::optional<Variables>> predicates_;  // absent: it may depend on more
  RememberedValues values_;
  states::ByteWriter content_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_

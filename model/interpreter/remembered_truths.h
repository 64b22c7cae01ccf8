// Whether predicates hold, known for the contents of what they read.
//
// THREADS: one explorer's own.

#ifndef MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_
#define MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/interpreter/remembered_steps.h"
#include "model/interpreter/remembered_values.h"
#include "model/program/program.h"
#include "model/states/codec.h"
#include "model/states/layout.h"

namespace model::interpreter {

// Of several predicates, by the contents of the variables that they read.
class RememberedTruths {
 public:
  explicit RememberedTruths(const values::AtomTable* atoms)
      : values_(atoms, kEntries, kMostBytes) {}

  // A predicate of a state, by the number that it has from now on.
  size_t Add(const program::Program& program, program::ExpressionId predicate);

  std::optional<bool> Find(size_t predicate, const EncodedState& state);
  void Note(size_t predicate, const EncodedState& state, bool holds);
  void Trim() { values_.Trim(); }

 private:
  static constexpr size_t kEntries = size_t{1} << 13;
  static constexpr size_t kMostBytes = size_t{2} << 20;

  using Variables = std::vector<uint32_t>;
  std::span<const uint8_t> ContentOf(const Variables& variables, const EncodedState& state);

  std::vector<std::optional<Variables>> predicates_;  // absent: it may depend on more
  RememberedValues values_;
  states::ByteWriter content_;
};

// A state, and where parts of it stand.
struct PlacedState {
  const uint8_t* bytes;
  const states::ByteRange* ranges;
};

// Of one predicate, piece by piece (split_predicate.h).
class RememberedPieces {
 public:
  explicit RememberedPieces(const values::AtomTable* atoms)
      : values_(atoms, kEntries, kMostBytes) {}

  // The parts that each piece reads, by their numbers in `paths`.
  void Plan(std::vector<std::vector<uint32_t>> pieces, const std::vector<states::PartPath>& paths);

  // Whether all that a step has changed has been seen in states of which the predicate holds, as it
  // does of `parent`. False says nothing.
  bool SurelyHold(const PlacedState& parent, const PlacedState& state);
  // The same for the step from `parent` that does `writes`; absent if some of them is only a part
  // of what a piece reads, or more than that.
  std::optional<bool> SurelyHold(const PlacedState& parent,
                                 std::span<const RememberedSteps::Write> writes);
  // The predicate holds.
  void Note(const PlacedState& parent, const PlacedState& state);
  void Trim() { values_.Trim(); }

 private:
  static constexpr size_t kEntries = size_t{1} << 13;
  static constexpr size_t kMostBytes = size_t{2} << 20;

  bool IsUntouched(size_t piece, const PlacedState& parent, const PlacedState& state) const;
  std::span<const uint8_t> ContentOf(size_t piece, const PlacedState& state);

  std::vector<std::vector<uint32_t>> pieces_;
  // By part: the pieces that read it; absent if some read a part of it, or more.
  using Parts = std::vector<uint32_t>;
  std::vector<std::optional<Parts>> readers_;
  RememberedValues values_;
  states::ByteWriter content_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_

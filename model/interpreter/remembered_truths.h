// Whether predicates hold, known for the contents of what they read, from whichever explorer found
// it out.
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
#include "model/interpreter/shared_records.h"
#include "model/program/program.h"
#include "model/states/codec.h"
#include "model/states/layout.h"

namespace model::interpreter {

// Of several predicates, by the contents of the variables that they read.
class RememberedTruths {
 public:
  // `known` outlives it.
  explicit RememberedTruths(SharedRecords* known) : known_(known) {}

  // Predicates of a state, the same for all that share what is known.
  void Plan(const program::Program& program, const std::vector<program::Predicate>& predicates);

  std::optional<bool> Find(size_t predicate, const EncodedState& state);
  void Note(size_t predicate, const EncodedState& state, bool holds);
  void Trim() { known_.Trim(); }

 private:
  using Variables = std::vector<uint32_t>;
  std::span<const uint8_t> KeyOf(size_t predicate, const EncodedState& state);

  std::vector<std::optional<Variables>> predicates_;  // absent: it may depend on more
  SharedRecords::Reader known_;
  states::ByteWriter key_;  // scratch
};

// A state, and where parts of it stand.
struct PlacedState {
  const uint8_t* bytes;
  const states::ByteRange* ranges;
};

// Of one predicate, piece by piece (split_predicate.h).
class RememberedPieces {
 public:
  // `known` outlives it.
  explicit RememberedPieces(SharedRecords* known) : known_(known) {}

  // The parts that each piece reads, by their numbers in `paths`; the same for all that share what
  // is known.
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
  void Trim() { known_.Trim(); }

 private:
  bool IsUntouched(size_t piece, const PlacedState& parent, const PlacedState& state) const;
  bool IsKnown() const;
  void MakeKey(size_t piece, const PlacedState& state);

  std::vector<std::vector<uint32_t>> pieces_;
  // By part: the pieces that read it; absent if some read a part of it, or more.
  using Parts = std::vector<uint32_t>;
  std::vector<std::optional<Parts>> readers_;
  SharedRecords::Reader known_;
  states::ByteWriter key_;  // scratch
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_REMEMBERED_TRUTHS_H_

// What is known of [A]_v and <<A>>_v at a step without evaluating them.
//
// Many steps leave v alone, most are not of the action that a promise is about, and most promises
// are about an action of the next-state relation: few predicates are left to be evaluated.

#ifndef MODEL_INTERPRETER_STEP_SHAPES_H_
#define MODEL_INTERPRETER_STEP_SHAPES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/program/program.h"
#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::interpreter {

class StepShapes {
 public:
  // Of predicates in order; of those beyond the end nothing is known. The shapes must outlive the
  // object.
  explicit StepShapes(const std::vector<program::StepShape>& shapes);

  // The labels of any stuttering step, a bit for each of `count` predicates; absent where one has
  // to be evaluated.
  std::optional<std::vector<uint64_t>> OfStuttering(size_t count) const;

  // What follows is asked about the step from `current` to `next`. What was found out about it when
  // it came last stays known, until Forget.
  void BeginStep(const values::Value* current, const values::Value* next) {
    if (current == current_ && next == next_) return;
    current_ = current;
    next_ = next;
    std::fill(looked_.begin(), looked_.end(), Looked::kNot);
  }
  void Forget() { current_ = next_ = nullptr; }

  // Whether the predicate holds of the step, which `action` made.
  std::optional<bool> Known(size_t predicate, values::Heap& heap, uint32_t action) {
    if (predicate >= predicates_.size()) return std::nullopt;
    const Predicate& known = predicates_[predicate];
    if (known.subscript == kNoSubscript) return std::nullopt;
    Looked& looked = looked_[known.subscript];
    if (looked == Looked::kNot) looked = LookAtWords(known.subscript);
    if (looked == Looked::kTouched && !known.if_unchanged) {
      looked = LookAtValues(known.subscript, heap);
    }
    if (looked == Looked::kUnchanged) return known.if_unchanged;
    for (const auto& [first, end] : *known.satisfied_by) {
      if (first <= action && action < end) return true;
    }
    return std::nullopt;
  }

  // A number for some variables, to ask Changes.
  uint32_t NumberOf(const std::vector<uint32_t>& variables);
  // Whether the step changes one of them.
  bool Changes(uint32_t number, values::Heap& heap) {
    Looked& looked = looked_[number];
    if (looked == Looked::kNot) looked = LookAtWords(number);
    if (looked == Looked::kTouched) looked = LookAtValues(number, heap);
    return looked == Looked::kChanged;
  }

 private:
  static constexpr uint32_t kNoSubscript = 0xffffffffu;
  enum class Looked : uint8_t { kNot, kTouched, kChanged, kUnchanged };
  struct Predicate {
    uint32_t subscript = kNoSubscript;  // number
    bool if_unchanged = false;
    const std::vector<std::pair<uint32_t, uint32_t>>* satisfied_by = nullptr;
  };

  // Other words may still be equal values: worth a comparison only where much depends on the
  // answer.
  Looked LookAtWords(size_t subscript) const {
    for (const uint32_t variable : subscripts_[subscript]) {
      if (!(next_[variable] == current_[variable])) return Looked::kTouched;
    }
    return Looked::kUnchanged;
  }
  Looked LookAtValues(size_t subscript, values::Heap& heap) const;

  std::vector<Predicate> predicates_;
  std::vector<std::vector<uint32_t>> subscripts_;  // the different ones
  // The step, and what is known of the subscripts there.
  const values::Value* current_ = nullptr;
  const values::Value* next_ = nullptr;
  std::vector<Looked> looked_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_STEP_SHAPES_H_

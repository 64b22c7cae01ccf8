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

  // What follows is asked about another step.
  void BeginStep() { std::fill(looked_.begin(), looked_.end(), Looked::kNot); }
  // Whether the predicate holds of the step from `current` to `next`, made by `action`.
  std::optional<bool> Known(size_t predicate, values::Heap& heap, const values::Value* current,
                            const values::Value* next, uint32_t action);

 private:
  static constexpr uint32_t kNoSubscript = 0xffffffffu;
  enum class Looked : uint8_t { kNot, kTouched, kChanged, kUnchanged };

  Looked LookAtWords(size_t subscript, const values::Value* current,
                     const values::Value* next) const;
  Looked LookAtValues(size_t subscript, values::Heap& heap, const values::Value* current,
                      const values::Value* next) const;

  const std::vector<program::StepShape>& shapes_;
  std::vector<std::vector<uint32_t>> subscripts_;  // the different ones
  std::vector<uint32_t> subscript_of_;             // by predicate
  std::vector<Looked> looked_;                     // of the subscripts, at this step
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_STEP_SHAPES_H_

#include "model/interpreter/step_shapes.h"

#include "model/values/operations.h"

namespace model::interpreter {

StepShapes::StepShapes(const std::vector<program::StepShape>& shapes)
    : shapes_(shapes), subscript_of_(shapes.size(), kNoSubscript) {
  for (size_t i = 0; i < shapes.size(); ++i) {
    const std::vector<uint32_t>& subscript = shapes[i].subscript;
    if (subscript.empty()) continue;
    const auto found = std::find(subscripts_.begin(), subscripts_.end(), subscript);
    subscript_of_[i] = static_cast<uint32_t>(found - subscripts_.begin());
    if (found == subscripts_.end()) subscripts_.push_back(subscript);
  }
  looked_.resize(subscripts_.size());
}

std::optional<std::vector<uint64_t>> StepShapes::OfStuttering(size_t count) const {
  if (shapes_.size() < count) return std::nullopt;
  std::vector<uint64_t> labels((count + 63) / 64);
  for (size_t i = 0; i < count; ++i) {
    if (shapes_[i].subscript.empty()) return std::nullopt;
    if (shapes_[i].if_unchanged) labels[i / 64] |= uint64_t{1} << (i % 64);
  }
  return labels;
}

// Other words may still be equal values: worth a comparison only where much depends on the answer.
StepShapes::Looked StepShapes::LookAtWords(size_t subscript, const values::Value* current,
                                           const values::Value* next) const {
  const std::vector<uint32_t>& variables = subscripts_[subscript];
  const bool same = std::all_of(variables.begin(), variables.end(),
                                [&](uint32_t v) { return next[v] == current[v]; });
  return same ? Looked::kUnchanged : Looked::kTouched;
}

StepShapes::Looked StepShapes::LookAtValues(size_t subscript, values::Heap& heap,
                                            const values::Value* current,
                                            const values::Value* next) const {
  const std::vector<uint32_t>& variables = subscripts_[subscript];
  const bool same = std::all_of(variables.begin(), variables.end(), [&](uint32_t v) {
    return values::Equal(heap, next[v], current[v]);
  });
  return same ? Looked::kUnchanged : Looked::kChanged;
}

std::optional<bool> StepShapes::Known(size_t predicate, values::Heap& heap,
                                      const values::Value* current, const values::Value* next,
                                      uint32_t action) {
  if (predicate >= shapes_.size() || subscript_of_[predicate] == kNoSubscript) return std::nullopt;
  const program::StepShape& shape = shapes_[predicate];
  const uint32_t subscript = subscript_of_[predicate];
  Looked& looked = looked_[subscript];
  if (looked == Looked::kNot) looked = LookAtWords(subscript, current, next);
  if (looked == Looked::kTouched && !shape.if_unchanged) {
    looked = LookAtValues(subscript, heap, current, next);
  }
  if (looked == Looked::kUnchanged) return shape.if_unchanged;
  for (const auto& [first, end] : shape.satisfied_by) {
    if (first <= action && action < end) return true;
  }
  return std::nullopt;
}

}  // namespace model::interpreter

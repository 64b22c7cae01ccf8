#include "model/interpreter/step_shapes.h"

#include "model/values/operations.h"

namespace model::interpreter {

StepShapes::StepShapes(const std::vector<program::StepShape>& shapes) {
  for (const program::StepShape& shape : shapes) {
    Predicate& predicate = predicates_.emplace_back();
    if (shape.subscript.empty()) continue;
    predicate = {NumberOf(shape.subscript), shape.if_unchanged, &shape.satisfied_by};
  }
}

uint32_t StepShapes::NumberOf(const std::vector<uint32_t>& variables) {
  const auto found = std::find(subscripts_.begin(), subscripts_.end(), variables);
  const auto number = static_cast<uint32_t>(found - subscripts_.begin());
  if (found == subscripts_.end()) {
    subscripts_.push_back(variables);
    looked_.push_back(Looked::kNot);
  }
  return number;
}

std::optional<std::vector<uint64_t>> StepShapes::OfStuttering(size_t count) const {
  if (predicates_.size() < count) return std::nullopt;
  std::vector<uint64_t> labels((count + 63) / 64);
  for (size_t i = 0; i < count; ++i) {
    if (predicates_[i].subscript == kNoSubscript) return std::nullopt;
    if (predicates_[i].if_unchanged) labels[i / 64] |= uint64_t{1} << (i % 64);
  }
  return labels;
}

StepShapes::Looked StepShapes::LookAtValues(size_t subscript, values::Heap& heap) const {
  const std::vector<uint32_t>& variables = subscripts_[subscript];
  const bool same = std::all_of(variables.begin(), variables.end(), [&](uint32_t v) {
    return values::Equal(heap, next_[v], current_[v]);
  });
  return same ? Looked::kUnchanged : Looked::kChanged;
}

}  // namespace model::interpreter

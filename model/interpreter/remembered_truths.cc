#include "model/interpreter/remembered_truths.h"

#include <algorithm>
#include <utility>

#include "model/program/variables_read.h"

namespace model::interpreter {

using values::Value;

size_t RememberedTruths::Add(const program::Program& program, program::ExpressionId predicate) {
  std::optional<program::VariablesRead> read = program::VariablesReadBy(program, predicate);
  predicates_.emplace_back();
  if (read && read->next.empty()) predicates_.back() = std::move(read->current);
  return predicates_.size() - 1;
}

bool RememberedTruths::IsUntouched(size_t predicate, const EncodedState& state,
                                   const EncodedState& other) const {
  const std::optional<Variables>& variables = predicates_[predicate];
  return variables && std::all_of(variables->begin(), variables->end(), [&](uint32_t variable) {
           const std::span<const uint8_t> here = state[variable], there = other[variable];
           return std::equal(here.begin(), here.end(), there.begin(), there.end());
         });
}

std::span<const uint8_t> RememberedTruths::ContentOf(const Variables& variables,
                                                     const EncodedState& state) {
  if (variables.size() == 1) return state[variables[0]];
  content_.Clear();
  for (const uint32_t variable : variables) {
    const std::span<const uint8_t> bytes = state[variable];
    content_.Append(bytes.data(), bytes.size());
  }
  return {content_.data(), content_.size()};
}

std::optional<bool> RememberedTruths::Find(size_t predicate, const EncodedState& state) {
  const std::optional<Variables>& variables = predicates_[predicate];
  if (!variables) return std::nullopt;
  const Value known = values_.Find(static_cast<uint32_t>(predicate), ContentOf(*variables, state));
  if (known.is_unset()) return std::nullopt;
  return known.is_true();
}

void RememberedTruths::Note(size_t predicate, const EncodedState& state, bool holds) {
  const std::optional<Variables>& variables = predicates_[predicate];
  if (!variables) return;
  values_.Add(static_cast<uint32_t>(predicate), ContentOf(*variables, state),
              Value::Boolean(holds));
}

}  // namespace model::interpreter

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

void RememberedPieces::Plan(std::vector<std::vector<uint32_t>> pieces,
                            const std::vector<states::PartPath>& paths) {
  pieces_ = std::move(pieces);
  readers_.assign(paths.size(), Parts());
  for (size_t written = 0; written < paths.size(); ++written) {
    for (size_t piece = 0; piece < pieces_.size() && readers_[written]; ++piece) {
      for (const uint32_t read : pieces_[piece]) {
        const states::PartPath &a = paths[written], &b = paths[read];
        const size_t common = std::min(a.size(), b.size());
        if (!std::equal(a.begin(), a.begin() + static_cast<ptrdiff_t>(common), b.begin())) continue;
        if (read != written) {
          readers_[written].reset();
          break;
        }
        readers_[written]->push_back(static_cast<uint32_t>(piece));
      }
    }
  }
}

std::optional<bool> RememberedPieces::SurelyHold(const PlacedState& parent,
                                                 std::span<const RememberedSteps::Write> writes) {
  for (const RememberedSteps::Write& write : writes) {
    if (!readers_[write.part]) return std::nullopt;
  }
  const auto bytes_of = [&](uint32_t part) -> std::span<const uint8_t> {
    for (const RememberedSteps::Write& write : writes) {
      if (write.part == part) return write.bytes;
    }
    const states::ByteRange range = parent.ranges[part];
    return {parent.bytes + range.begin, range.end - range.begin};
  };
  for (const RememberedSteps::Write& write : writes) {
    for (const uint32_t piece : *readers_[write.part]) {
      content_.Clear();
      for (const uint32_t part : pieces_[piece]) {
        const std::span<const uint8_t> bytes = bytes_of(part);
        content_.Append(bytes.data(), bytes.size());
      }
      if (values_.Find(piece, {content_.data(), content_.size()}).is_unset()) return false;
    }
  }
  return true;
}

bool RememberedPieces::IsUntouched(size_t piece, const PlacedState& parent,
                                   const PlacedState& state) const {
  const std::vector<uint32_t>& parts = pieces_[piece];
  return std::all_of(parts.begin(), parts.end(), [&](uint32_t part) {
    const states::ByteRange there = parent.ranges[part], here = state.ranges[part];
    return std::equal(parent.bytes + there.begin, parent.bytes + there.end,
                      state.bytes + here.begin, state.bytes + here.end);
  });
}

std::span<const uint8_t> RememberedPieces::ContentOf(size_t piece, const PlacedState& state) {
  content_.Clear();
  for (const uint32_t part : pieces_[piece]) {
    const states::ByteRange range = state.ranges[part];
    content_.Append(state.bytes + range.begin, range.end - range.begin);
  }
  return {content_.data(), content_.size()};
}

bool RememberedPieces::SurelyHold(const PlacedState& parent, const PlacedState& state) {
  for (size_t piece = 0; piece < pieces_.size(); ++piece) {
    if (IsUntouched(piece, parent, state)) continue;
    if (values_.Find(static_cast<uint32_t>(piece), ContentOf(piece, state)).is_unset())
      return false;
  }
  return true;
}

void RememberedPieces::Note(const PlacedState& parent, const PlacedState& state) {
  for (size_t piece = 0; piece < pieces_.size(); ++piece) {
    if (IsUntouched(piece, parent, state)) continue;
    const std::span<const uint8_t> content = ContentOf(piece, state);
    if (values_.Find(static_cast<uint32_t>(piece), content).is_unset()) {
      values_.Add(static_cast<uint32_t>(piece), content, Value::Boolean(true));
    }
  }
}

}  // namespace model::interpreter

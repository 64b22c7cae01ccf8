#include "model/interpreter/remembered_truths.h"

#include <algorithm>
#include <utility>

#include "model/program/variables_read.h"

namespace model::interpreter {

namespace {

// A key begins with the number of what it is about.
void Begin(uint32_t number, states::ByteWriter* key) {
  key->Clear();
  key->Append(reinterpret_cast<const uint8_t*>(&number), sizeof(number));
}

std::span<const uint8_t> BytesOf(const states::ByteWriter& key) { return {key.data(), key.size()}; }

}  // namespace

void RememberedTruths::Plan(const program::Program& program,
                            const std::vector<program::Predicate>& predicates) {
  predicates_.clear();
  for (const program::Predicate& predicate : predicates) {
    std::optional<program::VariablesRead> read =
        program::VariablesReadBy(program, predicate.expression);
    predicates_.emplace_back();
    if (read && read->next.empty()) predicates_.back() = std::move(read->current);
  }
}

std::span<const uint8_t> RememberedTruths::KeyOf(size_t predicate, const EncodedState& state) {
  Begin(static_cast<uint32_t>(predicate), &key_);
  for (const uint32_t variable : *predicates_[predicate]) {
    const std::span<const uint8_t> bytes = state[variable];
    key_.Append(bytes.data(), bytes.size());
  }
  return BytesOf(key_);
}

std::optional<bool> RememberedTruths::Find(size_t predicate, const EncodedState& state) {
  if (!predicates_[predicate]) return std::nullopt;
  const std::span<const uint8_t> key = KeyOf(predicate, state);
  const auto known = known_.Find(SharedRecords::HashOf(key), key);
  if (!known) return std::nullopt;
  return known->front() != 0;
}

void RememberedTruths::Note(size_t predicate, const EncodedState& state, bool holds) {
  if (!predicates_[predicate]) return;
  const std::span<const uint8_t> key = KeyOf(predicate, state);
  const auto truth = static_cast<uint8_t>(holds);
  known_.Add(SharedRecords::HashOf(key), key, {&truth, 1});
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
      Begin(piece, &key_);
      for (const uint32_t part : pieces_[piece]) {
        const std::span<const uint8_t> bytes = bytes_of(part);
        key_.Append(bytes.data(), bytes.size());
      }
      if (!IsKnown()) return false;
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

void RememberedPieces::MakeKey(size_t piece, const PlacedState& state) {
  Begin(static_cast<uint32_t>(piece), &key_);
  for (const uint32_t part : pieces_[piece]) {
    const states::ByteRange range = state.ranges[part];
    key_.Append(state.bytes + range.begin, range.end - range.begin);
  }
}

bool RememberedPieces::IsKnown() const {
  const std::span<const uint8_t> key = BytesOf(key_);
  return known_.Find(SharedRecords::HashOf(key), key).has_value();
}

bool RememberedPieces::SurelyHold(const PlacedState& parent, const PlacedState& state) {
  for (size_t piece = 0; piece < pieces_.size(); ++piece) {
    if (IsUntouched(piece, parent, state)) continue;
    MakeKey(piece, state);
    if (!IsKnown()) return false;
  }
  return true;
}

void RememberedPieces::Note(const PlacedState& parent, const PlacedState& state) {
  for (size_t piece = 0; piece < pieces_.size(); ++piece) {
    if (IsUntouched(piece, parent, state)) continue;
    MakeKey(piece, state);
    const std::span<const uint8_t> key = BytesOf(key_);
    const uint64_t hash = SharedRecords::HashOf(key);
    if (!known_.Find(hash, key)) known_.Add(hash, key, {});
  }
}

}  // namespace model::interpreter

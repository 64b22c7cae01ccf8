#include "model/interpreter/remembered_values.h"

#include <algorithm>
#include <cstring>

#include "model/interpreter/constant_cells.h"
#include "model/interpreter/state_fingerprint.h"

namespace model::interpreter {

using values::Value;

uint64_t RememberedValues::HashOf(uint32_t expression, std::span<const uint8_t> content) {
  return HashBytes(content.data(), content.size(), 64).low + expression * 0x9e3779b97f4a7c15u;
}

Value RememberedValues::Find(uint32_t expression, std::span<const uint8_t> content) const {
  if (entries_.empty()) return Value();
  const uint64_t hash = HashOf(expression, content);
  const Entry& entry = entries_[hash % entries_.size()];
  const bool is_it = entry.hash == hash && entry.expression == expression &&
                     entry.size == content.size() &&
                     std::memcmp(entry.content, content.data(), content.size()) == 0;
  return is_it ? entry.value : Value();
}

Value RememberedValues::Add(uint32_t expression, std::span<const uint8_t> content, Value value) {
  if (heap_.used_bytes() >= most_bytes_) return value;
  const Value copy = CopyConstant(heap_, value);
  if (entries_.empty()) entries_.resize(most_entries_);
  auto* const bytes = static_cast<uint8_t*>(heap_.Allocate(content.size()));
  std::copy(content.begin(), content.end(), bytes);
  const uint64_t hash = HashOf(expression, content);
  const auto size = static_cast<uint32_t>(content.size());
  entries_[hash % entries_.size()] = {hash, bytes, size, expression, copy};
  return copy;
}

void RememberedValues::Trim() {
  if (heap_.used_bytes() < most_bytes_) return;
  std::fill(entries_.begin(), entries_.end(), Entry());
  heap_.Release({0, 0});
}

}  // namespace model::interpreter

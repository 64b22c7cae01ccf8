#include "model/states/layout.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "model/states/codec.h"
#include "model/states/format.h"
#include "model/values/evaluation_error.h"

namespace model::states {
namespace {

// One value, most of which are a single byte.
const uint8_t* SkipValue(const uint8_t* at, const uint8_t* end) {
  return at != end && *at < kTagTuple ? at + 1 : Skip(at, end);
}

struct Header {
  size_t size = 0;  // 0: what has no values, or so many that it isn't looked into
  size_t values = 0;
};

Header HeaderAt(const uint8_t* at, const uint8_t* end) {
  if (at == end) return {};
  const uint8_t tag = *at;
  if (tag >= kTagTuple && tag < kTagIntegers) return {1, static_cast<size_t>(tag - kTagTuple)};
  if (tag < kTagOverIntegers || tag >= kTagBoolean) return {};
  const size_t bytes = tag - (tag < kTagOverAtoms ? kTagOverIntegers : kTagOverAtoms);
  if (static_cast<size_t>(end - at) <= bytes) return {};
  size_t values = 0;
  for (size_t i = 1; i <= bytes; ++i) values += static_cast<size_t>(std::popcount(at[i]));
  return {1 + bytes, values};
}

}  // namespace

void Tidy(std::vector<PartPath>* paths) {
  std::sort(paths->begin(), paths->end());
  std::vector<PartPath> kept;
  for (PartPath& path : *paths) {
    const bool is_held = !kept.empty() && kept.back().size() <= path.size() &&
                         std::equal(kept.back().begin(), kept.back().end(), path.begin());
    if (!is_held) kept.push_back(std::move(path));
  }
  *paths = std::move(kept);
}

Layout::Layout(std::span<const PartPath> paths, uint32_t variables, std::span<const uint8_t> sample)
    : parts_(paths.size()), variables_(variables, kNone) {
  const uint8_t* at = sample.data();
  const uint8_t* const end = at + sample.size();
  size_t first = 0;
  for (uint32_t v = 0; v < variables; ++v) {
    size_t last = first;
    while (last < paths.size() && paths[last][0] == v) ++last;
    if (last > first) variables_[v] = Add(paths.subspan(0, last), first, 1, at, end);
    first = last;
    at = Skip(at, end);
  }
}

uint32_t Layout::Add(std::span<const PartPath> paths, size_t first, size_t depth, const uint8_t* at,
                     const uint8_t* end) {
  const auto place = static_cast<uint32_t>(places_.size());
  places_.emplace_back();
  if (paths[first].size() == depth) places_[place].part = static_cast<uint32_t>(first++);
  if (first == paths.size()) return place;
  const Header header = HeaderAt(at, end);
  places_[place].header.assign(at, at + header.size);
  at += header.size;
  std::vector<uint32_t> values(header.values, kNone);
  for (uint32_t i = 0; i < values.size() && first < paths.size(); ++i) {
    size_t last = first;
    while (last < paths.size() && paths[last][depth] == i) ++last;
    if (last > first) values[i] = Add(paths.subspan(0, last), first, depth + 1, at, end);
    first = last;
    at = Skip(at, end);
  }
  if (first != paths.size()) {
    throw values::EvaluationError(values::ErrorKind::kInternal, "a state lacks a part");
  }
  places_[place].values = std::move(values);
  return place;
}

bool Layout::Find(std::span<const uint8_t> state, ByteRange* ranges) const {
  const uint8_t* const begin = state.data();
  const uint8_t* const end = begin + state.size();
  const uint8_t* at = begin;
  for (const uint32_t place : variables_) {
    at = place == kNone ? SkipValue(at, end) : FindIn(place, at, begin, end, ranges);
    if (at == nullptr) return false;
  }
  return at == end;
}

// Returns where the value ends; null: it is laid out otherwise.
const uint8_t* Layout::FindIn(uint32_t number, const uint8_t* at, const uint8_t* begin,
                              const uint8_t* end, ByteRange* ranges) const {
  const Place& place = places_[number];
  const uint8_t* const first = at;
  if (place.values.empty()) {
    at = SkipValue(at, end);
  } else {
    const size_t size = place.header.size();
    if (static_cast<size_t>(end - at) < size || std::memcmp(at, place.header.data(), size) != 0) {
      return nullptr;
    }
    at += size;
    for (const uint32_t value : place.values) {
      at = value == kNone ? SkipValue(at, end) : FindIn(value, at, begin, end, ranges);
      if (at == nullptr) return nullptr;
    }
  }
  if (place.part != kNone) {
    ranges[place.part] = {static_cast<uint32_t>(first - begin), static_cast<uint32_t>(at - begin)};
  }
  return at;
}

}  // namespace model::states

#include "model/program/definition_finder.h"

#include <algorithm>
#include <tuple>

namespace model::program {
namespace {

auto BeginOf(const source::Range& range) {
  return std::make_tuple(range.file, range.begin_line, range.begin_column);
}

auto EndOf(const source::Range& range) {
  return std::make_tuple(range.file, range.end_line, range.end_column);
}

}  // namespace

DefinitionFinder::DefinitionFinder(const Program& program) {
  for (const Definition& definition : program.definitions) by_begin_.push_back(&definition);
  std::sort(by_begin_.begin(), by_begin_.end(), [](const Definition* a, const Definition* b) {
    return BeginOf(a->range) < BeginOf(b->range);
  });
}

// Definitions nest, so it is the last to begin before the place of those that end behind it.
const Definition* DefinitionFinder::Around(const source::Range& place) const {
  auto at = std::upper_bound(by_begin_.begin(), by_begin_.end(), place,
                             [](const source::Range& range, const Definition* definition) {
                               return BeginOf(range) < BeginOf(definition->range);
                             });
  while (at != by_begin_.begin()) {
    const Definition* definition = *--at;
    if (definition->range.file != place.file) break;
    if (EndOf(place) <= EndOf(definition->range)) return definition;
  }
  return nullptr;
}

}  // namespace model::program

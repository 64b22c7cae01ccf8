#include "checker/reports/trace_difference.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "checker/reports/concatenation.h"

namespace checker::reports {
namespace {

using model::transitions::Datum;
using Kind = Datum::Kind;
using Parts = std::vector<std::pair<std::string, Datum>>;

void AddChangedParts(const std::string& name, const Datum& before, const Datum& after,
                     Parts* parts);

std::string PartName(const std::string& name, const Datum& datum, size_t i) {
  switch (datum.kind) {
    case Kind::kRecord: return Concat(name, ".", datum.names[i]);
    case Kind::kFunction: return Concat(name, "[", ToText(datum.keys[i]), "]");
    default: return Concat(name, "[", i + 1, "]");
  }
}

void AddChangedItems(const std::string& name, const Datum& before, const Datum& after,
                     Parts* parts) {
  for (size_t i = 0; i < after.items.size(); ++i) {
    if (before.items[i] == after.items[i]) continue;
    AddChangedParts(PartName(name, after, i), before.items[i], after.items[i], parts);
  }
}

// The elements of `set` that are not in `other`.
Datum Without(const Datum& set, const Datum& other) {
  absl::flat_hash_set<std::string> known;
  for (const Datum& item : other.items) known.insert(ToText(item));
  Datum result{.kind = Kind::kSet};
  for (const Datum& item : set.items) {
    if (!known.contains(ToText(item))) result.items.push_back(item);
  }
  return result;
}

void AddChangedElements(const std::string& name, const Datum& before, const Datum& after,
                        Parts* parts) {
  Datum added = Without(after, before);
  Datum removed = Without(before, after);
  if (removed.items.size() == before.items.size() || after.items.empty()) {
    parts->emplace_back(name, after);
    return;
  }
  if (!added.items.empty()) parts->emplace_back(name + " (added)", std::move(added));
  if (!removed.items.empty()) parts->emplace_back(name + " (removed)", std::move(removed));
}

bool IsProperPrefix(const Datum& shorter, const Datum& longer) {
  return !shorter.items.empty() && shorter.items.size() < longer.items.size() &&
         std::equal(shorter.items.begin(), shorter.items.end(), longer.items.begin());
}

void AddChangedParts(const std::string& name, const Datum& before, const Datum& after,
                     Parts* parts) {
  if (before.kind == after.kind) {
    switch (after.kind) {
      case Kind::kTuple:
        if (before.items.size() == after.items.size()) {
          return AddChangedItems(name, before, after, parts);
        }
        if (IsProperPrefix(before, after)) {
          Datum tail{.kind = Kind::kTuple};
          tail.items.assign(after.items.begin() + before.items.size(), after.items.end());
          parts->emplace_back(name + " (appended)", std::move(tail));
          return;
        }
        break;
      case Kind::kRecord:
        if (before.names == after.names) return AddChangedItems(name, before, after, parts);
        break;
      case Kind::kFunction:
        if (before.keys == after.keys) return AddChangedItems(name, before, after, parts);
        break;
      case Kind::kSet: return AddChangedElements(name, before, after, parts);
      default: break;
    }
  }
  parts->emplace_back(name, after);
}

// Whether values differ in items that have the same names.
bool HaveSameShape(const Datum& one, const Datum& other) {
  if (one.kind != other.kind) return false;
  switch (one.kind) {
    case Kind::kTuple: return one.items.size() == other.items.size();
    case Kind::kRecord: return one.names == other.names;
    case Kind::kFunction: return one.keys == other.keys;
    default: return false;
  }
}

void AddDifferingParts(const std::string& name, const Datum& one, const Datum& other,
                       std::vector<DifferingPart>* parts) {
  if (!HaveSameShape(one, other)) {
    parts->push_back({name, one, other});
    return;
  }
  for (size_t i = 0; i < one.items.size(); ++i) {
    if (one.items[i] == other.items[i]) continue;
    AddDifferingParts(PartName(name, one, i), one.items[i], other.items[i], parts);
  }
}

}  // namespace

std::vector<DifferingPart> DifferingParts(const std::string& name, const Datum& one,
                                          const Datum& other) {
  std::vector<DifferingPart> parts;
  AddDifferingParts(name, one, other, &parts);
  return parts;
}

Parts ChangedParts(const std::string& name, const Datum& before, const Datum& after) {
  Parts parts;
  AddChangedParts(name, before, after, &parts);
  return parts;
}

}  // namespace checker::reports

#include "checker/causes/suspect_family.h"

#include <algorithm>
#include <bit>

namespace checker::causes {
namespace {

constexpr size_t kMemorySize = size_t{1} << 16;  // of results; direct-mapped, a power of two

}  // namespace

FamilyPool::FamilyPool(uint32_t suspects) : suspects_(suspects), memory_(kMemorySize) {
  nodes_.push_back({suspects, kNoSets, kNoSets});
  nodes_.push_back({suspects, kAllSets, kAllSets});
}

Family FamilyPool::Make(uint32_t suspect, Family innocent, Family guilty) {
  if (innocent == guilty) return innocent;
  const Node node{suspect, innocent, guilty};
  auto [place, is_new] = numbers_.try_emplace(node, Family(nodes_.size()));
  if (is_new) nodes_.push_back(node);
  return place->second;
}

Family FamilyPool::Agreeing(SuspectSet mask, SuspectSet guilty) {
  Family family = kAllSets;
  for (uint32_t i = suspects_; i-- > 0;) {
    if ((mask & Only(i)) == 0) continue;
    family = (guilty & Only(i)) != 0 ? Make(i, kNoSets, family) : Make(i, family, kNoSets);
  }
  return family;
}

Family FamilyPool::Combine(Operation operation, Family a, Family b) {
  switch (operation) {
    case Operation::kAnd:
      if (a == kNoSets || b == kNoSets) return kNoSets;
      if (a == kAllSets || a == b) return b;
      if (b == kAllSets) return a;
      break;
    case Operation::kOr:
      if (a == kAllSets || b == kAllSets) return kAllSets;
      if (a == kNoSets || a == b) return b;
      if (b == kNoSets) return a;
      break;
    case Operation::kMinus:
      if (a == kNoSets || b == kAllSets || a == b) return kNoSets;
      if (b == kNoSets) return a;
      break;
  }
  if (operation != Operation::kMinus && a > b) std::swap(a, b);
  const uint64_t operands = static_cast<uint64_t>(a) << 32 | static_cast<uint64_t>(b);
  const uint64_t mixed = (operands + static_cast<uint64_t>(operation)) * 0x9e3779b97f4a7c15u;
  const size_t place = (mixed >> 40) & (kMemorySize - 1);
  if (memory_[place].operands == operands && memory_[place].operation == operation)
    return memory_[place].result;
  const Node x = At(a);
  const Node y = At(b);
  const uint32_t suspect = std::min(x.suspect, y.suspect);
  const Family innocent = Combine(operation, x.suspect == suspect ? x.innocent : a,
                                  y.suspect == suspect ? y.innocent : b);
  const Family guilty =
      Combine(operation, x.suspect == suspect ? x.guilty : a, y.suspect == suspect ? y.guilty : b);
  const Family result = Make(suspect, innocent, guilty);
  memory_[place] = {operands, operation, result};
  return result;
}

bool FamilyPool::Contains(Family family, SuspectSet set) const {
  while (At(family).suspect < suspects_) {
    const Node& node = At(family);
    family = (set & Only(node.suspect)) != 0 ? node.guilty : node.innocent;
  }
  return family == kAllSets;
}

// Children have smaller numbers than their parents.
FamilyPool::Membership FamilyPool::MembershipOf(SuspectSet set) const {
  Membership membership;
  std::vector<uint8_t>& contains = membership.contains_;
  contains.reserve(nodes_.size());
  contains.push_back(0);
  contains.push_back(1);
  for (size_t n = 2; n < nodes_.size(); ++n) {
    const Node& node = nodes_[n];
    const bool guilty = (set & Only(node.suspect)) != 0;
    contains.push_back(contains[static_cast<uint32_t>(guilty ? node.guilty : node.innocent)]);
  }
  return membership;
}

Family FamilyPool::Close(Family family, SuspectSet free, bool up,
                         absl::flat_hash_map<Family, Family>* known) {
  if (family == kNoSets || family == kAllSets) return family;
  if (auto place = known->find(family); place != known->end()) return place->second;
  const Node node = At(family);
  Family innocent = Close(node.innocent, free, up, known);
  Family guilty = Close(node.guilty, free, up, known);
  if ((free & Only(node.suspect)) != 0) (up ? guilty : innocent) = Or(innocent, guilty);
  const Family result = Make(node.suspect, innocent, guilty);
  known->emplace(family, result);
  return result;
}

Family FamilyPool::UpClosure(Family family, SuspectSet free) {
  absl::flat_hash_map<Family, Family> known;
  return Close(family, free, true, &known);
}

Family FamilyPool::DownClosure(Family family, SuspectSet free) {
  absl::flat_hash_map<Family, Family> known;
  return Close(family, free, false, &known);
}

Family FamilyPool::Flip(Family family, SuspectSet mask,
                        absl::flat_hash_map<Family, Family>* known) {
  if (family == kNoSets || family == kAllSets) return family;
  if (auto place = known->find(family); place != known->end()) return place->second;
  const Node node = At(family);
  Family innocent = Flip(node.innocent, mask, known);
  Family guilty = Flip(node.guilty, mask, known);
  if ((mask & Only(node.suspect)) != 0) std::swap(innocent, guilty);
  const Family result = Make(node.suspect, innocent, guilty);
  known->emplace(family, result);
  return result;
}

Family FamilyPool::Flipped(Family family, SuspectSet mask) {
  absl::flat_hash_map<Family, Family> known;
  return Flip(family, mask, &known);
}

std::optional<SuspectSet> FamilyPool::Smallest(Family family) const {
  return Extreme(family, false);
}

std::optional<SuspectSet> FamilyPool::Largest(Family family) const { return Extreme(family, true); }

std::optional<SuspectSet> FamilyPool::Any(Family family) const {
  if (family == kNoSets) return std::nullopt;
  SuspectSet set = 0;
  while (family != kAllSets) {
    const Node& node = At(family);
    const bool guilty = node.innocent == kNoSets;
    if (guilty) set |= Only(node.suspect);
    family = guilty ? node.guilty : node.innocent;
  }
  return set;
}

// Children have smaller numbers than their parents: one pass over the nodes below. Suspects that
// the diagram does not ask about are innocent in the smallest member and guilty in the largest.
std::optional<SuspectSet> FamilyPool::Extreme(Family family, bool most) const {
  if (family == kNoSets) return std::nullopt;
  absl::flat_hash_map<Family, std::optional<SuspectSet>> best;
  auto between = [&](uint32_t from, uint32_t to) {  // suspects from..to-1
    SuspectSet set = 0;
    for (uint32_t i = from; i < to; ++i) set |= Only(i);
    return most ? set : 0;
  };
  auto find = [&](auto&& self, Family at) -> std::optional<SuspectSet> {
    if (at == kNoSets) return std::nullopt;
    if (at == kAllSets) return SuspectSet{0};
    if (auto place = best.find(at); place != best.end()) return place->second;
    const Node& node = At(at);
    std::optional<SuspectSet> innocent = self(self, node.innocent);
    std::optional<SuspectSet> guilty = self(self, node.guilty);
    if (innocent) *innocent |= between(node.suspect + 1, At(node.innocent).suspect);
    if (guilty) *guilty |= between(node.suspect + 1, At(node.guilty).suspect) | Only(node.suspect);
    std::optional<SuspectSet> result = innocent ? innocent : guilty;
    if (innocent && guilty) {
      const int a = std::popcount(*innocent), b = std::popcount(*guilty);
      result = most ? (a > b ? innocent : guilty) : (b < a ? guilty : innocent);
    }
    best.emplace(at, result);
    return result;
  };
  std::optional<SuspectSet> result = find(find, family);
  if (result) *result |= between(0, At(family).suspect);
  return result;
}

double FamilyPool::Count(Family family) const {
  absl::flat_hash_map<Family, double> share;  // of all sets
  auto find = [&](auto&& self, Family at) -> double {
    if (at == kNoSets) return 0;
    if (at == kAllSets) return 1;
    if (auto place = share.find(at); place != share.end()) return place->second;
    const double result = (self(self, At(at).innocent) + self(self, At(at).guilty)) / 2;
    share.emplace(at, result);
    return result;
  };
  double all = 1;
  for (uint32_t i = 0; i < suspects_; ++i) all *= 2;
  return find(find, family) * all;
}

}  // namespace checker::causes

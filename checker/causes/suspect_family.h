// Families of sets of suspects: "the sets with which this state can be reached", "the sets that
// violate the property".
//
// A family over k suspects has up to 2^k members, and a search handles one for each state. So a
// family is a node of a reduced ordered decision diagram (Bryant 1986): one decision for each
// suspect, guilty or not, in the order of their numbers; equal parts are shared, and equal families
// are the same node, so that comparing two is comparing numbers. Families that people's switches
// give rise to are conjunctions of a few conditions and stay tiny.
//
// THREADS: a pool belongs to one thread.

#ifndef CHECKER_CAUSES_SUSPECT_FAMILY_H_
#define CHECKER_CAUSES_SUSPECT_FAMILY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace checker::causes {

// Bit i: suspect i is guilty; all others are innocent.
using SuspectSet = uint64_t;
inline constexpr uint32_t kMostSuspects = 64;

inline constexpr SuspectSet Only(uint32_t suspect) { return SuspectSet{1} << suspect; }

enum class Family : uint32_t {};
inline constexpr Family kNoSets{0};
inline constexpr Family kAllSets{1};

class FamilyPool {
 public:
  // REQUIRES: suspects <= kMostSuspects.
  explicit FamilyPool(uint32_t suspects);

  uint32_t suspects() const { return suspects_; }
  SuspectSet everybody() const { return suspects_ == 64 ? ~SuspectSet{0} : Only(suspects_) - 1; }

  // The sets that agree with `guilty` on every suspect of `mask`. COST: the size of `mask`.
  Family Agreeing(SuspectSet mask, SuspectSet guilty);
  Family WithGuilty(uint32_t suspect) { return Agreeing(Only(suspect), Only(suspect)); }
  Family WithInnocent(uint32_t suspect) { return Agreeing(Only(suspect), 0); }
  Family Exactly(SuspectSet set) { return Agreeing(everybody(), set); }
  Family Supersets(SuspectSet set) { return Agreeing(set, set); }
  Family Subsets(SuspectSet set) { return Agreeing(everybody() & ~set, 0); }

  // COST: at most the product of the diagrams' sizes; remembered.
  Family And(Family a, Family b) { return Combine(Operation::kAnd, a, b); }
  Family Or(Family a, Family b) { return Combine(Operation::kOr, a, b); }
  Family Minus(Family a, Family b) { return Combine(Operation::kMinus, a, b); }
  bool Contains(Family family, SuspectSet set) const;
  // Of each family there is by now, whether it contains `set`. COST: one pass over all of them.
  class Membership {
   public:
    bool operator()(Family family) const { return contains_[static_cast<uint32_t>(family)] != 0; }

   private:
    friend class FamilyPool;
    std::vector<uint8_t> contains_;
  };
  Membership MembershipOf(SuspectSet set) const;
  bool IsSubfamily(Family part, Family whole) { return Minus(part, whole) == kNoSets; }

  // Everything that has a member as a subset (superset), when only suspects in `free` may be added
  // (taken out).
  Family UpClosure(Family family, SuspectSet free = ~SuspectSet{0});
  Family DownClosure(Family family, SuspectSet free = ~SuspectSet{0});
  // The sets that differ from a member in exactly the suspects of `mask`.
  Family Flipped(Family family, SuspectSet mask);

  // A member with the fewest (most) guilty; the same one for the same family.
  std::optional<SuspectSet> Smallest(Family family) const;
  std::optional<SuspectSet> Largest(Family family) const;
  // Some member; the same one for the same family. COST: the number of suspects.
  std::optional<SuspectSet> Any(Family family) const;
  double Count(Family family) const;

  size_t node_count() const { return nodes_.size(); }

 private:
  enum class Operation : uint8_t { kAnd, kOr, kMinus };
  struct Node {
    uint32_t suspect;  // decided here; suspects_ at the two leaves
    Family innocent;
    Family guilty;
    friend bool operator==(const Node&, const Node&) = default;
    template <typename H>
    friend H AbslHashValue(H h, const Node& node) {
      return H::combine(std::move(h), node.suspect, node.innocent, node.guilty);
    }
  };
  struct Remembered {
    uint64_t operands = ~uint64_t{0};
    Operation operation = Operation::kAnd;
    Family result = kNoSets;
  };

  const Node& At(Family family) const { return nodes_[static_cast<uint32_t>(family)]; }
  Family Make(uint32_t suspect, Family innocent, Family guilty);
  Family Combine(Operation operation, Family a, Family b);
  Family Close(Family family, SuspectSet free, bool up, absl::flat_hash_map<Family, Family>* known);
  Family Flip(Family family, SuspectSet mask, absl::flat_hash_map<Family, Family>* known);
  std::optional<SuspectSet> Extreme(Family family, bool most) const;

  uint32_t suspects_;
  std::vector<Node> nodes_;
  absl::flat_hash_map<Node, Family> numbers_;
  std::vector<Remembered> memory_;
};

}  // namespace checker::causes

#endif  // CHECKER_CAUSES_SUSPECT_FAMILY_H_

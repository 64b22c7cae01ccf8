// All minimal causes and all minimal fixes of a violation, exactly, with as few questions as
// possible.
//
// V(S): the property is violated when the suspects in S are guilty and all others innocent. A
// minimal cause is an S with V(S) and no proper subset for which V holds. With C the suspects
// guilty in the design as it is, a minimal fix is an F within C with not V(C minus F) and no proper
// subset for which that holds. A danger is a set of changes D to that design, guilty made innocent
// or innocent guilty, with V(C changed in D) and no proper subset for which that holds: minimal
// causes are the dangers of the design in which everybody is innocent. V need not be monotone.
//
// An oracle answers V(S), at a price, and tells how far its answer reaches: a family of sets, S
// among them, for which the answer is the same and proved.

#ifndef CHECKER_CAUSES_MINIMAL_SETS_H_
#define CHECKER_CAUSES_MINIMAL_SETS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/causes/suspect_family.h"

namespace checker::causes {

struct Answer {
  enum class Kind : uint8_t { kViolated, kHolds, kUnknown };
  Kind kind = Kind::kUnknown;
  Family reach = kNoSets;  // sets with the same answer; the one asked about need not be listed
};

class Oracle {
 public:
  virtual ~Oracle() = default;
  virtual Answer Ask(SuspectSet set) = 0;
  // True once time is up: nothing more will be answered.
  virtual bool Exhausted() const { return false; }
};

// Suspects whose guilt only adds violations: shown, or declared. A declaration may be wrong, and is
// used in such a way that answers can show it.
struct Monotone {
  SuspectSet shown = 0, declared = 0;
};

// A set that violates and a larger one that does not, though all that it has more was said to be
// monotone.
struct Contradiction {
  SuspectSet violated = 0, holds = 0;
};

// What is established about V so far.
struct Knowledge {
  Family violated = kNoSets;
  Family holds = kNoSets;
  Family unanswered = kNoSets;  // asked, and the oracle could not say
};

struct MinimalSets {
  std::vector<SuspectSet> sets;  // by size, then by number
  // Some set that might count could not be decided. Those in `sets` are violations (fixes) for
  // certain; `proved[i]` tells whether their minimality is too.
  bool complete = true;
  std::vector<bool> proved;
};

class LatticeSearch {
 public:
  // `valid`: the sets that stand for a design at all; the others count as not violated, and never
  // as a fix.
  LatticeSearch(FamilyPool* pool, Family valid, Monotone monotone, Oracle* oracle);

  Answer::Kind Decide(SuspectSet set);
  MinimalSets FindCauses() { return FindDangers(0); }
  // REQUIRES: `from` is valid, or there is nobody in it.
  MinimalSets FindDangers(SuspectSet from);
  MinimalSets FindFixes(SuspectSet actual);

  const Knowledge& knowledge() const { return knowledge_; }
  // Without what follows only if the suspects are monotone.
  const Knowledge& answered() const { return answered_; }
  // Two answers that can't both be, if they are.
  std::optional<Contradiction> FindContradiction() const;
  // Asks about a set of which something follows, but was not answered.
  void Confirm(SuspectSet set);
  // Questions put to the oracle.
  uint64_t questions() const { return questions_; }
  // For an oracle that learns by the way.
  void Learn(Answer::Kind kind, Family reach);

 private:
  void Ask(SuspectSet set);
  bool HoldsWithMore(SuspectSet set);
  void Grow(SuspectSet set);
  Family Open() const;

  FamilyPool* const pool_;
  const Family valid_;
  const SuspectSet shown_;     // to be monotone
  const SuspectSet monotone_;  // these, and those declared to be
  Oracle* const oracle_;
  Knowledge knowledge_, answered_;
  uint64_t questions_ = 0;
};

}  // namespace checker::causes

#endif  // CHECKER_CAUSES_MINIMAL_SETS_H_

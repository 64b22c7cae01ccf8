// Causes (dangers) are looked for from below: the smallest set that is neither known to be harmless
// nor a superset of a cause found is the next to be decided, so that a violation found there is
// minimal at once. Fixes are looked for from above, among the subsets of the design as it is. Every
// answer is spread as far as it is proved to reach: by the oracle (equal state graphs, a
// counterexample that does not need this or that suspect) and along the monotone suspects, up for
// violations and down for their absence.
//
// Where suspects are monotone, the set is first tried with all of them: mostly that is harmless
// too. If it isn't, a harmless set is grown to a maximal harmless one before going on; with the
// minimal causes these are each other's duals, and the map of what is left shrinks from both sides
// (Liffiton et al., "Fast, flexible MUS enumeration", 2016). Without it, a lattice of many harmless
// sets would be asked about one by one.

#include "checker/causes/minimal_sets.h"

#include <algorithm>
#include <bit>

namespace checker::causes {
namespace {

void Sort(std::vector<SuspectSet>* sets) {
  std::sort(sets->begin(), sets->end(), [](SuspectSet a, SuspectSet b) {
    const int size_a = std::popcount(a), size_b = std::popcount(b);
    return size_a != size_b ? size_a < size_b : a < b;
  });
}

}  // namespace

LatticeSearch::LatticeSearch(FamilyPool* pool, Family valid, Monotone monotone, Oracle* oracle)
    : pool_(pool),
      valid_(valid),
      shown_(monotone.shown),
      monotone_(monotone.shown | monotone.declared),
      oracle_(oracle) {
  const Family invalid = pool->Minus(kAllSets, valid);
  knowledge_.holds = invalid;
}

void LatticeSearch::Learn(Answer::Kind kind, Family reach) {
  reach = pool_->And(reach, valid_);
  switch (kind) {
    case Answer::Kind::kViolated:
      answered_.violated = pool_->Or(answered_.violated, reach);
      if (monotone_ != 0) reach = pool_->And(pool_->UpClosure(reach, monotone_), valid_);
      knowledge_.violated = pool_->Or(knowledge_.violated, reach);
      break;
    case Answer::Kind::kHolds:
      answered_.holds = pool_->Or(answered_.holds, reach);
      if (monotone_ != 0) reach = pool_->DownClosure(reach, monotone_);
      knowledge_.holds = pool_->Or(knowledge_.holds, reach);
      break;
    case Answer::Kind::kUnknown:
      reach = pool_->Minus(reach, pool_->Or(knowledge_.violated, knowledge_.holds));
      knowledge_.unanswered = pool_->Or(knowledge_.unanswered, reach);
      break;
  }
}

std::optional<Contradiction> LatticeSearch::FindContradiction() const {
  FamilyPool& pool = *pool_;
  const Family too_much = pool.And(pool.UpClosure(answered_.violated, monotone_), answered_.holds);
  const std::optional<SuspectSet> holds = pool.Smallest(too_much);
  if (!holds) return std::nullopt;
  const Family below = pool.And(pool.Subsets(*holds), pool.Agreeing(~monotone_, *holds));
  const std::optional<SuspectSet> violated = pool.Largest(pool.And(answered_.violated, below));
  return Contradiction{*violated, *holds};
}

void LatticeSearch::Ask(SuspectSet set) {
  ++questions_;
  const Answer answer = oracle_->Ask(set);
  Learn(answer.kind, pool_->Or(answer.reach, pool_->Exactly(set)));
}

void LatticeSearch::Confirm(SuspectSet set) {
  const Family answered = pool_->Or(answered_.violated, answered_.holds);
  if (pool_->Contains(pool_->Minus(valid_, answered), set) && !oracle_->Exhausted()) Ask(set);
}

Family LatticeSearch::Open() const {
  FamilyPool& pool = *pool_;
  return pool.Minus(pool.Minus(pool.Minus(valid_, knowledge_.violated), knowledge_.holds),
                    knowledge_.unanswered);
}

Answer::Kind LatticeSearch::Decide(SuspectSet set) {
  if (pool_->Contains(Open(), set) && !oracle_->Exhausted()) Ask(set);
  if (pool_->Contains(knowledge_.violated, set)) return Answer::Kind::kViolated;
  if (pool_->Contains(knowledge_.holds, set)) return Answer::Kind::kHolds;
  return Answer::Kind::kUnknown;
}

// Whether the set is harmless for being so with all suspects shown to be monotone: one question for
// all sets between. (Of those only declared to be, a wrong one would hide every cause in this way.)
bool LatticeSearch::HoldsWithMore(SuspectSet set) {
  const SuspectSet more = set | shown_;
  return more != set && pool_->Contains(valid_, more) && Decide(more) == Answer::Kind::kHolds;
}

// From a harmless set towards a maximal one, along the monotone suspects.
void LatticeSearch::Grow(SuspectSet set) {
  for (uint32_t i = 0; i < pool_->suspects(); ++i) {
    if ((monotone_ & Only(i)) == 0 || (set & Only(i)) != 0 || oracle_->Exhausted()) continue;
    if (Decide(set | Only(i)) == Answer::Kind::kHolds && pool_->Contains(valid_, set | Only(i)))
      set |= Only(i);
  }
}

MinimalSets LatticeSearch::FindDangers(SuspectSet from) {
  FamilyPool& pool = *pool_;
  MinimalSets result;
  Family candidates = valid_;
  for (;;) {
    const Family left = pool.Minus(pool.Minus(candidates, knowledge_.holds), knowledge_.unanswered);
    const std::optional<SuspectSet> changes = pool.Smallest(pool.Flipped(left, from));
    if (!changes) break;
    const SuspectSet set = from ^ *changes;
    if (pool.Contains(knowledge_.violated, set)) {
      result.sets.push_back(*changes);
      candidates = pool.Minus(candidates, pool.Flipped(pool.Supersets(*changes), from));
      continue;
    }
    if (oracle_->Exhausted()) {
      // What is known to be violated still counts, though something smaller may be hidden.
      knowledge_.unanswered = pool.Or(knowledge_.unanswered, pool.Minus(left, knowledge_.violated));
      continue;
    }
    if (HoldsWithMore(set)) continue;
    if (Decide(set) == Answer::Kind::kHolds) Grow(set);
  }
  Sort(&result.sets);
  for (SuspectSet changes : result.sets) {
    const Family fewer = pool.Minus(pool.Subsets(changes), pool.Exactly(changes));
    result.proved.push_back(
        pool.IsSubfamily(pool.And(pool.Flipped(fewer, from), valid_), knowledge_.holds));
  }
  result.complete =
      pool.And(candidates, knowledge_.unanswered) == kNoSets &&
      std::all_of(result.proved.begin(), result.proved.end(), [](bool proved) { return proved; });
  return result;
}

MinimalSets LatticeSearch::FindFixes(SuspectSet actual) {
  FamilyPool& pool = *pool_;
  MinimalSets result;
  const Family inside = pool.And(pool.Subsets(actual), valid_);
  Family candidates = inside;  // what is left of the design after a fix
  for (;;) {
    const Family left =
        pool.Minus(pool.Minus(candidates, knowledge_.violated), knowledge_.unanswered);
    const std::optional<SuspectSet> rest = pool.Largest(left);
    if (!rest) break;
    if (pool.Contains(knowledge_.holds, *rest)) {
      result.sets.push_back(actual & ~*rest);
      candidates = pool.Minus(candidates, pool.Subsets(*rest));
      continue;
    }
    if (oracle_->Exhausted()) {
      knowledge_.unanswered = pool.Or(knowledge_.unanswered, pool.Minus(left, knowledge_.holds));
      continue;
    }
    Decide(*rest);
  }
  Sort(&result.sets);
  for (SuspectSet fix : result.sets) {
    const SuspectSet rest = actual & ~fix;
    const Family above = pool.And(inside, pool.Minus(pool.Supersets(rest), pool.Exactly(rest)));
    result.proved.push_back(pool.IsSubfamily(above, knowledge_.violated));
  }
  result.complete =
      pool.And(candidates, knowledge_.unanswered) == kNoSets &&
      std::all_of(result.proved.begin(), result.proved.end(), [](bool proved) { return proved; });
  return result;
}

}  // namespace checker::causes

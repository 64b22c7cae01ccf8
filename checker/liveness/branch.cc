// What stands in the top conjunction goes to its place in the branch: tail atoms, pairs <>[]a \/
// []<>b, core. A conjunction of any number of fairness conditions therefore is a single branch.
//
// Where tail atoms are left inside the rest, the branch is split: by the disjuncts, if that is a
// disjunction, otherwise on one of the atoms. An atom T is true
// at all positions of a behaviour or at none, and the normal form is positive, hence monotone in T:
//
//     f = (T /\ f[T := TRUE]) \/ f[T := FALSE]
//
// An atom that is known to hold, or whose negation is, needs no split. Constants simplify as they
// go up, so that there are hardly more branches than the formula has different reasons to be true.
//
// A core that is a disjunction is split as well: `\A p, q : P(p) ~> Q(q)`, negated, is a
// disjunction of <>(P(p) /\ []~Q(q)), of which those with the same Q are one, and each has a small
// automaton.

#include "checker/liveness/branch.h"

#include <algorithm>
#include <utility>

#include "absl/container/btree_map.h"

namespace checker::liveness {

namespace {

using Kind = NormalFormula::Kind;

class Splitter {
 public:
  Splitter(NormalPool* pool, size_t limit) : pool_(*pool), limit_(limit) {}

  bool exceeded() const { return exceeded_ || pool_.too_complex(); }
  std::vector<Branch> TakeBranches() { return std::move(branches_); }

  // Adds the branches of branch /\ rest.
  void Split(Branch branch, NormalId rest) {
    if (exceeded()) return;
    std::vector<NormalId> core;
    std::vector<NormalId> open = Conjuncts(rest);
    for (bool again = true; again;) {
      again = false;
      std::vector<NormalId> left;
      for (const NormalId part : open) {
        if (!pool_[part].has_tail) {
          core.push_back(part);
        } else if (Settle(part, &branch)) {
          again = true;  // the new fact may simplify the others
        } else {
          left.push_back(part);
        }
      }
      if (again) left = Simplified(left, branch);
      open = std::move(left);
    }
    core.push_back(branch.core);
    branch.core = pool_.And(std::move(core));
    if (branch.core == NormalPool::kFalse) return;
    const NormalId remaining = pool_.And(open);
    if (remaining == NormalPool::kTrue) return Add(std::move(branch));
    if (!pool_[remaining].has_tail) return Split(std::move(branch), remaining);
    if (pool_[remaining].kind == Kind::kOr) {
      for (const NormalId disjunct : Grouped(pool_[remaining].operands)) Split(branch, disjunct);
      return;
    }
    const NormalId atom = pool_.FirstTailAtom(remaining);
    const NormalId with = pool_.Replace(remaining, {{atom, NormalPool::kTrue}});
    const NormalId without = pool_.Replace(remaining, {{atom, NormalPool::kFalse}});
    if (with != without) Split(branch, pool_.And({with, atom}));
    Split(std::move(branch), without);
  }

  // Drops what the confinement implies. False: the branch contradicts itself.
  bool Tidy(Branch* branch) {
    const NormalId known = branch->confinement;
    if (known == NormalPool::kFalse || branch->core == NormalPool::kFalse) return false;
    std::vector<NormalId> recurrences;
    for (const NormalId recurrence : branch->recurrences) {
      recurrences.push_back(pool_.Assuming(recurrence, known));
    }
    std::vector<StreettPair> pairs;
    for (const StreettPair& pair : branch->pairs) {
      const StreettPair tidy{pool_.Assuming(pair.always, known),
                             pool_.Assuming(pair.recurrent, known)};
      if (tidy.always == NormalPool::kTrue || tidy.recurrent == NormalPool::kTrue) continue;
      if (tidy.recurrent == NormalPool::kFalse) {  // <>[]a remains: look again with more known
        branch->confinement = pool_.And({known, tidy.always});
        std::erase(branch->pairs, StreettPair(pair));
        return Tidy(branch);
      }
      if (tidy.always == NormalPool::kFalse) {
        recurrences.push_back(tidy.recurrent);
      } else if (std::find(pairs.begin(), pairs.end(), tidy) == pairs.end()) {
        pairs.push_back(tidy);
      }
    }
    std::erase(recurrences, NormalPool::kTrue);
    std::sort(recurrences.begin(), recurrences.end());
    recurrences.erase(std::unique(recurrences.begin(), recurrences.end()), recurrences.end());
    branch->recurrences = std::move(recurrences);
    branch->pairs = std::move(pairs);
    return branch->recurrences.empty() || branch->recurrences[0] != NormalPool::kFalse;
  }

 private:
  std::vector<NormalId> Conjuncts(NormalId id) const {
    return pool_[id].kind == Kind::kAnd ? pool_[id].operands : std::vector<NormalId>{id};
  }

  // Moves a conjunct into the branch, if it is a condition on the far end.
  bool Settle(NormalId part, Branch* branch) {
    if (pool_.IsInfinitelyOften(part)) {
      branch->recurrences.push_back(pool_.Body(part));
      return true;
    }
    if (pool_.IsEventuallyAlways(part)) {
      branch->confinement = pool_.And({branch->confinement, pool_.Body(part)});
      return true;
    }
    const NormalFormula& formula = pool_[part];
    if (formula.kind != Kind::kOr || formula.operands.size() != 2) return false;
    for (const size_t i : {0, 1}) {
      const NormalId always = formula.operands[i], recurrent = formula.operands[1 - i];
      if (!pool_.IsEventuallyAlways(always) || !pool_.IsInfinitelyOften(recurrent)) continue;
      branch->pairs.push_back({pool_.Body(always), pool_.Body(recurrent)});
      return true;
    }
    return false;
  }

  // The conjuncts of `parts` where the branch's atoms hold and their negations don't.
  std::vector<NormalId> Simplified(const std::vector<NormalId>& parts, const Branch& branch) {
    if (parts.empty()) return {};
    absl::flat_hash_map<NormalId, NormalId> known;
    const auto learn = [&](NormalId atom) {
      if (atom == NormalPool::kTrue || atom == NormalPool::kFalse) return;
      known[atom] = NormalPool::kTrue;
      known[pool_.Negation(atom)] = NormalPool::kFalse;
    };
    for (const NormalId body : branch.recurrences) learn(pool_.InfinitelyOften(body));
    for (const NormalId body : Conjuncts(branch.confinement)) learn(pool_.EventuallyAlways(body));
    if (branch.confinement != NormalPool::kTrue) learn(pool_.EventuallyAlways(branch.confinement));
    return Conjuncts(pool_.Replace(pool_.And(parts), known));
  }

  void Add(Branch branch) {
    if (!Tidy(&branch)) return;
    const NormalFormula& core = pool_[branch.core];
    if (core.kind != Kind::kOr || core.propositional) return AddSimple(std::move(branch));
    for (const NormalId part : Grouped(core.operands)) {
      branch.core = part;
      AddSimple(branch);
    }
  }
  void AddSimple(Branch branch) {
    if (std::find(branches_.begin(), branches_.end(), branch) != branches_.end()) return;
    branches_.push_back(std::move(branch));
    if (branches_.size() > limit_) exceeded_ = true;
  }

  // The disjuncts, where <>(p /\ f) \/ <>(q /\ f) is <>((p \/ q) /\ f); what is propositional, in
  // one.
  std::vector<NormalId> Grouped(std::vector<NormalId> disjuncts) {
    std::vector<NormalId> now, grouped;
    absl::btree_map<NormalId, std::vector<NormalId>> later;  // by f: p, q ...
    for (const NormalId disjunct : disjuncts) {
      if (pool_[disjunct].propositional) {
        now.push_back(disjunct);
      } else if (pool_[disjunct].kind == Kind::kEventually) {
        std::vector<NormalId> conditions, rest;
        for (const NormalId part : Conjuncts(pool_[disjunct].operands[0])) {
          (pool_[part].propositional ? conditions : rest).push_back(part);
        }
        later[pool_.And(std::move(rest))].push_back(pool_.And(std::move(conditions)));
      } else {
        grouped.push_back(disjunct);
      }
    }
    if (!now.empty()) grouped.push_back(pool_.Or(std::move(now)));
    for (auto& [rest, conditions] : later) {
      grouped.push_back(pool_.Eventually(pool_.And({pool_.Or(std::move(conditions)), rest})));
    }
    return grouped;
  }

  NormalPool& pool_;
  const size_t limit_;
  std::vector<Branch> branches_;
  bool exceeded_ = false;
};

}  // namespace

std::optional<std::vector<Branch>> SplitIntoBranches(NormalPool* pool, NormalId formula,
                                                     size_t limit) {
  Splitter splitter(pool, limit);
  splitter.Split(Branch{}, formula);
  if (splitter.exceeded()) return std::nullopt;
  return splitter.TakeBranches();
}

}  // namespace checker::liveness

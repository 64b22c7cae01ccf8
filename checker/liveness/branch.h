// One way in which a formula can be satisfied: a core to follow from the initial state on, and
// conditions on the far end.
//
// A behaviour satisfies a formula if and only if it satisfies one of its branches. The conditions
// speak about the steps that a behaviour takes infinitely often, which lie in one strongly
// connected component of the graph:
//
//   confinement   <>[]b: all of them satisfy b
//   recurrences   []<>b: some of them satisfies b (generalised Buchi)
//   pairs         <>[]a \/ []<>b: some satisfies b, or all satisfy a (Streett; strong fairness is
//   one)

#ifndef CHECKER_LIVENESS_BRANCH_H_
#define CHECKER_LIVENESS_BRANCH_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "checker/liveness/normal_formula.h"

namespace checker::liveness {

struct StreettPair {
  NormalId always = NormalPool::kFalse;     // a
  NormalId recurrent = NormalPool::kFalse;  // b
  friend bool operator==(const StreettPair&, const StreettPair&) = default;
};

struct Branch {
  NormalId core = NormalPool::kTrue;         // without tail atoms
  NormalId confinement = NormalPool::kTrue;  // propositional
  std::vector<NormalId> recurrences;         // propositional
  std::vector<StreettPair> pairs;
  friend bool operator==(const Branch&, const Branch&) = default;
};

// The branches of `formula`, without those that contradict themselves in plain sight; none:
// `formula` is unsatisfiable. nullopt: more than `limit`.
std::optional<std::vector<Branch>> SplitIntoBranches(NormalPool* pool, NormalId formula,
                                                     size_t limit);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_BRANCH_H_

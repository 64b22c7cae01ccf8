// An infinite behaviour in finite form: a prefix from an initial state, then a cycle for ever.

#ifndef CHECKER_LIVENESS_LASSO_H_
#define CHECKER_LIVENESS_LASSO_H_

#include <vector>

#include "checker/liveness/behaviour_graph.h"

namespace checker::liveness {

struct LassoStep {
  StateIndex from = 0;
  BehaviourGraph::Step step;  // with its ordinal, or kStutterOrdinal

  bool stutters() const { return step.ordinal == kStutterOrdinal; }
  friend bool operator==(const LassoStep&, const LassoStep&) = default;
};

struct Lasso {
  std::vector<LassoStep> prefix;
  std::vector<LassoStep> cycle;  // never empty; ends where it begins

  // "Stuttering": the last state repeats for ever.
  bool stuttering() const { return cycle.size() == 1 && cycle[0].stutters(); }
  StateIndex first() const { return prefix.empty() ? cycle[0].from : prefix[0].from; }
  size_t size() const { return prefix.size() + cycle.size(); }
  // Step i of the behaviour, i < size(); positions from prefix.size() on repeat.
  const LassoStep& operator[](size_t i) const {
    return i < prefix.size() ? prefix[i] : cycle[i - prefix.size()];
  }
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_LASSO_H_

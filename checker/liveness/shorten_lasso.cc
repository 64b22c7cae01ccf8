// The search finds a shortest way through the *product*, where a state counts again for every state
// of the automaton. Seen as a path of the graph, the result may pass a state more often than
// needed: it may enter its cycle late, walk through a part of it first, or stutter on the way. Each
// of these is tried, and kept if the shorter lasso still satisfies the assumptions and violates the
// property: truth on a lasso costs a few microseconds.
//
//   enter early   the prefix ends at its first state that is on the cycle, which is turned to begin
//   there cut           what lies between two visits of a state is left out, in the prefix or in
//   the cycle stutter less  a stuttering step is left out of the prefix or of a longer cycle fold
//   a last step of the prefix that is also the last step of the cycle belongs to the cycle (the
//   same behaviour) once          a cycle that repeats itself is cut to its period (the same
//   behaviour)

#include "checker/liveness/shorten_lasso.h"

#include <algorithm>
#include <optional>

#include "absl/container/flat_hash_map.h"

namespace checker::liveness {

namespace {

using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

// Longer lassos are left as they are found: the attempts below are quadratic.
constexpr size_t kLengthLimit = 2000;
constexpr int kAttemptLimit = 2000;

class Shortener {
 public:
  Shortener(const BehaviourGraph& graph, const LivenessProblem& problem, FormulaId property,
            Lasso lasso)
      : graph_(graph), problem_(problem), property_(property), lasso_(std::move(lasso)) {}

  Lasso Run() {
    Once();
    Fold();
    if (lasso_.size() > kLengthLimit) return std::move(lasso_);
    while (attempts_ < kAttemptLimit && (EnterEarly() || Cut() || StutterLess())) {
    }
    Once();
    Fold();
    return std::move(lasso_);
  }

 private:
  bool Accept(Lasso candidate) {
    ++attempts_;
    if (!LassoTruth(graph_, problem_, candidate).Violates(property_)) return false;
    lasso_ = std::move(candidate);
    return true;
  }

  void Fold() {
    while (!lasso_.prefix.empty() && lasso_.prefix.back() == lasso_.cycle.back()) {
      lasso_.prefix.pop_back();
      std::rotate(lasso_.cycle.begin(), lasso_.cycle.end() - 1, lasso_.cycle.end());
    }
  }

  void Once() {
    const size_t size = lasso_.cycle.size();
    for (size_t period = 1; period < size; ++period) {
      if (size % period != 0) continue;
      if (std::equal(lasso_.cycle.begin() + period, lasso_.cycle.end(), lasso_.cycle.begin())) {
        lasso_.cycle.resize(period);
        return;
      }
    }
  }

  bool EnterEarly() {
    absl::flat_hash_map<StateIndex, size_t> on_cycle;
    for (size_t i = 0; i < lasso_.cycle.size(); ++i) on_cycle.try_emplace(lasso_.cycle[i].from, i);
    for (size_t i = 0; i < lasso_.prefix.size(); ++i) {
      const auto found = on_cycle.find(lasso_.prefix[i].from);
      if (found == on_cycle.end()) continue;
      Lasso candidate = lasso_;
      candidate.prefix.resize(i);
      std::rotate(candidate.cycle.begin(), candidate.cycle.begin() + found->second,
                  candidate.cycle.end());
      if (Accept(std::move(candidate))) return true;
    }
    return false;
  }

  bool Cut() { return Cut(&Lasso::prefix) || Cut(&Lasso::cycle); }

  bool Cut(std::vector<LassoStep> Lasso::*part) {
    const size_t size = (lasso_.*part).size();
    for (size_t i = 0; i < size; ++i) {
      for (size_t j = size - 1; j > i; --j) {
        if ((lasso_.*part)[i].from != (lasso_.*part)[j].from) continue;
        Lasso candidate = lasso_;
        std::vector<LassoStep>& steps = candidate.*part;
        steps.erase(steps.begin() + i, steps.begin() + j);
        if (Accept(std::move(candidate))) return true;
      }
    }
    return false;
  }

  bool StutterLess() {
    for (size_t i = 0; i < lasso_.size(); ++i) {
      if (!lasso_[i].stutters() || (i >= lasso_.prefix.size() && lasso_.cycle.size() == 1))
        continue;
      Lasso candidate = lasso_;
      if (i < lasso_.prefix.size()) {
        candidate.prefix.erase(candidate.prefix.begin() + i);
      } else {
        candidate.cycle.erase(candidate.cycle.begin() + (i - lasso_.prefix.size()));
      }
      if (Accept(std::move(candidate))) return true;
    }
    return false;
  }

  const BehaviourGraph& graph_;
  const LivenessProblem& problem_;
  const FormulaId property_;
  Lasso lasso_;
  int attempts_ = 0;
};

}  // namespace

Lasso Shorten(const BehaviourGraph& graph, const LivenessProblem& problem, FormulaId property,
              Lasso lasso) {
  return Shortener(graph, problem, property, std::move(lasso)).Run();
}

}  // namespace checker::liveness

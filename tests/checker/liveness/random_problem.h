// Small random graphs and formulas for the differential test; everything follows from the seed.

#ifndef TESTS_CHECKER_LIVENESS_RANDOM_PROBLEM_H_
#define TESTS_CHECKER_LIVENESS_RANDOM_PROBLEM_H_

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/liveness/behaviour_graph.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

// A graph in the plainest form: what the naive decision procedure sees.
struct PlainGraph {
  struct Step {
    uint32_t from, to;
    uint64_t labels;
    bool stutters;
  };
  std::vector<uint64_t> state_labels;
  std::vector<uint64_t> stutter_labels;
  std::vector<bool> initial;
  std::vector<Step> steps;  // without the implied stuttering
  uint32_t expanded = 0;    // states below this number

  // With the stuttering steps of the expanded states.
  std::vector<Step> AllSteps() const {
    std::vector<Step> all = steps;
    for (uint32_t s = 0; s < expanded; ++s) all.push_back({s, s, stutter_labels[s], true});
    return all;
  }
};

inline void Fill(const PlainGraph& plain, BehaviourGraph* graph) {
  for (size_t s = 0; s < plain.state_labels.size(); ++s) {
    graph->AddState(plain.initial[s], {&plain.state_labels[s], 1}, {&plain.stutter_labels[s], 1});
  }
  for (uint32_t s = 0; s < plain.expanded; ++s) {
    std::vector<BehaviourGraph::NewStep> out;
    uint32_t ordinal = 0;
    for (const PlainGraph::Step& step : plain.steps) {
      if (step.from != s) continue;
      out.push_back({step.to, ordinal, {&step.labels, 1}});
      ordinal += 1 + (step.to % 2);  // steps that leave the constraints are skipped
    }
    graph->AddSteps(s, out);
  }
}

class RandomProblems {
 public:
  using Formula = model::transitions::Formula;
  using FormulaId = model::transitions::FormulaId;
  using Problem = model::transitions::LivenessProblem;
  static constexpr uint32_t kStatePredicates = 3;
  static constexpr uint32_t kStepPredicates = 3;

  explicit RandomProblems(uint64_t seed) : random_(seed) {}

  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  bool Chance(uint32_t percent) { return Below(100) < percent; }

  PlainGraph Graph(uint32_t max_states) {
    PlainGraph graph;
    const uint32_t states = 1 + Below(max_states);
    const bool alike = Chance(25);  // only their steps tell the states apart
    for (uint32_t s = 0; s < states; ++s) {
      graph.state_labels.push_back(alike ? 0 : Below(1 << kStatePredicates));
      graph.stutter_labels.push_back(alike || Chance(70) ? 0 : Below(1 << kStepPredicates));
      graph.initial.push_back(s == 0 || Chance(15));
    }
    graph.expanded = Chance(80) ? states : Below(states + 1);
    for (uint32_t s = 1; s < states; ++s) {  // every state is reachable
      if (graph.expanded == 0) graph.initial[s] = true;
      if (graph.initial[s]) continue;
      graph.steps.push_back(
          {Below(std::min(s, graph.expanded)), s, Below(1 << kStepPredicates), false});
    }
    const uint32_t steps = Below(states + 3);
    for (uint32_t i = 0; i < steps && graph.expanded > 0; ++i) {
      const uint32_t from = Below(graph.expanded);
      const uint32_t to = alike && Chance(40) ? from : Below(states);
      graph.steps.push_back({from, to, Below(1 << kStepPredicates), false});
    }
    return graph;
  }

  Problem Make() {
    problem_ = {};
    for (uint32_t i = 0; i < kStatePredicates; ++i) {
      problem_.state_predicates.push_back(absl::StrCat("P", i));
    }
    for (uint32_t i = 0; i < kStepPredicates; ++i) {
      problem_.step_predicates.push_back(absl::StrCat("A", i));
    }
    for (uint32_t i = Below(3); i > 0; --i) {
      problem_.assumptions.push_back(Chance(75) ? Fair() : Random(3));
    }
    for (uint32_t i = 1 + Below(2); i > 0; --i) {
      problem_.properties.push_back({0, Random(1 + Below(5))});
    }
    return problem_;
  }

 private:
  FormulaId Add(Formula formula) {
    problem_.formulas.push_back(std::move(formula));
    return FormulaId{static_cast<uint32_t>(problem_.formulas.size() - 1)};
  }

  FormulaId Fair() {
    const bool strong = Chance(50);
    problem_.fairness.push_back({strong, Below(kStatePredicates), Below(kStepPredicates),
                                 absl::StrCat(strong ? "SF" : "WF", problem_.fairness.size())});
    return Add({strong ? Formula::Kind::kStrongFairness : Formula::Kind::kWeakFairness,
                static_cast<uint32_t>(problem_.fairness.size() - 1),
                {}});
  }

  FormulaId Random(uint32_t depth) {
    using Kind = Formula::Kind;
    if (depth == 0 || Chance(10)) {
      if (Chance(4)) return Add({Chance(50) ? Kind::kTrue : Kind::kFalse});
      if (Chance(15)) return Fair();
      return Chance(70) ? Add({Kind::kState, Below(kStatePredicates), {}})
                        : Add({Kind::kStep, Below(kStepPredicates), {}});
    }
    const auto operands = [&](uint32_t n) {
      std::vector<FormulaId> list;
      for (uint32_t i = 0; i < n; ++i) list.push_back(Random(depth - 1));
      return list;
    };
    switch (Below(11)) {
      case 0: return Add({Kind::kNot, 0, operands(1)});
      case 1: return Add({Kind::kAnd, 0, operands(Below(4))});
      case 2: return Add({Kind::kOr, 0, operands(Below(4))});
      case 3: return Add({Kind::kImplies, 0, operands(2)});
      case 4: return Add({Kind::kEquivalent, 0, operands(2)});
      case 5:
      case 6: return Add({Kind::kAlways, 0, operands(1)});
      case 7:
      case 8: return Add({Kind::kEventually, 0, operands(1)});
      case 9: return Add({Kind::kLeadsTo, 0, operands(2)});
      default: return Add({Kind::kAlways, 0, {Add({Kind::kEventually, 0, operands(1)})}});
    }
  }

  std::mt19937_64 random_;
  Problem problem_;
};

}  // namespace checker::liveness

#endif  // TESTS_CHECKER_LIVENESS_RANDOM_PROBLEM_H_

// Formulas and graphs written by hand, for tests.

#ifndef TESTS_CHECKER_LIVENESS_SMALL_PROBLEM_H_
#define TESTS_CHECKER_LIVENESS_SMALL_PROBLEM_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/liveness/behaviour_graph.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

struct SmallProblem {
  using Kind = model::transitions::Formula::Kind;
  using FormulaId = model::transitions::FormulaId;

  model::transitions::LivenessProblem problem;

  FormulaId Add(Kind kind, std::vector<FormulaId> operands = {}, uint32_t predicate = 0) {
    problem.formulas.push_back({kind, predicate, std::move(operands)});
    return FormulaId{static_cast<uint32_t>(problem.formulas.size() - 1)};
  }
  uint32_t StatePredicate(std::string text) {
    problem.state_predicates.push_back(std::move(text));
    return static_cast<uint32_t>(problem.state_predicates.size() - 1);
  }
  uint32_t StepPredicate(std::string text) {
    problem.step_predicates.push_back(std::move(text));
    return static_cast<uint32_t>(problem.step_predicates.size() - 1);
  }
  FormulaId State(std::string text) {
    return Add(Kind::kState, {}, StatePredicate(std::move(text)));
  }
  FormulaId Step(std::string text) { return Add(Kind::kStep, {}, StepPredicate(std::move(text))); }
  FormulaId Not(FormulaId a) { return Add(Kind::kNot, {a}); }
  FormulaId Or(FormulaId a, FormulaId b) { return Add(Kind::kOr, {a, b}); }
  FormulaId Implies(FormulaId a, FormulaId b) { return Add(Kind::kImplies, {a, b}); }
  FormulaId Always(FormulaId a) { return Add(Kind::kAlways, {a}); }
  FormulaId Eventually(FormulaId a) { return Add(Kind::kEventually, {a}); }
  FormulaId LeadsTo(FormulaId a, FormulaId b) { return Add(Kind::kLeadsTo, {a, b}); }
  // Fairness of a new action, which has the next state predicate for ENABLED and the next step
  // predicate.
  FormulaId Fair(bool strong, const std::string& action) {
    problem.fairness.push_back({strong, StatePredicate("ENABLED " + action), StepPredicate(action),
                                (strong ? "SF_v(" : "WF_v(") + action + ")"});
    return Add(strong ? Kind::kStrongFairness : Kind::kWeakFairness, {},
               static_cast<uint32_t>(problem.fairness.size() - 1));
  }
  void Assume(FormulaId formula) { problem.assumptions.push_back(formula); }
  void Check(FormulaId formula) { problem.properties.push_back({0, formula}); }
};

// States with labels, the first one initial; then steps (from, to, labels).
struct SmallGraph {
  struct Step {
    uint32_t from, to;
    uint64_t labels;
  };
  BehaviourGraph graph{1, 1};

  SmallGraph(const std::vector<uint64_t>& states, const std::vector<Step>& steps,
             uint32_t expanded = ~0u) {
    const uint64_t stutter = 0;
    for (size_t i = 0; i < states.size(); ++i)
      graph.AddState(i == 0, {&states[i], 1}, {&stutter, 1});
    for (uint32_t from = 0; from < states.size() && from < expanded; ++from) {
      std::vector<BehaviourGraph::NewStep> out;
      for (const Step& step : steps) {
        if (step.from == from) {
          out.push_back({step.to, static_cast<uint32_t>(out.size()), {&step.labels, 1}});
        }
      }
      graph.AddSteps(from, out);
    }
  }
};

}  // namespace checker::liveness

#endif  // TESTS_CHECKER_LIVENESS_SMALL_PROBLEM_H_

#include "checker/liveness/lasso_truth.h"

#include <algorithm>

namespace checker::liveness {

namespace {
using model::transitions::Formula;
using model::transitions::FormulaId;
}  // namespace

bool LassoTruth::Violates(FormulaId property) {
  return !Holds(property) && std::all_of(problem_.assumptions.begin(), problem_.assumptions.end(),
                                         [&](FormulaId assumption) { return Holds(assumption); });
}

bool LassoTruth::StateHolds(uint32_t predicate, size_t position) const {
  return HasLabel(graph_.StateLabels(lasso_[position].from), predicate);
}

bool LassoTruth::StepHolds(uint32_t predicate, size_t position) const {
  return HasLabel(graph_.step_classes()[lasso_[position].step.step_class], predicate);
}

const LassoTruth::Truth& LassoTruth::Of(FormulaId formula) {
  const uint32_t key = static_cast<uint32_t>(formula);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Truth truth = Compute(formula);
  return known_[key] = std::move(truth);
}

bool LassoTruth::Recurs(const Truth& truth) const {
  return std::find(truth.begin() + lasso_.prefix.size(), truth.end(), true) != truth.end();
}

LassoTruth::Truth LassoTruth::EventuallyOf(const Truth& truth) const {
  Truth eventually(truth.size());
  bool later = Recurs(truth);
  for (size_t i = truth.size(); i-- > 0;) {
    if (i < lasso_.prefix.size()) later = later || truth[i];
    eventually[i] = later;
  }
  return eventually;
}

LassoTruth::Truth LassoTruth::Compute(FormulaId id) {
  const Formula& formula = problem_[id];
  const size_t size = lasso_.size();
  const auto operand = [&](size_t i) { return Truth(Of(formula.operands[i])); };
  const auto negation = [](Truth truth) {
    truth.flip();
    return truth;
  };
  const auto combine = [&](auto operation) {
    Truth result = operand(0);
    const Truth other = operand(1);
    for (size_t i = 0; i < size; ++i) result[i] = operation(result[i], other[i]);
    return result;
  };
  switch (formula.kind) {
    case Formula::Kind::kTrue: return Truth(size, true);
    case Formula::Kind::kFalse: return Truth(size, false);
    case Formula::Kind::kState:
    case Formula::Kind::kStep: {
      Truth truth(size);
      for (size_t i = 0; i < size; ++i) {
        truth[i] = formula.kind == Formula::Kind::kState ? StateHolds(formula.predicate, i)
                                                         : StepHolds(formula.predicate, i);
      }
      return truth;
    }
    case Formula::Kind::kNot: return negation(operand(0));
    case Formula::Kind::kAnd:
    case Formula::Kind::kOr: {
      const bool is_and = formula.kind == Formula::Kind::kAnd;
      Truth truth(size, is_and);
      for (size_t k = 0; k < formula.operands.size(); ++k) {
        const Truth other = operand(k);
        for (size_t i = 0; i < size; ++i) {
          truth[i] = is_and ? truth[i] && other[i] : truth[i] || other[i];
        }
      }
      return truth;
    }
    case Formula::Kind::kImplies: return combine([](bool a, bool b) { return !a || b; });
    case Formula::Kind::kEquivalent: return combine([](bool a, bool b) { return a == b; });
    case Formula::Kind::kAlways: return negation(EventuallyOf(negation(operand(0))));
    case Formula::Kind::kEventually: return EventuallyOf(operand(0));
    case Formula::Kind::kLeadsTo: {
      Truth broken = operand(0);
      const Truth answered = EventuallyOf(operand(1));
      for (size_t i = 0; i < size; ++i) broken[i] = broken[i] && !answered[i];
      return negation(EventuallyOf(broken));
    }
    case Formula::Kind::kWeakFairness:
    case Formula::Kind::kStrongFairness: {
      const auto& fairness = problem_.fairness[formula.predicate];
      bool enabled_somewhere = false, disabled_somewhere = false, taken = false;
      for (size_t i = lasso_.prefix.size(); i < size; ++i) {
        const bool enabled = StateHolds(fairness.enabled, i);
        enabled_somewhere |= enabled;
        disabled_somewhere |= !enabled;
        taken |= StepHolds(fairness.taken, i);
      }
      const bool strong = formula.kind == Formula::Kind::kStrongFairness;
      return Truth(size, taken || (strong ? !enabled_somewhere : disabled_somewhere));
    }
  }
  return Truth(size, false);
}

}  // namespace checker::liveness

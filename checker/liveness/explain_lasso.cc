#include "checker/liveness/explain_lasso.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/liveness/lasso_truth.h"

namespace checker::liveness {

namespace {

using model::transitions::Fairness;
using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

// A disjunction of many parts is false because of all of them; more than these are not told.
constexpr size_t kPartsTold = 4;

bool IsTemporal(const LivenessProblem& problem, FormulaId id) {
  const Formula& formula = problem[id];
  switch (formula.kind) {
    case Formula::Kind::kAlways:
    case Formula::Kind::kEventually:
    case Formula::Kind::kLeadsTo:
    case Formula::Kind::kWeakFairness:
    case Formula::Kind::kStrongFairness: return true;
    default:
      return std::any_of(formula.operands.begin(), formula.operands.end(),
                         [&](FormulaId operand) { return IsTemporal(problem, operand); });
  }
}

bool HasSteps(const LivenessProblem& problem, FormulaId id) {
  const Formula& formula = problem[id];
  return formula.kind == Formula::Kind::kStep ||
         std::any_of(formula.operands.begin(), formula.operands.end(),
                     [&](FormulaId operand) { return HasSteps(problem, operand); });
}

class Explainer {
 public:
  Explainer(const BehaviourGraph& graph, const LivenessProblem& problem, const Lasso& lasso)
      : problem_(problem), lasso_(lasso), truth_(graph, problem, lasso) {}

  std::vector<std::string> Violation(FormulaId property) {
    WhyFalse(property, 0);
    return std::move(lines_);
  }

  std::vector<std::string> Assumptions() {
    for (const FormulaId assumption : problem_.assumptions) Assumption(assumption);
    return std::move(lines_);
  }

 private:
  std::string State(size_t position) const { return absl::StrCat("state ", position + 1); }
  std::string Step(size_t position) const {
    if (lasso_[position].stutters())
      return absl::StrCat("the stuttering step in ", State(position));
    const size_t next = truth_.Next(position);
    return absl::StrCat("the step from ", State(position), next <= position ? " back to " : " to ",
                        State(next));
  }
  // ", again and again" for what happens on the cycle.
  const char* Recurring(size_t position) const {
    return position >= lasso_.prefix.size() && !lasso_.stuttering() ? ", again and again" : "";
  }
  std::string Text(FormulaId id) const { return Print(problem_, id); }
  void Say(std::string line) {
    if (std::find(lines_.begin(), lines_.end(), line) == lines_.end()) {
      lines_.push_back(std::move(line));
    }
  }

  // Positions of the behaviour's rest, in the order of time, each once.
  std::vector<size_t> From(size_t position) const {
    std::vector<size_t> positions;
    for (size_t i = position; i < lasso_.size(); ++i) positions.push_back(i);
    for (size_t i = lasso_.prefix.size(); i < position; ++i) positions.push_back(i);
    return positions;
  }
  std::optional<size_t> First(size_t position, FormulaId id, bool holds) {
    for (const size_t i : From(position)) {
      if (truth_.Holds(id, i) == holds) return i;
    }
    return std::nullopt;
  }

  void Why(FormulaId id, size_t position, bool holds) {
    holds ? WhyTrue(id, position) : WhyFalse(id, position);
  }

  void Plain(FormulaId id, size_t position, bool holds) {
    if (HasSteps(problem_, id)) {
      Say(absl::StrCat(Step(position), holds ? " satisfies " : " does not satisfy ", Text(id),
                       Recurring(position)));
    } else {
      Say(absl::StrCat(Text(id), holds ? " holds in " : " is false in ", State(position),
                       Recurring(position)));
    }
  }

  // <>f is false (`holds` = false), or []f true: f is so at every position from `position` on.
  void Throughout(FormulaId id, size_t position, bool holds) {
    const bool steps = HasSteps(problem_, id);
    const char* const things = steps ? (holds ? " by every step" : " by no step")
                                     : (holds ? " in every state" : " in no state");
    if (lasso_.stuttering() && position == lasso_.prefix.size() && !steps) {
      Say(absl::StrCat(Text(id), holds ? " holds in " : " is false in ", State(position),
                       ", which repeats for ever"));
      return;
    }
    Say(absl::StrCat(Text(id), steps ? " is satisfied" : " holds", things, " from ",
                     State(position), " on"));
  }

  void WhyFalse(FormulaId id, size_t position) {
    const Formula& formula = problem_[id];
    if (!IsTemporal(problem_, id)) return Plain(id, position, false);
    switch (formula.kind) {
      case Formula::Kind::kNot: return WhyTrue(formula.operands[0], position);
      case Formula::Kind::kAnd:
        for (const FormulaId operand : formula.operands) {
          if (!truth_.Holds(operand, position)) return WhyFalse(operand, position);
        }
        return;
      case Formula::Kind::kOr:
        for (size_t i = 0; i < std::min(kPartsTold, formula.operands.size()); ++i) {
          WhyFalse(formula.operands[i], position);
        }
        return;
      case Formula::Kind::kImplies:
        WhyTrue(formula.operands[0], position);
        return WhyFalse(formula.operands[1], position);
      case Formula::Kind::kEquivalent:
        for (const FormulaId operand : formula.operands) {
          Why(operand, position, truth_.Holds(operand, position));
        }
        return;
      case Formula::Kind::kAlways: {
        const size_t broken = *First(position, formula.operands[0], false);
        return WhyFalse(formula.operands[0], broken);
      }
      case Formula::Kind::kEventually:
        if (!IsTemporal(problem_, formula.operands[0])) {
          return Throughout(formula.operands[0], position, false);
        }
        return WhyFalse(formula.operands[0], std::max(position, lasso_.prefix.size()));
      case Formula::Kind::kLeadsTo: return WhyNoAnswer(formula, position);
      case Formula::Kind::kWeakFairness:
      case Formula::Kind::kStrongFairness: return WhyUnfair(formula);
      default: return;
    }
  }

  void WhyNoAnswer(const Formula& leads_to, size_t position) {
    for (const size_t i : From(position)) {
      if (!truth_.Holds(leads_to.operands[0], i)) continue;
      if (First(i, leads_to.operands[1], true)) continue;
      WhyTrue(leads_to.operands[0], i);
      if (!IsTemporal(problem_, leads_to.operands[1])) {
        return Throughout(leads_to.operands[1], i, false);
      }
      return WhyFalse(leads_to.operands[1], std::max(i, lasso_.prefix.size()));
    }
  }

  void WhyTrue(FormulaId id, size_t position) {
    const Formula& formula = problem_[id];
    if (!IsTemporal(problem_, id)) return Plain(id, position, true);
    switch (formula.kind) {
      case Formula::Kind::kNot: return WhyFalse(formula.operands[0], position);
      case Formula::Kind::kAnd:
        for (size_t i = 0; i < std::min(kPartsTold, formula.operands.size()); ++i) {
          WhyTrue(formula.operands[i], position);
        }
        return;
      case Formula::Kind::kOr:
        for (const FormulaId operand : formula.operands) {
          if (truth_.Holds(operand, position)) return WhyTrue(operand, position);
        }
        return;
      case Formula::Kind::kImplies:
        if (!truth_.Holds(formula.operands[0], position)) {
          return WhyFalse(formula.operands[0], position);
        }
        return WhyTrue(formula.operands[1], position);
      case Formula::Kind::kEventually:
        return WhyTrue(formula.operands[0], *First(position, formula.operands[0], true));
      case Formula::Kind::kAlways:
        if (!IsTemporal(problem_, formula.operands[0])) {
          return Throughout(formula.operands[0], position, true);
        }
        return WhyTrue(formula.operands[0], std::max(position, lasso_.prefix.size()));
      case Formula::Kind::kWeakFairness:
      case Formula::Kind::kStrongFairness: return WhyFair(formula);
      default: Say(absl::StrCat(Text(id), " holds from ", State(position), " on"));
    }
  }

  std::optional<size_t> OnCycle(auto predicate) const {
    for (size_t i = lasso_.prefix.size(); i < lasso_.size(); ++i) {
      if (predicate(i)) return i;
    }
    return std::nullopt;
  }

  void WhyFair(const Formula& formula) {
    const Fairness& fairness = problem_.fairness[formula.predicate];
    const bool strong = formula.kind == Formula::Kind::kStrongFairness;
    if (const auto taken = OnCycle([&](size_t i) { return truth_.StepHolds(fairness.taken, i); })) {
      return Say(absl::StrCat(fairness.name, ": taken by ", Step(*taken)));
    }
    const auto disabled =
        OnCycle([&](size_t i) { return !truth_.StateHolds(fairness.enabled, i); });
    if (strong && lasso_.cycle.size() > 1) {
      return Say(absl::StrCat(fairness.name, ": enabled in no state of the cycle"));
    }
    Say(absl::StrCat(fairness.name, ": not enabled in ", State(*disabled)));
  }

  void WhyUnfair(const Formula& formula) {
    const Fairness& fairness = problem_.fairness[formula.predicate];
    const size_t enabled =
        *OnCycle([&](size_t i) { return truth_.StateHolds(fairness.enabled, i); });
    const bool always = !OnCycle([&](size_t i) { return !truth_.StateHolds(fairness.enabled, i); });
    Say(absl::StrCat(fairness.name, " is violated: ",
                     always ? "enabled in every state of the cycle"
                            : absl::StrCat("enabled in ", State(enabled), " again and again"),
                     ", but never taken on it"));
  }

  void Assumption(FormulaId id) {
    const Formula& formula = problem_[id];
    if (formula.kind == Formula::Kind::kAnd) {
      for (const FormulaId operand : formula.operands) Assumption(operand);
    } else if (formula.kind == Formula::Kind::kWeakFairness ||
               formula.kind == Formula::Kind::kStrongFairness) {
      WhyFair(formula);
    } else if (formula.kind != Formula::Kind::kTrue) {
      std::vector<std::string> reasons = std::move(lines_);
      lines_.clear();
      WhyTrue(id, 0);
      reasons.push_back(absl::StrCat(Text(id), ": ", absl::StrJoin(lines_, "; ")));
      lines_ = std::move(reasons);
    }
  }

  const LivenessProblem& problem_;
  const Lasso& lasso_;
  LassoTruth truth_;
  std::vector<std::string> lines_;
};

std::string PrintInner(const LivenessProblem& problem, FormulaId id);

// A model need not say what its predicates are; then they are numbered.
std::string TextOf(const std::vector<std::string>& texts, uint32_t predicate, const char* kind) {
  return texts[predicate].empty() ? absl::StrCat(kind, " ", predicate + 1) : texts[predicate];
}

std::string Joined(const LivenessProblem& problem, const Formula& formula, const char* symbol) {
  return absl::StrJoin(formula.operands, symbol, [&](std::string* out, FormulaId operand) {
    absl::StrAppend(out, PrintInner(problem, operand));
  });
}

// In parentheses where it could be misread.
std::string PrintInner(const LivenessProblem& problem, FormulaId id) {
  const std::string text = Print(problem, id);
  switch (problem[id].kind) {
    case Formula::Kind::kAnd:
    case Formula::Kind::kOr:
    case Formula::Kind::kImplies:
    case Formula::Kind::kEquivalent:
    case Formula::Kind::kLeadsTo: return absl::StrCat("(", text, ")");
    case Formula::Kind::kState:
    case Formula::Kind::kStep:
      return text.find(' ') == std::string::npos ? text : absl::StrCat("(", text, ")");
    default: return text;
  }
}

}  // namespace

std::string Print(const LivenessProblem& problem, FormulaId id) {
  const Formula& formula = problem[id];
  const auto inner = [&](size_t i) { return PrintInner(problem, formula.operands[i]); };
  switch (formula.kind) {
    case Formula::Kind::kTrue: return "TRUE";
    case Formula::Kind::kFalse: return "FALSE";
    case Formula::Kind::kState:
      return TextOf(problem.state_predicates, formula.predicate, "state predicate");
    case Formula::Kind::kStep: return TextOf(problem.step_predicates, formula.predicate, "action");
    case Formula::Kind::kNot: return absl::StrCat("~", inner(0));
    case Formula::Kind::kAnd: return Joined(problem, formula, " /\\ ");
    case Formula::Kind::kOr: return Joined(problem, formula, " \\/ ");
    case Formula::Kind::kImplies: return Joined(problem, formula, " => ");
    case Formula::Kind::kEquivalent: return Joined(problem, formula, " <=> ");
    case Formula::Kind::kAlways: return absl::StrCat("[]", inner(0));
    case Formula::Kind::kEventually: return absl::StrCat("<>", inner(0));
    case Formula::Kind::kLeadsTo: return Joined(problem, formula, " ~> ");
    case Formula::Kind::kWeakFairness:
    case Formula::Kind::kStrongFairness: return problem.fairness[formula.predicate].name;
  }
  return "";
}

std::vector<std::string> ExplainViolation(const BehaviourGraph& graph,
                                          const LivenessProblem& problem, FormulaId property,
                                          const Lasso& lasso) {
  return Explainer(graph, problem, lasso).Violation(property);
}

std::vector<std::string> ExplainFairness(const BehaviourGraph& graph,
                                         const LivenessProblem& problem, const Lasso& lasso) {
  return Explainer(graph, problem, lasso).Assumptions();
}

}  // namespace checker::liveness

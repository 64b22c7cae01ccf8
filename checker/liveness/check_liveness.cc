// The plan of a check:
//
//   1. The assumptions become a normal formula. If they are conditions on the far end only (they
//      nearly always are: fairness), the states on fair cycles are found once; they are the
//      *region* that all further searches keep to. None: there is no fair behaviour.
//   2. For each property, the assumptions and its negation are split into branches, and each branch
//      is searched for a behaviour. Branches of all properties are spread over the workers.
//   3. Of the lassos that a property's branches found, the shortest is kept (then the one with the
//      shortest prefix, then the first), and a shorter one looked for in all branches, or the proof
//      that there is none. It is judged again by definition before it is believed.

#include "checker/liveness/check_liveness.h"

#include <algorithm>
#include <atomic>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/liveness/branch.h"
#include "checker/liveness/branch_search.h"
#include "checker/liveness/explain_lasso.h"
#include "checker/liveness/lasso_truth.h"
#include "checker/liveness/normal_formula.h"
#include "checker/liveness/shorten_lasso.h"
#include "checker/liveness/tautology.h"
#include "checker/parallel/worker_pool.h"

namespace checker::liveness {

namespace {

using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;
using Reason = PropertyOutcome::Reason;
using results::Verdict;

constexpr size_t kBranchLimit = 4096;  // of one property; each is a pass over the graph

PropertyOutcome Incomplete(Reason reason) {
  switch (reason) {
    case Reason::kTooComplex:
      return {Verdict::kIncomplete, reason, "the formula is too complex to be judged"};
    case Reason::kUnexpandedStates:
      return {Verdict::kIncomplete, reason, "judged on a part of the states only"};
    default: return {Verdict::kIncomplete, Reason::kInterrupted, "interrupted"};
  }
}

class LivenessCheck {
 public:
  LivenessCheck(const BehaviourGraph& graph, const LivenessProblem& problem,
                const LivenessOptions& options)
      : graph_(graph), problem_(problem), options_(options) {}

  LivenessOutcome Run() {
    outcome_.properties.resize(problem_.properties.size());
    std::vector<NormalId> assumptions;
    for (const FormulaId assumption : problem_.assumptions) {
      assumptions.push_back(pool_.Convert(problem_, assumption, /*negated=*/false));
    }
    assumption_ = pool_.And(std::move(assumptions));
    const std::optional<bool> fair = ThereIsAFairBehaviour();
    if (!fair) {
      const Reason reason = pool_.too_complex() ? Reason::kTooComplex : Reason::kInterrupted;
      std::fill(outcome_.properties.begin(), outcome_.properties.end(), Incomplete(reason));
      return std::move(outcome_);
    }
    if (!*fair) {
      NoFairBehaviour();
      return std::move(outcome_);
    }
    for (size_t i = 0; i < problem_.properties.size(); ++i) Prepare(i);
    Search();
    for (size_t i = 0; i < problem_.properties.size(); ++i) Conclude(i);
    return std::move(outcome_);
  }

 private:
  struct Task {
    size_t property;
    Branch branch;
    BranchSearchResult result;
  };

  // Fills the region, if the assumptions allow. nullopt: can't be told.
  std::optional<bool> ThereIsAFairBehaviour() {
    const auto branches = SplitIntoBranches(&pool_, assumption_, kBranchLimit);
    if (!branches) {
      too_complex_assumptions_ = true;
      return true;  // each property will say so
    }
    if (branches->size() == 1 && branches->front().core == NormalPool::kTrue) {
      ++outcome_.branches;
      region_ = FairRegion(graph_, pool_, branches->front(), options_.interruption);
      if (!region_) return std::nullopt;
      return !region_->empty();
    }
    for (const Branch& branch : *branches) {
      ++outcome_.branches;
      const auto result = SearchBranch(graph_, pool_, branch, nullptr, options_.interruption);
      using Outcome = BranchSearchResult::Outcome;
      if (result.outcome == Outcome::kInterrupted) return std::nullopt;
      if (result.outcome != Outcome::kNone) return true;
    }
    return false;
  }

  void NoFairBehaviour() {
    if (!graph_.complete()) {
      std::fill(outcome_.properties.begin(), outcome_.properties.end(),
                Incomplete(Reason::kUnexpandedStates));
      return;
    }
    outcome_.no_fair_behaviour = true;
    std::fill(outcome_.properties.begin(), outcome_.properties.end(),
              PropertyOutcome{Verdict::kVacuous, Reason::kNoFairBehaviour,
                              "no behavior satisfies the fairness assumptions"});
  }

  void Prepare(size_t index) {
    const FormulaId property = problem_.properties[index].formula;
    PropertyOutcome& outcome = outcome_.properties[index];
    outcome.verdict = Verdict::kPass;  // until something else turns up
    if (IsTautology(problem_, &pool_, property, options_.interruption)) {
      outcome = {Verdict::kVacuous, Reason::kTautology,
                 "the formula is a tautology: its negation is unsatisfiable"};
      return;
    }
    const NormalId negation = pool_.Convert(problem_, property, /*negated=*/true);
    auto branches = SplitIntoBranches(&pool_, pool_.And({assumption_, negation}), kBranchLimit);
    if (too_complex_assumptions_ || !branches) {
      outcome = Incomplete(Reason::kTooComplex);
      return;
    }
    for (Branch& branch : *branches) tasks_.push_back({index, std::move(branch), {}});
  }

  void Search() {
    outcome_.branches += static_cast<uint32_t>(tasks_.size());
    const StateSet* const region = region_ ? &*region_ : nullptr;
    std::atomic<size_t> next = 0;
    const auto work = [&](uint32_t) {
      for (size_t i = next++; i < tasks_.size(); i = next++) {
        Task& task = tasks_[i];
        task.result = SearchBranch(graph_, pool_, task.branch, region, options_.interruption);
        if (task.result.outcome == BranchSearchResult::Outcome::kFound) {
          task.result.lasso = Shorten(graph_, problem_, problem_.properties[task.property].formula,
                                      std::move(task.result.lasso));
        }
      }
    };
    const size_t workers = std::min<size_t>(std::max(options_.workers, 1u), tasks_.size());
    if (workers <= 1) return work(0);
    parallel::WorkerPool(static_cast<uint32_t>(workers)).Run(work);
  }

  void Conclude(size_t index) {
    PropertyOutcome& outcome = outcome_.properties[index];
    if (outcome.verdict != Verdict::kPass) return;
    const Lasso* best = nullptr;
    const auto cost = [](const Lasso& lasso) {
      return std::tuple(lasso.size(), lasso.prefix.size());
    };
    Reason trouble = Reason::kNone;
    for (const Task& task : tasks_) {
      if (task.property != index) continue;
      switch (task.result.outcome) {
        case BranchSearchResult::Outcome::kNone: break;
        case BranchSearchResult::Outcome::kTooComplex: trouble = Reason::kTooComplex; break;
        case BranchSearchResult::Outcome::kInterrupted: trouble = Reason::kInterrupted; break;
        case BranchSearchResult::Outcome::kFound:
          if (best == nullptr || cost(task.result.lasso) < cost(*best)) best = &task.result.lasso;
      }
    }
    if (best != nullptr) {
      if (!LassoTruth(graph_, problem_, *best).Violates(problem_.properties[index].formula)) {
        outcome = {Verdict::kError, Reason::kUnconfirmed,
                   "internal error: the behavior found does not violate the property"};
        return;
      }
      Lasso lasso = *best;
      const bool shortest = MakeShortest(index, &lasso);
      outcome.verdict = Verdict::kFail;
      outcome.violation = Describe(index, lasso);
      outcome.violation->shortest = shortest;
    } else if (trouble != Reason::kNone) {
      outcome = Incomplete(trouble);
    } else if (!graph_.complete()) {
      outcome = Incomplete(Reason::kUnexpandedStates);
    } else if (const auto never = NeverAsked(problem_.properties[index].formula)) {
      outcome.reason = Reason::kNeverAsked;
      outcome.note = absl::StrCat("holds because ", Print(problem_, *never), " is never true");
    }
  }

  // False: there may be a shorter one.
  bool MakeShortest(size_t index, Lasso* lasso) {
    if (!KnowsAllWithin(lasso->size())) return false;
    const FormulaId property = problem_.properties[index].formula;
    uint64_t budget = options_.shortest_budget;
    bool proved = true;
    for (const Task& task : tasks_) {
      if (task.property != index || task.result.outcome == BranchSearchResult::Outcome::kNone)
        continue;
      ShorterLasso found =
          FindShorterLasso(graph_, pool_, task.branch, region_ ? &*region_ : nullptr, lasso->size(),
                           options_.interruption, &budget);
      proved &= found.proved;
      if (found.lasso && LassoTruth(graph_, problem_, *found.lasso).Violates(property))
        *lasso = *std::move(found.lasso);
    }
    return proved;
  }

  // Whether a lasso with fewer steps than this would lie within the expanded states.
  bool KnowsAllWithin(size_t steps) const {
    if (graph_.complete()) return true;
    StateSet known(graph_.state_count());
    std::vector<StateIndex> level, next;
    const auto reach = [&](StateIndex state) {
      if (known.Contains(state)) return true;
      known.Insert(state);
      next.push_back(state);
      return state < graph_.expanded_count();
    };
    bool all = true;
    for (const StateIndex state : graph_.initial_states()) all &= reach(state);
    for (size_t depth = 0; all && depth + 2 < steps && !next.empty(); ++depth) {
      level.swap(next);
      next.clear();
      for (const StateIndex state : level)
        graph_.ForEachStep(state, [&](StateIndex to, uint32_t) { all &= reach(to); });
    }
    return all;
  }

  LivenessViolation Describe(size_t index, const Lasso& lasso) {
    const FormulaId property = problem_.properties[index].formula;
    LassoTruth truth(graph_, problem_, lasso);
    LivenessViolation violation{.lasso = lasso};
    violation.explanation = ExplainViolation(graph_, problem_, property, lasso);
    violation.fairness_notes = ExplainFairness(graph_, problem_, lasso);
    for (size_t other = 0; other < problem_.properties.size(); ++other) {
      if (other != index && truth.Violates(problem_.properties[other].formula)) {
        violation.also_violated.push_back(static_cast<uint32_t>(other));
      }
    }
    return violation;
  }

  // The p of a property p ~> q or [](p => f), p a predicate that is false in every state.
  std::optional<FormulaId> NeverAsked(FormulaId id) {
    const Formula& formula = problem_[id];
    FormulaId condition = model::transitions::kNoFormula;
    if (formula.kind == Formula::Kind::kLeadsTo) {
      condition = formula.operands[0];
    } else if (formula.kind == Formula::Kind::kAlways &&
               problem_[formula.operands[0]].kind == Formula::Kind::kImplies) {
      condition = problem_[formula.operands[0]].operands[0];
    } else {
      return std::nullopt;
    }
    if (!IsStatePredicate(condition)) return std::nullopt;
    const NormalId normal = pool_.Convert(problem_, condition, /*negated=*/false);
    for (uint32_t i = 0; i < graph_.state_classes().size(); ++i) {
      if (pool_.Holds(normal, graph_.state_classes()[i], {})) return std::nullopt;
    }
    return condition;
  }

  bool IsStatePredicate(FormulaId id) const {
    const Formula& formula = problem_[id];
    switch (formula.kind) {
      case Formula::Kind::kState:
      case Formula::Kind::kTrue:
      case Formula::Kind::kFalse: return true;
      case Formula::Kind::kNot:
      case Formula::Kind::kAnd:
      case Formula::Kind::kOr:
      case Formula::Kind::kImplies:
      case Formula::Kind::kEquivalent:
        return std::all_of(formula.operands.begin(), formula.operands.end(),
                           [&](FormulaId operand) { return IsStatePredicate(operand); });
      default: return false;
    }
  }

  const BehaviourGraph& graph_;
  const LivenessProblem& problem_;
  const LivenessOptions& options_;
  NormalPool pool_;
  NormalId assumption_ = NormalPool::kTrue;
  bool too_complex_assumptions_ = false;
  std::optional<StateSet> region_;
  std::vector<Task> tasks_;
  LivenessOutcome outcome_;
};

}  // namespace

LivenessOutcome CheckLiveness(const BehaviourGraph& graph, const LivenessProblem& problem,
                              const LivenessOptions& options) {
  return LivenessCheck(graph, problem, options).Run();
}

}  // namespace checker::liveness

// The differential test: CheckLiveness against the naive judges, on thousands of random problems.

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>

#include "checker/liveness/branch.h"
#include "checker/liveness/branch_search.h"
#include "checker/liveness/check_liveness.h"
#include "checker/liveness/explain_lasso.h"
#include "checker/liveness/lasso_truth.h"
#include "checker/liveness/normal_formula.h"
#include "tests/checker/liveness/naive_decision.h"
#include "tests/checker/liveness/random_problem.h"

namespace checker::liveness {
namespace {

using Reason = PropertyOutcome::Reason;
using results::Verdict;

// More with LIVENESS_SEEDS=n.
uint64_t SeedCount(uint64_t usual) {
  const char* const wanted = std::getenv("LIVENESS_SEEDS");
  return wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
}

std::string Describe(const PlainGraph& graph, const model::transitions::LivenessProblem& problem) {
  std::string text = absl::StrCat("expanded ", graph.expanded, "\n");
  for (size_t s = 0; s < graph.state_labels.size(); ++s) {
    absl::StrAppend(&text, graph.initial[s] ? "initial " : "state ", s, " labels ",
                    graph.state_labels[s], " stutter ", graph.stutter_labels[s], "\n");
  }
  for (const auto& step : graph.steps) {
    absl::StrAppend(&text, step.from, " -> ", step.to, " labels ", step.labels, "\n");
  }
  for (const auto& fairness : problem.fairness) {
    absl::StrAppend(&text, fairness.name, " = fair(P", fairness.enabled, ", A", fairness.taken,
                    ")\n");
  }
  for (const auto id : problem.assumptions)
    absl::StrAppend(&text, "assume ", Print(problem, id), "\n");
  for (const auto& p : problem.properties) {
    absl::StrAppend(&text, "check ", Print(problem, p.formula), "\n");
  }
  return text;
}

// The lasso's steps in the plain graph; fails the test where it isn't a path.
std::vector<PlainGraph::Step> WordOf(const PlainGraph& graph, const BehaviourGraph& behaviours,
                                     const Lasso& lasso) {
  std::vector<PlainGraph::Step> word;
  EXPECT_FALSE(lasso.cycle.empty());
  EXPECT_TRUE(graph.initial[lasso.first()]);
  for (size_t i = 0; i < lasso.size(); ++i) {
    const LassoStep& step = lasso[i];
    EXPECT_LT(step.from, graph.expanded);
    const size_t next = i + 1 < lasso.size() ? i + 1 : lasso.prefix.size();
    EXPECT_EQ(step.step.to, lasso[next].from);
    const uint64_t labels = behaviours.step_classes()[step.step.step_class][0];
    bool known = false;
    for (const auto& other : graph.AllSteps()) {
      known |= other.from == step.from && other.to == step.step.to && other.labels == labels;
    }
    EXPECT_TRUE(known) << "no such step";
    word.push_back({step.from, step.step.to, labels, step.stutters()});
  }
  return word;
}

struct Tally {
  int fail = 0, pass = 0, tautologies = 0, unfair = 0, incomplete = 0, undecided = 0;
};

void Compare(uint64_t seed, Tally* tally) {
  RandomProblems random(seed);
  const PlainGraph plain = random.Graph(6);
  const auto problem = random.Make();
  SCOPED_TRACE(absl::StrCat("seed ", seed, "\n", Describe(plain, problem)));
  BehaviourGraph graph(1, 1);
  Fill(plain, &graph);
  const LivenessOutcome outcome = CheckLiveness(graph, problem, {.workers = 1});

  naive::Simplified fair(problem);
  int fair_root = fair.True();
  for (const auto id : problem.assumptions) fair_root = fair.And(fair_root, fair.Of(id));
  const auto is_fair = naive::IsSatisfiable(plain, fair.nodes(), fair_root);

  for (size_t i = 0; i < problem.properties.size(); ++i) {
    naive::Simplified formulas(problem);
    int root = formulas.Not(formulas.Of(problem.properties[i].formula));
    for (const auto id : problem.assumptions) root = formulas.And(root, formulas.Of(id));
    const auto violated = naive::IsSatisfiable(plain, formulas.nodes(), root);
    const PropertyOutcome& found = outcome.properties[i];
    ASSERT_NE(found.reason, Reason::kTooComplex);
    if (found.violation) {
      const auto word = WordOf(plain, graph, found.violation->lasso);
      EXPECT_TRUE(naive::HoldsOn(plain, formulas.nodes(), root, word,
                                 found.violation->lasso.prefix.size(), 0));
      EXPECT_FALSE(found.violation->explanation.empty());
    }
    if (!violated) {
      ++tally->undecided;
      continue;
    }
    ASSERT_EQ(found.verdict == Verdict::kFail, *violated);
    switch (found.verdict) {
      case Verdict::kFail: ++tally->fail; break;
      case Verdict::kIncomplete:
        ++tally->incomplete;
        EXPECT_FALSE(graph.complete());
        break;
      case Verdict::kPass:
        ++tally->pass;
        EXPECT_TRUE(graph.complete());
        if (is_fair) EXPECT_TRUE(*is_fair);
        break;
      case Verdict::kVacuous:
        ++(found.reason == Reason::kTautology ? tally->tautologies : tally->unfair);
        if (found.reason == Reason::kNoFairBehaviour && is_fair) EXPECT_FALSE(*is_fair);
        break;
      default: ADD_FAILURE();
    }
    if (seed % 50 == 0 && plain.AllSteps().size() < 8 &&
        naive::SomeLassoSatisfies(plain, formulas.nodes(), root, 5)) {
      EXPECT_TRUE(*violated) << "the naive judges disagree";
    }
  }
}

TEST(Agreement, VerdictsAreThoseOfTheNaiveJudgesAndLassosAreWhatTheyClaim) {
  Tally tally;
  const uint64_t seeds = SeedCount(5000);
  for (uint64_t seed = 1; seed <= seeds && !HasFailure(); ++seed) Compare(seed, &tally);
  std::printf(
      "%d fail, %d pass, %d tautologies, %d without fair behaviour, %d incomplete, %d not "
      "decided\n",
      tally.fail, tally.pass, tally.tautologies, tally.unfair, tally.incomplete, tally.undecided);
  EXPECT_GT(tally.fail, 100);
  EXPECT_GT(tally.pass, 100);
}

// Every lasso with fewer steps is looked at.
TEST(Agreement, NoLassoIsShorterThanOneProvedShortest) {
  int proved = 0, made_shorter = 0;
  const uint64_t seeds = SeedCount(5000);
  for (uint64_t seed = 1; seed <= seeds && !HasFailure(); ++seed) {
    RandomProblems random(seed);
    const PlainGraph plain = random.Graph(6);
    const auto problem = random.Make();
    SCOPED_TRACE(absl::StrCat("seed ", seed, "\n", Describe(plain, problem)));
    BehaviourGraph graph(1, 1);
    Fill(plain, &graph);
    const LivenessOutcome outcome = CheckLiveness(graph, problem, {.workers = 1});
    const LivenessOutcome as_found =
        CheckLiveness(graph, problem, {.workers = 1, .shortest_budget = 0});
    for (size_t i = 0; i < problem.properties.size(); ++i) {
      if (!outcome.properties[i].violation) continue;
      const Lasso& lasso = outcome.properties[i].violation->lasso;
      const Lasso& longer = as_found.properties[i].violation->lasso;
      ASSERT_LE(lasso.size(), longer.size());
      made_shorter += lasso.size() < longer.size() ? 1 : 0;
      if (!outcome.properties[i].violation->shortest) continue;
      ++proved;
      if (lasso.size() > 5) continue;
      naive::Simplified formulas(problem);
      int root = formulas.Not(formulas.Of(problem.properties[i].formula));
      for (const auto id : problem.assumptions) root = formulas.And(root, formulas.Of(id));
      EXPECT_FALSE(naive::SomeLassoSatisfies(plain, formulas.nodes(), root, lasso.size() - 1));
    }
  }
  std::printf("%d proved shortest, %d made shorter\n", proved, made_shorter);
  EXPECT_GT(proved, static_cast<int>(seeds / 10));
  EXPECT_GT(made_shorter, 10);
}

TEST(Agreement, GreedyCyclesSatisfyEveryConditionToo) {
  for (uint64_t seed = 1; seed <= SeedCount(3000) && !HasFailure(); ++seed) {
    RandomProblems random(seed);
    const PlainGraph plain = random.Graph(6);
    const auto problem = random.Make();
    SCOPED_TRACE(absl::StrCat("seed ", seed, "\n", Describe(plain, problem)));
    BehaviourGraph graph(1, 1);
    Fill(plain, &graph);
    NormalPool pool;
    const auto property = problem.properties[0].formula;
    const auto branches =
        SplitIntoBranches(&pool, pool.Convert(problem, property, /*negated=*/true), 1000);
    for (const Branch& branch : *branches) {
      const auto exact = SearchBranch(graph, pool, branch, nullptr, {});
      const auto greedy = SearchBranch(graph, pool, branch, nullptr, {}, /*exact_cycle_limit=*/0);
      ASSERT_EQ(exact.outcome, greedy.outcome);
      if (exact.outcome != BranchSearchResult::Outcome::kFound) continue;
      EXPECT_FALSE(LassoTruth(graph, problem, exact.lasso).Holds(property));
      EXPECT_FALSE(LassoTruth(graph, problem, greedy.lasso).Holds(property));
      EXPECT_EQ(exact.lasso.prefix, greedy.lasso.prefix);
      EXPECT_LE(exact.lasso.cycle.size(), greedy.lasso.cycle.size());
      WordOf(plain, graph, greedy.lasso);
    }
  }
}

TEST(Agreement, TheOutcomeIsTheSameForAnyNumberOfWorkers) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    RandomProblems random(seed);
    const PlainGraph plain = random.Graph(6);
    const auto problem = random.Make();
    BehaviourGraph graph(1, 1);
    Fill(plain, &graph);
    const LivenessOutcome one = CheckLiveness(graph, problem, {.workers = 1});
    const LivenessOutcome many = CheckLiveness(graph, problem, {.workers = 3});
    for (size_t i = 0; i < problem.properties.size(); ++i) {
      ASSERT_EQ(one.properties[i].verdict, many.properties[i].verdict);
      if (!one.properties[i].violation) continue;
      EXPECT_EQ(one.properties[i].violation->lasso.prefix,
                many.properties[i].violation->lasso.prefix);
      EXPECT_EQ(one.properties[i].violation->lasso.cycle,
                many.properties[i].violation->lasso.cycle);
    }
  }
}

}  // namespace
}  // namespace checker::liveness

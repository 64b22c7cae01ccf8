// Lassos that the way "nearest cycle first" would miss; agreement_test.cc compares with all lassos.

#include "checker/liveness/shortest_lasso.h"

#include <gtest/gtest.h>

#include "checker/liveness/check_liveness.h"
#include "tests/checker/liveness/small_problem.h"

namespace checker::liveness {
namespace {

// One step leads to a cycle of five, two lead to a cycle of one. Stuttering is ruled out.
struct TwoCycles {
  static constexpr uint64_t kMoved = 1;
  SmallProblem problem;
  SmallGraph graph{{0, 0, 0, 0, 0, 0, 0, 0},
                   {{0, 1, kMoved},
                    {1, 2, kMoved},
                    {2, 3, kMoved},
                    {3, 4, kMoved},
                    {4, 5, kMoved},
                    {5, 1, kMoved},
                    {0, 6, 0},
                    {6, 7, 0},
                    {7, 6, kMoved}}};
  TwoCycles() {
    const auto moved = problem.Step("moved");
    problem.Assume(problem.Always(problem.Eventually(moved)));
    problem.Check(problem.Eventually(problem.State("never")));
  }
  LivenessViolation Violation(LivenessOptions options = {}) {
    return *CheckLiveness(graph.graph, problem.problem, options).properties.at(0).violation;
  }
};

TEST(ShortestLasso, TakesALongerWayToAShorterCycle) {
  TwoCycles two;
  const LivenessViolation violation = two.Violation();
  EXPECT_TRUE(violation.shortest);
  EXPECT_EQ(violation.lasso.size(), 3u);
  EXPECT_EQ(violation.lasso.cycle.size(), 2u);
}

TEST(ShortestLasso, ClaimsNothingWithoutTheBudgetForTheProof) {
  TwoCycles two;
  const LivenessViolation violation = two.Violation({.shortest_budget = 5});
  EXPECT_FALSE(violation.shortest);
  EXPECT_GE(violation.lasso.size(), 3u);
}

// The states that a shorter lasso could pass are expanded, or not.
TEST(ShortestLasso, OfAGrowingGraphIsProvedIfNothingNearIsMissing) {
  for (const bool near : {false, true}) {
    SmallProblem problem;
    problem.Check(problem.Eventually(problem.State("never")));
    problem.Assume(problem.Always(problem.Eventually(problem.Step("moved"))));
    const std::vector<SmallGraph::Step> steps = {
        {0, 1, 0}, {1, 2, 0}, {2, 0, 1}, {near ? 2u : 0u, 3, 0}, {3, 3, 1}};
    SmallGraph growing({0, 0, 0, 0}, steps, /*expanded=*/3);
    const LivenessOutcome outcome = CheckLiveness(growing.graph, problem.problem, {});
    ASSERT_TRUE(outcome.properties.at(0).violation);
    EXPECT_EQ(outcome.properties.at(0).violation->lasso.size(), 3u);
    EXPECT_EQ(outcome.properties.at(0).violation->shortest, near);
  }
}

// The way round depends on what is still to come the first time only: the automaton that the
// search follows is not in the same state when the cycle closes for the first time.
TEST(ShortestLasso, CountsACycleOnceThoughTheSearchGoesRoundTwice) {
  SmallProblem problem;
  const auto p = problem.State("p");
  const auto q = problem.State("q");
  problem.Check(problem.Not(
      problem.Always(problem.Or(problem.Not(p), problem.Eventually(problem.Always(q))))));
  SmallGraph graph({3}, {});
  const LivenessOutcome outcome = CheckLiveness(graph.graph, problem.problem, {});
  ASSERT_TRUE(outcome.properties.at(0).violation);
  EXPECT_TRUE(outcome.properties.at(0).violation->shortest);
  EXPECT_EQ(outcome.properties.at(0).violation->lasso.size(), 1u);
}

}  // namespace
}  // namespace checker::liveness

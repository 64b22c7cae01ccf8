#include "checker/liveness/check_liveness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/liveness/growth_schedule.h"
#include "tests/checker/liveness/small_problem.h"

namespace checker::liveness {
namespace {

using Reason = PropertyOutcome::Reason;
using results::Verdict;
using Strings = std::vector<std::string>;

std::vector<StateIndex> From(const std::vector<LassoStep>& steps) {
  std::vector<StateIndex> states;
  for (const LassoStep& step : steps) states.push_back(step.from);
  return states;
}

using States = std::vector<StateIndex>;

// A counter 0 -> 1 -> 2 with the action Next (label 1), enabled (label 1) below 2; x = 2 is
// label 2.
SmallGraph Counter() { return SmallGraph({1, 1, 2}, {{0, 1, 1}, {1, 2, 1}}); }

TEST(CheckLiveness, WithoutFairnessABehaviourMayStutterForEver) {
  SmallProblem p;
  p.Fair(false, "Next");  // not assumed
  p.Check(p.Eventually(p.State("x = 2")));
  const auto outcome = CheckLiveness(Counter().graph, p.problem, {});
  ASSERT_EQ(outcome.properties[0].verdict, Verdict::kFail);
  const LivenessViolation& violation = *outcome.properties[0].violation;
  EXPECT_TRUE(violation.lasso.stuttering());
  EXPECT_EQ(violation.lasso.first(), 0u);
  EXPECT_EQ(violation.lasso.size(), 1u);
  EXPECT_EQ(violation.explanation, Strings{"x = 2 is false in state 1, which repeats for ever"});
}

TEST(CheckLiveness, WeakFairnessMakesTheCounterArrive) {
  SmallProblem p;
  p.Assume(p.Fair(false, "Next"));
  p.Check(p.Eventually(p.State("x = 2")));
  p.Check(p.Eventually(p.Always(p.problem.properties[0].formula)));
  p.Check(p.Always(p.Eventually(p.Not(p.State("never")))));
  const auto outcome = CheckLiveness(Counter().graph, p.problem, {});
  for (const PropertyOutcome& property : outcome.properties) {
    EXPECT_EQ(property.verdict, Verdict::kPass) << property.note;
  }
}

// Two states back and forth by Toggle (label 1); in state 1, Exit (label 2) is enabled (label 2)
// and leads to state 2 (label 4).
SmallGraph Exit() { return SmallGraph({1, 3, 4}, {{0, 1, 1}, {1, 0, 1}, {1, 2, 2}}); }

TEST(CheckLiveness, OnlyStrongFairnessHelpsAnActionThatIsEnabledNowAndThen) {
  for (const bool strong : {false, true}) {
    SmallProblem p;
    p.Assume(p.Fair(false, "Toggle"));
    p.Assume(p.Fair(strong, "Exit"));
    p.Check(p.Eventually(p.State("out")));
    const auto outcome = CheckLiveness(Exit().graph, p.problem, {});
    if (strong) {
      EXPECT_EQ(outcome.properties[0].verdict, Verdict::kPass);
      continue;
    }
    ASSERT_EQ(outcome.properties[0].verdict, Verdict::kFail);
    const LivenessViolation& violation = *outcome.properties[0].violation;
    EXPECT_EQ(From(violation.lasso.prefix), States{});
    EXPECT_EQ(From(violation.lasso.cycle), (States{0, 1}));
    EXPECT_EQ(violation.explanation, Strings{"out holds in no state from state 1 on"});
    EXPECT_EQ(violation.fairness_notes,
              (Strings{"WF_v(Toggle): taken by the step from state 1 to state 2",
                       "WF_v(Exit): not enabled in state 1"}));
  }
}

TEST(CheckLiveness, TellsWhereAPromiseIsGivenAndThatItIsNeverKept) {
  SmallProblem p;
  const auto request = p.State("request"), grant = p.State("grant");
  p.Check(p.LeadsTo(request, grant));
  // 0 -> 1 (request) -> 2 (grant) -> 0, and 1 -> 3, where it stays.
  SmallGraph graph({0, 1, 2, 0}, {{0, 1, 0}, {1, 2, 0}, {1, 3, 0}, {2, 0, 0}, {3, 3, 0}});
  p.Assume(p.Always(p.Eventually(p.State("idle"))));  // label 4: nowhere; see below
  auto outcome = CheckLiveness(graph.graph, p.problem, {});
  EXPECT_TRUE(outcome.no_fair_behaviour);
  p.problem.assumptions.clear();
  outcome = CheckLiveness(graph.graph, p.problem, {});
  ASSERT_EQ(outcome.properties[0].verdict, Verdict::kFail);
  const LivenessViolation& violation = *outcome.properties[0].violation;
  EXPECT_EQ(From(violation.lasso.prefix), (States{0}));
  EXPECT_EQ(From(violation.lasso.cycle), (States{1}));
  EXPECT_EQ(violation.explanation, (Strings{"request holds in state 2",
                                            "grant is false in state 2, which repeats for ever"}));
}

TEST(CheckLiveness, JudgesEachPropertyAndNamesThoseThatTheSameBehaviourViolates) {
  SmallProblem p;
  p.Fair(false, "Next");
  const auto arrives = p.Eventually(p.State("x = 2"));
  p.Check(arrives);
  p.Check(p.Always(p.Not(p.State("never"))));
  p.Check(p.Always(arrives));
  const auto outcome = CheckLiveness(Counter().graph, p.problem, {});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kFail);
  EXPECT_EQ(outcome.properties[1].verdict, Verdict::kPass);
  EXPECT_EQ(outcome.properties[2].verdict, Verdict::kFail);
  EXPECT_EQ(outcome.properties[0].violation->also_violated, std::vector<uint32_t>{2});
}

TEST(CheckLiveness, CallsATautologyVacuous) {
  SmallProblem p;
  const auto state = p.State("p");
  const auto eventually = p.Eventually(state);
  p.Check(p.Or(eventually, p.Not(eventually)));
  p.Check(p.Implies(p.Always(state), eventually));
  p.Check(p.Add(SmallProblem::Kind::kAnd));  // \A over the empty set
  const auto outcome = CheckLiveness(Counter().graph, p.problem, {});
  for (const PropertyOutcome& property : outcome.properties) {
    EXPECT_EQ(property.verdict, Verdict::kVacuous);
    EXPECT_EQ(property.reason, Reason::kTautology);
  }
}

TEST(CheckLiveness, SaysSoIfNoBehaviourIsFair) {
  SmallProblem p;
  p.Assume(p.Fair(false, "Next"));
  p.Check(p.Eventually(p.State("x = 2")));
  // Next is enabled in every state and never taken inside the graph.
  const auto outcome = CheckLiveness(SmallGraph({1}, {}).graph, p.problem, {});
  EXPECT_TRUE(outcome.no_fair_behaviour);
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kVacuous);
  EXPECT_EQ(outcome.properties[0].reason, Reason::kNoFairBehaviour);
}

TEST(CheckLiveness, SaysSoIfAQuestionIsNeverAsked) {
  SmallProblem p;
  const auto never = p.State("never"), grant = p.State("grant");
  p.Check(p.LeadsTo(never, grant));
  const auto outcome = CheckLiveness(SmallGraph({0, 2}, {{0, 1, 0}}).graph, p.problem, {});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kPass);
  EXPECT_EQ(outcome.properties[0].reason, Reason::kNeverAsked);
}

TEST(CheckLiveness, StaysWithinExpandedStatesOfAGrowingGraph) {
  SmallProblem p;
  p.Assume(p.Fair(false, "Next"));
  p.Check(p.Eventually(p.State("x = 2")));
  p.Check(p.Always(p.Eventually(p.State("y"))));
  // State 2 is known but not expanded: it is no deadlock.
  const SmallGraph open({1, 1, 0}, {{0, 1, 1}, {1, 2, 1}}, 2);
  auto outcome = CheckLiveness(open.graph, p.problem, {});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kIncomplete);
  EXPECT_EQ(outcome.properties[0].reason, Reason::kUnexpandedStates);
  EXPECT_FALSE(outcome.no_fair_behaviour);
  // A cycle among expanded states is a violation, whatever may follow.
  const SmallGraph cycle({1, 1, 0}, {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}}, 2);
  outcome = CheckLiveness(cycle.graph, p.problem, {});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kFail);
}

TEST(CheckLiveness, ComesToAnEndOnRequest) {
  parallel::StopRequest stop;
  stop.Request();
  SmallProblem p;
  p.Check(p.Eventually(p.State("x = 2")));
  const auto outcome = CheckLiveness(Counter().graph, p.problem, {.interruption = {.stop = &stop}});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kIncomplete);
  EXPECT_EQ(outcome.properties[0].reason, Reason::kInterrupted);
}

TEST(CheckLiveness, JudgesFairnessAsAPropertyOfARefinement) {
  // The abstract action is enabled throughout (label 2) and taken (label 2) by the concrete Toggle
  // 1 -> 0 only.
  const SmallGraph graph({3, 3}, {{0, 1, 1}, {1, 0, 3}});
  for (const bool assumed : {true, false}) {
    SmallProblem p;
    const auto toggle = p.Fair(false, "Toggle");
    if (assumed) p.Assume(toggle);
    p.Check(p.Fair(true, "Abstract"));
    const auto outcome = CheckLiveness(graph.graph, p.problem, {});
    EXPECT_EQ(outcome.properties[0].verdict, assumed ? Verdict::kPass : Verdict::kFail);
    if (assumed) continue;
    EXPECT_EQ(outcome.properties[0].violation->explanation,
              Strings{"SF_v(Abstract) is violated: enabled in every state of the cycle, but never "
                      "taken on it"});
  }
}

// A ring of many states by Turn (label 0), each with an exit of its own, which leads out.
TEST(CheckLiveness, CountsFairnessConditionsBeyondAMachineWord) {
  constexpr uint32_t kRing = 70;
  constexpr size_t kWords = 2;
  const auto label = [](uint32_t i) {
    std::vector<uint64_t> words(kWords);
    words[i / 64] |= uint64_t{1} << (i % 64);
    return words;
  };
  BehaviourGraph graph(kWords, kWords);
  const std::vector<uint64_t> none(kWords);
  for (uint32_t i = 0; i < kRing; ++i) graph.AddState(i == 0, label(i), none);
  graph.AddState(false, label(kRing), none);
  for (uint32_t i = 0; i < kRing; ++i) {
    const std::vector<uint64_t> exit = label(i), turn = label(kRing);
    graph.AddSteps(
        i, std::vector<BehaviourGraph::NewStep>{{(i + 1) % kRing, 0, turn}, {kRing, 1, exit}});
  }
  graph.AddSteps(kRing, {});
  for (const bool strong : {false, true}) {
    for (const uint32_t last : {0u, kRing - 1}) {
      SmallProblem p;
      for (uint32_t i = 0; i < kRing; ++i) {
        p.Assume(p.Fair(strong && i == last, absl::StrCat("Exit", i)));
      }
      const auto out = p.State("out");
      p.StepPredicate("Turn");
      p.Check(p.Eventually(out));
      const auto outcome = CheckLiveness(graph, p.problem, {});
      if (strong) {
        // One strongly fair exit is enough to end every tour; in a single state, weak fairness
        // does.
        EXPECT_EQ(outcome.properties[0].verdict, Verdict::kPass);
      } else {
        ASSERT_EQ(outcome.properties[0].verdict, Verdict::kFail);
        EXPECT_EQ(outcome.properties[0].violation->lasso.cycle.size(), kRing);
        EXPECT_EQ(outcome.properties[0].violation->fairness_notes.size(), kRing);
      }
    }
  }
}

// Steps from a state to itself that are no stuttering, as among states merged by a VIEW: what is
// true of one such state is not true of another that is labelled alike.
TEST(CheckLiveness, TellsLoopsApartThatAreNoStutteringSteps) {
  SmallProblem p;
  const auto allowed = p.Step("allowed"), good = p.Step("good");
  p.Check(p.Or(p.Not(p.Eventually(p.Always(allowed))), p.Not(p.Always(p.Eventually(good)))));
  const SmallGraph loops({0, 0}, {{0, 0, 3}, {0, 1, 1}, {1, 1, 1}});
  const auto outcome = CheckLiveness(loops.graph, p.problem, {});
  ASSERT_EQ(outcome.properties[0].verdict, Verdict::kFail);
  EXPECT_EQ(From(outcome.properties[0].violation->lasso.cycle), States{0});
}

TEST(CheckLiveness, HandlesLongPathsWithoutRecursion) {
  constexpr uint32_t kStates = 300'000;
  std::vector<uint64_t> states(kStates, 1);
  states.back() = 3;
  std::vector<SmallGraph::Step> steps;
  BehaviourGraph graph(1, 1);
  const uint64_t none = 0, next = 1;
  for (uint32_t i = 0; i < kStates; ++i) graph.AddState(i == 0, {&states[i], 1}, {&none, 1});
  for (uint32_t i = 0; i < kStates; ++i) {
    const BehaviourGraph::NewStep step{(i + 1) % kStates, 0, {&next, 1}};
    graph.AddSteps(i, {&step, 1});
  }
  SmallProblem p;
  p.Assume(p.Fair(false, "Next"));
  const auto last = p.State("last"), never = p.State("never");
  p.Check(p.Always(p.Eventually(last)));
  p.Check(p.LeadsTo(last, never));
  const auto outcome = CheckLiveness(graph, p.problem, {.workers = 2});
  EXPECT_EQ(outcome.properties[0].verdict, Verdict::kPass);
  ASSERT_EQ(outcome.properties[1].verdict, Verdict::kFail);
  EXPECT_EQ(outcome.properties[1].violation->lasso.cycle.size(), kStates);
}

TEST(GrowthSchedule, MultipliesByEight) {
  GrowthSchedule schedule(10);
  std::vector<uint64_t> sizes;
  for (; schedule.next() < 1000; schedule.Advance()) sizes.push_back(schedule.next());
  EXPECT_EQ(sizes, (std::vector<uint64_t>{10, 80, 640}));
}

}  // namespace
}  // namespace checker::liveness

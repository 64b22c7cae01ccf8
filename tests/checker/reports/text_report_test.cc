#include "checker/reports/text_report.h"

#include <gtest/gtest.h>

#include "tests/checker/reports/sample_results.h"

namespace checker::reports {
namespace {

TEST(TextReport, TellsAViolatedInvariantWithItsTrace) {
  EXPECT_EQ(TextReport(BrokenLock(), {}), R"(Error: Invariant Exclusion is violated.
  at Lock.tla:30:1
  ~(pc[p] = "in" /\ pc[q] = "in") is false for p = p1, q = p2
Error: The behavior up to this point is:
State 1: <Initial predicate>
/\ lock = FALSE
/\ pc = (p1 :> "out" @@ p2 :> "out")

State 2: <Enter(p1) line 9, col 3 to line 9, col 30 of module Lock>
/\ lock = TRUE
/\ pc = (p1 :> "in" @@ p2 :> "out")

State 3: <Enter(p2) line 9, col 3 to line 9, col 30 of module Lock>
/\ pc = (p1 :> "in" @@ p2 :> "in")

(Variables that a step leaves unchanged are not shown; --full-states shows them all.)

12 states generated, 7 distinct states found, 2 states left on queue.
The depth of the complete state graph search is 3.
Finished in 500 ms (2 workers, 24 states generated a second, 3.0 MiB at peak).
Verdict: fail (exit status 12). Invariant Exclusion is false after 2 steps.
)");
}

TEST(TextReport, MarksWhatChangedWhenAllVariablesAreShown) {
  const std::string text = TextReport(BrokenLock(), {.full_states = true});
  EXPECT_NE(text.find("col 30 of module Lock>\n  /\\ lock = TRUE\n* /\\ pc = (p1 :> \"in\""),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("--full-states"), std::string::npos);
}

TEST(TextReport, ShowsOnlyTheChangedPartsOnRequest) {
  const std::string text = TextReport(BrokenLock(), {.differences_only = true});
  EXPECT_NE(text.find("\n/\\ pc[p2] = \"in\"\n"), std::string::npos) << text;
}

TEST(TextReport, SaysWhereALassoIsNotProvedTheShortest) {
  results::Result result = StarvingLock();
  EXPECT_EQ(TextReport(result, {}).find("may be a shorter counterexample"), std::string::npos);
  result.violations[0].trace.shortest = false;
  EXPECT_NE(TextReport(result, {}).find("(There may be a shorter counterexample.)"),
            std::string::npos);
}

TEST(TextReport, EndsALassoWithTheStepBack) {
  const std::string text = TextReport(StarvingLock(), {});
  EXPECT_TRUE(
      text.starts_with("Error: Temporal property Progress was violated.\n  at Lock.tla:30:1\n"
                       "Error: The following behavior constitutes a counter-example:\nState 1:"))
      << text;
  EXPECT_NE(text.find("\nBack to state 2: <Leave(p2) line 12, col 3 to line 12, col 30 of module "
                      "Lock>\n\nThe behavior is fair:\n  WF_vars(Enter(p1)): not enabled"),
            std::string::npos)
      << text;
  EXPECT_NE(
      text.find("Temporal property Progress does not hold: the system can go round a cycle of "
                "2 steps for ever."),
      std::string::npos)
      << text;
}

TEST(TextReport, EndsAStutteringBehaviourWithAState) {
  results::Result result = StarvingLock();
  result.violations[0].trace.loop_start.reset();
  result.violations[0].trace.stuttering = true;
  result.violations[0].also_violated = {"Fairness"};
  const std::string text = TextReport(result, {});
  EXPECT_NE(text.find("\nState 4: Stuttering\n"), std::string::npos) << text;
  EXPECT_TRUE(
      text.starts_with("Error: Temporal properties Progress and Fairness were violated.\n"));
}

TEST(TextReport, HintsAtFairnessWhereNoneIsPromised) {
  results::Result result = StarvingLock();
  result.violations[0].trace.loop_start.reset();
  result.violations[0].trace.stuttering = true;
  EXPECT_EQ(TextReport(result, {}).find("WF_vars(Next)"), std::string::npos);
  result.violations[0].trace.fairness_notes.clear();
  EXPECT_NE(TextReport(result, {}).find("WF_vars(Next)"), std::string::npos);
}

TEST(TextReport, TellsASuccessInTheWordsThatScriptsLookFor) {
  EXPECT_EQ(TextReport(HoldingLock(), {}),
            R"(Model checking completed. No error has been found.
12 states generated, 7 distinct states found, 0 states left on queue.
The depth of the complete state graph search is 3.
Finished in 500 ms (2 workers, 24 states generated a second, 3.0 MiB at peak).
Probability that two states were taken for one: less than 1e-9.
Verdict: pass. Exclusion holds over all 7 reachable states.
)");
}

TEST(TextReport, CountsEachActionOnRequest) {
  const std::string text = TextReport(HoldingLock(), {.coverage = true});
  EXPECT_NE(text.find("  Action  enabled states           steps      new states\n"
                      "  Enter                4               8               5  Lock.tla:9:3\n"
                      "  Crash                0               0               0  Lock.tla:20:3\n"),
            std::string::npos)
      << text;
}

TEST(TextReport, TellsAnInitialStateThatIsWrong) {
  results::Result result = BrokenLock();
  result.violations[0].in_initial_state = true;
  result.violations[0].trace.states.resize(1);
  const std::string text = TextReport(result, {});
  EXPECT_TRUE(text.starts_with("Error: Invariant Exclusion is violated by the initial state:\n"));
  EXPECT_NE(text.find("is false in an initial state."), std::string::npos) << text;
}

TEST(TextReport, TellsADeadlock) {
  results::Result result = BrokenLock();
  result.exit_status = results::exit_status::kDeadlock;
  result.violations[0].kind = results::PropertyResultKind::kDeadlock;
  result.violations[0].location = {};
  result.violations[0].explanation.clear();
  const std::string text = TextReport(result, {});
  EXPECT_TRUE(
      text.starts_with("Error: Deadlock reached.\n"
                       "  help: if it may end here, CHECK_DEADLOCK FALSE in the "
                       "configuration allows that\n"
                       "Error: The behavior up to this point is:\n"))
      << text;
  EXPECT_NE(text.find("Deadlock: no step is possible after 2 steps."), std::string::npos) << text;
}

TEST(TextReport, ShowsWhereEvaluationWentWrongAndHowItGotThere) {
  results::Result result = BrokenLock();
  result.verdict = results::Verdict::kError;
  result.exit_status = results::exit_status::kInvariantError;
  results::Fault fault;
  fault.during = results::Fault::During::kInvariant;
  fault.subject = "Exclusion";
  fault.message = "attempted to compare 1 with TRUE";
  fault.location = Place(30, 14, 21);
  fault.source_line = "Exclusion == lock = 1";
  fault.call_path = {{"operator Exclusion", fault.location}, {"operator Busy", Place(31, 5, 9)}};
  result.violations[0].fault = fault;
  result.violations[0].explanation.clear();
  EXPECT_TRUE(TextReport(result, {})
                  .starts_with(
                      R"(Error: Evaluating invariant Exclusion failed.
attempted to compare 1 with TRUE
  at Lock.tla:30:14 in operator Exclusion
   30 | Exclusion == lock = 1
      |              ^~~~~~~~
  Lock.tla:31:5: note: in operator Busy
Error: The behavior up to this point is:
State 1:)"))
      << TextReport(result, {});
}

TEST(TextReport, NeverCallsAnIncompleteSearchComplete) {
  results::Result result = HoldingLock();
  result.verdict = results::Verdict::kIncomplete;
  result.exit_status = results::exit_status::kIncomplete;
  result.statistics.states_left = 5;
  result.reason = "the limit of 7 states was reached with 5 states left";
  const std::string text = TextReport(result, {});
  EXPECT_EQ(text.find("Model checking completed"), std::string::npos);
  EXPECT_EQ(text.find("complete state graph"), std::string::npos);
  EXPECT_TRUE(
      text.ends_with("Verdict: incomplete (exit status 21). The limit of 7 states was reached "
                     "with 5 states left.\n"))
      << text;
}

TEST(TextReport, IsPlainTextUnlessColorsAreAskedFor) {
  EXPECT_EQ(TextReport(BrokenLock(), {}).find('\x1b'), std::string::npos);
  EXPECT_NE(
      TextReport(BrokenLock(), {.color = Color::kAnsi}).find("\x1b[1;31mError:\x1b[0m Invariant"),
      std::string::npos);
}

}  // namespace
}  // namespace checker::reports

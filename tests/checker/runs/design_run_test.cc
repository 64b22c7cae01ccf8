// Designs that are searched one by one, and the traces of causes.

#include "checker/runs/design_run.h"

#include "tests/checker/runs/causes_test.h"

namespace checker::runs {
namespace {

using results::CausesResult;
using results::Verdict;

using DesignRunTest = CausesTest;

// Both start at x = 0, and look the same; only one of them can get to 9.
constexpr char kHidden[] = R"(---- MODULE Hidden ----
EXTENDS Naturals
CONSTANTS Safe, Bold
VARIABLES x, hidden
Init == x = 0 /\ hidden = (IF Safe THEN 1 ELSE 0)
Go == x < 3 /\ x' = x + 1 /\ UNCHANGED hidden
Leap == Bold /\ x = 3 /\ hidden = 0 /\ x' = 9 /\ UNCHANGED hidden
Next == Go \/ Leap
Spec == Init /\ [][Next]_<<x, hidden>>
Low == x # 9
Look == x
====
)";

TEST_F(DesignRunTest, NeverTakesTheStatesOfTwoDesignsForOneBecauseOfAView) {
  const CausesResult result = RunModule("Hidden", kHidden, R"(\* @suspects ~Safe, Bold
SPECIFICATION Spec
CONSTANTS Safe = FALSE Bold = TRUE
INVARIANT Low
VIEW Look
CHECK_DEADLOCK FALSE
)");
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_TRUE(result.properties[0].complete);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Bold", "Safe"}}));
  EXPECT_EQ(FixesOf(result.properties[0]), (Sets{{"Bold"}, {"Safe"}}));
}

// A lasso under a VIEW must be found again among the states themselves, labelled as on the graph:
// the labels are those of the design's own formula, not of what it would be with other constants.
// Where none is found again, nothing is claimed, and the reason is told.
TEST_F(DesignRunTest, JudgesTheFormulaOfTheDesignUnderAView) {
  const CausesResult result = RunModule("Merged", R"(---- MODULE Merged ----
EXTENDS Naturals
CONSTANTS Hot, Wet
VARIABLES x, y
Init == x \in {0, 1} /\ y = 0
Any == x' \in 0..1 /\ y' \in 0..1
Dry == Wet /\ x' = 0 /\ y' = 0
Spec == Init /\ [][Any \/ Dry]_<<x, y>> /\ SF_<<x, y>>(x' \in 0..1 /\ y' = 0)
Live == IF Hot THEN <>[](x = 3) ELSE []<>(y = 1)
Look == x + y
====
)",
                                        R"(\* @suspects Hot, Wet
SPECIFICATION Spec
CONSTANTS Hot = TRUE Wet = FALSE
PROPERTY Live
VIEW Look
CHECK_DEADLOCK FALSE
)");
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_EQ(result.properties[0].design, Verdict::kFail);
  EXPECT_FALSE(result.properties[0].complete);
  EXPECT_NE(result.properties[0].reason.find("the VIEW has merged"), std::string::npos);
  ASSERT_EQ(result.properties[0].minimal_causes.size(), 1u);
  EXPECT_TRUE(result.properties[0].minimal_causes[0].violation->trace.shortest);
}

// Under the VIEW the first state with x = 1 stands for both, and the way through it is longer.
TEST_F(DesignRunTest, FindsTheShortestTraceThatAViewPassesOver) {
  const CausesResult result = RunModule("Passed", R"(---- MODULE Passed ----
EXTENDS Naturals
CONSTANT Bold
VARIABLES x, hidden
Init == x = 0 /\ hidden = 0
Long == x = 0 /\ x' = 1 /\ hidden' = 1
Short == x = 0 /\ x' = 1 /\ hidden' = 0
On == x = 1 /\ hidden = 1 /\ x' = 2 /\ UNCHANGED hidden
Leap == Bold /\ (x = 2 \/ (x = 1 /\ hidden = 0)) /\ x' = 9 /\ UNCHANGED hidden
Next == Long \/ Short \/ On \/ Leap
Low == x < 9
Look == x
Shown == [x |-> x]
====
)",
                                        R"(\* @suspects Bold
INIT Init NEXT Next
CONSTANT Bold = TRUE
INVARIANT Low
VIEW Look
ALIAS Shown
CHECK_DEADLOCK FALSE
)");
  ASSERT_EQ(result.properties.size(), 1u);
  const results::CauseAnalysis& low = result.properties[0];
  ASSERT_EQ(CausesOf(low), (Sets{{"Bold"}}));
  EXPECT_EQ(low.minimal_causes[0].violation->trace.states.size(), 3u);
  EXPECT_TRUE(low.minimal_causes[0].violation->trace.shortest);
  EXPECT_EQ(low.minimal_causes[0].violation->trace.states[0].variables.size(), 1u);
  ASSERT_TRUE(low.blame.has_value());
  EXPECT_EQ(low.blame->steps.size(), 2u);
}

TEST_F(DesignRunTest, SearchesDesignsOneByOneWhereTheSpecificationKeepsStateOfItsOwn) {
  const CausesResult result = RunModule("Counts", R"(---- MODULE Counts ----
EXTENDS Naturals, TLC
CONSTANTS Fast, Long
VARIABLE x
Init == x = 0 /\ TLCSet(1, 0)
Next == /\ x < (IF Long THEN 6 ELSE 2)
        /\ x' = x + (IF Fast THEN 3 ELSE 1)
        /\ TLCSet(1, TLCGet(1) + 1)
Low == x < 4
====
)",
                                        R"(\* @suspects Fast, Long
INIT Init
NEXT Next
CONSTANTS Fast = TRUE Long = TRUE
INVARIANT Low
CHECK_DEADLOCK FALSE
)");
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_TRUE(result.properties[0].complete);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Long"}}));
}

// A cycle that keeps four promises, too long to be proved the shortest at once.
TEST_F(DesignRunTest, ProvesTheTraceOfACauseToBeTheShortestWhereAnOrdinaryCheckGivesUp) {
  const std::string module = R"(---- MODULE Wheels ----
EXTENDS Naturals
CONSTANTS Odd, N
VARIABLES a, b, c, d
vars == <<a, b, c, d>>
Init == a = 0 /\ b = 0 /\ c = 0 /\ d = 0
A == a' = (a + 1) % N /\ UNCHANGED <<b, c, d>>
B == b' = (b + 1) % N /\ UNCHANGED <<a, c, d>>
C == c' = (c + 1) % N /\ UNCHANGED <<a, b, d>>
D == d' = (d + (IF Odd THEN 2 ELSE 1)) % N /\ UNCHANGED <<a, b, c>>
Spec == Init /\ [][A \/ B \/ C \/ D]_vars
        /\ WF_vars(A) /\ WF_vars(B) /\ WF_vars(C) /\ WF_vars(D)
Live == <>[](a + b + c + d > 3)
====
)";
  const std::string configuration = R"(SPECIFICATION Spec
CONSTANTS Odd = TRUE N = 9
PROPERTY Live
CHECK_DEADLOCK FALSE
)";
  const TemporaryFolder folder;
  CheckOptions options;
  options.source.specification = folder.Write("Wheels.tla", module);
  options.source.configuration = folder.Write("Wheels.cfg", configuration);
  options.workers = 1;
  results::Result check;
  parallel::RunOnBigStack([&] { check = RunCheck(options, nullptr); });
  ASSERT_EQ(check.violations.size(), 1u);
  EXPECT_FALSE(check.violations[0].trace.shortest);

  CausesOptions causes;
  causes.suspects = {"Odd"};
  const CausesResult result = RunModule("Wheels", module, configuration, causes);
  ASSERT_EQ(result.properties.size(), 1u);
  ASSERT_TRUE(result.properties[0].violation.has_value());
  EXPECT_TRUE(result.properties[0].violation->trace.shortest);
}

}  // namespace
}  // namespace checker::runs

#include "checker/runs/causes_run.h"

#include "tests/checker/runs/causes_test.h"

namespace checker::runs {
namespace {

using results::CausesResult;
using results::SuspectNames;
using results::Verdict;

// A lamp burns out when it is switched on while the mains are high, unless there is a fuse; and a
// cat may knock it over.
constexpr char kLamp[] = R"(---- MODULE Lamp ----
EXTENDS Naturals
CONSTANTS High, Fuse, Cat, Spare, Bulbs
ASSUME Spare => Cat
VARIABLES lamp, left
vars == <<lamp, left>>
Init == lamp = "off" /\ left = Bulbs
On == lamp = "off" /\ lamp' = (IF High /\ ~Fuse THEN "broken" ELSE "on") /\ UNCHANGED left
Off == lamp = "on" /\ lamp' = "off" /\ UNCHANGED left
Knock == Cat /\ lamp = "on" /\ lamp' = "broken" /\ UNCHANGED left
Mend == lamp = "broken" /\ left > 0 /\ lamp' = "off" /\ left' = left - 1
Next == On \/ Off \/ Knock \/ Mend
Spec == Init /\ [][Next]_vars /\ WF_vars(On) /\ WF_vars(Mend)
Whole == lamp # "broken"
Shines == []<>(lamp = "on")
====
)";
constexpr char kLampConfiguration[] = R"(SPECIFICATION Spec
INVARIANT Whole
PROPERTY Shines
CHECK_DEADLOCK FALSE
)";

class CausesRunTest : public CausesTest {
 protected:
  CausesResult Run(const std::string& constants, CausesOptions options = {}) {
    return RunModule("Lamp", kLamp, constants + "\n" + kLampConfiguration, std::move(options));
  }
};

constexpr char kWorst[] = "CONSTANTS High = TRUE Fuse = FALSE Cat = TRUE Spare = FALSE Bulbs = 0";

TEST_F(CausesRunTest, NamesEveryMinimalCauseAndFix) {
  const CausesResult result = Run(std::string("\\* @suspects High, ~Fuse, Cat\n") + kWorst);
  EXPECT_EQ(result.run.verdict, Verdict::kFail);
  EXPECT_EQ(result.run.exit_status, 12);
  ASSERT_EQ(result.properties.size(), 2u);
  const auto& whole = result.properties[0];
  EXPECT_EQ(CausesOf(whole), (Sets{{"Cat"}, {"Fuse", "High"}}));
  EXPECT_EQ(FixesOf(whole), (Sets{{"Cat", "Fuse"}, {"Cat", "High"}}));
  EXPECT_TRUE(whole.complete);
  EXPECT_EQ(whole.sufficient_alone, (SuspectNames{"Cat"}));
  EXPECT_EQ(whole.minimal_causes[0].violation->trace.states.size(), 3u);
  EXPECT_EQ(whole.minimal_causes[1].violation->trace.states.size(), 2u);
  EXPECT_EQ(CausesOf(result.properties[1]), CausesOf(whole));
}

TEST_F(CausesRunTest, TakesSuspectsFromTheCommandLineAndLeavesOutTheIgnored) {
  CausesOptions options;
  options.suspects = {"High, ~Fuse", "Cat"};
  options.ignored = {"High"};
  const CausesResult result = Run(kWorst, options);
  ASSERT_EQ(result.properties.size(), 2u);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}, {"Fuse"}}));
}

TEST_F(CausesRunTest, TriesTheAlternativesOfAConstant) {
  CausesOptions options;
  options.check.properties = {"Shines"};
  const CausesResult result =
      Run(std::string("\\* @suspects Cat\n\\* @alternatives Bulbs = 2, 0, 1\n") +
              "CONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = FALSE Bulbs = 0",
          options);
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_EQ(result.properties[0].suspects.size(), 3u);
  EXPECT_EQ(result.properties[0].designs, 6);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}}));
}

TEST_F(CausesRunTest, SuspectsActionsAndPromisesWithoutADeclaration) {
  CausesOptions options;
  options.check.properties = {"Shines"};
  const CausesResult result =
      Run("CONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = FALSE Bulbs = 1", options);
  ASSERT_EQ(result.properties.size(), 1u);
  const auto& shines = result.properties[0];
  EXPECT_EQ(CausesOf(shines), (Sets{{"without WF_vars(On)"},
                                    {"Knock", "Mend", "On"},
                                    {"Knock", "On", "without WF_vars(Mend)"}}))
      << testing::PrintToString(CausesOf(shines));
}

TEST_F(CausesRunTest, LooksNoFurtherThanASoundDesignUnlessAsked) {
  const std::string constants =
      "\\* @suspects High, ~Fuse, Cat\nCONSTANTS High = TRUE Fuse = TRUE Cat = FALSE Spare = FALSE "
      "Bulbs = 0";
  const CausesResult sound = Run(constants);
  EXPECT_EQ(sound.run.verdict, Verdict::kPass);
  EXPECT_FALSE(sound.properties[0].searched);
  CausesOptions options;
  options.whole_lattice = true;
  const CausesResult all = Run(constants, options);
  EXPECT_EQ(all.run.verdict, Verdict::kPass);
  EXPECT_EQ(CausesOf(all.properties[0]), (Sets{{"Cat"}, {"Fuse", "High"}}));
  EXPECT_TRUE(all.properties[0].minimal_fixes.empty());
  // From the design as it is, without the fuse is enough: the mains are high already.
  EXPECT_EQ(DangersOf(all.properties[0]), (Sets{{"Cat"}, {"Fuse"}}));
  EXPECT_EQ(all.properties[0].minimal_dangers[1].violation->trace.states.size(), 2u);
}

TEST_F(CausesRunTest, SuspectsPromisesAndActionsByName) {
  CausesOptions options;
  options.check.properties = {"Shines"};
  options.suspects = {"Cat, WF_vars(On), Mend"};
  const CausesResult result =
      Run("CONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = FALSE Bulbs = 1", options);
  ASSERT_EQ(result.properties.size(), 1u);
  // Without Mend, what is promised of it is broken when the lamp is: that is no fair behaviour.
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"without WF_vars(On)"}, {"Cat", "Mend"}}));
}

// Six leaks, of which the first and the last together sink the boat, if it isn't bailed. Every
// design has other steps, so that no answer about progress reaches further than its design.
constexpr char kBoat[] = R"(---- MODULE Boat ----
EXTENDS Naturals
CONSTANTS A, B, C, D, E, F, Bail
VARIABLES water, afloat
vars == <<water, afloat>>
Init == water = {} /\ afloat = TRUE
Leak(name, open) == open /\ name \notin water /\ water' = water \cup {name} /\ UNCHANGED afloat
Sink == {"A", "F"} \subseteq water /\ ~Bail /\ afloat' = FALSE /\ UNCHANGED water
Next == Leak("A", A) \/ Leak("B", B) \/ Leak("C", C) \/ Leak("D", D) \/ Leak("E", E) \/ Leak("F", F) \/ Sink
Spec == Init /\ [][Next]_vars /\ WF_vars(Next)
Dry == []<>afloat
====
)";
constexpr char kBoatConstants[] = R"(
SPECIFICATION Spec
PROPERTY Dry
CHECK_DEADLOCK FALSE
CONSTANTS A = TRUE B = TRUE C = TRUE D = TRUE E = TRUE F = TRUE Bail = FALSE
)";

TEST_F(CausesRunTest, AsksLessWhereSuspectsAreDeclaredMonotoneAndSaysWhatTheAnswerRestsOn) {
  const std::string line_up = "\\* @suspects A, B, C, D, E, F, Bail\n";
  CausesOptions every;
  every.whole_lattice = true;
  const CausesResult plain = RunModule("Boat", kBoat, line_up + kBoatConstants, every);
  const CausesResult declared = RunModule(
      "Boat", kBoat, line_up + "\\* @monotone A, B, C, D, E, F\n" + kBoatConstants, every);
  ASSERT_EQ(plain.properties.size(), 1u);
  ASSERT_EQ(declared.properties.size(), 1u);
  const auto& asked = plain.properties[0];
  const auto& told = declared.properties[0];
  EXPECT_EQ(CausesOf(asked), (Sets{{"A", "F"}}));
  EXPECT_EQ(CausesOf(told), CausesOf(asked));
  EXPECT_EQ(FixesOf(told), FixesOf(asked));
  EXPECT_TRUE(told.complete);
  EXPECT_LT(told.judgements * 3, asked.judgements);
  EXPECT_TRUE(asked.rests_on_monotone.empty());
  EXPECT_EQ(told.rests_on_monotone, (SuspectNames{"A", "B", "C", "D", "E", "F"}));
}

TEST_F(CausesRunTest, TakesBackADeclarationThatAnswersContradict) {
  CausesOptions options;
  options.monotone = {"A,Bail", "F"};
  const CausesResult result =
      RunModule("Boat", kBoat,
                "\\* @suspects A, B, C, D, E, F, Bail\n" + std::string(kBoatConstants), options);
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"A", "F"}}));
  EXPECT_EQ(result.properties[0].not_monotone, (SuspectNames{"Bail"}));
  EXPECT_TRUE(result.properties[0].complete);
}

TEST_F(CausesRunTest, RefusesADeclarationOfSomebodyWhoIsNoSuspect) {
  CausesOptions options;
  options.monotone = {"Dog"};
  EXPECT_EQ(Run(std::string("\\* @suspects Cat\n") + kWorst, options).run.verdict, Verdict::kError);
  EXPECT_EQ(Run(std::string("\\* @suspects Cat\n\\* @monotone Dog\n") + kWorst).run.verdict,
            Verdict::kError);
  // A constant that is no suspect today may be one tomorrow.
  EXPECT_EQ(Run(std::string("\\* @suspects Cat\n\\* @monotone High\n") + kWorst).run.verdict,
            Verdict::kFail);
}

TEST_F(CausesRunTest, SaysWhenAFixLeavesNothingToHappen) {
  const CausesResult result = RunModule("Begins", R"(---- MODULE Begins ----
EXTENDS Naturals
CONSTANTS Begin, Steep
VARIABLE x
Init == x = 0 /\ Begin
Next == x < 5 /\ x' = x + (IF Steep THEN 3 ELSE 1)
Spec == Init /\ [][Next]_x
Gentle == [][x' - x < 2]_x
====
)",
                                        R"(\* @suspects Begin, Steep
SPECIFICATION Spec
CONSTANTS Begin = TRUE Steep = TRUE
PROPERTY Gentle
CHECK_DEADLOCK FALSE
)");
  const auto& gentle = result.properties[0];
  EXPECT_EQ(FixesOf(gentle), (Sets{{"Begin"}, {"Steep"}}));
  EXPECT_TRUE(gentle.minimal_fixes[0].leaves_no_behaviour);
  EXPECT_FALSE(gentle.minimal_fixes[1].leaves_no_behaviour);
  EXPECT_EQ(gentle.designs_idle, 2);
  EXPECT_EQ(gentle.nearest_fix, 1u);
}

// With Loud an evaluation error lurks, farther off than the violation.
TEST_F(CausesRunTest, LeavesOpenWhatCantBeEvaluated) {
  const std::string module = R"(---- MODULE Errs ----
EXTENDS Naturals, TLC
CONSTANTS Wide, Loud
VARIABLE x
Init == x = 0
Next == \/ x < 3 /\ x' = x + 1
        \/ Wide /\ x = 1 /\ x' = 10
        \/ Loud /\ x = 3 /\ Assert(FALSE, "loud") /\ x' = 4
Low == x # 10
====
)";
  const std::string configuration = R"(\* @suspects Wide, Loud
INIT Init
NEXT Next
CONSTANTS Wide = TRUE Loud = TRUE
INVARIANT Low
CHECK_DEADLOCK FALSE
)";
  const CausesResult result = RunModule("Errs", module, configuration);
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Wide"}}));
  // Loud alone can't be judged: no fix, and not complete.
  EXPECT_FALSE(result.properties[0].complete);
  EXPECT_NE(result.properties[0].reason.find("loud"), std::string::npos)
      << result.properties[0].reason;
  EXPECT_EQ(result.run.verdict, Verdict::kIncomplete);
}

TEST_F(CausesRunTest, FindsThePointOfNoReturnOfASafetyPropertyUnderAllSchedules) {
  const CausesResult result = RunModule("Ladder", R"(---- MODULE Ladder ----
EXTENDS Naturals
CONSTANT Loose
VARIABLE at
Init == at = "ground"
Climb == at = "ground" /\ at' = "ladder"
Back == at = "ladder" /\ at' = "ground"
Lean == Loose /\ at = "ladder" /\ at' = "slipping"
Slip == at = "slipping" /\ at' = "falling"
Fall == at = "falling" /\ at' = "hurt"
Next == Climb \/ Back \/ Lean \/ Slip \/ Fall
Spec == Init /\ [][Next]_at
Unhurt == at # "hurt"
====
)",
                                        R"(\* @suspects Loose
SPECIFICATION Spec
CONSTANT Loose = TRUE
INVARIANT Unhurt
CHECK_DEADLOCK FALSE
)");
  const auto& unhurt = result.properties[0];
  ASSERT_TRUE(unhurt.blame.has_value());
  EXPECT_EQ(unhurt.blame->point_of_no_return, 2u);  // Lean, out of "ladder"
  ASSERT_EQ(unhurt.blame->steps.size(), 4u);
  EXPECT_TRUE(unhurt.blame->steps[1].essential);
  // The fixed design, made to do the same, stays on the ladder.
  ASSERT_EQ(unhurt.nearest_fix, 0u);
  const auto& divergence = *unhurt.minimal_fixes[0].divergence;
  EXPECT_EQ(divergence.state, 2u);
  EXPECT_EQ(divergence.step, "Lean");
  EXPECT_EQ(divergence.beside, (std::vector<size_t>{0, 1, 1, 1, 1}));
}

TEST_F(CausesRunTest, BlamesTheSameStepsUnderAnAliasOrAView) {
  std::string module = kLamp;
  module.insert(module.find("===="),
                "Shown == [light |-> lamp = \"on\"]\nSeen == <<left, lamp>>\n");
  const std::string configuration =
      std::string("\\* @suspects High, ~Fuse, Cat\n") + kWorst + "\n" + kLampConfiguration;
  const CausesResult plain = RunModule("Lamp", module, configuration);
  for (const char* more : {"ALIAS Shown\n", "VIEW Seen\n", "ALIAS Shown VIEW Seen\n"}) {
    const CausesResult result = RunModule("Lamp", module, configuration + more);
    ASSERT_EQ(result.properties.size(), plain.properties.size()) << more;
    for (size_t p = 0; p < plain.properties.size(); ++p) {
      const auto& expected = plain.properties[p];
      const auto& found = result.properties[p];
      EXPECT_EQ(CausesOf(found), CausesOf(expected)) << more;
      ASSERT_TRUE(found.blame && expected.blame) << more << found.blame_left_out;
      ASSERT_EQ(found.blame->steps.size(), expected.blame->steps.size()) << more;
      for (size_t i = 0; i < expected.blame->steps.size(); ++i)
        EXPECT_EQ(found.blame->steps[i].essential, expected.blame->steps[i].essential) << more;
      EXPECT_EQ(found.blame->point_of_no_return, expected.blame->point_of_no_return) << more;
      ASSERT_EQ(found.minimal_fixes.size(), expected.minimal_fixes.size()) << more;
      for (size_t i = 0; i < expected.minimal_fixes.size(); ++i) {
        ASSERT_TRUE(found.minimal_fixes[i].divergence) << more;
        EXPECT_EQ(found.minimal_fixes[i].divergence->state,
                  expected.minimal_fixes[i].divergence->state)
            << more;
      }
    }
  }
}

TEST_F(CausesRunTest, LeavesOutWhatAnAssumptionExcludes) {
  const CausesResult result =
      Run("\\* @suspects Cat, Spare\nCONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = TRUE "
          "Bulbs = 0");
  EXPECT_EQ(result.properties[0].designs, 3);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}}));
  // Without the cat, but with the spare, there is no design.
  EXPECT_EQ(FixesOf(result.properties[0]), (Sets{{"Cat", "Spare"}}));
}

TEST_F(CausesRunTest, RefusesASuspectThatNobodyKnows) {
  CausesOptions options;
  options.suspects = {"Hig"};
  const CausesResult result = Run(kWorst, options);
  EXPECT_EQ(result.run.exit_status, 151);
  ASSERT_FALSE(result.run.diagnostics.empty());
  EXPECT_EQ(result.run.diagnostics.back().help, "did you mean High?");
}

TEST_F(CausesRunTest, SaysWhatALimitLeftOpen) {
  CausesOptions options;
  parallel::StopRequest stop;
  stop.Request();
  options.check.stop = &stop;
  options.whole_lattice = true;
  const CausesResult result =
      Run(std::string("\\* @suspects High, ~Fuse, Cat\n") + kWorst, options);
  EXPECT_EQ(result.run.verdict, Verdict::kIncomplete);
  EXPECT_EQ(result.run.exit_status, 21);
  for (const auto& analysis : result.properties) EXPECT_FALSE(analysis.complete);
}

}  // namespace
}  // namespace checker::runs

#include <gtest/gtest.h>

#include "tests/model/semantics/checked_text.h"

namespace model::semantics {
namespace {

TEST(Levels, AreThoseOfTheHighestPart) {
  CheckedText checked(
      "CONSTANT N\nVARIABLE x\nC == N\nS == x = N\nA == x' = x\nT == []S\n"
      "U == UNCHANGED x\nE == ENABLED A\nSpec == S /\\ [][A]_x /\\ WF_x(A)\nP(v) == v\nQ == P(x)\n"
      "R == P(N)\nNext(v) == v' = 1");
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["C"].level, Level::kConstant);
  EXPECT_EQ(checked["S"].level, Level::kState);
  EXPECT_EQ(checked["A"].level, Level::kAction);
  EXPECT_EQ(checked["T"].level, Level::kTemporal);
  EXPECT_EQ(checked["U"].level, Level::kAction);
  EXPECT_EQ(checked["E"].level, Level::kState);
  EXPECT_EQ(checked["Spec"].level, Level::kTemporal);
  EXPECT_EQ(checked["P"].level, Level::kConstant);
  EXPECT_EQ(checked["Q"].level, Level::kState);
  EXPECT_EQ(checked["R"].level, Level::kConstant);
  EXPECT_EQ(checked["Next"].level, Level::kAction);
}

TEST(Levels, FollowOuterParametersIntoLet) {
  CheckedText checked("VARIABLE x\nOp(a) == LET y == a IN y\nA == Op(x)");
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["A"].level, Level::kState);
}

TEST(Levels, OfRecursiveOperatorsReachAllThatTheyCall) {
  CheckedText checked(
      "EXTENDS Naturals\nVARIABLE x\nRECURSIVE F(_), G(_)\nF(n) == IF n = 0 THEN 0 ELSE G(n - 1)\n"
      "G(n) == IF n = 0 THEN x ELSE F(n - 1)\nA == F(1)");
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["F"].level, Level::kState);
  EXPECT_EQ(checked["A"].level, Level::kState);
}

TEST(Levels, OfAnInstanceAreThoseOfWhatItSubstitutes) {
  CheckedText checked({{"Root",
                        "VARIABLE v\nI == INSTANCE Inner WITH N <- 1, x <- v\n"
                        "J == INSTANCE Inner WITH N <- 1, x <- 2\nA == I!Op\nB == J!Op\n"
                        "ASSUME J!Op\nASSUME LET K == INSTANCE Inner WITH N <- 1, x <- 1 IN K!Op"},
                       {"Inner", "CONSTANT N\nVARIABLE x\nOp == N = x"}});
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["A"].level, Level::kState);
  EXPECT_EQ(checked["B"].level, Level::kConstant);
}

TEST(Levels, OfANestedInstanceGoThroughBothSubstitutions) {
  CheckedText checked({{"Root", "VARIABLE v\nI == INSTANCE Middle WITH M <- v\nA == I!J!Op"},
                       {"Middle", "CONSTANT M\nJ == INSTANCE Inner WITH N <- M"},
                       {"Inner", "CONSTANT N\nOp == N"}});
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["A"].level, Level::kState);
}

TEST(Levels, OfActionsThatAreWrittenAsBoxesAndAnglesAreFine) {
  CheckedText checked(
      "VARIABLE x\nSpec == []([x' = x]_x) /\\ [][x' = x]_x\nL == []<><<x' = x>>_x\n"
      "Both == \\A i \\in {1} : <>[][x' = i]_x\nK == x = 1 ~> x = 2");
  EXPECT_EQ(checked.Complaints(), "");
}

TEST(Levels, OfActionsBehindANameAreNoBoxesOrAngles) {
  CheckedText checked("VARIABLE x\nA == [x' = x]_x\nSpec == []A\nC == <<x' = x>>_x\nL == []<>(C)");
  EXPECT_EQ(checked.Complaints(),
            "BoxOfAction: [] followed by an action that is not of the form [A]_v\n"
            "DiamondOfAction: <> followed by an action that is not of the form <<A>>_v\n");
}

TEST(Levels, OfTemporalFormulasMayStandUnderBooleansQuantifiersIfAndLet) {
  CheckedText checked(
      "VARIABLE x\nF == <>(x = 1)\nA == F => (F <=> ~F)\nB == \\E i \\in {1, 2} : <>(x = i)\n"
      "C == IF TRUE THEN F ELSE ~F\nD == LET g == F IN g /\\ g\nOp(P) == []P\nE == Op(F)\n"
      "G == \\EE y : [](y = x)\nH == CASE TRUE -> F [] OTHER -> F");
  EXPECT_EQ(checked.Complaints(), "");
}

TEST(Levels, OfParametersAreCheckedWhereTheyAreGiven) {
  CheckedText checked("VARIABLE x\nBox(A) == [][A]_x\nSpec == Box(x' = 1)\nBad == Box([](x = 1))");
  EXPECT_EQ(checked.Complaints(),
            "LevelTooHigh: this argument of Box can be an action at most, but this is a temporal "
            "formula\n");
}

}  // namespace
}  // namespace model::semantics

#include <gtest/gtest.h>

#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

TEST(JunctionList, EndsAtTheColumnOfItsBullets) {
  EXPECT_EQ(ParseToText("/\\ a\n/\\ b"), "(/\\ a b)");
  EXPECT_EQ(ParseToText("  /\\ a\n  /\\ b\n => c"), "(=> (/\\ a b) c)");
  EXPECT_EQ(ParseToText("  /\\ a\n  /\\ b\n  => c"), "(=> (/\\ a b) c)");
  EXPECT_EQ(ParseToText("  /\\ a\n  /\\ b\n   => c"), "(/\\ a (=> b c))");
}

TEST(JunctionList, NestsByColumn) {
  EXPECT_EQ(ParseToText("/\\ \\/ a\n   \\/ b\n/\\ c"), "(/\\ (\\/ a b) c)");
  EXPECT_EQ(ParseToText("/\\ /\\ a\n   /\\ b\n/\\ c"), "(/\\ (/\\ a b) c)");
  EXPECT_EQ(ParseToText("/\\ \\A x \\in S : /\\ a\n                /\\ b\n     => c\n/\\ d"),
            "(/\\ (\\A x:S (=> (/\\ a b) c)) d)");
}

TEST(JunctionList, OtherBulletInTheSameColumnIsAnInfixOperator) {
  EXPECT_EQ(ParseToText("/\\ a\n\\/ b"), "(\\/ (/\\ a) b)");
}

TEST(JunctionList, BulletFurtherLeftIsAnInfixOperatorOnTheList) {
  EXPECT_EQ(ParseToText("   /\\ a\n /\\ b"), "(/\\ (/\\ a) b)");
}

TEST(JunctionList, InfixOperatorWithinAnItemKeepsToTheItem) {
  EXPECT_EQ(ParseToText("/\\ a \\/ b\n/\\ c /\\ d"), "(/\\ (\\/ a b) (/\\ c d))");
  EXPECT_EQ(ParseToText("x = /\\ a\n    /\\ b"), "(= x (/\\ a b))");
}

TEST(JunctionList, TabsReachToTheNextMultipleOfEight) {
  EXPECT_EQ(ParseToText("\t/\\ a\n        /\\ b"), "(/\\ a b)");
  EXPECT_EQ(ParseToText("x =>\t/\\ a\n\t/\\ b"), "(=> x (/\\ a b))");
}

TEST(JunctionList, UnicodeBulletsCountAsOneColumn) {
  EXPECT_EQ(ParseToText("∧ ∨ a\n  ∨ b\n∧ c"), "(/\\ (\\/ a b) c)");
}

TEST(JunctionList, WordsForTheOperatorsAreNoBullets) {
  EXPECT_EQ(ParseToText("\\land a"), "UnexpectedToken");
  EXPECT_EQ(ParseToText("a \\land b"), "(/\\ a b)");
}

TEST(JunctionList, IsNotHiddenByBrackets) {
  const ParsedModule module(InModule("A == /\\ (a\n     )"));
  EXPECT_EQ(module.FirstMessage(),
            "expected `)`, found `)`, which stands at or left of the bullet `/\\` and so ends its "
            "list item");
  EXPECT_EQ(module.FirstHelp(), "indent it to the right of column 6");
  ASSERT_EQ(module.diagnostics.all()[0].notes.size(), 2u);
}

TEST(JunctionList, TabsAreBlamedWhereColumnsDiffer) {
  const ParsedModule module(InModule("A ==\n    /\\ (a\n\t/\\ b\n   )"));
  EXPECT_EQ(module.FirstHelp(), "indent it to the right of column 5");
  const ParsedModule tabs(InModule("A ==\n\t/\\ (a\n    /\\ b)"));
  EXPECT_EQ(
      tabs.FirstHelp(),
      "indent it to the right of column 9; a tab reaches to the next multiple of 8, so better "
      "use blanks");
}

TEST(JunctionList, EndsBeforeThenAndElse) {
  EXPECT_EQ(ParseToText("IF /\\ a\n   /\\ b\nTHEN /\\ c\nELSE /\\ d"),
            "(IF (/\\ a b) (/\\ c) (/\\ d))");
}

TEST(JunctionList, EndsCaseArmsOfAnEnclosingItem) {
  EXPECT_EQ(ParseToText("/\\ CASE a -> b\n     [] c -> d\n/\\ e"), "(/\\ (CASE a ->:b c ->:d) e)");
}

}  // namespace
}  // namespace model::syntax

// What may be written and is understood. What is refused stands in tests/diagnostics/semantics.

#include <gtest/gtest.h>

#include "tests/model/semantics/checked_text.h"

namespace model::semantics {
namespace {

#define EXPECT_ACCEPTED(...)                   \
  do {                                         \
    CheckedText checked(__VA_ARGS__);          \
    EXPECT_EQ(checked.Complaints(), "");       \
    EXPECT_NE(checked.specification, nullptr); \
  } while (false)

TEST(Names, OfExtendedModulesAreVisible) {
  EXPECT_ACCEPTED({{"Root", "EXTENDS Middle\nA == Deep"},
                   {"Middle", "EXTENDS Bottom"},
                   {"Bottom", "Deep == 1"}});
}

TEST(Names, ThatComeOnTwoWaysAreOne) {
  EXPECT_ACCEPTED({{"Root", "EXTENDS Left, Right\nA == Deep"},
                   {"Left", "EXTENDS Bottom, Naturals"},
                   {"Right", "EXTENDS Bottom, Integers"},
                   {"Bottom", "Deep == 1"}});
}

TEST(Names, ThatAreLocalMayBeDefinedAgainByAnExtender) {
  EXPECT_ACCEPTED(
      {{"Root", "EXTENDS Other\nHidden == 2\nMax == Hidden"},
       {"Other", "LOCAL Hidden == 1\nLOCAL INSTANCE Naturals\nLOCAL Max == 3 + Hidden"}});
}

TEST(Names, OfALocalInstanceStayInside) {
  CheckedText checked(
      {{"Root", "EXTENDS Other\nA == 1 + 1"}, {"Other", "LOCAL INSTANCE Naturals"}});
  EXPECT_EQ(checked.Complaints(), "UnknownIdentifier: unknown identifier +\n");
}

TEST(Names, OfTwoLetsMayBeTheSame) {
  EXPECT_ACCEPTED("A == LET x == 1 IN x\nB == LET x == 2 IN \\E y \\in {x} : y = x\nx == 3");
}

TEST(Names, BoundInOneGroupAreNotSeenByTheSetOfAnother) {
  CheckedText checked("A == \\A x \\in {1}, y \\in {x} : TRUE");
  EXPECT_EQ(checked.Complaints(), "UnknownIdentifier: unknown identifier x\n");
}

TEST(Names, OfRecursiveOperatorsAreKnownBeforeTheirDefinitions) {
  EXPECT_ACCEPTED(
      "EXTENDS Naturals\nRECURSIVE Even(_), Odd(_)\n"
      "Even(n) == IF n = 0 THEN TRUE ELSE Odd(n - 1)\n"
      "Odd(n) == IF n = 0 THEN FALSE ELSE Even(n - 1)\n"
      "A == LET RECURSIVE F(_) F(n) == IF n = 0 THEN 0 ELSE F(n - 1) IN F(3)");
}

TEST(Names, OfFunctionsAreKnownInTheirBodies) {
  CheckedText checked(
      "EXTENDS Naturals\nfact[n \\in Nat] == IF n = 0 THEN 1 ELSE n * fact[n - 1]\n"
      "flat[n \\in Nat] == n");
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_TRUE(checked["fact"].is_recursive);
  EXPECT_FALSE(checked["flat"].is_recursive);
  EXPECT_EQ(checked["fact"].bound_symbols.size(), 1u);
}

TEST(Names, OfOperatorsMayBeArguments) {
  EXPECT_ACCEPTED(
      "EXTENDS Naturals, Integers\nApply(F(_, _), _ ** _, a) == F(a ** a, a)\nTwice(G(_), a) == "
      "G(a)\n"
      "A == Apply(+, *, 3)\nB == Apply(LAMBDA x, y : x + y, \\cup, {})\nC == Twice(-., 3)\n"
      "D == Twice(LAMBDA x : x, 3)\nE(H(_)) == Twice(H, 3)\nK == E(SUBSET)");
}

TEST(Names, MayBeTakenThroughAnInstanceAndItsParameters) {
  CheckedText checked({{"Root",
                        "EXTENDS Naturals\nVARIABLE v\n"
                        "I(a) == INSTANCE Inner WITH N <- a, x <- v\n"
                        "A == I(3)!Op(4) + I(3)!K!Double(5)\nB == I(1)!Next"},
                       {"Inner",
                        "EXTENDS Naturals\nCONSTANT N\nVARIABLE x\nK == INSTANCE Deep WITH D <- N\n"
                        "Op(a) == a + N\nNext == x' = N"},
                       {"Deep", "EXTENDS Naturals\nCONSTANT D\nDouble(k) == k * D"}});
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["B"].level, Level::kAction);
  EXPECT_EQ(checked["A"].level, Level::kConstant);
  const Instance& instance = (*checked.specification)[checked["I"].instance];
  EXPECT_EQ(instance.substitutions.size(), 2u);
  EXPECT_EQ(instance.parameters.size(), 1u);
}

TEST(Names, OfInfixOperatorsMayBeTakenThroughAnInstance) {
  EXPECT_ACCEPTED("Pre == INSTANCE Naturals\nA == Pre!+(1, 2)\nB == 1");
}

TEST(Names, AreSubstitutedImplicitly) {
  CheckedText checked({{"Root", "CONSTANT N\nVARIABLE x\nINSTANCE Inner\nA == Op"},
                       {"Inner", "CONSTANT N\nVARIABLE x\nOp == x = N"}});
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["Op"].kind, SymbolKind::kImported);
  EXPECT_EQ(checked["A"].level, Level::kState);
}

TEST(Names, OfAnInstanceWithoutParametersAreTheModulesOwn) {
  CheckedText checked({{"Root", "EXTENDS Inner\nINSTANCE Inner\nA == Op"}, {"Inner", "Op == 1"}});
  ASSERT_EQ(checked.Complaints(), "");
  EXPECT_EQ(checked["Op"].kind, SymbolKind::kOperator);
}

TEST(Names, OfTheOuterModuleAreVisibleInANestedOne) {
  EXPECT_ACCEPTED(
      "CONSTANT N\nOuter == N\n---- MODULE Inner ----\nVARIABLE y\nOp == y = Outer\n====\n"
      "VARIABLE x\nI == INSTANCE Inner WITH y <- x\nA == I!Op");
}

TEST(Names, OfANestedModuleAreNotVisibleOutside) {
  CheckedText checked("---- MODULE Inner ----\nOp == 1\n====\nA == Op");
  EXPECT_EQ(checked.Complaints(), "UnknownIdentifier: unknown identifier Op\n");
}

TEST(Names, OfANestedModuleCanBeExtendedThroughItsModule) {
  EXPECT_ACCEPTED({{"Root", "EXTENDS Outer\nI == INSTANCE Inner\nA == I!Op"},
                   {"Outer", "---- MODULE Inner ----\nOp == 1\n===="}});
}

TEST(Names, OfAnInstanceInsideALetAreUsable) {
  EXPECT_ACCEPTED("A == LET S == INSTANCE Sequences IN S!Len(<<1>>)");
}

TEST(Names, OfTheoremsAndAssumptionsStandForTheirFormulas) {
  EXPECT_ACCEPTED(
      "CONSTANT N\nASSUME Positive == N = 1\nTHEOREM Thm == N = 1\nA == Positive /\\ Thm");
}

TEST(Names, OfPartsOfDefinitionsResolveTheDefinition) {
  CheckedText checked("Op(a) == lab:: a = 1 /\\ a = 2\nA == Op(3)!lab\nB == Op(3)!1");
  ASSERT_EQ(checked.Complaints(), "");
}

TEST(Names, InAnAssumeProveTheoremNeedNotBeKnown) {
  EXPECT_ACCEPTED("THEOREM ASSUME NEW n, NEW P(_), P(n) PROVE P(n)\nPROOF OBVIOUS\nn == 1");
}

TEST(Names, OfConstantOperatorsAreSubstitutedByOperators) {
  EXPECT_ACCEPTED({{"Root",
                    "EXTENDS Naturals\nDouble(a) == 2 * a\nI == INSTANCE Inner WITH F <- Double\n"
                    "J == INSTANCE Inner WITH F <- LAMBDA q : q\nA == I!Op + J!Op"},
                   {"Inner", "CONSTANT F(_)\nOp == F(1)"}});
}

TEST(Names, AreRankedByTheModulesInOrder) {
  CheckedText checked({{"Root", "EXTENDS First, Second"},
                       {"First", "EXTENDS Third"},
                       {"Second", "I == INSTANCE Fourth"},
                       {"Third", ""},
                       {"Fourth", ""}});
  ASSERT_EQ(checked.Complaints(), "");
  auto names = [&](const std::vector<TreeId>& order) {
    std::string text;
    for (TreeId id : order) {
      const syntax::Tree& tree = (*checked.specification)[id];
      text += tree[tree.root].text + " ";
    }
    return text;
  };
  EXPECT_EQ(names(checked.specification->identifier_order), "Root First Second Third Fourth ");
  EXPECT_EQ(names(checked.specification->string_order), "Third First Fourth Second Root ");
}

TEST(AddedExpression, SeesTheRootModuleAndTakesUnknownNamesForModelValues) {
  CheckedText checked("EXTENDS Naturals\nCONSTANT N\nFoo == 1");
  ASSERT_EQ(checked.Complaints(), "");
  auto tree = std::make_unique<syntax::Tree>();
  auto add = [&](const std::string& name) {
    tree->expressions.push_back({syntax::ExpressionKind::kName, {}, name, {}, syntax::kNoDetail});
    return ExpressionId{static_cast<uint32_t>(tree->expressions.size() - 1)};
  };
  ExpressionId known = add("Foo");
  ExpressionId unknown = add("m1");
  tree->expressions.push_back(
      {syntax::ExpressionKind::kTuple, {}, "", {known, unknown}, syntax::kNoDetail});
  TreeId id = AddExpression(*checked.specification, std::move(tree), ExpressionId{2}, true,
                            checked.diagnostics);
  EXPECT_EQ(checked.Complaints(), "");
  const TreeTables& tables = checked.specification->tables_of(id);
  EXPECT_EQ(checked.specification->ReferenceOf({id, known}).symbol,
            checked.specification->Find("Foo"));
  EXPECT_EQ(tables.reference_of[1], ~0u);
}

}  // namespace
}  // namespace model::semantics

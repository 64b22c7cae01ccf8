#include <gtest/gtest.h>

#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

TEST(Precedence, BindsAsSanyDoes) {
  EXPECT_EQ(ParseToText("1 - 2 - 3"), "(- (- 1 2) 3)");
  EXPECT_EQ(ParseToText("1 - 2 + 3"), "(+ (- 1 2) 3)");
  EXPECT_EQ(ParseToText("1 + 2 - 3"), "(+ 1 (- 2 3))");
  EXPECT_EQ(ParseToText("10 - 2 * 3"), "(- 10 (* 2 3))");
  EXPECT_EQ(ParseToText("2 * 7 % 3"), "(% (* 2 7) 3)");
  EXPECT_EQ(ParseToText("a \\o b \\o c"), "(\\o (\\o a b) c)");
  EXPECT_EQ(ParseToText("~ a /\\ b"), "(/\\ (~ a) b)");
  EXPECT_EQ(ParseToText("~ 1 = 2"), "(~ (= 1 2))");
  EXPECT_EQ(ParseToText("DOMAIN f \\cup {5}"), "(\\cup (DOMAIN f) (Set 5))");
  EXPECT_EQ(ParseToText("5 - -1"), "(- 5 (-. 1))");
  EXPECT_EQ(ParseToText("-1..1"), "(.. (-. 1) 1)");
  EXPECT_EQ(ParseToText("-1 + 2"), "(+ (-. 1) 2)");
  EXPECT_EQ(ParseToText("- 2 * 3"), "(-. (* 2 3))");
  EXPECT_EQ(ParseToText("x' = y"), "(= (' x) y)");
  EXPECT_EQ(ParseToText("ENABLED A => []B ~> <>C"), "(=> (ENABLED A) (~> ([] B) (<> C)))");
  EXPECT_EQ(ParseToText("x = ~y"), "(= x (~ y))");
}

TEST(Precedence, ConflictsAreErrors) {
  for (const char* text :
       {"a /\\ b \\/ c", "p => q => r", "p <=> q <=> r", "a = b = c", "2 ^ 3 ^ 2", "2 ^ -1",
        "2 * -1", "6 \\div 2 * 3", "a \\div b \\div c", "A \\cup B \\cap C", "A \\cup B \\ C",
        "A \\ B \\ C", "[]x = y", "UNCHANGED x'", "SUBSET A \\X B"}) {
    EXPECT_EQ(ParseToText(text), "PrecedenceConflict") << text;
  }
}

TEST(Precedence, ConflictIsReportedOnceAndParsingGoesOn) {
  const ParsedModule module(InModule("A == a /\\ b \\/ c\nB == ]"));
  ASSERT_EQ(module.diagnostics.all().size(), 2u);
  EXPECT_EQ(module.FirstHelp(), "write `(a /\\ b) \\/ c` or `a /\\ (b \\/ c)`");
}

TEST(Expression, FlattensChainsButNotThroughParentheses) {
  EXPECT_EQ(ParseToText("a /\\ b /\\ c"), "(/\\ a b c)");
  EXPECT_EQ(ParseToText("(a /\\ b) /\\ c"), "(/\\ (Parentheses (/\\ a b)) c)");
  EXPECT_EQ(ParseToText("A \\X B \\times C"), "(\\X A B C)");
  EXPECT_EQ(ParseToText("(A \\X B) \\X C"), "(\\X (Parentheses (\\X A B)) C)");
}

TEST(Expression, ReadsNamesWithPathsAndSelectors) {
  EXPECT_EQ(ParseToText("M!Op(1)"), "(M!Op 1)");
  EXPECT_EQ(ParseToText("M(x)!N!Op"), "(M!N!Op M:x)");
  EXPECT_EQ(ParseToText("M!+(1, 2)"), "(M!+ 1 2)");
  EXPECT_EQ(ParseToText("Op!1!<<!>>!@!:"), "Op!1!<<!>>!@!:");
  EXPECT_EQ(ParseToText("Op(a)!(b)"), "(Op!() ():b a)");
}

TEST(Expression, TakesOperatorsAndLambdasAsArguments) {
  EXPECT_EQ(ParseToText("F(+, -., LAMBDA x, y : x)"), "(F + -. (LAMBDA x y x))");
  EXPECT_EQ(ParseToText("F(-, \\cup)"), "(F - \\cup)");
  EXPECT_EQ(ParseToText("LAMBDA x : x"), "UnexpectedToken");
  EXPECT_EQ(ParseToText("+(1, 2)"), "(+ 1 2)");
}

TEST(Expression, ReadsBinders) {
  EXPECT_EQ(ParseToText("\\E x, y \\in S, <<a, b>> \\in T : P"), "(\\E x,y:S <<a,b>>:T P)");
  EXPECT_EQ(ParseToText("\\A x, y : P"), "(\\A x,y P)");
  EXPECT_EQ(ParseToText("\\A x \\in S, y : P"), "UnexpectedToken");
  EXPECT_EQ(ParseToText("\\EE x : P"), "(\\EE x P)");
  EXPECT_EQ(ParseToText("CHOOSE <<x, y>> \\in S : P"), "(CHOOSE <<x,y>>:S P)");
  EXPECT_EQ(ParseToText("CHOOSE v : v \\notin S"), "(CHOOSE v (\\notin v S))");
}

TEST(Expression, TellsSetsApartAfterTheirFirstElement) {
  EXPECT_EQ(ParseToText("{}"), "(Set)");
  EXPECT_EQ(ParseToText("{x \\in S, y}"), "(Set (\\in x S) y)");
  EXPECT_EQ(ParseToText("{x \\in S : p}"), "(SetFilter x:S p)");
  EXPECT_EQ(ParseToText("{<<x, y>> \\in S \\X T : p}"), "(SetFilter <<x,y>>:(\\X S T) p)");
  EXPECT_EQ(ParseToText("{x + y : x, z \\in S, y \\in T}"), "(SetMap x,z:S y:T (+ x y))");
}

TEST(Expression, TellsBracketsApart) {
  EXPECT_EQ(ParseToText("[x \\in S |-> e]"), "(Function x:S e)");
  EXPECT_EQ(ParseToText("[x, y \\in S, <<a, b>> \\in T |-> e]"), "(Function x,y:S <<a,b>>:T e)");
  EXPECT_EQ(ParseToText("[x \\in S]_v"), "(BoxAction (\\in x S) v)");
  EXPECT_EQ(ParseToText("[S -> T]"), "(FunctionSet S T)");
  EXPECT_EQ(ParseToText("[a |-> 1, b |-> 2]"), "(Record a:1 b:2)");
  EXPECT_EQ(ParseToText("[a : S, b : T]"), "(RecordSet a:S b:T)");
  EXPECT_EQ(ParseToText("[f EXCEPT ![1, 2].a[3] = @ + 1, !.b = 2]"),
            "(EXCEPT f ![]:1 ![]:2 !.a ![]:3 =:(+ @ 1) !.b =:2)");
  EXPECT_EQ(ParseToText("f[a, b].c"), "(.c (Apply f a b))");
  EXPECT_EQ(ParseToText("x.y'"), "(' (.y x))");
  EXPECT_EQ(ParseToText("[IF |-> 1, SUBSET |-> 2].SUBSET"), "(.SUBSET (Record IF:1 SUBSET:2))");
}

TEST(Expression, ReadsActionsAndFairness) {
  EXPECT_EQ(ParseToText("[][Next]_<<x, y>>"), "([] (BoxAction Next (Tuple x y)))");
  EXPECT_EQ(ParseToText("<<A>>_I!vars"), "(AngleAction A I!vars)");
  EXPECT_EQ(ParseToText("WF_vars(A \\/ B)"), "(WF_ vars (\\/ A B))");
  EXPECT_EQ(ParseToText("WF_f(x)(A)"), "(WF_ (f x) A)");
  EXPECT_EQ(ParseToText("SF_<<x>>(A) /\\ WF_(a)(B)"),
            "(/\\ (SF_ (Tuple x) A) (WF_ (Parentheses a) B))");
}

TEST(Expression, ReadsBlocks) {
  EXPECT_EQ(ParseToText("1 + IF a THEN b ELSE c + d"), "(+ 1 (IF a b (+ c d)))");
  EXPECT_EQ(ParseToText("CASE a -> 1 [] b -> 2 [] OTHER -> 3"), "(CASE a ->:1 b ->:2 OTHER ->:3)");
  EXPECT_EQ(ParseToText("LET RECURSIVE f(_) f(x) == 1 g[y \\in S] == 2 a ++ b == 3 IN f(4)"),
            "(LET (RECURSIVE f _) (f== x 1) (g[]== y:S 2) (++== a b 3) (f 4))");
  EXPECT_EQ(ParseToText("LET I(y) == INSTANCE M WITH a <- b, + <- P IN 1"),
            "(LET (I==INSTANCE M y a:b +:P) 1)");
  EXPECT_EQ(ParseToText("l(x):: x + 1"), "(l:: (+ x 1) x)");
}

TEST(Expression, ReadsLiterals) {
  EXPECT_EQ(ParseToText("<<1.5, \\hFf, \"a\\\"b\">>"), "(Tuple 1.5 255 \"a\"b\")");
}

TEST(Expression, ReadsUnicode) {
  EXPECT_EQ(ParseToText("∀ x ∈ ℕ : x ≠ 1 ∧ ⟨1⟩ = ⟨⟩ ∨ ¬ TRUE"), "PrecedenceConflict");
  EXPECT_EQ(ParseToText("∀ x ∈ ℕ : x ≠ 1 ∧ ⟨1⟩ = ⟨⟩"),
            "(\\A x:Nat (/\\ (# x 1) (= (Tuple 1) (Tuple))))");
}

TEST(Expression, RangesAreThoseOfTheText) {
  const ParsedModule module(InModule("A == foo +\n  bar'"));
  const Expression& sum = (*module.tree)[module.tree->definitions[0].body];
  EXPECT_EQ(module.sources.Locate(sum.range), "M.tla:2:6");
  EXPECT_EQ(sum.range.end_line, 3u);
  EXPECT_EQ(sum.range.end_column, 6u);
}

TEST(Nesting, IsBoundedForEveryConstruct) {
  const std::string prefixes[] = {"(",
                                  "{",
                                  "[",
                                  "<<",
                                  "IF ",
                                  "CASE ",
                                  "LET a == ",
                                  "F(",
                                  "f[",
                                  "F(LAMBDA x : ",
                                  "WF_(",
                                  "WF_f(",
                                  "[A]_[",
                                  "a:: ",
                                  "[f EXCEPT ![1] = ",
                                  "a!(",
                                  "\\A x \\in ",
                                  "{x \\in S : ",
                                  "[x \\in S |-> "};
  for (const std::string& prefix : prefixes) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += prefix;
    EXPECT_EQ(ParseToText(text), "NestingTooDeep") << prefix;
  }
  std::string bullets;
  for (int i = 0; i < 3000; ++i) bullets += std::string(i, ' ') + "/\\\n";
  EXPECT_EQ(ParseToText(bullets), "NestingTooDeep");
}

TEST(Nesting, DoesNotLimitFlatText) {
  constexpr int kTerms = 100000;
  for (const char* term : {"+ 1", "/\\ a", "[1]", ".a", "'", "\\o s", "!a"}) {
    std::string text = "x";
    for (int i = 0; i < kTerms; ++i) text += term;
    EXPECT_EQ(ParseToText(text).find("Nesting"), std::string::npos) << term;
  }
  std::string prefixes;
  for (int i = 0; i < kTerms; ++i) prefixes += "~ ";
  EXPECT_EQ(ParseToText(prefixes + "x").substr(0, 3), "(~ ");
}

}  // namespace
}  // namespace model::syntax

#include "model/syntax/lexer.h"

#include <gtest/gtest.h>

#include "model/syntax/token_printer.h"

namespace model::syntax {
namespace {

struct Lexed {
  explicit Lexed(std::string text, LexerStart start = LexerStart::kExpression) {
    const source::FileId file = sources.Add(source::SourceFile("t", "t", std::move(text)));
    tokens = Tokenize(sources, file, start, diagnostics);
    // The kinds and texts of all tokens but the last.
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (i > 0) words += ' ';
      words += TextOf(tokens[i], sources.Get(file).text());
    }
  }
  source::SourceSet sources;
  source::Diagnostics diagnostics;
  std::vector<Token> tokens;
  std::string words;
};

TEST(Lexer, TakesTheLongestSymbol) {
  EXPECT_EQ(Lexed("a<=>b").words, "a <=> b");
  EXPECT_EQ(Lexed("x<-1").words, "x <- 1");
  EXPECT_EQ(Lexed("1..3").words, "1 .. 3");
  EXPECT_EQ(Lexed("<<a>>_b").words, "<< a >>_ b");
  EXPECT_EQ(Lexed("[A]_v").words, "[ A ]_ v");
  EXPECT_EQ(Lexed("a-+->b").words, "a -+-> b");
  EXPECT_EQ(Lexed("a\\inS").words, "a \\in S");
  EXPECT_EQ(Lexed("A\\B").words, "A \\ B");
  EXPECT_EQ(Lexed("(+) (\\X)").words, "(+) (\\X)");
}

TEST(Lexer, TellsWordsFromNumbersAndUnderscores) {
  const Lexed lexed("1a _b x_1y 12 _ \\hFf \\o17 \\b101 \\o s");
  EXPECT_EQ(lexed.words, "1a _b x_1y 12 _ \\hFf \\o17 \\b101 \\o s");
  const TokenKind expected[] = {
      TokenKind::kIdentifier, TokenKind::kIdentifier, TokenKind::kIdentifier, TokenKind::kNumber,
      TokenKind::kUnderscore, TokenKind::kNumber,     TokenKind::kNumber,     TokenKind::kNumber,
      TokenKind::kInfix,      TokenKind::kIdentifier, TokenKind::kEndOfText};
  ASSERT_EQ(lexed.tokens.size(), std::size(expected));
  for (size_t i = 0; i < std::size(expected); ++i)
    EXPECT_EQ(lexed.tokens[i].kind, expected[i]) << i;
}

TEST(Lexer, SplitsFairnessFromItsSubscript) {
  EXPECT_EQ(Lexed("WF_vars(A)").words, "WF_ vars ( A )");
  EXPECT_EQ(Lexed("SF_<<x>>(A)").words, "SF_ << x >> ( A )");
  EXPECT_EQ(Lexed("WFx").words, "WFx");
}

TEST(Lexer, SkipsNestedComments) {
  EXPECT_EQ(Lexed("a (* (* b *) c *) d \\* e\nf").words, "a d f");
  EXPECT_EQ(Lexed("(*{*) a (*}*)").words, "a");
  EXPECT_EQ(Lexed("\"(* no comment\" b").words, "\"(* no comment\" b");
}

TEST(Lexer, ReadsProofSteps) {
  const Lexed lexed("<1>2. <1>a <*> <+>3. x < 1 > y");
  EXPECT_EQ(lexed.words, "<1>2. <1>a <*> <+>3. x < 1 > y");
  EXPECT_EQ(lexed.tokens[0].kind, TokenKind::kStepLabel);
  EXPECT_EQ(lexed.tokens[1].kind, TokenKind::kStepName);
  EXPECT_EQ(lexed.tokens[2].kind, TokenKind::kStepLabel);
}

TEST(Lexer, IgnoresWhatStandsOutsideTheModule) {
  const Lexed lexed("; \" (* ---- x\n---- MODULE M ----\n---- MODULE N ----\n====\nx\n====\n; \"",
                    LexerStart::kModule);
  EXPECT_TRUE(lexed.diagnostics.all().empty());
  EXPECT_EQ(lexed.words, "---- MODULE M ---- ---- MODULE N ---- ==== x ====");
}

TEST(Lexer, CountsColumnsInCharactersAndTabsForJunctionLists) {
  const Lexed lexed("∀\t/\\ x");
  EXPECT_EQ(lexed.tokens[1].column, 3u);
  EXPECT_EQ(lexed.tokens[1].end_column, 4u);
  EXPECT_EQ(lexed.tokens[1].indent, 8u);
}

TEST(Lexer, KnowsUnicodeSpellings) {
  const Lexed lexed("x ≠ y ∪ z ≜ ⟨⟩");
  EXPECT_EQ(lexed.tokens[1].op, Operator::kNotEquals);
  EXPECT_EQ(lexed.tokens[3].op, Operator::kCup);
  EXPECT_EQ(lexed.tokens[5].kind, TokenKind::kDefine);
  EXPECT_EQ(lexed.tokens[6].kind, TokenKind::kLeftAngle);
}

TEST(Lexer, ReportsWhatItCannotRead) {
  EXPECT_EQ(Lexed("a ; b").diagnostics.all()[0].message, "`;` has no meaning in TLA+");
  EXPECT_EQ(Lexed("\xff").diagnostics.all()[0].message, "the byte 0xFF has no meaning in TLA+");
  EXPECT_EQ(Lexed("\"ab").diagnostics.all()[0].kind, source::DiagnosticKind::kUnterminatedString);
  EXPECT_EQ(Lexed("(* (* *)").diagnostics.all()[0].kind,
            source::DiagnosticKind::kUnterminatedComment);
  EXPECT_EQ(Lexed("none", LexerStart::kModule).diagnostics.all()[0].kind,
            source::DiagnosticKind::kNoModule);
}

TEST(Lexer, StopsAfterTenErrors) {
  EXPECT_EQ(Lexed(std::string(1000, ';')).diagnostics.all().size(), 10u);
}

TEST(UnescapeString, ResolvesEscapes) {
  EXPECT_EQ(UnescapeString(R"("a\"b\\c\td\n")"), "a\"b\\c\td\n");
  EXPECT_EQ(UnescapeString("\"\""), "");
}

TEST(DecimalDigits, ConvertsNumbersOfAnyLength) {
  EXPECT_EQ(DecimalDigits("007"), "7");
  EXPECT_EQ(DecimalDigits("000"), "0");
  EXPECT_EQ(DecimalDigits("\\b101"), "5");
  EXPECT_EQ(DecimalDigits("\\O17"), "15");
  EXPECT_EQ(DecimalDigits("\\hFf"), "255");
  EXPECT_EQ(DecimalDigits("\\h10000000000000000"), "18446744073709551616");
}

TEST(TokenPrinter, ShowsPlaceKindTextAndCanonicalSpelling) {
  const Lexed lexed("x \\leq 1");
  EXPECT_EQ(PrintTokens(lexed.tokens, "x \\leq 1"),
            "1:1 Identifier x\n1:3 Infix \\leq = <=\n1:8 Number 1\n1:9 EndOfText \n");
}

}  // namespace
}  // namespace model::syntax

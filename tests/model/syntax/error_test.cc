#include <gtest/gtest.h>

#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

TEST(ParseError, NamesWhatWasFoundAndTheMend) {
  const struct {
    const char* body;
    const char* message;
    const char* help;
  } cases[] = {
      {"A = 1", "expected `==` after `A`, found `=`",
       "a definition is written `name == expression`"},
      {"A := 1", "expected `==` after `A`, found `:=`",
       "a definition is written `name == expression`"},
      {"A == x == y", "expected an operator or the next definition, found `==`",
       "`==` defines; equality is written `=`"},
      {"A == x != y", "expected an operator, found `!`", "`!=` is written `#` or `/=`"},
      {"A == x and y", "expected `==` after `and`, found `y`", "conjunction is written `/\\`"},
      {"A == not x\nB == 3", "expected `==` after `x`, found `B`", "negation is written `~`"},
      {"A == if x = 1 then 2 else 3", "expected `==` after `x`, found `=`",
       "keywords are upper case: `IF .. THEN .. ELSE ..`"},
      {"A == x = 'yes'\nB == 3", "expected `==` after `'`, found `B`",
       "a string is written in double quotes: \"yes\""},
      {"A == x <> y\nB == 3", "expected `==` after `<>`, found `B`",
       "unequal is written `#` or `/=`; `<>` means eventually"},
      {"A == {x \\in S | x > 1}", "`\\in` and `>` have no precedence over each other",
       "the elements of a set that satisfy p are written `{x \\in S : p}`"},
      {"A == (1 + 2\nB == 3", "expected `)`, found `B`",
       "what stands before the definition of `B` is not complete"},
      {"A == IF x THEN y", "expected `ELSE` after the THEN part of IF, found `====`",
       "the module ends before this construct is complete"},
      {"VARIABLE IF", "expected the name of a variable, found `IF`", "`IF` is a reserved word"},
      {"A == [f EXCEPT ![1] == 2]", "expected `=`, found `==`",
       "EXCEPT is written `[f EXCEPT ![x] = e]`"},
      {"ASSUME l:: TRUE", "expected an operator, found `::`",
       "labels may only stand in definitions and proofs"},
  };
  for (const auto& row : cases) {
    const ParsedModule module(InModule(row.body));
    EXPECT_EQ(module.FirstMessage(), row.message) << row.body;
    EXPECT_EQ(module.FirstHelp(), row.help) << row.body;
  }
}

TEST(ParseError, NotesWhereTheBracketWasOpened) {
  const ParsedModule module(InModule("A == {1, 2"));
  ASSERT_EQ(module.diagnostics.all().size(), 1u);
  const source::Diagnostic& diagnostic = module.diagnostics.all()[0];
  ASSERT_EQ(diagnostic.notes.size(), 1u);
  EXPECT_EQ(diagnostic.notes[0].message, "`{` was opened here");
  EXPECT_EQ(module.sources.Locate(diagnostic.notes[0].range), "M.tla:2:6");
}

TEST(ParseError, ParsingGoesOnAtTheNextUnit) {
  const ParsedModule module(
      InModule("A == (1\nB == 2\nC == ]\n  D == 3\nE == 4\nVARIABLE 5\nF == 6"));
  EXPECT_EQ(module.diagnostics.all().size(), 3u);
  EXPECT_EQ(module.BodyOf("B"), "2");
  EXPECT_EQ(module.BodyOf("E"), "4");
  EXPECT_EQ(module.BodyOf("F"), "6");
}

TEST(ParseError, AtMostTenAreReported) {
  std::string body;
  for (int i = 0; i < 50; ++i) body += "A == ]\n";
  EXPECT_EQ(ParsedModule(InModule(body)).diagnostics.all().size(), 10u);
}

TEST(ParseError, MissingEndOfModuleIsReportedOnce) {
  const ParsedModule module("---- MODULE M ----\n---- MODULE N ----\nA == 1\n");
  ASSERT_EQ(module.diagnostics.all().size(), 1u);
  EXPECT_EQ(module.FirstMessage(), "expected `====`, found the end of the text");
  EXPECT_EQ(module.FirstHelp(), "module `N` has no end");
}

TEST(ParseError, EmptyAndBinaryTextsAreErrorsNotCrashes) {
  EXPECT_EQ(ParseToText(""), "UnexpectedToken");
  EXPECT_EQ(ParsedModule("").diagnostics.all()[0].kind, source::DiagnosticKind::kNoModule);
  EXPECT_TRUE(ParsedModule(InModule(std::string("\x00\x01\xff\xfe", 4))).diagnostics.has_errors());
  EXPECT_TRUE(ParsedModule("---- MODULE").diagnostics.has_errors());
}

}  // namespace
}  // namespace model::syntax

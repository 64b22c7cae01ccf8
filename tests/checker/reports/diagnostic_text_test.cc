#include "checker/reports/diagnostic_text.h"

#include <gtest/gtest.h>

#include "tests/checker/reports/sample_results.h"

namespace checker::reports {
namespace {

results::RunDiagnostic UnknownName() {
  return {.name = "UnknownIdentifier",
          .severity = "error",
          .message = "unknown identifier `Hors`",
          .help = "did you mean `Hour`?",
          .location = {"Clock.tla", "Clock", 12, 9, 12, 12},
          .notes = {{{"Clock.tla", "Clock", 20, 3, 20, 6}, "in the definition of Next"}},
          .source_lines = {"  h' = (Hors + 1)"}};
}

TEST(DiagnosticText, ShowsPlaceLineHelpAndNotes) {
  EXPECT_EQ(DiagnosticText(UnknownName(), {}),
            R"(Clock.tla:12:9: error: unknown identifier `Hors` [UnknownIdentifier]
   12 |   h' = (Hors + 1)
      |         ^~~~
  help: did you mean `Hour`?
  Clock.tla:20:3: note: in the definition of Next
)");
}

TEST(DiagnosticText, DoesWithoutAPlace) {
  results::RunDiagnostic diagnostic{
      .name = "NothingToCheck", .severity = "warning", .message = "nothing to check"};
  EXPECT_EQ(DiagnosticText(diagnostic, {}), "warning: nothing to check [NothingToCheck]\n");
}

TEST(DiagnosticText, KeepsTabsSoThatTheCaretStandsBelow) {
  EXPECT_EQ(ExcerptText("\tx = y", 3, 6, 6, {}), "    3 | \tx = y\n      | \t    ^\n");
}

TEST(DiagnosticText, CountsCharactersNotBytes) {
  EXPECT_EQ(ExcerptText("\xE2\x88\x83 x", 3, 3, 3, {}), "    3 | \xE2\x88\x83 x\n      |   ^\n");
}

TEST(DiagnosticText, PointsBehindTheEndOfALine) {
  EXPECT_EQ(ExcerptText("x =", 3, 4, 4, {}), "    3 | x =\n      |    ^\n");
}

TEST(DiagnosticText, UnderlinesToTheEndOfTheFirstOfSeveralLines) {
  results::RunDiagnostic diagnostic = UnknownName();
  diagnostic.location.end_line = 14;
  diagnostic.location.end_column = 2;
  EXPECT_NE(DiagnosticText(diagnostic, {}).find("|         ^~~~~~~~~\n"), std::string::npos)
      << DiagnosticText(diagnostic, {});
}

TEST(DiagnosticText, ShowsThePartOfALongLineThatMatters) {
  const std::string line = std::string(500, 'a') + "WRONG" + std::string(500, 'b');
  const std::string text = ExcerptText(line, 1, 501, 505, {.width = 80});
  EXPECT_NE(text.find("aWRONGb"), std::string::npos) << text;
  const size_t second = text.find('\n') + 1;
  EXPECT_EQ(text.find("WRONG"), text.find('^') - second) << text;
  EXPECT_LT(second, 90u);
}

TEST(DiagnosticText, SurvivesBytesThatAreNoText) {
  EXPECT_NE(ExcerptText("\xff\xfe\x80 x", 1, 1, 900, {}), "");
  EXPECT_EQ(ExcerptText("", 1, 1, 1, {}), "");
}

}  // namespace
}  // namespace checker::reports

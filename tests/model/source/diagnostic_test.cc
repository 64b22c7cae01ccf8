#include "model/source/diagnostic.h"

#include <gtest/gtest.h>

namespace model::source {
namespace {

TEST(DiagnosticKind, HasANameASeverityAndAnExitStatus) {
  EXPECT_EQ(NameOf(DiagnosticKind::kUnexpectedToken), "UnexpectedToken");
  EXPECT_EQ(SeverityOf(DiagnosticKind::kUnexpectedToken), Severity::kError);
  EXPECT_EQ(ExitStatusOf(DiagnosticKind::kUnexpectedToken), 150);
  EXPECT_EQ(NameOf(Severity::kError), "error");
}

TEST(Diagnostics, EndWithTheStatusOfTheFirstError) {
  Diagnostics diagnostics;
  EXPECT_EQ(diagnostics.ExitStatus(), 0);
  EXPECT_FALSE(diagnostics.has_errors());
  diagnostics.Report(DiagnosticKind::kNoModule, {}, "no module", "write one");
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.ExitStatus(), 150);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].help, "write one");
}

TEST(NearestWord, FindsAMisspeltNameAndNothingFarAway) {
  const std::vector<std::string> names = {"Next", "TypeOK", "Sequences"};
  EXPECT_EQ(NearestWord("Nxt", names), "Next");
  EXPECT_EQ(NearestWord("TypeOk", names), "TypeOK");
  EXPECT_EQ(NearestWord("Sequnces", names), "Sequences");
  EXPECT_EQ(NearestWord("Invariant", names), "");
  EXPECT_EQ(NearestWord("x", {"y"}), "");
}

}  // namespace
}  // namespace model::source

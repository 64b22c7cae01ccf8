#include "checker/reports/cause_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/reports/cause_page.h"
#include "checker/reports/json_report.h"

namespace checker::reports {
namespace {

using results::CauseAnalysis;
using results::CausesResult;
using results::SuspectKind;
using results::Verdict;

results::Violation ViolationOf(std::vector<std::string> steps) {
  results::Violation violation;
  violation.name = "Safe";
  violation.trace.states.push_back({.number = 1});
  for (std::string& step : steps) {
    results::TraceState state{.number = static_cast<uint32_t>(violation.trace.states.size() + 1)};
    state.action = results::ActionInfo{.name = std::move(step)};
    violation.trace.states.push_back(std::move(state));
  }
  return violation;
}

// Halt is in every cause, Manual and Late <each> make one with it, Idle is in none.
CausesResult Sample() {
  CauseAnalysis analysis;
  analysis.property = "Safe";
  analysis.design = Verdict::kFail;
  analysis.searched = analysis.complete = true;
  analysis.suspects = {{"Halt", SuspectKind::kConstant, "TRUE", "FALSE", true},
                       {"Manual", SuspectKind::kConstant, "TRUE", "FALSE", true},
                       {"Late", SuspectKind::kConstant, "FALSE", "TRUE", false},
                       {"Idle", SuspectKind::kAction, "may happen", "never happens", true}};
  analysis.minimal_causes = {{{"Halt", "Late"}, true, ViolationOf({"Go", "Fall"})},
                             {{"Halt", "Manual"}, true, ViolationOf({"Cut"})}};
  analysis.minimal_fixes = {{{"Halt"}, true, results::Divergence{1, "Cut", false, {}}},
                            {{"Manual"}, true, {}}};
  analysis.in_every_cause = analysis.necessary = {"Halt"};
  analysis.in_no_cause = analysis.irrelevant = {"Idle"};
  analysis.contributing = {"Late", "Manual"};
  analysis.violation = ViolationOf({"Cut"});
  analysis.designs = 16;
  analysis.runs = 3;
  analysis.distinct_states = 1234;
  CausesResult result;
  result.run.specification = "Case<1>.tla";
  result.run.verdict = Verdict::kFail;
  result.run.exit_status = 12;
  result.properties.push_back(std::move(analysis));
  return result;
}

bool Says(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

TEST(CauseText, ReadsLikeAVerdict) {
  const std::string text = CausesText(Sample(), {});
  EXPECT_TRUE(Says(
      text,
      "Halt is in every cause. With Halt = FALSE, no combination of the others violates Safe."))
      << text;
  EXPECT_TRUE(Says(text, "Idle is in no cause: acquitted.")) << text;
  EXPECT_TRUE(Says(text, "1. Halt = TRUE and Late = FALSE: after 2 steps")) << text;
  EXPECT_TRUE(Says(text, "Go -> Fall")) << text;
  EXPECT_TRUE(Says(
      text, "- Halt = FALSE\n      it goes the same way up to state 1; there Cut can't happen"))
      << text;
  EXPECT_TRUE(Says(text, "Evidence: 16 designs, 3 searches, 1,234 distinct states.")) << text;
  EXPECT_TRUE(Says(text, "Verdict: fail (exit status 12). The design as configured violates Safe"))
      << text;
}

TEST(CauseText, ClaimsNoMoreThanWasShown) {
  CausesResult result = Sample();
  CauseAnalysis& analysis = result.properties[0];
  analysis.complete = false;
  analysis.reason = "a limit stopped the search";
  analysis.designs_open = 5;
  analysis.in_every_cause.clear();
  analysis.in_no_cause.clear();
  analysis.contributing.clear();
  analysis.minimal_causes[0].proved_minimal = false;
  const std::string text = CausesText(result, {});
  EXPECT_FALSE(Says(text, "acquitted")) << text;
  EXPECT_FALSE(Says(text, "every cause")) << text;
  EXPECT_TRUE(Says(text, "(suffices; whether less would is open)")) << text;
  EXPECT_TRUE(Says(text, "Nothing is said about 5 of 16 designs.")) << text;
}

TEST(CauseText, SaysWhenNobodyIsNeededAndWhenNobodyCan) {
  CausesResult result = Sample();
  result.properties[0].minimal_causes = {{{}, true, ViolationOf({"Cut"})}};
  EXPECT_TRUE(Says(CausesText(result, {}), "even with everybody innocent"));
  result.properties[0].minimal_causes.clear();
  EXPECT_TRUE(
      Says(CausesText(result, {}), "No set of suspects violates Safe: it holds in all 16 designs"));
}

TEST(CauseText, ComparesPropertiesInATable) {
  CausesResult result = Sample();
  result.properties.push_back(result.properties[0]);
  result.properties[1].property = "Alive";
  result.properties[1].minimal_causes.pop_back();
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "  A: Safe\n  B: Alive\n\n            A      B\n  Halt    every  every\n"))
      << text;
  EXPECT_TRUE(Says(text, "  Idle      -      -\n")) << text;
}

TEST(CauseJson, HoldsTheSetsAndTheirTraces) {
  const auto document = nlohmann::json::parse(JsonReport(Sample()));
  const auto& causes = document["causes"][0];
  EXPECT_EQ(causes["property"], "Safe");
  EXPECT_EQ(causes["status"], "complete");
  EXPECT_EQ(causes["minimal_causes"],
            nlohmann::json::parse(R"([["Halt","Late"],["Halt","Manual"]])"));
  EXPECT_EQ(causes["minimal_fixes"], nlohmann::json::parse(R"([["Halt"],["Manual"]])"));
  EXPECT_EQ(causes["suspects"][2]["innocent"], "TRUE");
  EXPECT_EQ(causes["suspects"][3]["kind"], "action");
  EXPECT_EQ(causes["cause_violations"][1]["trace"]["states"].size(), 2u);
  EXPECT_EQ(document["schema_version"], 1);
}

TEST(CausePage, StandsAloneAndEscapesWhatItQuotes) {
  const std::string page = CausePage(Sample());
  EXPECT_TRUE(Says(page, "<svg"));
  EXPECT_TRUE(Says(page, "Case&lt;1&gt;.tla"));
  EXPECT_FALSE(Says(page, "<script"));
  EXPECT_FALSE(Says(page, "src="));
  EXPECT_FALSE(Says(page, "href="));
}

}  // namespace
}  // namespace checker::reports

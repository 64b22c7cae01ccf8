#include "checker/reports/cause_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/reports/cause_page.h"
#include "checker/reports/cause_picture.h"
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
  violation.trace.shortest = true;
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
  analysis.minimal_fixes = {
      {{"Halt"}, true, false, results::Divergence{1, "Cut", false, {}, {}, {}}},
      {{"Manual"}, true, false, {}}};
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
  EXPECT_TRUE(Says(text,
                   "Halt = TRUE is in every cause. With Halt = FALSE, no combination of the others "
                   "violates Safe."))
      << text;
  EXPECT_TRUE(Says(text, "Acquitted, for being in no cause: Idle.")) << text;
  EXPECT_TRUE(Says(text, "1. Halt = TRUE and Late = FALSE: after 2 steps")) << text;
  EXPECT_TRUE(Says(text, "Go -> Fall")) << text;
  EXPECT_TRUE(Says(text,
                   "- Halt = FALSE (whatever the other suspects do)\n      it goes the same way up "
                   "to state 1; there Cut can't happen"))
      << text;
  EXPECT_TRUE(Says(text, "- Manual = FALSE\n")) << text;
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
  EXPECT_FALSE(Says(text, "Acquitted")) << text;
  EXPECT_FALSE(Says(text, "every cause")) << text;
  EXPECT_TRUE(Says(text, "(suffices; whether less would is open)")) << text;
  EXPECT_TRUE(Says(text, "Nothing is said about 5 of 16 designs.")) << text;
}

// A design that fails by Cut beside one in which the cut is mended: from state 1 on they are apart.
CausesResult SampleBeside() {
  auto number = [](const char* digits) {
    return results::Datum{.kind = results::Datum::Kind::kInteger, .text = digits};
  };
  CausesResult result = Sample();
  CauseAnalysis& analysis = result.properties[0];
  results::Trace& failing = analysis.violation->trace;
  failing.states[0].variables = {{"x", number("0")}};
  failing.states[1].variables = {{"x", number("7")}};
  results::TraceState last{.number = 3, .action = results::ActionInfo{.name = "Fall"}};
  last.variables = {{"x", number("8")}};
  failing.states.push_back(last);
  results::Divergence divergence{.state = 1, .step = "Cut", .step_happens = true};
  divergence.differences = {{"x", number("7"), number("1")}};
  divergence.trace.states = {failing.states[0], failing.states[1]};
  divergence.trace.states[1].variables = {{"x", number("1")}};
  divergence.beside = {0, 1, 1};
  analysis.minimal_fixes[0].divergence = divergence;
  analysis.nearest_fix = 0;
  return result;
}

TEST(CauseText, ShowsTheFailingDesignBesideTheNearestThatPasses) {
  const std::string text = CausesText(SampleBeside(), {});
  EXPECT_TRUE(Says(text, "there Cut leads elsewhere: x = 1 instead of 7")) << text;
  EXPECT_TRUE(Says(text, "alike up to state 1")) << text;
  EXPECT_TRUE(Says(text, "    step   as configured")) << text;
  EXPECT_TRUE(Says(text, "    Cut    x = 7")) << text;
  EXPECT_TRUE(Says(text, "(can't happen)\n           x = 8")) << text;
  const std::string page = CausePage(SampleBeside());
  EXPECT_TRUE(Says(page, "<code>x = 7</code></td><td class=\"fixed\"><code>x = 1</code>")) << page;
  EXPECT_TRUE(Says(page, "(can't happen here)<br>x = 1")) << page;
}

// A constant N of which 1 is innocent; one of its other values is in every cause.
void AddAlternatives(CauseAnalysis* analysis) {
  analysis->suspects.push_back({"N = 2", SuspectKind::kAlternative, "2", "1", false});
  analysis->suspects.push_back({"N = 3", SuspectKind::kAlternative, "3", "1", true});
  analysis->minimal_causes = {{{"N = 2", "Late"}, true, ViolationOf({"Go", "Fall"})},
                              {{"N = 3"}, true, ViolationOf({"Cut"})}};
}

TEST(CauseText, NamesAConstantOfWhichAnotherValueIsInEveryCause) {
  CausesResult result = Sample();
  CauseAnalysis& analysis = result.properties[0];
  AddAlternatives(&analysis);
  analysis.in_every_cause = analysis.necessary = {};
  analysis.contributing = {"Late", "N = 2"};
  analysis.sufficient_alone = {"N = 3"};
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "Another value of N than 1 is in every cause. With N = 1, no")) << text;
  analysis.minimal_causes.push_back({{"Halt", "Late"}, true, ViolationOf({"Cut"})});
  EXPECT_FALSE(Says(CausesText(result, {}), "Another value of N"));
}

TEST(CauseText, SaysWhatTheAnswerRestsOnAndWhichDeclarationIsWrong) {
  CausesResult result = Sample();
  EXPECT_FALSE(Says(CausesText(result, {}), "@monotone"));
  result.properties[0].rests_on_monotone = {"Halt", "Late"};
  result.properties[0].not_monotone = {"Manual"};
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "the guilt of Halt and"));
  EXPECT_TRUE(Says(text, "The declaration (@monotone) of Manual is wrong"));
  EXPECT_EQ(JsonReport(result).find("\"rests_on_monotone\": []"), std::string::npos);
}

TEST(CauseText, SaysWhyNoStepIsBlamed) {
  CausesResult result = Sample();
  result.properties[0].blame_left_out = "the design has more than 5 states";
  const char* const sentence =
      "Which of its steps are to blame was not asked: the design has more than 5 states.";
  EXPECT_TRUE(Says(CausesText(result, {}), sentence)) << CausesText(result, {});
  EXPECT_TRUE(Says(CausePage(result), sentence));
}

// Whoever takes another value than the innocent one, the innocent one mends it.
TEST(CauseText, KnowsThatTheInnocentValueOfAConstantRulesOutAllOthers) {
  CausesResult result = Sample();
  CauseAnalysis& analysis = result.properties[0];
  AddAlternatives(&analysis);
  analysis.minimal_fixes = {{{"N = 3"}, true, false, {}}};
  EXPECT_TRUE(Says(CausesText(result, {}), "- N = 1 (whatever the other suspects do)"));
}

TEST(CauseText, SaysHowFarASoundDesignIsFromDanger) {
  CausesResult result = Sample();
  CauseAnalysis& analysis = result.properties[0];
  analysis.design = Verdict::kPass;
  analysis.minimal_fixes.clear();
  analysis.violation.reset();
  analysis.minimal_dangers = {{{"Halt", "Late"}, true, ViolationOf({"Go", "Fall"})}};
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "It takes 2 changes to the design as configured to break it.")) << text;
  EXPECT_TRUE(Says(text, "- Halt = FALSE and Late = FALSE: after 2 steps\n      Go -> Fall"))
      << text;
}

TEST(CauseText, SaysWhenAFixLeavesNoBehaviourAndWhichCombinationsAreNoDesigns) {
  CausesResult result = Sample();
  result.properties[0].minimal_fixes[1].leaves_no_behaviour = true;
  result.properties[0].designs_excluded = 4;
  result.properties[0].designs_idle = 1;
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "- Manual = FALSE (but then no initial state is left: nothing happens)"))
      << text;
  EXPECT_TRUE(Says(text, "4 more combinations are none, for an ASSUME is false there")) << text;
}

TEST(CauseText, TellsWhereThePointOfNoReturnLies) {
  CausesResult result = SampleBeside();
  results::Blame blame;
  blame.steps = {{2, "Cut", true}, {3, "Fall", false}};
  blame.point_of_no_return = 1;
  result.properties[0].blame = blame;
  const std::string text = CausesText(result, {});
  EXPECT_TRUE(Says(text, "One step of its trace is essential: Cut into state 2.")) << text;
  EXPECT_TRUE(Says(text, "The point of no return is Cut out of state 1")) << text;
  EXPECT_TRUE(Says(CausePage(result), ">point of no return<"));
  result.properties[0].blame->point_of_no_return.reset();
  EXPECT_TRUE(Says(CausesText(result, {}), "There is no way back even from the first state"));
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
  EXPECT_TRUE(Says(text, "every: in every cause; alone: suffices alone;")) << text;
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

TEST(CausePicture, HasAPlaceForEveryPropertyWithCauses) {
  CausesResult result = Sample();
  result.properties.push_back(result.properties[0]);
  result.properties[1].property = "Alive";
  const std::string picture = CausesPicture(result);
  EXPECT_TRUE(picture.starts_with("<svg xmlns="));
  EXPECT_TRUE(picture.ends_with("</svg>\n"));
  EXPECT_EQ(picture.rfind("<svg"), 0u);
  EXPECT_EQ(picture.find("</svg>"), picture.size() - 7);
  EXPECT_TRUE(Says(picture, ">Safe<"));
  EXPECT_TRUE(Says(picture, ">Alive<"));
  EXPECT_TRUE(Says(picture, ">Late = FALSE<"));
}

TEST(CauseText, SaysWhatIsOpenEvenWhenQuiet) {
  CausesResult result = Sample();
  result.properties[0].complete = false;
  result.properties[0].reason = "the\nlimit";
  const std::string text = CausesText(result, {.quiet = true});
  EXPECT_TRUE(Says(text, "Open: the limit.")) << text;
}

TEST(CausePage, StandsAloneAndEscapesWhatItQuotes) {
  const std::string page = CausePage(Sample());
  EXPECT_TRUE(Says(page, "<svg"));
  EXPECT_TRUE(Says(page, "Case&lt;1&gt;.tla"));
  EXPECT_FALSE(Says(page, "<script"));
  EXPECT_FALSE(Says(page, "src="));
  EXPECT_FALSE(Says(page, "href=\"http"));
}

}  // namespace
}  // namespace checker::reports

#include "checker/reports/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/reports/itf_trace.h"
#include "checker/reports/itf_value.h"
#include "tests/checker/reports/sample_results.h"

namespace checker::reports {
namespace {

using Json = nlohmann::json;

TEST(ItfValue, WritesEachKindOfValue) {
  EXPECT_EQ(ItfValue(Integer(-12)).dump(), R"({"#bigint":"-12"})");
  EXPECT_EQ(ItfValue(Boolean(true)).dump(), "true");
  EXPECT_EQ(ItfValue(ModelValue("p1")).dump(), R"("p1")");
  EXPECT_EQ(ItfValue(Set({String("a")})).dump(), R"({"#set":["a"]})");
  EXPECT_EQ(ItfValue(Set({})).dump(), R"({"#set":[]})");
  EXPECT_EQ(ItfValue(Tuple({String("a"), Boolean(false)})).dump(), R"(["a",false])");
  EXPECT_EQ(ItfValue(Record({{"b", String("x")}, {"a", String("y")}})).dump(),
            R"({"b":"x","a":"y"})");
  EXPECT_EQ(ItfValue(Function({{ModelValue("p1"), String("x")}})).dump(),
            R"({"#map":[["p1","x"]]})");
}

TEST(ItfValue, ListsTheElementsOfAnInterval) {
  EXPECT_EQ(ItfValue({.kind = Datum::Kind::kInterval, .text = "-1..0"}).dump(),
            R"({"#set":[{"#bigint":"-1"},{"#bigint":"0"}]})");
  EXPECT_EQ(ItfValue({.kind = Datum::Kind::kInterval, .text = "1..0"}).dump(), R"({"#set":[]})");
  EXPECT_EQ(ItfValue({.kind = Datum::Kind::kInterval, .text = "1..9000000000"}).dump(),
            R"({"#unserializable":"1..9000000000"})");
}

TEST(JsonReport, HoldsTheWholeViolation) {
  const Json json = Json::parse(JsonReport(BrokenLock()));
  EXPECT_EQ(json["schema_version"], 1);
  EXPECT_EQ(json["verdict"], "fail");
  EXPECT_EQ(json["exit_status"], 12);
  EXPECT_EQ(json["statistics"]["distinct_states"], 7);
  EXPECT_EQ(json["statistics"]["table_bytes"], 168);
  EXPECT_EQ(json["statistics"]["actions"][0]["enabled_states"], 4);
  EXPECT_EQ(json["properties"][0]["kind"], "invariant");
  const Json& violation = json["violation"];
  EXPECT_EQ(violation["kind"], "invariant");
  EXPECT_EQ(violation["name"], "Exclusion");
  EXPECT_EQ(violation["location"]["start_line"], 30);
  EXPECT_EQ(violation["trace"]["states"].size(), 3u);
  EXPECT_EQ(violation["trace"]["states"][0]["action"], nullptr);
  EXPECT_EQ(violation["trace"]["states"][2]["action"]["parameters"]["p"], "p2");
  EXPECT_EQ(violation["trace"]["states"][2]["number"], 3);
  EXPECT_EQ(violation["trace"]["states"][2]["variables"]["lock"], true);
  EXPECT_EQ(violation["trace"]["loop_start"], nullptr);
  EXPECT_EQ(violation["trace"]["stuttering"], false);
}

TEST(JsonReport, HasNoViolationWhereThereIsNone) {
  const Json json = Json::parse(JsonReport(HoldingLock()));
  EXPECT_TRUE(json["violation"].is_null());
  EXPECT_EQ(json["diagnostics"], Json::array());
}

TEST(JsonReport, TellsWhereALassoGoesBackTo) {
  const Json json = Json::parse(JsonReport(StarvingLock()));
  EXPECT_EQ(json["violation"]["trace"]["loop_start"], 2);
  EXPECT_EQ(json["violation"]["trace"]["loop_action"]["name"], "Leave");
}

TEST(JsonReport, ListsFurtherViolations) {
  results::Result result = BrokenLock();
  result.violations.push_back(result.violations[0]);
  EXPECT_EQ(Json::parse(JsonReport(result))["further_violations"].size(), 1u);
}

TEST(JsonReport, SurvivesTextThatIsNoUnicode) {
  results::Result result = BrokenLock();
  result.violations[0].name = "\xff\xfe";
  EXPECT_NO_THROW(Json::parse(JsonReport(result)));
}

TEST(ItfTrace, NamesVariablesStatesAndLoop) {
  const results::Result result = StarvingLock();
  const Json json = Json::parse(ItfTrace(result, result.violations[0]));
  EXPECT_EQ(json["#meta"]["property"], "Progress");
  EXPECT_EQ(json["vars"], Json::parse(R"(["lock", "pc"])"));
  EXPECT_EQ(json["states"].size(), 3u);
  EXPECT_EQ(json["states"][1]["#meta"]["index"], 1);
  EXPECT_EQ(json["states"][1]["#meta"]["action"], "Enter(p1)");
  EXPECT_EQ(json["states"][1]["lock"], true);
  EXPECT_EQ(json["loop"], 1);
}

}  // namespace
}  // namespace checker::reports

// Temporal properties in whole runs: found on the way, and after a limit.

#include "checker/runs/judge_liveness.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checker/parallel/big_stack_thread.h"
#include "checker/runs/check_run.h"

namespace checker::runs {
namespace {

const std::string kFolder = std::string(WHODUNNIT_ROOT) + "/tests/specifications/liveness/";

results::Result Check(CheckOptions options) {
  options.source.specification = kFolder + "EndlessTicks.tla";
  results::Result result;
  parallel::RunOnBigStack([&] { result = RunCheck(options, nullptr); });
  return result;
}

std::vector<std::string> StatesOf(const results::Trace& trace) {
  std::vector<std::string> states;
  for (const results::TraceState& state : trace.states) {
    std::string& text = states.emplace_back();
    for (const auto& [name, value] : state.variables) {
      text += name + " = " + model::transitions::ToText(value) + "; ";
    }
  }
  return states;
}

TEST(JudgeLiveness, FindsAShortViolationInAnEndlessSearchAtTheSamePlaceForAllWorkers) {
  const results::Result one = Check({.workers = 1});
  ASSERT_EQ(one.exit_status, results::exit_status::kTemporal);
  EXPECT_LT(one.statistics.distinct_states, 70'000u);
  EXPECT_EQ(one.violations.at(0).trace.loop_start, 1u);
  EXPECT_TRUE(one.violations.at(0).trace.shortest);  // though the graph is not complete
  for (const uint32_t workers : {2u, 3u}) {
    const results::Result many = Check({.workers = workers});
    EXPECT_EQ(many.exit_status, one.exit_status);
    EXPECT_EQ(many.statistics.states_generated, one.statistics.states_generated);
    EXPECT_EQ(many.statistics.distinct_states, one.statistics.distinct_states);
    EXPECT_EQ(many.statistics.states_left, one.statistics.states_left);
    EXPECT_EQ(StatesOf(many.violations.at(0).trace), StatesOf(one.violations.at(0).trace));
  }
}

TEST(JudgeLiveness, ReportsWhatIsViolatedWhereALimitEndedTheSearch) {
  const results::Result result = Check({.workers = 1, .limits = {.max_states = 100}});
  EXPECT_EQ(result.verdict, results::Verdict::kFail);
  EXPECT_EQ(result.exit_status, results::exit_status::kTemporal);
  EXPECT_GT(result.statistics.states_left, 0u);
}

TEST(JudgeLiveness, SaysNothingOfAPropertyThatIsNotViolatedThere) {
  const results::Result result = Check({.workers = 1, .limits = {.max_states = 3}});
  EXPECT_EQ(result.verdict, results::Verdict::kIncomplete);
  for (const results::PropertyResult& property : result.properties) {
    EXPECT_EQ(property.verdict, results::Verdict::kIncomplete) << property.name;
  }
}

}  // namespace
}  // namespace checker::runs

#include "checker/exploration/random_walk.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/checker/exploration/graph_model.h"

namespace checker::exploration {
namespace {

using results::Result;
using results::Verdict;

// 0 leads to 1 .. n-1 and each of those to all others, every step by an action of its own.
GraphModel Complete(NodeId nodes, NodeId bad) {
  Graph graph;
  graph.initial = {{0}};
  graph.actions = nodes;
  graph.steps.resize(nodes);
  for (NodeId from = 0; from < nodes; ++from) {
    for (NodeId to = 1; to < nodes; ++to) graph.steps[from].push_back({to, to});
  }
  graph.properties.emplace_back();
  graph.properties[0].false_on_step = {};
  graph.properties[0].kind = model::transitions::PropertyKind::kActionProperty;
  if (bad != 0) graph.properties[0].false_on_step.insert({bad, bad});
  return GraphModel(graph);
}

std::string Describe(const Result& result) {
  std::string text = std::to_string(result.exit_status) + " " +
                     std::to_string(result.statistics.states_generated) + " " +
                     std::to_string(result.statistics.traces) + ":";
  for (const results::Violation& violation : result.violations) {
    for (const results::TraceState& state : violation.trace.states)
      text += " " + state.variables[0].second.text;
  }
  for (const results::ActionStatistics& action : result.statistics.actions) {
    text += " " + std::to_string(action.generated);
  }
  return text;
}

TEST(RandomWalk, ProvesNothing) {
  const Result result = RandomWalk(Complete(5, 0), {.walk_depth = 10, .max_walks = 100});
  EXPECT_EQ(result.verdict, Verdict::kIncomplete);
  EXPECT_EQ(result.statistics.traces, 100u);
  EXPECT_EQ(result.statistics.states_generated, 1u + 100 * 9 * 4);
  EXPECT_EQ(result.statistics.depth, 10u);
}

TEST(RandomWalk, FindsTheSameViolationWithAnyNumberOfWorkers) {
  const GraphModel model = Complete(200, 77);
  for (const uint64_t seed : {0, 1, 2, 3}) {
    const SearchOptions options{.seed = seed, .walk_depth = 20, .max_walks = 10'000};
    SearchOptions one = options;
    one.workers = 1;
    const std::string expected = Describe(RandomWalk(model, one));
    EXPECT_EQ(expected.substr(0, 2), "13");
    for (const uint32_t workers : {2u, 3u, 8u}) {
      SearchOptions many = options;
      many.workers = workers;
      EXPECT_EQ(Describe(RandomWalk(model, many)), expected);
    }
  }
}

TEST(RandomWalk, DependsOnTheSeed) {
  const GraphModel model = Complete(200, 77);
  EXPECT_NE(Describe(RandomWalk(model, {.seed = 1, .max_walks = 10'000})),
            Describe(RandomWalk(model, {.seed = 2, .max_walks = 10'000})));
}

TEST(RandomWalk, ReportsADeadlock) {
  Graph graph;
  graph.initial = {{0}};
  graph.steps = {{{1}}, {}};
  const Result result = RandomWalk(GraphModel(graph), {.max_walks = 10});
  EXPECT_EQ(result.exit_status, 11);
  EXPECT_EQ(result.violations.at(0).trace.states.size(), 2u);
  EXPECT_EQ(result.statistics.traces, 1u);
}

TEST(RandomWalk, StopsAtALimitOfTime) {
  const Result result = RandomWalk(Complete(5, 0), {.workers = 2, .max_time_ms = 50});
  EXPECT_EQ(result.exit_status, 21);
  EXPECT_NE(result.reason.find("the time limit of 0.050 s was reached after"), std::string::npos)
      << result.reason;
}

}  // namespace
}  // namespace checker::exploration

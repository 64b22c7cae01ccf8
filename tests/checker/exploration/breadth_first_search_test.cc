#include "checker/exploration/breadth_first_search.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "checker/parallel/big_stack_thread.h"
#include "tests/checker/exploration/graph_model.h"
#include "tests/checker/exploration/naive_search.h"

namespace checker::exploration {
namespace {

using model::transitions::PropertyKind;
using results::Result;
using results::Verdict;

Result Search(const GraphModel& model, SearchOptions options = {}) {
  return BreadthFirstSearch(model, options).Run();
}

std::vector<NodeId> NodesOf(const results::Trace& trace) {
  std::vector<NodeId> nodes;
  for (const results::TraceState& state : trace.states) {
    nodes.push_back(static_cast<NodeId>(std::stoul(state.variables.at(0).second.text)));
  }
  return nodes;
}

Graph Chain(NodeId length) {
  Graph graph;
  graph.initial = {{0}};
  graph.steps.resize(length);
  for (NodeId i = 0; i < length; ++i) graph.steps[i].push_back({(i + 1) % length});
  return graph;
}

struct Shape {
  NodeId nodes;
  double steps_per_node;
  double trouble;  // how often anything is wrong
};

Graph RandomGraph(const Shape& shape, std::mt19937* random) {
  const auto chance = [&](double p) { return std::bernoulli_distribution(p)(*random); };
  const auto node = [&] {
    return std::uniform_int_distribution<NodeId>(0, shape.nodes - 1)(*random);
  };
  Graph graph;
  graph.actions = 3;
  graph.steps.resize(shape.nodes);
  for (int i = 0; i < 3; ++i) graph.initial.push_back({node(), 0, chance(0.8)});
  const bool constrained = chance(0.5);
  for (NodeId from = 0; from < shape.nodes; ++from) {
    const int steps = std::poisson_distribution<int>(shape.steps_per_node)(*random);
    for (int i = 0; i < steps; ++i) {
      graph.steps[from].push_back(
          {node(), static_cast<uint32_t>((*random)() % 3), !constrained || chance(0.8)});
    }
    if (chance(shape.trouble * 0.2)) graph.faulty_next.insert(from);
  }
  graph.check_deadlock = chance(0.3);
  for (const PropertyKind kind : {PropertyKind::kInvariant, PropertyKind::kActionProperty,
                                  PropertyKind::kInitialPredicate, PropertyKind::kInvariant}) {
    if (chance(0.4)) continue;
    GraphProperty property{.kind = kind};
    for (NodeId i = 0; i < shape.nodes; ++i) {
      if (chance(shape.trouble)) property.false_on.insert(i);
      if (chance(shape.trouble * 0.2)) property.faulty_on.insert(i);
      for (const GraphStep& step : graph.steps[i]) {
        if (chance(shape.trouble)) property.false_on_step.insert({i, step.to});
      }
    }
    graph.properties.push_back(property);
  }
  if (chance(0.3)) {
    for (NodeId i = 0; i < shape.nodes; ++i) graph.view.push_back(node() / 2);
  }
  return graph;
}

void ExpectAgreement(const NaiveAnswer& naive, const Result& result, const std::string& where) {
  SCOPED_TRACE(where);
  EXPECT_EQ(result.statistics.states_generated, naive.generated);
  EXPECT_EQ(result.statistics.distinct_states, naive.distinct);
  EXPECT_EQ(result.statistics.states_left, naive.left);
  EXPECT_EQ(result.statistics.depth, naive.depth);
  ASSERT_EQ(result.violations.size(), naive.found.size());
  for (size_t i = 0; i < naive.found.size(); ++i) {
    const results::Violation& violation = result.violations[i];
    EXPECT_EQ(violation.fault ? "fault" : violation.name, naive.found[i].what);
    EXPECT_EQ(NodesOf(violation.trace), naive.found[i].trace);
  }
  for (size_t i = 0; i < naive.action_generated.size(); ++i) {
    EXPECT_EQ(result.statistics.actions[i].generated, naive.action_generated[i]);
    EXPECT_EQ(result.statistics.actions[i].distinct, naive.action_distinct[i]);
  }
}

void CompareWithNaiveSearch(const Shape& shape, int graphs) {
  for (int seed = 0; seed < graphs; ++seed) {
    std::mt19937 random(static_cast<uint32_t>(seed));
    const GraphModel model(RandomGraph(shape, &random));
    for (const bool go_on : {false, true}) {
      const NaiveAnswer naive = NaiveSearch(model.graph(), go_on).Run();
      for (const uint32_t workers : {1u, 2u, 3u, 8u}) {
        const Result result =
            Search(model, {.workers = workers, .continue_after_violation = go_on});
        ExpectAgreement(naive, result,
                        "seed " + std::to_string(seed) + ", workers " + std::to_string(workers) +
                            (go_on ? ", going on" : ""));
        if (testing::Test::HasFailure()) return;
      }
    }
  }
}

TEST(BreadthFirstSearch, AgreesWithANaiveSearchOnSmallGraphs) {
  CompareWithNaiveSearch({12, 1.5, 0.05}, 300);
}
TEST(BreadthFirstSearch, AgreesWithANaiveSearchOnGraphsOfManyStates) {
  CompareWithNaiveSearch({20'000, 3, 0.0001}, 6);
}
TEST(BreadthFirstSearch, AgreesWithANaiveSearchOnDenseGraphs) {
  CompareWithNaiveSearch({3'000, 20, 0.0001}, 8);
}
TEST(BreadthFirstSearch, AgreesWithANaiveSearchWithoutTrouble) {
  CompareWithNaiveSearch({30'000, 4, 0}, 4);
}

TEST(BreadthFirstSearch, CountsADeepChain) {
  const Result result = Search(GraphModel(Chain(1000)), {.workers = 3});
  EXPECT_EQ(result.verdict, Verdict::kPass);
  EXPECT_EQ(result.statistics.depth, 1000u);
  EXPECT_EQ(result.statistics.distinct_states, 1000u);
  EXPECT_EQ(result.statistics.states_generated, 1001u);
  EXPECT_EQ(result.statistics.states_per_level, std::vector<uint64_t>(1000, 1));
}

TEST(BreadthFirstSearch, ReportsADeadlock) {
  Graph graph = Chain(3);
  graph.steps[2].clear();
  const Result result = Search(GraphModel(graph));
  EXPECT_EQ(result.exit_status, 11);
  EXPECT_EQ(NodesOf(result.violations.at(0).trace), (std::vector<NodeId>{0, 1, 2}));
  EXPECT_EQ(result.properties.at(0).name, "Deadlock");
  EXPECT_EQ(result.properties.at(0).verdict, Verdict::kFail);
}

TEST(BreadthFirstSearch, AllowsADeadlockIfAskedTo) {
  Graph graph = Chain(3);
  graph.steps[2].clear();
  graph.properties.emplace_back();
  EXPECT_EQ(Search(GraphModel(graph), {.check_deadlock = false}).verdict, Verdict::kPass);
}

TEST(BreadthFirstSearch, IsVacuousWithoutInitialState) {
  Graph graph = Chain(3);
  graph.initial.clear();
  const Result result = Search(GraphModel(graph));
  EXPECT_EQ(result.exit_status, 20);
  EXPECT_EQ(result.statistics.depth, 0u);
}

TEST(BreadthFirstSearch, IsVacuousWithNothingToCheck) {
  Graph graph = Chain(3);
  graph.check_deadlock = false;
  EXPECT_EQ(Search(GraphModel(graph)).exit_status, 20);
  EXPECT_EQ(Search(GraphModel(graph), {.assumptions = 1}).exit_status, 0);
}

TEST(BreadthFirstSearch, StopsAtALimitOfStatesInTheSamePlaceWithAnyNumberOfWorkers) {
  std::mt19937 random(7);
  const GraphModel model(RandomGraph({30'000, 4, 0}, &random));
  const Result one = Search(model, {.workers = 1, .max_states = 12'345});
  EXPECT_EQ(one.exit_status, 21);
  EXPECT_GE(one.statistics.distinct_states, 12'345u);
  for (const uint32_t workers : {2u, 3u, 8u}) {
    const Result many = Search(model, {.workers = workers, .max_states = 12'345});
    EXPECT_EQ(many.reason, one.reason);
    EXPECT_EQ(many.statistics.distinct_states, one.statistics.distinct_states);
    EXPECT_EQ(many.statistics.states_generated, one.statistics.states_generated);
    EXPECT_EQ(many.statistics.states_left, one.statistics.states_left);
  }
}

TEST(BreadthFirstSearch, StopsAtALimitOfDepth) {
  const Result result = Search(GraphModel(Chain(10)), {.max_depth = 4});
  EXPECT_EQ(result.exit_status, 21);
  EXPECT_EQ(result.reason, "the limit of depth 4 was reached with 1 states left on the queue");
  EXPECT_EQ(result.statistics.distinct_states, 4u);
  EXPECT_EQ(result.statistics.depth, 4u);
}

TEST(BreadthFirstSearch, StopsWhenAsked) {
  parallel::StopRequest stop;
  stop.Request();
  const Result result = Search(GraphModel(Chain(100'000)), {.stop = &stop});
  EXPECT_EQ(result.verdict, Verdict::kIncomplete);
  EXPECT_LT(result.statistics.distinct_states, 100'000u);
  EXPECT_LE(result.statistics.states_left, 1u);  // none where it stopped at the initial state
}

TEST(BreadthFirstSearch, UsesOneWorkerForAModelThatNeedsItAndSaysSo) {
  GraphModel model(Chain(10));
  model.mutable_info().needs_single_worker = true;
  model.mutable_info().single_worker_reason = "it counts";
  const Result result = Search(model, {.workers = 4});
  EXPECT_EQ(result.statistics.workers, 1u);
  EXPECT_EQ(result.diagnostics.at(0).name, "SingleWorker");
}

TEST(BreadthFirstSearch, WideFingerprintsGiveTheSameAnswer) {
  std::mt19937 random(11);
  const GraphModel model(RandomGraph({20'000, 4, 0}, &random));
  const NaiveAnswer naive = NaiveSearch(model.graph(), false).Run();
  for (const uint32_t workers : {1u, 3u}) {
    ExpectAgreement(naive, Search(model, {.workers = workers, .fingerprint_bits = 128}), "wide");
  }
}

TEST(BreadthFirstSearch, RunsOnABigStack) {
  Result result;
  parallel::RunOnBigStack([&] { result = Search(GraphModel(Chain(50)), {.workers = 2}); });
  EXPECT_EQ(result.statistics.distinct_states, 50u);
}

}  // namespace
}  // namespace checker::exploration

#include "checker/exploration/behaviour_sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "checker/exploration/breadth_first_search.h"
#include "tests/checker/exploration/graph_model.h"

namespace checker::exploration {
namespace {

// Keeps everything, as text.
class Recorder : public BehaviourSink {
 public:
  explicit Recorder(bool labels) : labels_(labels) {}
  bool WantsLabels() const override { return labels_; }

  void OnState(const State& state) override {
    NodeId node = 0;
    std::memcpy(&node, state.bytes.data(), sizeof(node));
    EXPECT_EQ(NumberOf(state.index), nodes.size());
    nodes.push_back(node);
    text += "state " + std::to_string(node) + (state.initial ? " initial\n" : "\n");
  }

  void OnSteps(StateIndex from, const Labels& labels, std::span<const Step> steps) override {
    const uint64_t node = nodes[NumberOf(from)];
    EXPECT_EQ(std::vector<uint64_t>(labels.state.begin(), labels.state.end()),
              labels_ ? std::vector<uint64_t>{node} : std::vector<uint64_t>{});
    EXPECT_EQ(std::vector<uint64_t>(labels.stutter.begin(), labels.stutter.end()),
              labels_ ? (std::vector<uint64_t>{node, node}) : std::vector<uint64_t>{});
    text += "steps of " + std::to_string(NumberOf(from)) + ":";
    for (const Step& step : steps) {
      ASSERT_LT(NumberOf(step.to), nodes.size());
      text += " " + std::to_string(NumberOf(step.to)) + "/" + std::to_string(step.action) + "/" +
              std::to_string(step.ordinal);
      if (!labels_) continue;
      EXPECT_EQ(std::vector<uint64_t>(step.labels.begin(), step.labels.end()),
                (std::vector<uint64_t>{node, nodes[NumberOf(step.to)]}));
    }
    text += "\n";
    graph.emplace_back(steps.begin(), steps.end());
  }

  std::vector<NodeId> nodes;
  std::vector<std::vector<Step>> graph;
  std::string text;

 private:
  bool labels_;
};

GraphModel RandomModel(NodeId nodes, uint32_t seed) {
  std::mt19937 random(seed);
  Graph graph;
  graph.initial = {{0}, {1}, {0}};
  graph.steps.resize(nodes);
  graph.check_deadlock = false;
  for (NodeId from = 0; from < nodes; ++from) {
    for (int i = 0; i < 4; ++i) {
      graph.steps[from].push_back({static_cast<NodeId>(random() % nodes), 0, random() % 10 != 0});
    }
    if (random() % 50 == 0) graph.steps[from].clear();
  }
  return GraphModel(graph);
}

TEST(BehaviourSink, SeesStatesAndStepsInCanonicalOrder) {
  Graph graph;
  graph.initial = {{0}};
  graph.steps = {{{1}, {0}, {2}, {3, 0, false}}, {{0}}, {}, {}};
  graph.check_deadlock = false;
  Recorder recorder(true);
  BreadthFirstSearch(GraphModel(graph), {}, nullptr, &recorder).Run();
  EXPECT_EQ(recorder.text,
            "state 0 initial\n"
            "state 1\n"
            "state 2\n"
            "steps of 0: 1/0/0 0/0/1 2/0/2\n"
            "steps of 1: 0/0/0\n"
            "steps of 2:\n");
}

TEST(BehaviourSink, SeesTheStepThatEndsTheSearch) {
  Graph graph;
  graph.initial = {{0}};
  graph.steps = {{{0}, {1}, {2}}, {}, {}};
  graph.properties.push_back({.false_on = {1}});
  Recorder recorder(false);
  BreadthFirstSearch(GraphModel(graph), {}, nullptr, &recorder).Run();
  EXPECT_EQ(recorder.text,
            "state 0 initial\n"
            "state 1\n"
            "steps of 0: 0/0/0 1/0/1\n");
}

TEST(BehaviourSink, SeesTheSameWithAnyNumberOfWorkers) {
  const GraphModel model = RandomModel(20'000, 3);
  for (const bool labels : {false, true}) {
    Recorder one(labels);
    BreadthFirstSearch(model, {.workers = 1}, nullptr, &one).Run();
    EXPECT_GT(one.nodes.size(), 15'000u);
    for (const uint32_t workers : {2u, 3u, 8u}) {
      Recorder many(labels);
      BreadthFirstSearch(model, {.workers = workers}, nullptr, &many).Run();
      EXPECT_TRUE(many.text == one.text) << workers << " workers";
    }
  }
}

TEST(BehaviourSink, PathsOfItsGraphCanBeReplayed) {
  const GraphModel model = RandomModel(5'000, 4);
  Recorder recorder(false);
  BreadthFirstSearch search(model, {.workers = 2}, nullptr, &recorder);
  search.Run();
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    StateIndex at{random() % recorder.nodes.size()};
    const StateIndex start = at;
    std::vector<PathStep> walk;
    for (int i = 0; i < 10 && !recorder.graph[NumberOf(at)].empty(); ++i) {
      const auto& steps = recorder.graph[NumberOf(at)];
      const BehaviourSink::Step& step = steps[random() % steps.size()];
      walk.push_back({step.to, step.ordinal});
      at = step.to;
    }
    const results::Trace prefix = search.ReplayPath(start);
    const auto node_at = [](const results::Trace& trace, size_t i) {
      return trace.states.at(i).variables[0].second.text;
    };
    EXPECT_EQ(node_at(prefix, prefix.states.size() - 1),
              std::to_string(recorder.nodes[NumberOf(start)]));
    const auto stuttering = search.ReplayLasso(start, walk, {});
    ASSERT_TRUE(stuttering);
    EXPECT_TRUE(stuttering->stuttering);
    ASSERT_EQ(stuttering->states.size(), prefix.states.size() + walk.size());
    for (size_t i = 0; i < walk.size(); ++i) {
      EXPECT_EQ(node_at(*stuttering, prefix.states.size() + i),
                std::to_string(recorder.nodes[NumberOf(walk[i].to)]));
    }
    if (walk.empty()) continue;
    const auto lasso = search.ReplayLasso(start, {}, walk);
    ASSERT_TRUE(lasso);
    EXPECT_EQ(lasso->loop_start, prefix.states.size());
    EXPECT_EQ(lasso->states.size(), prefix.states.size() + walk.size() - 1);
    EXPECT_TRUE(lasso->loop_action);
  }
}

}  // namespace
}  // namespace checker::exploration

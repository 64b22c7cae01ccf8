#include "checker/liveness/behaviour_graph.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

namespace checker::liveness {
namespace {

using Step = BehaviourGraph::Step;
using NewStep = BehaviourGraph::NewStep;

constexpr uint64_t kNothing[] = {0};
constexpr uint64_t kFirst[] = {1};
constexpr uint64_t kSecond[] = {2};

TEST(BehaviourGraph, KeepsTheFirstOfStepsWithTheSameTargetAndLabels) {
  BehaviourGraph graph(1, 1);
  for (int i = 0; i < 3; ++i) graph.AddState(i == 0, kNothing, kNothing);
  graph.AddSteps(
      0,
      std::vector<NewStep>{
          {1, 2, kFirst}, {2, 3, kFirst}, {1, 7, kFirst}, {1, 300, kSecond}, {0, 301, kNothing}});
  const uint32_t first = graph.StepsOf(0)[1].step_class;
  const uint32_t second = graph.StepsOf(0)[3].step_class;
  EXPECT_EQ(graph.StepsOf(0),
            (std::vector<Step>{{0, graph.KindOf(0).stutter_class, kStutterOrdinal},
                               {1, first, 2},
                               {2, first, 3},
                               {1, second, 300}}));
  EXPECT_EQ(graph.step_classes()[first][0], 1u);
  EXPECT_EQ(graph.step_classes()[second][0], 2u);
  EXPECT_EQ(graph.step_count(), 3u) << "the stuttering step is implied";
}

TEST(BehaviourGraph, IsCompleteOnceEveryStateIsExpanded) {
  BehaviourGraph graph(0, 0);
  graph.AddState(true, {}, {});
  graph.AddState(false, {}, {});
  graph.AddSteps(0, std::vector<NewStep>{{1, 0, {}}});
  EXPECT_FALSE(graph.complete());
  graph.AddSteps(1, {});
  EXPECT_TRUE(graph.complete());
}

TEST(BehaviourGraph, LabelsMayComeLaterThanTheState) {
  BehaviourGraph graph(1, 1);
  graph.AddState(true);
  graph.AddState(false);
  graph.Label(0, kFirst, kSecond);
  graph.AddSteps(0, std::vector<NewStep>{{1, 0, kFirst}, {0, 1, kSecond}});
  EXPECT_EQ(graph.StateLabels(0)[0], 1u);
  EXPECT_EQ(graph.step_classes()[graph.KindOf(0).stutter_class][0], 2u);
  EXPECT_EQ(graph.StepsOf(0).size(), 2u) << "the second step is the stuttering one";
}

TEST(BehaviourGraph, GivesBackWhatWasStoredInAFewBytesAStep) {
  std::mt19937 random(7);
  BehaviourGraph graph(1, 1);
  constexpr uint32_t kStates = 5000;
  std::vector<uint64_t> labels(kStates);
  for (uint64_t& label : labels) {
    label = random() % 50;
    graph.AddState(&label == &labels[0], {&label, 1}, kNothing);
  }
  const std::vector<uint64_t> step_labels = {1, 2, 3, 4, 5};
  std::vector<std::vector<std::pair<uint32_t, uint64_t>>> expected(kStates);
  for (uint32_t from = 0; from < kStates; ++from) {
    std::vector<NewStep> steps;
    const uint32_t count = random() % 40;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t to = (from + i * 17 + 1) % kStates;
      steps.push_back({to, i, {&step_labels[random() % 5], 1}});
      expected[from].emplace_back(to, steps.back().labels[0]);
    }
    graph.AddSteps(from, steps);
  }
  for (uint32_t state = 0; state < kStates; ++state) {
    EXPECT_EQ(graph.StateLabels(state)[0], labels[state]);
    std::vector<std::pair<uint32_t, uint64_t>> found;
    graph.ForEachStep(state, [&](uint32_t to, uint32_t step_class) {
      found.emplace_back(to, graph.step_classes()[step_class][0]);
    });
    ASSERT_EQ(found, expected[state]);
  }
  EXPECT_LT(graph.MemoryBytes(), 5 * graph.step_count());
}

}  // namespace
}  // namespace checker::liveness

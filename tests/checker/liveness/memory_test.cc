// What a large graph takes, at the peak of building and judging it.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "checker/liveness/check_liveness.h"
#include "tests/checker/liveness/small_problem.h"

namespace checker::liveness {
namespace {

// A line of /proc/self/status, in bytes; 0: there is none.
uint64_t StatusBytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return std::stoull(line.substr(key.size())) * 1024;
  }
  return 0;
}

// A graph as a search gives it: each state leads a little further on, and back to where it was.
void Grow(uint32_t states, uint32_t steps_each, BehaviourGraph* graph) {
  std::mt19937 random(7);
  uint32_t known = 1;
  graph->AddState(true, std::vector<uint64_t>{0}, std::vector<uint64_t>{0});
  for (uint32_t from = 0; from < states; ++from) {
    std::vector<uint64_t> labels;
    std::vector<BehaviourGraph::NewStep> steps;
    for (uint32_t i = 0; i < steps_each; ++i) labels.push_back(random() % 4);
    for (uint32_t i = 0; i < steps_each; ++i) {
      const bool is_new = known < states && (i == 0 || random() % steps_each == 0);
      if (is_new) {
        const uint64_t state_labels = random() % 8;
        const uint64_t stutter_labels = 0;
        graph->AddState(false, {&state_labels, 1}, {&stutter_labels, 1});
      }
      const uint32_t near = known - 1 - random() % std::min(known, 50'000u);
      const uint32_t to = is_new ? known++ : near;
      steps.push_back({to, i, {&labels[i], 1}});
    }
    graph->AddSteps(from, steps);
  }
}

TEST(Memory, OfGraphAndJudgementIsAtMostSixteenBytesAStep) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep what is freed, and shadows of all of it";
#endif
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
  const uint64_t before = StatusBytes("VmRSS:");
  if (before == 0 || StatusBytes("VmHWM:") > before + (1 << 20)) {
    GTEST_SKIP() << "no peak to be read here";
  }
  BehaviourGraph graph(1, 1);
  Grow(1'000'000, 5, &graph);
  SmallProblem p;
  const auto asked = p.State("asked");
  const auto answered = p.State("answered");
  p.Assume(p.Fair(false, "A"));
  p.Check(p.LeadsTo(asked, answered));
  p.Check(p.Always(p.Eventually(answered)));
  const LivenessOutcome outcome = CheckLiveness(graph, p.problem, {});
  EXPECT_EQ(outcome.properties.size(), 2u);
  const double bytes = static_cast<double>(StatusBytes("VmHWM:") - before);
  const double bytes_a_step = bytes / static_cast<double>(graph.step_count());
  std::printf("%lu steps, %.1f bytes each at the peak, %.1f of them in the graph\n",
              static_cast<unsigned long>(graph.step_count()), bytes_a_step,
              static_cast<double>(graph.MemoryBytes()) / static_cast<double>(graph.step_count()));
  EXPECT_LT(bytes_a_step, 16);
}

}  // namespace
}  // namespace checker::liveness

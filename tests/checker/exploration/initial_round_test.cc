// Initial states by several workers: the same store, counts and discoveries as by one.

#include "checker/exploration/initial_round.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "checker/exploration/expansion.h"
#include "tests/checker/exploration/graph_model.h"

namespace checker::exploration {
namespace {

using model::transitions::PropertyKind;

// Many initial steps, some outside, several to one state; an invariant, false on `violations`.
Graph ManyInitial(uint64_t seed, size_t steps, const std::vector<NodeId>& violations) {
  std::mt19937_64 random(seed);
  Graph graph;
  const NodeId nodes = static_cast<NodeId>(steps);
  graph.steps.resize(nodes);
  for (size_t i = 0; i < steps; ++i) {
    GraphStep step;
    step.to = static_cast<NodeId>(random() % nodes);
    step.inside = random() % 16 != 0;
    graph.initial.push_back(step);
  }
  GraphProperty property;
  property.kind = PropertyKind::kInvariant;
  property.false_on.insert(violations.begin(), violations.end());
  graph.properties.push_back(property);
  return graph;
}

// All that taking the initial states leaves behind, as text.
class Taking {
 public:
  Taking(const Graph& graph, uint32_t workers, bool all)
      : model_(graph),
        plan_(MakePlan(model_, Options(workers, all), false, false)),
        store_(plan_),
        tally_(plan_.info->actions.size()),
        discoveries_(plan_.info->properties.size(), all),
        explorer_(model_.NewExplorer()),
        expansion_(plan_, explorer_.get(), &store_, &tally_, &discoveries_, nullptr) {}

  // Together, if there are several workers; and alone from where something was met.
  std::string Run() {
    const bool together = plan_.workers > 1;
    if (together) {
      parallel::WorkerPool pool(plan_.workers);
      WorkerExplorers explorers(model_, plan_.workers, explorer_.get());
      InitialRound round(plan_, &pool, &explorers, &store_, &tally_, &discoveries_, nullptr);
      outcome_ = round.Take(
          {}, [] { return false; }, &progress_);
      if (outcome_ == InitialRound::Outcome::kDone) return Shown();
    }
    expansion_.TakeInitialStates(
        {}, std::numeric_limits<double>::infinity(), [] { return false; }, &progress_);
    return Shown();
  }
  InitialRound::Outcome outcome() const { return outcome_; }

 private:
  static SearchOptions Options(uint32_t workers, bool all) {
    SearchOptions options;
    options.workers = workers;
    options.continue_after_violation = all;
    return options;
  }
  std::string Shown() {
    std::string text = std::to_string(tally_.generated()) + " generated\n";
    for (uint64_t i = 0; i < store_.distinct(); ++i) {
      text += std::to_string(store_.log.Get(StateIndex{i}).ordinal) + ":";
      for (const uint8_t byte : store_.next[i]) text += std::to_string(byte) + ".";
    }
    for (const Discovery& discovery : discoveries_.all()) {
      text += "\nproperty " + std::to_string(discovery.property) + " at step " +
              std::to_string(discovery.step->ordinal);
    }
    return text;
  }

  GraphModel model_;
  SearchPlan plan_;
  StateStore store_;
  Tally tally_;
  Discoveries discoveries_;
  std::unique_ptr<model::transitions::Explorer> explorer_;
  Expansion expansion_;
  InitialProgress progress_;
  InitialRound::Outcome outcome_ = InitialRound::Outcome::kDone;
};

void ExpectTheSame(const Graph& graph, bool all, InitialRound::Outcome outcome) {
  const std::string alone = Taking(graph, 1, all).Run();
  for (const uint32_t workers : {2u, 3u, 8u}) {
    Taking together(graph, workers, all);
    EXPECT_EQ(together.Run(), alone) << workers << " workers";
    EXPECT_EQ(together.outcome(), outcome);
  }
}

TEST(InitialRound, StoresAndCountsAsOneWorkerDoes) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    ExpectTheSame(ManyInitial(seed, 20000, {}), false, InitialRound::Outcome::kDone);
  }
}

TEST(InitialRound, LeavesTheFirstViolationToOneWorker) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    const Graph graph = ManyInitial(seed, 20000, {11111, 17, 19000});
    ExpectTheSame(graph, false, InitialRound::Outcome::kNews);
    ExpectTheSame(graph, true, InitialRound::Outcome::kNews);
  }
}

// One worker: the first is the one that asks, and may be late where there are others.
TEST(InitialRound, StopsWhenAsked) {
  const Graph graph = ManyInitial(1, 200000, {});
  GraphModel model(graph);
  SearchOptions options;
  options.workers = 1;
  const SearchPlan plan = MakePlan(model, options, false, false);
  StateStore store(plan);
  Tally tally(plan.info->actions.size());
  Discoveries discoveries(1, false);
  parallel::WorkerPool pool(1);
  const auto explorer = model.NewExplorer();
  WorkerExplorers explorers(model, 1, explorer.get());
  InitialRound round(plan, &pool, &explorers, &store, &tally, &discoveries, nullptr);
  InitialProgress progress;
  EXPECT_EQ(round.Take(
                {}, [] { return true; }, &progress),
            InitialRound::Outcome::kHalted);
  EXPECT_FALSE(progress.complete);
  EXPECT_EQ(tally.generated(), progress.states);
}

}  // namespace
}  // namespace checker::exploration

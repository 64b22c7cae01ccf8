#include "checker/causes/added_behaviours.h"

#include <gtest/gtest.h>

namespace checker::causes {
namespace {

// Two states and two suspects; the first step is there in every design.
class AddedBehaviours : public testing::Test {
 protected:
  AddedBehaviours() : pool(2) {
    graph.states.resize(2);
    for (DesignState& state : graph.states) {
      state.reached = state.expanded = kAllSets;
      state.judgements = {kAllSets, {Judgement{.where = kAllSets}}};
    }
    graph.states[0].initial = kAllSets;
    graph.states[0].expansions = {{kAllSets, {DesignStep{.target = 1}}}};
  }
  SuspectSet OnlyAdd() { return SuspectsThatOnlyAdd(graph, kAllSets, pool.everybody(), &pool); }

  FamilyPool pool;
  DesignGraph graph;
};

TEST_F(AddedBehaviours, AreAStepThatIsThereWithTheGuiltyAlone) {
  EXPECT_EQ(OnlyAdd(), 0b11u);
  graph.states[1].expansions = {{pool.WithInnocent(0), {}},
                                {pool.WithGuilty(0), {DesignStep{.target = 0}}}};
  EXPECT_EQ(OnlyAdd(), 0b11u);
}

TEST_F(AddedBehaviours, AreNoneWhereAStepGoes) {
  graph.states[1].expansions = {{pool.WithInnocent(0), {DesignStep{.target = 0}}},
                                {pool.WithGuilty(0), {}}};
  EXPECT_EQ(OnlyAdd(), 0b10u);
}

// The step is there in all designs, though expansions differ.
TEST_F(AddedBehaviours, TakeAStepOfTwoExpansionsForOne) {
  graph.states[1].expansions = {
      {pool.WithInnocent(0), {DesignStep{.target = 0}}},
      {pool.WithGuilty(0), {DesignStep{.target = 1}, DesignStep{.target = 0}}}};
  EXPECT_EQ(OnlyAdd(), 0b11u);
}

TEST_F(AddedBehaviours, AreNoneWhereALabelChanges) {
  graph.states[1].judgements = {
      kAllSets,
      {{.where = pool.WithInnocent(1), .labels = 1}, {.where = pool.WithGuilty(1), .labels = 2}}};
  EXPECT_EQ(OnlyAdd(), 0b01u);
  // The same label, told apart by accident.
  graph.states[1].judgements.parts[1].labels = 1;
  EXPECT_EQ(OnlyAdd(), 0b11u);
}

TEST_F(AddedBehaviours, CountOnlyInDesignsThatReachTheState) {
  graph.states[1].reached = pool.WithGuilty(0);
  graph.states[0].expansions = {{kAllSets, {{.target = 1, .guard = pool.WithGuilty(0)}}}};
  graph.states[1].expansions = {{pool.WithInnocent(0), {DesignStep{.target = 0}}},
                                {pool.WithGuilty(0), {}}};
  EXPECT_EQ(OnlyAdd(), 0b11u);
}

TEST_F(AddedBehaviours, AreNotShownWhereEvaluationFails) {
  graph.states[1].expansions = {{kAllSets, {}, /*fault=*/1}};
  EXPECT_EQ(OnlyAdd(), 0u);
}

}  // namespace
}  // namespace checker::causes

#include "checker/exploration/search_plan.h"

#include <gtest/gtest.h>

#include <vector>

namespace checker::exploration {
namespace {

// Of four steps, to the states 1, 2, 1 and 1.
std::vector<bool> Judged(const SearchPlan& plan) {
  model::transitions::StepBatch batch;
  for (const uint64_t target : {1, 2, 1, 1}) batch.Add(0, true, {target, 0}, {});
  std::vector<bool> judged;
  for (size_t i = 0; i < batch.size(); ++i) judged.push_back(IsToBeJudged(plan, batch, i));
  return judged;
}

TEST(IsToBeJudged, OneStepToEachTargetWhereTheTwoStatesDecide) {
  SearchPlan plan;
  plan.judge_steps = plan.judge_targets_once = true;
  EXPECT_EQ(Judged(plan), (std::vector<bool>{true, true, false, false}));
}

TEST(IsToBeJudged, EveryStepWhereMoreThanTheTwoStatesDecides) {
  SearchPlan plan;
  plan.judge_steps = true;
  EXPECT_EQ(Judged(plan), (std::vector<bool>{true, true, true, true}));
}

TEST(IsToBeJudged, NoStepWhereThereIsNothingToJudge) {
  SearchPlan plan;
  plan.judge_targets_once = true;
  EXPECT_EQ(Judged(plan), (std::vector<bool>{false, false, false, false}));
}

}  // namespace
}  // namespace checker::exploration

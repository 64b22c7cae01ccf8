#include "checker/runs/design_models.h"

#include <gtest/gtest.h>

#include "tests/checker/runs/temporary_folder.h"

namespace checker::runs {
namespace {

// Wide decides what the action's parameter ranges over, which lowering has to know of a fairness
// condition; Fast does not.
constexpr char kClimb[] = R"(---- MODULE Climb ----
EXTENDS Naturals, TLC
CONSTANTS Fast, Wide, Top
VARIABLE x
Init == x = 0
Up(n) == x < Top /\ x' = x + n + (IF Fast THEN 1 ELSE 0)
Next == \E n \in 1 .. 2 : Up(n)
Spec == Init /\ [][Next]_x /\ \A n \in (IF Wide THEN 1 .. 2 ELSE {1}) : WF_x(Up(n))
Low == x < 9
Arrives == <>(x >= Top)
Hurries == IF Fast THEN Arrives ELSE TRUE
Counts == TLCSet(1, x) /\ Low
====
)";
constexpr char kConfiguration[] = R"(SPECIFICATION Spec
CONSTANTS Fast = TRUE Wide = TRUE Top = 3
INVARIANT Low
PROPERTY Arrives
CHECK_DEADLOCK FALSE
)";

class DesignModelsTest : public testing::Test {
 protected:
  DesignModelsTest() {
    SourceOptions source;
    source.specification = folder_.Write("Climb.tla", kClimb);
    source.configuration = folder_.Write("Climb.cfg", kConfiguration);
    text_ = LoadText(source, WithConfiguration::kYes);
    line_up_.suspects = {Constant("Fast"), Constant("Wide")};
    line_up_.actual = kFast | kWide;
  }

  static LinedUp Constant(const std::string& name) {
    LinedUp suspect;
    suspect.shown.name = suspect.constant = name;
    suspect.shown.kind = results::SuspectKind::kConstant;
    return suspect;
  }

  static constexpr causes::SuspectSet kFast = 1, kWide = 2;
  TemporaryFolder folder_;
  std::unique_ptr<LoadedText> text_;
  LineUp line_up_;
};

TEST_F(DesignModelsTest, SharesALoweringAmongDesignsThatDifferInOpenConstants) {
  DesignModels models(text_.get(), &line_up_, {});
  EXPECT_EQ(models.open_constants(), kFast);
  EXPECT_EQ(models.settled_constants(), kWide);
  const ModelUse use{.properties = {"Low"}};
  const auto model = models.Get(kFast | kWide, use);
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(models.Get(kWide, use), model);
  EXPECT_NE(models.Get(kFast, use), model);
  EXPECT_NE(models.Get(kFast | kWide, {.properties = {"Arrives"}}), model);
  EXPECT_EQ(models.SwitchValues(model->system->info(), kFast), 1u);
  EXPECT_EQ(models.SwitchValues(model->system->info(), kWide), 0u);
}

// An ordinary run judges the formula of its design; the search of all, one that has them all.
TEST_F(DesignModelsTest, LowersADesignByItselfWhereConstantsDecideTheFormula) {
  DesignModels models(text_.get(), &line_up_, {"Hurries"});
  const ModelUse use{.properties = {"Hurries"}};
  const auto model = models.Get(kFast, use);
  ASSERT_NE(model, nullptr);
  EXPECT_TRUE(model->system->info().switches.empty());
  EXPECT_EQ(models.Get(kFast, use), model);
  EXPECT_NE(models.Get(0, use), model);
  const auto of_all = models.Get(kFast, models.SearchOfAll());
  EXPECT_EQ(of_all->system->info().switches.size(), 1u);
  EXPECT_EQ(models.Get(0, models.SearchOfAll()), of_all);
}

TEST_F(DesignModelsTest, GivesAModelThatKeepsStateOfItsOwnToOneRunOnly) {
  DesignModels models(text_.get(), &line_up_, {"Counts"});
  const ModelUse use{.properties = {"Counts"}};
  const auto model = models.Get(kFast, use);
  ASSERT_NE(model, nullptr);
  EXPECT_NE(models.Get(kFast, use), model);
}

TEST_F(DesignModelsTest, SaysWhyThereIsNoModel) {
  DesignModels models(text_.get(), &line_up_, {"Nobody"});
  EXPECT_EQ(models.open_constants(), 0u);
  EXPECT_EQ(models.Get(kFast, {.properties = {"Nobody"}}), nullptr);
  EXPECT_NE(models.reason().find("Nobody"), std::string::npos);
  EXPECT_FALSE(text_->diagnostics.has_errors());
}

}  // namespace
}  // namespace checker::runs

#include <gtest/gtest.h>

#include "checker/results/results.h"

namespace checker::results {
namespace {

TEST(Names, OfVerdictsAreTheWordsOfTheJsonReport) {
  EXPECT_EQ(NameOf(Verdict::kPass), "pass");
  EXPECT_EQ(NameOf(Verdict::kFail), "fail");
  EXPECT_EQ(NameOf(Verdict::kVacuous), "vacuous");
  EXPECT_EQ(NameOf(Verdict::kIncomplete), "incomplete");
  EXPECT_EQ(NameOf(Verdict::kError), "error");
}

TEST(Names, OfPropertyKindsAreTheWordsOfTheJsonReport) {
  EXPECT_EQ(NameOf(PropertyResultKind::kInvariant), "invariant");
  EXPECT_EQ(NameOf(PropertyResultKind::kInitialPredicate), "temporal");
  EXPECT_EQ(NameOf(PropertyResultKind::kActionProperty), "action_property");
  EXPECT_EQ(NameOf(PropertyResultKind::kTemporal), "temporal");
  EXPECT_EQ(NameOf(PropertyResultKind::kDeadlock), "deadlock");
  EXPECT_EQ(NameOf(PropertyResultKind::kAssumption), "assumption");
  EXPECT_EQ(NameOf(PropertyResultKind::kPostcondition), "postcondition");
}

}  // namespace
}  // namespace checker::results

#include "model/transitions/rare.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace model::transitions {
namespace {

TEST(Rare, HoldsNothingUntilItIsGivenAValue) {
  Rare<std::string> rare;
  EXPECT_FALSE(rare);
  rare = std::string("a fault");
  ASSERT_TRUE(rare);
  EXPECT_EQ(*rare, "a fault");
  EXPECT_EQ(rare->size(), 7u);
}

TEST(Rare, ACopyHasAValueOfItsOwn) {
  Rare<std::string> one(std::string("one"));
  Rare<std::string> other = one;
  *other = "other";
  EXPECT_EQ(*one, "one");
  one = Rare<std::string>();
  EXPECT_FALSE(one);
  EXPECT_EQ(*other, "other");
}

TEST(Rare, BecomesAnOptional) {
  EXPECT_EQ(std::optional<int>(Rare<int>(3)), 3);
  EXPECT_EQ(std::optional<int>(Rare<int>()), std::nullopt);
}

}  // namespace
}  // namespace model::transitions

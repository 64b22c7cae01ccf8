#include "checker/reports/trace_difference.h"

#include <gtest/gtest.h>

#include "tests/checker/reports/sample_results.h"

namespace checker::reports {
namespace {

std::string PartsText(const Datum& before, const Datum& after) {
  std::string text;
  for (const auto& [name, value] : ChangedParts("v", before, after)) {
    text += name + " = " + ToText(value) + "; ";
  }
  return text;
}

TEST(TraceDifference, DescendsIntoFunctionsAndRecords) {
  const auto value = [](int64_t epoch) {
    return Function({{ModelValue("p1"), Record({{"epoch", Integer(epoch)}, {"ok", Boolean(true)}})},
                     {ModelValue("p2"), Integer(0)}});
  };
  EXPECT_EQ(PartsText(value(1), value(2)), "v[p1].epoch = 2; ");
}

TEST(TraceDifference, TellsWhatASetGainedAndLost) {
  EXPECT_EQ(PartsText(Set({Integer(1), Integer(2)}), Set({Integer(2), Integer(3)})),
            "v (added) = {3}; v (removed) = {1}; ");
  EXPECT_EQ(PartsText(Set({Integer(1)}), Set({Integer(2)})), "v = {2}; ");
  EXPECT_EQ(PartsText(Set({Integer(1)}), Set({})), "v = {}; ");
}

TEST(TraceDifference, TellsWhatASequenceGained) {
  EXPECT_EQ(PartsText(Tuple({Integer(1)}), Tuple({Integer(1), Integer(2)})),
            "v (appended) = <<2>>; ");
  EXPECT_EQ(PartsText(Tuple({Integer(1), Integer(2)}), Tuple({Integer(1), Integer(3)})),
            "v[2] = 3; ");
}

TEST(TraceDifference, ShowsTheWholeValueWhenItsShapeChanged) {
  EXPECT_EQ(PartsText(Integer(1), Set({Integer(1)})), "v = {1}; ");
}

TEST(TraceDifference, NamesTheSmallestPartsInWhichTwoValuesDiffer) {
  const auto value = [](int64_t epoch, Datum set) {
    return Record({{"epoch", Tuple({Integer(0), Integer(epoch)})}, {"set", std::move(set)}});
  };
  const auto parts = DifferingParts("v", value(1, Set({})), value(2, Set({Integer(3)})));
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].name, "v.epoch[2]");
  EXPECT_EQ(ToText(parts[0].one) + ToText(parts[0].other), "12");
  EXPECT_EQ(parts[1].name, "v.set");
  EXPECT_EQ(ToText(parts[1].one) + ToText(parts[1].other), "{}{3}");
}

}  // namespace
}  // namespace checker::reports

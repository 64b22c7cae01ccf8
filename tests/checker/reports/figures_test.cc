#include "checker/reports/figures.h"

#include <gtest/gtest.h>

#include "checker/reports/progress_text.h"

namespace checker::reports {
namespace {

TEST(Figures, GroupsDigits) {
  EXPECT_EQ(CountText(0), "0");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1234567), "1,234,567");
}

TEST(Figures, ChoosesUnits) {
  EXPECT_EQ(BytesText(812), "812 B");
  EXPECT_EQ(BytesText(3500 * 1024), "3.4 MiB");
  EXPECT_EQ(BytesText(uint64_t{5} << 30), "5.0 GiB");
  EXPECT_EQ(DurationText(0.0001), "less than 1 ms");
  EXPECT_EQ(DurationText(0.0421), "42 ms");
  EXPECT_EQ(DurationText(1.5), "1.50 s");
  EXPECT_EQ(DurationText(185), "3 min 05 s");
  EXPECT_EQ(DurationText(7630), "2 h 07 min");
  EXPECT_EQ(RateText(9'600'000, 2), "4.8 million");
}

TEST(Figures, JoinsNames) {
  EXPECT_EQ(Enumeration({"A"}), "A");
  EXPECT_EQ(Enumeration({"A", "B", "C"}), "A, B and C");
}

TEST(ProgressText, PutsASearchOnOneLine) {
  EXPECT_EQ(ProgressText({.phase = "exploring",
                          .distinct = 1234567,
                          .left = 4567,
                          .depth = 12,
                          .seconds = 12.34,
                          .generated_per_second = 1.2e6,
                          .memory_bytes = 340 << 20}),
            "exploring: depth 12, 1,234,567 states (4,567 queued), 1.2 million/s, 340 MiB, 12.3 s");
}

}  // namespace
}  // namespace checker::reports

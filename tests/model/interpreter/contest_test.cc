#include "model/interpreter/contest.h"

#include <gtest/gtest.h>
#include <time.h>

namespace model::interpreter {
namespace {

void Work(int64_t nanoseconds) {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  const int64_t end = now.tv_sec * 1'000'000'000 + now.tv_nsec + nanoseconds;
  do {
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  } while (now.tv_sec * 1'000'000'000 + now.tv_nsec < end);
}

// Of the last thousand pieces of so many, those done in the new way.
int NewOnes(Contest& contest, int pieces, int64_t new_time, int64_t old_time) {
  int count = 0;
  for (int i = 0; i < pieces; ++i) {
    const bool is_new = contest.Next() == Contest::Way::kNew;
    Work(is_new ? new_time : old_time);
    if (is_new && i >= pieces - 1000) ++count;
  }
  return count;
}

TEST(ContestTest, TheFasterWayIsUsed) {
  Contest faster, slower;
  EXPECT_EQ(NewOnes(faster, 10'000, 500, 3000), 1000);
  EXPECT_EQ(faster.losses(), 0u);
  EXPECT_EQ(NewOnes(slower, 10'000, 3000, 500), 0);
  EXPECT_EQ(slower.losses(), 1u);
}

TEST(ContestTest, ANewWayIsTriedAtOnce) {
  Contest contest;
  NewOnes(contest, 10'000, 3000, 500);
  contest.StartAnew();
  EXPECT_EQ(contest.Next(), Contest::Way::kNew);
  EXPECT_EQ(NewOnes(contest, 10'000, 500, 3000), 1000);
}

}  // namespace
}  // namespace model::interpreter

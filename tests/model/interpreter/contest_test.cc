#include "model/interpreter/contest.h"

#include <gtest/gtest.h>
#include <time.h>

#include <thread>
#include <vector>

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
int NewOnes(Contestant& contestant, int pieces, int64_t new_time, int64_t old_time) {
  int count = 0;
  for (int i = 0; i < pieces; ++i) {
    const bool is_new = contestant.Next() == Contest::Way::kNew;
    Work(is_new ? new_time : old_time);
    if (is_new && i >= pieces - 1000) ++count;
  }
  return count;
}

TEST(ContestTest, TheFasterWayIsUsed) {
  Contest faster, slower;
  Contestant of_faster(&faster), of_slower(&slower);
  EXPECT_EQ(NewOnes(of_faster, 10'000, 500, 3000), 1000);
  EXPECT_EQ(faster.losses(), 0u);
  EXPECT_EQ(NewOnes(of_slower, 10'000, 3000, 500), 0);
  EXPECT_EQ(slower.losses(), 1u);
}

TEST(ContestTest, AWayInUseMustLoseTwice) {
  Contest contest;
  Contestant contestant(&contest);
  NewOnes(contestant, 10'000, 100, 500);
  // Through the rest of its use, and the timing after that.
  EXPECT_EQ(NewOnes(contestant, 17'000, 300, 100), 1000);
  EXPECT_EQ(contest.losses(), 0u);
  EXPECT_EQ(NewOnes(contestant, 10'000, 300, 100), 0);
  EXPECT_EQ(contest.losses(), 1u);
}

TEST(ContestTest, ANewWayIsTriedAtOnce) {
  Contest contest;
  Contestant contestant(&contest);
  NewOnes(contestant, 10'000, 3000, 500);
  contest.StartAnew();
  contestant.Drop();
  EXPECT_EQ(contestant.Next(), Contest::Way::kNew);
  EXPECT_EQ(NewOnes(contestant, 10'000, 500, 3000), 1000);
}

TEST(ContestTest, WhatOneWorkerFindsOutTheOthersNeedNot) {
  Contest contest;
  Contestant first(&contest), second(&contest);
  NewOnes(first, 10'000, 3000, 500);
  EXPECT_EQ(NewOnes(second, 1000, 3000, 500), 0);
  EXPECT_EQ(contest.losses(), 1u);
}

TEST(ContestTest, WorkersFindOutTogether) {
  Contest contest;
  std::vector<std::thread> workers;
  for (int i = 0; i < 3; ++i) {
    workers.emplace_back([&contest] {
      Contestant contestant(&contest);
      NewOnes(contestant, 4000, 3000, 500);
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(contest.losses(), 1u);
}

}  // namespace
}  // namespace model::interpreter

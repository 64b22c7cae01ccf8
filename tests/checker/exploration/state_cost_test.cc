#include "checker/exploration/state_cost.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace checker::exploration {
namespace {

void Sleep(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

// Keeps the processor busy for at least so long.
void Work(int milliseconds) {
  const double end = ThreadSeconds() + milliseconds * 1e-3;
  while (ThreadSeconds() < end) {
  }
}

TEST(StateCost, IsTheTimeDividedByTheStates) {
  StateCost cost;
  EXPECT_FALSE(cost.known());
  cost.Begin();
  Work(10);
  cost.End(10);
  EXPECT_TRUE(cost.known());
  EXPECT_GE(cost.seconds(), 0.9e-3);
}

TEST(StateCost, DoesNotCountTheTimeOfOtherProcesses) {
  StateCost cost;
  cost.Begin();
  Work(1);
  cost.End(1000);
  const double alone = cost.seconds();
  for (int stretch = 0; stretch < 4; ++stretch) {
    cost.Begin();
    Sleep(40);
    cost.End(4);
    EXPECT_LT(cost.seconds(), 1e-3) << "beside " << alone;
  }
}

TEST(StateCost, BelievesARiseThatLasts) {
  StateCost cost;
  cost.Begin();
  Work(1);
  cost.End(1000);
  for (int stretch = 0; stretch < 2; ++stretch) {
    cost.Begin();
    Work(20);
    cost.End(4);
  }
  EXPECT_GE(cost.seconds(), 4e-3);
}

}  // namespace
}  // namespace checker::exploration

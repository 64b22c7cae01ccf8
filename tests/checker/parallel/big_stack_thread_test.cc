#include "checker/parallel/big_stack_thread.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace checker::parallel {
namespace {

// Each call needs more than a kilobyte; not a loop in disguise.
size_t Recurse(size_t depth) {
  volatile char frame[1024];
  frame[depth % sizeof(frame)] = 1;
  return depth == 0 ? 0 : Recurse(depth - 1) + static_cast<size_t>(frame[depth % sizeof(frame)]);
}

TEST(BigStackThread, BearsRecursionThatADefaultStackDoesNot) {
  size_t depth = 0;
  RunOnBigStack([&] { depth = Recurse(100'000); });
  EXPECT_EQ(depth, 100'000u);
}

TEST(BigStackThread, KnowsHowMuchOfTheStackIsLeft) {
  size_t left = 0;
  RunOnBigStack([&] { left = StackBytesLeft(); });
  EXPECT_GT(left, kBigStackBytes / 2);
  EXPECT_LE(left, kBigStackBytes);
  EXPECT_GT(StackBytesLeft(), size_t{64} << 10);
}

}  // namespace
}  // namespace checker::parallel

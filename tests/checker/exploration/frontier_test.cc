#include "checker/exploration/frontier.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace checker::exploration {
namespace {

using model::transitions::StateBytes;

std::vector<uint8_t> StateOf(uint64_t i) {
  return std::vector<uint8_t>(i * 7 % 50, static_cast<uint8_t>(i));
}

std::vector<uint8_t> Copy(StateBytes bytes) { return {bytes.begin(), bytes.end()}; }

TEST(Frontier, KeepsStatesOfAnySizeInOrder) {
  Frontier frontier;
  frontier.Reset(100);
  for (uint64_t i = 100; i < 5000; ++i) frontier.Append(StateOf(i));
  EXPECT_EQ(frontier.begin(), 100u);
  EXPECT_EQ(frontier.end(), 5000u);
  for (uint64_t i = 100; i < 5000; ++i) ASSERT_EQ(Copy(frontier[i]), StateOf(i));
}

TEST(Frontier, CanBeFilledLater) {
  Frontier frontier;
  frontier.Reset(0);
  for (uint64_t i = 0; i < 3000; ++i) {
    const auto size = static_cast<uint32_t>(StateOf(i).size());
    i % 2 == 0 ? frontier.Append(StateOf(i)) : frontier.AppendUnfilled({&size, 1});
  }
  for (uint64_t i = 2999; i < 3000; i -= 2) frontier.Fill(i, StateOf(i));
  for (uint64_t i = 0; i < 3000; ++i) ASSERT_EQ(Copy(frontier[i]), StateOf(i));
}

TEST(Frontier, FreesWhatWasConsumed) {
  Frontier frontier;
  frontier.Reset(0);
  for (uint64_t i = 0; i < 100'000; ++i) frontier.Append(StateOf(i));
  const uint64_t before = frontier.memory_bytes();
  EXPECT_LT(before, uint64_t{100'000} * 28);
  frontier.ReleaseBefore(90'000);
  EXPECT_LT(frontier.memory_bytes(), before / 8);
  for (uint64_t i = 90'000; i < 100'000; ++i) ASSERT_EQ(Copy(frontier[i]), StateOf(i));
  frontier.Reset(0);
  EXPECT_EQ(frontier.memory_bytes(), 0u);
}

}  // namespace
}  // namespace checker::exploration

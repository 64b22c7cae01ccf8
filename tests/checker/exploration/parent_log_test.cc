#include "checker/exploration/parent_log.h"

#include <gtest/gtest.h>

namespace checker::exploration {
namespace {

TEST(ParentLog, GivesBackWhatWasAppended) {
  ParentLog log;
  for (uint64_t i = 0; i < 200'000; ++i) {
    log.Append({i % 3 == 0 ? kNoState : StateIndex{i / 2}, i % 1000});
  }
  ASSERT_EQ(log.size(), 200'000u);
  for (uint64_t i = 0; i < 200'000; ++i) {
    const ParentLog::Origin origin = log.Get(StateIndex{i});
    ASSERT_EQ(origin.parent, i % 3 == 0 ? kNoState : StateIndex{i / 2});
    ASSERT_EQ(origin.ordinal, i % 1000);
  }
}

TEST(ParentLog, RemembersWhatAnEntryHasNoRoomFor) {
  ParentLog log;
  const uint64_t ordinals[] = {(1 << 15) - 1, 1 << 15, (uint64_t{1} << 31) - 2,
                               (uint64_t{1} << 31) - 1, uint64_t{1} << 40};
  for (const uint64_t ordinal : ordinals) log.Append({kNoState, ordinal});
  for (const uint64_t ordinal : ordinals) log.Append({StateIndex{7}, ordinal});
  for (uint64_t i = 0; i < 5; ++i) {
    EXPECT_EQ(log.Get(StateIndex{i}).ordinal, ordinals[i]);
    EXPECT_EQ(log.Get(StateIndex{i}).parent, kNoState);
    EXPECT_EQ(log.Get(StateIndex{i + 5}).ordinal, ordinals[i]);
    EXPECT_EQ(log.Get(StateIndex{i + 5}).parent, StateIndex{7});
  }
}

TEST(ParentLog, RemembersParentsFarApart) {
  ParentLog log;
  const uint64_t parents[] = {1'000'000, 1'000'000 + 65'535, 1'000'000 + 65'536, 999'999, 0};
  for (const uint64_t parent : parents) log.Append({StateIndex{parent}, 3});
  for (uint64_t i = 0; i < 5; ++i) {
    EXPECT_EQ(log.Get(StateIndex{i}).parent, StateIndex{parents[i]});
    EXPECT_EQ(log.Get(StateIndex{i}).ordinal, 3u);
  }
}

TEST(ParentLog, HasRoomForATrillionStates) {
  ParentLog log;
  log.Append({StateIndex{999'999'999'999}, 5});
  EXPECT_EQ(log.Get(StateIndex{0}).parent, StateIndex{999'999'999'999});
}

TEST(ParentLog, TakesFourBytesAState) {
  ParentLog log;
  log.Extend(1 << 20, StateIndex{5});
  EXPECT_LE(log.memory_bytes(), 4.01 * (1 << 20));
}

}  // namespace
}  // namespace checker::exploration

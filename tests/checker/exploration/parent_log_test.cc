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

TEST(ParentLog, RemembersOrdinalsThatTheEntryHasNoRoomFor) {
  ParentLog log;
  const uint64_t ordinals[] = {(1 << 24) - 2, (1 << 24) - 1, 1 << 24, uint64_t{1} << 40};
  for (const uint64_t ordinal : ordinals) log.Append({kNoState, ordinal});
  for (uint64_t i = 0; i < 4; ++i) {
    EXPECT_EQ(log.Get(StateIndex{i}).ordinal, ordinals[i]);
    EXPECT_EQ(log.Get(StateIndex{i}).parent, kNoState);
  }
}

TEST(ParentLog, HasRoomForATrillionStates) {
  ParentLog log;
  log.Append({StateIndex{999'999'999'999}, 5});
  EXPECT_EQ(log.Get(StateIndex{0}).parent, StateIndex{999'999'999'999});
}

TEST(ParentLog, TakesEightBytesAState) {
  ParentLog log;
  log.Extend(1 << 20);
  EXPECT_EQ(log.memory_bytes(), uint64_t{8} << 20);
}

}  // namespace
}  // namespace checker::exploration

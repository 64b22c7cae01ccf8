#include "checker/exploration/fingerprint_set.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <set>
#include <vector>

#include "checker/parallel/worker_pool.h"

namespace checker::exploration {
namespace {

using Key = FingerprintSet::Key;

// Fingerprints of every kind: consecutive, only high bits, extremes.
std::vector<Key> Keys(const FingerprintSet& set, uint64_t count) {
  std::vector<Key> keys;
  for (uint64_t i = 0; i < count; ++i) {
    keys.push_back(set.KeyOf({i, i % 2}));
    keys.push_back(set.KeyOf({~i, 1}));
    keys.push_back(set.KeyOf({i << 32, 1}));
  }
  return keys;
}

TEST(FingerprintSet, SaysWhetherAKeyIsNew) {
  FingerprintSet set({});
  ASSERT_TRUE(set.Reserve(10, nullptr));
  const Key key = set.KeyOf({42, 0});
  EXPECT_EQ(set.Find(key), FingerprintSet::kAbsent);
  const FingerprintSet::Insertion first = set.InsertAlone(key);
  EXPECT_TRUE(first.is_new);
  const FingerprintSet::Insertion second = set.InsertAlone(key);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(first.slot, second.slot);
  EXPECT_EQ(set.Find(key), first.slot);
  EXPECT_EQ(set.size(), 1u);
}

TEST(FingerprintSet, HoldsTheFingerprintZero) {
  for (const bool wide : {false, true}) {
    FingerprintSet set({.wide = wide});
    const Key zero = set.KeyOf({0, 0});
    EXPECT_EQ(set.Find(zero), FingerprintSet::kAbsent);
    EXPECT_TRUE(set.InsertAlone(zero).is_new);
    EXPECT_FALSE(set.InsertAlone(zero).is_new);
    EXPECT_NE(set.Find(zero), FingerprintSet::kAbsent);
    EXPECT_TRUE(set.Reserve(100'000, nullptr));
    EXPECT_NE(set.Find(zero), FingerprintSet::kAbsent);
    EXPECT_EQ(set.Find(set.KeyOf({1, 0})), FingerprintSet::kAbsent);
  }
}

TEST(FingerprintSet, TellsApartWideFingerprintsThatShareTheirLowHalf) {
  FingerprintSet set({.wide = true});
  EXPECT_TRUE(set.InsertAlone(set.KeyOf({7, 1})).is_new);
  EXPECT_TRUE(set.InsertAlone(set.KeyOf({7, 2})).is_new);
  EXPECT_FALSE(set.InsertAlone(set.KeyOf({7, 1})).is_new);
  EXPECT_EQ(set.Find(set.KeyOf({7, 3})), FingerprintSet::kAbsent);
}

TEST(FingerprintSet, KeepsEverythingWhileItGrows) {
  for (const FingerprintSet::Options& options :
       {FingerprintSet::Options{}, FingerprintSet::Options{.wide = true, .numbered = true}}) {
    FingerprintSet set(options);
    const std::vector<Key> keys = Keys(set, 60'000);
    std::set<uint64_t> distinct;
    uint64_t number = 0;
    std::vector<uint64_t> numbers;
    for (const Key& key : keys) {
      ASSERT_TRUE(set.Reserve(1, nullptr));
      const FingerprintSet::Insertion insertion = set.InsertAlone(key);
      if (!options.numbered) {
        distinct.insert(key.low);
        continue;
      }
      if (insertion.is_new) set.SetNumber(insertion.slot, number++);
      numbers.push_back(set.NumberAt(insertion.slot));
    }
    if (!options.numbered) {
      EXPECT_EQ(set.size(), distinct.size());
    }
    for (size_t i = 0; i < keys.size(); ++i) {
      const FingerprintSet::Slot slot = set.Find(keys[i]);
      ASSERT_NE(slot, FingerprintSet::kAbsent);
      if (options.numbered) {
        ASSERT_EQ(set.NumberAt(slot), numbers[i]);
      }
    }
    EXPECT_EQ(set.Find(set.KeyOf({0x123456789abcdef, 5})), FingerprintSet::kAbsent);
  }
}

TEST(FingerprintSet, TakesFewBytesPerKeyAtAnySize) {
  FingerprintSet set({});
  for (uint64_t i = 1; i <= 2'500'000; ++i) {
    ASSERT_TRUE(set.Reserve(1, nullptr));
    set.InsertAlone(set.KeyOf({i, 0}));
    if (i > 100'000 && i % 1000 == 0) {
      ASSERT_LE(set.memory_bytes(), 14 * i);
    }
  }
}

TEST(FingerprintSet, GrowsInParallelAsItDoesAlone) {
  parallel::WorkerPool pool(4);
  FingerprintSet alone({.numbered = true});
  FingerprintSet together({.numbered = true});
  const std::vector<Key> keys = Keys(alone, 60'000);
  for (const Key& key : keys) {
    ASSERT_TRUE(alone.Reserve(1, nullptr));
    ASSERT_TRUE(together.Reserve(1, &pool));
    alone.SetNumber(alone.InsertAlone(key).slot, key.low % 1'000'003);
    together.SetNumber(together.InsertAlone(key).slot, key.low % 1'000'003);
  }
  EXPECT_EQ(alone.size(), together.size());
  EXPECT_EQ(alone.capacity(), together.capacity());
  for (const Key& key : keys) {
    const FingerprintSet::Slot slot = together.Find(key);
    ASSERT_NE(slot, FingerprintSet::kAbsent);
    ASSERT_EQ(together.NumberAt(slot), key.low % 1'000'003);
  }
}

TEST(FingerprintSet, LosesNothingToRacingInserters) {
  constexpr uint32_t kWorkers = 4;
  parallel::WorkerPool pool(kWorkers);
  FingerprintSet set({});
  const std::vector<Key> keys = Keys(set, 40'000);
  const std::set<uint64_t> distinct = [&] {
    std::set<uint64_t> lows;
    for (const Key& key : keys) lows.insert(key.low);
    return lows;
  }();
  ASSERT_TRUE(set.Reserve(distinct.size(), nullptr));
  std::atomic<uint64_t> inserted{0};
  // Many small partitions, so that there are many borders.
  constexpr uint32_t kPartitions = 64 * kWorkers;
  pool.Run([&](uint32_t worker) {
    for (const Key& key : keys) {
      if (FingerprintSet::PartitionOf(key, kPartitions) % kWorkers != worker) continue;
      inserted += set.Insert(key).is_new;
    }
  });
  set.CountInserted(inserted);
  EXPECT_EQ(set.size(), distinct.size());
  for (const Key& key : keys) ASSERT_NE(set.Find(key), FingerprintSet::kAbsent);
}

TEST(FingerprintSet, CutsKeysIntoPartitionsByTheirPlace) {
  FingerprintSet set({});
  EXPECT_EQ(FingerprintSet::PartitionOf({0, 0}, 8), 0u);
  EXPECT_EQ(FingerprintSet::PartitionOf({~uint64_t{0}, 0}, 8), 7u);
  EXPECT_EQ(FingerprintSet::PartitionOf({uint64_t{1} << 63, 0}, 8), 4u);
}

}  // namespace
}  // namespace checker::exploration

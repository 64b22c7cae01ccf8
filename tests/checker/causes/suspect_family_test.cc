#include "checker/causes/suspect_family.h"

#include <gtest/gtest.h>

#include <bit>
#include <random>
#include <set>

namespace checker::causes {
namespace {

constexpr uint32_t kSuspects = 6;
using Explicit = std::set<SuspectSet>;

Explicit MembersOf(const FamilyPool& pool, Family family) {
  Explicit members;
  for (SuspectSet s = 0; s < (1u << kSuspects); ++s) {
    if (pool.Contains(family, s)) members.insert(s);
  }
  return members;
}

std::pair<Family, Explicit> RandomFamily(FamilyPool* pool, std::mt19937* random) {
  Family family = kNoSets;
  Explicit members;
  const int count = static_cast<int>((*random)() % 20);
  for (int i = 0; i < count; ++i) {
    const SuspectSet set = (*random)() % (1u << kSuspects);
    family = pool->Or(family, pool->Exactly(set));
    members.insert(set);
  }
  return {family, members};
}

TEST(SuspectFamily, CombinesAsSetsOfSetsDo) {
  std::mt19937 random(1);
  FamilyPool pool(kSuspects);
  for (int round = 0; round < 500; ++round) {
    const auto [a, a_members] = RandomFamily(&pool, &random);
    const auto [b, b_members] = RandomFamily(&pool, &random);
    Explicit either, both, rest;
    for (SuspectSet s = 0; s < (1u << kSuspects); ++s) {
      const bool in_a = a_members.contains(s), in_b = b_members.contains(s);
      if (in_a || in_b) either.insert(s);
      if (in_a && in_b) both.insert(s);
      if (in_a && !in_b) rest.insert(s);
    }
    EXPECT_EQ(MembersOf(pool, pool.Or(a, b)), either);
    EXPECT_EQ(MembersOf(pool, pool.And(a, b)), both);
    EXPECT_EQ(MembersOf(pool, pool.Minus(a, b)), rest);
    EXPECT_EQ(pool.IsSubfamily(a, b), rest.empty());
    EXPECT_EQ(pool.Count(a), static_cast<double>(a_members.size()));
  }
}

TEST(SuspectFamily, EqualFamiliesAreOneNode) {
  FamilyPool pool(kSuspects);
  const Family a = pool.Or(pool.Exactly(3), pool.Exactly(5));
  const Family b = pool.Or(pool.Exactly(5), pool.Exactly(3));
  EXPECT_EQ(a, b);
  EXPECT_EQ(pool.Or(pool.WithGuilty(2), pool.WithInnocent(2)), kAllSets);
}

TEST(SuspectFamily, FindsSmallestAndLargestMembers) {
  std::mt19937 random(2);
  FamilyPool pool(kSuspects);
  for (int round = 0; round < 500; ++round) {
    const auto [family, members] = RandomFamily(&pool, &random);
    const auto smallest = pool.Smallest(family), largest = pool.Largest(family),
               any = pool.Any(family);
    ASSERT_EQ(smallest.has_value(), !members.empty());
    if (members.empty()) continue;
    int least = 64, most = 0;
    for (SuspectSet s : members) {
      least = std::min(least, std::popcount(s));
      most = std::max(most, std::popcount(s));
    }
    EXPECT_TRUE(members.contains(*smallest));
    EXPECT_TRUE(members.contains(*largest));
    EXPECT_TRUE(members.contains(*any));
    EXPECT_EQ(std::popcount(*smallest), least);
    EXPECT_EQ(std::popcount(*largest), most);
  }
}

TEST(SuspectFamily, ClosesUpwardsAndDownwardsAlongFreeSuspects) {
  std::mt19937 random(3);
  FamilyPool pool(kSuspects);
  for (int round = 0; round < 300; ++round) {
    const auto [family, members] = RandomFamily(&pool, &random);
    const SuspectSet free = random() % (1u << kSuspects);
    Explicit up, down;
    for (SuspectSet s = 0; s < (1u << kSuspects); ++s) {
      for (SuspectSet m : members) {
        if ((s & m) == m && ((s ^ m) & ~free) == 0) up.insert(s);
        if ((s & m) == s && ((s ^ m) & ~free) == 0) down.insert(s);
      }
    }
    EXPECT_EQ(MembersOf(pool, pool.UpClosure(family, free)), up);
    EXPECT_EQ(MembersOf(pool, pool.DownClosure(family, free)), down);
  }
}

TEST(SuspectFamily, TellsOfAllFamiliesAtOnceWhichContainASet) {
  std::mt19937 random(5);
  FamilyPool pool(kSuspects);
  std::vector<Family> families = {kNoSets, kAllSets};
  for (int round = 0; round < 100; ++round) families.push_back(RandomFamily(&pool, &random).first);
  for (SuspectSet set = 0; set < (1u << kSuspects); ++set) {
    const FamilyPool::Membership member = pool.MembershipOf(set);
    for (Family family : families) EXPECT_EQ(member(family), pool.Contains(family, set));
  }
}

TEST(SuspectFamily, ChangesMembersInTheSuspectsOfAMask) {
  std::mt19937 random(4);
  FamilyPool pool(kSuspects);
  for (int round = 0; round < 300; ++round) {
    const auto [family, members] = RandomFamily(&pool, &random);
    const SuspectSet mask = random() % (1u << kSuspects);
    Explicit changed;
    for (SuspectSet m : members) changed.insert(m ^ mask);
    EXPECT_EQ(MembersOf(pool, pool.Flipped(family, mask)), changed);
    EXPECT_EQ(pool.Flipped(pool.Flipped(family, mask), mask), family);
  }
}

TEST(SuspectFamily, HoldsSixtyFourSuspects) {
  FamilyPool pool(64);
  EXPECT_EQ(pool.Largest(kAllSets), ~SuspectSet{0});
  EXPECT_EQ(pool.Smallest(pool.WithGuilty(63)), Only(63));
  EXPECT_TRUE(pool.Contains(pool.Supersets(Only(0) | Only(63)), ~SuspectSet{0}));
}

}  // namespace
}  // namespace checker::causes

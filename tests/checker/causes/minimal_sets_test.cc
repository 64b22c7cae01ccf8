#include "checker/causes/minimal_sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <random>

namespace checker::causes {
namespace {

using Truth = std::vector<bool>;  // V, by set

// By definition, over all sets.
std::vector<SuspectSet> CausesByDefinition(const Truth& violated, const Truth& valid) {
  std::vector<SuspectSet> result;
  for (SuspectSet s = 0; s < violated.size(); ++s) {
    if (!valid[s] || !violated[s]) continue;
    bool minimal = true;
    for (SuspectSet t = 0; t < s; ++t)
      minimal &= t == s || (t & s) != t || !valid[t] || !violated[t];
    if (minimal) result.push_back(s);
  }
  return result;
}

std::vector<SuspectSet> FixesByDefinition(const Truth& violated, const Truth& valid,
                                          SuspectSet actual) {
  std::vector<SuspectSet> result;
  auto mends = [&](SuspectSet fix) { return valid[actual & ~fix] && !violated[actual & ~fix]; };
  for (SuspectSet f = 0; f < violated.size(); ++f) {
    if ((f & actual) != f || !mends(f)) continue;
    bool minimal = true;
    for (SuspectSet g = 0; g < f; ++g) minimal &= (g & f) != g || !mends(g);
    if (minimal) result.push_back(f);
  }
  return result;
}

std::vector<SuspectSet> DangersByDefinition(const Truth& violated, const Truth& valid,
                                            SuspectSet actual) {
  std::vector<SuspectSet> result;
  auto breaks = [&](SuspectSet changes) {
    return valid[actual ^ changes] && violated[actual ^ changes];
  };
  for (SuspectSet d = 0; d < violated.size(); ++d) {
    if (!breaks(d)) continue;
    bool minimal = true;
    for (SuspectSet e = 0; e < d; ++e) minimal &= (e & d) != e || !breaks(e);
    if (minimal) result.push_back(d);
  }
  return result;
}

std::vector<SuspectSet> Sorted(std::vector<SuspectSet> sets) {
  std::sort(sets.begin(), sets.end());
  return sets;
}

// Answers from a table, and spreads each answer over a random family for which it is right.
class TableOracle : public Oracle {
 public:
  TableOracle(FamilyPool* pool, const Truth& truth, uint32_t seed)
      : pool_(pool), truth_(truth), random_(seed) {}

  Answer Ask(SuspectSet set) override {
    ++asked;
    Answer answer;
    answer.kind = truth_[set] ? Answer::Kind::kViolated : Answer::Kind::kHolds;
    for (SuspectSet s = 0; s < truth_.size(); ++s) {
      if (truth_[s] == truth_[set] && random_() % 4 == 0)
        answer.reach = pool_->Or(answer.reach, pool_->Exactly(s));
    }
    if (asked > patience) return {};
    return answer;
  }
  bool Exhausted() const override { return asked >= patience; }

  uint64_t asked = 0;
  uint64_t patience = ~uint64_t{0};

 private:
  FamilyPool* const pool_;
  const Truth& truth_;
  std::mt19937 random_;
};

Truth RandomTruth(uint32_t suspects, std::mt19937* random, uint32_t density) {
  Truth truth(size_t{1} << suspects);
  for (size_t s = 0; s < truth.size(); ++s) truth[s] = (*random)() % 16 < density;
  return truth;
}

Truth RandomMonotone(uint32_t suspects, std::mt19937* random) {
  Truth truth(size_t{1} << suspects, false);
  const int generators = static_cast<int>((*random)() % 5);
  for (int g = 0; g < generators; ++g) {
    const SuspectSet least = (*random)() % truth.size();
    for (SuspectSet s = 0; s < truth.size(); ++s) {
      if ((s & least) == least) truth[s] = true;
    }
  }
  return truth;
}

TEST(MinimalSets, AgreeWithTheDefinitionForAnyViolationWhatsoever) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const uint32_t suspects = 1 + random() % 6;
    FamilyPool pool(suspects);
    const Truth truth = RandomTruth(suspects, &random, random() % 17);
    const Truth valid =
        round % 3 == 0 ? RandomTruth(suspects, &random, 13) : Truth(truth.size(), true);
    Family valid_family = kNoSets;
    for (SuspectSet s = 0; s < truth.size(); ++s) {
      if (valid[s]) valid_family = pool.Or(valid_family, pool.Exactly(s));
    }
    SuspectSet actual = random() % truth.size();
    if (!valid[actual]) continue;
    TableOracle oracle(&pool, truth, random());
    LatticeSearch search(&pool, valid_family, {}, &oracle);
    const MinimalSets causes = search.FindCauses();
    const MinimalSets fixes = search.FindFixes(actual);
    EXPECT_EQ(Sorted(causes.sets), CausesByDefinition(truth, valid));
    EXPECT_EQ(Sorted(fixes.sets), FixesByDefinition(truth, valid, actual));
    EXPECT_EQ(Sorted(search.FindDangers(actual).sets), DangersByDefinition(truth, valid, actual));
    EXPECT_TRUE(causes.complete);
    EXPECT_TRUE(fixes.complete);
    EXPECT_LE(oracle.asked, truth.size());
  }
}

TEST(MinimalSets, AgreeWithTheDefinitionWhereSuspectsAreMonotone) {
  std::mt19937 random(8);
  for (int round = 0; round < 2000; ++round) {
    const uint32_t suspects = 1 + random() % 7;
    FamilyPool pool(suspects);
    const Truth truth = RandomMonotone(suspects, &random);
    const Truth valid(truth.size(), true);
    const SuspectSet actual = random() % truth.size();
    TableOracle oracle(&pool, truth, random());
    const SuspectSet shown = random() % truth.size();
    LatticeSearch search(&pool, kAllSets, {.shown = shown, .declared = pool.everybody() & ~shown},
                         &oracle);
    EXPECT_EQ(Sorted(search.FindCauses().sets), CausesByDefinition(truth, valid));
    EXPECT_EQ(Sorted(search.FindFixes(actual).sets), FixesByDefinition(truth, valid, actual));
    EXPECT_EQ(Sorted(search.FindDangers(actual).sets), DangersByDefinition(truth, valid, actual));
  }
}

TEST(MinimalSets, AsksFewQuestionsAboutMonotoneSuspects) {
  FamilyPool pool(20);
  class TwoWays : public Oracle {
   public:
    Answer Ask(SuspectSet set) override {
      const bool violated = (set & 0b11) == 0b11 || (set & 0b11100) == 0b11100;
      return {violated ? Answer::Kind::kViolated : Answer::Kind::kHolds, kNoSets};
    }
  } oracle;
  LatticeSearch search(&pool, kAllSets, {.shown = pool.everybody()}, &oracle);
  EXPECT_EQ(Sorted(search.FindCauses().sets), (std::vector<SuspectSet>{0b11, 0b11100}));
  EXPECT_EQ(search.FindFixes(pool.everybody()).sets.size(), 6u);
  EXPECT_LT(search.questions(), 250u);
}

// Declared monotone, but more guilt mends: two answers tell.
TEST(MinimalSets, FindTwoAnswersThatContradictADeclaration) {
  FamilyPool pool(3);
  class MendedByTheThird : public Oracle {
   public:
    Answer Ask(SuspectSet set) override {
      const bool violated = (set & 0b11) == 0b11 && (set & 0b100) == 0;
      return {violated ? Answer::Kind::kViolated : Answer::Kind::kHolds, kNoSets};
    }
  } oracle;
  LatticeSearch search(&pool, kAllSets, {.declared = pool.everybody()}, &oracle);
  EXPECT_EQ(search.FindCauses().sets, (std::vector<SuspectSet>{0b11}));
  EXPECT_FALSE(search.FindContradiction());
  search.Confirm(0b111);
  const std::optional<Contradiction> contradiction = search.FindContradiction();
  ASSERT_TRUE(contradiction);
  EXPECT_EQ(contradiction->violated, 0b11u);
  EXPECT_EQ(contradiction->holds, 0b111u);
  EXPECT_EQ(search.answered().violated, pool.Exactly(0b11));
}

TEST(MinimalSets, ClaimNothingBeyondTheEvidenceWhenTimeRunsOut) {
  std::mt19937 random(9);
  for (int round = 0; round < 1000; ++round) {
    const uint32_t suspects = 2 + random() % 4;
    FamilyPool pool(suspects);
    const Truth truth = RandomTruth(suspects, &random, 8);
    const Truth valid(truth.size(), true);
    TableOracle oracle(&pool, truth, random());
    oracle.patience = random() % 6;
    LatticeSearch search(&pool, kAllSets, {}, &oracle);
    const MinimalSets causes = search.FindCauses();
    const std::vector<SuspectSet> all = CausesByDefinition(truth, valid);
    for (size_t i = 0; i < causes.sets.size(); ++i) {
      EXPECT_TRUE(truth[causes.sets[i]]);
      if (causes.proved[i])
        EXPECT_TRUE(std::find(all.begin(), all.end(), causes.sets[i]) != all.end());
    }
    if (causes.complete) EXPECT_EQ(Sorted(causes.sets), all);
  }
}

}  // namespace
}  // namespace checker::causes

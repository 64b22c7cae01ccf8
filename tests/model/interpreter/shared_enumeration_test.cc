// Initial states in parts: however the parts are shared out, together they are those of Initial, in
// its order.

#include "model/interpreter/shared_enumeration.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using Id = ProgramBuilder::Id;
using Kind = ProgramBuilder::Kind;
using transitions::Explorer;
using transitions::InitialShare;
using transitions::StepBatch;

using Bytes = std::vector<uint8_t>;

Bytes CopyOf(const StepBatch& batch, size_t i) {
  return {batch.Bytes(i).begin(), batch.Bytes(i).end()};
}

// Hands out parts in turn to `workers` explorers, `length` at a time, of which this is one.
class TurnShare final : public InitialShare {
 public:
  TurnShare(uint64_t worker, uint64_t workers, uint64_t length, const StepBatch* batch)
      : begin_(worker * length), stride_(workers * length), length_(length), batch_(batch) {}

  Parts Claim() override {
    claimed_ = {begin_, begin_ + length_};
    begin_ += stride_;
    return claimed_;
  }
  bool Take() override {
    for (size_t i = 0; i < batch_->size(); ++i) taken[claimed_.begin].push_back(CopyOf(*batch_, i));
    return true;
  }

  std::map<uint64_t, std::vector<Bytes>> taken;  // by the first part of the claim

 private:
  uint64_t begin_;
  uint64_t stride_;
  uint64_t length_;
  const StepBatch* batch_;
  Parts claimed_;
};

class SharedEnumerationTest : public testing::Test {
 protected:
  void ExpectPartsMakeTheWhole(size_t states) {
    const auto system = b.System();
    StepBatch batch;
    system->NewExplorer()->Initial({}, &batch);
    std::vector<Bytes> whole;
    for (size_t i = 0; i < batch.size(); ++i) whole.push_back(CopyOf(batch, i));
    EXPECT_EQ(whole.size(), states);
    for (const uint64_t workers : {1, 2, 3}) {
      for (const uint64_t length : {1, 7, 1000}) {
        std::map<uint64_t, std::vector<Bytes>> taken;
        for (uint64_t worker = 0; worker < workers; ++worker) {
          const auto explorer = system->NewExplorer();
          TurnShare share(worker, workers, length, &batch);
          explorer->InitialInParts({}, &share, &batch);
          EXPECT_FALSE(batch.fault);
          taken.merge(share.taken);
        }
        std::vector<Bytes> together;
        for (const auto& [begin, states] : taken)
          together.insert(together.end(), states.begin(), states.end());
        EXPECT_EQ(together, whole) << workers << " explorers, " << length << " parts at a time";
      }
    }
  }
  ProgramBuilder::Node Member(uint32_t variable, int64_t size) {
    return b.Assign(variable, b.Interval(1, size), Kind::kMember);
  }

  ProgramBuilder b{{"x", "y", "z"}};
};

TEST_F(SharedEnumerationTest, OfNoBranching) {
  for (uint32_t v = 0; v < 3; ++v) b.program->initial.push_back(b.Assign(v, b.Int(1)));
  ExpectPartsMakeTheWhole(1);
}

TEST_F(SharedEnumerationTest, OfNothing) {
  b.program->initial.push_back(b.Test(b.Bool(false)));
  for (uint32_t v = 0; v < 3; ++v) b.program->initial.push_back(Member(v, 5));
  ExpectPartsMakeTheWhole(0);
}

TEST_F(SharedEnumerationTest, OfOneBigSet) {
  b.program->initial = {b.Assign(0, b.Int(1)), Member(1, 5000), b.Assign(2, b.Int(1))};
  ExpectPartsMakeTheWhole(5000);
}

TEST_F(SharedEnumerationTest, OfSmallSetsAboveABigOne) {
  b.program->initial = {Member(0, 2), Member(1, 3), Member(2, 900)};
  ExpectPartsMakeTheWhole(5400);
}

TEST_F(SharedEnumerationTest, OfABigSetAboveSmallOnes) {
  b.program->initial = {Member(0, 900), Member(1, 3), Member(2, 2)};
  ExpectPartsMakeTheWhole(5400);
}

TEST_F(SharedEnumerationTest, OfSetsWithATestBetween) {
  const Id x_is_2 = b.Make(Operation::kEqual, {b.Current(0), b.Int(2)});
  b.program->initial = {Member(0, 3), b.Test(x_is_2), Member(1, 40), Member(2, 40)};
  ExpectPartsMakeTheWhole(1600);
}

TEST_F(SharedEnumerationTest, OfADisjunctionWhoseSidesDiffer) {
  b.program->initial = {b.Any({b.All({b.Assign(0, b.Int(1)), b.Assign(1, b.Int(1))}),
                               b.All({Member(0, 3), Member(1, 700)})}),
                        b.Any({b.Assign(2, b.Int(1)), Member(2, 4)})};
  ExpectPartsMakeTheWhole(5 + 3 * 700 * 5);
}

TEST_F(SharedEnumerationTest, OfAnExistential) {
  const uint32_t i = b.NewSlot();
  b.program->initial = {
      Member(0, 10), b.Quantified(Kind::kExists, {{i, b.Interval(1, 30)}}, b.Assign(1, b.Slot(i))),
      Member(2, 5)};
  ExpectPartsMakeTheWhole(1500);
}

// Judging in the middle must not disturb the slots of the enumeration: both use slots of the root.
TEST_F(SharedEnumerationTest, WithAnInvariantThatBindsNames) {
  const uint32_t i = b.NewSlot(), j = b.NewSlot();
  b.program->initial = {
      b.Quantified(Kind::kExists, {{i, b.Interval(1, 3)}},
                   b.All({Member(0, 2000), b.Assign(1, b.Slot(i)), b.Assign(2, b.Slot(i))}))};
  b.program->constraints.push_back(
      b.Named("C", b.Bind(Operation::kExists, {{i, b.Interval(4, 9)}, {j, b.Interval(1, 2)}},
                          b.Make(Operation::kLess, {b.Slot(j), b.Slot(i)}))));
  ExpectPartsMakeTheWhole(6000);
}

TEST_F(SharedEnumerationTest, StopsWhereItFails) {
  const Id fails = b.Make(Operation::kIf, {b.Make(Operation::kEqual, {b.Current(0), b.Int(3)}),
                                           b.Fail("three"), b.Bool(true)});
  b.program->initial = {Member(0, 5), Member(1, 1000), b.Test(fails), b.Assign(2, b.Int(1))};
  const auto system = b.System();
  StepBatch batch;
  TurnShare share(0, 1, 1, &batch);
  system->NewExplorer()->InitialInParts({}, &share, &batch);
  ASSERT_TRUE(batch.fault);
  size_t states = 0;
  for (const auto& [begin, taken] : share.taken) states += taken.size();
  EXPECT_EQ(states, 2000u);
}

}  // namespace
}  // namespace model::interpreter

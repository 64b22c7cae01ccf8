#include "model/interpreter/step_shapes.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using values::Value;

// Two variables; action 3 is one of those that satisfy the predicate.
class StepShapesTest : public testing::Test {
 protected:
  std::optional<bool> Known(bool if_unchanged, std::vector<Value> current, std::vector<Value> next,
                            uint32_t action) {
    const std::vector<program::StepShape> known = {{{1}, if_unchanged, {{2, 4}}}};
    StepShapes shapes(known);
    shapes.BeginStep(current.data(), next.data());
    return shapes.Known(0, heap, action);
  }
  Value Pair(int64_t a, int64_t b) {
    values::Object* pair = heap.NewObject(values::ObjectKind::kTuple, 2, 2);
    pair->words()[0] = Value::SmallInteger(a);
    pair->words()[1] = Value::SmallInteger(b);
    return Value::Of(pair);
  }

  values::AtomTable atoms{{}, {}};
  values::Heap heap{&atoms};
  const Value one = Value::SmallInteger(1), two = Value::SmallInteger(2);
};

TEST_F(StepShapesTest, AStepThatLeavesTheSubscriptAloneSatisfiesTheBoxOnly) {
  EXPECT_EQ(Known(true, {one, one}, {two, one}, 3), true);
  EXPECT_EQ(Known(false, {one, one}, {two, one}, 3), false);
}

TEST_F(StepShapesTest, AStepOfTheActionThatChangesTheSubscriptSatisfiesBoth) {
  EXPECT_EQ(Known(true, {one, one}, {one, two}, 3), true);
  EXPECT_EQ(Known(false, {one, one}, {one, two}, 3), true);
}

TEST_F(StepShapesTest, NothingIsKnownOfOtherStepsThatChangeTheSubscript) {
  EXPECT_EQ(Known(true, {one, one}, {one, two}, 4), std::nullopt);
  EXPECT_EQ(Known(false, {one, one}, {one, two}, 4), std::nullopt);
}

TEST_F(StepShapesTest, AnEqualValueMadeAnewIsNoChange) {
  EXPECT_EQ(Known(false, {one, Pair(1, 2)}, {one, Pair(1, 2)}, 3), false);
}

TEST_F(StepShapesTest, NothingIsKnownWithoutASubscriptOrAShape) {
  const std::vector<program::StepShape> known(1);
  StepShapes shapes(known);
  shapes.BeginStep(&one, &one);
  EXPECT_EQ(shapes.Known(0, heap, 0), std::nullopt);
  EXPECT_EQ(shapes.Known(1, heap, 0), std::nullopt);
}

TEST_F(StepShapesTest, StutteringStepsAreAlikeIfEachPredicateHasASubscript) {
  const std::vector<program::StepShape> known = {{{1}, false, {}}, {{0}, true, {}}, {{}, true, {}}};
  EXPECT_EQ(StepShapes(known).OfStuttering(2), (std::vector<uint64_t>{0b10}));
  EXPECT_EQ(StepShapes(known).OfStuttering(3), std::nullopt);
  EXPECT_EQ(StepShapes(known).OfStuttering(4), std::nullopt);
}

}  // namespace
}  // namespace model::interpreter

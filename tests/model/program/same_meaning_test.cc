#include "model/program/same_meaning.h"

#include <gtest/gtest.h>

#include <utility>

namespace model::program {
namespace {

class SameMeaningTest : public testing::Test {
 protected:
  ExpressionId Add(Expression expression) {
    program.expressions.push_back(std::move(expression));
    return ExpressionId(program.expressions.size() - 1);
  }
  ExpressionId Make(Operation operation, std::vector<ExpressionId> operands = {},
                    uint32_t index = 0) {
    return Add({.operation = operation, .index = index, .operands = std::move(operands)});
  }
  ExpressionId Current(uint32_t variable) { return Make(Operation::kCurrent, {}, variable); }
  ExpressionId Number(int64_t n) {
    return Add({.operation = Operation::kLiteral, .literal = Value::SmallInteger(n)});
  }
  ExpressionId Slot(uint32_t slot) {
    return Add({.operation = Operation::kSlot, .slot = slot, .free_slots = {slot}});
  }
  // \A slot \in set : slot = other
  ExpressionId AllEqual(uint32_t slot, ExpressionId set, ExpressionId other) {
    return Add({.operation = Operation::kForAll,
                .operands = {Make(Operation::kEqual, {Slot(slot), other})},
                .bounds = {{.slot = slot, .set = set}}});
  }
  // ENABLED x' = value
  ExpressionId CanBecome(ExpressionId value) {
    program.action_nodes.push_back({.kind = ActionNode::Kind::kAssign, .value = value});
    return Make(Operation::kEnabled, {}, static_cast<uint32_t>(program.action_nodes.size() - 1));
  }
  bool Same(ExpressionId a, ExpressionId b) { return SameMeaning(program)(a, b); }

  Program program;
};

TEST_F(SameMeaningTest, OfTextsThatAreAlike) {
  const auto make = [&](uint32_t variable, int64_t n) {
    return Make(Operation::kEqual, {Current(variable), Number(n)});
  };
  EXPECT_TRUE(Same(make(1, 5), make(1, 5)));
  EXPECT_FALSE(Same(make(1, 5), make(2, 5)));
  EXPECT_FALSE(Same(make(1, 5), make(1, 6)));
  EXPECT_FALSE(Same(make(1, 5), Make(Operation::kNotEqual, {Current(1), Number(5)})));
  EXPECT_FALSE(Same(Make(Operation::kAnd, {make(1, 5)}), Make(Operation::kAnd, {})));
}

TEST_F(SameMeaningTest, DoesNotDependOnTheSlotsOfBoundVariables) {
  EXPECT_TRUE(Same(AllEqual(3, Current(0), Number(1)), AllEqual(8, Current(0), Number(1))));
  EXPECT_FALSE(Same(AllEqual(3, Current(0), Slot(3)), AllEqual(8, Current(0), Slot(3))));
  EXPECT_FALSE(Same(AllEqual(3, Current(0), Slot(4)), AllEqual(8, Current(0), Slot(5))));
  EXPECT_FALSE(Same(AllEqual(3, Current(0), Number(1)), AllEqual(3, Current(1), Number(1))));
}

TEST_F(SameMeaningTest, OfASharedPartDependsOnWhatIsBoundAround) {
  const ExpressionId shared = Slot(8);
  EXPECT_TRUE(Same(AllEqual(8, Current(0), shared), AllEqual(8, Current(0), shared)));
  EXPECT_FALSE(Same(AllEqual(8, Current(0), shared), AllEqual(9, Current(0), shared)));
}

TEST_F(SameMeaningTest, OfUnchangedIsThatOfItsVariables) {
  const auto unchanged = [&](uint32_t variable) {
    return Add({.operation = Operation::kUnchanged, .slots = {variable}});
  };
  EXPECT_TRUE(Same(unchanged(1), unchanged(1)));
  EXPECT_FALSE(Same(unchanged(1), unchanged(2)));
}

TEST_F(SameMeaningTest, OfEnabledIsThatOfItsAction) {
  EXPECT_TRUE(Same(CanBecome(Number(1)), CanBecome(Number(1))));
  EXPECT_FALSE(Same(CanBecome(Number(1)), CanBecome(Number(2))));
}

TEST_F(SameMeaningTest, IsNeverThatOfSomethingImpure) {
  const auto draw = [&] { return Add({.operation = Operation::kNative, .impure = true}); };
  EXPECT_FALSE(Same(draw(), draw()));
}

}  // namespace
}  // namespace model::program

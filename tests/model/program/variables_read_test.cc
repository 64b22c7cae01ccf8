#include "model/program/variables_read.h"

#include <gtest/gtest.h>

namespace model::program {
namespace {

class VariablesReadTest : public testing::Test {
 protected:
  ExpressionId Add(Operation operation, std::vector<ExpressionId> operands = {},
                   uint32_t index = 0) {
    Expression expression;
    expression.operation = operation;
    expression.operands = std::move(operands);
    expression.index = index;
    program.expressions.push_back(std::move(expression));
    return ExpressionId(program.expressions.size() - 1);
  }
  ExpressionId Current(uint32_t variable) { return Add(Operation::kCurrent, {}, variable); }
  ExpressionId Next(uint32_t variable) { return Add(Operation::kNext, {}, variable); }

  Program program;
};

TEST_F(VariablesReadTest, AreThoseOfAllParts) {
  Expression function;
  function.operation = Operation::kExcept;
  function.operands = {Current(5)};
  function.updates.push_back({.keys = {Next(2)}, .value = Current(1)});
  program.expressions.push_back(function);
  const ExpressionId changed = ExpressionId(program.expressions.size() - 1);
  Expression quantified;
  quantified.operation = Operation::kForAll;
  quantified.bounds.push_back({.set = Current(3)});
  quantified.operands = {changed};
  program.expressions.push_back(quantified);
  const auto read = VariablesReadBy(program, ExpressionId(program.expressions.size() - 1));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->current, (std::vector<uint32_t>{1, 3, 5}));
  EXPECT_EQ(read->next, (std::vector<uint32_t>{2}));
}

TEST_F(VariablesReadTest, IncludeThoseOfRecursiveOperators) {
  program.units.resize(2);
  const ExpressionId again = Add(Operation::kCall, {Current(4)}, 1);
  program.units[1].body = Add(Operation::kAdd, {again, Current(7)});
  const auto read = VariablesReadBy(program, Add(Operation::kCall, {Current(0)}, 1));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->current, (std::vector<uint32_t>{0, 4, 7}));
}

TEST_F(VariablesReadTest, OfUnchangedAreThoseOfBothStates) {
  Expression unchanged;
  unchanged.operation = Operation::kUnchanged;
  unchanged.slots = {2, 0};
  program.expressions.push_back(unchanged);
  const auto read = VariablesReadBy(program, ExpressionId{0});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->current, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(read->next, (std::vector<uint32_t>{0, 2}));
}

TEST_F(VariablesReadTest, AreNotAllWhereEffectsSwitchesOrActionsCount) {
  EXPECT_FALSE(VariablesReadBy(program, Add(Operation::kNot, {Add(Operation::kEnabled)})));
  EXPECT_FALSE(VariablesReadBy(program, Add(Operation::kNot, {Add(Operation::kSwitch)})));
  Expression effect;
  effect.operation = Operation::kNative;
  effect.impure = true;
  program.expressions.push_back(effect);
  const ExpressionId printed = ExpressionId(program.expressions.size() - 1);
  EXPECT_FALSE(VariablesReadBy(program, Add(Operation::kNot, {printed})));
  program.units.resize(2);  // of which lowering has not finished the second
  EXPECT_FALSE(VariablesReadBy(program, Add(Operation::kCall, {}, 1)));
}

}  // namespace
}  // namespace model::program

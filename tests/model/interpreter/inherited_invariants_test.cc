#include "model/interpreter/inherited_invariants.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

// Two variables, x and y; a row of each state.
class InheritedInvariantsTest : public testing::Test {
 protected:
  using Id = ProgramBuilder::Id;

  bool Hold(std::vector<Id> predicates, std::vector<int64_t> parent, std::vector<int64_t> row) {
    for (Id predicate : predicates) b.program->invariants.push_back(b.Named("I", predicate));
    ConstantCells& constants = *b.host->constants();
    Machine machine(*b.program, constants, b.program->units[0].frame_size);
    machine.EnterThread();
    InheritedInvariants inherited;
    inherited.Link(machine, b.program->invariants);
    return inherited.Hold(machine, Row(parent).data(), Row(row).data());
  }
  static std::vector<Value> Row(const std::vector<int64_t>& numbers) {
    std::vector<Value> row;
    for (int64_t number : numbers) row.push_back(Value::SmallInteger(number));
    return row;
  }
  Id Below(Id a, int64_t limit) { return b.Make(Operation::kLess, {a, b.Int(limit)}); }

  ProgramBuilder b{{"x", "y"}};
  Id x = b.Current(0);
  Id y = b.Current(1);
};

TEST_F(InheritedInvariantsTest, WhatReadsOnlyUntouchedVariablesIsNotEvaluated) {
  // x < 1 is false of both rows: that it holds of the parent is taken on trust.
  EXPECT_TRUE(Hold({b.Make(Operation::kAnd, {Below(x, 1), Below(y, 9)})}, {5, 1}, {5, 2}));
}

TEST_F(InheritedInvariantsTest, WhatReadsATouchedVariableIsEvaluated) {
  EXPECT_FALSE(Hold({Below(x, 9), Below(y, 2)}, {5, 1}, {5, 2}));
  EXPECT_FALSE(Hold({Below(b.Make(Operation::kAdd, {x, y}), 7)}, {5, 1}, {5, 2}));
}

TEST_F(InheritedInvariantsTest, WhatDependsOnMoreThanVariablesIsEvaluated) {
  ProgramBuilder::Expression effect;
  effect.impure = true;
  effect.literal = Value::Boolean(false);
  EXPECT_FALSE(Hold({b.Add(effect)}, {5, 1}, {5, 1}));
}

TEST_F(InheritedInvariantsTest, WhatFailsOrIsNoBooleanDoesNotHold) {
  EXPECT_FALSE(Hold({Below(b.Make(Operation::kAdd, {y, b.String("x")}), 3)}, {5, 1}, {5, 2}));
  EXPECT_FALSE(Hold({y}, {5, 1}, {5, 2}));
}

}  // namespace
}  // namespace model::interpreter

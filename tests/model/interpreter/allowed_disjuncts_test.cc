#include "model/interpreter/allowed_disjuncts.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

// (\E i \in 1..3 : x = i /\ <rest>) \/ x' = x
class AllowedDisjunctsTest : public testing::Test {
 protected:
  using Id = ProgramBuilder::Id;

  // A formula of the expression built so far, whose rest is what `rest` makes of i.
  Id Formula(Id rest) {
    const Id guarded = b.Make(Operation::kAnd, {Equal(x, b.Slot(i)), rest});
    return b.Make(Operation::kOr, {b.Bind(Operation::kExists, {{i, b.Interval(1, 3)}}, guarded),
                                   Equal(b.Next(0), x)});
  }
  Id Equal(Id a, Id c) { return b.Make(Operation::kEqual, {a, c}); }
  // x' = x + i
  Id AddsI() { return Equal(b.Next(0), b.Make(Operation::kAdd, {x, b.Slot(i)})); }

  // Asked of steps from the same state, one after the other.
  std::vector<bool> SurelyHold(Id formula, int64_t from, std::vector<int64_t> targets) {
    Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
    machine.EnterThread();
    AllowedDisjuncts disjuncts(machine, formula);
    disjuncts.BeginState();
    std::vector<bool> answers;
    for (const int64_t target : targets) {
      const Value current = Value::SmallInteger(from);
      Value next = Value::SmallInteger(target);
      StateScope states(machine, &current, &next, 0);
      answers.push_back(disjuncts.FindTrue(machine).has_value());
    }
    return answers;
  }

  ProgramBuilder b{{"x"}};
  Id x = b.Current(0);
  uint32_t i = b.NewSlot();
};

TEST_F(AllowedDisjunctsTest, EachStepIsJudgedByTheDisjunctsThatItsStateAllows) {
  const Id formula = Formula(AddsI());
  EXPECT_EQ(SurelyHold(formula, 2, {4, 3, 5, 2, 4}),
            (std::vector<bool>{true, false, false, true, true}));
  EXPECT_EQ(SurelyHold(formula, 7, {8, 7}), (std::vector<bool>{false, true}));
}

TEST_F(AllowedDisjunctsTest, AnotherStateAllowsOthers) {
  const Id formula = Formula(AddsI());
  Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
  machine.EnterThread();
  AllowedDisjuncts disjuncts(machine, formula);
  for (int64_t from = 1; from <= 3; ++from) {
    disjuncts.BeginState();
    const Value current = Value::SmallInteger(from);
    Value next = Value::SmallInteger(2 * from);
    StateScope states(machine, &current, &next, 0);
    EXPECT_TRUE(disjuncts.FindTrue(machine).has_value());
  }
}

TEST_F(AllowedDisjunctsTest, WhatTheStateExcludesIsNotEvaluated) {
  // Fails for i = 1, of which x = 2 says that it can't be.
  const Id rest =
      b.Make(Operation::kIf, {Equal(b.Slot(i), b.Int(1)), b.Fail("must not happen"), AddsI()});
  EXPECT_EQ(SurelyHold(Formula(rest), 2, {4}), (std::vector<bool>{true}));
}

TEST_F(AllowedDisjunctsTest, AFailureInFrontOfATrueDisjunctIsNotPassedOver) {
  const Id fails = b.Make(Operation::kAnd, {Equal(x, b.Int(2)), b.Fail("must be found out")});
  const Id formula = b.Make(Operation::kOr, {fails, Formula(AddsI())});
  EXPECT_EQ(SurelyHold(formula, 2, {4}), (std::vector<bool>{false}));
  EXPECT_EQ(SurelyHold(formula, 1, {2}), (std::vector<bool>{true}));
}

TEST_F(AllowedDisjunctsTest, AFormulaThatDemandsNothingOfTheStateIsLeftAlone) {
  EXPECT_EQ(SurelyHold(Equal(b.Next(0), x), 1, {1}), (std::vector<bool>{false}));
}

}  // namespace
}  // namespace model::interpreter

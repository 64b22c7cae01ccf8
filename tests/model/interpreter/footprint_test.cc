#include "model/interpreter/footprint.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using states::PartPath;
using Paths = std::vector<PartPath>;

// Three variables. In the sample state x = <<10, 20, 30>>, y = <<40, 50>> and z = 7; slot p is 2.
class FootprintTest : public testing::Test {
 protected:
  using Id = ProgramBuilder::Id;
  using Node = ProgramBuilder::Node;

  std::optional<Footprint> Of(std::vector<Node> conjuncts) {
    const Node action = b.All(std::move(conjuncts));
    Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
    machine.EnterThread();
    const std::vector<Value> sample = {Tuple(machine, {10, 20, 30}), Tuple(machine, {40, 50}),
                                       Value::SmallInteger(7)};
    const std::vector<std::pair<uint32_t, Value>> presets = {{p, Value::SmallInteger(2)}};
    const LinkedAction* linked = machine.LinkInstance(action, presets);
    std::optional<Footprint> footprint = FootprintOf(machine, {&linked, 1}, presets, sample.data());
    if (footprint) {
      states::Tidy(&footprint->reads);
      states::Tidy(&footprint->writes);
    }
    return footprint;
  }
  static Value Tuple(Machine& machine, std::vector<int64_t> numbers) {
    const auto size = static_cast<uint32_t>(numbers.size());
    values::Object* tuple = machine.heap->NewObject(values::ObjectKind::kTuple, size, size);
    for (uint32_t i = 0; i < size; ++i) tuple->words()[i] = Value::SmallInteger(numbers[i]);
    return Value::Of(tuple);
  }

  std::optional<Paths> OfStep(Id predicate) {
    Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
    machine.EnterThread();
    const std::vector<Value> sample = {Tuple(machine, {10, 20, 30}), Tuple(machine, {40, 50}),
                                       Value::SmallInteger(7)};
    return StepReadsOf(machine, machine.Link(predicate), {}, sample.data());
  }

  Id At(Id function, Id key) { return b.Make(Operation::kApply, {function, key}); }
  Id Equal(Id a, Id c) { return b.Make(Operation::kEqual, {a, c}); }
  // [function EXCEPT ![key] = value]
  Id Except(Id function, Id key, Id value) {
    ProgramBuilder::Expression e;
    e.operation = Operation::kExcept;
    e.operands = {function};
    e.updates.push_back({{key}, value});
    return b.Add(std::move(e));
  }

  ProgramBuilder b{{"x", "y", "z"}};
  Id x = b.Current(0), y = b.Current(1), z = b.Current(2);
  uint32_t p = b.NewSlot();
};

TEST_F(FootprintTest, AnActionOfOneProcessReadsAndWritesThere) {
  // x[p] = 20 /\ x' = [x EXCEPT ![p] = y[1]] /\ UNCHANGED <<y, z>>
  const auto footprint =
      Of({b.Test(Equal(At(x, b.Slot(p)), b.Int(20))),
          b.Assign(0, Except(x, b.Slot(p), At(y, b.Int(1)))), b.Unchanged({1, 2})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{0, 1}, {1, 0}}));
  EXPECT_EQ(footprint->writes, (Paths{{0, 1}}));
}

TEST_F(FootprintTest, WhatIsWrittenIsReadAsWell) {
  const auto footprint = Of({b.Assign(2, b.Int(0)), b.Unchanged({0, 1})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{2}}));
  EXPECT_EQ(footprint->writes, (Paths{{2}}));
}

TEST_F(FootprintTest, AKeyThatTheStateDecidesMayBeAny) {
  // x' = [x EXCEPT ![z] = 0] /\ UNCHANGED <<y, z>>
  const auto footprint = Of({b.Assign(0, Except(x, z, b.Int(0))), b.Unchanged({1, 2})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{0}, {2}}));
  EXPECT_EQ(footprint->writes, (Paths{{0}}));
}

TEST_F(FootprintTest, AKeyThatTheSampleHasNotMeansAllOfTheFunction) {
  const auto footprint = Of({b.Test(Equal(At(y, b.Int(3)), b.Int(0))), b.Unchanged({0, 1, 2})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{1}}));
  EXPECT_EQ(footprint->writes, Paths{});
}

TEST_F(FootprintTest, TheNextValueOfAVariableIsWhatTheCurrentOneBecomes) {
  // z' = z + 1 /\ x' = [x EXCEPT ![1] = z']
  const auto footprint = Of({b.Assign(2, b.Make(Operation::kAdd, {z, b.Int(1)})),
                             b.Assign(0, Except(x, b.Int(1), b.Next(2))), b.Unchanged({1})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{0, 0}, {2}}));
  EXPECT_EQ(footprint->writes, (Paths{{0, 0}, {2}}));
}

TEST_F(FootprintTest, ASecondAssignmentIsATestOfTheWholeVariable) {
  // x' = [x EXCEPT ![1] = 0] /\ UNCHANGED x
  const auto footprint =
      Of({b.Assign(0, Except(x, b.Int(1), b.Int(0))), b.Unchanged({0}), b.Unchanged({1, 2})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{0}}));
}

TEST_F(FootprintTest, EitherBranchMayAssign) {
  // (x' = [x EXCEPT ![1] = 0] \/ x' = [x EXCEPT ![3] = 0]) /\ UNCHANGED <<y, z>>
  const auto footprint = Of({b.Any({b.Assign(0, Except(x, b.Int(1), b.Int(0))),
                                    b.Assign(0, Except(x, b.Int(3), b.Int(0)))}),
                             b.Unchanged({1, 2})});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->writes, (Paths{{0, 0}, {0, 2}}));
}

TEST_F(FootprintTest, SomeElementOfASetIsAnyValueOfTheVariable) {
  // \E q \in {x[1]} : z' \in {q}
  const uint32_t q = b.NewSlot();
  const Id element = b.Make(Operation::kSetEnumeration, {At(x, b.Int(1))});
  const auto footprint =
      Of({b.Quantified(ProgramBuilder::Kind::kExists, {{q, element}},
                       b.Assign(2, b.Make(Operation::kSetEnumeration, {b.Slot(q)}),
                                ProgramBuilder::Kind::kMember))});
  ASSERT_TRUE(footprint);
  EXPECT_EQ(footprint->reads, (Paths{{0, 0}, {2}}));
  EXPECT_EQ(footprint->writes, (Paths{{2}}));
}

TEST_F(FootprintTest, ThereIsNoneOfWhatDependsOnMoreThanTheState) {
  ProgramBuilder::Expression impure;
  impure.operation = Operation::kSetEnumeration;
  impure.impure = true;
  const Id drawn = b.Add(std::move(impure));
  EXPECT_FALSE(Of({b.Assign(2, drawn), b.Unchanged({0, 1})}));
  const Node step = b.Assign(2, b.Int(0));
  const Id enabled = b.WithIndex(Operation::kEnabled, static_cast<uint32_t>(step));
  EXPECT_FALSE(Of({b.Test(enabled), b.Unchanged({0, 1, 2})}));
}

TEST_F(FootprintTest, APredicateOfStepsDoesNotDependOnWhatItOnlyComparesWithItself) {
  EXPECT_EQ(OfStep(Equal(b.Next(0), x)), Paths{});
  EXPECT_EQ(OfStep(b.Make(Operation::kNotEqual, {b.Next(0), x})), Paths{});
  EXPECT_EQ(OfStep(Equal(b.Next(0), Except(x, b.Int(2), At(y, b.Int(1))))),
            (Paths{{0, 1}, {1, 0}}));
  EXPECT_EQ(OfStep(Equal(b.Make(Operation::kTuple, {b.Next(0), b.Next(2)}),
                         b.Make(Operation::kTuple, {x, b.Int(1)}))),
            (Paths{{2}}));
}

TEST_F(FootprintTest, APredicateOfStepsDependsOnWhatItComparesWithAnother) {
  EXPECT_EQ(OfStep(Equal(b.Next(0), y)), (Paths{{0}, {1}}));
  EXPECT_EQ(OfStep(Equal(b.Next(0), Except(y, b.Int(2), b.Int(0)))), (Paths{{0}, {1}}));
  EXPECT_EQ(OfStep(Equal(At(b.Next(0), b.Int(3)), At(x, b.Int(3)))), (Paths{{0, 2}}));
  EXPECT_EQ(OfStep(b.Make(Operation::kCup, {b.Next(0), x})), (Paths{{0}}));
}

}  // namespace
}  // namespace model::interpreter

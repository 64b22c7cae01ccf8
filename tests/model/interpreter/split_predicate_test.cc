#include "model/interpreter/split_predicate.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using states::PartPath;
using Pieces = std::vector<std::vector<PartPath>>;

// Two variables; in the sample state x = <<10, 20, 30>> and y = 7.
class SplitPredicateTest : public testing::Test {
 protected:
  using Id = ProgramBuilder::Id;

  std::optional<Pieces> Of(Id predicate) {
    b.host->constants()->Resize(b.program->cells.size());
    Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
    machine.EnterThread();
    values::Object* tuple = machine.heap->NewObject(values::ObjectKind::kTuple, 3, 3);
    for (int64_t i = 0; i < 3; ++i) tuple->words()[i] = Value::SmallInteger(10 * (i + 1));
    const std::vector<Value> sample = {Value::Of(tuple), Value::SmallInteger(7)};
    return SplitPredicate(machine, machine.Link(predicate), sample.data());
  }

  Id At(Id function, Id key) { return b.Make(Operation::kApply, {function, key}); }
  Id Less(Id a, Id c) { return b.Make(Operation::kLess, {a, c}); }
  Id Processes() { return b.Cell(b.Interval(1, 3)); }

  ProgramBuilder b{{"x", "y"}};
  Id x = b.Current(0), y = b.Current(1);
  uint32_t p = b.NewSlot(), q = b.NewSlot();
};

TEST_F(SplitPredicateTest, EachConjunctIsAPiece) {
  const Id predicate =
      b.Make(Operation::kAnd, {Less(At(x, b.Int(1)), b.Int(50)), Less(y, At(x, b.Int(3)))});
  EXPECT_EQ(Of(predicate), (Pieces{{{0, 0}}, {{0, 2}, {1}}}));
}

TEST_F(SplitPredicateTest, EachInstanceIsAPiece) {
  const Id predicate =
      b.Bind(Operation::kForAll, {{p, Processes()}}, Less(At(x, b.Slot(p)), b.Int(50)));
  EXPECT_EQ(Of(predicate), (Pieces{{{0, 0}}, {{0, 1}}, {{0, 2}}}));
}

TEST_F(SplitPredicateTest, WhatIsSaidOfPairsIsNoSimplerInPieces) {
  const Id predicate = b.Bind(Operation::kForAll, {{p, Processes()}, {q, Processes()}},
                              Less(At(x, b.Slot(p)), At(x, b.Slot(q))));
  EXPECT_EQ(Of(predicate), (Pieces{{{0, 0}, {0, 1}, {0, 2}}}));
}

TEST_F(SplitPredicateTest, InstancesThatTheStateDecidesAreOnePiece) {
  const Id predicate =
      b.Bind(Operation::kForAll, {{p, b.Make(Operation::kInterval, {b.Int(1), y})}},
             Less(At(x, b.Slot(p)), b.Int(50)));
  EXPECT_EQ(Of(predicate), (Pieces{{{0}, {1}}}));
}

TEST_F(SplitPredicateTest, TheTypeOfAFunctionIsThatOfEachValue) {
  const Id type = b.Cell(b.Make(Operation::kFunctionSet, {b.Interval(1, 3), b.Interval(0, 99)}));
  EXPECT_EQ(Of(b.Make(Operation::kIn, {x, type})), (Pieces{{{0, 0}}, {{0, 1}}, {{0, 2}}}));
}

TEST_F(SplitPredicateTest, ADisjunctionIsOnePiece) {
  const Id predicate =
      b.Make(Operation::kOr, {Less(At(x, b.Int(1)), b.Int(50)), Less(y, b.Int(3))});
  EXPECT_EQ(Of(predicate), (Pieces{{{0, 0}, {1}}}));
}

TEST_F(SplitPredicateTest, ThereIsNoneOfWhatDependsOnMoreThanTheState) {
  ProgramBuilder::Expression impure;
  impure.operation = Operation::kSetEnumeration;
  impure.impure = true;
  const Id drawn = b.Add(std::move(impure));
  const Id predicate =
      b.Make(Operation::kAnd, {Less(y, b.Int(3)), b.Make(Operation::kIn, {y, drawn})});
  EXPECT_EQ(Of(predicate), std::nullopt);
}

}  // namespace
}  // namespace model::interpreter

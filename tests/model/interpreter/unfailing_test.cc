#include "model/interpreter/unfailing.h"

#include <gtest/gtest.h>

#include "model/states/codec.h"
#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using states::PartPath;
using Paths = std::vector<PartPath>;

// Three variables. In the sample state f = <<1, "x">>, z = 7 and e = <<>>; slot p is 1.
class UnfailingTest : public testing::Test {
 protected:
  using Id = ProgramBuilder::Id;

  // Of a formula: the scalars that it takes from states, or none if it can fail. `terms_`: how many
  // terms there are.
  std::optional<Paths> ScalarsOf(Id formula) {
    Machine machine(*b.program, *b.host->constants(), b.program->units[0].frame_size);
    machine.EnterThread();
    values::Object* tuple = machine.heap->NewObject(values::ObjectKind::kTuple, 2, 2);
    tuple->words()[0] = Value::SmallInteger(1);
    tuple->words()[1] = b.atoms->FindString("x");
    const std::vector<Value> sample = {
        Value::Of(tuple), Value::SmallInteger(7),
        Value::Of(machine.heap->NewObject(values::ObjectKind::kTuple, 0, 0))};
    const std::vector<std::pair<uint32_t, Value>> presets = {{p, Value::SmallInteger(1)}};
    const Node* node = machine.Link(formula);
    Inputs inputs;
    if (!CannotFail(machine, {&node, 1}, presets, sample.data(), &inputs)) return std::nullopt;
    Paths paths;
    for (const Inputs::Scalar& scalar : inputs.scalars) paths.push_back(scalar.path);
    terms_ = inputs.terms.size();
    return paths;
  }

  Id At(Id function, Id key) { return b.Make(Operation::kApply, {function, key}); }
  Id Equal(Id a, Id c) { return b.Make(Operation::kEqual, {a, c}); }
  Id Less(Id a, Id c) { return b.Make(Operation::kLess, {a, c}); }
  // f' = [f EXCEPT ![key] = value]
  Id Changes(Id key, Id value) {
    ProgramBuilder::Expression e;
    e.operation = Operation::kExcept;
    e.operands = {f};
    e.updates.push_back({{key}, value});
    return Equal(b.Next(0), b.Add(std::move(e)));
  }

  ProgramBuilder b{{"f", "z", "e"}};
  Id f = b.Current(0), z = b.Current(1);
  uint32_t p = b.NewSlot();
  size_t terms_ = 0;
};

TEST_F(UnfailingTest, ArithmeticOnIntegersCannotFail) {
  const Id sum = b.Make(Operation::kAdd, {At(f, b.Slot(p)), b.Next(1)});
  EXPECT_EQ(ScalarsOf(Less(sum, b.Int(3))), (Paths{{0, 0}, {1}}));
  EXPECT_EQ(terms_, 0u);
}

TEST_F(UnfailingTest, WhatFailsInTheSampleCanFail) {
  EXPECT_EQ(ScalarsOf(Less(At(f, b.Int(2)), b.Int(3))), std::nullopt);
  EXPECT_EQ(ScalarsOf(Equal(At(f, b.Int(2)), b.Int(3))), std::nullopt);
  EXPECT_EQ(ScalarsOf(Equal(At(f, b.Int(3)), b.Int(3))), std::nullopt);
  EXPECT_EQ(ScalarsOf(z), std::nullopt);
}

TEST_F(UnfailingTest, NoOperandIsPassedOver) {
  const Id wrong = Less(At(f, b.Int(2)), b.Int(3));
  EXPECT_EQ(ScalarsOf(b.Make(Operation::kOr, {b.Bool(true), wrong})), std::nullopt);
  EXPECT_EQ(ScalarsOf(b.Make(Operation::kAnd, {Equal(z, b.Int(0)), wrong})), std::nullopt);
  EXPECT_EQ(ScalarsOf(b.Make(Operation::kIf, {b.Bool(true), b.Bool(true), wrong})), std::nullopt);
  const Id mixed = b.Make(Operation::kIf, {Equal(z, b.Int(0)), b.Int(1), At(f, b.Int(2))});
  EXPECT_EQ(ScalarsOf(Equal(mixed, b.Int(1))), std::nullopt);
}

TEST_F(UnfailingTest, AFunctionThatIsComparedHasAllOfItsValuesTakenFromTheStates) {
  EXPECT_EQ(ScalarsOf(Changes(b.Int(1), z)), (Paths{{0, 0}, {0, 1}, {1}}));
  EXPECT_EQ(ScalarsOf(Changes(b.Int(2), b.String("y"))), (Paths{{0, 0}, {0, 1}}));
  EXPECT_EQ(ScalarsOf(Changes(b.Int(2), z)), std::nullopt);
}

TEST_F(UnfailingTest, WhatIsEmptyInTheSampleMayBeAnythingElsewhere) {
  // Then all of the formula is a term.
  EXPECT_EQ(ScalarsOf(Equal(b.Next(2), b.Current(2))), Paths{});
  EXPECT_EQ(terms_, 1u);
}

TEST_F(UnfailingTest, EachValueOfABoundVariableIsTried) {
  const uint32_t q = b.NewSlot();
  const Id below = Less(At(f, b.Slot(q)), z);
  const auto some = [&](int64_t high) {
    return b.Bind(Operation::kExists, {{q, b.Literal(Value::SmallIntegers((2u << high) - 2))}},
                  below);
  };
  EXPECT_EQ(ScalarsOf(some(1)), (Paths{{0, 0}, {1}}));
  EXPECT_EQ(ScalarsOf(some(2)), std::nullopt);
}

TEST_F(UnfailingTest, WhatIsNotLookedIntoIsATerm) {
  // z % 2 = 1
  EXPECT_EQ(ScalarsOf(Equal(b.Make(Operation::kModulo, {z, b.Int(2)}), b.Int(1))), Paths{});
  EXPECT_EQ(terms_, 1u);
}

TEST(Alike, ValuesAreOfAKindIfNoOperatorRefusesTheOneAndTakesTheOther) {
  const ProgramBuilder b;
  const Value one = Value::SmallInteger(1), yes = Value::Boolean(true);
  const Value x = b.atoms->FindString("x"), a = b.atoms->FindModelValue("a");
  const Value huge = Value::SmallInteger(int64_t{1} << 40);
  EXPECT_TRUE(AreAlike(one, Value::SmallInteger(-1000)));
  EXPECT_TRUE(AreAlike(yes, Value::Boolean(false)));
  EXPECT_TRUE(AreAlike(x, a));
  EXPECT_FALSE(AreAlike(one, yes));
  EXPECT_FALSE(AreAlike(one, x));
  EXPECT_FALSE(AreAlike(one, huge));
  EXPECT_FALSE(AreAlike(one, Value::SmallIntegers(2)));
}

TEST(Alike, BytesSayTheSame) {
  const ProgramBuilder b;
  values::Heap heap(b.atoms.get());
  const std::vector<Value> samples = {Value::SmallInteger(1), Value::Boolean(true),
                                      b.atoms->FindString("x")};
  std::vector<Value> all = samples;
  for (const int64_t i :
       {int64_t{-1}, int64_t{95}, int64_t{96}, int64_t{1} << 20, int64_t{1} << 30})
    all.push_back(Value::SmallInteger(i));
  all.push_back(Value::SmallIntegers(6));
  all.push_back(b.atoms->FindModelValue("a"));
  for (const Value sample : samples) {
    for (const Value value : all) {
      states::ByteWriter bytes;
      states::Encode(heap, value, bytes);
      EXPECT_EQ(IsAlike(*b.atoms, sample, {bytes.data(), bytes.size()}), AreAlike(sample, value))
          << values::Print(heap, sample) << " and " << values::Print(heap, value);
    }
  }
}

}  // namespace
}  // namespace model::interpreter

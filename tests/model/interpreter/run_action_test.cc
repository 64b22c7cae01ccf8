// How many successors an action counts, in which order they come, and what happens to variables
// without a value.

#include "model/interpreter/run_action.h"

#include <gtest/gtest.h>

#include "model/transitions/datum.h"
#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using Id = ProgramBuilder::Id;
using Node = ProgramBuilder::Node;
using Kind = ProgramBuilder::Kind;
using transitions::Fault;
using transitions::StepBatch;

class ActionTest : public testing::Test {
 protected:
  // Variables x and y are 0 initially.
  explicit ActionTest(std::vector<std::string> variables = {"x"}) : b(std::move(variables)) {
    for (uint32_t v = 0; v < b.program->variables.size(); ++v)
      b.program->initial.push_back(b.Assign(v, b.Int(0)));
  }

  // Expands the initial state under one action.
  void Run(Node node) {
    b.AddAction("A", node);
    system = b.System();
    explorer = system->NewExplorer();
    explorer->Initial({}, &batch);
    ASSERT_EQ(batch.size(), 1u);
    const std::vector<uint8_t> state(batch.Bytes(0).begin(), batch.Bytes(0).end());
    explorer->Expand({}, state, &batch);
  }
  std::string Shown() {
    std::string text;
    for (size_t i = 0; i < batch.size(); ++i) {
      for (const auto& [name, value] : explorer->Variables(batch.Bytes(i)))
        text += transitions::ToText(value) + " ";
    }
    return text;
  }
  Id XIs(int64_t i) { return b.Make(Operation::kEqual, {b.Current(0), b.Int(i)}); }
  Node Keep() { return b.Assign(0, b.Current(0)); }
  Node Either() {
    return b.Any({b.Test(XIs(0)), b.Test(b.Make(Operation::kLess, {b.Current(0), b.Int(5)}))});
  }

  ProgramBuilder b;
  std::unique_ptr<transitions::TransitionSystem> system;
  std::unique_ptr<transitions::Explorer> explorer;
  StepBatch batch;
};

class TwoVariables : public ActionTest {
 protected:
  TwoVariables() : ActionTest({"x", "y"}) {}
};

TEST_F(ActionTest, ADisjunctionBeforeTheAssignmentBranches) {
  Run(b.All({Either(), Keep()}));
  EXPECT_EQ(batch.size(), 2u);
}

TEST_F(ActionTest, ADisjunctionAfterTheAssignmentIsATest) {
  Run(b.All({Keep(), Either()}));
  EXPECT_EQ(batch.size(), 1u);
}

TEST_F(ActionTest, AnErrorBehindATrueDisjunctIsUnseenOnceEverythingIsAssigned) {
  Run(b.All({Keep(), b.Any({b.Test(XIs(0)), b.Test(b.Fail("looked at"))})}));
  EXPECT_EQ(batch.size(), 1u);
  EXPECT_FALSE(batch.fault);
}

TEST_F(ActionTest, AnExistentialBranchesAndAUniversalMultiplies) {
  const uint32_t i = b.NewSlot(), j = b.NewSlot();
  const Node exists = b.Quantified(Kind::kExists, {{i, b.Interval(1, 4)}},
                                   b.Test(b.Make(Operation::kGreater, {b.Slot(i), b.Int(2)})));
  const Node forall = b.Quantified(Kind::kForAll, {{j, b.Interval(1, 2)}}, Either());
  Run(b.All({exists, forall, Keep()}));
  EXPECT_EQ(batch.size(), 2u * 4u);
}

TEST_F(ActionTest, AUniversalThatOnlyTestsDoesNotBranch) {
  const uint32_t i = b.NewSlot();
  Run(b.All({b.Quantified(Kind::kForAll, {{i, b.Interval(1, 3)}}, b.Test(b.Bool(true))), Keep()}));
  EXPECT_EQ(batch.size(), 1u);
}

TEST_F(ActionTest, AnInstanceOfAUniversalSeesItsOwnValuesAfterBacktracking) {
  // \A i \in 1..2 : \E j \in 1..2 : (TRUE \/ TRUE) /\ j >= i leaves (1,2) x 2 for i = 1 and (2) x 2
  // for i = 2.
  const uint32_t i = b.NewSlot(), j = b.NewSlot();
  const Node twice = b.Any({b.Test(b.Bool(true)), b.Test(b.Bool(true))});
  const Node body = b.Quantified(
      Kind::kExists, {{j, b.Interval(1, 2)}},
      b.All({twice, b.Test(b.Make(Operation::kGreaterEqual, {b.Slot(j), b.Slot(i)}))}));
  Run(b.All({b.Quantified(Kind::kForAll, {{i, b.Interval(1, 2)}}, body), Keep()}));
  EXPECT_EQ(batch.size(), 4u * 2u);
}

TEST_F(ActionTest, AnUnassignedVariableTakesEachElementInOrder) {
  Run(b.Assign(0, b.Interval(3, 5), Kind::kMember));
  EXPECT_EQ(Shown(), "3 4 5 ");
}

TEST_F(ActionTest, TheFirstBoundVariableRunsFastest) {
  const uint32_t i = b.NewSlot(), j = b.NewSlot();
  const Id sum =
      b.Make(Operation::kAdd, {b.Make(Operation::kMultiply, {b.Int(10), b.Slot(i)}), b.Slot(j)});
  Run(b.Quantified(Kind::kExists, {{i, b.Interval(1, 2)}, {j, b.Interval(3, 4)}},
                   b.Assign(0, sum)));
  EXPECT_EQ(Shown(), "13 23 14 24 ");
}

TEST_F(TwoVariables, ASecondAssignmentIsATest) {
  Run(b.All({b.Any({b.Assign(0, b.Int(1)), b.Assign(0, b.Int(2))}), b.Assign(0, b.Int(2)),
             b.Assign(1, b.Next(0))}));
  EXPECT_EQ(Shown(), "2 2 ");
}

TEST_F(TwoVariables, BranchesUntilTheLastVariableIsAssigned) {
  Run(b.All({Keep(), Either(), b.Unchanged({0, 1}), Either()}));
  EXPECT_EQ(batch.size(), 2u);
}

TEST_F(TwoVariables, ABranchMayAssignInDifferentOrders) {
  const Node left = b.All({b.Assign(0, b.Int(1)), b.Assign(1, b.Int(2))});
  const Node right = b.All({b.Assign(1, b.Int(4)), b.Assign(0, b.Int(3))});
  Run(b.Any({left, b.If(XIs(0), right, left)}));
  EXPECT_EQ(Shown(), "1 2 3 4 ");
}

TEST_F(TwoVariables, AMissingVariableIsNamed) {
  Run(Keep());
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->kind, Fault::Kind::kUnassignedVariable);
  EXPECT_EQ(batch.fault->message,
            "Successor state is not completely specified by the next-state action. The following "
            "variable is not "
            "defined: y.");
  EXPECT_EQ(batch.generated_besides, 1u);
}

TEST_F(TwoVariables, AFalsePremiseAssignsNothing) {
  Run(b.All({Keep(), b.Implies(b.Bool(false), b.Assign(1, b.Int(1)))}));
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->kind, Fault::Kind::kUnassignedVariable);
}

TEST_F(TwoVariables, ReadingAPrimedVariableTooEarlyIsAnError) {
  Run(b.All({b.Assign(1, b.Next(0)), Keep()}));
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->message,
            "In evaluation, the identifier x is either undefined or not an operator.");
}

TEST_F(ActionTest, AConjunctThatIsNoBooleanIsAnError) {
  Run(b.All({b.Test(b.Int(3)), Keep()}));
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->message,
            "In computing next states, TLC expected a boolean expression,\nbut instead found 3.");
}

TEST_F(ActionTest, StepsBeforeAnErrorAreKept) {
  Run(b.Any({b.Assign(0, b.Int(1)), b.Test(b.Fail("too bad"))}));
  EXPECT_EQ(Shown(), "1 ");
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->subject, "A");
}

TEST_F(TwoVariables, EnabledNeedsNoCompleteState) {
  const Node incomplete = b.All({b.Test(XIs(0)), b.Assign(0, b.Int(1))});
  const Id enabled = b.WithIndex(Operation::kEnabled, static_cast<uint32_t>(incomplete));
  Run(b.All({b.Test(enabled), b.Unchanged({0, 1})}));
  EXPECT_EQ(batch.size(), 1u);
}

TEST_F(ActionTest, ACompositionTakesOneActionAfterTheOther) {
  // (x' \in {x + 1, x + 2}) \cdot (x' = 10 * x), and what follows sees the first state and the last
  // one again.
  ProgramBuilder::Kind member = Kind::kMember;
  const Id one = b.Make(Operation::kAdd, {b.Current(0), b.Int(1)});
  const Id two = b.Make(Operation::kAdd, {b.Current(0), b.Int(2)});
  program::ActionNode composed;
  composed.kind = Kind::kCompose;
  composed.children = {b.Assign(0, b.Make(Operation::kSetEnumeration, {one, two}), member),
                       b.Assign(0, b.Make(Operation::kMultiply, {b.Int(10), b.Current(0)}))};
  composed.predicate =
      b.WithIndex(Operation::kComposed, static_cast<uint32_t>(composed.children[0]),
                  {(*b.program)[composed.children[1]].predicate});
  const Node last = b.Test(
      b.Make(Operation::kEqual, {b.Make(Operation::kAdd, {b.Current(0), b.Int(20)}), b.Next(0)}));
  Run(b.All({b.Add(composed), last}));
  EXPECT_EQ(Shown(), "20 ");
}

TEST_F(ActionTest, AVariableOfEnabledNeedsNoValueOutside) {
  b.program->enabled_variables = {"inner"};
  const Node inside =
      b.All({b.Assign(1, b.Int(7)), b.Test(b.Make(Operation::kEqual, {b.Next(1), b.Int(7)}))});
  const Id enabled = b.WithIndex(Operation::kEnabled, static_cast<uint32_t>(inside));
  Run(b.All({b.Test(enabled), Keep()}));
  EXPECT_FALSE(batch.fault);
  EXPECT_EQ(batch.size(), 1u);
}

TEST_F(ActionTest, AFilterTooLargeToBuildIsEnumerated) {
  const uint32_t y = b.NewSlot();
  const Id filter = b.Bind(Operation::kSetFilter, {{y, b.Interval(1, 3'000'000)}},
                           b.Make(Operation::kGreater, {b.Slot(y), b.Int(2'999'998)}));
  Run(b.Assign(0, b.Cell(filter), Kind::kMember));
  EXPECT_EQ(Shown(), "2999999 3000000 ");
}

}  // namespace
}  // namespace model::interpreter

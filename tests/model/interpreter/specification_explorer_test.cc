#include "model/interpreter/specification_explorer.h"

#include <gtest/gtest.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using Id = ProgramBuilder::Id;
using transitions::Fault;
using transitions::StepBatch;

// x = 0 initially, then x' \in x .. x + 3.
class ExplorerTest : public testing::Test {
 protected:
  ExplorerTest() {
    b.program->initial.push_back(b.Assign(0, b.Int(0)));
    b.AddAction(
        "Step",
        b.Assign(0, b.Make(Operation::kInterval, {x, b.Make(Operation::kAdd, {x, b.Int(3)})}),
                 ProgramBuilder::Kind::kMember));
  }
  void Start(uint32_t fingerprint_bits = 64) {
    system = b.System(fingerprint_bits);
    explorer = system->NewExplorer();
    explorer->Initial({}, &batch);
    state.assign(batch.Bytes(0).begin(), batch.Bytes(0).end());
  }
  void Expand() { explorer->Expand({}, state, &batch); }
  Id Below(int64_t limit) { return b.Make(Operation::kLess, {x, b.Int(limit)}); }

  ProgramBuilder b{{"x"}};
  Id x = b.Current(0);
  std::unique_ptr<transitions::TransitionSystem> system;
  std::unique_ptr<transitions::Explorer> explorer;
  StepBatch batch;
  std::vector<uint8_t> state;
};

TEST_F(ExplorerTest, YieldsTheSameStepsWhateverItWasAskedBefore) {
  Start();
  Expand();
  std::vector<uint64_t> first;
  for (size_t i = 0; i < batch.size(); ++i) first.push_back(batch[i].fingerprint.low);
  ASSERT_EQ(first.size(), 4u);
  for (int round = 0; round < 200; ++round) Expand();
  auto other = system->NewExplorer();
  other->Expand({}, state, &batch);
  ASSERT_EQ(batch.size(), 4u);
  for (size_t i = 0; i < batch.size(); ++i) EXPECT_EQ(batch[i].fingerprint.low, first[i]);
}

TEST_F(ExplorerTest, TheStutteringStepHasItsParentsBytes) {
  Start();
  Expand();
  EXPECT_TRUE(std::equal(state.begin(), state.end(), batch.Bytes(0).begin(), batch.Bytes(0).end()));
}

TEST_F(ExplorerTest, WideFingerprintsHaveAHighHalf) {
  Start(128);
  EXPECT_NE(batch[0].fingerprint.high, 0u);
}

TEST_F(ExplorerTest, ConstraintsMarkStepsAsOutside) {
  b.program->constraints.push_back(b.Named("C", Below(2)));
  b.program->action_constraints.push_back(b.Named("D", b.Make(Operation::kLess, {x, b.Next(0)})));
  Start();
  Expand();
  std::vector<bool> inside;
  for (size_t i = 0; i < batch.size(); ++i) inside.push_back(batch[i].inside);
  EXPECT_EQ(inside, (std::vector<bool>{false, true, false, false}));
}

TEST_F(ExplorerTest, JudgesInvariantsInOrder) {
  b.program->invariants = {b.Named("I", Below(9)), b.Named("J", Below(3)), b.Named("K", Below(2))};
  Start();
  Expand();
  EXPECT_TRUE(explorer->JudgeState({}, 0, false).empty());
  EXPECT_EQ(explorer->JudgeState({}, 3, false).violated, (std::vector<uint32_t>{1}));
  EXPECT_EQ(explorer->JudgeState({}, 3, true).violated, (std::vector<uint32_t>{1, 2}));
}

TEST_F(ExplorerTest, JudgesActionPropertiesOnSteps) {
  b.program->action_properties = {b.Named(
      "P", b.Make(Operation::kLessEqual, {b.Next(0), b.Make(Operation::kAdd, {x, b.Int(1)})}))};
  Start();
  EXPECT_TRUE(explorer->JudgeStep({}, 0, true).empty());
  Expand();
  EXPECT_TRUE(explorer->JudgeStep({}, 1, true).empty());
  EXPECT_EQ(explorer->JudgeStep({}, 2, true).violated, (std::vector<uint32_t>{0}));
}

TEST_F(ExplorerTest, LabelsStatesStepsAndStuttering) {
  b.program->state_predicates = {b.Named("", Below(1)), b.Named("", Below(2))};
  b.program->step_predicates = {b.Named("", b.Make(Operation::kNotEqual, {x, b.Next(0)}))};
  Start();
  Expand();
  uint64_t word = 0;
  EXPECT_FALSE(explorer->LabelState(1, {&word, 1}));
  EXPECT_EQ(word, 2u);
  EXPECT_FALSE(explorer->LabelStep(1, {&word, 1}));
  EXPECT_EQ(word, 1u);
  EXPECT_FALSE(explorer->LabelStutter(1, {&word, 1}));
  EXPECT_EQ(word, 0u);
}

TEST_F(ExplorerTest, LabelsTheExpandedState) {
  b.program->state_predicates = {b.Named("", Below(1)), b.Named("", Below(0))};
  b.program->step_predicates = {b.Named("", b.Make(Operation::kNotEqual, {x, b.Next(0)}))};
  Start();
  Expand();
  uint64_t labels = 0, stutter = 1;
  EXPECT_FALSE(explorer->LabelExpanded({&labels, 1}, {&stutter, 1}));
  EXPECT_EQ(labels, 1u);
  EXPECT_EQ(stutter, 0u);
}

TEST_F(ExplorerTest, ReadsEnabledOffTheStepsWhereTheActionIsKnown) {
  // All false, so that what is true was not evaluated.
  for (int i = 0; i < 4; ++i) b.program->state_predicates.push_back(b.Named("", Below(0)));
  b.program->enabled_shapes = {
      {{{0, 1}}, std::vector<uint32_t>{0}}, {{{0, 1}}, std::nullopt}, {{{1, 1}}, std::nullopt}, {}};
  Start();
  Expand();
  uint64_t labels = 0;
  EXPECT_FALSE(explorer->LabelExpanded({&labels, 1}, {}));
  EXPECT_EQ(labels, 3u);
}

TEST_F(ExplorerTest, AViewDecidesTheFingerprint) {
  b.program->view = b.Make(Operation::kModulo, {x, b.Int(2)});
  Start();
  Expand();
  EXPECT_EQ(batch[0].fingerprint.low, batch[2].fingerprint.low);
  EXPECT_NE(batch[0].fingerprint.low, batch[1].fingerprint.low);
}

TEST_F(ExplorerTest, AnErrorInAnInvariantNamesThePlaceAndTheWayThere) {
  b.program->definitions = {{"Outer", {source::FileId{0}, 1, 1, 1, 20}},
                            {"Inner", {source::FileId{0}, 2, 1, 2, 20}}};
  ProgramBuilder::Expression inner;
  inner.operation = Operation::kAdd;
  inner.operands = {x, b.String("y")};
  inner.range = {source::FileId{0}, 2, 5, 2, 10};
  ProgramBuilder::Expression outer;
  outer.operation = Operation::kLess;
  outer.operands = {b.Add(inner), b.Int(3)};
  outer.range = {source::FileId{0}, 1, 1, 1, 9};
  b.program->invariants = {b.Named("Inv", b.Add(outer))};
  Start();
  const auto findings = explorer->JudgeState({}, 0, false);
  ASSERT_TRUE(findings.fault);
  EXPECT_EQ(findings.fault->during, Fault::During::kInvariant);
  EXPECT_EQ(findings.fault->subject, "Inv");
  EXPECT_EQ(findings.fault->location.start_line, 2u);
  ASSERT_EQ(findings.fault->call_path.size(), 2u);
  EXPECT_EQ(findings.fault->call_path[0].description, "operator Inner");
  EXPECT_EQ(findings.fault->call_path[1].description, "operator Outer");
}

TEST_F(ExplorerTest, ExplainsWhichConjunctIsFalseForWhichValue) {
  const uint32_t slot = b.NewSlot();
  const Id body = b.Make(Operation::kNotEqual, {x, b.Slot(slot)});
  const Id forall = b.Bind(Operation::kForAll, {{slot, b.Interval(0, 3)}}, body);
  b.program->invariants = {b.Named("Inv", b.Make(Operation::kAnd, {b.Bool(true), forall}))};
  Start();
  const std::vector<std::string> lines = explorer->Explain(0, state, state);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], "for v0 = 0:");
}

TEST_F(ExplorerTest, AnAliasReplacesTheVariablesAndItsErrorIsShown) {
  b.program->alias = b.Make(Operation::kAdd, {x, b.String("y")});
  Start();
  const auto described = explorer->Describe({}, state, state);
  ASSERT_EQ(described.size(), 2u);
  EXPECT_EQ(described[0].first, "x");
  EXPECT_EQ(described[1].first, "_ALIASEvalError");
}

TEST(InitialStates, WithoutAVariableNameThePlaceOfTheInitialPredicate) {
  ProgramBuilder b({"x", "y"});
  const auto assign = b.Assign(0, b.Int(1));
  b.program->action_nodes[static_cast<uint32_t>(assign)].range = {source::FileId{0}, 2, 5, 2, 9};
  b.program->initial.push_back(assign);
  StepBatch batch;
  b.System()->NewExplorer()->Initial({}, &batch);
  ASSERT_TRUE(batch.fault);
  EXPECT_EQ(batch.fault->kind, Fault::Kind::kUnassignedVariable);
  EXPECT_EQ(batch.fault->location.start_line, 2u);
  EXPECT_EQ(batch.fault->location.start_column, 5u);
}

TEST(Symmetry, GivesOneFingerprintToAClass) {
  ProgramBuilder b({"s"});
  const uint32_t p = b.NewSlot();
  b.program->initial.push_back(b.Assign(0, b.Literal(Value::EmptySet())));
  const Id everyone =
      b.Make(Operation::kSetEnumeration, {b.ModelValue("a"), b.ModelValue("b"), b.ModelValue("c")});
  b.AddAction(
      "Join",
      b.Quantified(
          ProgramBuilder::Kind::kExists, {{p, everyone}},
          b.Assign(0, b.Make(Operation::kCup,
                             {b.Current(0), b.Make(Operation::kSetEnumeration, {b.Slot(p)})}))));
  b.program->symmetry = {{1, 0, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}, {2, 0, 1}};
  auto system = b.System();
  auto explorer = system->NewExplorer();
  StepBatch batch;
  explorer->Initial({}, &batch);
  const std::vector<uint8_t> state(batch.Bytes(0).begin(), batch.Bytes(0).end());
  explorer->Expand({}, state, &batch);
  ASSERT_EQ(batch.size(), 3u);
  EXPECT_EQ(batch[0].fingerprint.low, batch[1].fingerprint.low);
  EXPECT_EQ(batch[0].fingerprint.low, batch[2].fingerprint.low);
}

TEST(Assumptions, StopAtTheFirstBadOne) {
  ProgramBuilder b;
  b.program->assumptions = {b.Named("Good", b.Bool(true)), b.Named("Bad", b.Int(1)),
                            b.Named("Never", b.Bool(true))};
  const auto checks = b.System()->CheckAssumptions();
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_TRUE(checks[0].holds);
  EXPECT_TRUE(checks[1].fault);
}

}  // namespace
}  // namespace model::interpreter

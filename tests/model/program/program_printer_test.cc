#include "model/program/program_printer.h"

#include <gtest/gtest.h>

#include <string>

namespace model::program {
namespace {

TEST(ProgramPrinter, ShowsExpressionsOnOneLine) {
  const values::AtomTable atoms({}, {});
  const values::Heap heap(&atoms);
  Program program;
  program.variables = {"x"};
  Expression next, literal, equal;
  next.operation = Operation::kNext;
  literal.literal = Value::SmallInteger(3);
  equal.operation = Operation::kEqual;
  equal.operands = {ExpressionId{0}, ExpressionId{1}};
  program.expressions = {next, literal, equal};
  EXPECT_EQ(PrintExpression(program, heap, ExpressionId{2}), "(Equal x' 3)");
}

TEST(ProgramPrinter, ShowsAnActionsNodesAsATree) {
  const values::AtomTable atoms({}, {});
  const values::Heap heap(&atoms);
  Program program;
  program.variables = {"x"};
  Expression one;
  one.literal = Value::SmallInteger(1);
  program.expressions = {one};
  ActionNode assign, both;
  assign.kind = ActionNode::Kind::kAssign;
  assign.value = ExpressionId{0};
  both.kind = ActionNode::Kind::kAnd;
  both.children = {ActionNodeId{0}, ActionNodeId{0}};
  program.action_nodes = {assign, both};
  Action action;
  action.name = "A";
  action.node = ActionNodeId{1};
  action.parameters = {{"i", Value::SmallInteger(7)}};
  program.actions = {action};
  EXPECT_EQ(PrintActions(program, heap),
            "\naction A(i = 7)\n  all of\n    assign x' := 1\n    assign x' := 1\n");
}

TEST(Operations, HaveNames) { EXPECT_STREQ(NameOf(Operation::kSetFilter), "SetFilter"); }

}  // namespace
}  // namespace model::program

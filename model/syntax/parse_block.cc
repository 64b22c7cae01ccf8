// IF, CASE, LET and junction lists.

#include <utility>

#include "model/syntax/module_parser.h"

namespace model::syntax {

ExpressionId ModuleParser::ParseIf() {
  const size_t begin = position_;
  Advance();
  const ExpressionId condition = ParseExpression();
  Expect(TokenKind::kThen, "after the condition of IF");
  const ExpressionId consequence = ParseExpression();
  Expect(TokenKind::kElse, "after the THEN part of IF");
  const ExpressionId alternative = ParseExpression();
  return Add(ExpressionKind::kIf, begin, {condition, consequence, alternative});
}

ExpressionId ModuleParser::ParseCase() {
  const size_t begin = position_;
  Advance();
  std::vector<CaseArm> arms;
  bool more = true;
  while (more) {
    CaseArm arm;
    const bool is_other = !arms.empty() && Accept(TokenKind::kOther);
    if (!is_other) arm.condition = ParseExpression();
    Expect(TokenKind::kArrow, "after the condition of this arm of CASE");
    arm.value = ParseExpression();
    arms.push_back(arm);
    more = !is_other && AtOperator(Operator::kAlways);
    if (more) Advance();
  }
  Expression node;
  node.kind = ExpressionKind::kCase;
  node.detail = AddDetail(tree_.arm_lists, std::move(arms));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseLet() {
  const size_t begin = position_;
  Advance();
  std::vector<DefinitionId> definitions;
  do {
    if (At(TokenKind::kRecursive)) {
      for (DefinitionId id : ParseRecursive()) definitions.push_back(id);
    } else {
      definitions.push_back(ParseDefinition(position_));
    }
  } while (!panic_ && !At(TokenKind::kLetIn) &&
           (At(TokenKind::kIdentifier) || At(TokenKind::kPrefix) || At(TokenKind::kNegativeName) ||
            At(TokenKind::kRecursive)));
  Expect(TokenKind::kLetIn, "after the definitions of LET");
  Expression node;
  node.kind = ExpressionKind::kLet;
  node.operands = {ParseExpression()};
  node.detail = AddDetail(tree_.let_lists, std::move(definitions));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseJunctionList() {
  const size_t begin = position_;
  const TokenKind bullet = Current().kind;
  const uint32_t indent = Current().indent;
  std::vector<ExpressionId> items;
  junctions_.push_back({bullet, indent, position_});
  do {
    ++position_;  // the bullet itself stands in the list's column and so looks like kOutdent
    Refresh();
    items.push_back(ParseExpression());
  } while (!panic_ && Current().kind == bullet && Current().indent == indent);
  junctions_.pop_back();
  Refresh();
  return Add(
      bullet == TokenKind::kAnd ? ExpressionKind::kConjunction : ExpressionKind::kDisjunction,
      begin, std::move(items));
}

}  // namespace model::syntax

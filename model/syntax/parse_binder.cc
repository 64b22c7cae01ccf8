// Bound variables: `x, y \in S, <<a, b>> \in T` and what binds them.

#include <utility>

#include "model/syntax/module_parser.h"

namespace model::syntax {

ExpressionId ModuleParser::ParseQuantifier(ExpressionKind kind) {
  const size_t begin = position_;
  Advance();
  Expression node;
  node.kind = kind;
  std::vector<BoundGroup> bounds = ParseBounds(Sets::kOptional);
  Expect(TokenKind::kColon, "after the bound variables");
  node.operands = {ParseExpression()};
  node.detail = AddDetail(tree_.bound_lists, std::move(bounds));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseChoose() {
  const size_t begin = position_;
  Advance();
  Expression node;
  node.kind = ExpressionKind::kChoose;
  BoundGroup group;
  group.is_tuple = At(TokenKind::kLeftAngle);
  if (group.is_tuple) {
    group.names = ParseNameTuple();
  } else {
    group.names.push_back(ExpectIdentifier("a variable"));
  }
  if (AtOperator(Operator::kIn)) {
    Advance();
    group.set = ParseExpression();
  }
  Expect(TokenKind::kColon, "after the variable of CHOOSE");
  node.operands = {ParseExpression()};
  node.detail = AddDetail(tree_.bound_lists, std::vector<BoundGroup>{std::move(group)});
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseLambda() {
  const size_t begin = position_;
  Advance();
  Expression node;
  node.kind = ExpressionKind::kLambda;
  std::vector<Parameter> parameters;
  do {
    parameters.push_back(ParseDeclaration());
  } while (Accept(TokenKind::kComma));
  Expect(TokenKind::kColon, "after the parameters of LAMBDA");
  node.operands = {ParseExpression()};
  node.detail = AddDetail(tree_.parameter_lists, std::move(parameters));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

// Either all variables have sets or none has.
std::vector<BoundGroup> ModuleParser::ParseBounds(Sets sets) {
  std::vector<BoundGroup> bounds;
  do {
    bounds.push_back(ParseBoundGroup(sets));
    if (bounds.back().set != kNoExpression) sets = Sets::kRequired;
  } while (Accept(TokenKind::kComma));
  return bounds;
}

// x, y \in S | <<x, y>> \in S | x, y
BoundGroup ModuleParser::ParseBoundGroup(Sets sets) {
  BoundGroup group;
  group.is_tuple = At(TokenKind::kLeftAngle);
  if (group.is_tuple) {
    group.names = ParseNameTuple();
  } else {
    do {
      group.names.push_back(ExpectIdentifier("a variable"));
    } while (KindAhead(1) == TokenKind::kIdentifier && Accept(TokenKind::kComma));
  }
  if (AtOperator(Operator::kIn)) {
    Advance();
    group.set = ParseExpression();
  } else if (group.is_tuple || sets == Sets::kRequired) {
    FailExpecting("`\\in` after the bound variables");
  }
  return group;
}

std::vector<Name> ModuleParser::ParseNameTuple() {
  std::vector<Name> names;
  const size_t opening = position_;
  Expect(TokenKind::kLeftAngle);
  do {
    names.push_back(ExpectIdentifier("a variable"));
  } while (Accept(TokenKind::kComma));
  ExpectClosing(TokenKind::kRightAngle, opening);
  return names;
}

std::optional<BoundGroup> ModuleParser::AsBound(ExpressionId id) const {
  const Expression& node = Node(id);
  if (node.kind != ExpressionKind::kName || node.text != "\\in" || node.operands.size() != 2 ||
      node.detail != kNoDetail) {
    return std::nullopt;
  }
  const auto is_variable = [](const Expression& e) {
    return e.kind == ExpressionKind::kName && e.operands.empty() && e.detail == kNoDetail;
  };
  BoundGroup group;
  group.set = node.operands[1];
  const Expression& left = Node(node.operands[0]);
  if (is_variable(left)) {
    group.names.push_back({left.text, left.range});
    return group;
  }
  if (left.kind != ExpressionKind::kTuple) return std::nullopt;
  group.is_tuple = true;
  for (ExpressionId element : left.operands) {
    if (!is_variable(Node(element))) return std::nullopt;
    group.names.push_back({Node(element).text, Node(element).range});
  }
  return group;
}

}  // namespace model::syntax

// Everything in brackets. What `{x \in S ..` and `[x \in S ..` are is known only after S (a filter
// or an element, a function or an action), so both read an expression and turn it into a bound.

#include <utility>

#include "model/syntax/module_parser.h"

namespace model::syntax {

ExpressionId ModuleParser::ParseParentheses() {
  const size_t begin = position_;
  Advance();
  const ExpressionId inner = ParseExpression();
  ExpectClosing(TokenKind::kRightParen, begin);
  return Add(ExpressionKind::kParentheses, begin, {inner});
}

// {a, b}, {x \in S : p}, {e : x \in S, y \in T}
ExpressionId ModuleParser::ParseBraces() {
  const size_t begin = position_;
  Advance();
  if (Accept(TokenKind::kRightBrace)) return Add(ExpressionKind::kSetEnumeration, begin, {});
  const ExpressionId first = ParseExpression();
  Expression node;
  if (Accept(TokenKind::kColon)) {
    if (std::optional<BoundGroup> bound = AsBound(first)) {
      node.kind = ExpressionKind::kSetFilter;
      node.operands = {ParseExpression()};
      node.detail = AddDetail(tree_.bound_lists, std::vector<BoundGroup>{*std::move(bound)});
    } else {
      node.kind = ExpressionKind::kSetMap;
      node.operands = {first};
      std::vector<BoundGroup> bounds = ParseBounds(Sets::kRequired);
      node.detail = AddDetail(tree_.bound_lists, std::move(bounds));
    }
  } else {
    node.kind = ExpressionKind::kSetEnumeration;
    node.operands = {first};
    while (Accept(TokenKind::kComma)) node.operands.push_back(ParseExpression());
  }
  ExpectClosing(TokenKind::kRightBrace, begin);
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

// [x \in S |-> e], [a |-> e], [a : S], [f EXCEPT ..], [S -> T], [A]_v
ExpressionId ModuleParser::ParseBrackets() {
  const size_t begin = position_;
  Advance();
  const bool is_word = AtFieldName();
  if (is_word && KindAhead(1) == TokenKind::kMapsTo) {
    return ParseFields(ExpressionKind::kRecord, TokenKind::kMapsTo, begin);
  }
  if (is_word && KindAhead(1) == TokenKind::kColon) {
    return ParseFields(ExpressionKind::kRecordSet, TokenKind::kColon, begin);
  }
  if (At(TokenKind::kIdentifier) && KindAhead(1) == TokenKind::kComma) {
    return ParseFunctionBody({}, begin);
  }
  const ExpressionId first = ParseExpression();
  if (At(TokenKind::kMapsTo) || At(TokenKind::kComma)) {
    std::optional<BoundGroup> bound = AsBound(first);
    if (!bound.has_value()) {
      FailExpecting("`]`, `->`, `EXCEPT` or `]_`",
                    "a function is written `[x \\in S |-> e]`, a record `[a |-> e]`");
      return AddError();
    }
    return ParseFunctionBody({*std::move(bound)}, begin);
  }
  if (Accept(TokenKind::kExcept)) return ParseExcept(first, begin);
  if (Accept(TokenKind::kArrow)) {
    const ExpressionId range = ParseExpression();
    ExpectClosing(TokenKind::kRightBracket, begin);
    return Add(ExpressionKind::kFunctionSet, begin, {first, range});
  }
  if (Accept(TokenKind::kRightBracketSub)) {
    const ExpressionId subscript = ParseSubscript();
    return Add(ExpressionKind::kBox, begin, {first, subscript});
  }
  FailExpecting("`|->`, `->`, `EXCEPT` or `]_`", "",
                {{RangeOf(tokens_[begin]), "`[` was opened here"}});
  return AddError();
}

// The rest of [x \in S, y \in T |-> e], after the bounds read so far and before the comma.
ExpressionId ModuleParser::ParseFunctionBody(std::vector<BoundGroup> bounds, size_t begin) {
  if (bounds.empty() || Accept(TokenKind::kComma)) {
    for (BoundGroup& group : ParseBounds(Sets::kRequired)) bounds.push_back(std::move(group));
  }
  Expression node;
  node.kind = ExpressionKind::kFunction;
  Expect(TokenKind::kMapsTo, "after the bounds of the function");
  node.operands = {ParseExpression()};
  node.detail = AddDetail(tree_.bound_lists, std::move(bounds));
  ExpectClosing(TokenKind::kRightBracket, begin);
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseFields(ExpressionKind kind, TokenKind sign, size_t begin) {
  Expression node;
  node.kind = kind;
  std::vector<Name> fields;
  do {
    fields.push_back(ExpectFieldName());
    Expect(sign, "after the field's name");
    node.operands.push_back(ParseExpression());
  } while (Accept(TokenKind::kComma));
  ExpectClosing(TokenKind::kRightBracket, begin);
  node.detail = AddDetail(tree_.field_lists, std::move(fields));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseExcept(ExpressionId function, size_t begin) {
  Expression node;
  node.kind = ExpressionKind::kExcept;
  node.operands = {function};
  std::vector<Update> updates;
  do {
    updates.push_back(ParseUpdate());
  } while (Accept(TokenKind::kComma));
  ExpectClosing(TokenKind::kRightBracket, begin);
  node.detail = AddDetail(tree_.update_lists, std::move(updates));
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

// ![i, j].a = e
Update ModuleParser::ParseUpdate() {
  const size_t begin = position_;
  Update update;
  Expect(TokenKind::kBang, "before what EXCEPT changes");
  while (At(TokenKind::kLeftBracket) || At(TokenKind::kDot)) {
    const size_t selector_begin = position_;
    UpdateSelector selector;
    selector.is_field = At(TokenKind::kDot);
    Advance();
    if (selector.is_field) {
      selector.field = ExpectFieldName().text;
    } else {
      selector.arguments = ParseArguments(TokenKind::kRightBracket);
      ExpectClosing(TokenKind::kRightBracket, selector_begin);
    }
    selector.range = RangeFrom(selector_begin);
    update.path.push_back(std::move(selector));
  }
  if (update.path.empty()) FailExpecting("`[` or `.` after `!`");
  if (!AtOperator(Operator::kEquals)) {
    FailExpecting("`=`", At(TokenKind::kDefine) || AtOperator(Operator::kAssign)
                             ? "EXCEPT is written `[f EXCEPT ![x] = e]`"
                             : "");
  }
  Advance();
  update.value = ParseExpression();
  update.range = RangeFrom(begin);
  return update;
}

// <<a, b>>, <<A>>_v
ExpressionId ModuleParser::ParseAngles() {
  const size_t begin = position_;
  Advance();
  if (Accept(TokenKind::kRightAngle)) return Add(ExpressionKind::kTuple, begin, {});
  std::vector<ExpressionId> elements = ParseArguments(TokenKind::kRightAngle);
  if (elements.size() == 1 && Accept(TokenKind::kRightAngleSub)) {
    const ExpressionId subscript = ParseSubscript();
    return Add(ExpressionKind::kAngle, begin, {elements[0], subscript});
  }
  ExpectClosing(TokenKind::kRightAngle, begin);
  return Add(ExpressionKind::kTuple, begin, std::move(elements));
}

// The v of [A]_v and <<A>>_v.
ExpressionId ModuleParser::ParseSubscript() {
  switch (kind_) {
    case TokenKind::kIdentifier: return ParseName(/*with_final_arguments=*/true);
    case TokenKind::kLeftParen:
    case TokenKind::kLeftBrace:
    case TokenKind::kLeftBracket:
    case TokenKind::kLeftAngle: {
      ExpressionId subscript = kNoExpression;
      if (Enter()) subscript = ParseOperand();
      Leave();
      return panic_ ? AddError() : subscript;
    }
    default: FailExpecting("a subscript: a name, a tuple or parentheses"); return AddError();
  }
}

// WF_v(A), SF_v(A)
ExpressionId ModuleParser::ParseFairness() {
  const size_t begin = position_;
  const ExpressionKind kind = At(TokenKind::kWeakFairness) ? ExpressionKind::kWeakFairness
                                                           : ExpressionKind::kStrongFairness;
  Advance();
  const ExpressionId subscript =
      At(TokenKind::kIdentifier) ? ParseName(/*with_final_arguments=*/false) : ParseSubscript();
  const size_t opening = position_;
  Expect(TokenKind::kLeftParen, "before the action of the fairness condition");
  const ExpressionId action = ParseExpression();
  ExpectClosing(TokenKind::kRightParen, opening);
  return Add(kind, begin, {subscript, action});
}

}  // namespace model::syntax

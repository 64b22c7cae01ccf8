// Names with what may surround them: M(x)!N!Op(a), Op(a)!1!<<, +(1, 2), operators passed as
// arguments, and labels.
//
// The elements between the `!`s are read first; then the last one that is a name before the first
// selector of a subexpression becomes the node's text, those before it the path, those after it
// selectors.

#include <utility>

#include "model/source/concat.h"
#include "model/syntax/lexer.h"
#include "model/syntax/module_parser.h"

namespace model::syntax {
namespace {

// The sets of numbers have signs of their own.
std::string_view CanonicalName(std::string_view name) {
  if (name == "ℕ") return "Nat";
  if (name == "ℤ") return "Int";
  if (name == "ℝ") return "Real";
  return name;
}

}  // namespace

// `with_final_arguments` false: in `WF_v(A)` the parentheses after v belong to WF.
ExpressionId ModuleParser::ParseName(bool with_final_arguments) {
  const size_t begin = position_;
  if (KindAhead(1) != TokenKind::kBang && KindAhead(1) != TokenKind::kLeftParen) {
    // The common case, without the vectors.
    Expression node;
    node.kind = ExpressionKind::kName;
    node.text = AtAnyOperator() ? TraitsOf(Current().op).spelling : CanonicalName(Text(Current()));
    node.range = RangeOf(Current());
    Advance();
    return Add(std::move(node));
  }
  std::vector<NameElement> elements;
  elements.push_back(ParseNameHead());
  while (true) {
    const size_t opening = position_;
    const bool takes_arguments = elements.back().is_name && At(TokenKind::kLeftParen);
    if (takes_arguments) {
      if (!with_final_arguments) {
        // Only arguments of a path step: those after which a `!` or another `(` follows.
        int depth = 0;
        size_t i = position_;
        for (; i < tokens_.size(); ++i) {
          if (tokens_[i].kind == TokenKind::kLeftParen) ++depth;
          if (tokens_[i].kind == TokenKind::kRightParen && --depth == 0) break;
        }
        const TokenKind after = i + 1 < tokens_.size() ? tokens_[i + 1].kind : TokenKind::kPanic;
        if (after != TokenKind::kBang && after != TokenKind::kLeftParen) break;
      }
      Advance();
      elements.back().step.arguments = ParseArguments(TokenKind::kRightParen);
      ExpectClosing(TokenKind::kRightParen, opening);
    }
    if (!Accept(TokenKind::kBang)) break;
    elements.push_back(ParseNameExtension());
  }
  return panic_ ? AddError() : BuildName(std::move(elements), begin);
}

ModuleParser::NameElement ModuleParser::ParseNameHead() {
  NameElement element;
  element.step.text =
      AtAnyOperator() ? TraitsOf(Current().op).spelling : CanonicalName(Text(Current()));
  element.step.range = RangeOf(Current());
  Advance();
  return element;
}

// What may follow a `!`.
ModuleParser::NameElement ModuleParser::ParseNameExtension() {
  const bool is_not_equal =
      AtOperator(Operator::kEquals) && Current().offset == tokens_[position_ - 1].offset + 1;
  if (is_not_equal) {
    --position_;
    FailExpecting("an operator", "`!=` is written `#` or `/=`");
    return {};
  }
  if (At(TokenKind::kIdentifier) || AtAnyOperator()) return ParseNameHead();
  NameElement element;
  element.is_name = false;
  element.step.range = RangeOf(Current());
  const size_t begin = position_;
  switch (kind_) {
    case TokenKind::kNumber:
      element.step.kind = PathStep::Kind::kNumber;
      element.step.text = DecimalDigits(Text(Current()).substr(0, 20));
      break;
    case TokenKind::kLeftAngle: element.step.kind = PathStep::Kind::kLeft; break;
    case TokenKind::kRightAngle: element.step.kind = PathStep::Kind::kRight; break;
    case TokenKind::kAt: element.step.kind = PathStep::Kind::kAt; break;
    case TokenKind::kColon: element.step.kind = PathStep::Kind::kColon; break;
    case TokenKind::kLeftParen:
      Advance();
      element.step.kind = PathStep::Kind::kArguments;
      element.step.arguments = ParseArguments(TokenKind::kRightParen);
      ExpectClosing(TokenKind::kRightParen, begin);
      element.step.range = RangeFrom(begin);
      return element;
    default: FailExpecting("a name, an operator or a selector after `!`"); return element;
  }
  Advance();
  return element;
}

ExpressionId ModuleParser::BuildName(std::vector<NameElement> elements, size_t begin) {
  size_t last_name = 0;
  while (last_name + 1 < elements.size() && elements[last_name + 1].is_name) ++last_name;
  Expression node;
  node.kind = ExpressionKind::kName;
  node.range = RangeFrom(begin);
  node.text = std::move(elements[last_name].step.text);
  node.operands = std::move(elements[last_name].step.arguments);
  if (elements.size() > 1) {
    Path path;
    path.name_range = elements[last_name].step.range;
    for (size_t i = 0; i < last_name; ++i) path.steps.push_back(std::move(elements[i].step));
    for (size_t i = last_name + 1; i < elements.size(); ++i) {
      path.selectors.push_back(std::move(elements[i].step));
    }
    node.detail = AddDetail(tree_.paths, std::move(path));
  }
  return Add(std::move(node));
}

ExpressionId ModuleParser::AddOperatorName(size_t token) {
  Expression node;
  node.kind = ExpressionKind::kName;
  node.range = RangeOf(tokens_[token]);
  node.text = TraitsOf(tokens_[token].op).spelling;
  return Add(std::move(node));
}

// l:: e, l(x, y):: e
ExpressionId ModuleParser::ParseLabel(ExpressionId label, size_t begin) {
  const Expression& name = Node(label);
  bool is_label = name.kind == ExpressionKind::kName && name.detail == kNoDetail;
  for (ExpressionId argument : name.operands) {
    const Expression& parameter = Node(argument);
    is_label &= parameter.kind == ExpressionKind::kName && parameter.operands.empty();
  }
  if (!is_label) {
    FailExpecting("an operator", "a label is a name, or a name with bound variables: `l(x):: e`");
    return AddError();
  }
  if (!labels_are_allowed_) {
    FailExpecting("an operator", "labels may only stand in definitions and proofs");
    return AddError();
  }
  Expression node;
  node.kind = ExpressionKind::kLabel;
  node.text = name.text;
  node.operands = name.operands;
  Advance();
  const ExpressionId body = ParseExpression();
  node.operands.insert(node.operands.begin(), body);
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

}  // namespace model::syntax

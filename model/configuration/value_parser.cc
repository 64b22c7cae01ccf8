#include "model/configuration/value_parser.h"

#include <array>
#include <utility>

#include "model/source/concat.h"

namespace model::configuration {
namespace {

using source::Concat;
using source::DiagnosticKind;
using syntax::ExpressionId;
using syntax::ExpressionKind;
using syntax::kNoExpression;

constexpr int kNestingLimit = 200;

// Infix operators with their precedence in TLA+; all are taken as left-associative.
struct InfixOperator {
  std::string_view symbol;
  int precedence;
  std::string_view canonical;
};
constexpr std::array<InfixOperator, 17> kInfixOperators = {{
    {"@@", 6, "@@"},
    {":>", 7, ":>"},
    {"\\cup", 8, "\\cup"},
    {"\\union", 8, "\\cup"},
    {"\\cap", 8, "\\cap"},
    {"\\intersect", 8, "\\cap"},
    {"\\", 8, "\\"},
    {"..", 9, ".."},
    {"+", 10, "+"},
    {"\\X", 10, "\\X"},
    {"\\times", 10, "\\X"},
    {"-", 11, "-"},
    {"%", 12, "%"},
    {"*", 13, "*"},
    {"\\div", 13, "\\div"},
    {"\\o", 13, "\\o"},
    {"^", 14, "^"},
}};

const InfixOperator* FindInfix(const Token& token) {
  if (token.kind != TokenKind::kSymbol) return nullptr;
  for (const InfixOperator& op : kInfixOperators) {
    if (op.symbol == token.text) return &op;
  }
  return nullptr;
}

std::string Described(const Token& token) {
  switch (token.kind) {
    case TokenKind::kEnd: return "the end";
    case TokenKind::kString: return Concat("\"", token.text, "\"");
    default: return Concat("`", token.text, "`");
  }
}

}  // namespace

ExpressionId ValueParser::Parse(TokenReader& reader) {
  failed_ = false;
  depth_ = 0;
  ExpressionId id = ParseInfix(reader, 0);
  return failed_ ? kNoExpression : id;
}

ExpressionId ValueParser::Add(ExpressionKind kind, const Range& begin, const Range& end,
                              std::string text, std::vector<ExpressionId> operands,
                              uint32_t detail) {
  ExpressionId id{static_cast<uint32_t>(tree_.expressions.size())};
  tree_.expressions.push_back(
      {kind, source::Cover(begin, end), std::move(text), std::move(operands), detail});
  return id;
}

ExpressionId ValueParser::Fail(const Token& at, std::string_view expected) {
  if (!failed_) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, at.range,
                        Concat(expected, " is expected here, but this is ", Described(at)));
  }
  failed_ = true;
  return kNoExpression;
}

bool ValueParser::Expect(TokenReader& reader, std::string_view symbol) {
  if (reader.Accept(symbol)) return true;
  Fail(reader.Peek(), Concat("`", symbol, "`"));
  return false;
}

ExpressionId ValueParser::ParseInfix(TokenReader& reader, int least_precedence) {
  const Range begin = reader.Peek().range;
  if (++depth_ > kNestingLimit) return Fail(reader.Peek(), "a value that nests less deeply");
  ExpressionId left = ParsePrefix(reader);
  while (!failed_) {
    const InfixOperator* op = FindInfix(reader.Peek());
    if (op == nullptr || op->precedence < least_precedence) break;
    reader.Take();
    ExpressionId right = ParseInfix(reader, op->precedence + 1);
    if (failed_) break;
    if (op->canonical == "\\X") {
      syntax::Expression& before = tree_.expressions[static_cast<uint32_t>(left)];
      if (before.kind == ExpressionKind::kProduct) {
        before.operands.push_back(right);
        before.range = source::Cover(begin, reader.last_range());
        continue;
      }
      left = Add(ExpressionKind::kProduct, begin, reader.last_range(), "", {left, right});
      continue;
    }
    left = Add(ExpressionKind::kName, begin, reader.last_range(), std::string(op->canonical),
               {left, right});
  }
  --depth_;
  return left;
}

ExpressionId ValueParser::ParsePrefix(TokenReader& reader) {
  const Range begin = reader.Peek().range;
  if (reader.Accept("-")) {
    // A negative literal needs no operator, so it works in modules without integers, too.
    if (reader.Peek().kind == TokenKind::kNumber && !reader.Peek(1).Is("^")) {
      std::string digits = reader.Take().text;
      return Add(ExpressionKind::kNumber, begin, reader.last_range(), Concat("-", digits), {});
    }
    ExpressionId operand = ParseInfix(reader, 12);
    return failed_ ? kNoExpression
                   : Add(ExpressionKind::kName, begin, reader.last_range(), "-.", {operand});
  }
  for (std::string_view word : {"SUBSET", "UNION", "DOMAIN"}) {
    if (!reader.Peek().IsWord(word)) continue;
    reader.Take();
    ExpressionId operand = ParseInfix(reader, 9);
    return failed_ ? kNoExpression
                   : Add(ExpressionKind::kName, begin, reader.last_range(), std::string(word),
                         {operand});
  }
  ExpressionId primary = ParsePrimary(reader);
  return ParsePostfix(reader, primary, begin);
}

ExpressionId ValueParser::ParsePostfix(TokenReader& reader, ExpressionId left, const Range& begin) {
  while (!failed_) {
    if (reader.Accept("[")) {
      std::vector<ExpressionId> operands = ParseList(reader, "]");
      operands.insert(operands.begin(), left);
      left = Add(ExpressionKind::kApply, begin, reader.last_range(), "", std::move(operands));
    } else if (reader.Peek().Is(".") && reader.Peek(1).kind == TokenKind::kWord) {
      reader.Take();
      std::string field = reader.Take().text;
      left = Add(ExpressionKind::kField, begin, reader.last_range(), std::move(field), {left});
    } else {
      return left;
    }
  }
  return kNoExpression;
}

ExpressionId ValueParser::ParsePrimary(TokenReader& reader) {
  const Token& token = reader.Peek();
  const Range begin = token.range;
  if (token.kind == TokenKind::kWord) return ParseWord(reader);
  if (token.kind == TokenKind::kNumber) {
    std::string digits = reader.Take().text;
    if (reader.Peek().Is(".") && reader.Peek(1).kind == TokenKind::kNumber) {
      reader.Take();
      digits = Concat(digits, ".", reader.Take().text);
      return Add(ExpressionKind::kDecimal, begin, reader.last_range(), std::move(digits), {});
    }
    return Add(ExpressionKind::kNumber, begin, begin, std::move(digits), {});
  }
  if (token.kind == TokenKind::kString) {
    words_.push_back(token.text);
    std::string text = reader.Take().text;
    return Add(ExpressionKind::kString, begin, begin, std::move(text), {});
  }
  if (token.Is("{")) return ParseSet(reader);
  if (token.Is("[")) return ParseBracket(reader);
  if (reader.Accept("<<")) {
    std::vector<ExpressionId> items = ParseList(reader, ">>");
    return Add(ExpressionKind::kTuple, begin, reader.last_range(), "", std::move(items));
  }
  if (reader.Accept("(")) {
    ExpressionId inner = ParseInfix(reader, 0);
    if (!Expect(reader, ")")) return kNoExpression;
    return Add(ExpressionKind::kParentheses, begin, reader.last_range(), "", {inner});
  }
  return Fail(token, "a value");
}

// A model value, TRUE, FALSE, or an operator with arguments.
ExpressionId ValueParser::ParseWord(TokenReader& reader) {
  const Token word = reader.Take();
  if (reader.Accept("(")) {
    std::vector<ExpressionId> arguments = ParseList(reader, ")");
    return Add(ExpressionKind::kName, word.range, reader.last_range(), word.text,
               std::move(arguments));
  }
  if (word.text != "TRUE" && word.text != "FALSE") words_.push_back(word.text);
  return Add(ExpressionKind::kName, word.range, word.range, word.text, {});
}

ExpressionId ValueParser::ParseSet(TokenReader& reader) {
  const Range begin = reader.Take().range;
  std::vector<ExpressionId> items = ParseList(reader, "}");
  return Add(ExpressionKind::kSetEnumeration, begin, reader.last_range(), "", std::move(items));
}

std::vector<ExpressionId> ValueParser::ParseList(TokenReader& reader, std::string_view end) {
  std::vector<ExpressionId> items;
  if (reader.Accept(end)) return items;
  do {
    items.push_back(ParseInfix(reader, 0));
    if (failed_) return items;
  } while (reader.Accept(","));
  if (!reader.Accept(end)) Fail(reader.Peek(), Concat("`,` or `", end, "`"));
  return items;
}

// [a |-> 1], [a : S], [x \in S |-> e], [S -> T]
ExpressionId ValueParser::ParseBracket(TokenReader& reader) {
  const Range begin = reader.Take().range;
  if (reader.Peek().kind == TokenKind::kWord) {
    if (reader.Peek(1).Is("|->") || reader.Peek(1).Is(":")) return ParseRecord(reader, begin);
    if (reader.Peek(1).Is("\\in")) return ParseFunction(reader, begin);
  }
  ExpressionId domain = ParseInfix(reader, 0);
  if (failed_ || !Expect(reader, "->")) return kNoExpression;
  ExpressionId range = ParseInfix(reader, 0);
  if (failed_ || !Expect(reader, "]")) return kNoExpression;
  return Add(ExpressionKind::kFunctionSet, begin, reader.last_range(), "", {domain, range});
}

ExpressionId ValueParser::ParseRecord(TokenReader& reader, const Range& begin) {
  const std::string between = reader.Peek(1).text;
  std::vector<syntax::Name> fields;
  std::vector<ExpressionId> values;
  do {
    if (reader.Peek().kind != TokenKind::kWord) return Fail(reader.Peek(), "a field name");
    const Token& field = reader.Take();
    fields.push_back({field.text, field.range});
    if (!Expect(reader, between)) return kNoExpression;
    values.push_back(ParseInfix(reader, 0));
    if (failed_) return kNoExpression;
  } while (reader.Accept(","));
  if (!Expect(reader, "]")) return kNoExpression;
  uint32_t detail = static_cast<uint32_t>(tree_.field_lists.size());
  tree_.field_lists.push_back(std::move(fields));
  return Add(between == ":" ? ExpressionKind::kRecordSet : ExpressionKind::kRecord, begin,
             reader.last_range(), "", std::move(values), detail);
}

ExpressionId ValueParser::ParseFunction(TokenReader& reader, const Range& begin) {
  std::vector<syntax::BoundGroup> groups;
  do {
    if (reader.Peek().kind != TokenKind::kWord) return Fail(reader.Peek(), "a name");
    const Token& name = reader.Take();
    syntax::BoundGroup& group = groups.emplace_back();
    group.names.push_back({name.text, name.range});
    if (!Expect(reader, "\\in")) return kNoExpression;
    ExpressionId set = ParseInfix(reader, 0);
    if (failed_) return kNoExpression;
    groups.back().set = set;
  } while (reader.Accept(","));
  if (!Expect(reader, "|->")) return kNoExpression;
  ExpressionId value = ParseInfix(reader, 0);
  if (failed_ || !Expect(reader, "]")) return kNoExpression;
  uint32_t detail = static_cast<uint32_t>(tree_.bound_lists.size());
  tree_.bound_lists.push_back(std::move(groups));
  return Add(ExpressionKind::kFunction, begin, reader.last_range(), "", {value}, detail);
}

}  // namespace model::configuration

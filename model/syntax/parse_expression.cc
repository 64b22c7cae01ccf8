// Expressions: operands joined by operators, resolved with two stacks (Dijkstra's shunting yard).
//
// Every nested ParseExpression works above the stacks' height at its begin (`base`). A new operator
// first makes room: while the pending operator to its left binds tighter, that one takes the
// operands (Reduce); when neither may take the operand between them, it is a precedence conflict.
// Postfix operators, function application and fields bind at once, as nothing binds tighter on
// their right.
//
// The conflicts are those of SANY: prefix operators never conflict with what stands to their left,
// except minus.

#include <utility>

#include "model/source/concat.h"
#include "model/syntax/lexer.h"
#include "model/syntax/module_parser.h"

namespace model::syntax {
namespace {

// Conversion to decimal is quadratic; nobody writes longer numbers.
constexpr size_t kMaximumDigits = 4096;

}  // namespace

ExpressionId ModuleParser::ParseExpression() {
  const ExpressionId result = Enter() ? ParseOperators() : AddError();
  Leave();
  return result;
}

ExpressionId ModuleParser::ParseOperators() {
  const size_t operators_base = pending_.size();
  const size_t operands_base = operands_.size();
  bool more = true;
  while (more && !panic_) {
    ReadPrefixOperators(operators_base);
    const bool is_extendable = ReadOperand();
    if (is_extendable) ReadPostfixOperators(operators_base);
    more = is_extendable && ReadInfixOperator(operators_base);
  }
  if (panic_) {
    // The stacks may be short of operands; whoever ends the panic clears them.
    return AddError();
  }
  while (pending_.size() > operators_base) Reduce();
  const ExpressionId result = operands_.back().id;
  operands_.resize(operands_base);
  return result;
}

void ModuleParser::ReadPrefixOperators(size_t base) {
  while (true) {
    const bool is_minus = AtOperator(Operator::kMinus);
    if (!At(TokenKind::kPrefix) && !is_minus) return;
    const Operator op = is_minus ? Operator::kNegative : Current().op;
    if (is_minus && pending_.size() > base) {
      const Pending& left = pending_.back();
      if (TraitsOf(left.op).low > TraitsOf(op).high) {
        ReportConflict(left.token, left.op, position_, op);
      }
    }
    pending_.push_back({op, position_});
    Advance();
  }
}

// Pushes one operand. False: it is open to the right (IF, \A ..) and has taken all there is.
bool ModuleParser::ReadOperand() {
  bool is_open = false;
  switch (kind_) {
    case TokenKind::kIf:
    case TokenKind::kCase:
    case TokenKind::kLet:
    case TokenKind::kForAll:
    case TokenKind::kExists:
    case TokenKind::kTemporalForAll:
    case TokenKind::kTemporalExists:
    case TokenKind::kChoose: is_open = true; break;
    default: break;
  }
  const ExpressionId operand = ParseOperand();
  if (panic_) return false;
  operands_.push_back({operand, Operator::kNone});
  return !is_open && Node(operand).kind != ExpressionKind::kLabel;
}

void ModuleParser::ReadPostfixOperators(size_t base) {
  while (!panic_) {
    const ExpressionId left = operands_.back().id;
    const size_t begin = position_;
    Expression node;
    if (At(TokenKind::kPostfix)) {
      const Operator op = Current().op;
      MakeRoomFor(op, base);
      node.kind = ExpressionKind::kName;
      node.text = TraitsOf(op).spelling;
      node.operands = {operands_.back().id};
      node.range = source::Cover(Node(operands_.back().id).range, RangeOf(Current()));
      Advance();
      operands_.back() = {Add(std::move(node)), Operator::kNone};
      continue;
    }
    if (Accept(TokenKind::kDot)) {
      node.kind = ExpressionKind::kField;
      node.text = ExpectFieldName().text;
      node.operands = {left};
    } else if (Accept(TokenKind::kLeftBracket)) {
      node.kind = ExpressionKind::kApply;
      node.operands = ParseArguments(TokenKind::kRightBracket);
      node.operands.insert(node.operands.begin(), left);
      ExpectClosing(TokenKind::kRightBracket, begin);
    } else {
      return;
    }
    if (panic_) return;
    node.range = source::Cover(Node(left).range, RangeFrom(begin));
    operands_.back() = {Add(std::move(node)), Operator::kNone};
  }
}

bool ModuleParser::ReadInfixOperator(size_t base) {
  if (!At(TokenKind::kInfix) && !At(TokenKind::kAnd) && !At(TokenKind::kOr)) return false;
  const Operator op = Current().op;
  MakeRoomFor(op, base);
  pending_.push_back({op, position_});
  Advance();
  return true;
}

void ModuleParser::MakeRoomFor(Operator op, size_t base) {
  while (pending_.size() > base) {
    const Pending left = pending_.back();
    const Binding binding = Compare(left.op, op);
    if (binding == Binding::kRight) return;
    if (binding == Binding::kConflict) {
      ReportConflict(left.token, left.op, position_, op);
      if (panic_) return;
    }
    Reduce();
  }
}

// Gives the last pending operator its operands. Chains of /\, \/ and \X become one node.
void ModuleParser::Reduce() {
  const Operator op = pending_.back().op;
  const size_t token = pending_.back().token;
  pending_.pop_back();
  const ExpressionId right = operands_.back().id;
  if (TraitsOf(op).fixity == Fixity::kPrefix) {
    Expression node{ExpressionKind::kName,
                    source::Cover(RangeOf(tokens_[token]), Node(right).range),
                    std::string(TraitsOf(op).spelling),
                    {right},
                    kNoDetail};
    operands_.back() = {Add(std::move(node)), Operator::kNone};
    return;
  }
  operands_.pop_back();
  const Operand left = operands_.back();
  const source::Range range = source::Cover(Node(left.id).range, Node(right).range);
  if (left.chain == op) {
    Expression& chain = tree_.expressions[static_cast<uint32_t>(left.id)];
    chain.operands.push_back(right);
    chain.range = range;
    return;
  }
  Expression node{ExpressionKind::kName, range, "", {left.id, right}, kNoDetail};
  Operator chain = op;
  switch (op) {
    case Operator::kAnd: node.kind = ExpressionKind::kConjunction; break;
    case Operator::kOr: node.kind = ExpressionKind::kDisjunction; break;
    case Operator::kTimes: node.kind = ExpressionKind::kProduct; break;
    default: node.text = TraitsOf(op).spelling; chain = Operator::kNone;
  }
  operands_.back() = {Add(std::move(node)), chain};
}

ExpressionId ModuleParser::ParseOperand() {
  switch (kind_) {
    case TokenKind::kIdentifier:
    case TokenKind::kStepName: {
      const size_t begin = position_;
      const ExpressionId name = ParseName(/*with_final_arguments=*/true);
      return At(TokenKind::kColonColon) ? ParseLabel(name, begin) : name;
    }
    case TokenKind::kAt: Advance(); return Add(ExpressionKind::kAt, position_ - 1, {});
    case TokenKind::kNumber: return ParseNumber();
    case TokenKind::kString: return ParseString();
    case TokenKind::kLeftParen: return ParseParentheses();
    case TokenKind::kLeftBrace: return ParseBraces();
    case TokenKind::kLeftBracket: return ParseBrackets();
    case TokenKind::kLeftAngle: return ParseAngles();
    case TokenKind::kWeakFairness:
    case TokenKind::kStrongFairness: return ParseFairness();
    case TokenKind::kIf: return ParseIf();
    case TokenKind::kCase: return ParseCase();
    case TokenKind::kLet: return ParseLet();
    case TokenKind::kForAll: return ParseQuantifier(ExpressionKind::kForAll);
    case TokenKind::kExists: return ParseQuantifier(ExpressionKind::kExists);
    case TokenKind::kTemporalForAll: return ParseQuantifier(ExpressionKind::kTemporalForAll);
    case TokenKind::kTemporalExists: return ParseQuantifier(ExpressionKind::kTemporalExists);
    case TokenKind::kChoose: return ParseChoose();
    case TokenKind::kAnd:
    case TokenKind::kOr: return ParseJunctionList();
    case TokenKind::kInfix:
    case TokenKind::kPostfix:
    case TokenKind::kNegativeName:
      // +(1, 2), and operators cited in proofs
      return ParseName(/*with_final_arguments=*/true);
    default: FailExpecting("an expression"); return AddError();
  }
}

ExpressionId ModuleParser::ParseNumber() {
  const size_t begin = position_;
  const Token& token = Current();
  if (token.length > kMaximumDigits) {
    Fail(source::DiagnosticKind::kUnexpectedToken, RangeOf(token),
         source::Concat("this number has more than ", kMaximumDigits, " digits"));
    return AddError();
  }
  Expression node;
  node.kind = ExpressionKind::kNumber;
  node.text = DecimalDigits(Text(token));
  Advance();
  const bool is_decimal = At(TokenKind::kDot) && KindAhead(1) == TokenKind::kNumber;
  if (is_decimal) {
    Advance();
    node.kind = ExpressionKind::kDecimal;
    node.text = source::Concat(node.text, ".", Text(Current()));
    Advance();
  }
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

ExpressionId ModuleParser::ParseString() {
  const size_t begin = position_;
  Expression node;
  node.kind = ExpressionKind::kString;
  node.text = UnescapeString(Text(Current()));
  Advance();
  node.range = RangeFrom(begin);
  return Add(std::move(node));
}

std::vector<ExpressionId> ModuleParser::ParseArguments(TokenKind closing) {
  std::vector<ExpressionId> arguments;
  do {
    arguments.push_back(closing == TokenKind::kRightParen ? ParseArgument() : ParseExpression());
  } while (Accept(TokenKind::kComma));
  return arguments;
}

// An expression, an operator's name or a LAMBDA.
ExpressionId ModuleParser::ParseArgument() {
  if (At(TokenKind::kLambda)) return ParseLambda();
  if (AtOperatorArgument()) {
    Advance();
    return AddOperatorName(position_ - 1);
  }
  return ParseExpression();
}

// Whether an operator stands here by itself, as the argument `+` does in `Fold(+, s)`.
bool ModuleParser::AtOperatorArgument() const {
  if (!AtAnyOperator()) return false;
  switch (KindAhead(1)) {
    case TokenKind::kComma:
    case TokenKind::kRightParen:
    case TokenKind::kSeparator:
    case TokenKind::kModuleEnd:
    case TokenKind::kConstant:
    case TokenKind::kVariable:
    case TokenKind::kAssume:
    case TokenKind::kAssumption:
    case TokenKind::kAxiom:
    case TokenKind::kTheorem:
    case TokenKind::kLocal:
    case TokenKind::kInstance:
    case TokenKind::kRecursive:
    case TokenKind::kLetIn: return true;
    case TokenKind::kIdentifier:
      // The next definition after `WITH op <- +`.
      return tokens_[position_ + 1].first_on_line && !At(TokenKind::kPrefix) &&
             Current().op != Operator::kMinus;
    default: return false;
  }
}

}  // namespace model::syntax

// Definitions, the declarations of constants and parameters, and INSTANCE.

#include <utility>

#include "model/source/concat.h"
#include "model/syntax/module_parser.h"

namespace model::syntax {

DefinitionId ModuleParser::AddDefinition(Definition definition) {
  tree_.definitions.push_back(std::move(definition));
  return DefinitionId{static_cast<uint32_t>(tree_.definitions.size() - 1)};
}

// `begin` is where its range begins (at LOCAL, if there is one).
DefinitionId ModuleParser::ParseDefinition(size_t begin) {
  Definition definition = ParseDefinitionHead();
  if (!panic_ && !At(TokenKind::kDefine)) {
    // After `if`, say, this is no definition at all.
    const bool is_assignment =
        (AtOperator(Operator::kEquals) || AtOperator(Operator::kAssign) || At(TokenKind::kColon)) &&
        HelpForMisspelling({&tokens_[begin - 1]}).empty();
    FailExpecting(source::Concat("`==` after `", definition.text, "`"),
                  is_assignment ? "a definition is written `name == expression`" : "");
  }
  Expect(TokenKind::kDefine);
  if (At(TokenKind::kInstance)) {
    definition.kind = Definition::Kind::kInstance;
    ParseInstanceBody(definition);
  } else {
    definition.body = ParseExpression();
  }
  definition.range = RangeFrom(begin);
  return AddDefinition(std::move(definition));
}

// Op(x, F(_)) | f[x \in S] | a ++ b | a ^+ | -. a
Definition ModuleParser::ParseDefinitionHead() {
  Definition definition;
  const auto set_name = [&](std::string text, const source::Range& range) {
    definition.text = std::move(text);
    definition.name_range = range;
  };
  if (At(TokenKind::kPrefix) || At(TokenKind::kNegativeName)) {
    set_name(std::string(TraitsOf(Current().op).spelling), RangeOf(Current()));
    Advance();
    Name operand = ExpectIdentifier("the operand's name");
    definition.parameters.push_back({std::move(operand.text), 0, operand.range});
    return definition;
  }
  Name name = ExpectIdentifier("the name of what is defined");
  const bool is_infix = At(TokenKind::kInfix) || At(TokenKind::kAnd) || At(TokenKind::kOr);
  if (is_infix && KindAhead(1) == TokenKind::kIdentifier && KindAhead(2) == TokenKind::kDefine) {
    set_name(std::string(TraitsOf(Current().op).spelling), RangeOf(Current()));
    Advance();
    Name right = ExpectIdentifier("the right operand's name");
    definition.parameters.push_back({std::move(name.text), 0, name.range});
    definition.parameters.push_back({std::move(right.text), 0, right.range});
    return definition;
  }
  if (At(TokenKind::kPostfix)) {
    set_name(std::string(TraitsOf(Current().op).spelling), RangeOf(Current()));
    Advance();
    definition.parameters.push_back({std::move(name.text), 0, name.range});
    return definition;
  }
  set_name(std::move(name.text), name.range);
  const size_t opening = position_;
  if (At(TokenKind::kLeftParen)) {
    definition.parameters = ParseParameters();
  } else if (Accept(TokenKind::kLeftBracket)) {
    definition.kind = Definition::Kind::kFunction;
    definition.bounds = ParseBounds(Sets::kRequired);
    ExpectClosing(TokenKind::kRightBracket, opening);
  }
  return definition;
}

std::vector<Parameter> ModuleParser::ParseParameters() {
  std::vector<Parameter> parameters;
  const size_t opening = position_;
  Expect(TokenKind::kLeftParen);
  do {
    parameters.push_back(ParseDeclaration());
  } while (Accept(TokenKind::kComma));
  ExpectClosing(TokenKind::kRightParen, opening);
  return parameters;
}

// x | F(_, _) | _ ++ _ | _ ^+ | -. _
Parameter ModuleParser::ParseDeclaration() {
  const size_t begin = position_;
  Parameter parameter;
  if (At(TokenKind::kPrefix) || At(TokenKind::kNegativeName)) {
    parameter.text = TraitsOf(Current().op).spelling;
    parameter.arity = 1;
    Advance();
    Expect(TokenKind::kUnderscore);
  } else if (Accept(TokenKind::kUnderscore)) {
    const bool is_postfix = At(TokenKind::kPostfix);
    if (!is_postfix && !At(TokenKind::kInfix) && !At(TokenKind::kAnd) && !At(TokenKind::kOr)) {
      FailExpecting("an operator after `_`");
      return parameter;
    }
    parameter.text = TraitsOf(Current().op).spelling;
    parameter.arity = is_postfix ? 1 : 2;
    Advance();
    if (!is_postfix) Expect(TokenKind::kUnderscore);
  } else {
    parameter.text = ExpectIdentifier("a name").text;
    if (At(TokenKind::kLeftParen)) parameter.arity = ParseUnderscores();
  }
  parameter.range = RangeFrom(begin);
  return parameter;
}

uint32_t ModuleParser::ParseUnderscores() {
  const size_t opening = position_;
  uint32_t count = 0;
  Expect(TokenKind::kLeftParen);
  do {
    Expect(TokenKind::kUnderscore, "for each argument of the operator");
    ++count;
  } while (Accept(TokenKind::kComma));
  ExpectClosing(TokenKind::kRightParen, opening);
  return count;
}

std::vector<DefinitionId> ModuleParser::ParseRecursive() {
  std::vector<DefinitionId> declared;
  Advance();
  do {
    Parameter parameter = ParseDeclaration();
    Definition definition;
    definition.kind = Definition::Kind::kRecursive;
    definition.text = parameter.text;
    definition.name_range = definition.range = parameter.range;
    for (uint32_t i = 0; i < parameter.arity; ++i) {
      definition.parameters.push_back({"_", 0, parameter.range});
    }
    declared.push_back(AddDefinition(std::move(definition)));
  } while (Accept(TokenKind::kComma));
  return declared;
}

void ModuleParser::ParseInstanceBody(Definition& definition) {
  Expect(TokenKind::kInstance);
  Name module = ExpectIdentifier("the name of a module");
  definition.module = std::move(module.text);
  definition.module_range = module.range;
  if (!definition.name_range.valid()) definition.name_range = module.range;
  if (Accept(TokenKind::kWith)) ParseSubstitutions(definition);
}

void ModuleParser::ParseSubstitutions(Definition& definition) {
  do {
    const size_t begin = position_;
    Substitution substitution;
    if (AtAnyOperator()) {
      substitution.target = TraitsOf(Current().op).spelling;
      Advance();
    } else {
      substitution.target = ExpectIdentifier("the name of a constant or variable").text;
    }
    Expect(TokenKind::kSubstitute, "in the substitution");
    substitution.value = ParseArgument();
    substitution.range = RangeFrom(begin);
    definition.substitutions.push_back(std::move(substitution));
  } while (Accept(TokenKind::kComma));
}

// Whether a definition begins here, where an expression could begin too (in a proof step).
bool ModuleParser::AtDefinition() const {
  const bool is_prefix = At(TokenKind::kPrefix) || At(TokenKind::kNegativeName);
  if (is_prefix) {
    return KindAhead(1) == TokenKind::kIdentifier && KindAhead(2) == TokenKind::kDefine;
  }
  if (!At(TokenKind::kIdentifier)) return false;
  switch (KindAhead(1)) {
    case TokenKind::kDefine: return true;
    case TokenKind::kPostfix: return KindAhead(2) == TokenKind::kDefine;
    case TokenKind::kInfix:
    case TokenKind::kAnd:
    case TokenKind::kOr:
      return KindAhead(2) == TokenKind::kIdentifier && KindAhead(3) == TokenKind::kDefine;
    case TokenKind::kLeftParen:
    case TokenKind::kLeftBracket: break;
    default: return false;
  }
  int depth = 0;
  for (size_t i = position_ + 1; i < tokens_.size(); ++i) {
    const TokenKind kind = tokens_[i].kind;
    if (kind == TokenKind::kLeftParen || kind == TokenKind::kLeftBracket) ++depth;
    if (kind == TokenKind::kRightParen || kind == TokenKind::kRightBracket) --depth;
    if (kind == TokenKind::kDefine || kind == TokenKind::kStepLabel) return false;
    if (depth <= 0) return i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kDefine;
  }
  return false;
}

}  // namespace model::syntax

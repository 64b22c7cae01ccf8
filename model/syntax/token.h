// Tokens: what the lexer makes of a text and the parser reads.

#ifndef MODEL_SYNTAX_TOKEN_H_
#define MODEL_SYNTAX_TOKEN_H_

#include <cstdint>
#include <string_view>

#include "model/source/source.h"
#include "model/syntax/operators.h"

namespace model::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(name, description) k##name,
#define SYMBOL(name, spelling) k##name,
#define SYMBOL_SPELLING(name, spelling)
#define KEYWORD(name, spelling) k##name,
#define KEYWORD_SPELLING(name, spelling)
#include "model/syntax/tokens.def"
#undef TOKEN
#undef SYMBOL
#undef SYMBOL_SPELLING
#undef KEYWORD
#undef KEYWORD_SPELLING
};

struct Token {
  TokenKind kind = TokenKind::kEndOfText;
  Operator op = Operator::kNone;  // for kPrefix, kInfix, kPostfix, kAnd, kOr, kNegativeName
  bool first_on_line = false;
  uint32_t offset = 0;  // in bytes
  uint32_t length = 0;
  uint32_t line = 0;
  uint32_t column = 0;      // in characters, a tab is one
  uint32_t end_column = 0;  // inclusive; a token never spans lines
  uint32_t indent = 0;      // column with tabs up to the next multiple of 8: for junction lists
};

std::string_view NameOf(TokenKind kind);         // "LeftParen"
std::string_view DescriptionOf(TokenKind kind);  // "`(`", "an identifier"
bool IsKeyword(TokenKind kind);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_TOKEN_H_

// The tokens of a .cfg, and the comments in which our own directives stand.
//
// Words are looser than identifiers of TLA+ (they may begin with an underscore or a digit); which
// of them are keywords is for the parser to know.

#ifndef MODEL_CONFIGURATION_LEXER_H_
#define MODEL_CONFIGURATION_LEXER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/source/diagnostic.h"
#include "model/source/source.h"

namespace model::configuration {

using source::Range;

enum class TokenKind : uint8_t { kWord, kNumber, kString, kSymbol, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // of a string: escapes resolved, without quotes
  Range range;

  bool Is(std::string_view symbol) const { return kind == TokenKind::kSymbol && text == symbol; }
  bool IsWord(std::string_view word) const { return kind == TokenKind::kWord && text == word; }
};

// A comment that begins with `@`: `\* @suspects A, ~B` has name "suspects".
struct Directive {
  std::string name;
  Range range;                // of the name
  std::vector<Token> tokens;  // what follows on its line; ends with kEnd
};

struct Lexed {
  std::vector<Token> tokens;  // ends with kEnd
  std::vector<Directive> directives;
};

// COST: linear in the text.
Lexed Tokenize(const source::SourceSet& sources, source::FileId file,
               source::Diagnostics& diagnostics);

}  // namespace model::configuration

#endif  // MODEL_CONFIGURATION_LEXER_H_

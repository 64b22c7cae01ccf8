// Text to tokens.
//
// Comments vanish; so does everything before the first `---- MODULE` and after the `====` that ends
// it. Every token knows two columns: the one for people and the one for junction lists.
//
// COST: linear in the text. THREADS: no shared state.

#ifndef MODEL_SYNTAX_LEXER_H_
#define MODEL_SYNTAX_LEXER_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/token.h"

namespace model::syntax {

enum class LexerStart : uint8_t {
  kModule,      // skip to `---- MODULE`
  kExpression,  // the text is TLA+ from its first byte
};

// ENSURES: the last token is kEndOfText. No module: that token alone, and NoModule reported.
std::vector<Token> Tokenize(const source::SourceSet& sources, source::FileId file, LexerStart start,
                            source::Diagnostics& diagnostics);

// The bytes of a token within the text it was read from.
inline std::string_view TextOf(const Token& token, std::string_view text) {
  return text.substr(token.offset, token.length);
}

// What a string literal means: quotes off, escapes resolved.
std::string UnescapeString(std::string_view literal);

// The decimal digits of a number token (`\b101` is 5). REQUIRES: the text of a number token.
std::string DecimalDigits(std::string_view literal);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_LEXER_H_

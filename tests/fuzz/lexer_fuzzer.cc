// Fuzz entry: any bytes as tokens. Tokens stand in the text one after the other, and their places
// are right.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/lexer.h"
#include "model/syntax/token_printer.h"

namespace {

void Check(bool holds) {
  if (!holds) __builtin_trap();
}

void Tokenize(const std::string& text, model::syntax::LexerStart start) {
  using model::syntax::TokenKind;
  model::source::SourceSet sources;
  model::source::Diagnostics diagnostics;
  const auto file = sources.Add(model::source::SourceFile("M.tla", "M", text));
  const std::vector<model::syntax::Token> tokens =
      model::syntax::Tokenize(sources, file, start, diagnostics);
  Check(!tokens.empty() && tokens.back().kind == TokenKind::kEndOfText);
  size_t end = 0;
  for (const model::syntax::Token& token : tokens) {
    Check(token.offset >= end && token.offset + size_t{token.length} <= text.size());
    end = token.offset + size_t{token.length};
    if (token.kind == TokenKind::kEndOfText) continue;
    Check(token.line >= 1 && token.column >= 1 && token.indent + 1 >= token.column &&
          token.end_column >= token.column);
    const std::string_view spelling = TextOf(token, text);
    if (token.kind == TokenKind::kString)
      Check(model::syntax::UnescapeString(spelling).size() < spelling.size());
    if (token.kind == TokenKind::kNumber) Check(!model::syntax::DecimalDigits(spelling).empty());
  }
  model::syntax::PrintTokens(tokens, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Tokenize(text, model::syntax::LexerStart::kExpression);
  Tokenize(text, model::syntax::LexerStart::kModule);
  Tokenize("---- MODULE M ----\n" + text, model::syntax::LexerStart::kModule);
  return 0;
}

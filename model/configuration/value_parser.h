// Values on the right of `=` in a .cfg, as expressions.
//
// Statements of a .cfg have no separators: a value ends before the first token that can't go on
// with it. Since every item and keyword begins with a word, and no operator here is a word that
// could begin one, this is never ambiguous. Literals, sets, tuples, records, functions, intervals,
// operators that are symbols, SUBSET, and application of named operators are understood.

#ifndef MODEL_CONFIGURATION_VALUE_PARSER_H_
#define MODEL_CONFIGURATION_VALUE_PARSER_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/configuration/lexer.h"
#include "model/source/diagnostic.h"
#include "model/syntax/tree.h"

namespace model::configuration {

// A place in a list of tokens. THREADS: one.
class TokenReader {
 public:
  explicit TokenReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  // The last token is kEnd and is never passed.
  const Token& Peek(size_t ahead = 0) const {
    size_t index = position_ + ahead;
    return tokens_[index < tokens_.size() ? index : tokens_.size() - 1];
  }
  const Token& Take() {
    const Token& token = Peek();
    if (token.kind != TokenKind::kEnd) {
      last_range_ = token.range;
      ++position_;
    }
    return token;
  }
  bool Accept(std::string_view symbol) {
    if (!Peek().Is(symbol)) return false;
    Take();
    return true;
  }
  bool AtEnd() const { return Peek().kind == TokenKind::kEnd; }
  const Range& last_range() const { return last_range_; }

 private:
  const std::vector<Token>& tokens_;
  size_t position_ = 0;
  Range last_range_;
};

class ValueParser {
 public:
  // `words` gets the words and strings of the values, in text order.
  ValueParser(syntax::Tree& tree, std::vector<std::string>& words, source::Diagnostics& diagnostics)
      : tree_(tree), words_(words), diagnostics_(diagnostics) {}

  // kNoExpression if `diagnostics` got an error.
  syntax::ExpressionId Parse(TokenReader& reader);

 private:
  using ExpressionId = syntax::ExpressionId;

  ExpressionId ParseInfix(TokenReader& reader, int least_precedence);
  ExpressionId ParsePrefix(TokenReader& reader);
  ExpressionId ParsePostfix(TokenReader& reader, ExpressionId left, const Range& begin);
  ExpressionId ParsePrimary(TokenReader& reader);
  ExpressionId ParseWord(TokenReader& reader);
  ExpressionId ParseSet(TokenReader& reader);
  ExpressionId ParseBracket(TokenReader& reader);
  ExpressionId ParseRecord(TokenReader& reader, const Range& begin);
  ExpressionId ParseFunction(TokenReader& reader, const Range& begin);
  std::vector<ExpressionId> ParseList(TokenReader& reader, std::string_view end);
  bool Expect(TokenReader& reader, std::string_view symbol);
  ExpressionId Fail(const Token& at, std::string_view expected);
  ExpressionId Add(syntax::ExpressionKind kind, const Range& begin, const Range& end,
                   std::string text, std::vector<ExpressionId> operands,
                   uint32_t detail = syntax::kNoDetail);

  syntax::Tree& tree_;
  std::vector<std::string>& words_;
  source::Diagnostics& diagnostics_;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace model::configuration

#endif  // MODEL_CONFIGURATION_VALUE_PARSER_H_

#include "model/syntax/token_printer.h"

#include "model/source/concat.h"
#include "model/syntax/lexer.h"

namespace model::syntax {

std::string PrintTokens(const std::vector<Token>& tokens, std::string_view text) {
  std::string out;
  for (const Token& token : tokens) {
    out += source::Concat(token.line, ":", token.column, " ", NameOf(token.kind), " ",
                          TextOf(token, text));
    if (token.op != Operator::kNone && TraitsOf(token.op).spelling != TextOf(token, text)) {
      out += source::Concat(" = ", TraitsOf(token.op).spelling);
    }
    out += '\n';
  }
  return out;
}

}  // namespace model::syntax

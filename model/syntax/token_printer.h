// Tokens as text, one a line, for `--print-tokens`: "3:5 Identifier x".

#ifndef MODEL_SYNTAX_TOKEN_PRINTER_H_
#define MODEL_SYNTAX_TOKEN_PRINTER_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/syntax/token.h"

namespace model::syntax {

// `text` is what the tokens were read from.
std::string PrintTokens(const std::vector<Token>& tokens, std::string_view text);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_TOKEN_PRINTER_H_

#include "model/syntax/token.h"

#include <cstddef>

namespace model::syntax {
namespace {

struct KindRow {
  std::string_view name;
  std::string_view description;
  bool is_keyword;
};

constexpr KindRow kKinds[] = {
#define TOKEN(name, description) {#name, description, false},
#define SYMBOL(name, spelling) {#name, "`" spelling "`", false},
#define SYMBOL_SPELLING(name, spelling)
#define KEYWORD(name, spelling) {#name, "`" spelling "`", true},
#define KEYWORD_SPELLING(name, spelling)
#include "model/syntax/tokens.def"
#undef TOKEN
#undef SYMBOL
#undef SYMBOL_SPELLING
#undef KEYWORD
#undef KEYWORD_SPELLING
};

const KindRow& RowOf(TokenKind kind) { return kKinds[static_cast<size_t>(kind)]; }

}  // namespace

std::string_view NameOf(TokenKind kind) { return RowOf(kind).name; }
std::string_view DescriptionOf(TokenKind kind) { return RowOf(kind).description; }
bool IsKeyword(TokenKind kind) { return RowOf(kind).is_keyword; }

}  // namespace model::syntax

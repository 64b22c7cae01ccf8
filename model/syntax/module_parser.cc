#include "model/syntax/module_parser.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "model/source/concat.h"
#include "model/syntax/lexer.h"
#include "model/syntax/parser.h"

namespace model::syntax {

ModuleParser::ModuleParser(const source::SourceSet& sources, source::FileId file,
                           std::vector<Token> tokens, source::Diagnostics& diagnostics, Tree& tree)
    : sources_(sources),
      file_(file),
      text_(sources.Get(file).text()),
      tokens_(std::move(tokens)),
      diagnostics_(diagnostics),
      tree_(tree) {
  tree_.file = file;
  Refresh();
}

TokenKind ModuleParser::KindAhead(size_t n) const {
  return tokens_[std::min(position_ + n, tokens_.size() - 1)].kind;
}

std::string_view ModuleParser::Text(const Token& token) const { return TextOf(token, text_); }

void ModuleParser::Refresh() {
  if (panic_) {
    kind_ = TokenKind::kPanic;
  } else if (!junctions_.empty() && Current().indent <= junctions_.back().indent) {
    kind_ = TokenKind::kOutdent;
  } else {
    kind_ = Current().kind;
  }
}

void ModuleParser::Advance() {
  if (panic_) return;
  if (position_ + 1 < tokens_.size()) ++position_;
  Refresh();
}

bool ModuleParser::AtAnyOperator() const {
  switch (kind_) {
    case TokenKind::kPrefix:
    case TokenKind::kInfix:
    case TokenKind::kPostfix:
    case TokenKind::kAnd:
    case TokenKind::kOr:
    case TokenKind::kNegativeName: return true;
    default: return false;
  }
}

bool ModuleParser::Accept(TokenKind kind) {
  if (kind_ != kind) return false;
  Advance();
  return true;
}

bool ModuleParser::Expect(TokenKind kind, std::string_view purpose) {
  if (Accept(kind)) return true;
  FailExpecting(source::Concat(DescriptionOf(kind), purpose.empty() ? "" : " ", purpose));
  return false;
}

bool ModuleParser::ExpectClosing(TokenKind kind, size_t opening) {
  if (Accept(kind)) return true;
  FailExpecting(DescriptionOf(kind), "",
                {{RangeOf(tokens_[opening]),
                  source::Concat("`", Text(tokens_[opening]), "` was opened here")}});
  return false;
}

Name ModuleParser::ExpectIdentifier(std::string_view purpose) {
  if (!At(TokenKind::kIdentifier)) {
    std::string help;
    if (IsKeyword(kind_)) help = source::Concat("`", Text(Current()), "` is a reserved word");
    FailExpecting(purpose, help);
    return {};
  }
  Name name{std::string(Text(Current())), RangeOf(Current())};
  Advance();
  return name;
}

// Reserved words may be fields, SUBSET and its kin too.
bool ModuleParser::AtFieldName() const {
  if (At(TokenKind::kPrefix)) {
    const char first = TraitsOf(Current().op).spelling[0];
    return first >= 'A' && first <= 'Z';
  }
  return At(TokenKind::kIdentifier) || IsKeyword(kind_);
}

Name ModuleParser::ExpectFieldName() {
  if (!AtFieldName()) {
    FailExpecting("a field name");
    return {};
  }
  Name name{std::string(Text(Current())), RangeOf(Current())};
  Advance();
  return name;
}

source::Range ModuleParser::RangeOf(const Token& token) const {
  return {file_, token.line, token.column, token.line, token.end_column};
}

source::Range ModuleParser::RangeFrom(size_t first_token) const {
  const Token& first = tokens_[first_token];
  const Token& last = tokens_[position_ > first_token ? position_ - 1 : first_token];
  return {file_, first.line, first.column, last.line, last.end_column};
}

ExpressionId ModuleParser::Add(Expression expression) {
  tree_.expressions.push_back(std::move(expression));
  return ExpressionId{static_cast<uint32_t>(tree_.expressions.size() - 1)};
}

ExpressionId ModuleParser::Add(ExpressionKind kind, size_t first_token,
                               std::vector<ExpressionId> operands) {
  return Add(Expression{kind, RangeFrom(first_token), "", std::move(operands), kNoDetail});
}

ExpressionId ModuleParser::AddError() {
  return Add(Expression{ExpressionKind::kError, RangeOf(Current()), "", {}, kNoDetail});
}

bool ModuleParser::Enter() {
  if (++depth_ <= kNestingLimit) return true;
  Fail(source::DiagnosticKind::kNestingTooDeep, RangeOf(Current()),
       source::Concat("more than ", kNestingLimit, " nested constructs"),
       "give parts of it names of their own");
  return false;
}

// Ranks of strings and model values hang on these; see tree.h.
void ModuleParser::CollectWords() {
  absl::flat_hash_set<std::string_view> seen_words;
  absl::flat_hash_set<std::string_view> seen_strings;
  for (const Token& token : tokens_) {
    const std::string_view text = Text(token);
    if (token.kind == TokenKind::kIdentifier && seen_words.insert(text).second) {
      tree_.identifiers_in_order.emplace_back(text);
    } else if (token.kind == TokenKind::kString && seen_strings.insert(text).second) {
      tree_.strings_in_order.push_back(UnescapeString(text));
    }
  }
}

std::optional<Tree> ParseModuleFile(const source::SourceSet& sources, source::FileId file,
                                    source::Diagnostics& diagnostics) {
  const size_t before = diagnostics.all().size();
  std::vector<Token> tokens = Tokenize(sources, file, LexerStart::kModule, diagnostics);
  if (tokens.size() == 1 && diagnostics.all().size() > before) return std::nullopt;
  Tree tree;
  ModuleParser(sources, file, std::move(tokens), diagnostics, tree).ParseFile();
  if (tree.modules.empty()) return std::nullopt;
  return tree;
}

std::optional<Tree> ParseExpressionText(const source::SourceSet& sources, source::FileId file,
                                        source::Diagnostics& diagnostics, ExpressionId* root) {
  std::vector<Token> tokens = Tokenize(sources, file, LexerStart::kExpression, diagnostics);
  Tree tree;
  *root = ModuleParser(sources, file, std::move(tokens), diagnostics, tree).ParseWholeExpression();
  return tree;
}

}  // namespace model::syntax

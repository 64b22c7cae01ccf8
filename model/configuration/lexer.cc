#include "model/configuration/lexer.h"

#include <array>
#include <string_view>
#include <utility>

#include "model/source/concat.h"

namespace model::configuration {
namespace {

using source::Concat;
using source::DiagnosticKind;

// Longest first.
constexpr std::array<std::string_view, 34> kSymbols = {
    "|->", "<<", ">>", "<-", "->", "..", ":>", "@@", "(", ")", "[", "]", "{",  "}", ",", "=", "!",
    "-",   "+",  "*",  "^",  "%",  ":",  "~",  "#",  ".", "<", ">", "/", "\\", "|", "&", "$", "?"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsWordCharacter(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }
bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

class Lexer {
 public:
  Lexer(std::string_view text, source::FileId file, source::Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {}

  Lexed Run() {
    std::vector<Token>* into = &result_.tokens;
    while (position_ < text_.size()) Step(*into);
    Finish(*into);
    return std::move(result_);
  }

 private:
  char Peek(size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  void Advance() {
    if (text_[position_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (position_ + 1 >= text_.size() || !IsContinuationByte(text_[position_ + 1])) {
      ++column_;
    }
    ++position_;
  }
  void Advance(size_t count) {
    for (size_t i = 0; i < count; ++i) Advance();
  }
  Range RangeFrom(uint32_t line, uint32_t column) const {
    return {file_, line, column, line_, column_ > 1 ? column_ - 1 : 1};
  }
  void Finish(std::vector<Token>& into) {
    into.push_back({TokenKind::kEnd, "", Range{file_, line_, column_, line_, column_}});
  }

  void Step(std::vector<Token>& into);
  void LineComment();
  void BlockComment();
  void ReadDirective();
  void ReadWord(std::vector<Token>& into);
  void ReadString(std::vector<Token>& into);
  void ReadSymbol(std::vector<Token>& into);

  std::string_view text_;
  source::FileId file_;
  source::Diagnostics& diagnostics_;
  size_t position_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
  Lexed result_;
};

void Lexer::Step(std::vector<Token>& into) {
  char c = Peek();
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f') return Advance();
  if (c == '\\' && Peek(1) == '*') return LineComment();
  if (c == '(' && Peek(1) == '*') return BlockComment();
  if (IsWordCharacter(c)) return ReadWord(into);
  if (c == '"') return ReadString(into);
  ReadSymbol(into);
}

void Lexer::LineComment() {
  while (Peek() == '\\' || Peek() == '*' || Peek() == ' ' || Peek() == '\t') Advance();
  if (Peek() == '@' && IsLetter(Peek(1))) ReadDirective();
  while (position_ < text_.size() && Peek() != '\n') Advance();
}

// The rest of the line, up to a further comment, is read as tokens.
void Lexer::ReadDirective() {
  Advance();
  Directive directive;
  uint32_t line = line_, column = column_;
  while (IsWordCharacter(Peek())) {
    directive.name += Peek();
    Advance();
  }
  directive.range = RangeFrom(line, column);
  // Other tools have directives of their own; only ours must have readable tokens.
  bool is_ours = directive.name == "suspects" || directive.name == "alternatives" ||
                 directive.name == "monotone";
  while (is_ours && position_ < text_.size() && Peek() != '\n') {
    if (Peek() == '\\' && Peek(1) == '*') break;
    Step(directive.tokens);
  }
  Finish(directive.tokens);
  result_.directives.push_back(std::move(directive));
}

void Lexer::BlockComment() {
  uint32_t line = line_, column = column_;
  int depth = 0;
  do {
    if (position_ >= text_.size()) {
      diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, RangeFrom(line, column),
                          "this comment has no end", "close it with *)");
      return;
    }
    if (Peek() == '(' && Peek(1) == '*') {
      ++depth;
      Advance(2);
    } else if (Peek() == '*' && Peek(1) == ')') {
      --depth;
      Advance(2);
    } else {
      Advance();
    }
  } while (depth > 0);
}

void Lexer::ReadWord(std::vector<Token>& into) {
  uint32_t line = line_, column = column_;
  std::string text;
  bool is_number = true;
  while (IsWordCharacter(Peek())) {
    is_number = is_number && IsDigit(Peek());
    text += Peek();
    Advance();
  }
  into.push_back({is_number ? TokenKind::kNumber : TokenKind::kWord, std::move(text),
                  RangeFrom(line, column)});
}

void Lexer::ReadString(std::vector<Token>& into) {
  uint32_t line = line_, column = column_;
  std::string text;
  Advance();
  while (Peek() != '"') {
    if (position_ >= text_.size() || Peek() == '\n') {
      diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, RangeFrom(line, column),
                          "this string has no end on its line", "close it with \"");
      return;
    }
    char c = Peek();
    if (c == '\\' && Peek(1) != '\n' && Peek(1) != '\0') {
      Advance();
      c = Peek();
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'f' ? '\f' : c;
    }
    text += c;
    Advance();
  }
  Advance();
  into.push_back({TokenKind::kString, std::move(text), RangeFrom(line, column)});
}

void Lexer::ReadSymbol(std::vector<Token>& into) {
  uint32_t line = line_, column = column_;
  std::string text;
  if (Peek() == '\\' && IsLetter(Peek(1))) {
    size_t length = 1;
    while (IsLetter(Peek(length))) ++length;
    text = std::string(text_.substr(position_, length));
  } else {
    for (std::string_view symbol : kSymbols) {
      if (!text_.substr(position_).starts_with(symbol)) continue;
      text = std::string(symbol);
      break;
    }
  }
  if (text.empty()) {
    do {
      text += Peek();
      Advance();
    } while (position_ < text_.size() && IsContinuationByte(Peek()));
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, RangeFrom(line, column),
                        Concat("the character `", text, "` can't stand in a configuration"));
    return;
  }
  Advance(text.size());
  into.push_back({TokenKind::kSymbol, std::move(text), RangeFrom(line, column)});
}

}  // namespace

Lexed Tokenize(const source::SourceSet& sources, source::FileId file,
               source::Diagnostics& diagnostics) {
  return Lexer(sources.Get(file).text(), file, diagnostics).Run();
}

}  // namespace model::configuration

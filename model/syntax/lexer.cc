// One pass over the bytes. The lexer knows the next byte's line and both its columns at all times;
// whitespace and comments move them byte by byte, tokens (which never hold a tab or a line end) by
// their length. Symbols and operators are found by longest match in the SpellingTable, as SANY's
// generated lexer does, so `\inS` is `\in` and `S`, and `x<-1` has the token `<-`.
//
// Words are letters, digits and `_` with at least one letter; a run without a letter is a number or
// a lone `_`. `WF_x` and `SF_x` are two tokens. `<1>2.` and its kin are proof steps.
//
// Nested modules are counted here, because the text after the root's `====` may hold anything.

#include "model/syntax/lexer.h"

#include <algorithm>
#include <utility>

#include "model/source/concat.h"
#include "model/syntax/spelling_table.h"

namespace model::syntax {
namespace {

using source::DiagnosticKind;

constexpr int kMaximumErrors = 10;
constexpr uint32_t kTabStop = 8;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsWordByte(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

int DigitValue(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// 2, 8 or 16 for the letter after the backslash of a number; 0 for any other.
int BaseOf(char letter) {
  switch (letter) {
    case 'b':
    case 'B': return 2;
    case 'o':
    case 'O': return 8;
    case 'h':
    case 'H': return 16;
    default: return 0;
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, source::FileId file, source::Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {
    tokens_.reserve(text.size() / 5 + 16);
  }

  std::vector<Token> Run(LexerStart start) {
    if (start == LexerStart::kModule) SkipToModule();
    while (!done_ && at_ < text_.size()) Next();
    Push(TokenKind::kEndOfText, 0);
    return std::move(tokens_);
  }

 private:
  char Byte(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view Rest() const { return text_.substr(at_); }

  // Moves over one byte that may be anything.
  void Step() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
      indent_ = 0;
      line_is_empty_ = true;
    } else if (c == '\t') {
      ++column_;
      indent_ = (indent_ / kTabStop + 1) * kTabStop;
    } else if (!IsContinuation(c)) {
      ++column_;
      ++indent_;
    }
  }

  void StepTo(size_t end) {
    while (at_ < end) Step();
  }

  void Push(TokenKind kind, size_t length, Operator op = Operator::kNone) {
    Token token;
    token.kind = kind;
    token.op = op;
    token.first_on_line = line_is_empty_;
    token.offset = static_cast<uint32_t>(at_);
    token.length = static_cast<uint32_t>(length);
    token.line = line_;
    token.column = column_;
    token.indent = indent_;
    StepTo(at_ + length);
    token.end_column = std::max(token.column, column_ - 1);
    line_is_empty_ = false;
    tokens_.push_back(token);
  }

  source::Range RangeHere(uint32_t characters) const {
    return {file_, line_, column_, line_, column_ + std::max(characters, 1u) - 1};
  }

  void Report(DiagnosticKind kind, const source::Range& range, std::string message,
              std::string help = "") {
    diagnostics_.Report(kind, range, std::move(message), std::move(help));
    if (++errors_ >= kMaximumErrors) done_ = true;
  }

  void SkipToModule();
  void Next();
  void SkipBlockComment();
  void LexWord();
  void LexString();
  bool LexBasedNumber();
  bool LexStep();
  void LexSymbol();
  void LexRule(TokenKind kind);
  void ReportUnexpectedCharacter();

  std::string_view text_;
  source::FileId file_;
  source::Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
  uint32_t indent_ = 0;
  bool line_is_empty_ = true;
  bool done_ = false;
  int module_depth_ = 0;
  int errors_ = 0;
};

// Where `---- MODULE` begins at or after `from`, or npos.
size_t FindModuleLine(std::string_view text) {
  size_t at = text.find("----");
  while (at != std::string_view::npos) {
    size_t end = text.find_first_not_of('-', at);
    if (end == std::string_view::npos) return end;
    const size_t word = text.find_first_not_of(' ', end);
    if (word == std::string_view::npos) return word;
    if (text.substr(word).starts_with("MODULE")) return at;
    at = text.find("----", end);
  }
  return at;
}

void Lexer::SkipToModule() {
  const size_t begin = FindModuleLine(text_);
  if (begin == std::string_view::npos) {
    Report(DiagnosticKind::kNoModule, {file_, 1, 1, 1, 1}, "this file has no module",
           "a module begins with a line `---- MODULE Name ----` and ends with `====`");
    done_ = true;
    return;
  }
  StepTo(begin);
  line_is_empty_ = column_ == 1;
}

void Lexer::Next() {
  const char c = Byte();
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
    Step();
  } else if (IsWordByte(c)) {
    LexWord();
  } else if (c == '(' && Byte(1) == '*') {
    SkipBlockComment();
  } else if (c == '\\' && Byte(1) == '*') {
    StepTo(std::min(text_.find('\n', at_), text_.size()));
  } else if (c == '"') {
    LexString();
  } else if (Rest().starts_with("----")) {
    LexRule(TokenKind::kSeparator);
  } else if (Rest().starts_with("====")) {
    LexRule(TokenKind::kModuleEnd);
  } else if (!(c == '\\' && LexBasedNumber()) && !(c == '<' && LexStep())) {
    LexSymbol();
  }
}

void Lexer::SkipBlockComment() {
  const source::Range begin = RangeHere(2);
  int depth = 0;
  while (at_ < text_.size()) {
    if (Byte() == '(' && Byte(1) == '*') {
      ++depth;
      StepTo(at_ + 2);
    } else if (Byte() == '*' && Byte(1) == ')') {
      StepTo(at_ + 2);
      if (--depth == 0) return;
    } else {
      Step();
    }
  }
  Report(DiagnosticKind::kUnterminatedComment, begin, "this comment is never closed",
         "every `(*`, also one inside a comment, needs its `*)`");
}

void Lexer::LexWord() {
  size_t end = at_;
  bool has_letter = false;
  while (end < text_.size() && IsWordByte(text_[end])) has_letter |= IsLetter(text_[end++]);
  std::string_view word = text_.substr(at_, end - at_);
  if (!has_letter) {
    const size_t digits = std::min(word.find('_'), word.size());
    if (digits == 0) return Push(TokenKind::kUnderscore, 1);
    return Push(TokenKind::kNumber, digits);
  }
  if (word.starts_with("WF_")) return Push(TokenKind::kWeakFairness, 3);
  if (word.starts_with("SF_")) return Push(TokenKind::kStrongFairness, 3);
  static constexpr std::pair<std::string_view, Operator> kPrefixWords[] = {
      {"ENABLED", Operator::kEnabled}, {"UNCHANGED", Operator::kUnchanged},
      {"SUBSET", Operator::kSubset},   {"UNION", Operator::kUnion},
      {"DOMAIN", Operator::kDomain},
  };
  for (const auto& [spelling, op] : kPrefixWords) {
    if (word == spelling) return Push(TokenKind::kPrefix, word.size(), op);
  }
  const TokenKind kind = KeywordOf(word);
  const bool begins_module = kind == TokenKind::kModule && !tokens_.empty() &&
                             tokens_.back().kind == TokenKind::kSeparator;
  if (begins_module) ++module_depth_;
  Push(kind, word.size());
}

void Lexer::LexString() {
  const source::Range quote = RangeHere(1);
  size_t end = at_ + 1;
  while (end < text_.size() && text_[end] != '"' && text_[end] != '\n' && text_[end] != '\r') {
    if (text_[end] == '\\' && end + 1 < text_.size()) {
      if (std::string_view("\"\\ntrf").find(text_[end + 1]) == std::string_view::npos) {
        Report(DiagnosticKind::kUnexpectedCharacter, quote, "unknown escape in this string",
               "the escapes are \\\" \\\\ \\n \\t \\r \\f; a backslash itself is written \\\\");
        if (text_[end + 1] == '\n' || text_[end + 1] == '\r') break;
      }
      ++end;
    }
    ++end;
  }
  end = std::min(end, text_.size());
  if (end < text_.size() && text_[end] == '"') return Push(TokenKind::kString, end + 1 - at_);
  Report(DiagnosticKind::kUnterminatedString, quote, "this string has no closing quote",
         "a string ends on the line on which it begins");
  Push(TokenKind::kString, end - at_);
}

bool Lexer::LexBasedNumber() {
  const int base = BaseOf(Byte(1));
  if (base == 0 || DigitValue(Byte(2)) >= base) return false;
  size_t length = 3;
  while (DigitValue(Byte(length)) < base) ++length;
  Push(TokenKind::kNumber, length);
  return true;
}

// <1>2. <1>abc <1> <+>. <*>x <1>*. and so on.
bool Lexer::LexStep() {
  size_t length = 1;
  if (Byte(1) == '+' || Byte(1) == '*') {
    length = 2;
  } else {
    while (IsDigit(Byte(length))) ++length;
  }
  if (length == 1 || Byte(length) != '>') return false;
  size_t name = 0;
  ++length;
  while (IsWordByte(Byte(length + name))) ++name;
  length += name;
  if (name == 0 && (Byte(length) == '*' || Byte(length) == '-')) ++length;
  size_t dots = 0;
  while (Byte(length + dots) == '.') ++dots;
  const bool is_name = name > 0 && dots == 0;
  Push(is_name ? TokenKind::kStepName : TokenKind::kStepLabel, length + dots);
  return true;
}

void Lexer::LexRule(TokenKind kind) {
  const size_t end = std::min(text_.find_first_not_of(Byte(), at_), text_.size());
  Push(kind, end - at_);
  if (kind == TokenKind::kModuleEnd && --module_depth_ == 0) done_ = true;
}

void Lexer::LexSymbol() {
  const Spelling* spelling = SpellingTable::Get().LongestMatch(Rest());
  if (spelling != nullptr) return Push(spelling->kind, spelling->text.size(), spelling->op);
  for (std::string_view number_set : {"ℕ", "ℤ", "ℝ"}) {
    if (Rest().starts_with(number_set)) return Push(TokenKind::kIdentifier, number_set.size());
  }
  ReportUnexpectedCharacter();
}

// The first character of `text` in quotes, or its first byte in hexadecimal where it can't be
// shown.
std::string ShowCharacter(std::string_view text) {
  const unsigned char byte = static_cast<unsigned char>(text[0]);
  const size_t announced = byte < 0x80   ? 1
                           : byte < 0xC2 ? 0
                           : byte < 0xE0 ? 2
                           : byte < 0xF0 ? 3
                                         : 4;
  size_t length = 1;
  while (length < text.size() && length < announced && IsContinuation(text[length])) ++length;
  if (byte >= 0x20 && byte != 0x7F && announced == length) {
    return source::Concat("`", text.substr(0, length), "`");
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  return source::Concat("the byte 0x", kHex.substr(byte / 16, 1), kHex.substr(byte % 16, 1));
}

void Lexer::ReportUnexpectedCharacter() {
  const unsigned char byte = static_cast<unsigned char>(Byte());
  size_t length = 1;
  if (byte >= 0x80) {
    while (static_cast<unsigned char>(Byte(length)) >= 0x80) ++length;
  }
  std::string help;
  if (byte == ';') {
    help = "TLA+ has no `;`: definitions and list items end by themselves";
  } else if (byte == '?') {
    help = "write IF .. THEN .. ELSE ..";
  } else if (Rest().starts_with("\xC2\xA0")) {
    help = "this is a no-break space; replace it by an ordinary one";
  } else if (Rest().starts_with("\xE2\x80\x9C") || Rest().starts_with("\xE2\x80\x9D")) {
    help = "write a straight quote \"";
  }
  Report(DiagnosticKind::kUnexpectedCharacter, RangeHere(1),
         source::Concat(ShowCharacter(Rest()), " has no meaning in TLA+"), help);
  StepTo(at_ + length);
}

}  // namespace

std::vector<Token> Tokenize(const source::SourceSet& sources, source::FileId file, LexerStart start,
                            source::Diagnostics& diagnostics) {
  return Lexer(sources.Get(file).text(), file, diagnostics).Run(start);
}

std::string UnescapeString(std::string_view literal) {
  std::string text;
  if (literal.starts_with('"')) literal.remove_prefix(1);
  for (size_t i = 0; i < literal.size() && literal[i] != '"'; ++i) {
    char c = literal[i];
    if (c == '\\' && i + 1 < literal.size()) {
      c = literal[++i];
      if (c == 'n') c = '\n';
      if (c == 't') c = '\t';
      if (c == 'r') c = '\r';
      if (c == 'f') c = '\f';
    }
    text.push_back(c);
  }
  return text;
}

std::string DecimalDigits(std::string_view literal) {
  if (!literal.starts_with('\\')) {
    const size_t first = std::min(literal.find_first_not_of('0'), literal.size() - 1);
    return std::string(literal.substr(first));
  }
  const uint64_t base = static_cast<uint64_t>(BaseOf(literal[1]));
  constexpr uint64_t kLimb = 1000000000;
  std::vector<uint32_t> limbs = {0};  // least significant first
  for (char c : literal.substr(2)) {
    uint64_t carry = static_cast<uint64_t>(DigitValue(c));
    for (uint32_t& limb : limbs) {
      const uint64_t value = limb * base + carry;
      limb = static_cast<uint32_t>(value % kLimb);
      carry = value / kLimb;
    }
    if (carry > 0) limbs.push_back(static_cast<uint32_t>(carry));
  }
  std::string digits = std::to_string(limbs.back());
  for (size_t i = limbs.size() - 1; i-- > 0;) {
    const std::string limb = std::to_string(limbs[i]);
    digits += std::string(9 - limb.size(), '0') + limb;
  }
  return digits;
}

}  // namespace model::syntax

// How a formula is told to a person: the source text, with names that are bound to values or to
// operands replaced by these, comments dropped, white space folded, and cut where it gets long.
//
// \A e \in Enactors : WF_vars(Enact(e)) makes "WF_vars(Enact(e1))", "WF_vars(Enact(e2))".

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/syntax/parts.h"
#include "model/values/operations.h"

namespace model::lowering {

using syntax::ExpressionKind;

namespace {

constexpr size_t kLongestText = 100;  // bytes; longer ones are cut
constexpr int kDeepestOperand = 20;   // operands of operands; deeper ones keep their names

struct Place {
  uint32_t line = 0;
  uint32_t column = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Where the character in `column` (1-based) of `line` begins.
size_t ByteOf(std::string_view line, uint32_t column) {
  size_t at = 0;
  for (uint32_t passed = 1; passed < column && at < line.size(); ++passed) {
    ++at;
    while (at < line.size() && IsContinuation(line[at])) ++at;
  }
  return at;
}

// The text from `begin` up to but without `end`.
std::string Slice(const source::SourceFile& file, Place begin, Place end) {
  std::string text;
  for (uint32_t number = begin.line; number <= end.line; ++number) {
    const std::string_view line = file.Line(number);
    const size_t from = number == begin.line ? ByteOf(line, begin.column) : 0;
    const size_t to = number == end.line ? ByteOf(line, end.column) : line.size();
    if (from < to) text += line.substr(from, to - from);
    if (number != end.line) text += '\n';
  }
  return text;
}

// How many characters from `at` on belong to a comment, or 0.
size_t CommentAt(std::string_view text, size_t at) {
  if (text.substr(at, 2) == "\\*") return std::min(text.find('\n', at), text.size()) - at;
  if (text.substr(at, 2) != "(*") return 0;
  int depth = 0;
  for (size_t i = at; i + 1 < text.size(); ++i) {
    if (text[i] == '(' && text[i + 1] == '*') {
      ++depth;
      ++i;
    } else if (text[i] == '*' && text[i + 1] == ')') {
      ++i;
      if (--depth == 0) return i + 1 - at;
    }
  }
  return text.size() - at;
}

size_t StringAt(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size()) - at;
}

// Without comments; every stretch of white space outside strings is one blank.
std::string Fold(std::string_view text) {
  std::string folded;
  const auto blank = [&] {
    if (!folded.empty() && folded.back() != ' ') folded += ' ';
  };
  for (size_t at = 0; at < text.size();) {
    if (const size_t comment = CommentAt(text, at); comment > 0) {
      blank();
      at += comment;
    } else if (text[at] == '"') {
      const size_t string = StringAt(text, at);
      folded += text.substr(at, string);
      at += string;
    } else if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
      blank();
      ++at;
    } else {
      folded += text[at++];
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::string Shorten(std::string text) {
  if (text.size() <= kLongestText) return text;
  size_t end = kLongestText - 4;
  while (end > 0 && IsContinuation(text[end])) --end;
  text.resize(end);
  return absl::StrCat(text, " ...");
}

// An operand in the middle of a text gets parentheses, unless nothing could be read wrongly.
std::string AsOperand(std::string text) {
  const bool is_closed = text.find(' ') == std::string::npos || text.front() == '<' ||
                         text.front() == '{' || text.front() == '[' || text.front() == '"' ||
                         text.front() == '(';
  return is_closed ? text : absl::StrCat("(", text, ")");
}

}  // namespace

std::optional<std::string> Lowerer::BoundText(TreeExpression tree, const Environment& environment,
                                              int depth) {
  const syntax::Expression& e = specification_[tree];
  if (e.kind != ExpressionKind::kName || !e.operands.empty() || e.detail != syntax::kNoDetail)
    return std::nullopt;
  if (!specification_.HasReference(tree)) return std::nullopt;
  const Scope* scope = FindBinding(environment.scope, specification_.ReferenceOf(tree).symbol);
  if (scope == nullptr) return std::nullopt;
  const Binding& binding = scope->binding;
  if (binding.kind == Binding::Kind::kValue)
    return values::Print(host_.permanent_heap(), binding.value);
  const bool is_operand =
      binding.kind == Binding::Kind::kExpression || binding.kind == Binding::Kind::kOperator;
  if (!is_operand || binding.definition != semantics::kNoSymbol ||
      binding.argument.lowered != kNoExpression || depth > kDeepestOperand) {
    return std::nullopt;
  }
  return WholeTextOf(binding.argument.tree, binding.argument.environment, depth + 1);
}

void Lowerer::FindBoundNames(TreeExpression tree, const Environment& environment, int depth,
                             std::vector<std::pair<source::Range, std::string>>* found) {
  const syntax::Expression& e = specification_[tree];
  if (std::optional<std::string> text = BoundText(tree, environment, depth)) {
    found->emplace_back(e.range, AsOperand(*std::move(text)));
    return;
  }
  for (const syntax::ExpressionId part : syntax::PartsOf(specification_[tree.tree], tree.id)) {
    FindBoundNames({tree.tree, part}, environment, depth, found);
  }
}

std::string Lowerer::WholeTextOf(TreeExpression tree, const Environment& environment, int depth) {
  if (std::optional<std::string> text = BoundText(tree, environment, depth))
    return *std::move(text);
  const source::Range range = RangeOf(tree);
  if (!range.valid()) return "";
  std::vector<std::pair<source::Range, std::string>> bound;
  FindBoundNames(tree, environment, depth, &bound);
  const auto begin_of = [](const source::Range& r) { return Place{r.begin_line, r.begin_column}; };
  std::sort(bound.begin(), bound.end(),
            [&](const auto& a, const auto& b) { return begin_of(a.first) < begin_of(b.first); });
  const source::SourceFile& file = options_.sources->Get(range.file);
  std::string text;
  Place at = begin_of(range);
  for (const auto& [name, replacement] : bound) {
    absl::StrAppend(&text, Slice(file, at, begin_of(name)), replacement);
    at = {name.end_line, name.end_column + 1};
  }
  absl::StrAppend(&text, Slice(file, at, {range.end_line, range.end_column + 1}));
  return Fold(text);
}

std::string Lowerer::TextOf(TreeExpression tree, const Environment& environment) {
  if (options_.sources == nullptr) return "";
  while (specification_[tree].kind == ExpressionKind::kParentheses)
    tree.id = specification_[tree].operands[0];
  return Shorten(WholeTextOf(tree, environment, 0));
}

}  // namespace model::lowering

// Wording of errors: what was expected, what stands there instead, and what would mend it.

#include <algorithm>
#include <utility>

#include "model/source/concat.h"
#include "model/syntax/module_parser.h"

namespace model::syntax {
namespace {

using source::DiagnosticKind;

struct Misspelling {
  std::string_view word;
  std::string_view help;
};

// What people bring along from other languages.
constexpr Misspelling kMisspellings[] = {
    {"and", "conjunction is written `/\\`"},
    {"or", "disjunction is written `\\/`"},
    {"AND", "conjunction is written `/\\`"},
    {"OR", "disjunction is written `\\/`"},
    {"not", "negation is written `~`"},
    {"NOT", "negation is written `~`"},
    {"in", "membership is written `\\in`"},
    {"forall", "for all is written `\\A x \\in S : ..`"},
    {"exists", "there exists is written `\\E x \\in S : ..`"},
    {"if", "keywords are upper case: `IF .. THEN .. ELSE ..`"},
    {"then", "keywords are upper case: `THEN`"},
    {"else", "keywords are upper case: `ELSE`"},
    {"let", "keywords are upper case: `LET .. IN ..`"},
    {"case", "keywords are upper case: `CASE`"},
    {"mod", "the remainder is written `%`"},
    {"div", "integer division is written `\\div`"},
    {"union", "union is written `\\cup`"},
    {"intersect", "intersection is written `\\cap`"},
    {"subset", "inclusion is written `\\subseteq`"},
};

// Tabs are the usual reason why columns that look equal are not.
std::string_view HelpForTabs(const Token& a, const Token& b) {
  const bool has_tabs = a.indent + 1 != a.column || b.indent + 1 != b.column;
  return has_tabs ? "; a tab reaches to the next multiple of 8, so better use blanks" : "";
}

}  // namespace

std::string ModuleParser::Describe(const Token& token) const {
  switch (token.kind) {
    case TokenKind::kEndOfText: return "the end of the text";
    case TokenKind::kString: return source::Concat("the string ", Text(token).substr(0, 40));
    default: return source::Concat("`", Text(token).substr(0, 40), "`");
  }
}

void ModuleParser::Fail(DiagnosticKind kind, const source::Range& range, std::string message,
                        std::string help, std::vector<source::Note> notes) {
  if (panic_) return;
  if (errors_++ < kMaximumParseErrors) {
    diagnostics_.Report(kind, range, std::move(message), std::move(help)).notes = std::move(notes);
  }
  panic_ = true;
  Refresh();
}

void ModuleParser::FailExpecting(std::string_view expected, std::string help,
                                 std::vector<source::Note> notes) {
  if (panic_) return;
  const Token& found = Current();
  if (help.empty()) help = HelpForUnexpected();
  std::string message = source::Concat("expected ", expected, ", found ", Describe(found));
  if (At(TokenKind::kOutdent)) {
    const Token& bullet = tokens_[junctions_.back().token];
    message += source::Concat(", which stands at or left of the bullet `", Text(bullet),
                              "` and so ends its list item");
    notes.push_back({RangeOf(bullet), "the list begins here"});
    if (help.empty()) {
      help = source::Concat("indent it to the right of column ", bullet.indent + 1,
                            HelpForTabs(bullet, found));
    }
  }
  Fail(DiagnosticKind::kUnexpectedToken, RangeOf(found), std::move(message), std::move(help),
       std::move(notes));
}

std::string ModuleParser::HelpForUnexpected() const {
  const Token& found = Current();
  const Token& previous = tokens_[position_ > 0 ? position_ - 1 : 0];
  const Token& before_previous = tokens_[position_ > 1 ? position_ - 2 : 0];
  const bool touches_previous = position_ > 0 && previous.offset + previous.length == found.offset;
  // What these begin was taken for the next definition.
  if (previous.op == Operator::kPrime && before_previous.kind == TokenKind::kIdentifier &&
      position_ > 2 && tokens_[position_ - 3].op == Operator::kPrime) {
    return source::Concat("a string is written in double quotes: \"", Text(before_previous), "\"");
  }
  if (before_previous.op == Operator::kEventually && !before_previous.first_on_line) {
    return "unequal is written `#` or `/=`; `<>` means eventually";
  }
  switch (found.kind) {
    case TokenKind::kDefine: return "`==` defines; equality is written `=`";
    case TokenKind::kBang: {
      const bool is_not_equal =
          KindAhead(1) == TokenKind::kDefine ||
          tokens_[std::min(position_ + 1, tokens_.size() - 1)].op == Operator::kEquals;
      return is_not_equal ? "`!=` is written `#` or `/=`" : "negation is written `~`";
    }
    case TokenKind::kSubstitute: return "`x<-1` is read as `x <- 1`; write `x < -1`";
    case TokenKind::kArrow: return "implication is written `=>`";
    case TokenKind::kLambda:
      return "LAMBDA may only be an argument of an operator or a substitution";
    case TokenKind::kInfix:
    case TokenKind::kPrefix:
      if (found.op == Operator::kGreater && touches_previous && previous.op == Operator::kEquals) {
        return "implication is written `=>`";
      }
      break;
    case TokenKind::kModuleEnd: return "the module ends before this construct is complete";
    case TokenKind::kIdentifier: break;
    default: return "";
  }
  if (std::string_view help = HelpForMisspelling({&before_previous, &previous, &found});
      !help.empty()) {
    return std::string(help);
  }
  if (found.first_on_line && KindAhead(1) == TokenKind::kDefine) {
    return source::Concat("what stands before the definition of `", Text(found),
                          "` is not complete");
  }
  return "";
}

std::string_view ModuleParser::HelpForMisspelling(std::initializer_list<const Token*> words) const {
  for (const Token* word : words) {
    for (const Misspelling& misspelling : kMisspellings) {
      if (Text(*word) == misspelling.word) return misspelling.help;
    }
  }
  return "";
}

void ModuleParser::ReportConflict(size_t left, Operator left_op, size_t right, Operator right_op) {
  const Token& left_token = tokens_[left];
  const Token& right_token = tokens_[right];
  const std::string l(Text(left_token));
  const std::string r(Text(right_token));
  std::string message;
  std::string help;
  if (left_op == right_op) {
    message =
        source::Concat("`", l, "` is not associative: `a ", l, " b ", r, " c` needs parentheses");
    help = source::Concat("write `(a ", l, " b) ", r, " c` or `a ", l, " (b ", r, " c)`");
  } else if (TraitsOf(left_op).fixity == Fixity::kPrefix) {
    message = source::Concat("`", l, "` and `", r, "` have no precedence over each other");
    help = source::Concat("write `", l, " (..)` with parentheses around what `", l, "` applies to");
  } else if (TraitsOf(right_op).fixity != Fixity::kInfix) {
    message = source::Concat("`", l, "` and `", r, "` have no precedence over each other");
    help = TraitsOf(right_op).fixity == Fixity::kPrefix
               ? source::Concat("write `a ", l, " (", r, "b)`")
               : source::Concat("write `(a ", l, " b)", r, "` or `a ", l, " (b", r, ")`");
  } else {
    message = source::Concat("`", l, "` and `", r, "` have no precedence over each other");
    help = source::Concat("write `(a ", l, " b) ", r, " c` or `a ", l, " (b ", r, " c)`");
  }
  const bool is_filter =
      left_op == Operator::kIn && left > 1 && tokens_[left - 2].kind == TokenKind::kLeftBrace;
  const auto is_bar = [](const Token& token) { return token.op == Operator::kBar; };
  if (is_filter && std::any_of(&left_token, &right_token, is_bar)) {
    help = "the elements of a set that satisfy p are written `{x \\in S : p}`";
  }
  const bool is_junction = right_op == Operator::kAnd || right_op == Operator::kOr;
  if (is_junction && right_token.first_on_line) {
    help += source::Concat("; the bullets of one list must stand in one column",
                           HelpForTabs(left_token, right_token));
  }
  if (right_op == Operator::kEquals && left_token.line < right_token.line) {
    help += source::Concat("; a definition is written with `==`");
  }
  if (errors_++ < kMaximumParseErrors) {
    diagnostics_
        .Report(DiagnosticKind::kPrecedenceConflict, RangeOf(right_token), std::move(message),
                std::move(help))
        .notes.push_back({RangeOf(left_token), source::Concat("`", l, "` stands here")});
  }
  if (errors_ >= kMaximumParseErrors) {
    panic_ = true;
    Refresh();
  }
}

}  // namespace model::syntax

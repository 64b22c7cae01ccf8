#include <utility>

#include "model/configuration/configuration.h"
#include "model/configuration/lexer.h"
#include "model/configuration/value_parser.h"
#include "model/source/concat.h"
#include "model/syntax/operators.h"
#include "model/syntax/spelling_table.h"

namespace model::configuration {
namespace {

using source::Concat;
using source::DiagnosticKind;

enum class StatementKind : uint8_t { kConstants, kOne, kList, kFlag };

struct Statement {
  std::string_view keyword;
  StatementKind kind;
  std::optional<NamedItem> Configuration::*one = nullptr;
  std::vector<NamedItem> Configuration::*list = nullptr;
};

const std::vector<Statement>& Statements() {
  static const std::vector<Statement> statements = {
#define CONSTANTS(spelling) {spelling, StatementKind::kConstants},
#define ONE(spelling, member) {spelling, StatementKind::kOne, &Configuration::member},
#define LIST(spelling, member) {spelling, StatementKind::kList, nullptr, &Configuration::member},
#define FLAG(spelling, member) {spelling, StatementKind::kFlag},
#include "model/configuration/keywords.def"
#undef CONSTANTS
#undef ONE
#undef LIST
#undef FLAG
  };
  return statements;
}

const Statement* FindStatement(const Token& token) {
  if (token.kind != TokenKind::kWord) return nullptr;
  for (const Statement& statement : Statements()) {
    if (statement.keyword == token.text) return &statement;
  }
  return nullptr;
}

std::string NearestKeyword(const std::string& word) {
  std::vector<std::string> keywords;
  for (const Statement& statement : Statements()) keywords.emplace_back(statement.keyword);
  return source::NearestWord(word, keywords);
}

std::string DidYouMeanKeyword(const std::string& word) {
  std::string nearest = NearestKeyword(word);
  return nearest.empty() ? "" : Concat("did you mean ", nearest, "?");
}

size_t ErrorsIn(const source::Diagnostics& diagnostics) {
  size_t errors = 0;
  for (const source::Diagnostic& diagnostic : diagnostics.all()) {
    if (source::SeverityOf(diagnostic.kind) == source::Severity::kError) ++errors;
  }
  return errors;
}

class Parser {
 public:
  Parser(const source::SourceSet& sources, source::FileId file, source::Diagnostics& diagnostics)
      : diagnostics_(diagnostics),
        errors_before_(ErrorsIn(diagnostics)),
        lexed_(Tokenize(sources, file, diagnostics)),
        reader_(lexed_.tokens),
        values_(result_.tree, result_.values_in_order, diagnostics) {
    result_.tree.file = file;
  }

  std::optional<Configuration> Run();

 private:
  void ParseStatement();
  void ParseOne(const Statement& statement, const Range& keyword_range);
  void ParseList(const Statement& statement);
  void ParseFlag(const Range& keyword_range);
  void ParseConstants();
  bool ParseConstant();
  bool ParseReplacement(ConstantItem& item);
  bool ParseValue(ConstantItem& item);
  std::string ParseModulePrefix();
  Token TakeDefinedName();
  bool ParseName(NamedItem& item, std::string_view after);
  void ReportTwice(std::string_view keyword, const Range& range);
  void SkipToKeyword();
  void ParseDirective(const Directive& directive);
  void ParseSuspects(const Directive& directive);
  void ParseMonotone(const Directive& directive);
  void ParseAlternatives(const Directive& directive);
  void CheckBehaviour();

  source::Diagnostics& diagnostics_;
  size_t errors_before_;
  Configuration result_;
  Lexed lexed_;
  TokenReader reader_;
  ValueParser values_;
};

std::optional<Configuration> Parser::Run() {
  while (!reader_.AtEnd()) ParseStatement();
  for (const Directive& directive : lexed_.directives) ParseDirective(directive);
  CheckBehaviour();
  if (ErrorsIn(diagnostics_) > errors_before_) return std::nullopt;
  return std::move(result_);
}

void Parser::ParseStatement() {
  const Token& token = reader_.Peek();
  const Statement* statement = FindStatement(token);
  if (statement == nullptr) {
    diagnostics_.Report(DiagnosticKind::kConfigurationKeywordUnknown, token.range,
                        Concat("a keyword is expected here, but this is `", token.text, "`"),
                        DidYouMeanKeyword(token.text));
    return SkipToKeyword();
  }
  Range range = reader_.Take().range;
  switch (statement->kind) {
    case StatementKind::kConstants: return ParseConstants();
    case StatementKind::kOne: return ParseOne(*statement, range);
    case StatementKind::kList: return ParseList(*statement);
    case StatementKind::kFlag: return ParseFlag(range);
  }
}

void Parser::SkipToKeyword() {
  do {
    reader_.Take();
  } while (!reader_.AtEnd() && FindStatement(reader_.Peek()) == nullptr);
}

void Parser::ReportTwice(std::string_view keyword, const Range& range) {
  diagnostics_.Report(DiagnosticKind::kConfigurationKeywordTwice, range,
                      Concat("the keyword ", keyword, " stands twice"), "keep one of the two");
}

bool Parser::ParseName(NamedItem& item, std::string_view after) {
  const Token& token = reader_.Peek();
  if (token.kind != TokenKind::kWord || FindStatement(token) != nullptr) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, token.range,
                        Concat("the name of a definition is expected after ", after),
                        token.Is(",") ? "names stand one after the other, without commas" : "");
    if (token.kind != TokenKind::kWord && !reader_.AtEnd()) SkipToKeyword();
    return false;
  }
  item = {token.text, token.range};
  reader_.Take();
  if (reader_.Peek().Is("!")) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, reader_.Peek().range,
                        "a name through an instance can't stand in a configuration",
                        Concat("define a name for ", item.name, "!... in the module"));
    SkipToKeyword();
    return false;
  }
  return true;
}

void Parser::ParseOne(const Statement& statement, const Range& keyword_range) {
  std::optional<NamedItem>& slot = result_.*statement.one;
  if (slot.has_value()) ReportTwice(statement.keyword, keyword_range);
  NamedItem item;
  if (ParseName(item, statement.keyword)) slot = std::move(item);
}

void Parser::ParseList(const Statement& statement) {
  while (!reader_.AtEnd() && FindStatement(reader_.Peek()) == nullptr) {
    NamedItem item;
    if (!ParseName(item, statement.keyword)) return;
    (result_.*statement.list).push_back(std::move(item));
  }
}

void Parser::ParseFlag(const Range& keyword_range) {
  if (result_.check_deadlock.has_value()) ReportTwice("CHECK_DEADLOCK", keyword_range);
  const Token& token = reader_.Peek();
  if (!token.IsWord("TRUE") && !token.IsWord("FALSE")) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, token.range,
                        "TRUE or FALSE is expected after CHECK_DEADLOCK");
    if (FindStatement(token) == nullptr) SkipToKeyword();
    return;
  }
  result_.check_deadlock = token.text == "TRUE";
  result_.check_deadlock_range = source::Cover(keyword_range, token.range);
  reader_.Take();
}

void Parser::ParseConstants() {
  while (!reader_.AtEnd() && FindStatement(reader_.Peek()) == nullptr) {
    if (ParseConstant()) continue;
    if (!reader_.AtEnd() && FindStatement(reader_.Peek()) == nullptr) SkipToKeyword();
    return;
  }
}

// A name, or the signs of an operator, which may be several tokens (`+` `+`): one word in its
// canonical spelling. Anything else is taken as it is.
Token Parser::TakeDefinedName() {
  Token token = reader_.Take();
  if (token.kind != TokenKind::kSymbol) return token;
  Token joined = token;
  while (reader_.Peek().kind == TokenKind::kSymbol && !reader_.Peek().Is("<-") &&
         reader_.Peek().range.begin_line == joined.range.end_line &&
         reader_.Peek().range.begin_column == joined.range.end_column + 1) {
    joined.text += reader_.Peek().text;
    joined.range = source::Cover(joined.range, reader_.Take().range);
  }
  const syntax::Spelling* spelling = syntax::SpellingTable::Get().LongestMatch(joined.text);
  const bool is_operator = spelling != nullptr && spelling->op != syntax::Operator::kNone &&
                           spelling->text.size() == joined.text.size();
  if (!is_operator) return token;
  joined.kind = TokenKind::kWord;
  joined.text = std::string(syntax::TraitsOf(spelling->op).spelling);
  return joined;
}

// lhs = value | lhs(v, w) = value | lhs <- name, with [Module] before the right-hand side
bool Parser::ParseConstant() {
  const bool is_word = reader_.Peek().kind == TokenKind::kWord;
  const Token first = TakeDefinedName();
  if (first.kind != TokenKind::kWord || (!is_word && !reader_.Peek().Is("<-"))) {
    diagnostics_.Report(
        DiagnosticKind::kConfigurationSyntax, first.range,
        Concat("the name of a constant is expected here, but this is `", first.text, "`"));
    return false;
  }
  ConstantItem item;
  item.name = first.text;
  while (reader_.Peek().Is("!") && reader_.Peek(1).kind == TokenKind::kWord) {
    reader_.Take();
    item.name += Concat("!", reader_.Take().text);
  }
  item.name_range = source::Cover(first.range, reader_.last_range());
  bool has_arguments = reader_.Accept("(");
  while (has_arguments) {
    syntax::ExpressionId argument = values_.Parse(reader_);
    if (argument == syntax::kNoExpression) return false;
    item.arguments.push_back(argument);
    if (reader_.Accept(")")) break;
    if (reader_.Accept(",")) continue;
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, reader_.Peek().range,
                        "`,` or `)` is expected after an argument");
    return false;
  }
  if (reader_.Accept("=")) return ParseValue(item);
  if (!has_arguments && reader_.Accept("<-")) return ParseReplacement(item);
  diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, reader_.Peek().range,
                      Concat("`=` or `<-` is expected after ", item.name),
                      DidYouMeanKeyword(first.text));
  return false;
}

// [Module], or "" if there is none.
std::string Parser::ParseModulePrefix() {
  bool is_prefix =
      reader_.Peek().Is("[") && reader_.Peek(1).kind == TokenKind::kWord && reader_.Peek(2).Is("]");
  if (!is_prefix) return "";
  reader_.Take();
  std::string name = reader_.Take().text;
  reader_.Take();
  return name;
}

bool Parser::ParseValue(ConstantItem& item) {
  item.kind = ConstantItem::Kind::kValue;
  item.module = ParseModulePrefix();
  if (reader_.Peek().Is("=")) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, reader_.Peek().range,
                        "`==` can't stand in a configuration", "give a value with a single =");
    return false;
  }
  if (reader_.AtEnd() || FindStatement(reader_.Peek()) != nullptr) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, reader_.Peek().range,
                        Concat("a value is expected after ", item.name, " ="));
    return false;
  }
  item.value = values_.Parse(reader_);
  if (item.value == syntax::kNoExpression) return false;
  item.value_range = result_.tree[item.value].range;
  result_.constants.push_back(std::move(item));
  return true;
}

bool Parser::ParseReplacement(ConstantItem& item) {
  item.kind = ConstantItem::Kind::kReplacement;
  item.module = ParseModulePrefix();
  const bool ends = FindStatement(reader_.Peek()) != nullptr;
  const Token token = ends ? reader_.Peek() : TakeDefinedName();
  if (token.kind != TokenKind::kWord || ends) {
    diagnostics_.Report(DiagnosticKind::kConfigurationSyntax, token.range,
                        Concat("the name of a definition is expected after ", item.name, " <-"),
                        token.kind == TokenKind::kNumber || token.kind == TokenKind::kString
                            ? "a value is given with ="
                            : "");
    return false;
  }
  item.replacement = token.text;
  item.value_range = token.range;
  result_.constants.push_back(std::move(item));
  return true;
}

void Parser::ParseDirective(const Directive& directive) {
  if (directive.name == "suspects") return ParseSuspects(directive);
  if (directive.name == "alternatives") return ParseAlternatives(directive);
  if (directive.name == "monotone") return ParseMonotone(directive);
  std::string nearest =
      source::NearestWord(directive.name, {"suspects", "alternatives", "monotone"});
  if (nearest.empty()) return;  // somebody else's
  diagnostics_.Report(DiagnosticKind::kConfigurationDirective, directive.range,
                      Concat("unknown directive @", directive.name),
                      Concat("did you mean @", nearest, "?"));
}

// \* @suspects A, ~B
void Parser::ParseSuspects(const Directive& directive) {
  TokenReader reader(directive.tokens);
  do {
    Suspect suspect;
    Range begin = reader.Peek().range;
    suspect.guilty_when_false = reader.Accept("~");
    if (reader.Peek().kind != TokenKind::kWord) {
      diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                          "the name of a constant is expected in @suspects",
                          "write @suspects A, ~B");
      return;
    }
    suspect.name = reader.Take().text;
    suspect.range = source::Cover(begin, reader.last_range());
    result_.suspects.push_back(std::move(suspect));
  } while (reader.Accept(","));
  if (reader.AtEnd()) return;
  diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                      "`,` is expected between the names in @suspects");
}

// \* @monotone A, N
void Parser::ParseMonotone(const Directive& directive) {
  TokenReader reader(directive.tokens);
  do {
    if (reader.Peek().kind != TokenKind::kWord) {
      diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                          "the name of a suspect is expected in @monotone", "write @monotone A, B");
      return;
    }
    NamedItem item;
    item.name = reader.Take().text;
    item.range = reader.last_range();
    result_.monotone.push_back(std::move(item));
  } while (reader.Accept(","));
  if (reader.AtEnd()) return;
  diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                      "`,` is expected between the names in @monotone");
}

// \* @alternatives N = 1, 2, 3
void Parser::ParseAlternatives(const Directive& directive) {
  TokenReader reader(directive.tokens);
  Alternatives alternatives;
  alternatives.range = reader.Peek().range;
  if (reader.Peek().kind != TokenKind::kWord || !reader.Peek(1).Is("=")) {
    diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                        "a constant and its values are expected in @alternatives",
                        "write @alternatives N = 1, 2, 3");
    return;
  }
  alternatives.name = reader.Take().text;
  reader.Take();
  // What only a directive mentions must not change the rank of the specification's own values.
  std::vector<std::string> unranked;
  ValueParser values(result_.tree, unranked, diagnostics_);
  do {
    syntax::ExpressionId value = values.Parse(reader);
    if (value == syntax::kNoExpression) return;
    alternatives.values.push_back(value);
  } while (reader.Accept(","));
  if (!reader.AtEnd()) {
    diagnostics_.Report(DiagnosticKind::kConfigurationDirective, reader.Peek().range,
                        "`,` is expected between the values in @alternatives");
    return;
  }
  alternatives.range = source::Cover(alternatives.range, reader.last_range());
  result_.alternatives.push_back(std::move(alternatives));
}

void Parser::CheckBehaviour() {
  if (!result_.specification) return;
  for (const std::optional<NamedItem>* other : {&result_.init, &result_.next}) {
    if (!*other) continue;
    diagnostics_.Report(DiagnosticKind::kConfigurationBothBehaviours, (*other)->range,
                        "the configuration gives both INIT/NEXT and SPECIFICATION",
                        "keep one of the two");
    return;
  }
}

}  // namespace

std::optional<Configuration> ParseConfiguration(const source::SourceSet& sources,
                                                source::FileId file,
                                                source::Diagnostics& diagnostics) {
  return Parser(sources, file, diagnostics).Run();
}

}  // namespace model::configuration

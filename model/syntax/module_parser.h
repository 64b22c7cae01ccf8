// The parser behind parser.h: a recursive descent over tokens, one file per construct.
//
//   module_parser.cc      tokens, junction columns, nodes, errors
//   parse_module.cc       modules, units, recovery at the next unit
//   parse_definition.cc   definitions, declarations, INSTANCE
//   parse_expression.cc   operators by precedence, operands
//   parse_name.cc         M(x)!Op(a)!1, operators as arguments, labels
//   parse_binder.cc       bounds: \A \E CHOOSE LAMBDA
//   parse_bracket.cc      ( ) { } [ ] << >> [A]_v EXCEPT WF_ SF_
//   parse_block.cc        IF CASE LET, junction lists
//   parse_proof.cc        theorems and proofs
//   parse_error.cc        wording of errors
//
// Errors. The first error of a unit is reported and puts the parser into panic: from then on the
// current token is kPanic, which nothing expects, so every loop ends and every function returns
// without a check of its own. ParseUnits ends the panic and goes on at the next unit.
//
// Junction lists. While a list is open, a token at or left of its bullets' column looks like
// kOutdent, which nothing expects either; so an item ends wherever it stands, and only the list
// itself looks at what is behind. A parenthesis does not hide the column, as in SANY.
//
// Recursion is bounded by kNestingLimit; operators, however many, are parsed without recursion.

#ifndef MODEL_SYNTAX_MODULE_PARSER_H_
#define MODEL_SYNTAX_MODULE_PARSER_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/proof_names.h"
#include "model/syntax/token.h"
#include "model/syntax/tree.h"

namespace model::syntax {

// An 8 MB stack holds this many nested constructs also under AddressSanitizer, where one takes up
// to 3 kB; people write some dozens.
inline constexpr int kNestingLimit = 1000;
inline constexpr int kMaximumParseErrors = 10;

class ModuleParser {
 public:
  // REQUIRES: `tokens` end with kEndOfText and are those of `file`. The parser fills `tree`.
  ModuleParser(const source::SourceSet& sources, source::FileId file, std::vector<Token> tokens,
               source::Diagnostics& diagnostics, Tree& tree);

  void ParseFile();
  ExpressionId ParseWholeExpression();

 private:
  // Tokens.
  const Token& Current() const { return tokens_[position_]; }
  TokenKind KindAhead(size_t n) const;
  std::string_view Text(const Token& token) const;
  void Advance();
  void Refresh();  // after position, junctions or panic changed
  bool At(TokenKind kind) const { return kind_ == kind; }
  bool AtOperator(Operator op) const { return AtAnyOperator() && Current().op == op; }
  bool AtAnyOperator() const;
  bool Accept(TokenKind kind);
  // Consumes it, or reports "expected ..".
  bool Expect(TokenKind kind, std::string_view purpose = "");
  // As Expect, with a note where the bracket was opened.
  bool ExpectClosing(TokenKind kind, size_t opening);
  Name ExpectIdentifier(std::string_view purpose);
  bool AtFieldName() const;
  Name ExpectFieldName();

  // Ranges and nodes.
  source::Range RangeOf(const Token& token) const;
  source::Range RangeFrom(size_t first_token) const;  // up to the last consumed token
  ExpressionId Add(Expression expression);
  ExpressionId Add(ExpressionKind kind, size_t first_token, std::vector<ExpressionId> operands);
  ExpressionId AddError();
  const Expression& Node(ExpressionId id) const {
    return tree_.expressions[static_cast<uint32_t>(id)];
  }
  template <typename T>
  static uint32_t AddDetail(std::vector<T>& pool, T value) {
    pool.push_back(std::move(value));
    return static_cast<uint32_t>(pool.size() - 1);
  }

  // Errors.
  void Fail(source::DiagnosticKind kind, const source::Range& range, std::string message,
            std::string help = "", std::vector<source::Note> notes = {});
  void FailExpecting(std::string_view expected, std::string help = "",
                     std::vector<source::Note> notes = {});
  void ReportConflict(size_t left, Operator left_op, size_t right, Operator right_op);
  std::string Describe(const Token& token) const;
  std::string HelpForUnexpected() const;
  // What people from other languages wrote instead of TLA+; empty if none of the words is of that
  // kind.
  std::string_view HelpForMisspelling(std::initializer_list<const Token*> words) const;
  bool Enter();  // one level deeper; false and a report when too deep
  void Leave() { --depth_; }

  // Modules and units.
  ModuleId ParseModule();
  void ParseUnits(Module& module);
  bool ParseUnit(Module& module);
  void SkipToNextUnit(size_t unit_begin, uint32_t unit_indent);
  void AddUnit(Module& module, Unit unit, size_t begin);
  void ParseConstants(Module& module);
  void ParseVariables(Module& module);
  void ParseAssumption(Module& module);
  void ParseTheorem(Module& module);
  void ParseUse(Module& module);
  void ParseLocal(Module& module);
  void ParseUnitDefinition(Module& module, size_t begin, bool is_local);
  void ParseUnitInstance(Module& module, size_t begin, bool is_local);
  void CheckModuleName(const Module& module);
  void CollectWords();

  // Definitions and declarations.
  Definition ParseDefinitionHead();
  DefinitionId ParseDefinition(size_t begin);
  void ParseInstanceBody(Definition& definition);
  void ParseSubstitutions(Definition& definition);
  std::vector<DefinitionId> ParseRecursive();
  bool AtDefinition() const;
  Parameter ParseDeclaration();
  std::vector<Parameter> ParseParameters();
  uint32_t ParseUnderscores();
  DefinitionId AddDefinition(Definition definition);

  // Expressions.
  ExpressionId ParseExpression();
  ExpressionId ParseOperators();
  void ReadPrefixOperators(size_t base);
  void ReadPostfixOperators(size_t base);
  bool ReadInfixOperator(size_t base);
  void MakeRoomFor(Operator op, size_t base);
  void Reduce();
  bool ReadOperand();
  ExpressionId ParseOperand();
  ExpressionId ParseNumber();
  ExpressionId ParseString();
  ExpressionId ParseArgument();
  std::vector<ExpressionId> ParseArguments(TokenKind closing);
  bool AtOperatorArgument() const;

  struct NameElement {
    PathStep step;
    bool is_name = true;
  };
  ExpressionId ParseName(bool with_final_arguments);
  NameElement ParseNameHead();
  NameElement ParseNameExtension();
  ExpressionId BuildName(std::vector<NameElement> elements, size_t begin);
  ExpressionId ParseLabel(ExpressionId label, size_t begin);
  ExpressionId AddOperatorName(size_t token);

  ExpressionId ParseQuantifier(ExpressionKind kind);
  ExpressionId ParseChoose();
  ExpressionId ParseLambda();
  // Whether variables may stand without a set, as in `\A x : P`.
  enum class Sets : uint8_t { kRequired, kOptional };
  std::vector<BoundGroup> ParseBounds(Sets sets);
  BoundGroup ParseBoundGroup(Sets sets);
  std::vector<Name> ParseNameTuple();
  // `x \in S` or `<<x, y>> \in S`, read as an expression, as a bound.
  std::optional<BoundGroup> AsBound(ExpressionId id) const;

  ExpressionId ParseParentheses();
  ExpressionId ParseBraces();
  ExpressionId ParseBrackets();
  ExpressionId ParseFunctionBody(std::vector<BoundGroup> bounds, size_t begin);
  ExpressionId ParseFields(ExpressionKind kind, TokenKind sign, size_t begin);
  ExpressionId ParseExcept(ExpressionId function, size_t begin);
  Update ParseUpdate();
  ExpressionId ParseAngles();
  ExpressionId ParseSubscript();
  ExpressionId ParseFairness();

  ExpressionId ParseIf();
  ExpressionId ParseCase();
  ExpressionId ParseLet();
  ExpressionId ParseJunctionList();

  // Theorems and proofs.
  ExpressionId ParseStatement();  // an expression or ASSUME .. PROVE ..
  ExpressionId ParseAssumeProve();
  ExpressionId ParseAssumeItem();
  void ParseNewDeclaration(std::vector<ExpressionId>& sets);
  void SkipProof();
  void CheckStepName();
  void ParseProofStep();
  void ParseFacts();
  void ParseFactList();
  void ParseDefinitions();
  bool AtAssumeProve() const;

  struct Junction {
    TokenKind bullet;
    uint32_t indent;
    size_t token;
  };
  struct Pending {
    Operator op;
    size_t token;
  };
  struct Operand {
    ExpressionId id;
    Operator chain;  // And, Or, Times built here and open to more operands; or kNone
  };

  const source::SourceSet& sources_;
  source::FileId file_;
  std::string_view text_;
  std::vector<Token> tokens_;
  source::Diagnostics& diagnostics_;
  Tree& tree_;
  size_t position_ = 0;
  TokenKind kind_ = TokenKind::kEndOfText;
  bool panic_ = false;
  int depth_ = 0;
  int errors_ = 0;
  bool end_is_reported_ = false;  // that a `====` is missing
  bool labels_are_allowed_ = true;
  std::vector<Junction> junctions_;
  std::vector<Pending> pending_;
  std::vector<Operand> operands_;
  ProofNames proof_names_;  // of the theorem that is being read
};

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_MODULE_PARSER_H_

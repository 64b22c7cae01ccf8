// Theorems are kept; their proofs are parsed, so that mistakes in them are found, and then dropped:
// the pools of the tree go back to their sizes. A proof is read as the flat list of its steps,
// since nothing depends on their levels.

#include <utility>

#include "model/syntax/module_parser.h"

namespace model::syntax {
namespace {

// Sizes of the tree's pools, to drop what was parsed since.
class TreeMark {
 public:
  explicit TreeMark(const Tree& tree)
      : definitions_(tree.definitions.size()),
        expressions_(tree.expressions.size()),
        bounds_(tree.bound_lists.size()),
        updates_(tree.update_lists.size()),
        fields_(tree.field_lists.size()),
        arms_(tree.arm_lists.size()),
        lets_(tree.let_lists.size()),
        parameters_(tree.parameter_lists.size()),
        paths_(tree.paths.size()) {}

  void DropRest(Tree& tree) const {
    tree.definitions.resize(definitions_);
    tree.expressions.resize(expressions_);
    tree.bound_lists.resize(bounds_);
    tree.update_lists.resize(updates_);
    tree.field_lists.resize(fields_);
    tree.arm_lists.resize(arms_);
    tree.let_lists.resize(lets_);
    tree.parameter_lists.resize(parameters_);
    tree.paths.resize(paths_);
  }

 private:
  size_t definitions_, expressions_, bounds_, updates_, fields_, arms_, lets_, parameters_, paths_;
};

}  // namespace

void ModuleParser::ParseTheorem(Module& module) {
  const size_t begin = position_;
  Advance();
  Unit unit;
  unit.kind = Unit::Kind::kTheorem;
  if (At(TokenKind::kIdentifier) && KindAhead(1) == TokenKind::kDefine) {
    unit.text = ExpectIdentifier("a name").text;
    Advance();
  }
  unit.expression = ParseStatement();
  AddUnit(module, std::move(unit), begin);
  const TreeMark mark(tree_);
  SkipProof();
  mark.DropRest(tree_);
}

void ModuleParser::ParseUse(Module& module) {
  const size_t begin = position_;
  const TreeMark mark(tree_);
  ParseFacts();
  mark.DropRest(tree_);
  Unit unit;
  unit.kind = Unit::Kind::kUse;
  AddUnit(module, std::move(unit), begin);
}

// ASSUME, or []ASSUME.
bool ModuleParser::AtAssumeProve() const {
  return At(TokenKind::kAssume) ||
         (AtOperator(Operator::kAlways) && KindAhead(1) == TokenKind::kAssume);
}

ExpressionId ModuleParser::ParseStatement() {
  return AtAssumeProve() ? ParseAssumeProve() : ParseExpression();
}

ExpressionId ModuleParser::ParseAssumeProve() {
  const size_t begin = position_;
  std::vector<ExpressionId> parts;
  if (Enter()) {
    if (AtOperator(Operator::kAlways)) Advance();
    Expect(TokenKind::kAssume);
    do {
      switch (kind_) {
        case TokenKind::kNew:
        case TokenKind::kConstant:
        case TokenKind::kVariable:
        case TokenKind::kState:
        case TokenKind::kAction:
        case TokenKind::kTemporal: ParseNewDeclaration(parts); break;
        default: parts.push_back(ParseAssumeItem());
      }
    } while (Accept(TokenKind::kComma));
    if (AtOperator(Operator::kAlways)) Advance();
    Expect(TokenKind::kProve, "after the assumptions");
    parts.push_back(ParseExpression());
  }
  Leave();
  return Add(ExpressionKind::kAssumeProve, begin, std::move(parts));
}

// An assumption may itself be ASSUME .. PROVE .., with a label before it.
ExpressionId ModuleParser::ParseAssumeItem() {
  const bool is_label = At(TokenKind::kIdentifier) && KindAhead(1) == TokenKind::kColonColon &&
                        KindAhead(2) == TokenKind::kAssume;
  if (is_label) {
    Advance();
    Advance();
  }
  return ParseStatement();
}

// NEW x \in S, NEW STATE y, CONSTANT F(_)
void ModuleParser::ParseNewDeclaration(std::vector<ExpressionId>& sets) {
  Accept(TokenKind::kNew);
  switch (kind_) {
    case TokenKind::kConstant:
    case TokenKind::kVariable:
    case TokenKind::kState:
    case TokenKind::kAction:
    case TokenKind::kTemporal: Advance(); break;
    default: break;
  }
  ParseDeclaration();
  if (AtOperator(Operator::kIn)) {
    Advance();
    sets.push_back(ParseExpression());
  }
}

void ModuleParser::SkipProof() {
  while (!panic_) {
    switch (kind_) {
      case TokenKind::kProof:
      case TokenKind::kObvious:
      case TokenKind::kOmitted: Advance(); break;
      case TokenKind::kBy: ParseFacts(); break;
      case TokenKind::kStepName:
      case TokenKind::kStepLabel:
        CheckStepName();
        Advance();
        ParseProofStep();
        break;
      default: return;
    }
  }
}

// <*> and <+> stand for a level that is counted; what is named needs its number written out.
void ModuleParser::CheckStepName() {
  const std::string_view step = Text(Current());
  if (step[1] != '*' && step[1] != '+') return;
  if (step.size() == 3 || step[3] == '.' || step[3] == '*' || step[3] == '-') return;
  diagnostics_.Report(source::DiagnosticKind::kUnexpectedToken, RangeOf(Current()),
                      "<*> and <+> can't be used for a step with a name",
                      "write the number of its level");
}

// What follows the step's name; its own proof is read by SkipProof.
void ModuleParser::ParseProofStep() {
  switch (kind_) {
    case TokenKind::kQed: Advance(); return;
    case TokenKind::kUse:
    case TokenKind::kHide: return ParseFacts();
    case TokenKind::kInstance: {
      Definition instance;
      return ParseInstanceBody(instance);
    }
    case TokenKind::kDefineStep: Advance(); return ParseDefinitions();
    case TokenKind::kHave:
    case TokenKind::kCase:
      Advance();
      ParseExpression();
      return;
    case TokenKind::kWitness:
      Advance();
      ParseFactList();
      return;
    case TokenKind::kTake:
      Advance();
      ParseBounds(Sets::kOptional);
      return;
    case TokenKind::kPick:
      Advance();
      ParseBounds(Sets::kOptional);
      Expect(TokenKind::kColon, "after the variables of PICK");
      ParseExpression();
      return;
    default: break;
  }
  if (AtDefinition()) return ParseDefinitions();
  Accept(TokenKind::kSuffices);
  ParseStatement();
}

void ModuleParser::ParseDefinitions() {
  do {
    ParseDefinition(position_);
  } while (AtDefinition());
}

// BY | USE | HIDE, facts, DEF names; not both may be missing.
void ModuleParser::ParseFacts() {
  Advance();
  Accept(TokenKind::kOnly);
  if (!At(TokenKind::kDef)) ParseFactList();
  if (Accept(TokenKind::kDef)) ParseFactList();
}

void ModuleParser::ParseFactList() {
  do {
    if (Accept(TokenKind::kModule)) {
      ExpectIdentifier("the name of a module");
    } else {
      ParseArgument();
    }
  } while (Accept(TokenKind::kComma));
}

}  // namespace model::syntax

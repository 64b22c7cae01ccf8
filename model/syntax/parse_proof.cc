// Theorems are kept; their proofs are parsed, so that mistakes in them are found, and then dropped,
// but for the names that they take from around them: the pools of the tree go back to their sizes.
// A proof is read as the flat list of its steps, since nothing depends on their levels.

#include <utility>

#include "model/syntax/module_parser.h"

namespace model::syntax {

void ModuleParser::ParseTheorem(Module& module) {
  const size_t begin = position_;
  Advance();
  Unit unit;
  unit.kind = Unit::Kind::kTheorem;
  if (At(TokenKind::kIdentifier) && KindAhead(1) == TokenKind::kDefine) {
    unit.text = ExpectIdentifier("a name").text;
    Advance();
  }
  proof_names_ = {};
  proof_names_.Declare(unit.text);
  const TreeMark statement(tree_);
  const bool names_are_resolved = !AtAssumeProve();
  unit.expression = ParseStatement();
  AddUnit(module, std::move(unit), begin);
  const TreeMark proof(tree_);
  SkipProof();
  if (!panic_) {
    proof_names_.DeclareFrom(tree_, statement);
    module.units.back().cited =
        proof_names_.FreeNames(tree_, names_are_resolved ? proof : statement);
  }
  proof.DropRest(tree_);
}

void ModuleParser::ParseUse(Module& module) {
  const size_t begin = position_;
  const TreeMark mark(tree_);
  proof_names_ = {};
  ParseFacts();
  Unit unit;
  unit.kind = Unit::Kind::kUse;
  proof_names_.DeclareFrom(tree_, mark);
  unit.cited = proof_names_.FreeNames(tree_, mark);
  mark.DropRest(tree_);
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
  proof_names_.Declare(ParseDeclaration().text);
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
      proof_names_.DeclareUnknown();
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
      proof_names_.Declare(ParseBounds(Sets::kOptional));
      return;
    case TokenKind::kPick:
      Advance();
      proof_names_.Declare(ParseBounds(Sets::kOptional));
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

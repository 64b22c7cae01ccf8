// Modules and their units. A unit that fails to parse is dropped whole; parsing goes on at the next
// word that begins a unit at the start of a line, at or left of the column where the failed unit
// began.

#include <utility>

#include "model/source/concat.h"
#include "model/syntax/module_parser.h"

namespace model::syntax {

using source::DiagnosticKind;

void ModuleParser::ParseFile() {
  CollectWords();
  const ModuleId root = ParseModule();
  tree_.root = root;
  if (!tree_.modules.empty() && errors_ == 0) CheckModuleName(tree_.modules[0]);
}

ExpressionId ModuleParser::ParseWholeExpression() {
  CollectWords();
  const ExpressionId root = ParseExpression();
  if (!At(TokenKind::kEndOfText)) FailExpecting("an operator or the end of the expression");
  return root;
}

void ModuleParser::CheckModuleName(const Module& module) {
  const source::SourceFile& file = sources_.Get(file_);
  if (module.text == file.module_name()) return;
  diagnostics_.Report(DiagnosticKind::kModuleNameMismatch, module.name_range,
                      source::Concat("the file is named `", file.module_name(),
                                     "` but its first module is named `", module.text, "`"),
                      source::Concat("rename the module to `", file.module_name(),
                                     "` or the file to `", module.text, ".tla`"));
}

ModuleId ModuleParser::ParseModule() {
  const size_t begin = position_;
  const ModuleId id{static_cast<uint32_t>(tree_.modules.size())};
  tree_.modules.emplace_back();
  Module module;
  if (Enter()) {
    Expect(TokenKind::kSeparator);
    Expect(TokenKind::kModule);
    Name name = ExpectIdentifier("the module's name");
    module.text = name.text;
    module.name_range = name.range;
    Expect(TokenKind::kSeparator, "after the module's name");
    if (Accept(TokenKind::kExtends)) {
      do {
        module.extends.push_back(ExpectIdentifier("the name of a module to extend"));
      } while (Accept(TokenKind::kComma));
    }
    ParseUnits(module);
  }
  Leave();
  module.range = RangeFrom(begin);
  tree_.modules[static_cast<uint32_t>(id)] = std::move(module);
  return id;
}

void ModuleParser::ParseUnits(Module& module) {
  const int depth = depth_;
  uint32_t indent = Current().indent;
  bool is_after_expression = false;
  while (errors_ < kMaximumParseErrors) {
    const size_t begin = position_;
    if (Current().first_on_line) indent = Current().indent;
    if (!panic_ && At(TokenKind::kModuleEnd)) {
      Advance();
      return;
    }
    if (!panic_ && At(TokenKind::kEndOfText)) {
      if (!end_is_reported_) {
        FailExpecting("`====`", source::Concat("module `", module.text, "` has no end"),
                      {{module.name_range, "the module begins here"}});
      }
      end_is_reported_ = true;
      return;
    }
    if (!panic_ && !ParseUnit(module)) {
      FailExpecting(is_after_expression ? "an operator or the next definition"
                                        : "a definition, a declaration or another unit");
    }
    is_after_expression = !panic_;
    if (panic_) SkipToNextUnit(begin, indent);
    depth_ = depth;
  }
}

void ModuleParser::AddUnit(Module& module, Unit unit, size_t begin) {
  if (panic_) return;
  unit.range = RangeFrom(begin);
  module.units.push_back(std::move(unit));
}

// Ends the panic at a token that plausibly begins a unit after the failed one.
void ModuleParser::SkipToNextUnit(size_t unit_begin, uint32_t unit_indent) {
  panic_ = false;
  junctions_.clear();
  pending_.clear();
  operands_.clear();
  const size_t first = std::max(position_, unit_begin + 1);
  for (position_ = std::min(first, tokens_.size() - 1);; ++position_) {
    const Token& token = Current();
    if (token.kind == TokenKind::kEndOfText || token.kind == TokenKind::kModuleEnd) break;
    if (!token.first_on_line || token.indent > unit_indent) continue;
    if (token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kSeparator) break;
    switch (token.kind) {
      case TokenKind::kConstant:
      case TokenKind::kVariable:
      case TokenKind::kAssume:
      case TokenKind::kAssumption:
      case TokenKind::kAxiom:
      case TokenKind::kTheorem:
      case TokenKind::kLocal:
      case TokenKind::kInstance:
      case TokenKind::kRecursive: Refresh(); return;
      default: break;
    }
  }
  Refresh();
}

bool ModuleParser::ParseUnit(Module& module) {
  const size_t begin = position_;
  switch (kind_) {
    case TokenKind::kSeparator:
      if (KindAhead(1) == TokenKind::kModule) {
        Unit unit;
        unit.kind = Unit::Kind::kModule;
        unit.module = ParseModule();
        AddUnit(module, std::move(unit), begin);
      } else {
        Advance();
        AddUnit(module, Unit{}, begin);
      }
      return true;
    case TokenKind::kConstant: ParseConstants(module); return true;
    case TokenKind::kVariable: ParseVariables(module); return true;
    case TokenKind::kAssume:
    case TokenKind::kAssumption:
    case TokenKind::kAxiom: ParseAssumption(module); return true;
    case TokenKind::kTheorem: ParseTheorem(module); return true;
    case TokenKind::kUse:
    case TokenKind::kHide: ParseUse(module); return true;
    case TokenKind::kLocal: ParseLocal(module); return true;
    case TokenKind::kInstance: ParseUnitInstance(module, begin, false); return true;
    case TokenKind::kRecursive:
      for (DefinitionId id : ParseRecursive()) {
        Unit unit;
        unit.kind = Unit::Kind::kDefinition;
        unit.definition = id;
        AddUnit(module, std::move(unit), begin);
      }
      return true;
    case TokenKind::kIdentifier:
    case TokenKind::kUnderscore:
    case TokenKind::kPrefix:
    case TokenKind::kNegativeName: ParseUnitDefinition(module, begin, false); return true;
    default: return false;
  }
}

void ModuleParser::ParseConstants(Module& module) {
  const size_t begin = position_;
  Advance();
  Unit unit;
  unit.kind = Unit::Kind::kConstants;
  do {
    unit.parameters.push_back(ParseDeclaration());
  } while (Accept(TokenKind::kComma));
  AddUnit(module, std::move(unit), begin);
}

void ModuleParser::ParseVariables(Module& module) {
  const size_t begin = position_;
  Advance();
  Unit unit;
  unit.kind = Unit::Kind::kVariables;
  do {
    Name name = ExpectIdentifier("the name of a variable");
    unit.parameters.push_back({std::move(name.text), 0, name.range});
  } while (Accept(TokenKind::kComma));
  AddUnit(module, std::move(unit), begin);
}

void ModuleParser::ParseAssumption(Module& module) {
  const size_t begin = position_;
  Unit unit;
  unit.kind = At(TokenKind::kAxiom) ? Unit::Kind::kTheorem : Unit::Kind::kAssume;
  Advance();
  if (At(TokenKind::kIdentifier) && KindAhead(1) == TokenKind::kDefine) {
    unit.text = ExpectIdentifier("a name").text;
    Advance();
  }
  labels_are_allowed_ = !unit.text.empty();
  unit.expression = ParseExpression();
  labels_are_allowed_ = true;
  AddUnit(module, std::move(unit), begin);
}

void ModuleParser::ParseLocal(Module& module) {
  const size_t begin = position_;
  Advance();
  if (At(TokenKind::kInstance)) return ParseUnitInstance(module, begin, true);
  ParseUnitDefinition(module, begin, true);
}

void ModuleParser::ParseUnitDefinition(Module& module, size_t begin, bool is_local) {
  Unit unit;
  unit.kind = Unit::Kind::kDefinition;
  unit.definition = ParseDefinition(begin);
  tree_.definitions[static_cast<uint32_t>(unit.definition)].is_local = is_local;
  AddUnit(module, std::move(unit), begin);
}

void ModuleParser::ParseUnitInstance(Module& module, size_t begin, bool is_local) {
  Definition definition;
  definition.kind = Definition::Kind::kInstance;
  definition.is_local = is_local;
  ParseInstanceBody(definition);
  definition.range = RangeFrom(begin);
  Unit unit;
  unit.kind = Unit::Kind::kInstance;
  unit.definition = AddDefinition(std::move(definition));
  AddUnit(module, std::move(unit), begin);
}

}  // namespace model::syntax

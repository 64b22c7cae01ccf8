// Names, with the paths before them and the arguments after them.
//
// I(x)!J!Op(y) is read from the left: each step but the last names an instance, in whose module the
// next name is looked up. A step that names an operator instead ends the way: what follows it
// selects a part of its definition.

#include <cctype>
#include <utility>

#include "model/semantics/resolver.h"
#include "model/source/concat.h"

namespace model::semantics {
namespace {

using source::Concat;

std::string CountOfArguments(size_t count) {
  return Concat(count, count == 1 ? " argument" : " arguments");
}

}  // namespace

SymbolId Resolver::Lookup(std::string_view name, ModuleIndex module_index) const {
  if (module_index == kNoModule) return names_.Find(name);
  const ModuleInfo& info = specification_[module_index];
  auto it = info.exported.find(std::string(name));
  if (it == info.exported.end()) return kNoSymbol;
  SymbolKind kind = specification_[it->second].kind;
  bool is_declared = kind == SymbolKind::kConstant || kind == SymbolKind::kVariable;
  return is_declared ? kNoSymbol : it->second;
}

// In a .cfg, 0..3 may be written although the module doesn't extend Naturals.
SymbolId Resolver::FindStandardOperator(const std::string& name) const {
  if (name.empty() || std::isalnum(static_cast<unsigned char>(name[0])) != 0) return kNoSymbol;
  for (const ModuleInfo& info : specification_.modules) {
    if (!info.is_standard) continue;
    auto it = info.exported.find(name);
    if (it != info.exported.end()) return it->second;
  }
  return kNoSymbol;
}

void Resolver::ResolveName(ExpressionId id, int expected_arity) {
  const syntax::Expression& expression = tree()[id];
  const syntax::Path* path =
      expression.detail == syntax::kNoDetail ? nullptr : &tree().paths[expression.detail];
  bool has_selectors = path != nullptr && !path->selectors.empty();
  if (has_selectors) {
    for (const syntax::PathStep& step : path->selectors) ResolveAll(step.arguments);
  }
  std::vector<SymbolId> instances;
  ModuleIndex scope = kNoModule;
  size_t unapplied = 0;  // parameters of instances on the way that got no arguments
  for (size_t i = 0; path != nullptr && i < path->steps.size(); ++i) {
    const syntax::PathStep& step = path->steps[i];
    SymbolId found = Lookup(step.text, scope);
    SymbolKind kind =
        found == kNoSymbol ? SymbolKind::kBound : symbol(specification_.OriginOf(found)).kind;
    if (kind == SymbolKind::kInstance) {
      const Symbol& origin = symbol(specification_.OriginOf(found));
      if (step.arguments.empty() && expected_arity != 0) {
        unapplied += origin.parameters.size();
      } else {
        ResolveArguments(step.arguments, specification_.OriginOf(found), step.range);
      }
      InstanceId instance = symbol(specification_.OriginOf(found)).instance;
      if (static_cast<uint32_t>(instance) >= specification_.instances.size()) return;  // reported
      scope = specification_[instance].module;
      instances.push_back(found);
      continue;
    }
    if (found == kNoSymbol) {
      ReportUnknown(step.text, step.range, scope);
    } else if (kind == SymbolKind::kOperator || kind == SymbolKind::kFunction ||
               kind == SymbolKind::kTheorem) {
      // Op!1!lab(x): Op is meant, the rest selects a part of it.
      SetReference(id, found, std::move(instances));
      if (!step.arguments.empty()) {
        ResolveArguments(step.arguments, specification_.OriginOf(found), step.range);
      }
      ResolveSteps(*path, i + 1);
      return ResolveAll(expression.operands);
    } else {
      diagnostics_.Report(DiagnosticKind::kNotAnInstance, step.range,
                          Concat(step.text, " is not an instance of a module"),
                          Concat("define it as ", step.text, " == INSTANCE ..."));
    }
    ResolveSteps(*path, i);
    return ResolveAll(expression.operands);
  }
  Range range =
      path != nullptr && path->name_range.valid() ? path->name_range : RangeOfName(expression);
  SymbolId found = Lookup(expression.text, scope);
  if (found == kNoSymbol && unknown_names_ == UnknownNames::kAreModelValues) {
    found = FindStandardOperator(expression.text);
  }
  if (found == kNoSymbol) {
    bool is_model_value = unknown_names_ == UnknownNames::kAreModelValues && path == nullptr &&
                          expression.operands.empty();
    if (!is_model_value) ReportUnknown(expression.text, range, scope);
    ResolveAll(expression.operands);
    return;
  }
  if (open_functions_.contains(found)) symbol(found).is_recursive = true;
  SetReference(id, found, std::move(instances));
  CheckArity(expression, found, expected_arity, unapplied, has_selectors, range);
}

// The arguments of what selects a part of a definition.
void Resolver::ResolveSteps(const syntax::Path& path, size_t from) {
  for (size_t i = from; i < path.steps.size(); ++i) ResolveAll(path.steps[i].arguments);
}

// Checks the number of arguments and resolves them.
void Resolver::CheckArity(const syntax::Expression& expression, SymbolId found, int expected_arity,
                          size_t unapplied, bool has_selectors, const Range& range) {
  SymbolId origin = specification_.OriginOf(found);
  const Symbol& callee = symbol(origin);
  if (callee.kind == SymbolKind::kInstance) {
    diagnostics_.Report(DiagnosticKind::kInstanceAsExpression, range,
                        Concat(expression.text, " is an instance of a module, not an operator"),
                        Concat("write ", expression.text, "!Name for a definition of its module"));
    return ResolveAll(expression.operands);
  }
  if (callee.kind == SymbolKind::kTheorem && !has_selectors && callee.body.tree == tree_ &&
      tree()[callee.body.id].kind == syntax::ExpressionKind::kAssumeProve) {
    diagnostics_.Report(DiagnosticKind::kAssumeProveAsExpression, range,
                        Concat(expression.text, " is an ASSUME ... PROVE, not a formula"),
                        Concat("write ", expression.text, "!1 for the first thing it assumes"));
  }
  if (has_selectors && expression.operands.empty()) return;
  if (has_selectors) return ResolveArguments(expression.operands, origin, range);
  if (expected_arity == 0 || !expression.operands.empty()) {
    if (expected_arity > 0) {
      diagnostics_.Report(DiagnosticKind::kOperatorExpected, range,
                          Concat("an operator that takes ", CountOfArguments(expected_arity),
                                 " is expected here, not an expression"),
                          "name the operator without arguments, or use LAMBDA");
    }
    return ResolveArguments(expression.operands, origin, range);
  }
  size_t arity = callee.arity + unapplied;
  if (expected_arity == kAnyArity || static_cast<size_t>(expected_arity) == arity) return;
  diagnostics_.Report(
      DiagnosticKind::kOperatorExpected, range,
      Concat("an operator that takes ", CountOfArguments(expected_arity), " is expected here, but ",
             expression.text, arity == 0 ? " is a value" : Concat(" takes ", arity)));
}

void Resolver::SetReference(ExpressionId id, SymbolId found, std::vector<SymbolId> instances) {
  uint32_t next = static_cast<uint32_t>(specification_.references.size());
  uint32_t& slot = tables().reference_of[static_cast<uint32_t>(id)];
  if (instances.empty()) {
    auto [it, is_new] = plain_references_.try_emplace(found, next);
    slot = it->second;
    if (!is_new) return;
  } else {
    slot = next;
  }
  specification_.references.push_back({found, std::move(instances)});
}

int Resolver::ArityOfParameter(SymbolId callee, size_t index) const {
  const Symbol& called = specification_[callee];
  if (index < called.parameters.size()) {
    return static_cast<int>(specification_[called.parameters[index]].arity);
  }
  // Of a RECURSIVE operator only the number of arguments is known before its definition.
  return called.kind == SymbolKind::kOperator ? kAnyArity : 0;
}

void Resolver::ResolveArguments(const std::vector<ExpressionId>& arguments, SymbolId callee,
                                const Range& range) {
  const Symbol& called = symbol(callee);
  size_t arity = called.kind == SymbolKind::kInstance ? called.parameters.size() : called.arity;
  if (arguments.size() != arity) {
    std::string help;
    if (arity == 0 && called.kind != SymbolKind::kInstance) {
      help = Concat("apply a function with ", called.name, "[...]");
    }
    source::Diagnostic& diagnostic = diagnostics_.Report(
        DiagnosticKind::kWrongNumberOfArguments, range,
        Concat(called.name, " takes ", CountOfArguments(arity), " but is given ", arguments.size()),
        help);
    if (called.name_range.valid()) {
      diagnostic.notes.push_back({called.name_range, Concat(called.name, " is defined here")});
    }
    return ResolveAll(arguments);
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    ResolveArgument(arguments[i], ArityOfParameter(callee, i));
  }
}

void Resolver::ResolveArgument(ExpressionId id, int expected_arity) {
  if (expected_arity == 0) return Resolve(id);
  const syntax::Expression& expression = tree()[id];
  if (expression.kind == syntax::ExpressionKind::kName) return ResolveName(id, expected_arity);
  if (expression.kind == syntax::ExpressionKind::kLambda) {
    size_t arity = tree().parameter_lists[expression.detail].size();
    if (expected_arity != kAnyArity && arity != static_cast<size_t>(expected_arity)) {
      diagnostics_.Report(DiagnosticKind::kOperatorExpected, expression.range,
                          Concat("an operator that takes ", CountOfArguments(expected_arity),
                                 " is expected here, but this LAMBDA takes ", arity));
    }
    return ResolveLambda(expression);
  }
  if (expected_arity > 0 && expression.kind != syntax::ExpressionKind::kError) {
    diagnostics_.Report(DiagnosticKind::kOperatorExpected, expression.range,
                        Concat("an operator that takes ", CountOfArguments(expected_arity),
                               " is expected here, not an expression"),
                        "name the operator without arguments, or use LAMBDA");
  }
  Resolve(id);
}

// Of the name without its arguments; for an operator, what stands beside its operand.
source::Range Resolver::RangeOfName(const syntax::Expression& expression) const {
  Range range = expression.range;
  bool is_word = std::isalnum(static_cast<unsigned char>(expression.text[0])) != 0;
  if (expression.operands.empty()) return range;
  if (is_word) {
    range.end_line = range.begin_line;
    range.end_column = range.begin_column + static_cast<uint32_t>(expression.text.size()) - 1;
    return range;
  }
  const Range& first = tree()[expression.operands[0]].range;
  bool is_infix = expression.operands.size() == 2;
  if (is_infix) {
    const Range& second = tree()[expression.operands[1]].range;
    if (first.end_line != second.begin_line) return range;
    range = first;
    range.begin_line = first.end_line;
    range.begin_column = first.end_column + 1;
    range.end_column = second.begin_column - 1;
  } else if (first.begin_column > range.begin_column && first.begin_line == range.begin_line) {
    range.end_line = range.begin_line;
    range.end_column = first.begin_column - 1;
  } else {
    return range;
  }
  if (range.end_column < range.begin_column) return expression.range;
  // Blanks around it: usually one on each side.
  if (is_infix && range.end_column - range.begin_column > expression.text.size()) {
    ++range.begin_column;
    --range.end_column;
  }
  return range;
}

void Resolver::ReportUnknown(std::string_view name, const Range& range, ModuleIndex module_index) {
  if (!reported_unknown_.insert(std::string(name)).second) return;  // once is enough
  std::vector<std::string> candidates;
  if (module_index != kNoModule) {
    const ModuleInfo& info = module(module_index);
    for (const auto& [candidate, id] : info.exported) candidates.push_back(candidate);
    std::string nearest = source::NearestWord(name, candidates);
    diagnostics_.Report(DiagnosticKind::kUnknownIdentifier, range,
                        Concat("module ", info.name, " has no definition of ", name),
                        nearest.empty() ? "" : Concat("did you mean ", nearest, "?"));
    return;
  }
  for (const auto& [candidate, id] : names_.symbols()) candidates.push_back(candidate);
  std::string help = DefinedLater(name, range);
  if (help.empty()) help = SuggestName(name, candidates);
  diagnostics_.Report(DiagnosticKind::kUnknownIdentifier, range,
                      Concat("unknown identifier ", name), std::move(help));
}

std::string Resolver::DefinedLater(std::string_view name, const Range& range) const {
  const ModuleInfo& info = specification_[module_];
  if (info.tree != tree_) return "";
  for (const syntax::Unit& unit : tree()[info.syntax].units) {
    if (unit.kind != syntax::Unit::Kind::kDefinition) continue;
    const syntax::Definition& definition = tree()[unit.definition];
    if (definition.text != name) continue;
    bool is_inside = definition.range.begin_line <= range.begin_line &&
                     range.end_line <= definition.range.end_line;
    if (is_inside)
      return Concat("to use it in its own definition, declare it before: RECURSIVE ", name);
    return Concat("it is defined below, in line ", definition.name_range.begin_line,
                  ": move the definition up, or declare it RECURSIVE");
  }
  return "";
}

}  // namespace model::semantics

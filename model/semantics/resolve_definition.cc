#include <algorithm>
#include <utility>

#include "model/semantics/resolver.h"
#include "model/source/concat.h"

namespace model::semantics {

using source::Concat;

// The caller declares the symbol: at module level it may be exported, in LET it may not.
SymbolId Resolver::ResolveDefinition(DefinitionId id) {
  switch (tree()[id].kind) {
    case syntax::Definition::Kind::kOperator: return DefineOperator(id);
    case syntax::Definition::Kind::kFunction: return DefineFunction(id);
    case syntax::Definition::Kind::kInstance: return DefineInstance(id);
    case syntax::Definition::Kind::kRecursive: DeclareRecursive(id); return kNoSymbol;
  }
  return kNoSymbol;
}

SymbolId Resolver::SymbolFor(DefinitionId id, SymbolKind kind) {
  const syntax::Definition& definition = tree()[id];
  SymbolId present = names_.Find(definition.text);
  auto awaited = std::find(awaited_.begin(), awaited_.end(), present);
  SymbolId result;
  if (awaited != awaited_.end() && kind != SymbolKind::kInstance) {
    if (static_cast<size_t>(awaited - awaited_.begin()) < awaited_outside_) {
      source::Diagnostic& diagnostic = diagnostics_.Report(
          DiagnosticKind::kMisplacedInRecursion, definition.name_range,
          Concat(definition.text, " is declared RECURSIVE outside of this LET"));
      diagnostic.notes.push_back({symbol(present).name_range, "declared here"});
      --awaited_outside_;
    }
    awaited_.erase(awaited);
    result = present;
    if (symbol(result).arity != definition.parameters.size()) {
      source::Diagnostic& diagnostic = diagnostics_.Report(
          DiagnosticKind::kWrongNumberOfArguments, definition.name_range,
          Concat(definition.text, " is declared RECURSIVE with ", symbol(result).arity,
                 " arguments but is defined with ", definition.parameters.size()));
      diagnostic.notes.push_back({symbol(result).name_range, "declared here"});
    }
    symbol(result).kind = kind;
  } else {
    CheckFree(definition.text, definition.name_range, DiagnosticKind::kAlreadyDefined);
    result = NewSymbol(kind, definition.text, definition.name_range);
  }
  Symbol& filled = symbol(result);
  filled.name_range = definition.name_range;
  filled.range = definition.range;
  filled.is_local = definition.is_local;
  filled.arity = static_cast<uint32_t>(definition.parameters.size());
  filled.definition = id;
  filled.body = {tree_, definition.body};
  tables().definition_symbol[static_cast<uint32_t>(id)] = result;
  return result;
}

SymbolId Resolver::DefineOperator(DefinitionId id) {
  SymbolId result = SymbolFor(id, SymbolKind::kOperator);
  const syntax::Definition& definition = tree()[id];
  size_t mark = names_.Mark();
  std::vector<SymbolId> parameters = DeclareFormals(definition.parameters);
  symbol(result).parameters = std::move(parameters);
  Labels around = std::exchange(labels_, {});
  Resolve(definition.body);
  labels_ = std::move(around);
  names_.Leave(mark);
  return result;
}

// The function's own name is visible in its body; the sets of its domain don't see its arguments.
SymbolId Resolver::DefineFunction(DefinitionId id) {
  SymbolId result = SymbolFor(id, SymbolKind::kFunction);
  const syntax::Definition& definition = tree()[id];
  size_t mark = names_.Mark();
  names_.Declare(definition.text, result);
  bool is_new = open_functions_.insert(result).second;
  std::vector<std::vector<SymbolId>> bound = Bind(definition.bounds);
  Labels around = std::exchange(labels_, {});
  for (const std::vector<SymbolId>& group : bound) {
    labels_.bound.insert(labels_.bound.end(), group.begin(), group.end());
  }
  symbol(result).bound_symbols = std::move(bound);
  Resolve(definition.body);
  labels_ = std::move(around);
  if (is_new) open_functions_.erase(result);
  names_.Leave(mark);
  return result;
}

SymbolId Resolver::DefineInstance(DefinitionId id) {
  SymbolId result = SymbolFor(id, SymbolKind::kInstance);
  const syntax::Definition& definition = tree()[id];
  size_t mark = names_.Mark();
  std::vector<SymbolId> parameters = DeclareFormals(definition.parameters);
  symbol(result).parameters = parameters;
  InstanceId instance = ResolveInstance(definition);
  symbol(result).instance = instance;
  if (static_cast<uint32_t>(instance) < specification_.instances.size()) {
    specification_.instances[static_cast<uint32_t>(instance)].parameters = std::move(parameters);
  }
  names_.Leave(mark);
  return result;
}

void Resolver::DeclareRecursive(DefinitionId id) {
  const syntax::Definition& definition = tree()[id];
  CheckFree(definition.text, definition.name_range, DiagnosticKind::kAlreadyDefined);
  SymbolId declared = NewSymbol(SymbolKind::kOperator, definition.text, definition.name_range);
  symbol(declared).arity = static_cast<uint32_t>(definition.parameters.size());
  symbol(declared).is_recursive = true;
  symbol(declared).is_local = definition.is_local;
  awaited_.push_back(declared);
  if (let_depth_ == 0) {
    DeclareInModule(declared);
  } else {
    names_.Declare(definition.text, declared);
  }
}

void Resolver::CheckNoneAwaited(const Range& range, std::string_view what) {
  if (awaited_.empty()) return;
  source::Diagnostic& diagnostic =
      diagnostics_.Report(DiagnosticKind::kMisplacedInRecursion, range,
                          Concat(what, " can't stand before the definition of ",
                                 symbol(awaited_.back()).name, ", which is declared RECURSIVE"));
  diagnostic.notes.push_back({symbol(awaited_.back()).name_range, "declared here"});
}

void Resolver::ReportUndefinedRecursive(size_t from) {
  for (size_t i = from; i < awaited_.size(); ++i) {
    diagnostics_.Report(DiagnosticKind::kRecursiveNotDefined, symbol(awaited_[i]).name_range,
                        Concat(symbol(awaited_[i]).name, " is declared RECURSIVE but not defined"),
                        "define it after the declaration, in the same module or LET");
  }
  awaited_.resize(std::min(from, awaited_.size()));
}

std::vector<SymbolId> Resolver::DeclareFormals(const std::vector<syntax::Parameter>& parameters) {
  std::vector<SymbolId> result;
  for (const syntax::Parameter& parameter : parameters) {
    result.push_back(
        DeclareLocalName(parameter.text, parameter.range, SymbolKind::kParameter, parameter.arity));
  }
  return result;
}

SymbolId Resolver::DeclareLocalName(const std::string& name, const Range& range, SymbolKind kind,
                                    uint32_t arity) {
  CheckFree(name, range, DiagnosticKind::kMultiplyDefined);
  SymbolId id = NewSymbol(kind, name, range);
  symbol(id).arity = arity;
  names_.Declare(name, id);
  return id;
}

}  // namespace model::semantics

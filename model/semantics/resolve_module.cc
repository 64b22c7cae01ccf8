#include <algorithm>
#include <utility>

#include "model/semantics/resolver.h"
#include "model/source/concat.h"

namespace model::semantics {
namespace {

using source::Concat;

bool IsDeclaration(SymbolKind kind) {
  return kind == SymbolKind::kConstant || kind == SymbolKind::kVariable;
}

template <typename Map>
std::vector<std::pair<std::string, typename Map::mapped_type>> SortedByName(const Map& map) {
  std::vector<std::pair<std::string, typename Map::mapped_type>> sorted(map.begin(), map.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

template <typename T>
void AppendNew(std::vector<T>& to, const std::vector<T>& from) {
  for (const T& item : from) {
    if (std::find(to.begin(), to.end(), item) == to.end()) to.push_back(item);
  }
}

}  // namespace

Resolver::Resolver(Specification& specification, TreeId tree, source::Diagnostics& diagnostics)
    : specification_(specification), tree_(tree), diagnostics_(diagnostics) {
  for (uint32_t i = 0; i < specification.symbols.size(); ++i) {
    if (specification.symbols[i].kind != SymbolKind::kBuiltin) break;
    names_.Declare(specification.symbols[i].name, SymbolId{i});
  }
}

ModuleIndex Resolver::ResolveFile(bool is_standard) {
  return ResolveModule(tree().root, is_standard);
}

void Resolver::ResolveWithin(ModuleIndex module_index, ExpressionId root,
                             UnknownNames unknown_names) {
  module_ = module_index;
  unknown_names_ = unknown_names;
  nested_ = module(module_index).nested;
  size_t mark = names_.Mark();
  for (const auto& [name, id] : module(module_index).visible) names_.Declare(name, id);
  Resolve(root);
  names_.Leave(mark);
}

ModuleIndex Resolver::ResolveModule(syntax::ModuleId id, bool is_standard) {
  const syntax::Module& text = tree()[id];
  ModuleIndex around = module_;
  module_ = ModuleIndex{static_cast<uint32_t>(specification_.modules.size())};
  ModuleIndex self = module_;
  ModuleInfo& info = specification_.modules.emplace_back();
  info.name = text.text;
  info.tree = tree_;
  info.syntax = id;
  info.is_standard = is_standard;
  info.is_nested = id != tree().root;
  info.is_parametric = info.is_nested && module(around).is_parametric;
  tables().module_of_syntax[static_cast<uint32_t>(id)] = self;
  for (const syntax::Name& name : text.extends) Extend(name);
  for (const syntax::Unit& unit : text.units) ResolveUnit(unit);
  ReportUndefinedRecursive(0);
  for (const auto& [name, symbol_id] : names_.symbols()) {
    if (symbol(symbol_id).kind != SymbolKind::kBuiltin) module(self).visible[name] = symbol_id;
  }
  module(self).nested = nested_;
  module_ = around;
  return self;
}

// Nested modules first, then files.
ModuleIndex Resolver::FindModule(std::string_view name) const {
  auto it = nested_.find(std::string(name));
  if (it != nested_.end()) return it->second;
  for (uint32_t i = 0; i < specification_.modules.size(); ++i) {
    const ModuleInfo& info = specification_.modules[i];
    // A module that is being resolved can't be used yet: only files that came before, and itself
    // never.
    if (!info.is_nested && info.name == name && info.tree != tree_) return ModuleIndex{i};
  }
  return kNoModule;
}

void Resolver::Extend(const syntax::Name& name) {
  ModuleIndex extended = FindModule(name.text);
  if (extended == kNoModule) {
    diagnostics_.Report(DiagnosticKind::kModuleNotFound, name.range,
                        Concat("the module ", name.text, " is not visible here"));
    return;
  }
  ModuleInfo& self = module(module_);
  const ModuleInfo& other = module(extended);
  self.extends.push_back(extended);
  AppendNew(self.constants, other.constants);
  AppendNew(self.variables, other.variables);
  self.is_parametric |= other.is_parametric;
  for (const ModuleInfo::Assumption& assumption : other.assumptions) {
    auto same = [&](const ModuleInfo::Assumption& a) { return a.range == assumption.range; };
    if (std::none_of(self.assumptions.begin(), self.assumptions.end(), same)) {
      self.assumptions.push_back(assumption);
    }
  }
  for (const auto& [nested_name, nested_module] : other.nested) {
    nested_.try_emplace(nested_name, nested_module);
  }
  ExtendNames(extended, name.range);
}

void Resolver::ExtendNames(ModuleIndex extended, const Range& range) {
  for (const auto& [name, id] : SortedByName(module(extended).exported)) {
    SymbolId present = names_.Find(name);
    if (present == kNoSymbol) {
      names_.Declare(name, id);
      module(module_).exported[name] = id;
      continue;
    }
    if (specification_.OriginOf(present) == specification_.OriginOf(id)) {
      module(module_).exported.try_emplace(name, present);
      continue;
    }
    if (!reported_clashes_.insert({present, id}).second) continue;  // came another way before
    const Symbol& first = symbol(present);
    const Symbol& second = symbol(id);
    source::Diagnostic& diagnostic = diagnostics_.Report(
        IsDeclaration(first.kind) == IsDeclaration(second.kind)
            ? DiagnosticKind::kClashingDefinitions
            : DiagnosticKind::kMultiplyDefined,
        range,
        Concat("two extended modules define ", name, "; the first one, of module ",
               module(first.module).name, ", is used"));
    diagnostic.notes.push_back({first.name_range, "the first one"});
    diagnostic.notes.push_back({second.name_range, "the one that is not used"});
  }
}

void Resolver::ResolveUnit(const syntax::Unit& unit) {
  labels_ = {};
  switch (unit.kind) {
    case syntax::Unit::Kind::kConstants:
    case syntax::Unit::Kind::kVariables: CheckNoneAwaited(unit.range, "a declaration"); break;
    case syntax::Unit::Kind::kAssume: CheckNoneAwaited(unit.range, "an assumption"); break;
    case syntax::Unit::Kind::kTheorem: CheckNoneAwaited(unit.range, "a theorem"); break;
    case syntax::Unit::Kind::kModule: CheckNoneAwaited(unit.range, "a module"); break;
    case syntax::Unit::Kind::kUse: CheckNoneAwaited(unit.range, "USE or HIDE"); break;
    default: break;
  }
  switch (unit.kind) {
    case syntax::Unit::Kind::kConstants: return DeclareParameters(unit, SymbolKind::kConstant);
    case syntax::Unit::Kind::kVariables: return DeclareParameters(unit, SymbolKind::kVariable);
    case syntax::Unit::Kind::kDefinition: {
      SymbolId id = ResolveDefinition(unit.definition);
      if (id != kNoSymbol) DeclareInModule(id);
      return;
    }
    case syntax::Unit::Kind::kInstance: return ImportInstance(unit.definition);
    case syntax::Unit::Kind::kAssume:
    case syntax::Unit::Kind::kTheorem: return ResolveFact(unit);
    case syntax::Unit::Kind::kModule: return ResolveNestedModule(unit);
    case syntax::Unit::Kind::kUse: return CheckCited(unit);
    case syntax::Unit::Kind::kSeparator: return;
  }
}

// Names in a proof must mean something, and modules may be cited. Where a library of theorems is
// extended nothing is said: it may hold fewer of them than the one that a proof was written for.
void Resolver::CheckCited(const syntax::Unit& unit) {
  if (module(module_).is_standard) return;
  for (const syntax::Name& name : unit.cited) {
    if (names_.Find(name.text) != kNoSymbol || FindModule(name.text) != kNoModule) continue;
    for (const auto& [known, id] : names_.symbols()) {
      const Symbol& origin = symbol(specification_.OriginOf(id));
      if (origin.kind != SymbolKind::kTheorem) continue;
      const ModuleInfo& home = module(origin.module);
      if (home.is_standard && home.name != "TLAPS") return;
    }
    ReportUnknown(name.text, name.range, kNoModule);
  }
}

// A constant or variable that is declared already, in this module or in one that it extends, stays
// the one it is.
bool Resolver::IsDeclaredAlready(const syntax::Parameter& parameter, SymbolKind kind) {
  const SymbolId present = names_.Find(parameter.text);
  if (present == kNoSymbol) return false;
  const Symbol& earlier = symbol(present);
  if (earlier.kind != kind || earlier.arity != parameter.arity) return false;
  module(module_).exported.try_emplace(parameter.text, present);
  if (earlier.module == module_) return true;
  source::Diagnostic& diagnostic = diagnostics_.Report(
      DiagnosticKind::kClashingDefinitions, parameter.range,
      Concat(parameter.text, " is declared already, in module ", module(earlier.module).name,
             "; both declarations are of the same ",
             kind == SymbolKind::kVariable ? "variable" : "constant"));
  diagnostic.notes.push_back({earlier.name_range, "the first declaration"});
  return true;
}

void Resolver::DeclareParameters(const syntax::Unit& unit, SymbolKind kind) {
  for (const syntax::Parameter& parameter : unit.parameters) {
    if (IsDeclaredAlready(parameter, kind)) continue;
    CheckFree(parameter.text, parameter.range, DiagnosticKind::kMultiplyDefined);
    SymbolId id = NewSymbol(kind, parameter.text, parameter.range);
    symbol(id).arity = parameter.arity;
    symbol(id).range = parameter.range;
    if (kind == SymbolKind::kVariable) symbol(id).level = Level::kState;
    ModuleInfo& info = module(module_);
    (kind == SymbolKind::kVariable ? info.variables : info.constants).push_back(id);
    info.is_parametric = true;
    DeclareInModule(id);
  }
}

// An assumption or a theorem; its name stands for its formula.
void Resolver::ResolveFact(const syntax::Unit& unit) {
  if (unit.expression == syntax::kNoExpression) return;
  Resolve(unit.expression);
  TreeExpression body{tree_, unit.expression};
  if (unit.kind == syntax::Unit::Kind::kAssume) {
    module(module_).assumptions.push_back(
        {unit.text, body, tree()[unit.expression].range, module_});
  }
  CheckCited(unit);
  if (unit.text.empty()) return;
  CheckFree(unit.text, unit.range, DiagnosticKind::kAlreadyDefined);
  SymbolId id = NewSymbol(SymbolKind::kTheorem, unit.text, unit.range);
  symbol(id).range = unit.range;
  symbol(id).body = body;
  DeclareInModule(id);
}

void Resolver::ResolveNestedModule(const syntax::Unit& unit) {
  const std::string& name = tree()[unit.module].text;
  if (FindModule(name) != kNoModule) {
    diagnostics_.Report(DiagnosticKind::kMultiplyDefined, unit.range,
                        Concat("there is a module ", name, " already"), "choose another name");
  }
  size_t mark = names_.Mark();
  auto nested_around = nested_;
  std::vector<SymbolId> awaited_around = std::move(awaited_);
  awaited_.clear();
  bool is_standard = module(module_).is_standard;
  ModuleIndex inner = ResolveModule(unit.module, is_standard);
  awaited_ = std::move(awaited_around);
  nested_ = std::move(nested_around);
  nested_[tree()[unit.module].text] = inner;
  names_.Leave(mark);
}

SymbolId Resolver::NewSymbol(SymbolKind kind, const std::string& name, const Range& name_range) {
  SymbolId id{static_cast<uint32_t>(specification_.symbols.size())};
  Symbol& added = specification_.symbols.emplace_back();
  added.kind = kind;
  added.name = name;
  added.name_range = name_range;
  added.range = name_range;
  added.module = module_;
  return id;
}

void Resolver::DeclareInModule(SymbolId id) {
  const Symbol& declared = symbol(id);
  names_.Declare(declared.name, id);
  if (!declared.is_local) module(module_).exported[declared.name] = id;
}

bool Resolver::CheckFree(const std::string& name, const Range& range, DiagnosticKind clash) {
  SymbolId present = names_.Find(name);
  if (present == kNoSymbol) return true;
  const Symbol& earlier = symbol(present);
  if (earlier.kind == SymbolKind::kBuiltin) {
    diagnostics_.Report(DiagnosticKind::kBuiltinRedefined, range,
                        Concat("symbol ", name, " is built in, and cannot be redefined"));
    return false;
  }
  std::string message = clash == DiagnosticKind::kAlreadyDefined
                            ? Concat("operator ", name, " already defined or declared")
                            : Concat("multiply-defined symbol '", name,
                                     "': this declaration conflicts with the one visible here");
  source::Diagnostic& diagnostic =
      diagnostics_.Report(clash, range, std::move(message), "choose another name");
  diagnostic.notes.push_back({earlier.name_range, Concat(name, " is declared here")});
  return false;
}

}  // namespace model::semantics

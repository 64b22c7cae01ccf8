// INSTANCE M WITH ...: every declared constant and variable of M gets what stands for it here,
// either written after WITH or, implicitly, the symbol of the same name. The definitions of M are
// not copied. An unnamed instance brings M's names in: as M's own symbols where no substitution can
// change them, else as kImported symbols that point to them through the instance.

#include <algorithm>
#include <utility>

#include "model/semantics/resolver.h"
#include "model/semantics/subexpression.h"
#include "model/source/concat.h"

namespace model::semantics {
namespace {

using source::Concat;

constexpr InstanceId kNoInstance{0xffffffffu};

bool IsOperator(SymbolKind kind) {
  return kind == SymbolKind::kOperator || kind == SymbolKind::kFunction ||
         kind == SymbolKind::kImported;
}

// Whether of two definitions of a name the first may be used for both.
bool CanStandFor(const Symbol& first, const Symbol& second) {
  const bool same_kind =
      first.kind == second.kind || (IsOperator(first.kind) && IsOperator(second.kind));
  return same_kind && first.arity == second.arity;
}

}  // namespace

InstanceId Resolver::ResolveInstance(const syntax::Definition& definition) {
  ModuleIndex instantiated = FindModule(definition.module);
  if (instantiated == kNoModule || instantiated == module_) {
    diagnostics_.Report(DiagnosticKind::kModuleNotFound, definition.module_range,
                        Concat("the module ", definition.module, " is not visible here"));
    return kNoInstance;
  }
  Instance instance;
  instance.module = instantiated;
  instance.within = module_;
  instance.range = definition.range;
  instance.has_explicit_substitution = !definition.substitutions.empty();
  for (const syntax::Substitution& substitution : definition.substitutions) {
    AddExplicitSubstitution(instance, substitution);
  }
  const std::vector<SymbolId> constants = module(instantiated).constants;
  const std::vector<SymbolId> variables = module(instantiated).variables;
  for (SymbolId declared : constants) AddImplicitSubstitution(instance, declared);
  for (SymbolId declared : variables) AddImplicitSubstitution(instance, declared);
  InstanceId id{static_cast<uint32_t>(specification_.instances.size())};
  specification_.instances.push_back(std::move(instance));
  return id;
}

void Resolver::AddExplicitSubstitution(Instance& instance,
                                       const syntax::Substitution& substitution) {
  SymbolId declared = kNoSymbol;
  std::vector<std::string> names;
  const ModuleInfo& target = module(instance.module);
  for (const std::vector<SymbolId>* list : {&target.constants, &target.variables}) {
    for (SymbolId id : *list) {
      names.push_back(symbol(id).name);
      if (symbol(id).name == substitution.target) declared = id;
    }
  }
  if (declared == kNoSymbol) {
    std::string nearest = source::NearestWord(substitution.target, names);
    diagnostics_.Report(
        DiagnosticKind::kUnknownSubstitution, substitution.range,
        Concat(substitution.target, " is no constant or variable of module ", target.name),
        nearest.empty() ? "" : Concat("did you mean ", nearest, "?"));
    Resolve(substitution.value);
    return;
  }
  for (const Instance::Entry& entry : instance.substitutions) {
    if (entry.declared != declared) continue;
    diagnostics_.Report(DiagnosticKind::kSubstitutedTwice, substitution.range,
                        Concat(substitution.target, " is substituted twice"));
    return;
  }
  Instance::Entry entry;
  entry.declared = declared;
  entry.value = {tree_, substitution.value};
  int arity = static_cast<int>(symbol(declared).arity);
  ResolveArgument(substitution.value, arity);
  uint32_t reference = tables().reference_of[static_cast<uint32_t>(substitution.value)];
  const bool is_whole_operator = reference != ~0u &&
                                 specification_.references[reference].instances.empty() &&
                                 !SelectsSubexpression(specification_, entry.value);
  if (arity > 0 && is_whole_operator) {
    entry.symbol = specification_.references[reference].symbol;
  }
  instance.substitutions.push_back(entry);
}

void Resolver::AddImplicitSubstitution(Instance& instance, SymbolId declared) {
  for (const Instance::Entry& entry : instance.substitutions) {
    if (entry.declared == declared) return;
  }
  Instance::Entry entry;
  entry.declared = declared;
  const std::string& name = symbol(declared).name;
  entry.symbol = names_.Find(name);
  if (entry.symbol == kNoSymbol) {
    source::Diagnostic& diagnostic =
        diagnostics_.Report(DiagnosticKind::kSubstitutionMissing, instance.range,
                            Concat("substitution missing for symbol ", name, " of module ",
                                   module(instance.module).name),
                            Concat("add WITH ", name, " <- ..., or declare ", name, " here"));
    diagnostic.notes.push_back({symbol(declared).name_range, Concat(name, " is declared here")});
    return;
  }
  if (symbol(entry.symbol).arity != symbol(declared).arity) {
    source::Diagnostic& diagnostic =
        diagnostics_.Report(DiagnosticKind::kWrongNumberOfArguments, instance.range,
                            Concat("the symbol ", name, " of module ", module(instance.module).name,
                                   " takes ", symbol(declared).arity,
                                   " arguments, the one here takes ", symbol(entry.symbol).arity));
    diagnostic.notes.push_back({symbol(entry.symbol).name_range, "the one here"});
  }
  instance.substitutions.push_back(entry);
}

void Resolver::ImportInstance(DefinitionId id) {
  const syntax::Definition& definition = tree()[id];
  InstanceId instance = ResolveInstance(definition);
  if (instance == kNoInstance) return;
  const ModuleInfo& target = module(specification_[instance].module);
  std::vector<std::pair<std::string, SymbolId>> names(target.exported.begin(),
                                                      target.exported.end());
  std::sort(names.begin(), names.end());
  for (const auto& [name, symbol_id] : names) {
    SymbolKind kind = symbol(symbol_id).kind;
    if (kind == SymbolKind::kConstant || kind == SymbolKind::kVariable) continue;
    ImportSymbol(name, symbol_id, instance, definition.is_local, definition.range);
  }
}

void Resolver::ImportSymbol(const std::string& name, SymbolId target, InstanceId instance,
                            bool is_local, const Range& range) {
  SymbolId present = names_.Find(name);
  if (present != kNoSymbol) {
    if (specification_.OriginOf(present) == specification_.OriginOf(target)) {
      if (!is_local) module(module_).exported.try_emplace(name, present);
      return;
    }
    const bool is_likewise = CanStandFor(symbol(present), symbol(target));
    source::Diagnostic& diagnostic = diagnostics_.Report(
        is_likewise ? DiagnosticKind::kClashingDefinitions : DiagnosticKind::kMultiplyDefined,
        range,
        Concat("this INSTANCE brings in a definition of ", name, ", which is defined already",
               is_likewise ? "; the earlier one is used" : " as something else"));
    diagnostic.notes.push_back({symbol(present).name_range, "the earlier one"});
    diagnostic.notes.push_back({symbol(target).name_range, "the one that is not used"});
    return;
  }
  SymbolId imported = target;
  if (!specification_[instance].substitutions.empty() &&
      module(symbol(target).module).is_parametric) {
    imported = NewSymbol(SymbolKind::kImported, name, symbol(target).name_range);
    const Symbol& original = symbol(target);
    Symbol& added = symbol(imported);
    added.range = original.range;
    added.arity = original.arity;
    added.parameters = original.parameters;
    added.is_recursive = original.is_recursive;
    added.is_local = is_local;
    added.instance = instance;
    added.target = target;
  }
  names_.Declare(name, imported);
  if (!is_local) module(module_).exported[name] = imported;
}

}  // namespace model::semantics

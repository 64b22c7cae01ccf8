// Levels are computed bottom up over expressions, definition by definition in the order of the
// text. A RECURSIVE operator is used before its level is known; the rounds over a module are
// repeated until nothing changes (levels and contributors only grow), and only the last round
// reports.

#include "model/semantics/levels.h"

#include <array>

#include "model/semantics/level_checker.h"
#include "model/source/concat.h"

namespace model::semantics {

using source::Concat;

std::string_view NameOf(Level level) {
  static constexpr std::array<std::string_view, 4> kNames = {"a constant", "a state function",
                                                             "an action", "a temporal formula"};
  return kNames[static_cast<size_t>(level)];
}

void LevelChecker::CheckModules() {
  for (uint32_t i = 0; i < specification_.modules.size(); ++i) {
    ModuleIndex id{i};
    // Nested modules are run where they stand in the module around them.
    if (specification_[id].is_nested) continue;
    substitutions_.clear();
    changed_ = HasRecursiveOperators(specification_[id].tree);
    reports_ = false;
    while (changed_) {
      changed_ = false;
      substitutions_.clear();
      RunModule(id);
    }
    reports_ = true;
    RunModule(id);
  }
  for (uint32_t i = 0; i < specification_.instances.size(); ++i) CheckInstance(InstanceId{i});
}

// Whether the module says nothing of states: it declares no variables, and no operator that it
// defines is more than constant.
bool LevelChecker::IsConstantModule(ModuleIndex id) const {
  const ModuleInfo& module = specification_[id];
  if (!module.variables.empty()) return false;
  return std::none_of(module.visible.begin(), module.visible.end(), [&](const auto& named) {
    const Symbol& symbol = specification_[named.second];
    const bool is_defined = symbol.kind == SymbolKind::kOperator ||
                            symbol.kind == SymbolKind::kFunction ||
                            symbol.kind == SymbolKind::kTheorem;
    return is_defined && symbol.module == id && symbol.level != Level::kConstant;
  });
}

// In a module of more than constants, a constant stands for a constant, a variable for a state
// function: anything else would give its formulas another level than they were checked with.
void LevelChecker::CheckInstance(InstanceId id) {
  const Instance& instance = specification_[id];
  if (IsConstantModule(instance.module)) return;
  const Actuals actuals = SubstitutionsOf(id);
  for (const Instance::Entry& entry : instance.substitutions) {
    const Symbol& declared = specification_[entry.declared];
    const Level limit = declared.kind == SymbolKind::kVariable ? Level::kState : Level::kConstant;
    Limit(actuals.at(entry.declared), limit, DiagnosticKind::kLevelTooHigh, instance.range,
          Concat("what is substituted for ", declared.name, " of module ",
                 specification_[instance.module].name));
  }
}

bool LevelChecker::HasRecursiveOperators(TreeId tree) const {
  const std::vector<syntax::Definition>& definitions = specification_[tree].definitions;
  return std::any_of(definitions.begin(), definitions.end(), [](const syntax::Definition& d) {
    return d.kind == syntax::Definition::Kind::kRecursive;
  });
}

void LevelChecker::RunModule(ModuleIndex id) {
  TreeId around = tree_;
  tree_ = specification_[id].tree;
  for (const syntax::Unit& unit : tree()[specification_[id].syntax].units) RunUnit(unit, id);
  tree_ = around;
}

void LevelChecker::RunUnit(const syntax::Unit& unit, ModuleIndex module) {
  limits_.clear();
  switch (unit.kind) {
    case syntax::Unit::Kind::kDefinition: return RunDefinition(unit.definition);
    case syntax::Unit::Kind::kAssume:
    case syntax::Unit::Kind::kTheorem: return RunFact(unit, module);
    case syntax::Unit::Kind::kModule: {
      ModuleIndex nested =
          specification_.tables_of(tree_).module_of_syntax[static_cast<uint32_t>(unit.module)];
      return RunModule(nested);
    }
    default: return;
  }
}

// An assumption or a theorem, with or without a name.
void LevelChecker::RunFact(const syntax::Unit& unit, ModuleIndex module) {
  if (unit.expression == syntax::kNoExpression) return;
  absl::flat_hash_map<SymbolId, Level> around = std::exchange(limits_, {});
  LevelSum sum = LevelOf(unit.expression);
  absl::flat_hash_map<SymbolId, Level> limits = std::exchange(limits_, std::move(around));
  if (unit.kind == syntax::Unit::Kind::kAssume && Effective(sum) != Level::kConstant) {
    Report(DiagnosticKind::kNonConstantAssumption, tree()[unit.expression].range,
           Concat("an assumption must be a constant formula, but this is ", NameOf(Effective(sum))),
           "leave the variables out, or check the formula as an invariant");
  }
  auto named = specification_[module].visible.find(unit.text);
  if (named == specification_[module].visible.end()) return;
  Store(named->second, std::move(sum), std::move(limits));
}

void LevelChecker::RunDefinition(DefinitionId id) {
  SymbolId symbol = specification_.tables_of(tree_).definition_symbol[static_cast<uint32_t>(id)];
  if (symbol == kNoSymbol) return;
  const syntax::Definition& text = tree()[id];
  if (text.kind == syntax::Definition::Kind::kInstance) {
    for (const syntax::Substitution& substitution : text.substitutions) {
      LevelOfArgument(substitution.value);
    }
    return;
  }
  absl::flat_hash_map<SymbolId, Level> around = std::exchange(limits_, {});
  LevelSum sum;
  AddBounds(text.bounds, sum);
  sum.Add(LevelOf(text.body));
  if (specification_[symbol].is_recursive) CheckParametersUnprimed(symbol, text.name_range);
  Store(symbol, std::move(sum), std::exchange(limits_, std::move(around)));
}

// A recursive operator must not prime its parameters, nor hand them on to what does.
void LevelChecker::CheckParametersUnprimed(SymbolId symbol, const Range& range) {
  for (SymbolId parameter : specification_[symbol].parameters) {
    const auto limit = limits_.find(parameter);
    if (limit == limits_.end() || limit->second >= Level::kAction) continue;
    Report(DiagnosticKind::kLevelTooHigh, range,
           Concat("the parameter ", specification_[parameter].name,
                  " of a RECURSIVE operator is primed in its definition"));
  }
}

void LevelChecker::Store(SymbolId id, LevelSum sum, absl::flat_hash_map<SymbolId, Level> limits) {
  DefinitionLevel& stored = definition(id);
  if (!(stored.sum == sum) || stored.limits != limits) changed_ = true;
  stored.sum = std::move(sum);
  stored.limits = std::move(limits);
  specification_.symbols[static_cast<uint32_t>(id)].level = Effective(stored.sum);
}

Level LevelChecker::Effective(const LevelSum& sum) const {
  Level level = sum.base;
  for (SymbolId id : sum.contributors) {
    if (level >= Level::kState) break;
    if (specification_[id].kind == SymbolKind::kVariable) level = Level::kState;
  }
  return level;
}

void LevelChecker::Report(DiagnosticKind kind, const Range& range, std::string message,
                          std::string help) {
  if (reports_) diagnostics_.Report(kind, range, std::move(message), std::move(help));
}

void LevelChecker::Limit(const LevelSum& sum, Level limit, DiagnosticKind kind, const Range& range,
                         std::string_view what) {
  Level level = Effective(sum);
  if (level > limit) {
    Report(kind, range,
           Concat(what, " can be ", NameOf(limit), " at most, but this is ", NameOf(level)));
    return;
  }
  for (SymbolId id : sum.contributors) {
    auto [it, is_new] = limits_.try_emplace(id, limit);
    it->second = std::min(it->second, limit);
  }
}

void ComputeLevels(Specification& specification, source::Diagnostics& diagnostics) {
  LevelChecker(specification, diagnostics).CheckModules();
}

void ComputeLevelsOf(Specification& specification, TreeExpression root,
                     source::Diagnostics& diagnostics) {
  LevelChecker(specification, diagnostics).CheckRoot(root);
}

}  // namespace model::semantics

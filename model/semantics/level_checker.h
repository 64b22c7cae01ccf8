// Computes levels, definition by definition, over one specification; levels.h says what they are.
//
// Cut by construct: levels.cc runs over modules and definitions, level_of_expression.cc and
// level_of_use.cc over what stands in them. THREADS: one.

#ifndef MODEL_SEMANTICS_LEVEL_CHECKER_H_
#define MODEL_SEMANTICS_LEVEL_CHECKER_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"

namespace model::semantics {

std::string_view NameOf(Level level);  // "a state function"

// A level, and the parameters, declared constants and variables whose own levels add to it.
// Variables are contributors too, since an instance may put something else in their place.
struct LevelSum {
  Level base = Level::kConstant;
  std::vector<SymbolId> contributors;  // sorted

  void Add(const LevelSum& other) {
    base = std::max(base, other.base);
    if (other.contributors.empty()) return;
    if (contributors.empty()) {
      contributors = other.contributors;
      return;
    }
    if (std::includes(contributors.begin(), contributors.end(), other.contributors.begin(),
                      other.contributors.end())) {
      return;
    }
    std::vector<SymbolId> merged;
    std::set_union(contributors.begin(), contributors.end(), other.contributors.begin(),
                   other.contributors.end(), std::back_inserter(merged));
    contributors = std::move(merged);
  }
  friend bool operator==(const LevelSum&, const LevelSum&) = default;
};

struct DefinitionLevel {
  LevelSum sum;
  absl::flat_hash_map<SymbolId, Level> limits;  // the greatest levels of contributors
};

using Actuals = absl::flat_hash_map<SymbolId, LevelSum>;

class LevelChecker {
 public:
  LevelChecker(Specification& specification, source::Diagnostics& diagnostics)
      : specification_(specification),
        diagnostics_(diagnostics),
        definitions_(specification.symbols.size()) {}

  void CheckModules();
  void CheckRoot(TreeExpression root) {
    // What is known of definitions between calls is their level, parameters taken as constants.
    for (size_t i = 0; i < definitions_.size(); ++i) {
      definitions_[i].sum.base = specification_.symbols[i].level;
    }
    reports_ = true;
    tree_ = root.tree;
    LevelOf(root.id);
  }

 private:
  using DiagnosticKind = source::DiagnosticKind;
  using ExpressionKind = syntax::ExpressionKind;

  bool HasRecursiveOperators(TreeId tree) const;
  void RunModule(ModuleIndex id);
  bool IsConstantModule(ModuleIndex id) const;
  void CheckInstance(InstanceId id);
  void RunUnit(const syntax::Unit& unit, ModuleIndex module);
  void RunFact(const syntax::Unit& unit, ModuleIndex module);
  void RunDefinition(DefinitionId id);
  void CheckParametersUnprimed(SymbolId symbol, const Range& range);
  void Store(SymbolId id, LevelSum sum, absl::flat_hash_map<SymbolId, Level> limits);

  LevelSum LevelOf(ExpressionId id);
  LevelSum Compute(ExpressionId id);
  LevelSum LevelOfAll(const std::vector<ExpressionId>& ids, Level limit, std::string_view where);
  LevelSum LevelOfName(ExpressionId id);
  LevelSum LevelOfBuiltin(const syntax::Expression& expression, Builtin builtin);
  // A LET or a labelled formula is taken behind [] and <>, as SANY does, whatever it holds.
  LevelSum LevelOfModality(const syntax::Expression& expression, ExpressionKind action,
                           DiagnosticKind kind, const char* message, const char* help);
  LevelSum LevelOfUse(SymbolId symbol, const std::vector<ExpressionId>& arguments);
  LevelSum LevelOfApplied(SymbolId op, const std::vector<ExpressionId>& arguments);
  void CheckOperatorArguments(const Symbol& symbol, const std::vector<ExpressionId>& arguments,
                              const Actuals& actuals);
  LevelSum LevelOfBinder(const syntax::Expression& expression);
  LevelSum LevelOfExcept(const syntax::Expression& expression);
  LevelSum LevelOfFormula(const std::vector<ExpressionId>& ids);
  // Operands of one logical operator: temporal formulas don't mix with actions.
  LevelSum LevelOfLogic(const std::vector<ExpressionId>& ids);
  LevelSum LevelOfArgument(ExpressionId id);
  LevelSum LevelOfSubexpression(ExpressionId id);
  LevelSum LevelOfPart(TreeExpression part);
  void AddBounds(const std::vector<syntax::BoundGroup>& groups, LevelSum& sum);

  // What a symbol's definition contributes, with the substitutions of `instances` (innermost last).
  DefinitionLevel ThroughInstances(SymbolId symbol, const std::vector<SymbolId>& instances);
  DefinitionLevel Substituted(const DefinitionLevel& definition, const Actuals& actuals,
                              const Range& range);
  Actuals SubstitutionsOf(InstanceId id);
  LevelSum SumOfSymbol(SymbolId id);

  Level Effective(const LevelSum& sum) const;
  void Limit(const LevelSum& sum, Level limit, DiagnosticKind kind, const Range& range,
             std::string_view what);
  void Report(DiagnosticKind kind, const Range& range, std::string message, std::string help = "");
  // The kind of the formula behind parentheses, labels and names without arguments.
  ExpressionKind ShapeOf(TreeExpression formula) const;
  ExpressionId WithoutParentheses(ExpressionId id) const;

  const syntax::Tree& tree() const { return specification_[tree_]; }
  DefinitionLevel& definition(SymbolId id) { return definitions_[static_cast<uint32_t>(id)]; }

  Specification& specification_;
  source::Diagnostics& diagnostics_;
  std::vector<DefinitionLevel> definitions_;  // by SymbolId
  absl::flat_hash_map<InstanceId, Actuals> substitutions_;
  // What operator parameters are applied to, position by position.
  absl::flat_hash_map<SymbolId, std::vector<LevelSum>> applications_;
  TreeId tree_{0};
  absl::flat_hash_map<SymbolId, Level> limits_;  // of the definition that is being computed
  bool reports_ = false;
  bool changed_ = false;
};

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_LEVEL_CHECKER_H_

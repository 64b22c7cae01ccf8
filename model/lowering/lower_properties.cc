// What the configuration lists: invariants, constraints, postconditions, possibilities and
// properties.
//
// A property is taken apart into its pieces: predicates of initial states, invariants, action
// properties, and formulas for checker/liveness.

#include "absl/strings/str_cat.h"
#include "model/lowering/lower_temporal.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

using semantics::Level;
using source::DiagnosticKind;
using syntax::ExpressionKind;

void Lowerer::LowerPredicate(const configuration::NamedItem& item, const char* what,
                             std::vector<program::Predicate>* out) {
  const SymbolId symbol = FindNamed(item, what);
  if (specification_[symbol].kind == SymbolKind::kVariable) {
    Stop(DiagnosticKind::kUnknownConfigurationName, item.range,
         absl::StrCat("the ", what, " ", item.name, " is a variable, not a definition"));
  }
  const ExpressionId lowered =
      LowerSymbol(symbol, {}, {nullptr, nullptr, Mode::kCurrent}, specification_[symbol].range);
  out->push_back({item.name, At(lowered).is_constant() ? ToCell(lowered) : lowered,
                  specification_[symbol].range, item.name});
}

bool Lowerer::IsWanted(const configuration::NamedItem& item) const {
  const std::vector<std::string>& only = options_.only_properties;
  return only.empty() || std::find(only.begin(), only.end(), item.name) != only.end();
}

void Lowerer::LowerPredicates() {
  for (const configuration::NamedItem& item : configuration_.invariants) {
    if (IsWanted(item)) LowerInvariant(item);
  }
  for (const configuration::NamedItem& item : configuration_.constraints) {
    LowerPredicate(item, "constraint", &program_->constraints);
    DropTrueConstraint(item, &program_->constraints);
  }
  for (const configuration::NamedItem& item : configuration_.action_constraints) {
    LowerPredicate(item, "action constraint", &program_->action_constraints);
    DropTrueConstraint(item, &program_->action_constraints);
  }
  LowerPossibilities();
  LowerProperties();
}

// What is evaluated when the search is over, as a periodic formula is, or describes what it found,
// doesn't bind its workers. Comes after all that the search evaluates: what is lowered once is used
// again.
void Lowerer::LowerOutsideSearch() {
  const bool search_is_impure = program_->is_impure;
  std::string impure_operator = program_->impure_operator;
  for (const configuration::NamedItem& item : configuration_.postconditions) {
    LowerPredicate(item, "post condition", &program_->postconditions);
    RefuseConstant(item, "post condition", program_->postconditions.back());
  }
  for (const configuration::NamedItem& item : configuration_.periodic) {
    LowerPredicate(item, "periodic formula", &program_->postconditions);
  }
  if (configuration_.alias && !options_.ignore_alias)
    program_->alias = LowerNamedExpression(*configuration_.alias, "alias");
  program_->is_impure = search_is_impure;
  program_->impure_operator = std::move(impure_operator);
}

void Lowerer::LowerInvariant(const configuration::NamedItem& item) {
  LowerPredicate(item, "invariant", &program_->invariants);
  const program::Predicate& invariant = program_->invariants.back();
  const SymbolId symbol = FindNamed(item, "invariant");
  if (specification_[symbol].level > Level::kState || At(invariant.expression).reads_next) {
    Stop(DiagnosticKind::kNotAStatePredicate, item.range,
         absl::StrCat("the invariant ", item.name,
                      " is not a state predicate (one with no primes or temporal operators)"),
         "list it under PROPERTY");
  }
  const Expression& lowered = At(invariant.expression);
  if (!lowered.is_constant() && lowered.operation != Operation::kCell) return;
  RequireTrue(invariant.expression, "invariant", item.name, item.range);
  diagnostics_.Report(DiagnosticKind::kConstantFormulaIgnored, item.range,
                      absl::StrCat("the invariant ", item.name,
                                   " is a constant: it says nothing about the states"));
  program_->invariants.pop_back();
}

void Lowerer::LowerProperties() {
  TemporalLowerer temporal(*this);
  temporal_ = &temporal;
  for (const configuration::NamedItem& item : configuration_.properties) {
    if (IsWanted(item)) LowerProperty(item);
  }
  // Definitions that the command line names beside the configuration's own; a state predicate is
  // meant as an invariant.
  for (const std::string& name : options_.only_properties) {
    const auto named = [&](const configuration::NamedItem& item) { return item.name == name; };
    if (std::any_of(configuration_.invariants.begin(), configuration_.invariants.end(), named) ||
        std::any_of(configuration_.properties.begin(), configuration_.properties.end(), named)) {
      continue;
    }
    const configuration::NamedItem item{name, {}};
    if (specification_[FindNamed(item, "property")].level <= Level::kState) {
      LowerPredicate(item, "invariant", &program_->invariants);
    } else {
      LowerProperty(item);
    }
  }
  if (!result_.temporal_properties.empty()) {
    for (const auto& [tree, environment] : fairness_) temporal.AddAssumption(tree, environment);
  }
  temporal_ = nullptr;
  result_.liveness = temporal.Take();
}

void Lowerer::RefuseConstant(const configuration::NamedItem& item, const char* what,
                             const program::Predicate& predicate) {
  const Operation operation = At(predicate.expression).operation;
  if (operation != Operation::kCell && operation != Operation::kLiteral) return;
  Stop(DiagnosticKind::kConstantFormula, item.range,
       absl::StrCat("the ", what, " ", item.name, " cannot be a constant"));
}

// A formula that is a constant decides nothing, unless it is TRUE.
void Lowerer::RequireTrue(ExpressionId formula, const char* what, const std::string& name,
                          const source::Range& range) {
  const Value value = EvaluateNow(formula, At(formula).range);
  if (value.is_true()) return;
  Stop(DiagnosticKind::kConstantFormula, range,
       value.is_false()
           ? absl::StrCat("the ", what, " of ", name, " is equal to FALSE")
           : absl::StrCat("the ", what, " ", name, " has no truth value: it is equal to ",
                          values::Print(host_.permanent_heap(), value)));
}

void Lowerer::LowerPossibilities() {
  for (const configuration::NamedItem& item : configuration_.possible) {
    const SymbolId symbol = FindNamed(item, "possible state or step");
    if (specification_[symbol].level > Level::kAction) {
      Stop(DiagnosticKind::kNotAStatePredicate, item.range,
           absl::StrCat(item.name,
                        ", which is to be possible, is a temporal formula: a state predicate or an "
                        "action is expected"));
    }
    LowerPredicate(item, "possible state or step", &program_->possible_states);
    if (!At(program_->possible_states.back().expression).reads_next) continue;
    program_->possible_steps.push_back(std::move(program_->possible_states.back()));
    program_->possible_states.pop_back();
  }
}

void Lowerer::DropTrueConstraint(const configuration::NamedItem& item,
                                 std::vector<program::Predicate>* constraints) {
  const program::Predicate& constraint = constraints->back();
  if (At(constraint.expression).operation != Operation::kCell &&
      At(constraint.expression).operation != Operation::kLiteral)
    return;
  RequireTrue(constraint.expression, "constraint", item.name, item.range);
  constraints->pop_back();
}

void Lowerer::LowerProperty(const configuration::NamedItem& item) {
  const SymbolId symbol = FindNamed(item, "property");
  EnterSymbol(symbol, {}, [&](TreeExpression tree, const Environment& environment) {
    const Level level = LevelOfTree(tree, environment);
    if (level == Level::kAction) {
      Stop(DiagnosticKind::kNotATemporalFormula, item.range,
           absl::StrCat("the property ", item.name,
                        " is an action: a temporal formula or a state predicate is expected"),
           "write [][A]_vars, or []<><<A>>_vars");
    }
    LowerPropertyPiece(tree, environment, item.name, item.name, true);
  });
}

// A piece that is the name of a definition bears it, or the name that this one stands for.
std::string Lowerer::PieceName(TreeExpression tree, const Environment& environment,
                               const std::string& name) {
  std::string found = name;
  EnterFormula(tree, environment,
               [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
                 found = PieceName(inner, inside, entered.empty() ? name : entered);
               });
  return found;
}

void Lowerer::LowerPropertyPiece(TreeExpression tree, const Environment& environment,
                                 const std::string& name, const std::string& root_name,
                                 bool whole) {
  const syntax::Expression& e = specification_[tree];
  if (LevelOfTree(tree, environment) <= Level::kState) {
    return LowerStatePiece(tree, environment, name, root_name, whole);
  }
  if (e.kind == ExpressionKind::kConjunction) {
    for (syntax::ExpressionId id : e.operands) {
      LowerPropertyPiece({tree.tree, id}, environment, name, root_name,
                         e.operands.size() == 1 && whole);
    }
    return;
  }
  if (e.kind == ExpressionKind::kForAll &&
      LowerQuantifiedProperty(tree, environment, name, root_name))
    return;
  if (e.kind == ExpressionKind::kName && e.text == "[]" && e.operands.size() == 1 &&
      LowerAlwaysPiece(tree, environment, whole ? name : "", root_name)) {
    return;
  }
  if (EnterFormula(
          tree, environment,
          [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
            LowerPropertyPiece(inner, inside, entered.empty() ? name : entered, root_name,
                               entered.empty() ? whole : true);
          })) {
    return;
  }
  LowerTemporalPiece(tree, environment, name, root_name);
}

void Lowerer::LowerStatePiece(TreeExpression tree, const Environment& environment,
                              const std::string& name, const std::string& root_name, bool whole) {
  const source::Range& range = specification_[tree].range;
  const ExpressionId lowered = LowerExpression(tree, environment);
  if (At(lowered).is_constant()) {
    RequireTrue(lowered, "property", root_name, range);
    return;
  }
  if (whole && name == root_name) {
    diagnostics_.Report(DiagnosticKind::kStatePredicateAsProperty, range,
                        absl::StrCat("the property ", root_name,
                                     " is a state predicate: it is checked in initial states only"),
                        "list it under INVARIANT to check every state");
  }
  program_->initial_predicates.push_back(
      {PieceName(tree, environment, whole ? name : ""), lowered, range, root_name});
}

// [][A]_v or []P with a state predicate P; false if it is neither. `name`: empty if it has none of
// its own.
bool Lowerer::LowerAlwaysPiece(TreeExpression tree, const Environment& environment,
                               const std::string& name, const std::string& root_name) {
  const syntax::Expression& e = specification_[tree];
  const TreeExpression written{tree.tree, e.operands[0]};
  const auto [inner, inside] = LookThrough(written, environment);
  if (specification_[inner].kind == ExpressionKind::kBox) {
    program_->action_properties.push_back(
        {name, LowerExpression(inner, inside), e.range, root_name});
    const std::vector<syntax::ExpressionId>& parts = specification_[inner].operands;
    program_->action_property_shapes.push_back(temporal_->ShapeOf(
        {inner.tree, parts[1]}, {inner.tree, parts[0]}, inside, /*if_unchanged=*/true));
    return true;
  }
  if (LevelOfTree(inner, inside) > Level::kState) return false;
  const ExpressionId lowered = LowerExpression(inner, inside);
  // The invariant bears the name of P where []P names it.
  const syntax::Expression& operand = specification_[written];
  const bool is_named = operand.kind == ExpressionKind::kName && operand.operands.empty();
  const std::string own_name = is_named ? operand.text : name;
  const source::Range range = own_name.empty() ? e.range : RangeOf(inner);
  program_->invariants.push_back(
      {own_name, At(lowered).is_constant() ? ToCell(lowered) : lowered, range, root_name});
  return true;
}

void Lowerer::LowerTemporalPiece(TreeExpression tree, const Environment& environment,
                                 const std::string& name, const std::string& root_name) {
  const source::Range& range = specification_[tree].range;
  // Pieces that bear the same name are one property: it has one verdict.
  std::vector<program::Predicate>& properties = result_.temporal_properties;
  for (uint32_t i = 0; i < properties.size(); ++i) {
    if (properties[i].name != name || properties[i].root_name != root_name) continue;
    if (properties[i].range.file == range.file)
      properties[i].range = source::Cover(properties[i].range, range);
    return temporal_->ExtendProperty(tree, environment, i);
  }
  temporal_->AddProperty(tree, environment, static_cast<uint32_t>(properties.size()));
  properties.push_back({name, kNoExpression, range, root_name});
}

// \A x \in S : F with a constant S is one piece for each element.
bool Lowerer::LowerQuantifiedProperty(TreeExpression tree, const Environment& environment,
                                      const std::string& name, const std::string& root_name) {
  bool is_empty = true;
  const bool is_constant =
      ForEachInstance(tree, environment, [&](TreeExpression body, const Environment& inner) {
        is_empty = false;
        LowerPropertyPiece(body, inner, name, root_name, false);
      });
  if (is_constant && is_empty) {
    Stop(DiagnosticKind::kTautologicalProperty, RangeOf(tree),
         absl::StrCat("the temporal formula of ", root_name,
                      " is a tautology (its negation is unsatisfiable): "
                      "the set that it quantifies over is empty"));
  }
  return is_constant;
}

}  // namespace model::lowering

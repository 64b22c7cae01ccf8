// From what the configuration names to the program's initial predicate, actions, invariants, constraints and properties.

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lower_temporal.h"
#include "model/lowering/lowerer.h"
#include "model/lowering/split_next.h"
#include "model/semantics/subexpression.h"
#include "model/values/operations.h"

namespace model::lowering {

using semantics::Level;
using source::DiagnosticKind;
using syntax::ExpressionKind;

Lowerer::Lowerer(semantics::Specification& specification, configuration::Configuration& configuration,
                 const values::AtomTable& atoms, Host& host, const LowerOptions& options,
                 source::Diagnostics& diagnostics)
    : specification_(specification),
      configuration_(configuration),
      atoms_(atoms),
      host_(host),
      options_(options),
      diagnostics_(diagnostics),
      program_(std::make_unique<program::Program>()) {
  program_->units.emplace_back();
  program_->units[0].name = "root";
}

Lowered Lowerer::Run() {
  for (SymbolId variable : specification_[specification_.root].variables) {
    variable_index_[variable] = static_cast<uint32_t>(program_->variables.size());
    program_->variables.push_back(specification_[variable].name);
  }
  try {
    BindConstants();
    CheckConstantsAssigned();
    LowerAssumptions();
    LowerBehaviour();
    LowerPredicates();
    LowerViewAndAlias();
    LowerSymmetry();
    if (configuration_.check_deadlock) program_->check_deadlock = *configuration_.check_deadlock;
  } catch (const LoweringStopped&) {
    return {};
  }
  if (diagnostics_.has_errors()) return {};
  result_.program = std::move(program_);
  return std::move(result_);
}

SymbolId Lowerer::FindNamed(const configuration::NamedItem& item, const char* what) {
  const SymbolId symbol = specification_.Find(item.name);
  if (symbol == semantics::kNoSymbol) {
    std::vector<std::string> names;
    for (const auto& [name, id] : specification_[specification_.root].visible) {
      const SymbolKind kind = specification_[id].kind;
      if (kind == SymbolKind::kOperator || kind == SymbolKind::kImported) names.push_back(name);
    }
    const std::string nearest = source::NearestWord(item.name, names);
    Stop(DiagnosticKind::kUnknownConfigurationName, item.range,
         absl::StrCat("the ", what, " ", item.name, " named in the configuration is not defined in the specification"),
         nearest.empty() ? "" : absl::StrCat("did you mean ", nearest, "?"));
  }
  const Symbol& s = specification_[symbol];
  if (s.arity > 0) {
    Stop(DiagnosticKind::kConfigurationNameTakesArguments, item.range,
         absl::StrCat("the ", what, " ", item.name, " takes ", s.arity, " argument(s); it must not take any"));
  }
  return symbol;
}

Level Lowerer::LevelOf(ExpressionId id) const {
  const Expression& e = program_->expressions[static_cast<uint32_t>(id)];
  return e.reads_next ? Level::kAction : e.reads_current || e.reads_switch ? Level::kState : Level::kConstant;
}

Level Lowerer::LevelOfTree(TreeExpression tree, const Environment& environment, int depth) {
  const syntax::Expression& e = specification_[tree];
  Level level = Level::kConstant;
  auto raise = [&](Level to) { level = std::max(level, to); };
  switch (e.kind) {
    case ExpressionKind::kWeakFairness:
    case ExpressionKind::kStrongFairness:
    case ExpressionKind::kTemporalForAll:
    case ExpressionKind::kTemporalExists: return Level::kTemporal;
    case ExpressionKind::kBox:
    case ExpressionKind::kAngle: return Level::kAction;
    case ExpressionKind::kName: {
      if (specification_.tables_of(tree.tree).reference_of[static_cast<uint32_t>(tree.id)] == 0xffffffffu) break;
      const SymbolId symbol = specification_.ReferenceOf(tree).symbol;
      const Symbol& s = specification_[symbol];
      if (semantics::SelectsSubexpression(specification_, tree)) {
        raise(specification_.tables_of(tree.tree).levels[static_cast<uint32_t>(tree.id)]);
      } else if (s.kind == SymbolKind::kBuiltin) {
        switch (s.builtin) {
          case Builtin::kPrime:
          case Builtin::kUnchanged: return Level::kAction;
          case Builtin::kEnabled: return Level::kState;
          case Builtin::kAlways:
          case Builtin::kEventually:
          case Builtin::kLeadsTo:
          case Builtin::kWhilePlus: return Level::kTemporal;
          default: break;
        }
      } else if (const Scope* scope = FindBinding(environment.scope, symbol); scope != nullptr && depth < 200) {
        const Binding& binding = scope->binding;
        if (binding.kind == Binding::Kind::kExpression && binding.argument.lowered == kNoExpression) {
          raise(binding.definition != semantics::kNoSymbol
                    ? specification_[binding.definition].level
                    : LevelOfTree(binding.argument.tree, binding.argument.environment, depth + 1));
        } else if (binding.kind == Binding::Kind::kOperator) {
          raise(binding.definition != semantics::kNoSymbol ? specification_[binding.definition].level : Level::kConstant);
        }
      } else {
        raise(s.kind == SymbolKind::kVariable ? Level::kState : s.level);
        if (s.kind == SymbolKind::kImported) raise(specification_[s.target].level);
        if (auto replaced = ReplacementOf(symbol, e.range); replaced != replacements_.end()) {
          raise(specification_[replaced->second].level);
        }
      }
      break;
    }
    default: break;
  }
  auto visit = [&](syntax::ExpressionId id) {
    if (id != syntax::kNoExpression) raise(LevelOfTree({tree.tree, id}, environment, depth + 1));
  };
  for (syntax::ExpressionId id : e.operands) visit(id);
  const syntax::Tree& t = specification_[tree.tree];
  switch (e.kind) {
    case ExpressionKind::kForAll:
    case ExpressionKind::kExists:
    case ExpressionKind::kChoose:
    case ExpressionKind::kSetFilter:
    case ExpressionKind::kSetMap:
    case ExpressionKind::kFunction:
      for (const syntax::BoundGroup& group : t.bound_lists[e.detail]) visit(group.set);
      break;
    case ExpressionKind::kExcept:
      for (const syntax::Update& update : t.update_lists[e.detail]) {
        visit(update.value);
        for (const auto& selector : update.path) for (auto id : selector.arguments) visit(id);
      }
      break;
    case ExpressionKind::kCase:
      for (const syntax::CaseArm& arm : t.arm_lists[e.detail]) {
        visit(arm.condition);
        visit(arm.value);
      }
      break;
    case ExpressionKind::kLet:
      for (syntax::DefinitionId id : t.let_lists[e.detail]) {
        const SymbolId symbol = specification_.tables_of(tree.tree).definition_symbol[static_cast<uint32_t>(id)];
        if (symbol != semantics::kNoSymbol) raise(specification_[symbol].level);
      }
      break;
    default: break;
  }
  return level;
}

// --- Behaviour ---------------------------------------------------------------------------------------

void Lowerer::LowerBehaviour() {
  program_->has_behaviour = true;
  if (configuration_.specification) {
    const SymbolId symbol = FindNamed(*configuration_.specification, "specification");
    EnterSymbol(symbol, {}, [&](TreeExpression tree, const Environment& environment) {
      LowerSpecificationFormula(tree, environment, specification_[symbol].name);
    });
    if (!has_next_) {
      Stop(DiagnosticKind::kInitWithoutNext, configuration_.specification->range,
           "no next-state actions are defined to generate successor states from: the specification has no conjunct [][Next]_vars");
    }
    return;
  }
  if (!configuration_.init && !configuration_.next) {
    program_->has_behaviour = false;
    if (!configuration_.invariants.empty() || !configuration_.properties.empty()) {
      Stop(DiagnosticKind::kNextWithoutInit,
           configuration_.invariants.empty() ? configuration_.properties[0].range : configuration_.invariants[0].range,
           "the configuration file did not specify the initial state predicate", "add INIT and NEXT, or SPECIFICATION");
    }
    return;
  }
  if (!configuration_.init) {
    Stop(DiagnosticKind::kNextWithoutInit, configuration_.next->range,
         "the configuration file did not specify the initial state predicate", "add `INIT Init`");
  }
  if (!configuration_.next) {
    Stop(DiagnosticKind::kInitWithoutNext, configuration_.init->range,
         "no next-state actions are defined to generate successor states from", "add `NEXT Next`");
  }
  const SymbolId init = FindNamed(*configuration_.init, "initial predicate");
  EnterSymbol(init, {}, [&](TreeExpression tree, const Environment& environment) {
    if (LevelOfTree(tree, environment) == Level::kConstant && specification_[init].kind == SymbolKind::kOperator &&
        !program_->variables.empty()) {
      Stop(DiagnosticKind::kConstantFormula, configuration_.init->range,
           absl::StrCat("the initial predicate ", configuration_.init->name, " cannot be a constant"));
    }
    LowerInitial(tree, environment);
  });
  const SymbolId next = FindNamed(*configuration_.next, "next state action");
  EnterSymbol(next, {}, [&](TreeExpression tree, const Environment& environment) {
    if (LevelOfTree(tree, environment) == Level::kConstant && specification_[next].kind == SymbolKind::kOperator) {
      Stop(DiagnosticKind::kConstantFormula, configuration_.next->range,
           absl::StrCat("the next state action ", configuration_.next->name, " cannot be a constant"));
    }
    LowerNextRelation(tree, environment, specification_[next].name);
  });
}

// Calls `visit` with the body of a definition without parameters, wherever it comes from.
void Lowerer::EnterSymbol(SymbolId symbol, const Environment& at,
                          const std::function<void(TreeExpression, const Environment&)>& visit) {
  Environment environment = at;
  for (int i = 0; i < 100; ++i) {
    if (auto replaced = replacements_.find(symbol); replaced != replacements_.end()) {
      symbol = replaced->second;
      environment = {nullptr, nullptr, environment.mode};
      continue;
    }
    const Symbol& s = specification_[symbol];
    if (s.kind != SymbolKind::kImported) break;
    environment = {nullptr, EnterImported(s, environment), environment.mode};
    symbol = s.target;
  }
  const Symbol& s = specification_[symbol];
  if (s.body.id == syntax::kNoExpression) {
    Stop(DiagnosticKind::kConstantFormula, s.name_range, absl::StrCat(s.name, " is not a formula"));
  }
  const uint32_t outer = definition_;
  definition_ = DefinitionIndex(symbol);
  absl::Cleanup back = [&] { definition_ = outer; };
  visit(s.body, {nullptr, OwnerContext(environment.context, s.module), environment.mode});
}

// Enters a name, parentheses, label or LET; false if `tree` is none of these (or a name that can't be entered).
bool Lowerer::EnterFormula(TreeExpression tree, const Environment& environment,
                           const std::function<void(TreeExpression, const Environment&, const std::string&)>& visit) {
  const syntax::Expression& e = specification_[tree];
  if (e.kind == ExpressionKind::kParentheses || e.kind == ExpressionKind::kLabel) {
    visit({tree.tree, e.operands[0]}, environment, "");
    return true;
  }
  if (e.kind == ExpressionKind::kLet) {
    Environment inner = environment;
    inner.scope = BindDefinitions(tree, environment, nullptr);
    visit({tree.tree, e.operands[0]}, inner, "");
    return true;
  }
  if (e.kind != ExpressionKind::kName) return false;
  if (specification_.tables_of(tree.tree).reference_of[static_cast<uint32_t>(tree.id)] == 0xffffffffu) return false;
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  Environment at = environment;
  if (e.detail != syntax::kNoDetail) {
    if (auto part = SelectedPart(tree, environment, {})) {
      if (part->lowered != kNoExpression) return false;
      visit(part->tree, part->environment, "");
      return true;
    }
    if (!reference.instances.empty()) {
      at.context = EnterPath(tree, reference, environment);
      at.scope = nullptr;
    }
  }
  SymbolId symbol = reference.symbol;
  std::vector<Argument> arguments = ArgumentsOf(tree, environment);
  for (int i = 0; i < 100; ++i) {
    if (auto replaced = ReplacementOf(symbol, e.range); replaced != replacements_.end()) {
      symbol = replaced->second;
      at = {nullptr, nullptr, at.mode};
      continue;
    }
    const Symbol& s = specification_[symbol];
    if (s.kind == SymbolKind::kImported) {
      at = {nullptr, EnterImported(s, at), at.mode};
      symbol = s.target;
      continue;
    }
    if (s.kind == SymbolKind::kConstant || s.kind == SymbolKind::kVariable) {
      Substituted found = FindSubstitution(symbol, at.context, at.mode);
      if (!found.found) return false;
      if (found.symbol == semantics::kNoSymbol) {
        if (!arguments.empty()) return false;
        visit(found.value.tree, found.value.environment, "");
        return true;
      }
      symbol = found.symbol;
      at = found.value.environment;
      continue;
    }
    break;
  }
  const Symbol& s = specification_[symbol];
  if (const Scope* scope = FindBinding(at.scope, symbol)) {
    const Binding& binding = scope->binding;
    if (binding.kind == Binding::Kind::kExpression && binding.definition == semantics::kNoSymbol &&
        binding.argument.lowered == kNoExpression) {
      visit(binding.argument.tree, binding.argument.environment, "");
      return true;
    }
    if (binding.definition == semantics::kNoSymbol) return false;
    const Symbol& d = specification_[binding.definition];
    if (d.kind != SymbolKind::kOperator || d.is_recursive) return false;
    Environment inner = binding.argument.environment;
    inner.scope = BindArguments(inner.scope, d.parameters, arguments, nullptr);
    visit(d.body, inner, d.name);
    return true;
  }
  // A temporal formula has no value that a procedure could return: its recursion is unfolded, as far as conditions tell.
  if (s.is_recursive && s.level != Level::kTemporal) return false;
  if ((s.kind != SymbolKind::kOperator && s.kind != SymbolKind::kTheorem) || constant_values_.contains(symbol)) {
    return false;
  }
  if (IsPrimitive(s)) return false;
  const uint32_t outer = definition_;
  definition_ = DefinitionIndex(symbol);
  absl::Cleanup back = [&] { definition_ = outer; };
  const Scope* scope = BindArguments(nullptr, s.parameters, arguments, nullptr);
  visit(s.body, {scope, OwnerContext(at.context, s.module), at.mode}, s.name);
  return true;
}

void Lowerer::LowerSpecificationFormula(TreeExpression tree, const Environment& environment, const std::string& name) {
  const syntax::Expression& e = specification_[tree];
  if (LevelOfTree(tree, environment) <= Level::kState) return LowerInitial(tree, environment);
  if (e.kind == ExpressionKind::kConjunction) {
    for (syntax::ExpressionId id : e.operands) LowerSpecificationFormula({tree.tree, id}, environment, name);
    return;
  }
  if (e.kind == ExpressionKind::kName && e.text == "[]" && e.operands.size() == 1) {
    const auto [inner, inside] = LookThrough({tree.tree, e.operands[0]}, environment);
    if (specification_[inner].kind == ExpressionKind::kBox) {
      if (has_next_) {
        Stop(DiagnosticKind::kTwoNextStateRelations, e.range,
             "the specification contains more than one conjunct of the form [][Next]_v, but only one next-state relation can be handled");
      }
      has_next_ = true;
      return LowerNextRelation({inner.tree, specification_[inner].operands[0]}, inside, "Action");
    }
    if (LevelOfTree(inner, inside) <= Level::kState) {
      Stop(DiagnosticKind::kUnsupportedSpecificationFormula, e.range,
           "a specification can't have a conjunct []P with a state predicate P", "make it an INVARIANT, or a conjunct of Next");
    }
  }
  if (EnterFormula(tree, environment, [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
        LowerSpecificationFormula(inner, inside, entered.empty() ? name : entered);
      })) {
    return;
  }
  if (e.kind == ExpressionKind::kTemporalExists || e.kind == ExpressionKind::kTemporalForAll) {
    Stop(DiagnosticKind::kUnsupportedSpecificationFormula, e.range,
         "temporal quantification over state variables (\\EE, \\AA) can't be checked");
  }
  fairness_.push_back({tree, environment});
}

void Lowerer::LowerInitial(TreeExpression tree, const Environment& environment) {
  Environment initial = environment;
  initial.mode = Mode::kInitial;
  program_->initial.push_back(LowerAction(tree, initial));
}

void Lowerer::LowerNextRelation(TreeExpression tree, const Environment& environment, const std::string& name) {
  has_next_ = true;
  NextSplitter splitter(*this);
  splitter.Split(tree, environment, name);
}

// --- What the configuration lists ---------------------------------------------------------------------

void Lowerer::LowerPredicate(const configuration::NamedItem& item, const char* what,
                             std::vector<program::Predicate>* out) {
  const SymbolId symbol = FindNamed(item, what);
  const ExpressionId lowered = LowerSymbol(symbol, {}, {nullptr, nullptr, Mode::kCurrent}, specification_[symbol].range);
  out->push_back({item.name, At(lowered).is_constant() ? ToCell(lowered) : lowered, specification_[symbol].range, item.name});
}

void Lowerer::LowerAssumptions() {
  for (const semantics::ModuleInfo::Assumption& assumption : specification_[specification_.root].assumptions) {
    const Environment environment{nullptr, nullptr, Mode::kCurrent};
    const ExpressionId lowered = LowerExpression(assumption.expression, environment);
    program_->assumptions.push_back({assumption.name, lowered, RangeOf(assumption.expression), assumption.name});
  }
}

void Lowerer::LowerPredicates() {
  auto wanted = [&](const std::string& name) {
    if (options_.only_properties.empty()) return true;
    return std::find(options_.only_properties.begin(), options_.only_properties.end(), name) !=
           options_.only_properties.end();
  };
  for (const configuration::NamedItem& item : configuration_.invariants) {
    if (!wanted(item.name)) continue;
    LowerPredicate(item, "invariant", &program_->invariants);
    const program::Predicate& invariant = program_->invariants.back();
    const SymbolId symbol = FindNamed(item, "invariant");
    if (specification_[symbol].level > Level::kState || At(invariant.expression).reads_next) {
      Stop(DiagnosticKind::kNotAStatePredicate, item.range,
           absl::StrCat("the invariant ", item.name, " is not a state predicate (one with no primes or temporal operators)"),
           "list it under PROPERTY");
    }
    if (At(invariant.expression).is_constant() || At(invariant.expression).operation == Operation::kCell) {
      if (EvaluateNow(invariant.expression, invariant.range).is_false()) {
        Stop(DiagnosticKind::kConstantFormula, item.range, absl::StrCat("the invariant of ", item.name, " is equal to FALSE"));
      }
      diagnostics_.Report(DiagnosticKind::kConstantFormulaIgnored, item.range,
                          absl::StrCat("the invariant ", item.name, " is a constant: it says nothing about the states"));
      program_->invariants.pop_back();
    }
  }
  for (const configuration::NamedItem& item : configuration_.constraints) {
    LowerPredicate(item, "constraint", &program_->constraints);
    DropTrueConstraint(item, &program_->constraints);
  }
  for (const configuration::NamedItem& item : configuration_.action_constraints) {
    LowerPredicate(item, "action constraint", &program_->action_constraints);
    DropTrueConstraint(item, &program_->action_constraints);
  }
  for (const configuration::NamedItem& item : configuration_.postconditions) {
    LowerPredicate(item, "post condition", &program_->postconditions);
    RefuseConstant(item, "post condition", program_->postconditions.back());
  }
  LowerPossibilities();
  TemporalLowerer temporal(*this);
  temporal_ = &temporal;
  for (const configuration::NamedItem& item : configuration_.properties) {
    if (wanted(item.name)) LowerProperty(item);
  }
  // Definitions that the command line names beside the configuration's own; a state predicate is meant as an invariant.
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

void Lowerer::RefuseConstant(const configuration::NamedItem& item, const char* what, const program::Predicate& predicate) {
  const Operation operation = At(predicate.expression).operation;
  if (operation != Operation::kCell && operation != Operation::kLiteral) return;
  Stop(DiagnosticKind::kConstantFormula, item.range, absl::StrCat("the ", what, " ", item.name, " cannot be a constant"));
}

// A periodic formula is evaluated once, when the search is over.
void Lowerer::LowerPossibilities() {
  for (const configuration::NamedItem& item : configuration_.possible) {
    const SymbolId symbol = FindNamed(item, "possible state or step");
    if (specification_[symbol].level > Level::kAction) {
      Stop(DiagnosticKind::kNotAStatePredicate, item.range,
           absl::StrCat(item.name, ", which is to be possible, is a temporal formula: a state predicate or an action is expected"));
    }
    LowerPredicate(item, "possible state or step", &program_->possible_states);
    if (!At(program_->possible_states.back().expression).reads_next) continue;
    program_->possible_steps.push_back(std::move(program_->possible_states.back()));
    program_->possible_states.pop_back();
  }
  for (const configuration::NamedItem& item : configuration_.periodic) {
    LowerPredicate(item, "periodic formula", &program_->postconditions);
  }
}

void Lowerer::DropTrueConstraint(const configuration::NamedItem& item, std::vector<program::Predicate>* constraints) {
  const program::Predicate& constraint = constraints->back();
  if (At(constraint.expression).operation != Operation::kCell && At(constraint.expression).operation != Operation::kLiteral) return;
  if (EvaluateNow(constraint.expression, constraint.range).is_false()) {
    Stop(DiagnosticKind::kConstantFormula, item.range, absl::StrCat("the constraint of ", item.name, " is equal to FALSE"));
  }
  constraints->pop_back();
}

void Lowerer::LowerProperty(const configuration::NamedItem& item) {
  const SymbolId symbol = FindNamed(item, "property");
  EnterSymbol(symbol, {}, [&](TreeExpression tree, const Environment& environment) {
    const Level level = LevelOfTree(tree, environment);
    if (level == Level::kAction) {
      Stop(DiagnosticKind::kNotATemporalFormula, item.range,
           absl::StrCat("the property ", item.name, " is an action: a temporal formula or a state predicate is expected"),
           "write [][A]_vars, or []<><<A>>_vars");
    }
    LowerPropertyPiece(tree, environment, item.name, item.name, true);
  });
}

// A piece that is the name of a definition bears it, or the name that this one stands for.
std::string Lowerer::PieceName(TreeExpression tree, const Environment& environment, const std::string& name) {
  std::string found = name;
  EnterFormula(tree, environment, [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
    found = PieceName(inner, inside, entered.empty() ? name : entered);
  });
  return found;
}

void Lowerer::LowerPropertyPiece(TreeExpression tree, const Environment& environment, const std::string& name,
                                 const std::string& root_name, bool whole) {
  const syntax::Expression& e = specification_[tree];
  const Level level = LevelOfTree(tree, environment);
  if (level <= Level::kState) {
    const ExpressionId lowered = LowerExpression(tree, environment);
    if (At(lowered).is_constant()) {
      if (EvaluateNow(lowered, e.range).is_false()) {
        Stop(DiagnosticKind::kConstantFormula, e.range, absl::StrCat("the property of ", root_name, " is equal to FALSE"));
      }
      return;
    }
    if (whole && name == root_name) {
      diagnostics_.Report(DiagnosticKind::kStatePredicateAsProperty, e.range,
                          absl::StrCat("the property ", root_name, " is a state predicate: it is checked in initial states only"),
                          "list it under INVARIANT to check every state");
    }
    program_->initial_predicates.push_back({PieceName(tree, environment, whole ? name : ""), lowered, e.range, root_name});
    return;
  }
  if (e.kind == ExpressionKind::kConjunction) {
    for (syntax::ExpressionId id : e.operands) {
      LowerPropertyPiece({tree.tree, id}, environment, name, root_name, e.operands.size() == 1 && whole);
    }
    return;
  }
  if (e.kind == ExpressionKind::kForAll && LowerQuantifiedProperty(tree, environment, name, root_name)) return;
  if (e.kind == ExpressionKind::kName && e.text == "[]" && e.operands.size() == 1) {
    const auto [inner, inside] = LookThrough({tree.tree, e.operands[0]}, environment);
    if (specification_[inner].kind == ExpressionKind::kBox) {
      const ExpressionId lowered = LowerExpression(inner, inside);
      program_->action_properties.push_back({whole ? name : std::string(), lowered, e.range, root_name});
      return;
    }
    if (LevelOfTree(inner, inside) <= Level::kState) {
      const ExpressionId lowered = LowerExpression(inner, inside);
      // The invariant bears the name of P where []P names it.
      const syntax::Expression& operand = specification_[TreeExpression{tree.tree, e.operands[0]}];
      std::string named = whole ? name : std::string();
      if (operand.kind == ExpressionKind::kName && operand.operands.empty()) named = operand.text;
      const source::Range range = named.empty() ? e.range : RangeOf(inner);
      program_->invariants.push_back({named, At(lowered).is_constant() ? ToCell(lowered) : lowered, range, root_name});
      return;
    }
  }
  if (EnterFormula(tree, environment, [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
        LowerPropertyPiece(inner, inside, entered.empty() ? name : entered, root_name, entered.empty() ? whole : true);
      })) {
    return;
  }
  // Pieces that bear the same name are one property: it has one verdict.
  std::vector<program::Predicate>& properties = result_.temporal_properties;
  for (uint32_t i = 0; i < properties.size(); ++i) {
    if (properties[i].name != name || properties[i].root_name != root_name) continue;
    if (properties[i].range.file == e.range.file) properties[i].range = source::Cover(properties[i].range, e.range);
    return temporal_->ExtendProperty(tree, environment, i);
  }
  temporal_->AddProperty(tree, environment, static_cast<uint32_t>(properties.size()));
  properties.push_back({name, kNoExpression, e.range, root_name});
}

// \A x \in S : F with a constant S is one piece for each element.
bool Lowerer::LowerQuantifiedProperty(TreeExpression tree, const Environment& environment, const std::string& name,
                                      const std::string& root_name) {
  bool is_empty = true;
  const bool is_constant = ForEachInstance(tree, environment, [&](TreeExpression body, const Environment& inner) {
    is_empty = false;
    LowerPropertyPiece(body, inner, name, root_name, false);
  });
  if (is_constant && is_empty) {
    Stop(DiagnosticKind::kTautologicalProperty, RangeOf(tree),
         absl::StrCat("the temporal formula of ", root_name, " is a tautology (its negation is unsatisfiable): "
                      "the set that it quantifies over is empty"));
  }
  return is_constant;
}

// Calls `visit` for every combination of elements of a quantifier over constant sets; false if a set is not constant.
bool Lowerer::ForEachInstance(TreeExpression tree, const Environment& environment,
                              const std::function<void(TreeExpression, const Environment&)>& visit) {
  const syntax::Expression& e = specification_[tree];
  const auto& groups = specification_[tree.tree].bound_lists[e.detail];
  const auto& symbols = specification_.tables_of(tree.tree).bounds[e.detail];
  values::Heap& heap = host_.permanent_heap();
  std::vector<std::pair<std::vector<SymbolId>, std::vector<Value>>> loops;  // names bound together, elements
  std::vector<bool> is_tuple;
  for (size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].set == syntax::kNoExpression) return false;
    const ExpressionId set = LowerExpression({tree.tree, groups[g].set}, environment);
    if (!At(set).is_constant()) return false;
    const Value value = EvaluateNow(ToCell(set), e.range);
    std::vector<Value> elements;
    try {
      values::SetIterator iterator(heap, value);
      for (Value element; iterator.Next(&element);) elements.push_back(values::CopyTo(heap, element));
    } catch (const values::EvaluationError& error) {
      Stop(DiagnosticKind::kConstantEvaluationFailed, e.range, error.message);
    }
    if (groups[g].is_tuple) {
      loops.emplace_back(symbols[g], elements);
      is_tuple.push_back(true);
      continue;
    }
    for (SymbolId symbol : symbols[g]) {
      loops.emplace_back(std::vector<SymbolId>{symbol}, elements);
      is_tuple.push_back(false);
    }
  }
  std::function<void(size_t, const Scope*)> run = [&](size_t remaining, const Scope* scope) {
    if (remaining == 0) {
      Environment inner = environment;
      inner.scope = scope;
      visit({tree.tree, e.operands[0]}, inner);
      return;
    }
    const auto& [names, elements] = loops[remaining - 1];
    for (Value element : elements) {
      const Scope* bound = scope;
      for (size_t i = 0; i < names.size(); ++i) {
        Binding binding;
        binding.kind = Binding::Kind::kValue;
        binding.value = is_tuple[remaining - 1] ? values::ElementsOf(heap, element)[i] : element;
        bound = Bind(bound, names[i], std::move(binding));
      }
      run(remaining - 1, bound);
    }
  };
  run(loops.size(), environment.scope);
  return true;
}

void Lowerer::LowerViewAndAlias() {
  auto lower = [&](const configuration::NamedItem& item, const char* what) {
    const SymbolId symbol = FindNamed(item, what);
    return LowerSymbol(symbol, {}, {nullptr, nullptr, Mode::kCurrent}, specification_[symbol].range);
  };
  if (configuration_.view) {
    const ExpressionId view = lower(*configuration_.view, "view function");
    program_->view = At(view).is_constant() ? ToCell(view) : view;
  }
  if (configuration_.alias) {
    const ExpressionId alias = lower(*configuration_.alias, "alias");
    program_->alias = At(alias).is_constant() ? ToCell(alias) : alias;
  }
}

Lowered Lower(semantics::Specification& specification, configuration::Configuration& configuration,
              const values::AtomTable& atoms, Host& host, const LowerOptions& options,
              source::Diagnostics& diagnostics) {
  Lowerer lowerer(specification, configuration, atoms, host, options, diagnostics);
  return lowerer.Run();
}

}  // namespace model::lowering

// From what the configuration names to the program: the behaviour (SPECIFICATION, or INIT and
// NEXT), assumptions, view and alias.

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/lowering/split_next.h"

namespace model::lowering {

using semantics::Level;
using source::DiagnosticKind;
using syntax::ExpressionKind;

Lowerer::Lowerer(semantics::Specification& specification,
                 configuration::Configuration& configuration, const values::AtomTable& atoms,
                 Host& host, const LowerOptions& options, source::Diagnostics& diagnostics)
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
  // Two modules that are extended may declare the same variable.
  for (SymbolId variable : specification_[specification_.root].variables) {
    const std::string& name = specification_[variable].name;
    std::vector<std::string>& variables = program_->variables;
    const auto place = std::find(variables.begin(), variables.end(), name);
    variable_index_[variable] = static_cast<uint32_t>(place - variables.begin());
    if (place == variables.end()) variables.push_back(name);
  }
  for (const Symbol& symbol : specification_.symbols) {
    if (symbol.body.id != syntax::kNoExpression)
      program_->definitions.push_back({symbol.name, symbol.range});
  }
  try {
    BindConstants();
    CheckConstantsAssigned();
    LowerAssumptions();
    LowerBehaviour();
    LowerPredicates();
    if (configuration_.view && !options_.ignore_view)
      program_->view = LowerNamedExpression(*configuration_.view, "view function");
    LowerSymmetry();
    LowerOutsideSearch();
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
         absl::StrCat("the ", what, " ", item.name, " named ",
                      item.range.valid() ? "in the configuration" : "on the command line",
                      " is not defined in the specification"),
         nearest.empty() ? "" : absl::StrCat("did you mean ", nearest, "?"));
  }
  const Symbol& s = specification_[symbol];
  if (s.arity > 0) {
    Stop(DiagnosticKind::kConfigurationNameTakesArguments, item.range,
         absl::StrCat("the ", what, " ", item.name, " takes ", s.arity,
                      " argument(s); it must not take any"));
  }
  return symbol;
}

void Lowerer::LowerBehaviour() {
  program_->has_behaviour = true;
  if (configuration_.specification) {
    const SymbolId symbol = FindNamed(*configuration_.specification, "specification");
    EnterSymbol(symbol, {}, [&](TreeExpression tree, const Environment& environment) {
      LowerSpecificationFormula(tree, environment, specification_[symbol].name);
    });
    if (program_->initial.empty() && !program_->variables.empty()) {
      StopWithoutInit(configuration_.specification->range);
    }
    if (!has_next_) StopWithoutNext(configuration_.specification->range);
    return;
  }
  if (configuration_.init || configuration_.next) return LowerInitAndNext();
  program_->has_behaviour = false;
  const std::vector<SymbolId>& variables = specification_[specification_.root].variables;
  if (const configuration::NamedItem* property = FirstProperty()) {
    StopWithoutInit(property->range);
  } else if (!variables.empty()) {
    StopWithoutInit(specification_[variables[0]].name_range);
  }
}

const configuration::NamedItem* Lowerer::FirstProperty() const {
  if (!configuration_.invariants.empty()) return configuration_.invariants.data();
  return configuration_.properties.empty() ? nullptr : configuration_.properties.data();
}

void Lowerer::StopWithoutInit(const source::Range& range) {
  Stop(DiagnosticKind::kNextWithoutInit, range,
       "the configuration file did not specify the initial state predicate",
       "add INIT and NEXT, or SPECIFICATION");
}

// `range`: of what says where behaviours begin.
void Lowerer::StopWithoutNext(const source::Range& range) {
  if (const configuration::NamedItem* property = FirstProperty()) {
    Stop(DiagnosticKind::kPropertyWithoutNext, property->range,
         "the configuration file did not specify the next state action", "add `NEXT Next`");
  }
  Stop(DiagnosticKind::kInitWithoutNext, range,
       "no next-state actions are defined to generate successor states from",
       "add `NEXT Next`, or a conjunct [][Next]_vars to the specification");
}

void Lowerer::LowerInitAndNext() {
  if (!configuration_.init) StopWithoutInit(configuration_.next->range);
  if (!configuration_.next) StopWithoutNext(configuration_.init->range);
  LowerNamedRelation(*configuration_.init, "initial predicate", !program_->variables.empty(),
                     [&](TreeExpression tree, const Environment& environment, const std::string&) {
                       LowerInitial(tree, environment);
                     });
  LowerNamedRelation(*configuration_.next, "next state action", true,
                     [&](TreeExpression tree, const Environment& environment,
                         const std::string& name) { LowerNextRelation(tree, environment, name); });
}

void Lowerer::LowerNamedRelation(
    const configuration::NamedItem& item, const char* what, bool must_read_state,
    const std::function<void(TreeExpression, const Environment&, const std::string&)>& lower) {
  const SymbolId symbol = FindNamed(item, what);
  const Symbol& s = specification_[symbol];
  EnterSymbol(symbol, {}, [&](TreeExpression tree, const Environment& environment) {
    if (must_read_state && s.kind == SymbolKind::kOperator &&
        LevelOfTree(tree, environment) == Level::kConstant) {
      Stop(DiagnosticKind::kConstantFormula, item.range,
           absl::StrCat("the ", what, " ", item.name, " cannot be a constant"));
    }
    lower(tree, environment, s.name);
  });
}

void Lowerer::LowerSpecificationFormula(TreeExpression tree, const Environment& environment,
                                        const std::string& name) {
  const syntax::Expression& e = specification_[tree];
  if (LevelOfTree(tree, environment) <= Level::kState) return LowerInitial(tree, environment);
  if (e.kind == ExpressionKind::kConjunction) {
    for (syntax::ExpressionId id : e.operands)
      LowerSpecificationFormula({tree.tree, id}, environment, name);
    return;
  }
  if (e.kind == ExpressionKind::kName && e.text == "[]" && e.operands.size() == 1) {
    const auto [inner, inside] = LookThrough({tree.tree, e.operands[0]}, environment);
    if (specification_[inner].kind == ExpressionKind::kBox) {
      if (has_next_) {
        Stop(DiagnosticKind::kTwoNextStateRelations, e.range,
             "the specification contains more than one conjunct of the form [][Next]_v, but only "
             "one next-state relation can be handled");
      }
      has_next_ = true;
      return LowerNextRelation({inner.tree, specification_[inner].operands[0]}, inside, "Action");
    }
    if (LevelOfTree(inner, inside) <= Level::kState) {
      Stop(DiagnosticKind::kUnsupportedSpecificationFormula, e.range,
           "a specification can't have a conjunct []P with a state predicate P",
           "make it an INVARIANT, or a conjunct of Next");
    }
  }
  if (EnterFormula(
          tree, environment,
          [&](TreeExpression inner, const Environment& inside, const std::string& entered) {
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

void Lowerer::LowerNextRelation(TreeExpression tree, const Environment& environment,
                                const std::string& name) {
  has_next_ = true;
  NextSplitter splitter(*this);
  splitter.Split(tree, environment, name);
}

void Lowerer::LowerAssumptions() {
  for (const semantics::ModuleInfo::Assumption& assumption :
       specification_[specification_.root].assumptions) {
    const Environment environment{nullptr, nullptr, Mode::kCurrent};
    const ExpressionId lowered = LowerExpression(assumption.expression, environment);
    program_->assumptions.push_back(
        {assumption.name, lowered, RangeOf(assumption.expression), assumption.name});
  }
}

ExpressionId Lowerer::LowerNamedExpression(const configuration::NamedItem& item, const char* what) {
  const SymbolId symbol = FindNamed(item, what);
  const ExpressionId lowered =
      LowerSymbol(symbol, {}, {nullptr, nullptr, Mode::kCurrent}, specification_[symbol].range);
  return At(lowered).is_constant() ? ToCell(lowered) : lowered;
}

Lowered Lower(semantics::Specification& specification, configuration::Configuration& configuration,
              const values::AtomTable& atoms, Host& host, const LowerOptions& options,
              source::Diagnostics& diagnostics) {
  Lowerer lowerer(specification, configuration, atoms, host, options, diagnostics);
  return lowerer.Run();
}

}  // namespace model::lowering

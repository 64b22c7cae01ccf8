// Actions, as TLC runs them: from left to right, with a successor that is put together on the way.
// What comes after a piece of the action is a function that is called for each way of doing the
// piece.

#include <algorithm>
#include <utility>

#include "tests/agreement/slow_evaluator.h"

namespace agreement {

using model::semantics::Builtin;
using model::semantics::Symbol;
using model::semantics::SymbolKind;
using model::syntax::ExpressionKind;

void SlowEvaluator::Begin(const std::string& definition, const State& state, State* next,
                          const Then& then) {
  steps_ = 0;
  current_ = &state;
  next_ = next;
  variables_ = state.size();
  Run(specification_[specification_.Find(definition)].body, nullptr, then);
}

SlowEvaluator::Steps SlowEvaluator::Successors(const std::string& definition, const State& state) {
  Steps steps;
  State next;
  try {
    Begin(definition, state, &next, [&] {
      if (next.size() != variables_) throw Error{"a variable is left unassigned"};
      steps.targets.push_back(next);
    });
  } catch (const Error& error) {
    steps.error = error;
  }
  return steps;
}

bool SlowEvaluator::Enabled(const std::string& definition, const State& state) {
  struct Found {};
  State next;
  try {
    Begin(definition, state, &next, [] { throw Found(); });
  } catch (const Found&) {
    return true;
  }
  return false;
}

TreeExpression SlowEvaluator::Bare(TreeExpression at) const {
  while (specification_[at].kind == ExpressionKind::kParentheses ||
         specification_[at].kind == ExpressionKind::kLabel) {
    at = Operand(at, 0);
  }
  return at;
}

std::optional<std::string> SlowEvaluator::Variable(TreeExpression at,
                                                   const Environment& environment) const {
  at = Bare(at);
  if (specification_[at].kind != ExpressionKind::kName) return std::nullopt;
  const SymbolId id = specification_.OriginOf(specification_.ReferenceOf(at).symbol);
  const Symbol& symbol = specification_[id];
  if (symbol.kind == SymbolKind::kVariable) return symbol.name;
  Environment within = environment;
  while (within != nullptr && within->symbol != id) within = within->outer;
  if (symbol.kind == SymbolKind::kParameter && within != nullptr && !within->meaning.value) {
    return Variable(within->meaning.body, within->meaning.environment);
  }
  if (symbol.kind == SymbolKind::kOperator && symbol.arity == 0 &&
      !specification_[symbol.module].is_standard) {
    return Variable(symbol.body, within);
  }
  return std::nullopt;
}

std::optional<std::string> SlowEvaluator::PrimedVariable(TreeExpression at,
                                                         const Environment& environment) const {
  at = Bare(at);
  if (specification_[at].kind != ExpressionKind::kName) return std::nullopt;
  const Symbol& symbol =
      specification_[specification_.OriginOf(specification_.ReferenceOf(at).symbol)];
  if (symbol.kind != SymbolKind::kBuiltin || symbol.builtin != Builtin::kPrime) return std::nullopt;
  return Variable(Operand(at, 0), environment);
}

void SlowEvaluator::Assign(const std::string& variable, const Value& value, const Then& then) {
  const auto found = next_->find(variable);
  if (found != next_->end()) {
    if (found->second == value) then();
    return;
  }
  next_->emplace(variable, value);
  then();
  next_->erase(variable);
}

void SlowEvaluator::RunItems(TreeExpression at, size_t i, const Environment& environment,
                             const Then& then) {
  if (i == specification_[at].operands.size()) return then();
  Run(Operand(at, i), environment, [&] { RunItems(at, i + 1, environment, then); });
}

void SlowEvaluator::RunInstances(TreeExpression at, const std::vector<Environment>& instances,
                                 size_t i, const Then& then) {
  if (i == instances.size()) return then();
  Run(Operand(at, 0), instances[i], [&] { RunInstances(at, instances, i + 1, then); });
}

void SlowEvaluator::RunCase(TreeExpression at, const Environment& environment, const Then& then) {
  for (const model::syntax::CaseArm& arm :
       specification_[at.tree].arm_lists[specification_[at].detail]) {
    const bool other = arm.condition == model::syntax::kNoExpression;
    if (other || Test({at.tree, arm.condition}, environment, "CASE")) {
      return Run({at.tree, arm.value}, environment, then);
    }
  }
  throw Error{"no arm of the CASE is true"};
}

void SlowEvaluator::RunUnchanged(TreeExpression at, const Environment& environment,
                                 const Then& then) {
  at = Bare(at);
  if (const auto variable = Variable(at, environment))
    return Assign(*variable, current_->at(*variable), then);
  if (specification_[at].kind == ExpressionKind::kTuple) {
    const std::function<void(size_t)> component = [&](size_t i) {
      if (i == specification_[at].operands.size()) return then();
      RunUnchanged(Operand(at, i), environment, [&, i] { component(i + 1); });
    };
    return component(0);
  }
  Meaning operand;
  operand.body = at;
  operand.environment = environment;
  if (EvalBuiltin(Builtin::kUnchanged, {operand}) == Value(true)) then();
}

// An operator of the specification, or what a parameter stands for. False: it is a mere predicate.
bool SlowEvaluator::RunSymbol(SymbolId id, const std::vector<Meaning>& arguments,
                              const Environment& environment, const Then& then) {
  const Symbol& symbol = specification_[id];
  Environment within = environment;
  while (within != nullptr && within->symbol != id) within = within->outer;
  const auto run = [&](TreeExpression body, Environment inside,
                       const std::vector<SymbolId>& parameters) {
    for (size_t i = 0; i < parameters.size(); ++i)
      inside = Bind(inside, parameters[i], arguments[i]);
    Run(body, inside, then);
    return true;
  };
  if (symbol.kind == SymbolKind::kOperator && !specification_[symbol.module].is_standard)
    return run(symbol.body, within, symbol.parameters);
  if (symbol.kind != SymbolKind::kParameter || within == nullptr || within->meaning.value)
    return false;
  const Meaning& meaning = within->meaning;
  if (meaning.symbol != model::semantics::kNoSymbol)
    return RunSymbol(meaning.symbol, arguments, meaning.environment, then);
  return run(meaning.body, meaning.environment, meaning.parameters);
}

// A name that is an action of its own. False: it is a mere predicate.
bool SlowEvaluator::RunName(TreeExpression at, const Environment& environment, const Then& then) {
  const SymbolId id = specification_.OriginOf(specification_.ReferenceOf(at).symbol);
  const Symbol& symbol = specification_[id];
  if (symbol.kind == SymbolKind::kOperator || symbol.kind == SymbolKind::kParameter)
    return RunSymbol(id, Arguments(at, environment), environment, then);
  if (symbol.kind != SymbolKind::kBuiltin) return false;
  if (symbol.builtin == Builtin::kUnchanged) {
    RunUnchanged(Operand(at, 0), environment, then);
    return true;
  }
  if (symbol.builtin == Builtin::kImplies) {
    if (Test(Operand(at, 0), environment, "=>")) {
      Run(Operand(at, 1), environment, then);
    } else {
      then();
    }
    return true;
  }
  if (symbol.builtin != Builtin::kEqual && symbol.builtin != Builtin::kIn) return false;
  const auto variable = PrimedVariable(Operand(at, 0), environment);
  if (!variable || next_->contains(*variable)) return false;
  const Value right = Eval(Operand(at, 1), environment);
  if (symbol.builtin == Builtin::kEqual) {
    Assign(*variable, right, then);
  } else {
    for (const Value& element : Elements(right, "\\in")) Assign(*variable, element, then);
  }
  return true;
}

void SlowEvaluator::Run(TreeExpression at, const Environment& environment, const Then& then) {
  Spend();
  if (next_->size() == variables_) {
    if (Test(at, environment, "an action")) then();
    return;
  }
  at = Bare(at);
  const Expression& e = specification_[at];
  switch (e.kind) {
    case ExpressionKind::kConjunction: return RunItems(at, 0, environment, then);
    case ExpressionKind::kDisjunction:
      for (size_t i = 0; i < e.operands.size(); ++i) Run(Operand(at, i), environment, then);
      return;
    case ExpressionKind::kExists: {
      const BoundVariables bounds = Bounds(at, environment);
      Combinations(bounds, bounds.size(), environment, [&](const Environment& inner) {
        Run(Operand(at, 0), inner, then);
        return true;
      });
      return;
    }
    case ExpressionKind::kForAll: {
      std::vector<Environment> instances;
      const BoundVariables bounds = Bounds(at, environment);
      Combinations(bounds, bounds.size(), environment, [&](const Environment& inner) {
        instances.push_back(inner);
        return true;
      });
      // TLC takes the first, then the others from the last.
      if (!instances.empty()) std::reverse(instances.begin() + 1, instances.end());
      return RunInstances(at, instances, 0, then);
    }
    case ExpressionKind::kIf:
      return Run(Operand(at, Test(Operand(at, 0), environment, "IF") ? 1 : 2), environment, then);
    case ExpressionKind::kCase: return RunCase(at, environment, then);
    case ExpressionKind::kLet: return Run(Operand(at, 0), BindDefinitions(at, environment), then);
    case ExpressionKind::kName:
      if (RunName(at, environment, then)) return;
      break;
    default: break;
  }
  if (Test(at, environment, "an action")) then();
}

}  // namespace agreement

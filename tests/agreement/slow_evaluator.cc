#include "tests/agreement/slow_evaluator.h"

namespace agreement {

using model::semantics::Builtin;
using model::semantics::Symbol;
using model::semantics::SymbolKind;
using model::syntax::BoundGroup;
using model::syntax::ExpressionKind;

namespace {

constexpr uint64_t kMaxSteps = 100'000;

}  // namespace

void SlowEvaluator::Spend() {
  if (++steps_ > kMaxSteps) throw Exhausted();
}

Value SlowEvaluator::Evaluate(const std::string& definition, const State& state) {
  steps_ = 0;
  current_ = &state;
  next_ = nullptr;
  return EvalSymbol(specification_.Find(definition), {}, nullptr);
}

// --- Names and what they stand for ---

SlowEvaluator::Environment SlowEvaluator::Bind(const Environment& outer, SymbolId symbol,
                                               Meaning meaning) {
  return std::make_shared<const Frame>(Frame{symbol, std::move(meaning), outer});
}

SlowEvaluator::Environment SlowEvaluator::BindValue(const Environment& outer, SymbolId symbol,
                                                    const Value& value) {
  Meaning meaning;
  meaning.value = value;
  return Bind(outer, symbol, std::move(meaning));
}

SlowEvaluator::Environment SlowEvaluator::BindElement(Environment environment,
                                                      const std::vector<SymbolId>& names,
                                                      const Value& element) {
  if (names.size() == 1) return BindValue(environment, names[0], element);
  const std::vector<Value> components = List(element, "a tuple pattern");
  if (components.size() != names.size()) throw Error{"a tuple of another length"};
  for (size_t i = 0; i < names.size(); ++i)
    environment = BindValue(environment, names[i], components[i]);
  return environment;
}

TreeExpression SlowEvaluator::Operand(TreeExpression at, size_t i) const {
  return {at.tree, specification_[at].operands[i]};
}

Value SlowEvaluator::Force(const Meaning& meaning) {
  return meaning.value ? *meaning.value : Eval(meaning.body, meaning.environment);
}

std::vector<SlowEvaluator::Meaning> SlowEvaluator::Arguments(TreeExpression at,
                                                             const Environment& environment) {
  std::vector<Meaning> arguments;
  for (size_t i = 0; i < specification_[at].operands.size(); ++i) {
    const TreeExpression operand = Operand(at, i);
    const Expression& e = specification_[operand];
    Meaning& meaning = arguments.emplace_back();
    meaning.body = operand;
    meaning.environment = environment;
    if (e.kind == ExpressionKind::kLambda) {
      meaning.body = Operand(operand, 0);
      meaning.parameters = specification_.tables_of(at.tree).parameters[e.detail];
    } else if (e.kind == ExpressionKind::kName && e.operands.empty()) {
      const SymbolId symbol = specification_.OriginOf(specification_.ReferenceOf(operand).symbol);
      if (specification_[symbol].arity == 0) continue;
      meaning.symbol =
          symbol;  // an operator by name; a parameter's meaning is found here, where it is bound
      for (Environment frame = environment; frame != nullptr; frame = frame->outer) {
        if (frame->symbol != symbol) continue;
        if (specification_[symbol].kind == SymbolKind::kParameter) meaning = frame->meaning;
        break;
      }
    }
  }
  return arguments;
}

Value SlowEvaluator::CallMeaning(const Meaning& op, const std::vector<Meaning>& arguments) {
  if (op.symbol != model::semantics::kNoSymbol)
    return EvalSymbol(op.symbol, arguments, op.environment);
  Environment environment = op.environment;
  for (size_t i = 0; i < op.parameters.size(); ++i)
    environment = Bind(environment, op.parameters[i], arguments[i]);
  return Eval(op.body, environment);
}

Value SlowEvaluator::EvalName(TreeExpression at, const Environment& environment) {
  const SymbolId symbol = specification_.OriginOf(specification_.ReferenceOf(at).symbol);
  return EvalSymbol(symbol, Arguments(at, environment), environment);
}

Value SlowEvaluator::EvalSymbol(SymbolId id, const std::vector<Meaning>& arguments,
                                const Environment& environment) {
  const Symbol& symbol = specification_[id];
  if (symbol.kind == SymbolKind::kBuiltin) return EvalBuiltin(symbol.builtin, arguments);
  if (symbol.kind == SymbolKind::kVariable) {
    const auto value = current_->find(symbol.name);
    if (value == current_->end()) throw Error{"the variable " + symbol.name + " has no value"};
    return value->second;
  }
  if (specification_[symbol.module].is_standard) return EvalStandard(symbol.name, arguments);
  Environment within = environment;
  while (within != nullptr && within->symbol != id) within = within->outer;
  if (symbol.kind == SymbolKind::kParameter || symbol.kind == SymbolKind::kBound) {
    if (within == nullptr) throw Error{"unbound " + symbol.name};
    return arguments.empty() ? Force(within->meaning) : CallMeaning(within->meaning, arguments);
  }
  // A definition: of a LET, seen from its own frame, or of the module, seen from nowhere.
  if (symbol.kind == SymbolKind::kFunction) {
    const BoundGroup& group = specification_[symbol.body.tree][symbol.definition].bounds[0];
    Function function;
    const Value domain = Eval({symbol.body.tree, group.set}, within);
    for (const Value& key : Elements(domain, "a function's domain")) {
      function.emplace(key, EvalRecursiveFunction(id, key, within));
    }
    return Of(std::move(function));
  }
  Meaning op;
  op.body = symbol.body;
  op.environment = within;
  op.parameters = symbol.parameters;
  return CallMeaning(op, arguments);
}

Value SlowEvaluator::EvalRecursiveFunction(SymbolId id, const Value& argument,
                                           const Environment& environment) {
  const Symbol& symbol = specification_[id];
  const BoundGroup& group = specification_[symbol.body.tree][symbol.definition].bounds[0];
  if (!Contains(Eval({symbol.body.tree, group.set}, environment), argument)) {
    throw Error{Text(argument) + " is outside the domain of " + symbol.name};
  }
  return Eval(symbol.body, BindElement(environment, symbol.bound_symbols[0], argument));
}

SlowEvaluator::Environment SlowEvaluator::BindDefinitions(TreeExpression at,
                                                          Environment environment) {
  const model::syntax::Tree& tree = specification_[at.tree];
  for (const model::syntax::DefinitionId definition : tree.let_lists[specification_[at].detail]) {
    const SymbolId symbol =
        specification_.tables_of(at.tree).definition_symbol[static_cast<uint32_t>(definition)];
    if (symbol != model::semantics::kNoSymbol) environment = Bind(environment, symbol, {});
  }
  return environment;
}

// --- Expressions ---

bool SlowEvaluator::Test(TreeExpression at, const Environment& environment, const char* what) {
  return Boolean(Eval(at, environment), what);
}

Value SlowEvaluator::Eval(TreeExpression at, const Environment& environment) {
  Spend();
  const Expression& e = specification_[at];
  switch (e.kind) {
    case ExpressionKind::kName: return EvalName(at, environment);
    case ExpressionKind::kNumber: return static_cast<int64_t>(std::stoll(e.text));
    case ExpressionKind::kString: return e.text;
    case ExpressionKind::kAt: return *at_;
    case ExpressionKind::kConjunction:
    case ExpressionKind::kDisjunction: {
      const bool decides = e.kind == ExpressionKind::kDisjunction;
      for (size_t i = 0; i < e.operands.size(); ++i) {
        if (Test(Operand(at, i), environment, decides ? "\\/" : "/\\") == decides) return decides;
      }
      return !decides;
    }
    case ExpressionKind::kForAll: return EvalQuantifier(at, environment, false);
    case ExpressionKind::kExists: return EvalQuantifier(at, environment, true);
    case ExpressionKind::kChoose: return EvalChoose(at, environment);
    case ExpressionKind::kSetEnumeration:
    case ExpressionKind::kSetFilter:
    case ExpressionKind::kSetMap:
    case ExpressionKind::kFunctionSet:
    case ExpressionKind::kRecordSet:
    case ExpressionKind::kProduct: return EvalSet(at, environment);
    case ExpressionKind::kFunction: return EvalFunction(at, environment);
    case ExpressionKind::kApply: return EvalApply(at, environment);
    case ExpressionKind::kExcept: return EvalExcept(at, environment);
    case ExpressionKind::kRecord: {
      Function record;
      const auto& fields = specification_[at.tree].field_lists[e.detail];
      for (size_t i = 0; i < fields.size(); ++i)
        record.emplace(fields[i].text, Eval(Operand(at, i), environment));
      return Of(std::move(record));
    }
    case ExpressionKind::kField: {
      const Value record = Eval(Operand(at, 0), environment);
      const Function& fields = Map(record, "a field");
      const auto found = fields.find(Value(e.text));
      if (found == fields.end()) throw Error{"no field " + e.text};
      return found->second;
    }
    case ExpressionKind::kTuple: {
      std::vector<Value> elements;
      for (size_t i = 0; i < e.operands.size(); ++i)
        elements.push_back(Eval(Operand(at, i), environment));
      return Tuple(elements);
    }
    case ExpressionKind::kIf:
      return Eval(Operand(at, Test(Operand(at, 0), environment, "IF") ? 1 : 2), environment);
    case ExpressionKind::kCase: return EvalCase(at, environment);
    case ExpressionKind::kLet: return Eval(Operand(at, 0), BindDefinitions(at, environment));
    case ExpressionKind::kLabel:
    case ExpressionKind::kParentheses: return Eval(Operand(at, 0), environment);
    default: throw Exhausted();  // the tests don't write it
  }
}

SlowEvaluator::BoundVariables SlowEvaluator::Bounds(TreeExpression at,
                                                    const Environment& environment) {
  BoundVariables bounds;
  const uint32_t detail = specification_[at].detail;
  const auto& groups = specification_[at.tree].bound_lists[detail];
  const auto& symbols = specification_.tables_of(at.tree).bounds[detail];
  for (size_t g = 0; g < groups.size(); ++g) {
    const Set set = Elements(Eval({at.tree, groups[g].set}, environment), "a bound");
    if (groups[g].is_tuple) {
      bounds.emplace_back(symbols[g], set);
    } else {
      for (const SymbolId symbol : symbols[g]) bounds.push_back({{symbol}, set});
    }
  }
  return bounds;
}

bool SlowEvaluator::Combinations(const BoundVariables& bounds, size_t left,
                                 const Environment& environment,
                                 const std::function<bool(const Environment&)>& visit) {
  if (left == 0) return visit(environment);
  for (const Value& element : bounds[left - 1].second) {
    if (!Combinations(bounds, left - 1, BindElement(environment, bounds[left - 1].first, element),
                      visit))
      return false;
  }
  return true;
}

Value SlowEvaluator::EvalQuantifier(TreeExpression at, const Environment& environment, bool stop) {
  const BoundVariables bounds = Bounds(at, environment);
  const bool exhausted =
      Combinations(bounds, bounds.size(), environment, [&](const Environment& inner) {
        return Test(Operand(at, 0), inner, "a quantifier") != stop;
      });
  return exhausted != stop;
}

Value SlowEvaluator::EvalChoose(TreeExpression at, const Environment& environment) {
  const BoundVariables bounds = Bounds(at, environment);
  for (const Value& element : bounds[0].second) {
    if (Test(Operand(at, 0), BindElement(environment, bounds[0].first, element), "CHOOSE"))
      return element;
  }
  throw Error{"nothing to CHOOSE"};
}

// What fails in `evaluate` fails only for those who look at what comes of it.
template <typename Evaluation>
static auto Lazily(Evaluation evaluate) {
  try {
    return evaluate();
  } catch (Error& error) {
    error.may_be_late = true;
    throw;
  }
}

// A set of what doesn't compare is an error only for those who look into it.
static void Insert(const Value& element, Set* set) {
  Lazily([&] { return set->insert(element); });
}

Value SlowEvaluator::EvalSet(TreeExpression at, const Environment& environment) {
  const Expression& e = specification_[at];
  Set set;
  if (e.kind == ExpressionKind::kSetEnumeration) {
    for (size_t i = 0; i < e.operands.size(); ++i) {
      Insert(Eval(Operand(at, i), environment), &set);
    }
    return Of(std::move(set));
  }
  if (e.kind == ExpressionKind::kSetFilter) {
    const BoundVariables bounds = Bounds(at, environment);
    for (const Value& element : bounds[0].second) {
      const Environment inner = BindElement(environment, bounds[0].first, element);
      // Who looks for one element needn't test those behind it.
      if (Lazily([&] { return Test(Operand(at, 0), inner, "a filter"); })) set.insert(element);
    }
    return Of(std::move(set));
  }
  if (e.kind == ExpressionKind::kSetMap) {
    const BoundVariables bounds = Bounds(at, environment);
    Combinations(bounds, bounds.size(), environment, [&](const Environment& inner) {
      Insert(Eval(Operand(at, 0), inner), &set);
      return true;
    });
    return Of(std::move(set));
  }
  // [S -> T], [a : S, b : T], S \X T: all choices of a value for each key.
  std::vector<std::pair<Value, Value>> wheels;  // key, set of values
  if (e.kind == ExpressionKind::kFunctionSet) {
    const Value domain = Eval(Operand(at, 0), environment),
                range = Eval(Operand(at, 1), environment);
    Elements(range, "->");  // even if nothing is mapped there
    for (const Value& key : Elements(domain, "->")) wheels.emplace_back(key, range);
  } else {
    for (size_t i = 0; i < e.operands.size(); ++i) {
      const Value set_of_values = Eval(Operand(at, i), environment);
      if (e.kind == ExpressionKind::kProduct) {
        wheels.emplace_back(static_cast<int64_t>(i + 1), set_of_values);
      } else {
        wheels.emplace_back(specification_[at.tree].field_lists[e.detail][i].text, set_of_values);
      }
    }
  }
  std::vector<Function> functions = {{}};
  for (const auto& [key, values] : wheels) {
    std::vector<Function> extended;
    for (const Function& function : functions) {
      for (const Value& value : Elements(values, "->")) {
        Spend();
        extended.push_back(function);
        extended.back().emplace(key, value);
      }
    }
    functions = std::move(extended);
  }
  for (Function& function : functions) set.insert(Of(std::move(function)));
  return Of(std::move(set));
}

Value SlowEvaluator::EvalFunction(TreeExpression at, const Environment& environment) {
  const auto& groups = specification_[at.tree].bound_lists[specification_[at].detail];
  const BoundVariables bounds = Bounds(at, environment);
  Function function;
  Combinations(bounds, bounds.size(), environment, [&](const Environment& inner) {
    std::vector<Value> keys;
    for (const auto& [names, set] : bounds) {
      for (const SymbolId name : names) keys.push_back(EvalSymbol(name, {}, inner));
    }
    const bool is_tuple = keys.size() > 1 || groups[0].is_tuple;
    Lazily([&] {
      return function.emplace(is_tuple ? Tuple(keys) : keys[0], Eval(Operand(at, 0), inner));
    });
    return true;
  });
  return Of(std::move(function));
}

Value SlowEvaluator::EvalApply(TreeExpression at, const Environment& environment) {
  std::vector<Value> arguments;
  const Expression& e = specification_[at];
  const TreeExpression callee = Operand(at, 0);
  const auto evaluate_arguments = [&] {
    for (size_t i = 1; i < e.operands.size(); ++i)
      arguments.push_back(Eval(Operand(at, i), environment));
    return arguments.size() == 1 ? arguments[0] : Tuple(arguments);
  };
  if (specification_[callee].kind == ExpressionKind::kName) {
    const SymbolId symbol = specification_.OriginOf(specification_.ReferenceOf(callee).symbol);
    if (specification_[symbol].kind == SymbolKind::kFunction) {
      Environment within = environment;
      while (within != nullptr && within->symbol != symbol) within = within->outer;
      return EvalRecursiveFunction(symbol, evaluate_arguments(), within);
    }
  }
  const Value function = Eval(callee, environment);
  const Value argument = evaluate_arguments();
  for (const auto& [key, value] : Map(function, "f[x]")) {
    if (key == argument) return value;
  }
  throw Error{Text(argument) + " is outside the domain of " + Text(function)};
}

Value SlowEvaluator::EvalExcept(TreeExpression at, const Environment& environment) {
  Value result = Eval(Operand(at, 0), environment);
  for (const model::syntax::Update& update :
       specification_[at.tree].update_lists[specification_[at].detail]) {
    std::vector<Value> path;
    for (const model::syntax::UpdateSelector& selector : update.path) {
      if (selector.is_field) {
        path.push_back(selector.field);
        continue;
      }
      std::vector<Value> arguments;
      for (const auto id : selector.arguments)
        arguments.push_back(Eval({at.tree, id}, environment));
      path.push_back(arguments.size() == 1 ? arguments[0] : Tuple(arguments));
    }
    result = Updated(result, path, 0, [&](const Value& old) {
      const std::optional<Value> outer = std::exchange(at_, old);
      const Value value = Eval({at.tree, update.value}, environment);
      at_ = outer;
      return value;
    });
  }
  return result;
}

Value SlowEvaluator::Updated(const Value& function, const std::vector<Value>& path, size_t depth,
                             const std::function<Value(const Value&)>& change) {
  if (depth == path.size()) return change(function);
  Function updated = Map(function, "EXCEPT");
  if (updated.empty()) Integer(path[depth], "<<>>[i]");  // a tuple, to TLC
  for (auto& [key, value] : updated) {
    if (key == path[depth]) value = Updated(value, path, depth + 1, change);
  }
  return Of(std::move(updated));
}

Value SlowEvaluator::EvalCase(TreeExpression at, const Environment& environment) {
  for (const model::syntax::CaseArm& arm :
       specification_[at.tree].arm_lists[specification_[at].detail]) {
    const bool other = arm.condition == model::syntax::kNoExpression;
    if (other || Test({at.tree, arm.condition}, environment, "CASE"))
      return Eval({at.tree, arm.value}, environment);
  }
  throw Error{"no arm of the CASE is true"};
}

}  // namespace agreement

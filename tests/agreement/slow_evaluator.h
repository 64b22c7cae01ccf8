// Evaluates expressions and actions over the syntax tree of a resolved specification, by the book
// and slowly: the judge of the fast path (lowering and interpreter), of which it shares nothing but
// what both read.
//
// Knows what the random texts of these tests may hold: everything of the language but instances,
// temporal operators and unbounded quantifiers, and the operators of Integers, Sequences,
// FiniteSets and TLC's :> and @@. Gives up (throws Exhausted) after a number of steps, so that a
// random expression can't take for ever.

#ifndef TESTS_AGREEMENT_SLOW_EVALUATOR_H_
#define TESTS_AGREEMENT_SLOW_EVALUATOR_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/semantics/specification.h"
#include "tests/agreement/slow_value.h"

namespace agreement {

using model::semantics::SymbolId;
using model::semantics::TreeExpression;
// By the variables' names; one that is missing is unassigned.
using State = std::map<std::string, Value>;

class SlowEvaluator {
 public:
  explicit SlowEvaluator(const model::semantics::Specification& specification)
      : specification_(specification) {}

  // The value of a definition without parameters.
  Value Evaluate(const std::string& definition, const State& state);

  // The steps of an action from `state`, in TLC's order, one for each way of taking it; `error` if
  // one ended the enumeration.
  struct Steps {
    std::vector<State> targets;
    std::optional<Error> error;
  };
  Steps Successors(const std::string& definition, const State& state);
  // Whether there is a step of the action; variables may be left unassigned. Looks no further than
  // the first.
  bool Enabled(const std::string& definition, const State& state);

 private:
  struct Frame;
  using Environment = std::shared_ptr<const Frame>;
  // What a name stands for: a value, an expression not evaluated yet, or an operator.
  struct Meaning {
    std::optional<Value> value;
    TreeExpression body;
    Environment environment;
    std::vector<SymbolId> parameters;
    SymbolId symbol =
        model::semantics::kNoSymbol;  // an operator of the language or of a standard module
  };
  struct Frame {
    SymbolId symbol;
    Meaning meaning;
    Environment outer;
  };
  using Expression = model::syntax::Expression;
  using Then = std::function<void()>;
  using BoundVariables =
      std::vector<std::pair<std::vector<SymbolId>, Set>>;  // several names: a tuple pattern

  static Environment Bind(const Environment& outer, SymbolId symbol, Meaning meaning);
  static Environment BindValue(const Environment& outer, SymbolId symbol, const Value& value);
  // Only the names bound by one group of bounds.
  Environment BindElement(Environment environment, const std::vector<SymbolId>& names,
                          const Value& element);

  Value Eval(TreeExpression at, const Environment& environment);
  bool Test(TreeExpression at, const Environment& environment, const char* what);
  TreeExpression Operand(TreeExpression at, size_t i) const;
  Value EvalName(TreeExpression at, const Environment& environment);
  Value EvalSymbol(SymbolId symbol, const std::vector<Meaning>& arguments,
                   const Environment& environment);
  Value Force(const Meaning& meaning);
  Value CallMeaning(const Meaning& op, const std::vector<Meaning>& arguments);
  std::vector<Meaning> Arguments(TreeExpression at, const Environment& environment);
  Value EvalBuiltin(model::semantics::Builtin builtin, const std::vector<Meaning>& arguments);
  Value EvalStandard(const std::string& name, const std::vector<Meaning>& arguments);
  Value EvalPrime(const Meaning& operand);
  Value EvalRecursiveFunction(SymbolId symbol, const Value& argument,
                              const Environment& environment);
  Value EvalApply(TreeExpression at, const Environment& environment);
  Value EvalQuantifier(TreeExpression at, const Environment& environment, bool stop);
  Value EvalChoose(TreeExpression at, const Environment& environment);
  Value EvalSet(TreeExpression at, const Environment& environment);
  Value EvalFunction(TreeExpression at, const Environment& environment);
  Value EvalExcept(TreeExpression at, const Environment& environment);
  Value Updated(const Value& function, const std::vector<Value>& path, size_t depth,
                const std::function<Value(const Value&)>& change);
  Value EvalCase(TreeExpression at, const Environment& environment);
  Environment BindDefinitions(TreeExpression at, Environment environment);
  // The sets of the bounds, each evaluated once.
  BoundVariables Bounds(TreeExpression at, const Environment& environment);
  // Every combination, the first variable running fastest, until `visit` returns false.
  bool Combinations(const BoundVariables& bounds, size_t left, const Environment& environment,
                    const std::function<bool(const Environment&)>& visit);

  // Runs an action from `state` in a successor that is not begun.
  void Begin(const std::string& definition, const State& state, State* next, const Then& then);
  void Run(TreeExpression at, const Environment& environment, const Then& then);
  void RunItems(TreeExpression at, size_t i, const Environment& environment, const Then& then);
  void RunInstances(TreeExpression at, const std::vector<Environment>& instances, size_t i,
                    const Then& then);
  void RunCase(TreeExpression at, const Environment& environment, const Then& then);
  bool RunSymbol(SymbolId symbol, const std::vector<Meaning>& arguments,
                 const Environment& environment, const Then& then);
  bool RunName(TreeExpression at, const Environment& environment, const Then& then);
  void RunUnchanged(TreeExpression at, const Environment& environment, const Then& then);
  void Assign(const std::string& variable, const Value& value, const Then& then);
  // The variable that the expression names, if it is one.
  std::optional<std::string> Variable(TreeExpression at, const Environment& environment) const;
  // The variable whose primed form the expression is.
  std::optional<std::string> PrimedVariable(TreeExpression at,
                                            const Environment& environment) const;
  TreeExpression Bare(TreeExpression at) const;  // without parentheses and labels
  void Spend();

  const model::semantics::Specification& specification_;
  const State* current_ = nullptr;
  State* next_ = nullptr;  // null: primes are errors
  size_t variables_ = 0;
  std::optional<Value> at_;  // what @ stands for
  uint64_t steps_ = 0;
};

}  // namespace agreement

#endif  // TESTS_AGREEMENT_SLOW_EVALUATOR_H_

// Why a predicate is false: which conjunct, for which bound values, and what its sides are.
//
// Descends from the predicate into the part that makes it false and evaluates pieces on the way;
// the result is lines for a person.

#ifndef MODEL_INTERPRETER_EXPLAIN_H_
#define MODEL_INTERPRETER_EXPLAIN_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/program/definition_finder.h"
#include "model/source/source.h"

namespace model::interpreter {

class FalsehoodExplainer {
 public:
  // The machine's states are set to those of which the predicate is false.
  FalsehoodExplainer(Machine& machine, const source::SourceSet& sources)
      : machine_(machine), sources_(sources), definitions_(machine.program()) {}

  std::vector<std::string> Explain(ExpressionId predicate);

 private:
  using Expression = program::Expression;

  void Descend(ExpressionId id, Value* frame);           // a part that is false
  void DescendIntoTruth(ExpressionId id, Value* frame);  // one that is true, below a negation
  void FailingInstance(const Expression& e, bool wanted, Value* frame);
  void Comparison(const Expression& e, Value* frame);
  void Disjunction(const Expression& e, Value* frame);
  void MissingElement(const Expression& e, Value* frame);
  void Side(ExpressionId id, Value* frame);
  // ", in Op" if the lines before are about another definition.
  std::string Place(const Expression& e);
  void Say(std::string_view line);
  Value Evaluate(ExpressionId id, Value* frame) {
    return interpreter::Evaluate(machine_.Link(id), machine_, frame);
  }
  std::string TextOf(ExpressionId id) const;  // as written, on one line
  std::string Shown(Value value) const;

  Machine& machine_;
  const source::SourceSet& sources_;
  program::DefinitionFinder definitions_;
  const program::Definition* definition_ = nullptr;  // that the last line is about
  size_t indentation_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_EXPLAIN_H_

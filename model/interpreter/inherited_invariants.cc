#include "model/interpreter/inherited_invariants.h"

#include <algorithm>
#include <new>

#include "model/program/variables_read.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

void CollectConjuncts(const program::Program& program, ExpressionId id,
                      std::vector<ExpressionId>* conjuncts) {
  const program::Expression& expression = program[id];
  if (expression.operation != Operation::kAnd) {
    conjuncts->push_back(id);
    return;
  }
  for (ExpressionId operand : expression.operands) CollectConjuncts(program, operand, conjuncts);
}

}  // namespace

void InheritedInvariants::Link(Machine& machine,
                               const std::vector<program::Predicate>& predicates) {
  conjuncts_.clear();
  const program::Program& program = machine.program();
  std::vector<ExpressionId> ids;
  for (const program::Predicate& predicate : predicates)
    CollectConjuncts(program, predicate.expression, &ids);
  for (ExpressionId id : ids) {
    Conjunct& conjunct = conjuncts_.emplace_back();
    conjunct.node = machine.Link(id);
    std::optional<program::VariablesRead> read = program::VariablesReadBy(program, id);
    if (read && read->next.empty()) conjunct.variables = std::move(read->current);
  }
}

bool InheritedInvariants::IsUntouched(const Conjunct& conjunct, const Value* parent,
                                      const Value* row) {
  return conjunct.variables &&
         std::all_of(conjunct.variables->begin(), conjunct.variables->end(),
                     [&](uint32_t variable) { return parent[variable] == row[variable]; });
}

bool InheritedInvariants::Hold(Machine& machine, const Value* parent, const Value* row,
                               const EncodedState& encoded_row) const {
  StateScope states(machine, row, nullptr, 0, encoded_row);
  try {
    return std::all_of(conjuncts_.begin(), conjuncts_.end(), [&](const Conjunct& conjunct) {
      return IsUntouched(conjunct, parent, row) ||
             Evaluate(conjunct.node, machine, machine.root).is_true();
    });
  } catch (const values::EvaluationError&) {
    return false;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

}  // namespace model::interpreter

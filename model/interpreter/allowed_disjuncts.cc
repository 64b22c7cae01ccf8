#include "model/interpreter/allowed_disjuncts.h"

#include <new>

#include "model/interpreter/constant_cells.h"
#include "model/interpreter/enumerate.h"
#include "model/program/variables_read.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

void CollectConjuncts(const program::Program& program, ExpressionId id,
                      std::vector<ExpressionId>* conjuncts) {
  if (program[id].operation != Operation::kAnd) {
    conjuncts->push_back(id);
    return;
  }
  for (const ExpressionId operand : program[id].operands) {
    CollectConjuncts(program, operand, conjuncts);
  }
}

bool IsGuard(const program::Program& program, ExpressionId id) {
  const std::optional<program::VariablesRead> read = program::VariablesReadBy(program, id);
  return read && read->next.empty();
}

bool IsConstant(const program::Expression& expression) {
  return !expression.reads_current && !expression.reads_next && !expression.reads_switch &&
         !expression.impure;
}

// Whether all are true. Throws where one is no boolean, too: who evaluates the formula knows words
// for it.
bool AllTrue(const std::vector<const Node*>& nodes, Machine& machine) {
  return std::all_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const Value value = Evaluate(node, machine, machine.root);
    if (!value.is_boolean()) throw values::EvaluationError("not a boolean");
    return value.is_true();
  });
}

}  // namespace

AllowedDisjuncts::AllowedDisjuncts(Machine& machine, ExpressionId formula) {
  bool pays = false;
  try {
    pays = !machine.program()[formula].impure && TakeApart(machine, formula, {}) &&
           std::any_of(disjuncts_.begin(), disjuncts_.end(),
                       [](const Disjunct& disjunct) { return !disjunct.guards.empty(); });
  } catch (const values::EvaluationError&) {
  }
  if (!pays) disjuncts_.clear();
  standing_.resize(disjuncts_.size());
}

// False: there are too many.
bool AllowedDisjuncts::TakeApart(Machine& machine, ExpressionId id, const Presets& presets) {
  const program::Expression& expression = machine.program()[id];
  if (expression.operation == Operation::kOr) {
    return std::all_of(expression.operands.begin(), expression.operands.end(),
                       [&](ExpressionId operand) { return TakeApart(machine, operand, presets); });
  }
  if (expression.operation == Operation::kExists &&
      std::all_of(
          expression.bounds.begin(), expression.bounds.end(),
          [&](const program::Bound& bound) { return IsConstant(machine.program()[bound.set]); })) {
    return TakeApartExists(machine, expression, presets);
  }
  if (disjuncts_.size() == kMostDisjuncts) return false;
  AddDisjunct(machine, id, presets);
  return true;
}

bool AllowedDisjuncts::TakeApartExists(Machine& machine, const program::Expression& exists,
                                       const Presets& presets) {
  std::vector<LinkedBound> bounds;
  for (const program::Bound& bound : exists.bounds)
    bounds.push_back({machine.Link(bound.set), bound.slot, bound.pattern});
  return VisitBounds(machine, machine.root, bounds, [&] {
    Presets more = presets;
    for (const LinkedBound& bound : bounds) {
      for (uint32_t i = 0; i <= bound.pattern; ++i) {
        const Value value = machine.root[bound.slot + i];
        more.emplace_back(bound.slot + i, CopyConstant(machine.own_heap(), value));
      }
    }
    return TakeApart(machine, exists.operands[0], more);
  });
}

void AllowedDisjuncts::AddDisjunct(Machine& machine, ExpressionId id, const Presets& presets) {
  std::vector<ExpressionId> conjuncts;
  CollectConjuncts(machine.program(), id, &conjuncts);
  const auto first_rest =
      std::find_if_not(conjuncts.begin(), conjuncts.end(),
                       [&](ExpressionId conjunct) { return IsGuard(machine.program(), conjunct); });
  const std::vector<const Node*> nodes = machine.linker().LinkInstance(conjuncts, presets);
  const auto guards_end = nodes.begin() + (first_rest - conjuncts.begin());
  disjuncts_.push_back({presets, {nodes.begin(), guards_end}, {guards_end, nodes.end()}});
}

std::optional<size_t> AllowedDisjuncts::FindTrue(Machine& machine) {
  try {
    for (size_t i = 0; i < disjuncts_.size(); ++i) {
      if (standing_[i] == Standing::kExcluded) continue;
      const Disjunct& disjunct = disjuncts_[i];
      for (const auto& [slot, value] : disjunct.presets) machine.root[slot] = value;
      if (standing_[i] == Standing::kUnknown) {
        const bool allowed = AllTrue(disjunct.guards, machine);
        standing_[i] = allowed ? Standing::kAllowed : Standing::kExcluded;
        if (!allowed) continue;
      }
      if (AllTrue(disjunct.rest, machine)) return i;
    }
  } catch (const values::EvaluationError&) {
  } catch (const std::bad_alloc&) {
  }
  return std::nullopt;
}

}  // namespace model::interpreter

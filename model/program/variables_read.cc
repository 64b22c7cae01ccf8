#include "model/program/variables_read.h"

#include <set>

#include "absl/container/flat_hash_set.h"

namespace model::program {
namespace {

class Reading {
 public:
  explicit Reading(const Program& program) : program_(program) {}

  // False: the value depends on more than variables.
  bool Run(ExpressionId root) {
    Meet(root);
    while (!waiting_.empty()) {
      const ExpressionId id = waiting_.back();
      waiting_.pop_back();
      if (!Read(program_[id])) return false;
    }
    return true;
  }

  VariablesRead Result() const {
    return {{current_.begin(), current_.end()}, {next_.begin(), next_.end()}};
  }

 private:
  void Meet(ExpressionId id) {
    if (id != kNoExpression && met_.insert(id).second) waiting_.push_back(id);
  }

  bool Read(const Expression& expression) {
    if (expression.impure || expression.reads_switch) return false;
    switch (expression.operation) {
      case Operation::kCurrent: current_.insert(expression.index); break;
      case Operation::kNext: next_.insert(expression.index); break;
      case Operation::kUnchanged:
        current_.insert(expression.slots.begin(), expression.slots.end());
        next_.insert(expression.slots.begin(), expression.slots.end());
        break;
      case Operation::kSwitch:
      case Operation::kEnabled:
      case Operation::kComposed: return false;
      case Operation::kCall:
      case Operation::kLazyFunction:
      case Operation::kPredicateSet:
        if (!MeetUnit(expression.index)) return false;
        break;
      default: break;
    }
    MeetOperands(expression);
    return true;
  }

  void MeetOperands(const Expression& expression) {
    for (ExpressionId operand : expression.operands) Meet(operand);
    for (const Bound& bound : expression.bounds) Meet(bound.set);
    for (const Update& update : expression.updates) {
      for (ExpressionId key : update.keys) Meet(key);
      Meet(update.value);
    }
    for (const OperatorArgument& argument : expression.operators) Meet(argument.body);
  }

  // False if lowering has not finished it.
  bool MeetUnit(uint32_t index) {
    if (index >= program_.units.size()) return false;
    const Unit& unit = program_.units[index];
    if (unit.body == kNoExpression) return false;
    Meet(unit.body);
    for (const auto& [captured, slot] : unit.captures) Meet(captured);
    for (const Bound& bound : unit.bounds) Meet(bound.set);
    return true;
  }

  const Program& program_;
  absl::flat_hash_set<ExpressionId> met_;
  std::vector<ExpressionId> waiting_;
  std::set<uint32_t> current_, next_;
};

}  // namespace

std::optional<VariablesRead> VariablesReadBy(const Program& program, ExpressionId expression) {
  Reading reading(program);
  if (!reading.Run(expression)) return std::nullopt;
  return reading.Result();
}

}  // namespace model::program

#include "model/interpreter/asymmetry.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "model/interpreter/library/native_operators.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using program::ActionNode;
using program::ActionNodeId;
using program::Expression;
using program::ExpressionId;
using program::Operation;
using program::Program;
using values::Value;
using Permutation = std::vector<uint32_t>;

class Proof {
 public:
  Proof(const Program& program, values::Heap& heap)
      : program_(program), heap_(heap), generators_(program.symmetry_generators) {}

  // REQUIRES: slots that are bound outside of it hold elements of sets that are symmetric
  // themselves, or what the presets of the actions below are.
  bool Holds(ExpressionId id) {
    Meet(id);
    return HoldsOfAllMet();
  }
  bool Holds(ActionNodeId id) {
    Meet(id);
    return HoldsOfAllMet();
  }
  // Of all together: what the one does under some name, another does under the permuted one.
  bool Holds(std::span<const program::Action> actions) {
    for (const program::Action& action : actions) {
      if (!Holds(action.node)) return false;
      for (const Permutation& generator : generators_) {
        const bool is_there = std::any_of(
            actions.begin(), actions.end(),
            [&](const program::Action& other) { return IsImage(action, generator, other); });
        if (!is_there) return false;
      }
    }
    return true;
  }

 private:
  bool IsImage(const program::Action& action, const Permutation& generator,
               const program::Action& image) {
    return action.node == image.node &&
           std::equal(action.presets.begin(), action.presets.end(), image.presets.begin(),
                      image.presets.end(), [&](const auto& from, const auto& to) {
                        return from.first == to.first &&
                               AreSame(values::Permute(heap_, from.second, generator), to.second);
                      });
  }

  bool AreSame(Value a, Value b) {
    if (a == b) return true;
    return values::KindName(heap_, a) == values::KindName(heap_, b) && values::Equal(heap_, a, b);
  }

  bool IsMoved(Value value) {
    return std::any_of(generators_.begin(), generators_.end(), [&](const Permutation& generator) {
      return !AreSame(values::Permute(heap_, value, generator), value);
    });
  }

  void Meet(ExpressionId id) {
    if (id != program::kNoExpression && met_.insert(id).second) expressions_.push_back(id);
  }
  void Meet(ActionNodeId id) {
    if (id != program::kNoActionNode && met_actions_.insert(id).second) actions_.push_back(id);
  }
  void Meet(std::span<const program::Bound> bounds) {
    for (const program::Bound& bound : bounds) Meet(bound.set);
  }

  bool HoldsOfAllMet() {
    while (!expressions_.empty() || !actions_.empty()) {
      if (!actions_.empty()) {
        const ActionNodeId id = actions_.back();
        actions_.pop_back();
        Visit(program_[id]);
      } else {
        const ExpressionId id = expressions_.back();
        expressions_.pop_back();
        if (!Visit(program_[id])) return false;
      }
    }
    return true;
  }

  void Visit(const ActionNode& node) {
    Meet(node.value);
    Meet(node.predicate);
    for (ExpressionId condition : node.conditions) Meet(condition);
    for (ActionNodeId child : node.children) Meet(child);
    Meet(node.bounds);
    if (node.kind == ActionNode::Kind::kCall) VisitUnit(node.index);
  }

  // False: it may tell values apart itself, whatever its operands do.
  bool Visit(const Expression& expression) {
    if (expression.impure || expression.reads_switch) return false;
    switch (expression.operation) {
      case Operation::kLiteral:
        if (IsMoved(expression.literal)) return false;
        break;
      case Operation::kChoose: return false;
      case Operation::kCell: Meet(program_.cells[expression.index].expression); break;
      case Operation::kNative:
        if (library::NativeOperators()[expression.index].kind != library::NativeKind::kPure) {
          return false;
        }
        break;
      case Operation::kCall:
      case Operation::kLazyFunction:
      case Operation::kPredicateSet: VisitUnit(expression.index); break;
      case Operation::kEnabled:
      case Operation::kComposed: Meet(ActionNodeId{expression.index}); break;
      default: break;
    }
    MeetOperands(expression);
    return true;
  }

  void MeetOperands(const Expression& expression) {
    for (ExpressionId operand : expression.operands) Meet(operand);
    Meet(expression.bounds);
    for (const program::Update& update : expression.updates) {
      for (ExpressionId key : update.keys) Meet(key);
      Meet(update.value);
    }
    for (const program::OperatorArgument& argument : expression.operators) Meet(argument.body);
  }

  void VisitUnit(uint32_t index) {
    const program::Unit& unit = program_.units[index];
    Meet(unit.body);
    Meet(unit.action);
    for (const auto& [captured, slot] : unit.captures) Meet(captured);
    Meet(unit.bounds);
  }

  const Program& program_;
  values::Heap& heap_;
  const std::vector<Permutation>& generators_;
  absl::flat_hash_set<ExpressionId> met_;
  absl::flat_hash_set<ActionNodeId> met_actions_;
  std::vector<ExpressionId> expressions_;
  std::vector<ActionNodeId> actions_;
};

std::string FindIn(Proof& proof, const std::vector<program::Predicate>& predicates,
                   const char* unnamed) {
  for (const program::Predicate& predicate : predicates) {
    if (!proof.Holds(predicate.expression)) {
      return predicate.name.empty() ? unnamed : predicate.name;
    }
  }
  return "";
}

}  // namespace

std::string FindAsymmetry(const Program& program, values::Heap& heap) {
  Proof proof(program, heap);
  try {
    for (ActionNodeId node : program.initial) {
      if (!proof.Holds(node)) return "the initial predicate";
    }
    if (!proof.Holds(program.actions)) return "the next-state relation";
    for (const auto& [predicates, unnamed] :
         {std::pair{&program.constraints, "a CONSTRAINT"},
          std::pair{&program.action_constraints, "an ACTION_CONSTRAINT"},
          std::pair{&program.state_predicates, "a predicate of a temporal property"},
          std::pair{&program.step_predicates, "an action of a temporal property"}}) {
      std::string found = FindIn(proof, *predicates, unnamed);
      if (!found.empty()) return found;
    }
  } catch (const values::EvaluationError&) {
    return "a constant";
  }
  return "";
}

}  // namespace model::interpreter

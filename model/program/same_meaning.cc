// Both pieces are walked side by side. Slots that a piece binds itself are matched where they are
// bound; all others must be the same.

#include "model/program/same_meaning.h"

#include <algorithm>

namespace model::program {

namespace {

// Pieces share parts, and a walk meets these again and again.
constexpr int kMostSteps = 20'000;

}  // namespace

bool SameMeaning::operator()(ExpressionId a, ExpressionId b) {
  slots_.clear();
  steps_left_ = kMostSteps;
  return Same(a, b);
}

bool SameMeaning::SameSlot(uint32_t a, uint32_t b) const {
  const auto bound = slots_.find(a);
  return (bound == slots_.end() ? a : bound->second) == b;
}

bool SameMeaning::Bind(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) slots_[a[i]] = b[i];
  return true;
}

template <typename Id>
bool SameMeaning::SameAll(std::span<const Id> a, std::span<const Id> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [this](Id left, Id right) { return Same(left, right); });
}

bool SameMeaning::Same(ExpressionId a, ExpressionId b) {
  if (a == kNoExpression || b == kNoExpression) return a == b;
  if (--steps_left_ < 0) return false;
  const Expression& left = program_[a];
  if (a == b) {
    return std::all_of(left.free_slots.begin(), left.free_slots.end(),
                       [this](uint32_t slot) { return SameSlot(slot, slot); });
  }
  return Same(left, program_[b]);
}

bool SameMeaning::Same(const Expression& a, const Expression& b) {
  if (a.operation != b.operation || a.impure || b.impure) return false;
  if (a.operation == Operation::kCell) {
    return a.index == b.index ||
           Same(program_.cells[a.index].expression, program_.cells[b.index].expression);
  }
  if (a.operation == Operation::kEnabled) {
    return a.literal == b.literal && Same(ActionNodeId{a.index}, ActionNodeId{b.index});
  }
  if (a.operation == Operation::kUnchanged) return a.slots == b.slots;  // variables
  // The bounds' sets come before what they bind, and the slots that are cleared before their use.
  return a.index == b.index && a.literal == b.literal && Bind(a.slots, b.slots) &&
         SameBounds(a.bounds, b.bounds) && SameSlot(a.slot, b.slot) &&
         SameAll<ExpressionId>(a.operands, b.operands) && SameUpdates(a.updates, b.updates) &&
         SameOperators(a.operators, b.operators);
}

bool SameMeaning::SameBounds(std::span<const Bound> a, std::span<const Bound> b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].pattern != b[i].pattern || !Same(a[i].set, b[i].set)) return false;
  }
  for (size_t i = 0; i < a.size(); ++i) {
    for (uint32_t part = 0; part <= a[i].pattern; ++part) {
      slots_[a[i].slot + part] = b[i].slot + part;
    }
  }
  return true;
}

bool SameMeaning::SameUpdates(std::span<const Update> a, std::span<const Update> b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [this](const Update& left, const Update& right) {
        slots_[left.at_slot] = right.at_slot;
        return SameAll<ExpressionId>(left.keys, right.keys) && Same(left.value, right.value);
      });
}

bool SameMeaning::SameOperators(std::span<const OperatorArgument> a,
                                std::span<const OperatorArgument> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [this](const OperatorArgument& left, const OperatorArgument& right) {
                      return Bind(left.parameter_slots, right.parameter_slots) &&
                             SameSlot(left.forwarded_slot, right.forwarded_slot) &&
                             Same(left.body, right.body);
                    });
}

bool SameMeaning::Same(ActionNodeId a, ActionNodeId b) {
  if (a == kNoActionNode || b == kNoActionNode) return a == b;
  if (--steps_left_ < 0) return false;
  const ActionNode& left = program_[a];
  const ActionNode& right = program_[b];
  // Each node carries its meaning as a predicate, but what assigns is more than its predicate.
  return left.kind == right.kind && left.variable == right.variable && left.index == right.index &&
         left.variables == right.variables && Bind(left.slots, right.slots) &&
         SameBounds(left.bounds, right.bounds) && Same(left.value, right.value) &&
         SameAll<ExpressionId>(left.conditions, right.conditions) &&
         (!left.children.empty() || Same(left.predicate, right.predicate)) &&
         SameAll<ActionNodeId>(left.children, right.children);
}

}  // namespace model::program

#include "model/interpreter/kept_values.h"

#include <algorithm>
#include <cstddef>

#include "model/interpreter/machine.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

// Looking for a kept value takes about as long as evaluating a few nodes.
constexpr uint32_t kLeastCost = 16;
// Looking for a remembered value takes about as long as evaluating so many.
constexpr uint32_t kLeastRememberedCost = 48;
// After so many questions, what was known less often than each fourth time is no longer remembered.
constexpr uint32_t kTrialQuestions = 4096;
constexpr uint32_t kLeastShare = 4;
// Assumed of what can't be seen from the node.
constexpr uint32_t kElements = 4;  // of a set
constexpr uint32_t kNativeCost = 8;
constexpr uint32_t kCallCost = 32;
constexpr uint32_t kMostCost = UINT16_MAX;

uint32_t CostOfAll(std::span<const Node* const> nodes) {
  uint32_t cost = 0;
  for (const Node* node : nodes) cost += node->cost;
  return cost;
}

uint32_t CostOfDetails(const Details& details) {
  uint32_t cost = 0;
  for (const LinkedBound& bound : details.bounds) cost += bound.set->cost;
  for (const LinkedUpdate& update : details.updates) {
    cost += CostOfAll(update.keys) + (update.value != nullptr ? update.value->cost : 0);
  }
  return cost;
}

// The words of the variables read, one after the other, until `visit` returns false.
template <typename Visit>
bool VisitWords(const KeptValue& kept, const Machine& machine, Visit visit) {
  Value* word = kept.words.data();
  for (uint32_t variable : kept.current) {
    if (!visit(*word++, machine.current[variable])) return false;
  }
  for (uint32_t variable : kept.next) {
    if (!visit(*word++, machine.next[variable])) return false;
  }
  return true;
}

// The bytes of the variables read, one after the other; empty if they aren't known.
std::span<const uint8_t> ContentOf(const KeptValue& kept, Machine& machine) {
  states::ByteWriter& content = machine.content_bytes;
  content.Clear();
  const auto append = [&](const EncodedState& state, std::span<const uint32_t> variables) {
    if (!variables.empty() && state.bytes == nullptr) return false;
    for (uint32_t variable : variables) {
      const std::span<const uint8_t> bytes = state[variable];
      content.Append(bytes.data(), bytes.size());
    }
    return true;
  };
  if (!append(machine.encoded_current, kept.current) || !append(machine.encoded_next, kept.next)) {
    return {};
  }
  return {content.data(), content.size()};
}

Value Remember(const Node& node, Machine& machine, Value* frame) {
  KeptValue& kept = *node.more->kept;
  std::span<const uint8_t> content = ContentOf(kept, machine);
  if (content.empty()) return Evaluate(node.a, machine, frame);
  if (++kept.asked == kTrialQuestions && kept.answered < kTrialQuestions / kLeastShare) {
    kept.number = KeptValue::kNotRemembered;
    return Evaluate(node.a, machine, frame);
  }
  if (const Value known = machine.remembered().Find(kept.number, content); !known.is_unset()) {
    ++kept.answered;
    return known;
  }
  const Value value = Evaluate(node.a, machine, frame);
  content = ContentOf(kept, machine);  // others have used the buffer
  try {
    return machine.remembered().Add(kept.number, content, value);
  } catch (const values::EvaluationError&) {  // closures are made anew each time
    kept.number = KeptValue::kNotRemembered;
    return value;
  }
}

}  // namespace

uint16_t CostOf(const Node& node) {
  uint32_t cost = 1 + CostOfAll(node.operands);
  if (node.more != nullptr) {
    if (!node.more->bounds.empty()) cost *= kElements;
    cost += CostOfDetails(*node.more);
  }
  if (node.operation == Operation::kNative) cost += kNativeCost;
  if (node.operation == Operation::kCall) cost += kCallCost;
  return static_cast<uint16_t>(std::min(cost, kMostCost));
}

bool IsWorthKeeping(const program::Expression& expression, const Node& node) {
  if (!expression.free_slots.empty() || !(expression.reads_current || expression.reads_next)) {
    return false;
  }
  switch (node.operation) {
    case Operation::kLet:
    case Operation::kForAll:
    case Operation::kExists:
    case Operation::kChoose:
    case Operation::kSetMap:
    case Operation::kFunction:
    case Operation::kBigUnion:
    case Operation::kNative:
    case Operation::kCall: return node.cost >= kLeastCost;
    default: return false;
  }
}

bool IsWorthRemembering(const Node& node) { return node.cost >= kLeastRememberedCost; }

Value EvalKept(const Node& node, Machine& machine, Value* frame) {
  KeptValue& kept = *node.more->kept;
  if (!kept.next.empty() && machine.next == nullptr) return Evaluate(node.a, machine, frame);
  if (kept.releases == machine.step_releases() &&
      VisitWords(kept, machine, [](Value then, Value now) { return then == now; })) {
    return kept.value;
  }
  const Value value = kept.number != KeptValue::kNotRemembered ? Remember(node, machine, frame)
                                                               : Evaluate(node.a, machine, frame);
  VisitWords(kept, machine, [](Value& then, Value now) {
    then = now;
    return true;
  });
  kept.value = value;
  kept.releases = machine.step_releases();
  return value;
}

}  // namespace model::interpreter

// Values that are computed once for the variables they depend on.
//
// A definition of the specification ("the token", "the votes so far") is written once and used in
// many places: in several conjuncts of an invariant, in every instance of an action, in the
// property of an instance for whose variables it was substituted. Its expression has no free slots,
// so its value is a function of the variables that it reads. Where computing it costs more than
// looking at these, its node is wrapped in one that remembers the last value and the words of the
// variables at that time. Equal words mean equal values as long as the machine's step heap is not
// released. The costlier ones are looked up beyond that; see remembered_values.h.

#ifndef MODEL_INTERPRETER_KEPT_VALUES_H_
#define MODEL_INTERPRETER_KEPT_VALUES_H_

#include <cstdint>
#include <span>

#include "model/interpreter/node.h"
#include "model/program/program.h"

namespace model::interpreter {

// What such a wrapper remembers.
struct KeptValue {
  uint64_t releases = ~uint64_t{0};  // Machine::step_releases() at the time
  Value value;
  std::span<const uint32_t> current;  // variables
  std::span<const uint32_t> next;
  std::span<Value> words;  // of `current`, then of `next`

  // Where it is remembered from state to state: the number it goes by, and what that has brought.
  static constexpr uint32_t kNotRemembered = 0xffffffffu;
  uint32_t number = kNotRemembered;
  uint32_t asked = 0;
  uint32_t answered = 0;
};

// How long a node takes to evaluate, in units of a trivial one; its operands are linked.
uint16_t CostOf(const Node& node);

// Whether the value of `node`, linked from `expression`, should be kept, if it depends on variables
// only.
bool IsWorthKeeping(const program::Expression& expression, const Node& node);

// Whether it should be remembered from state to state, too.
bool IsWorthRemembering(const Node& node);

// Evaluates a wrapper: its operand `a`, unless Details::kept has the value.
Value EvalKept(const Node& node, Machine& machine, Value* frame);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_KEPT_VALUES_H_

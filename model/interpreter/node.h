// A program linked for execution: a tree of nodes, each with the function that evaluates it.
//
// program::Expression says what is to be computed; a Node says how. Linking (linker.h) chooses a
// node's function by operation and, where it pays, by the shape of its operands, so that evaluating
// is one indirect call a node, and none for operands that are slots, variables or literals.
//
// THREADS: a linked program belongs to one Machine. Cell nodes turn themselves into literals once
// they are evaluated.

#ifndef MODEL_INTERPRETER_NODE_H_
#define MODEL_INTERPRETER_NODE_H_

#include <cstdint>
#include <span>
#include <utility>

#include "model/program/program.h"
#include "model/values/value.h"

namespace model::interpreter {

using program::ActionNode;
using program::ActionNodeId;
using program::ExpressionId;
using program::Operation;
using values::Heap;
using values::Value;

class Linker;
class Machine;
struct Node;
struct LinkedAction;
struct LinkedUnit;
struct KeptValue;

inline constexpr uint32_t kNoSlot = 0xffffffffu;

// `frame` holds the slots of the unit that the node belongs to. Throws values::EvaluationError.
using EvalFn = Value (*)(const Node& node, Machine& machine, Value* frame);

// How a parent may fetch an operand without calling it.
enum class Shape : uint8_t {
  kAny,
  kSlot,
  kCurrent,
  kLiteral,
  kCurrentAtSlot,  // x[i] of a variable x
  kCurrentAtLiteral,
};

struct LinkedBound {
  const Node* set = nullptr;
  uint32_t slot = 0;
  uint32_t pattern = 0;  // components go to slot + 1 ..., 0: a plain name
};

struct LinkedUpdate {
  std::span<const Node* const> keys;
  const Node* value = nullptr;
  uint32_t at_slot = kNoSlot;
};

struct LinkedOperator {
  std::span<const uint32_t> slots;  // of its parameters, in the frame that defines it
  const Node* body = nullptr;
  uint32_t forwarded_slot = kNoSlot;
};

// What only some operations need.
struct Details {
  std::span<const LinkedBound> bounds;
  std::span<const LinkedUpdate> updates;
  std::span<const LinkedOperator> operators;
  LinkedUnit* unit = nullptr;            // calls and closures
  const LinkedAction* action = nullptr;  // ENABLED
  KeptValue* kept = nullptr;             // kept_values.h
};

struct Node {
  EvalFn fn = nullptr;
  const Node* a = nullptr;  // the first three operands
  const Node* b = nullptr;
  const Node* c = nullptr;
  Value literal;
  uint32_t index = 0;
  uint32_t slot = 0;
  Operation operation = Operation::kLiteral;
  Shape shape = Shape::kAny;
  uint16_t cost = 1;        // see CostOf
  bool is_trivial = false;  // fetching it can't fail and costs nothing
  bool is_cheap =
      false;  // worth evaluating before it is known to be needed (an error is then no error yet)
  bool is_traced =
      false;  // a wrapper of `a` that notes its place when an error passes; see faults.h
  ExpressionId id = program::kNoExpression;
  std::span<const Node* const> operands;
  std::span<const uint32_t> slots;
  const Details* more = nullptr;
};

inline Value Evaluate(const Node* node, Machine& machine, Value* frame) {
  return node->fn(*node, machine, frame);
}

// A node of an action; see run_action.h.
struct LinkedAction {
  ActionNode::Kind kind = ActionNode::Kind::kTest;
  // No assignment and no branching below: the same as its predicate.
  bool is_plain_test = false;
  uint32_t variable = 0;
  const Node* value = nullptr;
  const Node* predicate = nullptr;
  std::span<const Node* const> conditions;
  std::span<const LinkedAction* const> children;
  std::span<const LinkedBound> bounds;
  std::span<const uint32_t> variables;
  std::span<const uint32_t> slots;
  std::span<const uint32_t> written_slots;  // kForAll: by the nodes below
  std::span<const LinkedOperator> operators;
  LinkedUnit* unit = nullptr;  // kCall
  ActionNodeId id = program::kNoActionNode;
};

// A procedure or closure. Its body is linked when it is first run: procedures are recursive, and
// lowering may evaluate constants while some are unfinished.
struct LinkedUnit {
  Linker* linker = nullptr;
  uint32_t index = 0;
  bool is_ready = false;
  bool is_self_recursive = false;  // a function whose body uses the function
  uint32_t frame_size = 0;
  uint32_t link_slot = kNoSlot;
  uint32_t self_slot = kNoSlot;
  std::span<const program::Unit::Parameter> parameters;
  const Node* body = nullptr;
  const LinkedAction* action = nullptr;
  std::span<const std::pair<const Node*, uint32_t>> captures;
  std::span<const LinkedBound> bounds;
};

// Slots also hold raw pointers (thunks, frames, operator arguments); nothing but the operation that
// put them there looks at them.
inline Value PointerValue(const void* pointer) {
  return Value::FromBits(reinterpret_cast<uint64_t>(pointer));
}
template <typename T>
T* PointerIn(Value value) {
  return reinterpret_cast<T*>(value.bits());
}

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_NODE_H_

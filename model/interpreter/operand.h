// Fetching operands: templates that make one evaluation function for each combination of operand
// shapes.

#ifndef MODEL_INTERPRETER_OPERAND_H_
#define MODEL_INTERPRETER_OPERAND_H_

#include "model/interpreter/function_slot.h"
#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"

namespace model::interpreter {

struct AnyOperand {
  static Value Get(const Node* node, Machine& machine, Value* frame) {
    return Evaluate(node, machine, frame);
  }
};
struct SlotOperand {
  static Value Get(const Node* node, Machine&, Value* frame) { return frame[node->slot]; }
};
struct CurrentOperand {
  static Value Get(const Node* node, Machine& machine, Value*) {
    return machine.current[node->index];
  }
};
struct LiteralOperand {
  static Value Get(const Node* node, Machine&, Value*) { return node->literal; }
};

template <typename Argument>
struct CurrentAtOperand {
  static Value Get(const Node* node, Machine& machine, Value* frame) {
    return ApplyTo(*machine.heap, machine.current[node->a->index],
                   Argument::Get(node->b, machine, frame));
  }
};

// Whether `node` is plainly that operation (a wrapper that traces errors is not).
inline bool Is(const Node* node, Operation operation) {
  return node != nullptr && node->operation == operation && !node->is_traced;
}

// The instance of F<Operand a, Operand b>::Run for the shapes of the node's first two operands.
template <template <typename, typename> class F, typename A>
EvalFn ChooseSecond(const Node& node) {
  switch (node.b->shape) {
    case Shape::kSlot: return F<A, SlotOperand>::Run;
    case Shape::kCurrent: return F<A, CurrentOperand>::Run;
    case Shape::kLiteral: return F<A, LiteralOperand>::Run;
    case Shape::kAny:
    case Shape::kCurrentAtSlot:
    case Shape::kCurrentAtLiteral: break;
  }
  return F<A, AnyOperand>::Run;
}
template <template <typename, typename> class F>
EvalFn ChooseBinary(const Node& node) {
  switch (node.a->shape) {
    case Shape::kSlot: return ChooseSecond<F, SlotOperand>(node);
    case Shape::kCurrent: return ChooseSecond<F, CurrentOperand>(node);
    case Shape::kLiteral: return ChooseSecond<F, LiteralOperand>(node);
    case Shape::kCurrentAtSlot: return ChooseSecond<F, CurrentAtOperand<SlotOperand>>(node);
    case Shape::kCurrentAtLiteral: return ChooseSecond<F, CurrentAtOperand<LiteralOperand>>(node);
    case Shape::kAny: break;
  }
  return ChooseSecond<F, AnyOperand>(node);
}
template <template <typename> class F>
EvalFn ChooseUnary(const Node& node) {
  switch (node.a->shape) {
    case Shape::kSlot: return F<SlotOperand>::Run;
    case Shape::kCurrent: return F<CurrentOperand>::Run;
    case Shape::kLiteral: return F<LiteralOperand>::Run;
    case Shape::kCurrentAtSlot: return F<CurrentAtOperand<SlotOperand>>::Run;
    case Shape::kCurrentAtLiteral: return F<CurrentAtOperand<LiteralOperand>>::Run;
    case Shape::kAny: break;
  }
  return F<AnyOperand>::Run;
}

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_OPERAND_H_

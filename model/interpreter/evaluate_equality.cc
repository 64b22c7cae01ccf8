// =, #, \in, \notin and UNCHANGED as predicates.

#include "model/interpreter/error_texts.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/operand.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

// Typed model values may refuse a comparison, so only plain atoms are decided here.
inline bool Same(Heap& heap, Value a, Value b) {
  if (a == b) return true;
  if (a.is_atom() && b.is_atom() && a.atom_type() == 0 && b.atom_type() == 0) return false;
  return values::Equal(heap, a, b);
}

inline bool IsElement(Heap& heap, Value set, Value element) {
  if (set.tag() == values::Tag::kSmallAtoms && element.is_atom() && element.atom_type() == 0) {
    const uint32_t number = element.atom_number();
    return number < values::kSmallSetBits && (set.mask() >> number) & 1;
  }
  return values::Contains(heap, set, element);
}

template <typename A, typename B>
struct EqualFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    return Value::Boolean(Same(*machine.heap, a, B::Get(node.b, machine, frame)));
  }
};
template <typename A, typename B>
struct NotEqualFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    return Value::Boolean(!Same(*machine.heap, a, B::Get(node.b, machine, frame)));
  }
};
template <typename A, typename B>
struct InFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value element = A::Get(node.a, machine, frame);
    return Value::Boolean(IsElement(*machine.heap, B::Get(node.b, machine, frame), element));
  }
};
template <typename A, typename B>
struct NotInFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value element = A::Get(node.a, machine, frame);
    return Value::Boolean(!IsElement(*machine.heap, B::Get(node.b, machine, frame), element));
  }
};

// x \in a .. b, without the interval.
Value EvalInInterval(const Node& node, Machine& machine, Value* frame) {
  const Value element = Evaluate(node.a, machine, frame);
  const Value low = Evaluate(node.b->a, machine, frame);
  const Value high = Evaluate(node.b->b, machine, frame);
  if (element.is_small_integer() && low.is_small_integer() && high.is_small_integer()) {
    const int64_t i = element.small_integer();
    return Value::Boolean(low.small_integer() <= i && i <= high.small_integer());
  }
  return Value::Boolean(values::Contains(*machine.heap, Evaluate(node.b, machine, frame), element));
}

Value EvalUnchanged(const Node& node, Machine& machine, Value*) {
  for (uint32_t variable : node.slots) {
    const Value now = machine.current[variable];
    if (machine.next == nullptr || machine.next[variable].is_unset())
      ThrowUndefinedVariable(machine, variable);
    if (now.is_unset()) ThrowUndefinedVariable(machine, variable);
    if (!Same(*machine.heap, now, machine.next[variable])) return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

}  // namespace

EvalFn SelectEquality(const Node& node) {
  switch (node.operation) {
    case Operation::kEqual: return ChooseBinary<EqualFn>(node);
    case Operation::kNotEqual: return ChooseBinary<NotEqualFn>(node);
    case Operation::kIn:
      return Is(node.b, Operation::kInterval) ? EvalInInterval : ChooseBinary<InFn>(node);
    case Operation::kNotIn: return ChooseBinary<NotInFn>(node);
    case Operation::kUnchanged: return EvalUnchanged;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

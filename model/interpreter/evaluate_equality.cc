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

// <<a, b>> = <<c, d>>, without the tuples.
constexpr size_t kMostComponents = 16;

Value EvalEqualTuples(const Node& node, Machine& machine, Value* frame) {
  const auto left = node.a->operands, right = node.b->operands;
  Value values[2][kMostComponents];
  for (size_t i = 0; i < left.size(); ++i) values[0][i] = Evaluate(left[i], machine, frame);
  for (size_t i = 0; i < right.size(); ++i) values[1][i] = Evaluate(right[i], machine, frame);
  for (size_t i = 0; i < left.size(); ++i) {
    if (!Same(*machine.heap, values[0][i], values[1][i])) return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

bool AreTuplesAlike(const Node& node) {
  return Is(node.a, Operation::kTuple) && Is(node.b, Operation::kTuple) &&
         node.a->operands.size() == node.b->operands.size() &&
         node.a->operands.size() <= kMostComponents;
}

// a = [f EXCEPT ![k] = e], without the function: compared value by value, in the order in which two
// functions are.
Value EvalEqualsExcept(const Node& node, Machine& machine, Value* frame) {
  Heap& heap = *machine.heap;
  const Value left = Evaluate(node.a, machine, frame);
  const Value function = Evaluate(node.b->a, machine, frame);
  const LinkedUpdate& update = node.b->more->updates[0];
  const auto generally = [&] {
    return Value::Boolean(Same(heap, left, Evaluate(node.b, machine, frame)));
  };
  if (!left.is_object() || !function.is_object()) return generally();
  const values::Object *x = left.object(), *y = function.object();
  const bool is_function = y->kind == values::ObjectKind::kFunction;
  if (x->kind != y->kind || x->size != y->size ||
      (is_function && !(x->words()[0] == y->words()[0]))) {
    return generally();
  }
  const uint32_t word = WordOf(heap, y, Evaluate(update.keys[0], machine, frame));
  if (word == 0xffffffffu) return generally();
  const Value old = y->words()[word];
  if (update.at_slot != kNoSlot) frame[update.at_slot] = old;
  const Value updated = Evaluate(update.value, machine, frame);
  const uint32_t end = x->size + (is_function ? 1 : 0);
  for (uint32_t i = is_function ? 1 : 0; i < end; ++i) {
    if (!Same(heap, x->words()[i], i == word ? updated : y->words()[i]))
      return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

// Evaluating parts of it twice does no harm.
bool IsSimpleExcept(const Node* node) {
  return Is(node, Operation::kExcept) && node->is_cheap && node->more->updates.size() == 1 &&
         node->more->updates[0].keys.size() == 1;
}

}  // namespace

EvalFn SelectEquality(const Node& node) {
  switch (node.operation) {
    case Operation::kEqual:
      if (AreTuplesAlike(node)) return EvalEqualTuples;
      return IsSimpleExcept(node.b) ? EvalEqualsExcept : ChooseBinary<EqualFn>(node);
    case Operation::kNotEqual: return ChooseBinary<NotEqualFn>(node);
    case Operation::kIn:
      return Is(node.b, Operation::kInterval) ? EvalInInterval : ChooseBinary<InFn>(node);
    case Operation::kNotIn: return ChooseBinary<NotInFn>(node);
    case Operation::kUnchanged: return EvalUnchanged;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

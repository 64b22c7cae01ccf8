// Set operations. Small sets (bit masks) here, everything else in model/values.

#include "model/interpreter/enumerate.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/operand.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using values::Tag;

inline bool IsEmpty(Value v) { return v == Value::EmptySet(); }

template <typename A, typename B>
struct CupFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (a.is_small_set() && b.is_small_set()) [[likely]] {
      // Masks of one sort are or-ed with their tag; the empty set takes the other's.
      if (a.tag() == b.tag() || IsEmpty(b))
        return IsEmpty(b) ? a : Value::FromBits(a.bits() | b.bits());
      if (IsEmpty(a)) return b;
    }
    return values::Union(*machine.heap, a, b);
  }
};

template <typename A, typename B>
struct CapFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (a.is_small_set() && b.is_small_set()) [[likely]] {
      if (IsEmpty(a) || IsEmpty(b)) return Value::EmptySet();
      if (a.tag() == b.tag()) {
        const uint64_t mask = a.mask() & b.mask();
        return a.tag() == Tag::kSmallAtoms ? Value::SmallAtoms(mask) : Value::SmallIntegers(mask);
      }
    }
    return values::Intersection(*machine.heap, a, b);
  }
};

template <typename A, typename B>
struct MinusFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (a.is_small_set() && b.is_small_set()) [[likely]] {
      if (IsEmpty(b)) return a;
      if (a.tag() == b.tag()) {
        const uint64_t mask = a.mask() & ~b.mask();
        return a.tag() == Tag::kSmallAtoms ? Value::SmallAtoms(mask) : Value::SmallIntegers(mask);
      }
    }
    return values::Difference(*machine.heap, a, b);
  }
};

Value EvalSubsetEqual(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  const Value b = Evaluate(node.b, machine, frame);
  if (a.is_small_set() && b.is_small_set() && (a.tag() == b.tag() || IsEmpty(a))) [[likely]] {
    return Value::Boolean((a.mask() & ~b.mask()) == 0);
  }
  return Value::Boolean(values::IsSubset(*machine.heap, a, b));
}

// The set of one element, or unset if that is no small set.
inline Value SmallSingleton(Value element) {
  if (element.is_small_integer()) {
    const auto i = static_cast<uint64_t>(element.small_integer());
    if (i < values::kSmallSetBits) return Value::SmallIntegers(uint64_t{1} << i);
  } else if (element.is_atom() && element.atom_type() == 0 &&
             element.atom_number() < values::kSmallSetBits) {
    return Value::SmallAtoms(uint64_t{1} << element.atom_number());
  }
  return Value();
}

Value EvalSingleton(const Node& node, Machine& machine, Value* frame) {
  const Value element = Evaluate(node.a, machine, frame);
  const Value small = SmallSingleton(element);
  return small.is_unset() ? values::SingletonSet(*machine.heap, element) : small;
}

Value EvalSetEnumeration(const Node& node, Machine& machine, Value* frame) {
  ValueCollector elements(*machine.heap);
  for (const Node* operand : node.operands) elements.Add(Evaluate(operand, machine, frame));
  return values::MakeSet(*machine.heap, elements.values());
}

Value EvalSubsets(const Node& node, Machine& machine, Value* frame) {
  return values::Subsets(*machine.heap, Evaluate(node.a, machine, frame));
}

Value EvalBigUnion(const Node& node, Machine& machine, Value* frame) {
  return values::BigUnion(*machine.heap, Evaluate(node.a, machine, frame));
}

Value EvalFunctionSet(const Node& node, Machine& machine, Value* frame) {
  const Value domain = Evaluate(node.a, machine, frame);
  return values::FunctionSet(*machine.heap, domain, Evaluate(node.b, machine, frame));
}

Value EvalRecordSet(const Node& node, Machine& machine, Value* frame) {
  ValueCollector sets(*machine.heap);
  for (const Node* operand : node.operands) sets.Add(Evaluate(operand, machine, frame));
  return values::RecordSet(*machine.heap, node.literal, sets.values());
}

Value EvalProduct(const Node& node, Machine& machine, Value* frame) {
  ValueCollector factors(*machine.heap);
  for (const Node* operand : node.operands) factors.Add(Evaluate(operand, machine, frame));
  return values::Product(*machine.heap, factors.values());
}

}  // namespace

EvalFn SelectSet(const Node& node) {
  switch (node.operation) {
    case Operation::kSubsetEqual: return EvalSubsetEqual;
    case Operation::kCup: return ChooseBinary<CupFn>(node);
    case Operation::kCap: return ChooseBinary<CapFn>(node);
    case Operation::kMinus: return ChooseBinary<MinusFn>(node);
    case Operation::kSetEnumeration:
      return node.operands.size() == 1 ? EvalSingleton : EvalSetEnumeration;
    case Operation::kSubsets: return EvalSubsets;
    case Operation::kBigUnion: return EvalBigUnion;
    case Operation::kFunctionSet: return EvalFunctionSet;
    case Operation::kRecordSet: return EvalRecordSet;
    case Operation::kProduct: return EvalProduct;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

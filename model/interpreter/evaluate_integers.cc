// Arithmetic and comparison: small integers here, everything else (big numbers, overflow, wrong
// kinds) in model/values.

#include "absl/strings/str_cat.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/operand.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

inline bool BothSmall(Value a, Value b) { return a.is_small_integer() && b.is_small_integer(); }
inline bool FitsWord(int64_t i) { return values::kMinImmediate <= i && i <= values::kMaxImmediate; }

template <typename A, typename B>
struct AddFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (BothSmall(a, b)) [[likely]] {
      const int64_t sum = a.small_integer() + b.small_integer();
      if (FitsWord(sum)) [[likely]]
        return Value::SmallInteger(sum);
    }
    return values::Add(*machine.heap, a, b);
  }
};
template <typename A, typename B>
struct SubtractFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (BothSmall(a, b)) [[likely]] {
      const int64_t difference = a.small_integer() - b.small_integer();
      if (FitsWord(difference)) [[likely]]
        return Value::SmallInteger(difference);
    }
    return values::Subtract(*machine.heap, a, b);
  }
};
template <typename A, typename B>
struct MultiplyFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value a = A::Get(node.a, machine, frame);
    const Value b = B::Get(node.b, machine, frame);
    if (BothSmall(a, b)) [[likely]] {
      int64_t product;
      if (!__builtin_mul_overflow(a.small_integer(), b.small_integer(), &product) &&
          FitsWord(product)) {
        return Value::SmallInteger(product);
      }
    }
    return values::Multiply(*machine.heap, a, b);
  }
};

// Whoever computes one operator by another says first what is wrong in the words of its own.
void RequireIntegers(Heap& heap, const char* operation, Value a, Value b) {
  for (Value operand : {a, b}) {
    if (values::IsInteger(operand)) continue;
    throw values::EvaluationError(
        absl::StrCat("The ", operand == a ? "first" : "second", " argument of ", operation,
                     " should be an integer, but instead it is:\n", values::Print(heap, operand)));
  }
}

struct LessThan {
  static bool Small(Value a, Value b) { return a.small_integer() < b.small_integer(); }
  static bool Any(Heap& heap, Value a, Value b) { return values::Less(heap, a, b); }
};
struct AtMost {
  static bool Small(Value a, Value b) { return a.small_integer() <= b.small_integer(); }
  static bool Any(Heap& heap, Value a, Value b) { return values::LessEqual(heap, a, b); }
};
struct GreaterThan {
  static bool Small(Value a, Value b) { return a.small_integer() > b.small_integer(); }
  static bool Any(Heap& heap, Value a, Value b) {
    RequireIntegers(heap, ">", a, b);
    return !values::LessEqual(heap, a, b);
  }
};
struct AtLeast {
  static bool Small(Value a, Value b) { return a.small_integer() >= b.small_integer(); }
  static bool Any(Heap& heap, Value a, Value b) {
    RequireIntegers(heap, ">=", a, b);
    return !values::Less(heap, a, b);
  }
};
template <typename Relation>
struct Comparison {
  template <typename A, typename B>
  struct Fn {
    static Value Run(const Node& node, Machine& machine, Value* frame) {
      const Value a = A::Get(node.a, machine, frame);
      const Value b = B::Get(node.b, machine, frame);
      if (BothSmall(a, b)) [[likely]]
        return Value::Boolean(Relation::Small(a, b));
      return Value::Boolean(Relation::Any(*machine.heap, a, b));
    }
  };
};

using BinaryOperation = Value (*)(Heap&, Value, Value);
template <BinaryOperation operation>
Value EvalBinary(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  return operation(*machine.heap, a, Evaluate(node.b, machine, frame));
}

Value EvalModulo(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  const Value b = Evaluate(node.b, machine, frame);
  if (BothSmall(a, b) && a.small_integer() >= 0 && b.small_integer() > 0) [[likely]] {
    const auto i = static_cast<uint64_t>(a.small_integer());
    const auto modulus = static_cast<uint64_t>(b.small_integer());
    // A long division takes several times as long as a short one, and most need none.
    if (i < modulus) return a;
    if (((i | modulus) >> 32) == 0) {
      return Value::SmallInteger(static_cast<uint32_t>(i) % static_cast<uint32_t>(modulus));
    }
    return Value::SmallInteger(static_cast<int64_t>(i % modulus));
  }
  return values::Modulo(*machine.heap, a, b);
}

Value EvalNegate(const Node& node, Machine& machine, Value* frame) {
  const Value a = Evaluate(node.a, machine, frame);
  if (a.is_small_integer() && FitsWord(-a.small_integer()))
    return Value::SmallInteger(-a.small_integer());
  return values::Negate(*machine.heap, a);
}

Value EvalInterval(const Node& node, Machine& machine, Value* frame) {
  const Value low = Evaluate(node.a, machine, frame);
  const Value high = Evaluate(node.b, machine, frame);
  if (BothSmall(low, high)) [[likely]] {
    const int64_t from = low.small_integer(), to = high.small_integer();
    if (from > to) return Value::EmptySet();
    if (from >= 0 && to < values::kSmallSetBits) {
      return Value::SmallIntegers(((uint64_t{2} << to) - 1) & ~((uint64_t{1} << from) - 1));
    }
    return values::MakeInterval(*machine.heap, from, to);
  }
  RequireIntegers(*machine.heap, "..", low, high);
  return values::MakeInterval(*machine.heap, values::IntegerOf(low), values::IntegerOf(high));
}

}  // namespace

EvalFn SelectInteger(const Node& node) {
  switch (node.operation) {
    case Operation::kAdd: return ChooseBinary<AddFn>(node);
    case Operation::kSubtract: return ChooseBinary<SubtractFn>(node);
    case Operation::kMultiply: return ChooseBinary<MultiplyFn>(node);
    case Operation::kDivide: return EvalBinary<values::Divide>;
    case Operation::kModulo: return EvalModulo;
    case Operation::kPower: return EvalBinary<values::Power>;
    case Operation::kNegate: return EvalNegate;
    case Operation::kLess: return ChooseBinary<Comparison<LessThan>::Fn>(node);
    case Operation::kLessEqual: return ChooseBinary<Comparison<AtMost>::Fn>(node);
    case Operation::kGreater: return ChooseBinary<Comparison<GreaterThan>::Fn>(node);
    case Operation::kGreaterEqual: return ChooseBinary<Comparison<AtLeast>::Fn>(node);
    case Operation::kInterval: return EvalInterval;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

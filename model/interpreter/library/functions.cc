// Modules Functions and Bags.

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

Value FunctionsRange(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "Range", 0, arguments[0]);
  return values::MakeSet(context.heap, table.values);
}

Value FunctionsIsInjective(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "IsInjective", 0, arguments[0]);
  const Value range = values::MakeSet(context.heap, table.values);
  return Value::Boolean(values::Cardinality(context.heap, range) ==
                        static_cast<int64_t>(table.values.size()));
}

// op(f[xn], .. op(f[x2], op(f[x1], base))) in the order of the domain, as TLC's own evaluation of
// this operator goes: not the order that its definition by MapThenFoldSet has.
Value FunctionsFoldFunction(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "FoldFunction", 3, arguments[1]);
  Value result = arguments[0];
  for (Value value : table.values) result = context.Call(0, {value, result});
  return result;
}

Value FunctionsFoldFunctionOnSet(NativeContext& context, std::span<const Value> arguments) {
  Value result = arguments[0];
  for (Value index : ElementsArgument(context, "FoldFunctionOnSet", 4, arguments[2])) {
    result = context.Call(0, {values::Apply(context.heap, arguments[1], index), result});
  }
  return result;
}

Value FunctionsSumFunction(NativeContext& context, std::span<const Value> arguments) {
  Value sum = Value::SmallInteger(0);
  for (Value value : FunctionArgument(context, "SumFunction", 0, arguments[0]).values) {
    sum = values::Add(context.heap, sum, value);
  }
  return sum;
}

Value FunctionsSumFunctionOnSet(NativeContext& context, std::span<const Value> arguments) {
  Value sum = Value::SmallInteger(0);
  for (Value index : ElementsArgument(context, "SumFunctionOnSet", 2, arguments[1])) {
    sum = values::Add(context.heap, sum, values::Apply(context.heap, arguments[0], index));
  }
  return sum;
}

// --- Bags
// ---------------------------------------------------------------------------------------------

namespace {

Value Copies(NativeContext& context, Value bag, Value element) {
  if (!values::IsFunction(bag)) WrongArgument(context, "CopiesIn", 2, "a bag", bag);
  if (!values::Contains(context.heap, values::Domain(context.heap, bag), element)) {
    return Value::SmallInteger(0);
  }
  return values::Apply(context.heap, bag, element);
}

bool IsPositive(NativeContext& context, Value value) {
  return values::Less(context.heap, Value::SmallInteger(0), value);
}

Value Join(NativeContext& context, std::string_view name, std::span<const Value> bags) {
  std::vector<Value> keys;
  for (size_t i = 0; i < bags.size(); ++i) {
    const FunctionTable table =
        FunctionArgument(context, name, bags.size() == 2 ? static_cast<int>(i) + 1 : 0, bags[i]);
    keys.insert(keys.end(), table.keys.begin(), table.keys.end());
  }
  const Value domain = values::MakeSet(context.heap, keys);
  keys = ElementsArgument(context, name, 0, domain);
  std::vector<Value> counts;
  for (Value key : keys) {
    Value count = Value::SmallInteger(0);
    for (Value bag : bags) count = values::Add(context.heap, count, Copies(context, bag, key));
    counts.push_back(count);
  }
  return values::MakeFunction(context.heap, domain, counts);
}

}  // namespace

Value BagsIsABag(NativeContext& context, std::span<const Value> arguments) {
  if (!values::IsFunction(arguments[0])) return Value::Boolean(false);
  for (Value count : FunctionArgument(context, "IsABag", 0, arguments[0]).values) {
    if (!values::IsInteger(count) || !IsPositive(context, count)) return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

Value BagsSetToBag(NativeContext& context, std::span<const Value> arguments) {
  const std::vector<Value> elements = ElementsArgument(context, "SetToBag", 0, arguments[0]);
  const std::vector<Value> ones(elements.size(), Value::SmallInteger(1));
  return values::MakeFunction(context.heap, values::Normalize(context.heap, arguments[0]), ones);
}

Value BagsBagIn(NativeContext& context, std::span<const Value> arguments) {
  return Value::Boolean(IsPositive(context, Copies(context, arguments[1], arguments[0])));
}

Value BagsEmptyBag(NativeContext& context, std::span<const Value>) {
  return values::MakeTuple(context.heap, {});
}

Value BagsCopiesIn(NativeContext& context, std::span<const Value> arguments) {
  return Copies(context, arguments[1], arguments[0]);
}

Value BagsSum(NativeContext& context, std::span<const Value> arguments) {
  return Join(context, "(+)", arguments);
}

Value BagsDifference(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "(-)", 1, arguments[0]);
  if (!values::IsFunction(arguments[1]))
    WrongArgument(context, "(-)", 2, "a function", arguments[1]);
  std::vector<Value> keys;
  std::vector<Value> counts;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const Value rest = values::Subtract(context.heap, table.values[i],
                                        Copies(context, arguments[1], table.keys[i]));
    if (!IsPositive(context, rest)) continue;
    keys.push_back(table.keys[i]);
    counts.push_back(rest);
  }
  return FunctionOfPairs(context.heap, keys, counts);
}

Value BagsIsPart(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "\\sqsubseteq", 1, arguments[0]);
  for (size_t i = 0; i < table.keys.size(); ++i) {
    if (values::Less(context.heap, Copies(context, arguments[1], table.keys[i]), table.values[i])) {
      return Value::Boolean(false);
    }
  }
  return Value::Boolean(true);
}

Value BagsBagUnion(NativeContext& context, std::span<const Value> arguments) {
  const std::vector<Value> bags = ElementsArgument(context, "BagUnion", 0, arguments[0]);
  return Join(context, "BagUnion", bags);
}

Value BagsBagCardinality(NativeContext& context, std::span<const Value> arguments) {
  Value sum = Value::SmallInteger(0);
  for (Value count : FunctionArgument(context, "BagCardinality", 0, arguments[0]).values) {
    sum = values::Add(context.heap, sum, count);
  }
  return sum;
}

// Every choice of 0 to B[e] copies for each element: an odometer over the counts.
Value BagsSubBag(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "SubBag", 0, arguments[0]);
  std::vector<int64_t> limits;
  for (Value count : table.values) limits.push_back(IntegerArgument(context, "SubBag", 0, count));
  std::vector<int64_t> counts(limits.size(), 0);
  std::vector<Value> bags;
  while (true) {
    std::vector<Value> keys;
    std::vector<Value> copies;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] == 0) continue;
      keys.push_back(table.keys[i]);
      copies.push_back(values::MakeInteger(context.heap, counts[i]));
    }
    bags.push_back(FunctionOfPairs(context.heap, keys, copies));
    if (static_cast<int64_t>(bags.size()) > values::kMaxSetSize) {
      throw EvaluationError(Concat("Attempted to construct a set with too many elements (>",
                                   values::kMaxSetSize, ")."));
    }
    size_t i = 0;
    while (i < counts.size() && counts[i] == limits[i]) counts[i++] = 0;
    if (i == counts.size()) break;
    ++counts[i];
  }
  return values::MakeSet(context.heap, bags);
}

// op(.. op(op(base, x1), x1) .., xn): each element as often as the bag has copies of it, in the
// order of the elements.
Value BagsExtFoldBag(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable table = FunctionArgument(context, "FoldBag", 3, arguments[1]);
  Value result = arguments[0];
  for (size_t i = 0; i < table.keys.size(); ++i) {
    if (!values::IsInteger(table.values[i]) || !IsPositive(context, table.values[i])) {
      WrongArgument(context, "FoldBag", 3, "a bag", arguments[1]);
    }
    for (int64_t copy = values::IntegerOf(table.values[i]); copy > 0; --copy) {
      result = context.Call(0, {result, table.keys[i]});
    }
  }
  return result;
}

}  // namespace model::interpreter::library

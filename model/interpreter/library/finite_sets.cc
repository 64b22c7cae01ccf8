// Modules FiniteSets, FiniteSetsExt and Folds.

#include <algorithm>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

Value FiniteSetsIsFiniteSet(NativeContext& context, std::span<const Value> arguments) {
  if (!values::IsSet(arguments[0])) {
    throw EvaluationError(Concat("Attempted to check if the value\n",
                                 values::Print(context.heap, arguments[0]), "\nis a finite set."));
  }
  return Value::Boolean(values::IsFinite(context.heap, arguments[0]));
}

Value FiniteSetsCardinality(NativeContext& context, std::span<const Value> arguments) {
  const Value set = arguments[0];
  if (set.is_small_set()) return Value::SmallInteger(std::popcount(set.mask()));
  if (!values::IsSet(set) || !values::IsFinite(context.heap, set)) {
    throw EvaluationError(Concat("Attempted to compute cardinality of the value\n",
                                 values::Print(context.heap, set)));
  }
  return values::MakeInteger(context.heap, values::Cardinality(context.heap, set));
}

// Folds take the last element first: op(x1, op(x2, .. op(xn, base))), with x1 the first in order.
// op(xn, .. op(x2, op(x1, base))) in the order of the set, as TLC's own evaluation of this operator
// goes: not the order that its definition by MapThenFoldSet has.
Value FiniteSetsExtFoldSet(NativeContext& context, std::span<const Value> arguments) {
  Value result = arguments[0];
  for (Value element : ElementsArgument(context, "FoldSet", 3, arguments[1])) {
    result = context.Call(0, {element, result});
  }
  return result;
}

Value FiniteSetsExtReduceSet(NativeContext& context, std::span<const Value> arguments) {
  const Value swapped[] = {arguments[1], arguments[0]};
  return FiniteSetsExtFoldSet(context, swapped);
}

Value ApalacheFoldSet(NativeContext& context, std::span<const Value> arguments) {
  std::vector<Value> elements = ElementsArgument(context, "ApaFoldSet", 3, arguments[1]);
  Value result = arguments[0];
  for (size_t i = elements.size(); i-- > 0;) result = context.Call(0, {result, elements[i]});
  return result;
}

// Operator parameters: op, f, choose; values: base, S.
Value FoldsMapThenFoldSet(NativeContext& context, std::span<const Value> arguments) {
  Value rest = arguments[1];
  std::vector<Value> chosen = ElementsArgument(context, "MapThenFoldSet", 5, rest);
  rest = values::Normalize(context.heap, rest);
  for (Value& element : chosen) {
    element = context.Call(2, {rest});
    if (!values::Contains(context.heap, rest, element)) {
      throw EvaluationError(Concat("The operator choose of MapThenFoldSet gave ",
                                   values::Print(context.heap, element), ", which is not in ",
                                   values::Print(context.heap, rest), "."));
    }
    rest = values::Difference(context.heap, rest, values::SingletonSet(context.heap, element));
  }
  Value result = arguments[0];
  for (size_t i = chosen.size(); i-- > 0;) {
    result = context.Call(0, {context.Call(1, {chosen[i]}), result});
  }
  return result;
}

Value FiniteSetsExtSumSet(NativeContext& context, std::span<const Value> arguments) {
  Value sum = Value::SmallInteger(0);
  for (Value element : ElementsArgument(context, "SumSet", 0, arguments[0])) {
    sum = values::Add(context.heap, sum, element);
  }
  return sum;
}

Value FiniteSetsExtProductSet(NativeContext& context, std::span<const Value> arguments) {
  Value product = Value::SmallInteger(1);
  for (Value element : ElementsArgument(context, "ProductSet", 0, arguments[0])) {
    product = values::Multiply(context.heap, product, element);
  }
  return product;
}

Value FiniteSetsExtMapThenSumSet(NativeContext& context, std::span<const Value> arguments) {
  Value sum = Value::SmallInteger(0);
  for (Value element : ElementsArgument(context, "MapThenSumSet", 2, arguments[0])) {
    sum = values::Add(context.heap, sum, context.Call(0, {element}));
  }
  return sum;
}

Value FiniteSetsExtQuantify(NativeContext& context, std::span<const Value> arguments) {
  if (!values::IsSet(arguments[0])) WrongArgument(context, "Quantify", 1, "a set", arguments[0]);
  int64_t count = 0;
  values::SetIterator iterator(context.heap, arguments[0]);
  for (Value element; iterator.Next(&element);) {
    count += TruthOf(context, "Quantify", context.Call(0, {element}));
  }
  return values::MakeInteger(context.heap, count);
}

// All combinations of k indices in lexicographic order, which is the order of the subsets too.
Value FiniteSetsExtKSubset(NativeContext& context, std::span<const Value> arguments) {
  const int64_t k = IntegerArgument(context, "kSubset", 1, arguments[0]);
  const std::vector<Value> elements = ElementsArgument(context, "kSubset", 2, arguments[1]);
  const auto n = static_cast<int64_t>(elements.size());
  if (k < 0 || k > n) return Value::EmptySet();
  std::vector<int64_t> indices(k);
  for (int64_t i = 0; i < k; ++i) indices[i] = i;
  std::vector<Value> subsets;
  std::vector<Value> subset(k);
  while (true) {
    for (int64_t i = 0; i < k; ++i) subset[i] = elements[indices[i]];
    subsets.push_back(values::MakeSet(context.heap, subset));
    if (static_cast<int64_t>(subsets.size()) > values::kMaxSetSize) {
      throw EvaluationError(Concat("Attempted to construct a set with too many elements (>",
                                   values::kMaxSetSize, ")."));
    }
    int64_t i = k - 1;
    while (i >= 0 && indices[i] == n - k + i) --i;
    if (i < 0) break;
    ++indices[i];
    for (int64_t j = i + 1; j < k; ++j) indices[j] = indices[j - 1] + 1;
  }
  return values::MakeSet(context.heap, subsets);
}

namespace {

Value Extreme(NativeContext& context, std::string_view name, Value set, bool largest) {
  Value best;
  for (Value element : ElementsArgument(context, name, 0, set)) {
    if (best.is_unset() || (largest ? values::Less(context.heap, best, element)
                                    : values::Less(context.heap, element, best))) {
      best = element;
    }
  }
  if (best.is_unset()) {
    throw EvaluationError(
        Concat("Attempted to compute the value of an expression of form\n"
               "CHOOSE x \\in S: P, but no element of S satisfied P.\n"
               "(",
               name, " of the empty set)"));
  }
  return best;
}

}  // namespace

Value FiniteSetsExtMax(NativeContext& context, std::span<const Value> arguments) {
  return Extreme(context, "Max", arguments[0], true);
}

Value FiniteSetsExtMin(NativeContext& context, std::span<const Value> arguments) {
  return Extreme(context, "Min", arguments[0], false);
}

}  // namespace model::interpreter::library

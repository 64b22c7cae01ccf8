// Module Randomization.

#include <cstdlib>
#include <string>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

namespace {

// `count` random subsets in which each element is with the given probability.
Value RandomSubsets(NativeContext& context, int64_t count, double probability,
                    const std::vector<Value>& elements) {
  if (count > values::kMaxSetSize) {
    throw EvaluationError(Concat("Attempted to construct a set with too many elements (>",
                                 values::kMaxSetSize, ")."));
  }
  std::vector<Value> subsets;
  std::vector<Value> subset;
  for (int64_t i = 0; i < count; ++i) {
    subset.clear();
    for (Value element : elements) {
      if (static_cast<double>(context.host.Random() >> 11) * 0x1p-53 < probability)
        subset.push_back(element);
    }
    subsets.push_back(values::MakeSet(context.heap, subset));
  }
  return values::MakeSet(context.heap, subsets);
}

// Some of the elements: the front of a shuffle.
Value RandomPart(NativeContext& context, int64_t count, std::vector<Value> elements) {
  const size_t size = elements.size();
  if (static_cast<uint64_t>(count) >= size) return values::MakeSet(context.heap, elements);
  for (int64_t i = 0; i < count; ++i) {
    const size_t j =
        static_cast<size_t>(i) + context.host.Random() % (size - static_cast<size_t>(i));
    std::swap(elements[static_cast<size_t>(i)], elements[j]);
  }
  elements.resize(static_cast<size_t>(count));
  return values::MakeSet(context.heap, elements);
}

}  // namespace

Value RandomizationRandomSubset(NativeContext& context, std::span<const Value> arguments) {
  const int64_t count = IntegerArgument(context, "RandomSubset", 1, arguments[0]);
  if (count < 0) WrongArgument(context, "RandomSubset", 1, "a natural number", arguments[0]);
  return RandomPart(context, count, ElementsArgument(context, "RandomSubset", 2, arguments[1]));
}

Value RandomizationRandomSetOfSubsets(NativeContext& context, std::span<const Value> arguments) {
  const int64_t count = IntegerArgument(context, "RandomSetOfSubsets", 1, arguments[0]);
  const int64_t average = IntegerArgument(context, "RandomSetOfSubsets", 2, arguments[1]);
  const std::vector<Value> elements =
      ElementsArgument(context, "RandomSetOfSubsets", 3, arguments[2]);
  if (average < 0 || average > static_cast<int64_t>(elements.size())) {
    WrongArgument(context, "RandomSetOfSubsets", 2, "in 0..Cardinality(S)", arguments[1]);
  }
  const double probability =
      elements.empty() ? 0 : static_cast<double>(average) / static_cast<double>(elements.size());
  return RandomSubsets(context, count, probability, elements);
}

Value RandomizationRandomSubsetSet(NativeContext& context, std::span<const Value> arguments) {
  const int64_t count = IntegerArgument(context, "RandomSubsetSet", 1, arguments[0]);
  const std::string text(StringArgument(context, "RandomSubsetSet", 2, arguments[1]));
  return RandomSubsets(context, count, std::atof(text.c_str()),
                       ElementsArgument(context, "RandomSubsetSet", 3, arguments[2]));
}

}  // namespace model::interpreter::library

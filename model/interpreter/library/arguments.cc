#include "model/interpreter/library/arguments.h"

#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

void WrongArgument(const NativeContext& context, std::string_view name, int position,
                   std::string_view expected, Value value) {
  static constexpr std::string_view kOrdinals[] = {"",       "first ",  "second ",
                                                   "third ", "fourth ", "fifth "};
  throw EvaluationError(Concat("The ", kOrdinals[position], "argument of ", name, " should be ",
                               expected, ", but instead it is:\n",
                               values::Print(context.heap, value)));
}

std::span<const Value> SequenceArgument(NativeContext& context, std::string_view name, int position,
                                        Value value) {
  if (!values::IsTupleLike(context.heap, value)) {
    WrongArgument(context, name, position, "a sequence", value);
  }
  return values::ElementsOf(context.heap, value);
}

int64_t IntegerArgument(NativeContext& context, std::string_view name, int position, Value value) {
  if (!values::IsInteger(value)) WrongArgument(context, name, position, "an integer", value);
  return values::IntegerOf(value);
}

std::string_view StringArgument(NativeContext& context, std::string_view name, int position,
                                Value value) {
  if (!values::IsString(value)) WrongArgument(context, name, position, "a string", value);
  return values::TextOf(context.heap, value);
}

std::vector<Value> ElementsArgument(NativeContext& context, std::string_view name, int position,
                                    Value value) {
  if (!values::IsSet(value)) WrongArgument(context, name, position, "a set", value);
  std::vector<Value> elements;
  values::SetIterator iterator(context.heap, value);
  for (Value element; iterator.Next(&element);) elements.push_back(element);
  return elements;
}

FunctionTable FunctionArgument(NativeContext& context, std::string_view name, int position,
                               Value value) {
  if (!values::IsFunction(value)) WrongArgument(context, name, position, "a function", value);
  FunctionTable table;
  table.domain = values::Normalize(context.heap, values::Domain(context.heap, value));
  table.keys = ElementsArgument(context, name, position, table.domain);
  table.values.reserve(table.keys.size());
  for (Value key : table.keys) table.values.push_back(values::Apply(context.heap, value, key));
  return table;
}

Value FunctionOfPairs(values::Heap& heap, std::span<const Value> keys,
                      std::span<const Value> values) {
  const Value domain = values::MakeSet(heap, keys);
  const auto size = static_cast<size_t>(values::Cardinality(heap, domain));
  std::vector<Value> ordered(size);
  for (size_t i = keys.size(); i-- > 0;) {
    ordered[values::IndexIn(heap, domain, keys[i])] = values[i];
  }
  return values::MakeFunction(heap, domain, ordered);
}

bool TruthOf(const NativeContext& context, std::string_view name, Value value) {
  if (!value.is_boolean()) {
    throw EvaluationError(Concat("The operator argument of ", name,
                                 " should give a boolean, but instead it gave:\n",
                                 values::Print(context.heap, value)));
  }
  return value.is_true();
}

}  // namespace model::interpreter::library

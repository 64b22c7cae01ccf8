// Modules Sequences and the sets of numbers.

#include <string>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

Value NaturalsNat(NativeContext&, std::span<const Value>) {
  return Value::Of(values::Special::kNat);
}
Value IntegersInt(NativeContext&, std::span<const Value>) {
  return Value::Of(values::Special::kInt);
}

Value SequencesSeq(NativeContext& context, std::span<const Value> arguments) {
  return values::Sequences(context.heap, arguments[0]);
}

Value SequencesLen(NativeContext& context, std::span<const Value> arguments) {
  const Value s = arguments[0];
  if (values::IsString(s))
    return values::MakeInteger(context.heap, values::LengthOf(context.heap, s));
  return Value::SmallInteger(static_cast<int64_t>(SequenceArgument(context, "Len", 0, s).size()));
}

Value SequencesConcatenate(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0])) {
    if (!values::IsString(arguments[1])) WrongArgument(context, "\\o", 2, "a string", arguments[1]);
  } else {
    SequenceArgument(context, "\\o", 1, arguments[0]);
    SequenceArgument(context, "\\o", 2, arguments[1]);
  }
  return values::Concatenate(context.heap, arguments[0], arguments[1]);
}

Value SequencesAppend(NativeContext& context, std::span<const Value> arguments) {
  SequenceArgument(context, "Append", 1, arguments[0]);
  return values::Append(context.heap, arguments[0], arguments[1]);
}

Value SequencesHead(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "Head", 0, arguments[0]);
  if (elements.empty()) throw EvaluationError("Attempted to apply Head to the empty sequence.");
  return elements[0];
}

Value SequencesTail(NativeContext& context, std::span<const Value> arguments) {
  const Value s = arguments[0];
  if (values::IsString(s)) {
    const std::string_view text = values::TextOf(context.heap, s);
    if (text.empty()) throw EvaluationError("Attempted to apply Tail to the empty string.");
    return values::MakeString(context.heap, std::string(text.substr(1)));
  }
  const auto elements = SequenceArgument(context, "Tail", 0, s);
  if (elements.empty()) throw EvaluationError("Attempted to apply Tail to the empty sequence.");
  return values::MakeTuple(context.heap, elements.subspan(1));
}

Value SequencesSubSeq(NativeContext& context, std::span<const Value> arguments) {
  const Value s = arguments[0];
  const bool is_string = values::IsString(s);
  const std::span<const Value> elements =
      is_string ? std::span<const Value>() : SequenceArgument(context, "SubSeq", 1, s);
  const int64_t first = IntegerArgument(context, "SubSeq", 2, arguments[1]);
  const int64_t last = IntegerArgument(context, "SubSeq", 3, arguments[2]);
  const std::string_view text = is_string ? values::TextOf(context.heap, s) : std::string_view();
  if (first > last) {
    return is_string ? values::MakeString(context.heap, "") : values::MakeTuple(context.heap, {});
  }
  const auto length = static_cast<int64_t>(is_string ? text.size() : elements.size());
  for (int position : {2, 3}) {
    const int64_t index = position == 2 ? first : last;
    if (index >= 1 && index <= length) continue;
    throw EvaluationError(
        Concat("The ", position == 2 ? "second" : "third",
               " argument of SubSeq must be in the domain of its first argument:\n",
               values::Print(context.heap, s), "\n, but instead it is\n", index));
  }
  const auto count = static_cast<size_t>(last - first + 1);
  if (is_string)
    return values::MakeString(context.heap, std::string(text.substr(first - 1, count)));
  return values::MakeTuple(context.heap, elements.subspan(first - 1, count));
}

Value SequencesSelectSeq(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "SelectSeq", 1, arguments[0]);
  std::vector<Value> selected;
  for (Value element : elements) {
    if (TruthOf(context, "SelectSeq", context.Call(0, {element}))) selected.push_back(element);
  }
  return values::MakeTuple(context.heap, selected);
}

}  // namespace model::interpreter::library

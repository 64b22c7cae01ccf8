// Module SVG: the text of a picture and places on a circle.

#include <cmath>
#include <numbers>
#include <string>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/files.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

namespace {

Value FieldOf(NativeContext& context, Value record, std::string_view name) {
  return values::SelectField(context.heap, record, values::MakeString(context.heap, name));
}

std::string TextFor(NativeContext& context, Value value) {
  if (values::IsString(value)) return std::string(values::TextOf(context.heap, value));
  return values::Print(context.heap, value);
}

// An element is written as <name key='value'...>children</name>; a text has no children and the
// other way round.
void AppendElement(NativeContext& context, Value element, std::string& out) {
  const std::string name = TextFor(context, FieldOf(context, element, "name"));
  out += Concat("<", name);
  const FunctionTable attributes =
      FunctionArgument(context, "SVGElemToString", 0, FieldOf(context, element, "attrs"));
  for (size_t i = 0; i < attributes.keys.size(); ++i) {
    out += Concat(" ", TextFor(context, attributes.keys[i]), "='",
                  TextFor(context, attributes.values[i]), "'");
  }
  out += Concat(">", TextFor(context, FieldOf(context, element, "innerText")));
  for (Value child :
       SequenceArgument(context, "SVGElemToString", 0, FieldOf(context, element, "children"))) {
    AppendElement(context, child, out);
  }
  out += Concat("</", name, ">");
}

}  // namespace

Value SvgElementToString(NativeContext& context, std::span<const Value> arguments) {
  std::string text;
  AppendElement(context, arguments[0], text);
  return values::MakeString(context.heap, text);
}

Value SvgSerialize(NativeContext& context, std::span<const Value> arguments) {
  std::string text;
  AppendElement(context, arguments[0], text);
  const std::string path =
      Concat(StringArgument(context, "SVGSerialize", 2, arguments[1]),
             IntegerArgument(context, "SVGSerialize", 3, arguments[2]), ".svg");
  WriteFile("SVGSerialize", path, text, WriteMode::kReplace);
  return Value::Boolean(true);
}

// Arguments: cx, cy, r, n, m. The first node is at the top right of a circle that is walked
// clockwise.
Value SvgNodeOfRingNetwork(NativeContext& context, std::span<const Value> arguments) {
  int64_t numbers[5];
  for (int i = 0; i < 5; ++i) {
    numbers[i] =
        IntegerArgument(context, "NodeOfRingNetwork", i + 1, arguments[static_cast<size_t>(i)]);
  }
  if (numbers[4] <= 0)
    WrongArgument(context, "NodeOfRingNetwork", 5, "a positive integer", arguments[4]);
  const double angle =
      2 * std::numbers::pi / static_cast<double>(numbers[4]) * static_cast<double>(numbers[3]);
  const auto radius = static_cast<double>(numbers[2]);
  const Value keys[] = {values::MakeString(context.heap, "x"),
                        values::MakeString(context.heap, "y")};
  const Value places[] = {
      values::MakeInteger(context.heap, static_cast<int64_t>(static_cast<double>(numbers[0]) +
                                                             radius * std::cos(angle))),
      values::MakeInteger(context.heap, static_cast<int64_t>(static_cast<double>(numbers[1]) +
                                                             radius * std::sin(angle)))};
  return FunctionOfPairs(context.heap, keys, places);
}

}  // namespace model::interpreter::library

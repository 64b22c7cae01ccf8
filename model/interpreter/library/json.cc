// Module Json: values as JSON texts and files, and back.

#include "nlohmann/json.hpp"

#include <string>
#include <vector>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/files.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using Json = nlohmann::ordered_json;
using values::EvaluationError;

namespace {

Json ToJsonValue(NativeContext& context, Value value);

Json ToArray(NativeContext& context, std::span<const Value> elements) {
  Json array = Json::array();
  for (Value element : elements) array.push_back(ToJsonValue(context, element));
  return array;
}

Json ToObject(NativeContext& context, Value value) {
  const FunctionTable table = FunctionArgument(context, "ToJsonObject", 0, value);
  Json object = Json::object();
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const Value key = table.keys[i];
    object[values::IsString(key) ? std::string(values::TextOf(context.heap, key))
                                 : values::Print(context.heap, key)] =
        ToJsonValue(context, table.values[i]);
  }
  return object;
}

Json ToJsonValue(NativeContext& context, Value value) {
  if (value.is_boolean()) return value.is_true();
  if (values::IsInteger(value)) return values::IntegerOf(value);
  if (values::IsString(value) || values::IsModelValue(value)) {
    return std::string(values::TextOf(context.heap, value));
  }
  if (values::IsSet(value)) return ToArray(context, ElementsArgument(context, "ToJson", 0, value));
  if (values::IsTupleLike(context.heap, value))
    return ToArray(context, values::ElementsOf(context.heap, value));
  if (values::IsFunction(value)) return ToObject(context, value);
  throw EvaluationError(
      Concat("ToJson: the value\n", values::Print(context.heap, value), "\nhas no JSON form"));
}

// Without its decimals, as TLC reads it.
Value NumberFromJson(NativeContext& context, const Json& json) {
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  const double number = json.get<double>();
  if (number < -kBeyond || number >= kBeyond)
    throw EvaluationError(Concat("the JSON number ", json.dump(), " does not fit in 64 bits"));
  const int64_t whole = json.is_number_float() ? static_cast<int64_t>(number) : json.get<int64_t>();
  return values::MakeInteger(context.heap, whole);
}

Value FromJson(NativeContext& context, const Json& json) {
  if (json.is_boolean()) return Value::Boolean(json.get<bool>());
  if (json.is_number()) return NumberFromJson(context, json);
  if (json.is_string()) return values::MakeString(context.heap, json.get_ref<const std::string&>());
  if (json.is_array()) {
    std::vector<Value> elements;
    for (const Json& element : json) elements.push_back(FromJson(context, element));
    return values::MakeTuple(context.heap, elements);
  }
  if (json.is_object()) {
    std::vector<Value> keys;
    std::vector<Value> fields;
    for (const auto& [key, field] : json.items()) {
      keys.push_back(values::MakeString(context.heap, key));
      fields.push_back(FromJson(context, field));
    }
    return FunctionOfPairs(context.heap, keys, fields);
  }
  throw EvaluationError(Concat("the JSON value ", json.dump(), " has no TLA+ form"));
}

Value Parse(NativeContext& context, std::string_view text, std::string_view path) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) throw EvaluationError(Concat("the file ", path, " is not valid JSON"));
  return FromJson(context, json);
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Value JsonToJson(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeString(context.heap, Dump(ToJsonValue(context, arguments[0])));
}

Value JsonToJsonArray(NativeContext& context, std::span<const Value> arguments) {
  const Value value = arguments[0];
  if (values::IsSet(value) || values::IsTupleLike(context.heap, value))
    return JsonToJson(context, arguments);
  const FunctionTable table = FunctionArgument(context, "ToJsonArray", 0, value);
  return values::MakeString(context.heap, Dump(ToArray(context, table.values)));
}

Value JsonToJsonObject(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeString(context.heap, Dump(ToObject(context, arguments[0])));
}

Value JsonSerialize(NativeContext& context, std::span<const Value> arguments) {
  WriteFile("JsonSerialize", StringArgument(context, "JsonSerialize", 1, arguments[0]),
            Dump(ToJsonValue(context, arguments[1])), WriteMode::kReplace);
  return Value::Boolean(true);
}

Value JsonDeserialize(NativeContext& context, std::span<const Value> arguments) {
  const std::string path(StringArgument(context, "JsonDeserialize", 0, arguments[0]));
  return Parse(context, ReadFile("JsonDeserialize", path), path);
}

Value JsonSerializeLines(NativeContext& context, std::span<const Value> arguments) {
  const Value value = arguments[1];
  const std::vector<Value> elements = [&] {
    if (values::IsSet(value)) return ElementsArgument(context, "ndJsonSerialize", 2, value);
    const auto sequence = SequenceArgument(context, "ndJsonSerialize", 2, value);
    return std::vector<Value>(sequence.begin(), sequence.end());
  }();
  std::string text;
  for (Value element : elements) text += Concat(Dump(ToJsonValue(context, element)), "\n");
  WriteFile("ndJsonSerialize", StringArgument(context, "ndJsonSerialize", 1, arguments[0]), text,
            WriteMode::kReplace);
  return Value::Boolean(true);
}

Value JsonDeserializeLines(NativeContext& context, std::span<const Value> arguments) {
  const std::string path(StringArgument(context, "ndJsonDeserialize", 0, arguments[0]));
  const std::string text = ReadFile("ndJsonDeserialize", path);
  std::vector<Value> lines;
  for (std::string_view line : Split(text, "\n")) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    lines.push_back(Parse(context, line, path));
  }
  return values::MakeTuple(context.heap, lines);
}

}  // namespace model::interpreter::library

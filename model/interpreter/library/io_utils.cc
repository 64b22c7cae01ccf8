// Modules IOUtils and CSV. Starting programs (IOExec and its kin) is refused: a specification that
// is checked must not be able to run commands.

#include <charconv>
#include <cstdlib>
#include <string>
#include <vector>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/files.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

extern char** environ;  // NOLINT: POSIX

namespace model::interpreter::library {

using values::EvaluationError;

namespace {

Value RecordOf(NativeContext& context, std::span<const std::string_view> names,
               std::span<const Value> fields) {
  std::vector<Value> keys;
  for (std::string_view name : names) keys.push_back(values::MakeString(context.heap, name));
  return FunctionOfPairs(context.heap, keys, fields);
}

Value ProcessResult(NativeContext& context, std::string_view output) {
  const std::string_view names[] = {"exitValue", "stdout", "stderr"};
  const Value fields[] = {Value::SmallInteger(0), values::MakeString(context.heap, output),
                          values::MakeString(context.heap, "")};
  return RecordOf(context, names, fields);
}

// A string itself, anything else as it prints.
std::string TextFor(NativeContext& context, Value value) {
  if (values::IsString(value)) return std::string(values::TextOf(context.heap, value));
  return values::Print(context.heap, value);
}

bool HasOption(NativeContext& context, Value options, std::string_view name) {
  const Value key = values::MakeString(context.heap, "openOptions");
  if (!values::IsFunction(options) ||
      !values::Contains(context.heap, values::Domain(context.heap, options), key)) {
    return false;
  }
  const Value list = values::Apply(context.heap, options, key);
  for (Value option : SequenceArgument(context, "Serialize", 3, list)) {
    if (StringArgument(context, "Serialize", 3, option) == name) return true;
  }
  return false;
}

}  // namespace

Value IoUtilsUnsupported2(NativeContext&, std::span<const Value>) {
  throw EvaluationError(
      "IODeserialize reads a binary format that this checker does not have; use JsonDeserialize");
}

Value IoUtilsUnsupported3(NativeContext&, std::span<const Value>) {
  throw EvaluationError(
      "IOSerialize writes a binary format that this checker does not have; use JsonSerialize");
}

Value IoUtilsExec(NativeContext&, std::span<const Value>) {
  throw EvaluationError(
      "this checker does not start programs for a specification (IOExec, IOEnvExec, "
      "IOExecTemplate, IOEnvExecTemplate)");
}

Value IoUtilsSerialize(NativeContext& context, std::span<const Value> arguments) {
  const std::string path(StringArgument(context, "Serialize", 2, arguments[1]));
  WriteFile("Serialize", path, TextFor(context, arguments[0]),
            HasOption(context, arguments[2], "APPEND") ? WriteMode::kAppend : WriteMode::kReplace);
  return ProcessResult(context, "");
}

Value IoUtilsDeserialize(NativeContext& context, std::span<const Value> arguments) {
  return ProcessResult(
      context, ReadFile("Deserialize", StringArgument(context, "Deserialize", 1, arguments[0])));
}

Value IoUtilsEnvironment(NativeContext& context, std::span<const Value>) {
  std::vector<Value> names;
  std::vector<Value> texts;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    names.push_back(values::MakeString(context.heap, text.substr(0, equals)));
    texts.push_back(values::MakeString(context.heap, text.substr(equals + 1)));
  }
  return FunctionOfPairs(context.heap, names, texts);
}

Value IoUtilsAtoi(NativeContext& context, std::span<const Value> arguments) {
  const std::string_view text = StringArgument(context, "atoi", 0, arguments[0]);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    WrongArgument(context, "atoi", 0, "the text of an integer", arguments[0]);
  }
  return values::MakeInteger(context.heap, number);
}

Value IoUtilsZeroPadN(NativeContext& context, std::span<const Value> arguments) {
  std::string digits = Concat(IntegerArgument(context, "zeroPadN", 1, arguments[0]));
  const int64_t width = IntegerArgument(context, "zeroPadN", 2, arguments[1]);
  if (width > static_cast<int64_t>(digits.size())) {
    digits.insert(0, static_cast<size_t>(width) - digits.size(), '0');
  }
  return values::MakeString(context.heap, digits);
}

// --- CSV
// ----------------------------------------------------------------------------------------------

namespace {

// %1$s, %2$s .. and plain %s stand for the values; %% for a percent sign.
std::string Format(std::string_view pattern, const std::vector<std::string>& texts) {
  std::string result;
  size_t next = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      result += pattern[i];
      continue;
    }
    size_t end = i + 1;
    while (end < pattern.size() && pattern[end] >= '0' && pattern[end] <= '9') ++end;
    size_t index = next;
    const bool numbered = end > i + 1 && end < pattern.size() && pattern[end] == '$';
    if (numbered) {
      index =
          static_cast<size_t>(std::atoi(std::string(pattern.substr(i + 1, end - i - 1)).c_str())) -
          1;
      ++end;
    }
    if (end < pattern.size() && pattern[end] == 's') {
      if (index >= texts.size())
        throw EvaluationError("CSVWrite: the template asks for more values than there are");
      result += texts[index];
      if (!numbered) ++next;
    } else {
      if (end < pattern.size()) result += pattern[end];
    }
    i = end;
  }
  return result;
}

}  // namespace

Value CsvWrite(NativeContext& context, std::span<const Value> arguments) {
  std::vector<std::string> texts;
  for (Value value : SequenceArgument(context, "CSVWrite", 2, arguments[1])) {
    texts.push_back(values::Print(context.heap, value));
  }
  const std::string line = Format(StringArgument(context, "CSVWrite", 1, arguments[0]), texts);
  WriteFile("CSVWrite", StringArgument(context, "CSVWrite", 3, arguments[2]), line + "\n",
            WriteMode::kAppend);
  return Value::Boolean(true);
}

Value CsvWriteRecord(NativeContext& context, std::span<const Value> arguments) {
  const FunctionTable record = FunctionArgument(context, "CSVWriteRecord", 1, arguments[0]);
  const std::string delimiter(StringArgument(context, "CSVWriteRecord", 2, arguments[1]));
  std::string head;
  std::string line;
  for (size_t i = 0; i < record.keys.size(); ++i) {
    head += Concat(i == 0 ? "" : delimiter, TextFor(context, record.keys[i]));
    line += Concat(i == 0 ? "" : delimiter, TextFor(context, record.values[i]));
  }
  const std::string text = arguments[2].is_true() ? Concat(head, "\n", line, "\n") : line + "\n";
  WriteFile("CSVWriteRecord", StringArgument(context, "CSVWriteRecord", 4, arguments[3]), text,
            WriteMode::kAppend);
  return Value::Boolean(true);
}

Value CsvRead(NativeContext& context, std::span<const Value> arguments) {
  const auto columns = SequenceArgument(context, "CSVRead", 1, arguments[0]);
  const std::string delimiter(StringArgument(context, "CSVRead", 2, arguments[1]));
  const std::string text = ReadFile("CSVRead", StringArgument(context, "CSVRead", 3, arguments[2]));
  std::vector<Value> rows;
  if (delimiter.empty())
    WrongArgument(context, "CSVRead", 2, "a string that isn't empty", arguments[1]);
  for (std::string_view line : Split(text, "\n")) {
    if (line.empty()) continue;
    std::vector<Value> fields;
    for (std::string_view field : Split(line, delimiter)) {
      fields.push_back(values::MakeString(context.heap, field));
    }
    if (fields.size() < columns.size()) {
      throw EvaluationError(
          Concat("CSVRead: the line ", line, " has fewer fields than there are columns"));
    }
    fields.resize(columns.size());
    rows.push_back(FunctionOfPairs(context.heap, columns, fields));
  }
  return values::MakeTuple(context.heap, rows);
}

Value CsvRecords(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeInteger(context.heap,
                             CountLines(StringArgument(context, "CSVRecords", 0, arguments[0])));
}

}  // namespace model::interpreter::library

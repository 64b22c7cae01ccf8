// Modules TLC and TLCExt: operators that look beyond their arguments.

#include <algorithm>
#include <chrono>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"
#define XXH_INLINE_ALL
#include "xxhash.h"

namespace model::interpreter::library {

using values::ErrorKind;
using values::EvaluationError;

Value TlcPrint(NativeContext& context, std::span<const Value> arguments) {
  context.host.Print(Concat(values::Print(context.heap, arguments[0]), "  ",
                            values::Print(context.heap, arguments[1])));
  return arguments[1];
}

Value TlcPrintT(NativeContext& context, std::span<const Value> arguments) {
  context.host.Print(values::Print(context.heap, arguments[0]));
  return Value::Boolean(true);
}

Value TlcAssert(NativeContext& context, std::span<const Value> arguments) {
  if (arguments[0].is_true()) return arguments[0];
  throw EvaluationError(
      ErrorKind::kAssertFailed,
      Concat("The first argument of Assert evaluated to FALSE; the second argument was:\n",
             values::Print(context.heap, arguments[1])));
}

Value TlcJavaTime(NativeContext& context, std::span<const Value>) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return values::MakeInteger(context.heap,
                             std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

namespace {

// A register's value or a fact about the run; unset if there is none.
Value Look(NativeContext& context, Value key) {
  if (values::IsString(key))
    return context.host.Fact(context.heap, values::TextOf(context.heap, key));
  if (!values::IsInteger(key) || values::IntegerOf(key) < 0) {
    WrongArgument(context, "TLCGet", 0, "a nonnegative integer or a string", key);
  }
  return context.host.Register(values::IntegerOf(key));
}

void Set(NativeContext& context, Value key, Value value) {
  if (values::IsString(key) && values::TextOf(context.heap, key) == "exit") {
    if (value.is_true()) throw EvaluationError(ErrorKind::kStop, "TLCSet(\"exit\", TRUE)");
    return;
  }
  if (!values::IsInteger(key) || values::IntegerOf(key) < 0) {
    WrongArgument(context, "TLCSet", 1, "a nonnegative integer or the string \"exit\"", key);
  }
  context.host.SetRegister(values::IntegerOf(key), value);
}

}  // namespace

Value TlcGet(NativeContext& context, std::span<const Value> arguments) {
  const Value found = Look(context, arguments[0]);
  if (!found.is_unset()) return found;
  const std::string key = values::IsString(arguments[0])
                              ? std::string(values::TextOf(context.heap, arguments[0]))
                              : values::Print(context.heap, arguments[0]);
  throw EvaluationError(Concat("TLCGet(", key, ") was undefined."));
}

Value TlcSet(NativeContext& context, std::span<const Value> arguments) {
  Set(context, arguments[0], arguments[1]);
  return Value::Boolean(true);
}

Value TlcMapsTo(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeFunction(context.heap, values::SingletonSet(context.heap, arguments[0]),
                              arguments.subspan(1, 1));
}

Value TlcCombine(NativeContext& context, std::span<const Value> arguments) {
  FunctionTable left = FunctionArgument(context, "@@", 1, arguments[0]);
  const FunctionTable right = FunctionArgument(context, "@@", 2, arguments[1]);
  left.keys.insert(left.keys.end(), right.keys.begin(), right.keys.end());
  left.values.insert(left.values.end(), right.values.begin(), right.values.end());
  return FunctionOfPairs(context.heap, left.keys, left.values);
}

Value TlcPermutations(NativeContext& context, std::span<const Value> arguments) {
  const std::vector<Value> elements = ElementsArgument(context, "Permutations", 0, arguments[0]);
  if (elements.size() > 9) {
    throw EvaluationError(Concat("Attempted to construct a set with too many elements (>",
                                 values::kMaxSetSize, ")."));
  }
  const Value domain = values::Normalize(context.heap, arguments[0]);
  std::vector<size_t> order(elements.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<Value> permutations;
  std::vector<Value> image(elements.size());
  do {
    for (size_t i = 0; i < order.size(); ++i) image[i] = elements[order[i]];
    permutations.push_back(values::MakeFunction(context.heap, domain, image));
  } while (std::next_permutation(order.begin(), order.end()));
  return values::MakeSet(context.heap, permutations);
}

// Insertion keeps equal elements in place and asks nothing of Op that an order must have.
Value TlcSortSeq(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "SortSeq", 1, arguments[0]);
  std::vector<Value> sorted;
  for (Value element : elements) {
    size_t place = sorted.size();
    while (place > 0 && TruthOf(context, "SortSeq", context.Call(0, {element, sorted[place - 1]})))
      --place;
    sorted.insert(sorted.begin() + static_cast<ptrdiff_t>(place), element);
  }
  return values::MakeTuple(context.heap, sorted);
}

Value TlcRandomElement(NativeContext& context, std::span<const Value> arguments) {
  const std::vector<Value> elements = ElementsArgument(context, "RandomElement", 0, arguments[0]);
  if (elements.empty()) {
    throw EvaluationError("Attempted to apply the operator RandomElement to the empty set.");
  }
  return elements[context.host.Random() % elements.size()];
}

Value TlcAny(NativeContext&, std::span<const Value>) { return Value::Of(values::Special::kAny); }

Value TlcToString(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeString(context.heap, values::Print(context.heap, arguments[0]));
}

Value TlcEval(NativeContext& context, std::span<const Value> arguments) {
  const Value value = arguments[0];
  if (values::IsSet(value) && !values::IsFinite(context.heap, value)) return value;
  return values::Normalize(context.heap, value);
}

// --- TLCExt
// -------------------------------------------------------------------------------------------

Value TlcExtAssertEq(NativeContext& context, std::span<const Value> arguments) {
  if (values::Equal(context.heap, arguments[0], arguments[1])) return Value::Boolean(true);
  context.host.Print("Assertion failed");
  for (Value value : arguments) context.host.Print(values::Print(context.heap, value));
  return Value::Boolean(false);
}

// False where nothing fails, or something else does; then it says what.
Value TlcExtFailsWith(NativeContext& context, std::span<const Value> arguments) {
  const std::string expected(StringArgument(context, "AssertError", 1, arguments[0]));
  try {
    context.Call(0, {Value::Boolean(true)});
    return Value::Boolean(false);
  } catch (const EvaluationError& error) {
    if (error.kind == ErrorKind::kStop || error.kind == ErrorKind::kInternal ||
        error.kind == ErrorKind::kInterrupted) {
      throw;
    }
    if (error.message == expected) return Value::Boolean(true);
    context.host.Print(Concat("AssertError expected the error:\n", expected,
                              "\nbut the error was:\n", error.message));
  }
  return Value::Boolean(false);
}

Value TlcExtGetOrDefault(NativeContext& context, std::span<const Value> arguments) {
  const Value found = Look(context, arguments[0]);
  return found.is_unset() ? arguments[1] : found;
}

// Values: key, val, defaultVal.
Value TlcExtGetAndSet(NativeContext& context, std::span<const Value> arguments) {
  const Value found = Look(context, arguments[0]);
  const Value old = found.is_unset() ? arguments[2] : found;
  Set(context, arguments[0], context.Call(0, {old, arguments[1]}));
  return old;
}

Value TlcExtTrace(NativeContext& context, std::span<const Value>) {
  return context.host.Trace(context.heap);
}

Value TlcExtCounterExample(NativeContext& context, std::span<const Value>) {
  const Value found = context.host.CounterExample(context.heap);
  if (!found.is_unset()) return found;
  const std::string_view names[] = {"action", "state"};
  std::vector<Value> fields;
  for (std::string_view name : names) fields.push_back(values::MakeString(context.heap, name));
  const Value empty[] = {Value::EmptySet(), Value::EmptySet()};
  return values::MakeRecord(context.heap, values::MakeSet(context.heap, fields), empty);
}

// CE.state is a set of pairs <<number, state>>.
Value TlcExtToTrace(NativeContext& context, std::span<const Value> arguments) {
  const Value states =
      values::SelectField(context.heap, arguments[0], values::MakeString(context.heap, "state"));
  std::vector<Value> numbers;
  std::vector<Value> records;
  for (Value pair : ElementsArgument(context, "ToTrace", 0, states)) {
    const auto parts = SequenceArgument(context, "ToTrace", 0, pair);
    if (parts.size() != 2) WrongArgument(context, "ToTrace", 0, "a counterexample", arguments[0]);
    numbers.push_back(parts[0]);
    records.push_back(parts[1]);
  }
  return FunctionOfPairs(context.heap, numbers, records);
}

Value TlcExtModelValue(NativeContext& context, std::span<const Value> arguments) {
  const std::string_view name = StringArgument(context, "TLCModelValue", 0, arguments[0]);
  const Value found = context.heap.atoms().FindModelValue(name);
  if (!found.is_unset()) return found;
  throw EvaluationError(Concat("TLCModelValue(\"", name,
                               "\"): there is no model value of that name; "
                               "name it in the configuration file, as in CONSTANT ",
                               name, " = ", name));
}

Value TlcExtFingerprint(NativeContext& context, std::span<const Value> arguments) {
  const std::string text =
      values::Print(context.heap, values::Normalize(context.heap, arguments[0]));
  return values::MakeInteger(context.heap,
                             static_cast<int32_t>(XXH3_64bits(text.data(), text.size())));
}

}  // namespace model::interpreter::library

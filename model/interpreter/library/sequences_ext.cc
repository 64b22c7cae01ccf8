// Module SequencesExt.

#include <algorithm>
#include <string>

#include "model/interpreter/library/arguments.h"
#include "model/interpreter/library/native_functions.h"
#include "model/interpreter/library/text.h"

namespace model::interpreter::library {

using values::EvaluationError;

Value SequencesExtSetToSeq(NativeContext& context, std::span<const Value> arguments) {
  return values::MakeTuple(context.heap, ElementsArgument(context, "SetToSeq", 0, arguments[0]));
}

Value SequencesExtSetToSeqs(NativeContext& context, std::span<const Value> arguments) {
  const std::vector<Value> elements = ElementsArgument(context, "SetToSeqs", 0, arguments[0]);
  if (elements.size() > 9) {
    throw EvaluationError(Concat("Attempted to construct a set with too many elements (>",
                                 values::kMaxSetSize, ")."));
  }
  std::vector<size_t> order(elements.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<Value> sequences;
  std::vector<Value> sequence(elements.size());
  do {
    for (size_t i = 0; i < order.size(); ++i) sequence[i] = elements[order[i]];
    sequences.push_back(values::MakeTuple(context.heap, sequence));
  } while (std::next_permutation(order.begin(), order.end()));
  return values::MakeSet(context.heap, sequences);
}

Value SequencesExtSetToSortSeq(NativeContext& context, std::span<const Value> arguments) {
  const Value sequence = SequencesExtSetToSeq(context, arguments);
  return TlcSortSeq(context, {&sequence, 1});
}

Value SequencesExtContains(NativeContext& context, std::span<const Value> arguments) {
  for (Value element : SequenceArgument(context, "Contains", 1, arguments[0])) {
    if (values::Equal(context.heap, element, arguments[1])) return Value::Boolean(true);
  }
  return Value::Boolean(false);
}

Value SequencesExtReverse(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0])) {
    std::string text(values::TextOf(context.heap, arguments[0]));
    std::reverse(text.begin(), text.end());
    return values::MakeString(context.heap, text);
  }
  const auto elements = SequenceArgument(context, "Reverse", 0, arguments[0]);
  return values::MakeTuple(context.heap, std::vector<Value>(elements.rbegin(), elements.rend()));
}

Value SequencesExtRemove(NativeContext& context, std::span<const Value> arguments) {
  std::vector<Value> kept;
  for (Value element : SequenceArgument(context, "Remove", 1, arguments[0])) {
    if (!values::Equal(context.heap, element, arguments[1])) kept.push_back(element);
  }
  return values::MakeTuple(context.heap, kept);
}

Value SequencesExtReplaceAll(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "ReplaceAll", 1, arguments[0]);
  std::vector<Value> replaced(elements.begin(), elements.end());
  for (Value& element : replaced) {
    if (values::Equal(context.heap, element, arguments[1])) element = arguments[2];
  }
  return values::MakeTuple(context.heap, replaced);
}

Value SequencesExtSelectInSeq(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "SelectInSeq", 1, arguments[0]);
  for (size_t i = 0; i < elements.size(); ++i) {
    if (TruthOf(context, "SelectInSeq", context.Call(0, {elements[i]}))) {
      return Value::SmallInteger(static_cast<int64_t>(i) + 1);
    }
  }
  return Value::SmallInteger(0);
}

Value SequencesExtSelectLastInSeq(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "SelectLastInSeq", 1, arguments[0]);
  for (size_t i = elements.size(); i > 0; --i) {
    if (TruthOf(context, "SelectLastInSeq", context.Call(0, {elements[i - 1]}))) {
      return Value::SmallInteger(static_cast<int64_t>(i));
    }
  }
  return Value::SmallInteger(0);
}

namespace {

[[noreturn]] void OutOfRange(NativeContext& context, std::string_view name, Value sequence,
                             int64_t index) {
  throw EvaluationError(
      Concat("The second argument of ", name, " must be in the domain of its first argument:\n",
             values::Print(context.heap, sequence), "\n, but instead it is\n", index));
}

}  // namespace

Value SequencesExtInsertAt(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "InsertAt", 1, arguments[0]);
  const int64_t index = IntegerArgument(context, "InsertAt", 2, arguments[1]);
  if (index < 1 || index > static_cast<int64_t>(elements.size()) + 1) {
    OutOfRange(context, "InsertAt", arguments[0], index);
  }
  std::vector<Value> result(elements.begin(), elements.end());
  result.insert(result.begin() + (index - 1), arguments[2]);
  return values::MakeTuple(context.heap, result);
}

Value SequencesExtRemoveAt(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "RemoveAt", 1, arguments[0]);
  const int64_t index = IntegerArgument(context, "RemoveAt", 2, arguments[1]);
  if (index < 1 || index > static_cast<int64_t>(elements.size())) {
    OutOfRange(context, "RemoveAt", arguments[0], index);
  }
  std::vector<Value> result(elements.begin(), elements.end());
  result.erase(result.begin() + (index - 1));
  return values::MakeTuple(context.heap, result);
}

Value SequencesExtCons(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "Cons", 2, arguments[1]);
  std::vector<Value> result{arguments[0]};
  result.insert(result.end(), elements.begin(), elements.end());
  return values::MakeTuple(context.heap, result);
}

Value SequencesExtFront(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0])) {
    std::string text(values::TextOf(context.heap, arguments[0]));
    if (!text.empty()) text.pop_back();
    return values::MakeString(context.heap, text);
  }
  const auto elements = SequenceArgument(context, "Front", 0, arguments[0]);
  return values::MakeTuple(context.heap,
                           elements.first(elements.empty() ? 0 : elements.size() - 1));
}

Value SequencesExtLast(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "Last", 0, arguments[0]);
  if (elements.empty()) throw EvaluationError("Attempted to apply Last to the empty sequence.");
  return elements.back();
}

Value SequencesExtIsPrefix(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0]) && values::IsString(arguments[1])) {
    return Value::Boolean(values::TextOf(context.heap, arguments[1])
                              .starts_with(values::TextOf(context.heap, arguments[0])));
  }
  const auto s = SequenceArgument(context, "IsPrefix", 1, arguments[0]);
  const auto t = SequenceArgument(context, "IsPrefix", 2, arguments[1]);
  if (s.size() > t.size()) return Value::Boolean(false);
  for (size_t i = 0; i < s.size(); ++i) {
    if (!values::Equal(context.heap, s[i], t[i])) return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

Value SequencesExtIsSuffix(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0]) && values::IsString(arguments[1])) {
    return Value::Boolean(values::TextOf(context.heap, arguments[1])
                              .ends_with(values::TextOf(context.heap, arguments[0])));
  }
  const auto s = SequenceArgument(context, "IsSuffix", 1, arguments[0]);
  const auto t = SequenceArgument(context, "IsSuffix", 2, arguments[1]);
  if (s.size() > t.size()) return Value::Boolean(false);
  for (size_t i = 1; i <= s.size(); ++i) {
    if (!values::Equal(context.heap, s[s.size() - i], t[t.size() - i]))
      return Value::Boolean(false);
  }
  return Value::Boolean(true);
}

namespace {

Value StringPrefixes(NativeContext& context, Value string) {
  const std::string text(values::TextOf(context.heap, string));
  std::vector<Value> prefixes;
  for (size_t n = 0; n <= text.size(); ++n) {
    prefixes.push_back(values::MakeString(context.heap, std::string_view(text).substr(0, n)));
  }
  return values::MakeSet(context.heap, prefixes);
}

}  // namespace

Value SequencesExtPrefixes(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0])) return StringPrefixes(context, arguments[0]);
  const auto elements = SequenceArgument(context, "Prefixes", 0, arguments[0]);
  std::vector<Value> prefixes;
  for (size_t n = 0; n <= elements.size(); ++n) {
    prefixes.push_back(values::MakeTuple(context.heap, elements.first(n)));
  }
  return values::MakeSet(context.heap, prefixes);
}

Value SequencesExtFoldLeft(NativeContext& context, std::span<const Value> arguments) {
  Value result = arguments[0];
  for (Value element : SequenceArgument(context, "FoldLeft", 3, arguments[1])) {
    result = context.Call(0, {result, element});
  }
  return result;
}

Value SequencesExtFoldRight(NativeContext& context, std::span<const Value> arguments) {
  const auto elements = SequenceArgument(context, "FoldRight", 2, arguments[0]);
  Value result = arguments[1];
  for (size_t i = elements.size(); i-- > 0;) result = context.Call(0, {elements[i], result});
  return result;
}

Value SequencesExtFoldLeftDomain(NativeContext& context, std::span<const Value> arguments) {
  Value result = arguments[0];
  const size_t size = SequenceArgument(context, "FoldLeftDomain", 3, arguments[1]).size();
  for (size_t i = 1; i <= size; ++i) {
    result = context.Call(0, {result, Value::SmallInteger(static_cast<int64_t>(i))});
  }
  return result;
}

Value SequencesExtFoldRightDomain(NativeContext& context, std::span<const Value> arguments) {
  Value result = arguments[1];
  for (size_t i = SequenceArgument(context, "FoldRightDomain", 2, arguments[0]).size(); i > 0;
       --i) {
    result = context.Call(0, {Value::SmallInteger(static_cast<int64_t>(i)), result});
  }
  return result;
}

Value SequencesExtFlattenSeq(NativeContext& context, std::span<const Value> arguments) {
  if (values::IsString(arguments[0]) && values::TextOf(context.heap, arguments[0]).empty()) {
    return arguments[0];
  }
  const auto parts = SequenceArgument(context, "FlattenSeq", 0, arguments[0]);
  if (parts.empty()) return values::MakeTuple(context.heap, {});
  Value result = parts[0];
  for (Value part : parts.subspan(1)) {
    const Value pair[] = {result, part};
    result = SequencesConcatenate(context, pair);
  }
  return result;
}

namespace {

bool IsPartAt(NativeContext& context, std::span<const Value> part, std::span<const Value> whole,
              size_t at) {
  for (size_t i = 0; i < part.size(); ++i) {
    if (!values::Equal(context.heap, part[i], whole[at + i])) return false;
  }
  return true;
}

// `whole` with the first, or every, occurrence of `part` replaced, from the left, not overlapping.
Value Replace(NativeContext& context, std::string_view name, std::span<const Value> arguments,
              bool all) {
  const auto replacement = SequenceArgument(context, name, 1, arguments[0]);
  const auto part = SequenceArgument(context, name, 2, arguments[1]);
  const auto whole = SequenceArgument(context, name, 3, arguments[2]);
  std::vector<Value> result;
  bool done = false;
  size_t i = 0;
  while (i < whole.size()) {
    if (!done && i + part.size() <= whole.size() && IsPartAt(context, part, whole, i)) {
      result.insert(result.end(), replacement.begin(), replacement.end());
      done = !all;
      if (!part.empty()) {
        i += part.size();
        continue;
      }
    }
    result.push_back(whole[i++]);
  }
  if (whole.empty() && part.empty()) result.assign(replacement.begin(), replacement.end());
  return values::MakeTuple(context.heap, result);
}

bool AllStrings(std::span<const Value> arguments) {
  return std::all_of(arguments.begin(), arguments.end(), values::IsString);
}

}  // namespace

Value SequencesExtReplaceFirstSubSeq(NativeContext& context, std::span<const Value> arguments) {
  if (!AllStrings(arguments)) return Replace(context, "ReplaceFirstSubSeq", arguments, false);
  std::string whole(values::TextOf(context.heap, arguments[2]));
  const std::string_view part = values::TextOf(context.heap, arguments[1]);
  const size_t at = whole.find(part);
  if (at != std::string::npos)
    whole.replace(at, part.size(), values::TextOf(context.heap, arguments[0]));
  return values::MakeString(context.heap, whole);
}

Value SequencesExtReplaceAllSubSeqs(NativeContext& context, std::span<const Value> arguments) {
  if (!AllStrings(arguments)) return Replace(context, "ReplaceAllSubSeqs", arguments, true);
  const std::string_view part = values::TextOf(context.heap, arguments[1]);
  const std::string_view whole = values::TextOf(context.heap, arguments[2]);
  const std::string_view replacement = values::TextOf(context.heap, arguments[0]);
  if (whole.empty()) return part.empty() ? arguments[0] : arguments[2];
  std::string result;
  if (part.empty()) {
    for (char c : whole) result += Concat(replacement, std::string_view(&c, 1));
    return values::MakeString(context.heap, result);
  }
  for (std::string_view piece : Split(whole, part)) {
    if (piece.data() != whole.data()) result += replacement;
    result += piece;
  }
  return values::MakeString(context.heap, result);
}

}  // namespace model::interpreter::library

// What the native operators ask of their arguments, with the error messages that say what was
// wrong.
//
// `name` is the operator, `position` the number of the argument, from 1; position 0 means that the
// operator has only one.

#ifndef MODEL_INTERPRETER_LIBRARY_ARGUMENTS_H_
#define MODEL_INTERPRETER_LIBRARY_ARGUMENTS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/interpreter/library/native_operators.h"
#include "model/values/operations.h"

namespace model::interpreter::library {

// "The second argument of SubSeq should be a sequence, but instead it is:" and the value.
[[noreturn]] void WrongArgument(const NativeContext& context, std::string_view name, int position,
                                std::string_view expected, Value value);

std::span<const Value> SequenceArgument(NativeContext& context, std::string_view name, int position,
                                        Value value);
int64_t IntegerArgument(NativeContext& context, std::string_view name, int position, Value value);
std::string_view StringArgument(NativeContext& context, std::string_view name, int position,
                                Value value);
// In TLC's order. Error: not a set, or not enumerable.
std::vector<Value> ElementsArgument(NativeContext& context, std::string_view name, int position,
                                    Value value);

// A function as its domain (in normal form, in order) and values.
struct FunctionTable {
  Value domain;
  std::vector<Value> keys;
  std::vector<Value> values;
};
FunctionTable FunctionArgument(NativeContext& context, std::string_view name, int position,
                               Value value);

// A function given by pairs; the first of two equal keys wins.
Value FunctionOfPairs(values::Heap& heap, std::span<const Value> keys,
                      std::span<const Value> values);

bool TruthOf(const NativeContext& context, std::string_view name, Value value);

}  // namespace model::interpreter::library

#endif  // MODEL_INTERPRETER_LIBRARY_ARGUMENTS_H_

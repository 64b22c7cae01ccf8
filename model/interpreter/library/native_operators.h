// The operators of standard modules that are evaluated in C++, and what they may ask of the
// interpreter.
//
// The list is model/modules/library/native_operators.def. A function gets the values of the
// operator's value parameters in order; its operator parameters (Test(_), op(_, _)) are called by
// number through the context.
//
// THREADS: a context belongs to one worker. The functions keep no state of their own.

#ifndef MODEL_INTERPRETER_LIBRARY_NATIVE_OPERATORS_H_
#define MODEL_INTERPRETER_LIBRARY_NATIVE_OPERATORS_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::interpreter::library {

using values::Value;

// What a run offers to the operators that look beyond their arguments. Implemented by the
// interpreter.
class NativeHost {
 public:
  virtual ~NativeHost() = default;
  // One line of output, without its end.
  virtual void Print(std::string_view line) = 0;
  // The next of a reproducible sequence of random numbers.
  virtual uint64_t Random() = 0;
  // TLCGet and TLCSet with a number: unset if nothing was set. The host copies what it keeps.
  virtual Value Register(int64_t number) = 0;
  virtual void SetRegister(int64_t number, Value value) = 0;
  // TLCGet("level") and the like: unset if the name is unknown (or not known now).
  virtual Value Fact(values::Heap& heap, std::string_view name) = 0;
  // TLCExt!Trace: a sequence of records. TLCExt!CounterExample: [action, state], unset if there is
  // none.
  virtual Value Trace(values::Heap& heap) = 0;
  virtual Value CounterExample(values::Heap& heap) = 0;
};

// The operator arguments of one call.
class OperatorCaller {
 public:
  // `index` counts operator parameters only, from 0.
  virtual Value Call(uint32_t index, std::span<const Value> arguments) = 0;

 protected:
  ~OperatorCaller() = default;
};

struct NativeContext {
  values::Heap& heap;
  NativeHost& host;
  OperatorCaller* operators = nullptr;  // null if the operator has no operator parameters

  Value Call(uint32_t index, std::initializer_list<Value> arguments) const {
    return operators->Call(index, std::span<const Value>(arguments.begin(), arguments.size()));
  }
};

using NativeFunction = Value (*)(NativeContext& context, std::span<const Value> arguments);

enum class NativeKind : uint8_t { kPure, kOrdered, kImpure, kStateful, kOfTheRun };

struct NativeOperator {
  std::string_view module;
  std::string_view name;  // operators in their canonical spelling
  uint32_t arity;         // all parameters
  NativeFunction function;
  NativeKind kind;
};

// All of them; an operator is known by its index.
std::span<const NativeOperator> NativeOperators();
std::optional<uint32_t> FindNativeOperator(std::string_view module, std::string_view name,
                                           uint32_t arity);

}  // namespace model::interpreter::library

#endif  // MODEL_INTERPRETER_LIBRARY_NATIVE_OPERATORS_H_

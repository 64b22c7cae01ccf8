// Declarations of the functions in model/modules/library/native_operators.def.

#ifndef MODEL_INTERPRETER_LIBRARY_NATIVE_FUNCTIONS_H_
#define MODEL_INTERPRETER_LIBRARY_NATIVE_FUNCTIONS_H_

#include "model/interpreter/library/native_operators.h"

namespace model::interpreter::library {

#define NATIVE(module, name, arity, function, kind) \
  Value function(NativeContext& context, std::span<const Value> arguments);
#include "model/modules/library/native_operators.def"
#undef NATIVE

}  // namespace model::interpreter::library

#endif  // MODEL_INTERPRETER_LIBRARY_NATIVE_FUNCTIONS_H_

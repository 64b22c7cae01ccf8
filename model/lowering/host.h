// What lowering asks of whoever runs the program: constant evaluation while the program still
// grows, and which library operators have a native implementation. Implemented by
// model/interpreter; passed in by the composition root, so that lowering does not depend on an
// engine.

#ifndef MODEL_LOWERING_HOST_H_
#define MODEL_LOWERING_HOST_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "model/program/program.h"
#include "model/values/heap.h"

namespace model::lowering {

struct NativeOperator {
  uint32_t index = 0;
  bool impure = false;       // see program::Expression::impure
  bool keeps_state = false;  // TLCSet, RandomElement ...: the specification needs a single worker
  bool asks_run = false;     // see program::Expression::asks_run
};

class Host {
 public:
  virtual ~Host() = default;
  // Evaluates a constant expression of the root unit, with some slots preset. The result lives as
  // long as the host. Throws EvaluationError.
  virtual values::Value Evaluate(const program::Program& program, program::ExpressionId expression,
                                 std::span<const std::pair<uint32_t, values::Value>> presets) = 0;
  virtual std::optional<NativeOperator> FindNative(std::string_view module, std::string_view name,
                                                   uint32_t arity) = 0;
  virtual values::Heap& permanent_heap() = 0;
};

}  // namespace model::lowering

#endif  // MODEL_LOWERING_HOST_H_

// Evaluates constants for lowering, while the program is still growing, and knows the library
// operators.
//
// Owns (and shares) the constants of the run: literals of the program may point into their heap, so
// whoever uses the program keeps `constants()`.
//
// THREADS: one, with a big stack.

#ifndef MODEL_INTERPRETER_INTERPRETER_HOST_H_
#define MODEL_INTERPRETER_INTERPRETER_HOST_H_

#include <memory>

#include "model/interpreter/machine.h"
#include "model/lowering/host.h"

namespace model::interpreter {

class InterpreterHost final : public lowering::Host {
 public:
  // `stop_flag`: see ConstantCells.
  explicit InterpreterHost(std::shared_ptr<const values::AtomTable> atoms, PrintSink print = {},
                           const std::atomic<bool>* stop_flag = nullptr);
  ~InterpreterHost() override;

  Value Evaluate(const program::Program& program, ExpressionId expression,
                 std::span<const std::pair<uint32_t, Value>> presets) override;
  std::optional<lowering::NativeOperator> FindNative(std::string_view module, std::string_view name,
                                                     uint32_t arity) override;
  Heap& permanent_heap() override { return constants_->heap(); }

  const std::shared_ptr<ConstantCells>& constants() const { return constants_; }

 private:
  std::shared_ptr<ConstantCells> constants_;
  PrintSink print_;
  std::unique_ptr<Machine> machine_;
  const program::Program* program_ = nullptr;
  size_t root_capacity_ = 0;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_INTERPRETER_HOST_H_

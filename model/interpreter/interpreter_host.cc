#include "model/interpreter/interpreter_host.h"

#include <algorithm>

#include "model/interpreter/library/native_operators.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {

InterpreterHost::InterpreterHost(std::shared_ptr<const values::AtomTable> atoms, PrintSink print,
                                 const std::atomic<bool>* stop_flag)
    : constants_(std::make_shared<ConstantCells>(std::move(atoms), stop_flag)),
      print_(std::move(print)) {}

InterpreterHost::~InterpreterHost() = default;

Value InterpreterHost::Evaluate(const program::Program& program, ExpressionId expression,
                                std::span<const std::pair<uint32_t, Value>> presets) {
  constants_->Resize(program.cells.size());
  const size_t frame_size = program.units.empty() ? 0 : program.units[0].frame_size;
  if (machine_ == nullptr || program_ != &program || frame_size > root_capacity_) {
    root_capacity_ = std::max<size_t>(4096, 2 * frame_size);
    program_ = &program;
    machine_ = std::make_unique<Machine>(program, *constants_, root_capacity_);
    machine_->print = &print_;
  }
  machine_->EnterThread();
  for (const auto& [slot, value] : presets) machine_->root[slot] = value;
  const Heap::Mark mark = machine_->step_heap().Position();
  const Value value = interpreter::Evaluate(machine_->Link(expression), *machine_, machine_->root);
  const Value copy = CopyConstant(constants_->heap(), value);
  machine_->ReleaseSteps(mark);
  return copy;
}

std::optional<lowering::NativeOperator> InterpreterHost::FindNative(std::string_view module,
                                                                    std::string_view name,
                                                                    uint32_t arity) {
  const std::optional<uint32_t> index = library::FindNativeOperator(module, name, arity);
  if (!index) return std::nullopt;
  const library::NativeKind kind = library::NativeOperators()[*index].kind;
  const bool is_pure =
      kind == library::NativeKind::kPure || kind == library::NativeKind::kOrdered;
  const bool asks_run = kind == library::NativeKind::kOfTheRun;
  return lowering::NativeOperator{
      *index, !is_pure, kind == library::NativeKind::kStateful || asks_run, asks_run};
}

}  // namespace model::interpreter

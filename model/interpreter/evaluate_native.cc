// Library operators: their arguments are evaluated, their operator arguments are called back.

#include "absl/container/inlined_vector.h"
#include "model/interpreter/call.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/library/native_operators.h"
#include "model/interpreter/library_host.h"

namespace model::interpreter {
namespace {

class Caller final : public library::OperatorCaller {
 public:
  Caller(Machine& machine, const Node& node, Value* frame)
      : machine_(machine), node_(node), frame_(frame) {}
  Value Call(uint32_t index, std::span<const Value> arguments) override {
    return CallOperatorValue(machine_, ResolveOperator(node_.more->operators[index], frame_),
                             arguments);
  }

 private:
  Machine& machine_;
  const Node& node_;
  Value* frame_;
};

Value EvalNative(const Node& node, Machine& machine, Value* frame) {
  absl::InlinedVector<Value, 4> arguments;
  for (const Node* operand : node.operands) arguments.push_back(Evaluate(operand, machine, frame));
  LibraryHost host(machine);
  library::NativeContext context{*machine.heap, host};
  Caller caller(machine, node, frame);
  if (node.more != nullptr) {
    machine.CheckStack();
    context.operators = &caller;
  }
  return library::NativeOperators()[node.index].function(context,
                                                         {arguments.data(), arguments.size()});
}

}  // namespace

EvalFn SelectNative(const Node& node) {
  return node.operation == Operation::kNative ? EvalNative : nullptr;
}

}  // namespace model::interpreter

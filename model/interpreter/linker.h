// Makes nodes of a program's expressions and actions, on demand.
//
// The program may grow between calls (lowering evaluates constants as it goes); what was linked
// stays valid.
//
// THREADS: one.

#ifndef MODEL_INTERPRETER_LINKER_H_
#define MODEL_INTERPRETER_LINKER_H_

#include <memory_resource>
#include <vector>

#include "model/interpreter/node.h"
#include "model/program/program.h"

namespace model::interpreter {

class ConstantCells;

class Linker {
 public:
  enum class Tracing : uint8_t { kOff, kOn };
  Linker(const program::Program& program, const ConstantCells& constants, Tracing tracing)
      : program_(program), constants_(constants), tracing_(tracing) {}

  const Node* Link(ExpressionId id);  // null for kNoExpression
  const LinkedAction* LinkAction(ActionNodeId id);
  // The unit, with its body linked. Throws if lowering has not finished it.
  static const LinkedUnit& Ready(const LinkedUnit& unit) {
    return unit.is_ready ? unit : unit.linker->Finish(unit);
  }

  // Forgets what is linked, so that it is linked anew with what is known by then. Old nodes stay
  // alive: closures hold them.
  void Forget();

 private:
  const LinkedUnit& Finish(const LinkedUnit& unfinished);
  template <typename T>
  std::span<T> NewArray(size_t count);
  Node* NewNode();
  std::span<const Node* const> LinkAll(const std::vector<ExpressionId>& ids);
  std::span<const LinkedBound> LinkBounds(const std::vector<program::Bound>& bounds);
  std::span<const LinkedOperator> LinkOperators(
      const std::vector<program::OperatorArgument>& operators);
  std::span<const uint32_t> Copy(const std::vector<uint32_t>& slots);
  const Details* LinkDetails(const program::Expression& expression);
  LinkedUnit* UnitAt(uint32_t index);
  const Node* Traced(const Node* node);

  const program::Program& program_;
  const ConstantCells& constants_;
  const Tracing tracing_;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<const Node*> nodes_;
  std::vector<const LinkedAction*> actions_;
  std::vector<LinkedUnit*> units_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_LINKER_H_

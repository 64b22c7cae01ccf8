// Makes nodes of a program's expressions and actions, on demand.
//
// The program may grow between calls (lowering evaluates constants as it goes); what was linked
// stays valid.
//
// THREADS: one.

#ifndef MODEL_INTERPRETER_LINKER_H_
#define MODEL_INTERPRETER_LINKER_H_

#include <memory_resource>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
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
  // The same for an instance of the action: slots with these values. They must be in the frame,
  // too.
  using Presets = std::span<const std::pair<uint32_t, Value>>;
  const LinkedAction* LinkInstance(ActionNodeId id, Presets presets);
  std::vector<const Node*> LinkInstance(std::span<const ExpressionId> ids, Presets presets);
  // The unit, with its body linked. Throws if lowering has not finished it.
  static const LinkedUnit& Ready(const LinkedUnit& unit) {
    return unit.is_ready ? unit : unit.linker->Finish(unit);
  }

  // How many nodes have values that are remembered from state to state.
  uint32_t remembered_count() const { return remembered_count_; }

  // From now on variables may have no value: each is looked at before it is used.
  void ExpectNoState() { has_state_ = false; }

  // Forgets what is linked, so that it is linked anew with what is known by then. Old nodes stay
  // alive: closures hold them.
  void Forget();

 private:
  // What is being linked for one instance of an action, and differs from the rest.
  struct Instance {
    bool Fixes(uint32_t slot) const;
    bool Changes(const program::Expression& expression) const;

    Presets presets;
    bool evaluates_once = false;  // some of it
    absl::flat_hash_map<ExpressionId, const Node*> nodes;
    absl::flat_hash_map<ActionNodeId, const LinkedAction*> actions;
  };

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
  const Node* NewLinkedNode(ExpressionId id);
  const Node* LinkForInstance(ExpressionId id);
  const Node* LinkFixedSlot(const program::Expression& expression);
  bool IsFixed(const program::Expression& expression) const;
  const Node* Once(const Node* node);
  const LinkedAction* NewLinkedAction(ActionNodeId id);
  std::span<const LinkedAction* const> LinkChildren(const ActionNode& node);
  const Node* Traced(const Node* node);
  const Node* Keeping(const Node* node);

  const program::Program& program_;
  const ConstantCells& constants_;
  const Tracing tracing_;
  bool has_state_ = true;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<const Node*> nodes_;
  std::vector<const LinkedAction*> actions_;
  std::vector<LinkedUnit*> units_;
  uint32_t remembered_count_ = 0;
  Instance* instance_ = nullptr;  // null: no particular one
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_LINKER_H_

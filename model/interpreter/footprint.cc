#include "model/interpreter/footprint.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "model/interpreter/function_slot.h"
#include "model/interpreter/kept_values.h"
#include "model/program/variables_read.h"
#include "model/states/format.h"

namespace model::interpreter {
namespace {

using Kind = ActionNode::Kind;
using Actions = std::span<const LinkedAction* const>;

// The variable's value at keys[0], of that the value at keys[1] ...; no keys: the variable.
struct Part {
  uint32_t variable = 0;
  std::vector<Value> keys;  // integers and atoms
};

const Node* Plain(const Node* node) { return node->fn == EvalKept ? node->a : node; }

// How many times the nodes may assign each variable on the way to one step.
void CountAssignments(const LinkedAction& node, std::vector<uint32_t>* counts) {
  switch (node.kind) {
    case Kind::kAssign:
    case Kind::kMember: ++(*counts)[node.variable]; return;
    case Kind::kUnchanged:
      for (uint32_t variable : node.variables) ++(*counts)[variable];
      return;
    case Kind::kOr:
    case Kind::kIf:
    case Kind::kCase: {
      std::vector<uint32_t> most(counts->size());
      for (const LinkedAction* child : node.children) {
        std::vector<uint32_t> there(counts->size());
        CountAssignments(*child, &there);
        for (size_t v = 0; v < most.size(); ++v) most[v] = std::max(most[v], there[v]);
      }
      for (size_t v = 0; v < most.size(); ++v) (*counts)[v] += most[v];
      return;
    }
    default:
      for (const LinkedAction* child : node.children) {
        CountAssignments(*child, counts);
        if (node.kind == Kind::kForAll) CountAssignments(*child, counts);
      }
  }
}

class Walk {
 public:
  Walk(Machine& machine, Linker::Presets presets)
      : machine_(machine),
        program_(machine.program()),
        presets_(presets),
        assignments_(program_.variables.size()) {}

  // False: the steps depend on more than parts of the state.
  bool Run(Actions nodes) {
    for (const LinkedAction* node : nodes) CountAssignments(*node, &assignments_);
    for (const LinkedAction* node : nodes) Enter(*node);
    return is_complete_;
  }
  // The same for the value of `node`.
  bool Run(const Node* node) {
    Read(node);
    return is_complete_;
  }
  // The same for a predicate of steps, but for parts that it only compares with what they were.
  bool RunStep(const Node* node) {
    is_of_step_ = true;
    ReadStep(node);
    return is_complete_;
  }
  std::vector<Part>& reads() { return reads_; }
  std::vector<Part>& writes() { return writes_; }

 private:
  void Enter(const LinkedAction& node) {
    switch (node.kind) {
      case Kind::kTest: Read(node.predicate); return;
      case Kind::kAssign:
        if (assignments_[node.variable] > 1) {
          Read(node.value);
          Replace({node.variable, {}});
        } else {
          Assign(node.variable, node.value);
        }
        return;
      case Kind::kMember:
        Read(node.value);
        Replace({node.variable, {}});
        return;
      case Kind::kUnchanged:
        for (uint32_t variable : node.variables) {
          if (assignments_[variable] > 1) Replace({variable, {}});
        }
        return;
      case Kind::kCall:
      case Kind::kCompose: is_complete_ = false; return;
      default: break;
    }
    for (const LinkedBound& bound : node.bounds) Read(bound.set);
    for (const Node* condition : node.conditions) Read(condition);
    for (const LinkedAction* child : node.children) Enter(*child);
  }

  // What `node` is known to be each time, if it can be a key; else unset.
  Value KnownKey(const Node* node) const {
    Value key;
    if (node->operation == Operation::kLiteral) {
      key = node->literal;
    } else if (node->operation == Operation::kCell && node->a != nullptr && node->is_cheap) {
      key = ConstantOf(*node);
    } else if (node->operation == Operation::kSlot) {
      for (const auto& [slot, value] : presets_) {
        if (slot == node->slot) key = value;
      }
    }
    return key.is_small_integer() || key.is_atom() ? key : Value();
  }

  // What is evaluated once in this instance; unset if that fails.
  Value ConstantOf(const Node& node) const {
    try {
      return Evaluate(&node, machine_, machine_.root);
    } catch (const values::EvaluationError&) {
      return Value();
    }
  }

  // The part that `node` is, if it is plainly one.
  std::optional<Part> PartAt(const Node* node) const {
    node = Plain(node);
    if (node->operation == Operation::kCurrent) return Part{node->index, {}};
    if (is_of_step_ && node->operation == Operation::kNext) return Part{node->index, {}};
    const bool is_field = node->operation == Operation::kField;
    if (!is_field && node->operation != Operation::kApply) return std::nullopt;
    const Value key = is_field ? node->literal : KnownKey(node->b);
    if (key.is_unset()) return std::nullopt;
    std::optional<Part> part = PartAt(node->a);
    if (part) part->keys.push_back(key);
    return part;
  }

  // x' = value, as the only assignment of x: where that is x but for some parts, only these change.
  void Assign(uint32_t variable, const Node* value) {
    const Node* node = Plain(value);
    switch (node->operation) {
      case Operation::kCurrent:
        if (node->index == variable) return;
        break;
      case Operation::kExcept:
        Assign(variable, node->a);
        for (const LinkedUpdate& update : node->more->updates) Update({variable, {}}, update);
        return;
      case Operation::kLet:
      case Operation::kLazy: Assign(variable, node->a); return;
      case Operation::kIf:
        Read(node->a);
        Assign(variable, node->b);
        Assign(variable, node->c);
        return;
      default: break;
    }
    Read(value);
    Replace({variable, {}});
  }

  void Update(Part part, const LinkedUpdate& update) {
    bool is_known = true;
    for (const Node* node : update.keys) {
      const Value key = KnownKey(node);
      is_known = is_known && !key.is_unset();
      if (is_known) {
        part.keys.push_back(key);
      } else {
        Read(node);
      }
    }
    Read(update.value);
    Replace(std::move(part));
  }

  // What is written is read as well: a step that leaves it as it was does so from all states that
  // are alike.
  void Replace(Part part) {
    writes_.push_back(part);
    reads_.push_back(std::move(part));
  }

  // The next value of a variable is what an assignment makes of the current one: who looks at the
  // one depends on the other.
  void Read(const Node* node) {
    if (node == nullptr || !is_complete_) return;
    node = Plain(node);
    if (std::optional<Part> part = PartAt(node)) {
      reads_.push_back(*std::move(part));
      return;
    }
    if (!met_.insert(node).second) return;
    if (node->id != program::kNoExpression) {
      const program::Expression& expression = program_[node->id];
      if (expression.impure || expression.reads_switch) is_complete_ = false;
    }
    switch (node->operation) {
      case Operation::kSwitch:
      case Operation::kEnabled:
      case Operation::kComposed: is_complete_ = false; return;
      case Operation::kCall:
      case Operation::kLazyFunction:
      case Operation::kPredicateSet: ReadVariablesOf(node->id); return;
      case Operation::kNext: reads_.push_back({node->index, {}}); return;
      case Operation::kCell: return;  // a constant, or constant in this instance
      case Operation::kUnchanged:
        for (uint32_t variable : node->slots) reads_.push_back({variable, {}});
        return;
      default: ReadOperands(*node);
    }
  }

  void ReadStep(const Node* node) {
    const std::span<const Node* const> operands = node->operands;
    switch (node->fn == EvalKept ? Operation::kCall : node->operation) {
      case Operation::kAnd:
        for (const Node* operand : operands) ReadStep(operand);
        return;
      case Operation::kUnchanged: return;
      case Operation::kEqual:
      case Operation::kNotEqual: break;
      default: Read(node); return;
    }
    const std::span<const Node*const> next = node->a->operands, now = node->b->operands;
    const bool are_tuples = node->a->operation == Operation::kTuple &&
                            node->b->operation == Operation::kTuple && next.size() == now.size();
    if (!are_tuples) ReadChange(node->a, node->b);
    for (size_t i = 0; are_tuples && i < next.size(); ++i) ReadChange(next[i], now[i]);
  }

  // next = now
  void ReadChange(const Node* next, const Node* now) {
    const bool is_except = now->operation == Operation::kExcept;
    const Node* const before = is_except ? now->a : now;
    const bool is_of_variable = next->operation == Operation::kNext &&
                                before->operation == Operation::kCurrent &&
                                next->index == before->index;
    if (!is_of_variable) {
      Read(next);
      Read(now);
    } else if (is_except) {
      for (const LinkedUpdate& update : now->more->updates) Update({next->index, {}}, update);
    }
  }

  void ReadOperands(const Node& node) {
    for (const Node* operand : node.operands) Read(operand);
    if (node.more == nullptr) return;
    for (const LinkedBound& bound : node.more->bounds) Read(bound.set);
    for (const LinkedUpdate& update : node.more->updates) {
      for (const Node* key : update.keys) Read(key);
      Read(update.value);
    }
    for (const LinkedOperator& argument : node.more->operators) Read(argument.body);
  }

  void ReadVariablesOf(ExpressionId id) {
    const std::optional<program::VariablesRead> read = program::VariablesReadBy(program_, id);
    if (!read) {
      is_complete_ = false;
      return;
    }
    for (uint32_t variable : read->current) reads_.push_back({variable, {}});
    for (uint32_t variable : read->next) reads_.push_back({variable, {}});
  }

  Machine& machine_;
  const program::Program& program_;
  const Linker::Presets presets_;
  std::vector<uint32_t> assignments_;
  absl::flat_hash_set<const Node*> met_;
  std::vector<Part> reads_, writes_;
  bool is_complete_ = true;
  bool is_of_step_ = false;
};

// By position, as far as the sample goes.
states::PartPath PathOf(Heap& heap, const Part& part, const Value* sample) {
  states::PartPath path = {part.variable};
  Value value = sample[part.variable];
  for (const Value key : part.keys) {
    const std::optional<uint32_t> position = PositionOf(heap, value, key);
    if (!position) break;
    path.push_back(*position);
    value = ValueAt(value, *position);
  }
  return path;
}

std::vector<states::PartPath> PathsOf(Heap& heap, std::span<const Part> parts,
                                      const Value* sample) {
  std::vector<states::PartPath> paths;
  for (const Part& part : parts) paths.push_back(PathOf(heap, part, sample));
  return paths;
}

}  // namespace

std::optional<uint32_t> PositionOf(Heap& heap, Value value, Value key) {
  if (!value.is_object()) return std::nullopt;
  const values::Object* object = value.object();
  const bool is_function = object->kind == values::ObjectKind::kFunction;
  if (is_function ? !object->words()[0].is_small_set() : object->size >= states::kShortTuples) {
    return std::nullopt;
  }
  const uint32_t word = WordOf(heap, object, key);
  if (word == 0xffffffffu) return std::nullopt;
  return is_function ? word - 1 : word;
}

Value ValueAt(Value value, uint32_t position) {
  const values::Object* object = value.object();
  return object->words()[position + (object->kind == values::ObjectKind::kFunction ? 1 : 0)];
}

std::optional<Footprint> FootprintOf(Machine& machine, Actions nodes, Linker::Presets presets,
                                     const Value* sample) {
  for (const auto& [slot, value] : presets) machine.root[slot] = value;
  Walk walk(machine, presets);
  if (!walk.Run(nodes)) return std::nullopt;
  return Footprint{PathsOf(*machine.heap, walk.reads(), sample),
                   PathsOf(*machine.heap, walk.writes(), sample)};
}

std::optional<std::vector<states::PartPath>> ReadsOf(Machine& machine, const Node* node,
                                                     Linker::Presets presets, const Value* sample) {
  Walk walk(machine, presets);
  if (!walk.Run(node)) return std::nullopt;
  std::vector<states::PartPath> reads = PathsOf(*machine.heap, walk.reads(), sample);
  states::Tidy(&reads);
  return reads;
}

std::optional<std::vector<states::PartPath>> StepReadsOf(Machine& machine, const Node* node,
                                                         Linker::Presets presets,
                                                         const Value* sample) {
  Walk walk(machine, presets);
  if (!walk.RunStep(node)) return std::nullopt;
  std::vector<states::PartPath> reads = PathsOf(*machine.heap, walk.reads(), sample);
  states::Tidy(&reads);
  return reads;
}

}  // namespace model::interpreter

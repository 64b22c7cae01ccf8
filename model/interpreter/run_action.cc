// An action is run the way TLC runs it (docs/tlc_compatibility.md): from left to right, carrying a
// partly assigned successor. x' = e assigns x the first time and is a test from then on; x' \in S
// branches; a disjunction takes each side in turn, a quantifier each element. This is a search with
// backtracking, written with continuations: Run(node, rest) does what the node says and, for each
// way of doing it, whatever `rest` stands for; then it takes back what it assigned. A continuation
// is a small struct on the C++ stack.
//
// The shortcut: once every variable is assigned, nothing can branch any more as far as TLC is
// concerned; what remains of the action is a predicate, and is evaluated as one. This decides how
// often a state counts as generated, and is fast.
//
// A node below which there is neither an assignment nor a branching is a predicate from the start.

#include "model/interpreter/run_action.h"

#include "model/interpreter/call.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/error_texts.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/shared_enumeration.h"
#include "model/values/enumerated_set.h"

namespace model::interpreter {
namespace {

using Branching = SharedEnumeration::Branching;
using Kind = ActionNode::Kind;
using Actions = std::span<const LinkedAction* const>;

// What remains to be done after a node. Lives on the stack of the run that made it.
struct Continuation {
  enum class Kind : uint8_t {
    kConjuncts,  // `remaining`, then `next`
    kInstances,  // the next instance of a \A, then `next`
    kCondition,  // `condition` must hold
    kComposed,   // both halves of A \cdot B are done: `next` starts from `current` again
  };
  Kind kind;
  const Continuation* next;
  Value* frame;
  const ActionPath* path;
  Actions remaining;
  const struct Instances* instances = nullptr;
  size_t instance = 0;
  const Node* condition = nullptr;
  const Value* current = nullptr;
};

// The instances of a \A: all combinations of its bound values. Each is taken once, the first one
// first, but the others from the last to the second, as TLC does: it matters where they branch
// before they assign.
struct Instances {
  const LinkedAction* node;
  std::span<const Value> values;  // bounds.size() for each instance
  size_t count;

  std::span<const Value> ValuesOf(size_t turn) const {
    const size_t size = node->bounds.size();
    return values.subspan((turn == 0 ? 0 : count - turn) * size, size);
  }
};

// Of a branching whose ways nobody has counted.
constexpr uint64_t kManyWays = uint64_t{1} << 32;

bool Run(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest);
bool RunAll(Machine& machine, Actions nodes, Value* frame, const Continuation* rest);
bool RunInstance(Machine& machine, const Instances& instances, size_t i, Value* frame,
                 const Continuation* rest);

class PathScope {
 public:
  PathScope(Machine& machine, const ActionPath* path)
      : machine_(machine), outer_(machine.action_path) {
    machine.action_path = path;
  }
  ~PathScope() { machine_.action_path = outer_; }
  PathScope(const PathScope&) = delete;
  PathScope& operator=(const PathScope&) = delete;

 private:
  Machine& machine_;
  const ActionPath* outer_;
};

bool Holds(Machine& machine, const Node* predicate, Value* frame) {
  const Value value = Evaluate(predicate, machine, frame);
  if (!value.is_boolean()) [[unlikely]]
    ThrowTestNotBoolean(machine, value);
  return value.is_true();
}

bool Continue(Machine& machine, const Continuation& rest) {
  switch (rest.kind) {
    case Continuation::Kind::kConjuncts:
      return RunAll(machine, rest.remaining, rest.frame, rest.next);
    case Continuation::Kind::kInstances:
      return RunInstance(machine, *rest.instances, rest.instance, rest.frame, rest.next);
    case Continuation::Kind::kComposed: {
      StateScope states(machine, rest.current, machine.next, machine.unassigned);
      return rest.next == nullptr ? machine.emit(machine, machine.emit_context)
                                  : Continue(machine, *rest.next);
    }
    case Continuation::Kind::kCondition: break;
  }
  if (!Holds(machine, rest.condition, rest.frame)) return true;
  if (rest.next == nullptr) return machine.emit(machine, machine.emit_context);
  return Continue(machine, *rest.next);
}

bool Proceed(Machine& machine, const Continuation* rest) {
  if (rest == nullptr) return machine.emit(machine, machine.emit_context);
  if (!machine.tracing) [[likely]]
    return Continue(machine, *rest);
  PathScope path(machine, rest->path);
  return Continue(machine, *rest);
}

bool RunAll(Machine& machine, Actions nodes, Value* frame, const Continuation* rest) {
  // What comes first and only tests needs no continuation.
  size_t i = 0;
  for (; i < nodes.size(); ++i) {
    const LinkedAction& node = *nodes[i];
    if (!node.is_plain_test && machine.unassigned != 0) break;
    if (machine.tracing) [[unlikely]]
      break;
    if (!Holds(machine, node.predicate, frame)) return true;
  }
  if (i == nodes.size()) return Proceed(machine, rest);
  if (i + 1 == nodes.size()) return Run(machine, *nodes[i], frame, rest);
  const Continuation after{Continuation::Kind::kConjuncts, rest, frame, machine.action_path,
                           nodes.subspan(i + 1)};
  return Run(machine, *nodes[i], frame, &after);
}

bool Assign(Machine& machine, uint32_t variable, Value value, const Continuation* rest) {
  machine.next[variable] = value;
  --machine.unassigned;
  const bool go_on = Proceed(machine, rest);
  ++machine.unassigned;
  machine.next[variable] = Value();
  return go_on;
}

bool RunAssign(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const Value value = Evaluate(node.value, machine, frame);
  const Value assigned = machine.next[node.variable];
  if (assigned.is_unset()) return Assign(machine, node.variable, value, rest);
  return values::Equal(*machine.heap, assigned, value) ? Proceed(machine, rest) : true;
}

// The right side of x' \in S. Errors about sets that have no list of elements are worded for this
// place.
Value Enumerable(Machine& machine, const Node* node, Value* frame) {
  const Value set = Evaluate(node, machine, frame);
  if (set.is_small_set() || node->operation == Operation::kSetFilter) return set;
  if (!values::IsSet(set) || !values::IsFinite(*machine.heap, set)) {
    throw values::EvaluationError("In computing " + std::string(machine.computing) +
                                  ", the right side of \\IN is not enumerable.");
  }
  return set;
}

bool RunMember(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const Value assigned = machine.next[node.variable];
  if (!assigned.is_unset()) {
    const Value set = Evaluate(node.value, machine, frame);
    return values::Contains(*machine.heap, set, assigned) ? Proceed(machine, rest) : true;
  }
  const auto assign = [&](Value element) { return Assign(machine, node.variable, element, rest); };
  // A filter is not built first: it may be of millions of elements. A way is an element of what is
  // filtered: where another machine runs it, it isn't even tested.
  if (const Filter filter = FilterOf(machine, node.value, frame)) {
    const Branching branching(machine.shared, [] { return kManyWays; });
    return VisitFiltered(machine, filter, [&](Value element, const auto& is_in) {
      return branching.RunWay([&] { return !is_in() || assign(element); });
    });
  }
  const Value set = Enumerable(machine, node.value, frame);
  const Branching branching(machine.shared, [&]() -> uint64_t {
    return static_cast<uint64_t>(values::Count(*machine.heap, set));
  });
  return VisitElements(*machine.heap, set, [&](Value element) {
    return branching.RunWay([&] { return assign(element); });
  });
}

bool RunOr(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const Branching branching(machine.shared, [&] { return node.children.size(); });
  for (const LinkedAction* child : node.children) {
    if (!branching.RunWay([&] { return Run(machine, *child, frame, rest); })) return false;
  }
  return true;
}

bool RunExists(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const Branching branching(machine.shared, [] { return kManyWays; });
  return VisitBounds(machine, frame, node.bounds, [&] {
    return branching.RunWay([&] { return Run(machine, *node.children[0], frame, rest); });
  });
}

bool RunUnchanged(Machine& machine, const LinkedAction& node, const Continuation* rest) {
  // Assigned here, to be taken back; positions within node.variables, of which there are rarely
  // more than 64.
  uint64_t assigned_here = 0;
  const std::span<const uint32_t> variables = node.variables;
  bool same = true;
  for (size_t i = 0; i < variables.size() && same; ++i) {
    const uint32_t variable = variables[i];
    const Value now = machine.current[variable];
    if (now.is_unset()) [[unlikely]]
      ThrowUndefinedVariable(machine, variable);
    if (machine.next[variable].is_unset()) {
      machine.next[variable] = now;
      --machine.unassigned;
      assigned_here |= uint64_t{1} << i;
    } else {
      same = values::Equal(*machine.heap, now, machine.next[variable]);
    }
  }
  const bool go_on = same ? Proceed(machine, rest) : true;
  for (; assigned_here != 0; assigned_here &= assigned_here - 1) {
    machine.next[variables[std::countr_zero(assigned_here)]] = Value();
    ++machine.unassigned;
  }
  return go_on;
}

bool RunForAll(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  ValueCollector collected(*machine.heap);
  size_t count = 0;
  VisitBounds(machine, frame, node.bounds, [&] {
    for (const LinkedBound& bound : node.bounds) collected.Add(frame[bound.slot]);
    ++count;
    return true;
  });
  const Instances instances{&node, collected.values(), count};
  return RunInstance(machine, instances, 0, frame, rest);
}

// An instance binds its values, runs, and hands on to the next one. What the later ones left in the
// slots is undone, because this one may have further ways of being taken.
bool RunInstance(Machine& machine, const Instances& instances, size_t i, Value* frame,
                 const Continuation* rest) {
  if (i == instances.count) return Proceed(machine, rest);
  const LinkedAction& node = *instances.node;
  const std::span<const uint32_t> written = node.written_slots;
  absl::InlinedVector<Value, 16> saved;
  for (uint32_t slot : written) saved.push_back(frame[slot]);
  const std::span<const Value> bound = instances.ValuesOf(i);
  for (size_t b = 0; b < bound.size(); ++b) BindElement(machine, frame, node.bounds[b], bound[b]);
  Continuation after{Continuation::Kind::kInstances, rest, frame, machine.action_path, {}};
  after.instances = &instances;
  after.instance = i + 1;
  const bool go_on = Run(machine, *node.children[0], frame, &after);
  for (size_t s = 0; s < written.size(); ++s) frame[written[s]] = saved[s];
  return go_on;
}

class EmitScope {
 public:
  EmitScope(Machine& machine, Machine::EmitFn emit, void* context, const char* computing)
      : machine_(machine),
        emit_(machine.emit),
        context_(machine.emit_context),
        computing_(machine.computing),
        shared_(machine.shared) {
    machine.emit = emit;
    machine.emit_context = context;
    machine.computing = computing;
    machine.shared = nullptr;
  }
  ~EmitScope() {
    machine_.shared = shared_;
    machine_.emit = emit_;
    machine_.emit_context = context_;
    machine_.computing = computing_;
  }
  EmitScope(const EmitScope&) = delete;
  EmitScope& operator=(const EmitScope&) = delete;

 private:
  Machine& machine_;
  Machine::EmitFn emit_;
  void* context_;
  const char* computing_;
  SharedEnumeration* shared_;
};

// A \cdot B. The states that A leads to are complete; from each B goes on with the successor that
// was being put together before.
struct Composition {
  const LinkedAction* second;
  Value* frame;
  const Continuation* rest;
  const Value* current;
  Value* next;
  uint32_t unassigned;
  Machine::EmitFn emit;
  void* emit_context;
  const char* computing;
};

void RequireComplete(Machine& machine) {
  if (machine.unassigned == 0) return;
  for (uint32_t v = 0; v < machine.variable_count; ++v) {
    if (machine.next[v].is_unset()) ThrowUndefinedVariable(machine, v);
  }
}

bool RunSecond(Machine& machine, void* context) {
  const auto& composition = *static_cast<const Composition*>(context);
  RequireComplete(machine);
  ++machine.states_between;
  const Value* const between = machine.next;
  StateScope states(machine, between, composition.next, composition.unassigned);
  EmitScope emit(machine, composition.emit, composition.emit_context, composition.computing);
  Continuation after{
      Continuation::Kind::kComposed, composition.rest, composition.frame, machine.action_path, {}};
  after.current = composition.current;
  return Run(machine, *composition.second, composition.frame, &after);
}

bool RunCompose(Machine& machine, const LinkedAction& node, Value* frame,
                const Continuation* rest) {
  Composition composition{node.children[1],
                          frame,
                          rest,
                          machine.current,
                          machine.next,
                          machine.unassigned,
                          machine.emit,
                          machine.emit_context,
                          machine.computing};
  FrameScope between(machine, machine.variable_count);
  StateScope states(machine, machine.current, between.frame(), machine.variable_count);
  EmitScope emit(machine, RunSecond, &composition, machine.computing);
  return Run(machine, *node.children[0], frame, nullptr);
}

bool RunCase(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  for (size_t i = 0; i < node.conditions.size(); ++i) {
    const Value condition = Evaluate(node.conditions[i], machine, frame);
    if (condition.is_true()) return Run(machine, *node.children[i], frame, rest);
    if (!condition.is_false())
      ThrowConditionNotBoolean(machine, "a condition of a CASE", condition);
  }
  if (node.children.size() > node.conditions.size())
    return Run(machine, *node.children.back(), frame, rest);
  throw values::EvaluationError("In computing " + std::string(machine.computing) +
                                ", TLC encountered a CASE with no conditions true.");
}

bool RunIf(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const Value condition = Evaluate(node.conditions[0], machine, frame);
  if (!condition.is_boolean())
    ThrowConditionNotBoolean(machine, "the condition of an IF", condition);
  return Run(machine, *node.children[condition.is_true() ? 0 : 1], frame, rest);
}

bool RunCall(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  machine.CheckStack();
  const LinkedUnit& unit = Linker::Ready(*node.unit);
  FrameScope callee(machine, unit.frame_size);
  PassArguments(machine, unit, callee.frame(), node.conditions, node.operators, frame);
  return Run(machine, *unit.action, callee.frame(), rest);
}

// The branch points; Run handles what is short.
bool RunKind(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  switch (node.kind) {
    case Kind::kTest: return Holds(machine, node.predicate, frame) ? Proceed(machine, rest) : true;
    case Kind::kAssign: return RunAssign(machine, node, frame, rest);
    case Kind::kMember: return RunMember(machine, node, frame, rest);
    case Kind::kUnchanged: return RunUnchanged(machine, node, rest);
    case Kind::kAnd: return RunAll(machine, node.children, frame, rest);
    case Kind::kOr: return RunOr(machine, node, frame, rest);
    case Kind::kExists: return RunExists(machine, node, frame, rest);
    case Kind::kForAll: return RunForAll(machine, node, frame, rest);
    case Kind::kIf: return RunIf(machine, node, frame, rest);
    case Kind::kCase: return RunCase(machine, node, frame, rest);
    case Kind::kImplies: {
      const Value condition = Evaluate(node.conditions[0], machine, frame);
      if (condition.is_false()) return Proceed(machine, rest);
      if (!condition.is_true()) ThrowOperandNotBoolean(machine, "P => Q", "P", condition);
      return Run(machine, *node.children[0], frame, rest);
    }
    case Kind::kLet:
      for (uint32_t slot : node.slots) frame[slot] = Value();
      return Run(machine, *node.children[0], frame, rest);
    case Kind::kChanged: {
      Continuation after{Continuation::Kind::kCondition, rest, frame, machine.action_path, {}};
      after.condition = node.conditions[0];
      return Run(machine, *node.children[0], frame, &after);
    }
    case Kind::kCall: return RunCall(machine, node, frame, rest);
    case Kind::kCompose: return RunCompose(machine, node, frame, rest);
  }
  __builtin_unreachable();
}

// Notes, where an error comes from, the nodes above it: not those that merely ran before it and are
// still on the stack.
bool RunTraced(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  const ActionPath here{&node, machine.action_path};
  PathScope path(machine, &here);
  try {
    if (machine.unassigned == 0 && node.predicate != nullptr) {
      return Holds(machine, node.predicate, frame) ? Proceed(machine, rest) : true;
    }
    return RunKind(machine, node, frame, rest);
  } catch (const values::EvaluationError&) {
    if (!machine.path_noted) {
      machine.path_noted = true;
      for (const ActionPath* at = &here; at != nullptr; at = at->outer) {
        machine.places.push_back(machine.program()[at->action->id].range);
      }
    }
    throw;
  }
}

bool Run(Machine& machine, const LinkedAction& node, Value* frame, const Continuation* rest) {
  if (machine.tracing) [[unlikely]]
    return RunTraced(machine, node, frame, rest);
  if (node.is_plain_test || (machine.unassigned == 0 && node.predicate != nullptr)) {
    return Holds(machine, node.predicate, frame) ? Proceed(machine, rest) : true;
  }
  return RunKind(machine, node, frame, rest);
}

bool StopAtFirst(Machine&, void* found) {
  *static_cast<bool*>(found) = true;
  return false;
}

// ENABLED A: is there any way of taking A? Variables that A leaves open are no problem.
Value EvalEnabled(const Node& node, Machine& machine, Value* frame) {
  machine.CheckStack();
  const Value* from = node.literal.is_true() ? machine.next : machine.current;
  bool found = false;
  const uint32_t variables =
      machine.variable_count + static_cast<uint32_t>(machine.program().enabled_variables.size());
  FrameScope next(machine, variables);
  StateScope states(machine, from, next.frame(), variables);
  EmitScope emit(machine, StopAtFirst, &found, "ENABLED");
  PathScope path(machine, nullptr);
  const LinkedAction* action = node.more->action;
  const uint32_t states_between = machine.states_between;  // those met here are not generated
  try {
    RunConjunction(machine, {&action, 1}, frame);
    machine.states_between = states_between;
  } catch (const values::EvaluationError&) {
    machine.path_noted = false;
    throw;
  }
  return Value::Boolean(found);
}

// A \cdot B of two given states: is there one between them?
struct BetweenSearch {
  const Node* second;
  Value* frame;
  Value* next;
  bool found = false;
};

bool TestSecond(Machine& machine, void* context) {
  auto& search = *static_cast<BetweenSearch*>(context);
  RequireComplete(machine);
  StateScope states(machine, machine.next, search.next, 0);
  search.found = Holds(machine, search.second, search.frame);
  return !search.found;
}

Value EvalComposed(const Node& node, Machine& machine, Value* frame) {
  machine.CheckStack();
  BetweenSearch search{node.a, frame, machine.next};
  FrameScope between(machine, machine.variable_count);
  StateScope states(machine, machine.current, between.frame(), machine.variable_count);
  EmitScope emit(machine, TestSecond, &search, machine.computing);
  PathScope path(machine, nullptr);
  const LinkedAction* first = node.more->action;
  RunConjunction(machine, {&first, 1}, frame);
  return Value::Boolean(search.found);
}

}  // namespace

bool RunConjunction(Machine& machine, std::span<const LinkedAction* const> nodes, Value* frame) {
  return RunAll(machine, nodes, frame, nullptr);
}

EvalFn SelectAction(const Node& node) {
  if (node.operation == Operation::kComposed) return EvalComposed;
  return node.operation == Operation::kEnabled ? EvalEnabled : nullptr;
}

}  // namespace model::interpreter

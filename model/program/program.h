// The lowered program: what a specification means under one configuration, as data.
//
// Everything that is evaluated - initial predicate, actions, invariants, constraints, VIEW, ALIAS,
// ENABLED, liveness predicates - is an Expression or an ActionNode here, so that no operator has
// its meaning in two places. Operators have been inlined, instances substituted, constants bound,
// names turned into slots. Expressions and action nodes live in pools and refer to each other by
// index; shared subexpressions are shared.
//
// Slots. An expression is evaluated in a frame of slots. Bound variables and lazily evaluated
// definitions have a slot of their own in the frame of their *unit*: unit 0 is everything that is
// not inside a procedure (a recursive operator) or a closure (a lazy function or predicate set);
// those have a frame of their own for each activation.
//
// Laziness. TLC evaluates LET definitions and operator arguments when they are first used, and so
// do we: operation Lazy computes its slot on first use, operation Let clears the slots of the
// definitions whose scope it opens.
//
// THREADS: immutable after lowering, except the constant cells, which the interpreter fills under
// its own lock.

#ifndef MODEL_PROGRAM_PROGRAM_H_
#define MODEL_PROGRAM_PROGRAM_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/source/source.h"
#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::program {

using values::Value;

enum class ExpressionId : uint32_t {};
enum class ActionNodeId : uint32_t {};
inline constexpr ExpressionId kNoExpression{0xffffffffu};
inline constexpr ActionNodeId kNoActionNode{0xffffffffu};

enum class Operation : uint8_t {
#define OPERATION(name, meaning) k##name,
#include "model/program/operations.def"
#undef OPERATION
};
const char* NameOf(Operation operation);

// x \in set, or <<x, y>> \in set: the element goes to `slot`; with a pattern its components go to
// slot + 1 ...
struct Bound {
  uint32_t slot = 0;
  uint32_t pattern = 0;  // number of components, 0 for a plain name
  ExpressionId set = kNoExpression;
  std::vector<std::string> names;  // as written, for explanations
};

struct Update {  // ![k1][k2] = value
  std::vector<ExpressionId> keys;
  ExpressionId value = kNoExpression;
  uint32_t at_slot = 0xffffffffu;  // where @ finds the old value; none if the value doesn't use it
};

// An operator passed as an argument: a body over parameter slots of the passing unit's frame, or a
// parameter handed on.
struct OperatorArgument {
  std::vector<uint32_t> parameter_slots;
  ExpressionId body = kNoExpression;
  uint32_t forwarded_slot = 0xffffffffu;
};

struct Expression {
  Operation operation = Operation::kLiteral;
  bool reads_current = false;  // of the state variables
  bool reads_next = false;
  bool reads_switch = false;  // its value depends on a switch (Program::switches)
  bool impure =
      false;  // two evaluations may differ, or have an effect (TLCSet, PrintT, RandomElement)
  bool asks_run = false;  // impure, and what it means depends on where the search is (TLCGet, Trace)
  uint32_t index = 0;
  uint32_t slot = 0;
  Value literal;
  std::vector<ExpressionId> operands;
  std::vector<uint32_t> slots;
  std::vector<Bound> bounds;
  std::vector<Update> updates;
  std::vector<OperatorArgument> operators;
  std::vector<uint32_t>
      free_slots;  // sorted: slots of its unit that it reads and does not bind itself
  source::Range range;

  bool is_constant() const {
    return !impure && is_closed();
  }
  // Depends on nothing around it; an impure one may still differ from use to use.
  bool is_closed() const {
    return !reads_current && !reads_next && !reads_switch && free_slots.empty();
  }
};

// A node of an action (or of Init): tells how a next state is put together. See
// model/interpreter/run_action.cc for the order of work.
struct ActionNode {
  enum class Kind : uint8_t {
    kTest,       // `predicate` must hold
    kAssign,     // variable' = value, or a test once it is assigned
    kMember,     // variable' \in value, or a test
    kUnchanged,  // v' = v for `variables`, in order
    kAnd,
    kOr,       // children
    kExists,   // bounds, children[0]
    kForAll,   // bounds, children[0]: the conjunction of all instances
    kIf,       // predicate = condition; children: then, else
    kCase,     // conditions[i] -> children[i]; one more child: OTHER
    kImplies,  // condition[0] => children[0]
    kLet,      // clears `slots`, then children[0]
    kChanged,  // <<A>>_v: children[0], and then `condition[0]` (v changed)
    kCall,     // a recursive operator used as an action: procedure `index`, arguments `conditions`
    kCompose,  // A \cdot B: children[0] leads to a state from which children[1] leads on
  };
  Kind kind = Kind::kTest;
  uint32_t variable = 0;
  uint32_t index = 0;
  ExpressionId value = kNoExpression;
  // The whole node as a predicate: what is evaluated once every variable is assigned.
  ExpressionId predicate = kNoExpression;
  std::vector<ExpressionId> conditions;
  std::vector<ActionNodeId> children;
  std::vector<Bound> bounds;
  std::vector<uint32_t> variables;
  std::vector<uint32_t> slots;
  source::Range range;
};

// Something to evaluate with a frame of its own: a recursive operator, a lazy function's body, a
// predicate set's predicate.
struct Unit {
  std::string name;
  uint32_t frame_size = 0;
  // Parameters: value parameters take three slots each (value, thunk, its frame), operator
  // parameters two (operator, its frame).
  struct Parameter {
    uint32_t slot = 0;
    bool is_operator = false;
  };
  std::vector<Parameter> parameters;
  ExpressionId body = kNoExpression;
  ActionNodeId action = kNoActionNode;  // the same as an action, if it is used as one
  // A recursive operator defined in a LET reaches the frame that surrounds it through this slot,
  // which its callers fill.
  uint32_t link_slot = 0xffffffffu;
  // Closures: expressions of the enclosing unit, evaluated into slots of this one when the closure
  // is made.
  std::vector<std::pair<ExpressionId, uint32_t>> captures;
  std::vector<Bound>
      bounds;  // closures: the bound variables; `set` is an expression of the *enclosing* unit
  uint32_t self_slot = 0xffffffffu;  // recursive functions: the function itself
};

struct Cell {
  ExpressionId expression = kNoExpression;
};

// A sub-action of Next as traces and coverage name it.
struct Action {
  std::string name;
  std::vector<std::pair<std::string, Value>> parameters;
  ActionNodeId node = kNoActionNode;
  std::vector<std::pair<uint32_t, Value>>
      presets;  // slots of bound variables that the splitting of Next has fixed
  source::Range range;
};

struct Predicate {
  std::string name;
  ExpressionId expression = kNoExpression;
  source::Range range;
  std::string root_name;  // of the configuration's item that it is a part of
};

// What is known of [A]_v and <<A>>_v without evaluating them.
struct StepShape {
  // A step that leaves these variables alone leaves v alone; empty: nothing is known.
  std::vector<uint32_t> subscript;
  bool if_unchanged = false;  // what the predicate is of a step that leaves v alone
  // Every step of these actions, a range of indices each, that touches some of the variables
  // satisfies the predicate.
  std::vector<std::pair<uint32_t, uint32_t>> satisfied_by;
};

// ENABLED A or ENABLED <<A>>_v read off the successors: it is true if and only if there is a step
// of one of these actions, a range of indices each, that changes one of the variables of v.
struct EnabledShape {
  std::vector<std::pair<uint32_t, uint32_t>> actions;  // empty: nothing is known
  std::optional<std::vector<uint32_t>> subscript;      // absent: any step will do
};

// A definition of the text: an expression belongs to the innermost one around it.
struct Definition {
  std::string name;
  source::Range range;
};

struct Program {
  std::vector<std::string> variables;
  // Variables of instantiated modules that have a next-state value of their own inside ENABLED, and
  // only there: what ENABLED quantifies is not what the instance substitutes for them. kNext and
  // ActionNode::variable count them after `variables`.
  std::vector<std::string> enabled_variables;
  std::vector<std::string>
      switches;  // boolean constants that were left open: each explorer sets them
  std::deque<Expression> expressions;  // deques: engines keep pointers while lowering goes on
  std::deque<ActionNode> action_nodes;
  std::deque<Unit> units;  // 0: the root
  std::vector<Cell> cells;
  std::vector<std::string> messages;
  std::vector<Definition> definitions;
  // Bodies of operators that stand in the place of a call, and where the call stands; of calls
  // within calls the inner one first.
  absl::flat_hash_map<ExpressionId, std::vector<source::Range>> calls;

  bool has_behaviour = false;
  bool check_deadlock = true;
  std::vector<ActionNodeId> initial;  // conjuncts of the initial predicate, in order
  std::vector<Action> actions;
  std::vector<Predicate> invariants;
  std::vector<Predicate> initial_predicates;
  std::vector<Predicate> action_properties;
  std::vector<StepShape> action_property_shapes;  // in order
  std::vector<Predicate> constraints;
  std::vector<Predicate> action_constraints;
  std::vector<Predicate> assumptions;
  std::vector<Predicate> postconditions;
  std::vector<Predicate> possible_states;   // _POSSIBLE: each must hold of some state that is found
  std::vector<Predicate> possible_steps;    // ... of some step, if it has primes
  std::vector<Predicate> state_predicates;  // of the liveness problem
  // Of the state predicates, in order; of those beyond its end nothing is known.
  std::vector<EnabledShape> enabled_shapes;
  std::vector<Predicate> step_predicates;
  std::vector<StepShape>
      step_shapes;  // of the step predicates, in order; of those beyond its end nothing is known
  ExpressionId view = kNoExpression;
  ExpressionId alias = kNoExpression;
  std::vector<std::vector<uint32_t>>
      symmetry;  // permutations of atom numbers, the identity left out
  std::vector<std::vector<uint32_t>> symmetry_generators;  // few of these that make all of them
  bool is_impure =
      false;  // the specification keeps state of its own or draws random elements: one worker
  std::string impure_operator;

  const Expression& operator[](ExpressionId id) const {
    return expressions[static_cast<uint32_t>(id)];
  }
  const ActionNode& operator[](ActionNodeId id) const {
    return action_nodes[static_cast<uint32_t>(id)];
  }
};

}  // namespace model::program

#endif  // MODEL_PROGRAM_PROGRAM_H_

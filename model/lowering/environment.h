// What names mean while a tree is being lowered.
//
// The same definition is lowered anew at every place that uses it (operators are inlined), so the
// meaning of a name depends on where one is: a Scope is a persistent list of bindings (parameters,
// bound variables, LET definitions), and a Context is the chain of INSTANCE substitutions that
// leads to the module whose text is being read. Both are immutable, shared, and owned by the
// Lowerer.

#ifndef MODEL_LOWERING_ENVIRONMENT_H_
#define MODEL_LOWERING_ENVIRONMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/program/program.h"
#include "model/semantics/specification.h"

namespace model::lowering {

using program::ActionNodeId;
using program::ExpressionId;
using program::kNoActionNode;
using program::kNoExpression;
using semantics::SymbolId;
using semantics::TreeExpression;
using values::Value;

// Which state a variable stands for. In Init unprimed variables are being assigned, like primed
// ones in Next.
enum class Mode : uint8_t { kCurrent, kNext, kInitial };

// Of what was bound in one mode and is used in another.
inline Mode Later(Mode bound, Mode use) {
  if (bound == Mode::kNext || use == Mode::kNext) return Mode::kNext;
  return bound == Mode::kInitial || use == Mode::kInitial ? Mode::kInitial : Mode::kCurrent;
}

struct Scope;

// The substitutions in force: inside the module of `instance`, whose INSTANCE stands in the text
// read under `outer` and `scope`.
struct Context {
  const Context* outer = nullptr;
  semantics::InstanceId instance{0};
  const Scope* scope =
      nullptr;                 // of the INSTANCE: its own parameters, and LET definitions around it
  Mode mode = Mode::kCurrent;  // in which its arguments were written
  std::string name;            // "I" or "I!J", for action names
  // Inside ENABLED: primed variables are not what is substituted for them; see
  // enabled_variables.cc.
  bool keeps_primed = false;
};

struct Environment {
  const Scope* scope = nullptr;
  const Context* context = nullptr;
  Mode mode = Mode::kCurrent;
};

// An operand that is not lowered yet: text with its environment, or an expression made by lowering
// itself.
struct Argument {
  TreeExpression tree;
  Environment environment;
  ExpressionId lowered = kNoExpression;
};

// The definitions whose values are computed on first use in one stretch of program: their slots are
// cleared where it begins.
struct LazyGroup {
  uint32_t unit = 0;
  // What reads the next state isn't kept in an action, because it changes while the action runs.
  // Nor is a definition that is impure: as in TLC, an action evaluates it anew at each use.
  bool in_action = false;
  std::vector<uint32_t> slots;
};

struct Binding {
  enum class Kind : uint8_t {
    kSlot,          // a value in `slot` of `unit`
    kParameter,     // a procedure's parameter
    kValue,         // `value`
    kExpression,    // by need: `argument`, or the definition `definition`
    kOperator,      // an operator or LAMBDA: `argument` or `definition`, with arguments to come
    kOperatorSlot,  // a procedure's operator parameter
    kInstance,      // a named INSTANCE in a LET
  };
  Kind kind = Kind::kSlot;
  uint32_t unit = 0;
  uint32_t slot = 0;
  Value value;
  Argument argument;
  SymbolId definition = semantics::kNoSymbol;
  LazyGroup* group = nullptr;
  // What has become of it: filled on first use.
  mutable ExpressionId lowered = kNoExpression;
  mutable bool in_progress = false;
  mutable std::optional<semantics::Level> level;  // of the operand
};

struct Scope {
  const Scope* outer = nullptr;
  SymbolId symbol = semantics::kNoSymbol;
  Binding binding;
};

// A definition that was entered where the next-state relation was cut, and the actions that came of
// it.
struct EnteredDefinition {
  SymbolId symbol = semantics::kNoSymbol;
  const Context* context = nullptr;
  std::vector<Value> arguments;
  uint32_t first_action = 0;
  uint32_t end_action = 0;
};

// Stands for @ in a Scope.
inline constexpr SymbolId kAtSymbol{0xfffffffeu};

// A unit being lowered. See program::Unit.
struct OpenUnit {
  uint32_t index = 0;
  enum class Kind : uint8_t { kRoot, kProcedure, kLinkedProcedure, kClosure } kind = Kind::kRoot;
  OpenUnit* outer = nullptr;
  absl::flat_hash_map<uint32_t, ExpressionId> captured;  // outer expression -> slot expression here
};

}  // namespace model::lowering

#endif  // MODEL_LOWERING_ENVIRONMENT_H_

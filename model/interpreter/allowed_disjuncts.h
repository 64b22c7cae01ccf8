// The disjuncts of an action property that the state at hand allows.
//
// [A]_v is a disjunction: the actions that A consists of, one for each value of the variables that
// they are quantified over, and v' = v. Of most of them the state says at once that no step from it
// can be one (no message, not its turn), and several steps start from the same state. So what is
// demanded of the state in front of each disjunct is evaluated once for all these steps.
//
// The order of evaluation stays the one in which the formula as a whole is evaluated, so that what
// fails there isn't passed over here.
//
// THREADS: one machine's own.

#ifndef MODEL_INTERPRETER_ALLOWED_DISJUNCTS_H_
#define MODEL_INTERPRETER_ALLOWED_DISJUNCTS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/program/program.h"

namespace model::interpreter {

class AllowedDisjuncts {
 public:
  using Presets = std::vector<std::pair<uint32_t, Value>>;
  struct Disjunct {
    Presets presets;                  // slots of bound variables
    std::vector<const Node*> guards;  // conjuncts about the state
    std::vector<const Node*> rest;
  };

  // Takes the formula apart and links the pieces. To be made anew after Machine::Relink.
  AllowedDisjuncts(Machine& machine, ExpressionId formula);

  // What follows is about steps from another state.
  void BeginState() { std::fill(standing_.begin(), standing_.end(), Standing::kUnknown); }

  // The first disjunct that is true of the machine's step. Absent: none is, or an evaluation
  // failed; who evaluates the formula as a whole will find out.
  std::optional<size_t> FindTrue(Machine& machine);

  // In the order in which they are evaluated; none: it isn't worth it.
  std::span<const Disjunct> disjuncts() const { return disjuncts_; }

 private:
  static constexpr size_t kMostDisjuncts = 256;
  enum class Standing : uint8_t { kUnknown, kAllowed, kExcluded };

  bool TakeApart(Machine& machine, ExpressionId id, const Presets& presets);
  bool TakeApartExists(Machine& machine, const program::Expression& exists, const Presets& presets);
  void AddDisjunct(Machine& machine, ExpressionId id, const Presets& presets);

  std::vector<Disjunct> disjuncts_;
  std::vector<Standing> standing_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_ALLOWED_DISJUNCTS_H_

// Invariants that needn't be evaluated, because a step leaves alone what they look at.
//
// A state that is expanded has been judged: every conjunct of every invariant is true of it. A
// conjunct that reads only variables which a step does not touch is then true of the successor too.
// Untouched means the very same word: a value that was made anew and happens to be equal is judged
// again.

#ifndef MODEL_INTERPRETER_INHERITED_INVARIANTS_H_
#define MODEL_INTERPRETER_INHERITED_INVARIANTS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/program/program.h"

namespace model::interpreter {

class InheritedInvariants {
 public:
  // Takes the predicates apart and links the conjuncts; to be called again after Machine::Relink.
  void Link(Machine& machine, const std::vector<program::Predicate>& predicates);

  // Whether all are true of `row`, a successor of `parent`, of which they are. False: one isn't, or
  // its evaluation fails; who evaluates it as a whole will find out what is wrong.
  bool Hold(Machine& machine, const Value* parent, const Value* row,
            const EncodedState& encoded_row = {}) const;

 private:
  struct Conjunct {
    const Node* node = nullptr;
    std::optional<std::vector<uint32_t>> variables;  // that it reads; absent: it may depend on more
  };
  static bool IsUntouched(const Conjunct& conjunct, const Value* parent, const Value* row);

  std::vector<Conjunct> conjuncts_;  // of all
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_INHERITED_INVARIANTS_H_

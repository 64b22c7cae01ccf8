// Which variables the value of an expression depends on.

#ifndef MODEL_PROGRAM_VARIABLES_READ_H_
#define MODEL_PROGRAM_VARIABLES_READ_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "model/program/program.h"

namespace model::program {

// Of the state and of the one after it; ascending.
struct VariablesRead {
  std::vector<uint32_t> current;
  std::vector<uint32_t> next;
};

// All that `expression`, and whatever it calls, may look at. Absent where the value depends on more
// than variables and the slots of its frame: effects, the figures of the search, switches, and
// actions (ENABLED and composition), which put states of their own in the place of these. COST:
// linear in the expressions reached.
std::optional<VariablesRead> VariablesReadBy(const Program& program, ExpressionId expression);

}  // namespace model::program

#endif  // MODEL_PROGRAM_VARIABLES_READ_H_

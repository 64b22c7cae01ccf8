// What of a state an action looks at, and what of it changes, in parts of variables.
//
// Variables are functions more often than not, with a value for each process, and the instance of
// an action for process p mostly reads and writes at p alone. So a footprint speaks of parts: x[p],
// x[p].clock, or all of x. It is found by looking at the linked nodes, in which the values that an
// instance fixes are literals.

#ifndef MODEL_INTERPRETER_FOOTPRINT_H_
#define MODEL_INTERPRETER_FOOTPRINT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"
#include "model/states/layout.h"

namespace model::interpreter {

// The steps from two states are alike where the parts read are equal: each leaves the state as it
// is but for the parts written, which become the same in both. Every part written is one that is
// read, or part of one.
struct Footprint {
  std::vector<states::PartPath> reads;
  std::vector<states::PartPath> writes;
};

// Of the conjunction of `nodes`, with these values in slots. Absent where the steps depend on more
// than the state: effects, the figures of the search, switches, actions within actions. Parts that
// `sample`, a state, has not, or that aren't found by position, are taken for all of what they
// would be parts of.
std::optional<Footprint> FootprintOf(Machine& machine, std::span<const LinkedAction* const> nodes,
                                     Linker::Presets presets, const Value* sample);

// What the value of `node` depends on, in the same way.
std::optional<std::vector<states::PartPath>> ReadsOf(Machine& machine, const Node* node,
                                                     Linker::Presets presets, const Value* sample);

// The same of a predicate of steps that do the same where these parts are equal: they leave alike
// what they don't leave alone. So nothing is said of parts that are only compared with what they
// were before, as all but one of x are by x' = [x EXCEPT ![k] = e].
std::optional<std::vector<states::PartPath>> StepReadsOf(Machine& machine, const Node* node,
                                                         Linker::Presets presets,
                                                         const Value* sample);

// Where value[key] stands among the values of a function or tuple (from 0); absent where it isn't
// one of them, or none that a layout finds.
std::optional<uint32_t> PositionOf(Heap& heap, Value value, Value key);
// REQUIRES: it has that position.
Value ValueAt(Value value, uint32_t position);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_FOOTPRINT_H_

// What can't fail when it is evaluated, and where.
//
// A disjunction is true as soon as one of its disjuncts is; but those in front of it are evaluated
// first, and if one of them fails, that is an error. Whether it can depends on what kinds of values
// it looks at: `counter[i] + 1 > 0` is a boolean wherever counter[i] is an integer. So a formula is
// walked through once with the values of a sample, passing over no operand, and what it takes from
// the states is noted. Where all that is of the same kinds, it can't fail.

#ifndef MODEL_INTERPRETER_UNFAILING_H_
#define MODEL_INTERPRETER_UNFAILING_H_

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"
#include "model/states/layout.h"

namespace model::interpreter {

// What formulas take from the states of a step.
struct Inputs {
  using Presets = std::vector<std::pair<uint32_t, Value>>;
  // Something that isn't looked into: its value has to be of the same kind, too, and it has one.
  struct Term {
    const Node* node;
    Presets presets;  // slots
    Value sample;
    std::vector<states::PartPath> reads;  // StepReadsOf
  };
  // A part of one state or the other, a scalar.
  struct Scalar {
    states::PartPath path;
    Value sample;
  };
  std::vector<Scalar> scalars;
  std::vector<Term> terms;
};

// Whether a value is of the kind that another one, a constant or of a sample, is: both are
// booleans, integers that aren't large, strings or model values without a type, or functions with
// the same domain, and values of the same kinds.
bool AreAlike(Value sample, Value value);
// The same for the bytes of a value; may say no of atoms with high numbers. REQUIRES: `sample` is
// like itself, and no object.
bool IsAlike(const values::AtomTable& atoms, Value sample, std::span<const uint8_t> bytes);

// Whether none of `nodes`, conjuncts with these values in slots, can fail or be other than boolean
// at a step where all inputs are like those of the stuttering step of `sample`. If so, they are
// added to `inputs`. Slots are written to.
bool CannotFail(Machine& machine, std::span<const Node* const> nodes, Linker::Presets presets,
                const Value* sample, Inputs* inputs);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_UNFAILING_H_

// A lowered specification behind the seam: a TransitionSystem whose explorers run the program.

#ifndef MODEL_INTERPRETER_SPECIFICATION_SYSTEM_H_
#define MODEL_INTERPRETER_SPECIFICATION_SYSTEM_H_

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "model/interpreter/constant_cells.h"
#include "model/interpreter/machine.h"
#include "model/interpreter/remembered_steps.h"
#include "model/program/program.h"
#include "model/source/source.h"
#include "model/transitions/transition_system.h"

namespace model::interpreter {

struct SpecificationParts {
  std::string name;
  std::unique_ptr<const program::Program> program;
  std::shared_ptr<ConstantCells>
      constants;  // of the InterpreterHost that lowering used; or new ones
  // The liveness problem as lowering made it: its properties count temporal properties only.
  transitions::LivenessProblem liveness;
  std::vector<program::Predicate> temporal_properties;
  // Outlives the system.
  const source::SourceSet* sources = nullptr;
};

struct SpecificationOptions {
  uint32_t fingerprint_bits = 64;  // or 128
  // Output of PrintT and Print; called by one thread at a time.
  PrintSink print;
  // Steps are remembered (remembered_steps.h) from the first state on, and whether that is faster or
  // not: for tests, which are over before it would begin.
  bool remember_always = false;
};

// What explorers share. Immutable but for the constants, the possibilities that were met, and what
// is known of steps.
struct SharedSpecification {
  SpecificationParts parts;
  SpecificationOptions options;
  transitions::SystemInfo info;
  // Of program().possible_states, then of possible_steps: whether some explorer judged one.
  // THREADS: set by any, read when the search is over.
  mutable std::deque<std::atomic<bool>> met;
  mutable SharedSteps steps;

  const program::Program& program() const { return *parts.program; }
};

std::unique_ptr<transitions::TransitionSystem> MakeSpecificationSystem(
    SpecificationParts parts, const SpecificationOptions& options);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_SPECIFICATION_SYSTEM_H_

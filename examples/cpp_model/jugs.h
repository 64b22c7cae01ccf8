// Two jugs, of three and of five gallons, and a well: is there a way to measure four gallons? A
// model written in C++ that the checker can't tell from a TLA+ specification, because both stand
// behind model/transitions/transition_system.h.

#ifndef EXAMPLES_CPP_MODEL_JUGS_H_
#define EXAMPLES_CPP_MODEL_JUGS_H_

#include <cstdint>
#include <memory>
#include <span>

#include "model/transitions/transition_system.h"

namespace examples::cpp_model {

struct Puzzle {
  uint8_t small = 3;  // gallons
  uint8_t big = 5;
  uint8_t wanted = 4;
};

// One invariant, WantedIsNeverInBig, whose violation is the solution of the puzzle.
class Jugs : public model::transitions::TransitionSystem {
 public:
  explicit Jugs(const Puzzle& puzzle);

  const model::transitions::SystemInfo& info() const override { return info_; }
  std::unique_ptr<model::transitions::Explorer> NewExplorer() const override;

 private:
  const Puzzle puzzle_;
  model::transitions::SystemInfo info_;
};

}  // namespace examples::cpp_model

#endif  // EXAMPLES_CPP_MODEL_JUGS_H_

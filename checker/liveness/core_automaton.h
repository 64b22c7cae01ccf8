// A generalised Buchi automaton for the core of a branch: what remains to be followed from the
// initial state on.
//
// It reads a behaviour step by step; a *letter* is the labels of a state and of the step taken from
// it, as far as the core looks at them. A state of the automaton is a set of formulas that hold of
// the rest of the behaviour; the first one is the core itself. Every <>f that a state may put off
// is a *promise*: a run is accepted if no promise is put off for ever. Moves carry the promises
// that they keep; the automaton is nondeterministic and built in full, over the letters that occur.
//
// Most cores are trivial: TRUE has one state, <>(p /\ []~q) two.

#ifndef CHECKER_LIVENESS_CORE_AUTOMATON_H_
#define CHECKER_LIVENESS_CORE_AUTOMATON_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "checker/liveness/normal_formula.h"

namespace checker::liveness {

class CoreAutomaton {
 public:
  struct Move {
    uint32_t to = 0;
    uint64_t kept = 0;  // bit i: promise i is not put off by this move
    friend bool operator==(const Move&, const Move&) = default;
  };
  // One letter of the alphabet, by an example of its labels.
  struct Letter {
    LabelWords state;
    LabelWords step;
  };
  struct Limits {
    uint32_t states = 2048;
    uint32_t alternatives = 4096;  // of one state under one letter
    uint64_t moves = 1u << 24;
  };

  // nullopt: a limit was exceeded, or there are more than 64 promises.
  // REQUIRES: core has no tail atoms.
  static std::optional<CoreAutomaton> Build(const NormalPool& pool, NormalId core,
                                            std::span<const Letter> letters, const Limits& limits);
  // One for which every lasso of a graph that the core accepts is a lasso of the product, of the
  // same length: see tight_automaton.cc. It has several initial states, and more states.
  // nullopt: the core has too many temporal operators.
  static std::optional<CoreAutomaton> BuildTight(const NormalPool& pool, NormalId core,
                                                 std::span<const Letter> letters,
                                                 const Limits& limits);

  static constexpr uint32_t kInitial = 0;  // of those that Build makes, the only one
  const std::vector<uint32_t>& initial_states() const { return initial_; }
  uint32_t state_count() const { return state_count_; }
  uint32_t letter_count() const { return letter_count_; }
  uint32_t promise_count() const { return promise_count_; }
  uint64_t all_promises() const {
    return promise_count_ == 64 ? ~uint64_t{0} : (uint64_t{1} << promise_count_) - 1;
  }
  // At most one move to each state.
  std::span<const Move> Moves(uint32_t state, uint32_t letter) const {
    const size_t row = size_t{state} * letter_count_ + letter;
    return {moves_.data() + rows_[row], moves_.data() + rows_[row + 1]};
  }
  // The strongly connected components in which a run can stay and keep all promises, each sorted;
  // trivial ones with a move to themselves included.
  std::vector<std::vector<uint32_t>> AcceptingComponents() const;

 private:
  friend class CoreAutomatonBuilder;
  friend class TightAutomatonBuilder;

  std::vector<uint32_t> initial_ = {kInitial};
  uint32_t state_count_ = 0;
  uint32_t letter_count_ = 0;
  uint32_t promise_count_ = 0;
  std::vector<uint64_t> rows_;
  std::vector<Move> moves_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_CORE_AUTOMATON_H_

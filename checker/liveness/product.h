// A branch laid over a behaviour graph: pairs of a graph state and an automaton state, never
// stored, and the conditions that each step satisfies.
//
// Everything about a step follows from its *letter*, the labels of the state and of the step, as
// far as the branch looks at them. So conditions are evaluated once for each letter and then looked
// up.
//
// THREADS: one; looking conditions up fills tables.

#ifndef CHECKER_LIVENESS_PRODUCT_H_
#define CHECKER_LIVENESS_PRODUCT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/branch.h"
#include "checker/liveness/core_automaton.h"
#include "checker/liveness/label_classes.h"
#include "checker/liveness/normal_formula.h"

namespace checker::liveness {

// Numbers for the labels of states and steps, seen through some formulas: equal where these
// formulas can't tell them apart.
struct Alphabet {
  Alphabet(const BehaviourGraph& graph, const NormalPool& pool, std::span<const NormalId> formulas);

  std::vector<uint32_t> of_kind;         // state letter of each state kind
  std::vector<uint32_t> of_step_class;   // step letter of each step class
  std::vector<uint32_t> state_examples;  // a state class for each state letter
  std::vector<uint32_t> step_examples;   // a step class for each step letter
};

class Product {
 public:
  static constexpr uint32_t kForbidden = 0xffffffffu;  // outside the confinement

  enum class AutomatonForm : uint8_t { kSmall, kTight };  // CoreAutomaton::Build, ::BuildTight

  // nullopt: the core's automaton exceeds its limits.
  // The graph, the pool and the branch must outlive the product.
  static std::optional<Product> Build(const BehaviourGraph& graph, const NormalPool& pool,
                                      const Branch& branch,
                                      AutomatonForm form = AutomatonForm::kSmall);

  const BehaviourGraph& graph() const { return *graph_; }
  const CoreAutomaton& automaton() const { return automaton_; }
  // The automaton accepts everything: one state, to which every letter leads back.
  bool is_plain() const { return is_plain_; }
  // No step is forbidden.
  bool allows_all() const { return branch_->confinement == NormalPool::kTrue; }

  std::span<const CoreAutomaton::Move> Moves(uint32_t automaton_state, uint32_t kind,
                                             uint32_t step_class) const {
    return automaton_.Moves(automaton_state,
                            core_alphabet_.of_kind[kind] * core_alphabet_.step_examples.size() +
                                core_alphabet_.of_step_class[step_class]);
  }

  // The least automaton state that does the same at a state of this kind, whatever the step: the
  // two need not be told apart there.
  uint32_t Merged(uint32_t automaton_state, uint32_t kind) const {
    return merged_.empty() ? automaton_state
                           : merged_[automaton_state * core_alphabet_.state_examples.size() +
                                     core_alphabet_.of_kind[kind]];
  }

  // False: no step of the graph can satisfy some recurrence within the confinement. True says
  // nothing.
  bool MayBeFair() const;

  // The number of the set of conditions that a step of this class from a state of this kind
  // satisfies, or kForbidden.
  uint32_t ConditionsOf(uint32_t kind, uint32_t step_class) {
    const uint64_t letter = uint64_t{alphabet_.of_kind[kind]} * alphabet_.step_examples.size() +
                            alphabet_.of_step_class[step_class];
    if (letter < dense_.size()) {
      const uint32_t known = dense_[letter];
      if (known != kUnknown) return known;
    }
    return LookUp(letter);
  }

  // Bits of a set of conditions: first the recurrences, then for each Streett pair its `always` and
  // its `recurrent`.
  std::span<const uint64_t> Bits(uint32_t conditions) const {
    return {sets_[conditions].data(), sets_.words()};
  }
  size_t words() const { return sets_.words(); }
  uint32_t recurrence_count() const { return recurrence_count_; }
  uint32_t pair_count() const { return pair_count_; }
  uint32_t AlwaysBit(uint32_t pair) const { return recurrence_count_ + 2 * pair; }
  uint32_t RecurrentBit(uint32_t pair) const { return recurrence_count_ + 2 * pair + 1; }

 private:
  static constexpr uint32_t kUnknown = 0xfffffffeu;
  // MayBeFair looks at up to so many letters; beyond, a search is as good.
  static constexpr uint64_t kLettersLookedAt = uint64_t{1} << 16;
  // Merge compares all pairs of automaton states; beyond this size it isn't worth it.
  static constexpr uint64_t kMovesCompared = uint64_t{1} << 16;
  // 16 MiB of table; beyond, a hash map of the letters that occur.
  static constexpr uint64_t kDenseLimit = uint64_t{1} << 22;

  Product(const BehaviourGraph& graph, const NormalPool& pool, const Branch& branch,
          Alphabet alphabet, Alphabet core_alphabet, CoreAutomaton automaton);
  void Merge();
  uint32_t LookUp(uint64_t letter);
  uint32_t Evaluate(uint64_t letter);

  const BehaviourGraph* graph_;
  const NormalPool* pool_;
  const Branch* branch_;
  Alphabet alphabet_;
  Alphabet core_alphabet_;
  CoreAutomaton automaton_;
  std::vector<uint32_t> merged_;  // by automaton state and state letter; empty: all by themselves
  bool is_plain_ = false;
  uint32_t recurrence_count_;
  uint32_t pair_count_;
  std::vector<uint32_t> dense_;
  absl::flat_hash_map<uint64_t, uint32_t> sparse_;
  absl::flat_hash_map<std::vector<uint64_t>, uint32_t> set_numbers_;
  struct Sets {
    size_t words_each = 0;
    std::vector<uint64_t> bits;
    size_t words() const { return words_each; }
    std::span<const uint64_t> operator[](uint32_t i) const {
      return {bits.data() + i * words_each, words_each};
    }
  } sets_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_PRODUCT_H_

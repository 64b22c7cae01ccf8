// The strongly connected components of a product in which a behaviour can stay for ever and satisfy
// every condition of the branch.
//
// A *node* is a graph state paired with a state of one component of the core automaton; its number
// is graph state * (states in that automaton component) + position there.
//
// See fair_components.cc for the algorithm.

#ifndef CHECKER_LIVENESS_FAIR_COMPONENTS_H_
#define CHECKER_LIVENESS_FAIR_COMPONENTS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "checker/liveness/growing_array.h"
#include "checker/liveness/interruption.h"
#include "checker/liveness/product.h"
#include "checker/liveness/state_set.h"

namespace checker::liveness {

struct FairComponent {
  StateSet nodes;
  std::vector<uint64_t> confined_to;  // condition bits that each step must have (Streett pairs that
                                      // hold by <>[]), or empty
};

class FairComponents {
 public:
  // Nodes are numbered in 32 bits, less a few that mean something else.
  static bool Fits(const BehaviourGraph& graph, size_t automaton_states) {
    return uint64_t{graph.state_count()} * automaton_states < kCurrent;
  }

  // `automaton_states`: an accepting component of the product's automaton. `region`, if given,
  // holds the graph states to look at. REQUIRES: Fits(graph, automaton_states.size()).
  FairComponents(Product* product, std::vector<uint32_t> automaton_states, const StateSet* region,
                 const Interruption& interruption);

  // Puts every node of every fair component into `fair`. False: interrupted.
  // COST: linear in the steps, times at most the number of Streett pairs.
  bool FindAll(StateSet* fair);

  // The fair component that `node` is in; nullopt: none, or interrupted.
  std::optional<FairComponent> FindContaining(uint32_t node);

  // Gives back what FindAll needed for each node; FindContaining takes it again.
  void ReleaseMemory();

  uint32_t NodeOf(uint32_t state, uint32_t position) const { return state * width_ + position; }
  uint32_t width() const { return width_; }
  // The position of an automaton state in this component, or kOutside.
  static constexpr uint32_t kOutside = 0xffffffffu;
  uint32_t PositionOf(uint32_t automaton_state) const { return positions_[automaton_state]; }
  const std::vector<uint32_t>& automaton_states() const { return automaton_states_; }

 private:
  static constexpr uint32_t kDone =
      0xffffffffu;  // in a component already judged, or not to be looked at
  static constexpr uint32_t kCurrent = 0xfffffffeu;  // in the component that is being judged

  struct Task {
    std::vector<uint32_t> nodes;  // empty: the whole graph
    std::vector<uint64_t> confined_to;
  };
  struct Frame {
    uint32_t node;
    uint32_t pending : 29;  // its targets still at the end of pending_
    uint32_t loops : 2;     // steps to itself, stuttering included; 3 means 3 or more
    uint32_t is_root : 1;   // so far
  };
  struct Seen {                       // of the steps inside a component
    std::vector<uint64_t> some, all;  // conditions that some, that all satisfy
    uint64_t kept = 0;                // promises
    bool any = false;
  };

  // What a component is of one state that can only stutter. kForbidden: it can't.
  enum class Alone : uint8_t { kUnknown, kForbidden, kUnfair, kPerhapsFair };

  void ResetRanks();
  bool RunTasks();
  bool RunTask(Task task);
  bool Search(uint32_t root);
  void Enter(uint32_t node);
  void Leave();
  Alone AloneOf(uint32_t kind);
  void Finish(std::span<const uint32_t> nodes, uint32_t loops);
  bool JudgeSeen(std::vector<uint64_t>* refined) const;
  void SeeInside(std::span<const uint32_t> nodes, uint32_t loops);
  void SeeStuttering(uint32_t kind);
  void BeginSeeing();
  void See(uint32_t conditions, uint64_t kept);
  bool SawAllToRecur() const;
  bool SawEnough() const;
  bool IsAllowed(uint32_t conditions) const;
  template <typename Visit>
  void ForEachTarget(uint32_t node, Visit visit);
  template <typename Visit>
  void ForEachTargetAlone(uint32_t node, Visit visit);

  Product& product_;
  const BehaviourGraph& graph_;
  const std::vector<uint32_t> automaton_states_;
  const uint32_t width_;
  const bool is_plain_;
  std::vector<uint32_t> positions_;
  const StateSet* region_;
  const Interruption interruption_;

  // The search; see the .cc.
  std::vector<uint32_t> ranks_;
  GrowingArray<uint32_t> closed_;   // finished, but in a component that isn't
  GrowingArray<uint32_t> pending_;  // targets still to be looked at, of all frames
  GrowingArray<Frame> frames_;
  uint32_t next_rank_ = 1;
  uint32_t entered_ = 0;
  std::vector<Task> tasks_;
  std::vector<uint64_t> confined_to_;  // of the running task
  Seen seen_;
  std::vector<Alone> alone_;  // by state kind; of the running task
  StateSet* fair_ = nullptr;
  std::optional<uint32_t> wanted_;  // FindContaining
  std::optional<FairComponent> found_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_FAIR_COMPONENTS_H_

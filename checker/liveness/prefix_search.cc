#include "checker/liveness/prefix_search.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <new>

namespace checker::liveness {

namespace {

constexpr uint32_t kNodesBetweenLooksAtTheClock = 1 << 14;

// Node = automaton state * graph states + graph state, so that automaton states never reached cost
// no memory: the array of parents is untouched, hence absent, there.
class PrefixSearch {
 public:
  PrefixSearch(const Product& product, const std::function<bool(StateIndex, uint32_t)>& is_goal,
               const Interruption& interruption)
      : product_(product),
        graph_(product.graph()),
        is_goal_(is_goal),
        interruption_(interruption),
        states_(graph_.state_count()) {
    const uint64_t nodes = uint64_t{states_} * product.automaton().state_count();
    assert(nodes < 0xffffffffu);
    parents_.reset(static_cast<uint32_t*>(std::calloc(nodes + 1, sizeof(uint32_t))));
    if (parents_ == nullptr) throw std::bad_alloc();
  }

  PrefixSearchResult Run() {
    for (const StateIndex state : graph_.initial_states()) {
      const uint32_t node = CoreAutomaton::kInitial * states_ + state;
      if (Reach(node, node)) return Found(node);
    }
    for (uint32_t done = 0; !level_.empty();) {
      std::vector<uint32_t> level;
      level.swap(level_);
      for (const uint32_t node : level) {
        if (++done % kNodesBetweenLooksAtTheClock == 0 && interruption_.due()) {
          return {.interrupted = true};
        }
        if (const std::optional<uint32_t> goal = Expand(node)) return Found(*goal);
      }
    }
    return {};
  }

 private:
  StateIndex StateOf(uint32_t node) const { return node % states_; }
  uint32_t AutomatonStateOf(uint32_t node) const { return node / states_; }

  // True: the goal.
  bool Reach(uint32_t node, uint32_t parent) {
    if (parents_[node] != 0) return false;
    parents_[node] = parent + 1;
    if (is_goal_(StateOf(node), AutomatonStateOf(node))) return true;
    if (StateOf(node) < graph_.expanded_count()) level_.push_back(node);
    return false;
  }

  std::optional<uint32_t> Expand(uint32_t node) {
    const StateIndex state = StateOf(node);
    const uint32_t kind = graph_.KindIndex(state);
    std::optional<uint32_t> goal;
    const auto look = [&](StateIndex target, uint32_t step_class) {
      for (const auto& move : product_.Moves(AutomatonStateOf(node), kind, step_class)) {
        const uint32_t next = move.to * states_ + target;
        if (!goal && Reach(next, node)) goal = next;
      }
    };
    if (!product_.is_plain()) look(state, graph_.kinds()[kind].stutter_class);
    graph_.ForEachStep(state, look);
    return goal;
  }

  PrefixSearchResult Found(uint32_t node) const {
    PrefixSearchResult result{
        .found = true, .state = StateOf(node), .automaton_state = AutomatonStateOf(node)};
    while (parents_[node] - 1 != node) {
      const uint32_t parent = parents_[node] - 1;
      result.prefix.push_back({StateOf(parent), StepBetween(parent, node)});
      node = parent;
    }
    std::reverse(result.prefix.begin(), result.prefix.end());
    return result;
  }

  BehaviourGraph::Step StepBetween(uint32_t from, uint32_t to) const {
    const StateIndex state = StateOf(from);
    for (const BehaviourGraph::Step& step : graph_.StepsOf(state)) {
      if (step.to != StateOf(to)) continue;
      for (const auto& move :
           product_.Moves(AutomatonStateOf(from), graph_.KindIndex(state), step.step_class)) {
        if (move.to == AutomatonStateOf(to)) return step;
      }
    }
    assert(false);
    return {};
  }

  struct Free {
    void operator()(uint32_t* memory) const { std::free(memory); }
  };

  const Product& product_;
  const BehaviourGraph& graph_;
  const std::function<bool(StateIndex, uint32_t)>& is_goal_;
  const Interruption& interruption_;
  const uint32_t states_;
  std::unique_ptr<uint32_t[], Free> parents_;  // node number + 1; an initial node is its own parent
  std::vector<uint32_t> level_;
};

}  // namespace

PrefixSearchResult FindShortestPrefix(const Product& product,
                                      const std::function<bool(StateIndex, uint32_t)>& is_goal,
                                      const Interruption& interruption) {
  return PrefixSearch(product, is_goal, interruption).Run();
}

}  // namespace checker::liveness

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
// no memory: the array of parents is untouched, hence absent, there. Automaton states that do the
// same at a graph state make one node with it.
class PrefixSearch {
 public:
  PrefixSearch(const Product& product, const StateSet& goal_states,
               const std::function<bool(StateIndex, uint32_t)>& is_goal,
               const Interruption& interruption)
      : product_(product),
        graph_(product.graph()),
        goal_states_(goal_states),
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
      const Place place = PlaceOf(state, CoreAutomaton::kInitial);
      if (Reach(place, NodeOf(place))) return Found(NodeOf(place));
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
  struct Place {
    StateIndex state;
    uint32_t automaton_state;
  };
  Place PlaceOf(StateIndex state, uint32_t automaton_state) const {
    if (state >= graph_.expanded_count()) return {state, automaton_state};
    return {state, product_.Merged(automaton_state, graph_.KindIndex(state))};
  }
  uint32_t NodeOf(Place place) const { return place.automaton_state * states_ + place.state; }
  StateIndex StateOf(uint32_t node) const { return node % states_; }
  uint32_t AutomatonStateOf(uint32_t node) const { return node / states_; }

  // True: the goal.
  bool Reach(Place place, uint32_t parent) {
    if (place.state >= graph_.expanded_count()) return false;
    uint32_t& known = parents_[NodeOf(place)];
    if (known != 0) return false;
    known = parent + 1;
    if (goal_states_.Contains(place.state) && GoalAt(place)) return true;
    level_.push_back(NodeOf(place));
    return false;
  }

  // One of the automaton states that the place stands for.
  std::optional<uint32_t> GoalAt(Place place) const {
    for (uint32_t state = 0; state < product_.automaton().state_count(); ++state) {
      if (PlaceOf(place.state, state).automaton_state == place.automaton_state &&
          is_goal_(place.state, state)) {
        return state;
      }
    }
    return std::nullopt;
  }

  std::optional<uint32_t> Expand(uint32_t node) {
    const Place place{StateOf(node), AutomatonStateOf(node)};
    const uint32_t kind = graph_.KindIndex(place.state);
    std::optional<uint32_t> goal;
    const auto look = [&](StateIndex target, uint32_t step_class) {
      for (const auto& move : product_.Moves(place.automaton_state, kind, step_class)) {
        if (goal) return;
        const Place next = PlaceOf(target, move.to);
        if (Reach(next, node)) goal = NodeOf(next);
      }
    };
    if (!product_.is_plain()) look(place.state, graph_.kinds()[kind].stutter_class);
    graph_.ForEachStep(place.state, look);
    return goal;
  }

  PrefixSearchResult Found(uint32_t node) const {
    PrefixSearchResult result{.found = true,
                              .state = StateOf(node),
                              .automaton_state = *GoalAt({StateOf(node), AutomatonStateOf(node)})};
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
        if (NodeOf(PlaceOf(step.to, move.to)) == to) return step;
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
  const StateSet& goal_states_;
  const std::function<bool(StateIndex, uint32_t)>& is_goal_;
  const Interruption& interruption_;
  const uint32_t states_;
  std::unique_ptr<uint32_t[], Free> parents_;  // node number + 1; an initial node is its own parent
  std::vector<uint32_t> level_;  // nodes
};

}  // namespace

PrefixSearchResult FindShortestPrefix(const Product& product, const StateSet& goal_states,
                                      const std::function<bool(StateIndex, uint32_t)>& is_goal,
                                      const Interruption& interruption) {
  return PrefixSearch(product, goal_states, is_goal, interruption).Run();
}

}  // namespace checker::liveness

// First the fair components of the product, whether they can be reached or not; mostly there are
// none, and the search is over after one depth-first pass over the graph. Only if there are some:
// breadth first from the initial states until one of their nodes is met, which gives the shortest
// prefix; then the component of that node again, by itself, and a cycle in it.

#include "checker/liveness/branch_search.h"

#include <deque>
#include <utility>

#include "checker/liveness/fair_components.h"
#include "checker/liveness/prefix_search.h"
#include "checker/liveness/product.h"

namespace checker::liveness {

namespace {

using Outcome = BranchSearchResult::Outcome;

struct AcceptingPart {
  FairComponents components;
  StateSet fair;
};

}  // namespace

BranchSearchResult SearchBranch(const BehaviourGraph& graph, const NormalPool& pool,
                                const Branch& branch, const StateSet* region,
                                const Interruption& interruption, size_t exact_cycle_limit) {
  if (interruption.due()) return {.outcome = Outcome::kInterrupted};
  std::optional<Product> product = Product::Build(graph, pool, branch);
  if (!product || !FairComponents::Fits(graph, product->automaton().state_count())) {
    return {.outcome = Outcome::kTooComplex};
  }
  if (!product->MayBeFair()) return {};
  constexpr uint32_t kNoPart = 0xffffffffu;
  std::vector<uint32_t> part_of(product->automaton().state_count(), kNoPart);
  std::deque<AcceptingPart> parts;
  StateSet goal_states(graph.state_count());
  for (const std::vector<uint32_t>& states : product->automaton().AcceptingComponents()) {
    FairComponents components(&*product, states, region, interruption);
    StateSet fair(uint64_t{graph.state_count()} * components.width());
    if (!components.FindAll(&fair)) return {.outcome = Outcome::kInterrupted};
    if (fair.empty()) continue;
    components.ReleaseMemory();
    fair.ForEach([&](size_t node) {
      goal_states.Insert(node / components.width());
      return true;
    });
    for (const uint32_t state : states) part_of[state] = static_cast<uint32_t>(parts.size());
    parts.push_back({std::move(components), std::move(fair)});
  }
  if (parts.empty()) return {};

  const auto node_of = [&](StateIndex state, uint32_t automaton_state) {
    const FairComponents& components = parts[part_of[automaton_state]].components;
    return components.NodeOf(state, components.PositionOf(automaton_state));
  };
  const auto is_goal = [&](StateIndex state, uint32_t automaton_state) {
    return part_of[automaton_state] != kNoPart &&
           parts[part_of[automaton_state]].fair.Contains(node_of(state, automaton_state));
  };
  PrefixSearchResult way = FindShortestPrefix(*product, goal_states, is_goal, interruption);
  if (way.interrupted) return {.outcome = Outcome::kInterrupted};
  if (!way.found) return {};
  FairComponents& components = parts[part_of[way.automaton_state]].components;
  const uint32_t node = node_of(way.state, way.automaton_state);
  const std::optional<FairComponent> component = components.FindContaining(node);
  if (!component) return {.outcome = Outcome::kInterrupted};
  Lasso lasso{std::move(way.prefix),
              FindShortCycle(&*product, components, *component, node, exact_cycle_limit)};
  return {Outcome::kFound, std::move(lasso)};
}

std::optional<StateSet> FairRegion(const BehaviourGraph& graph, const NormalPool& pool,
                                   const Branch& branch, const Interruption& interruption) {
  std::optional<Product> product = Product::Build(graph, pool, branch);
  if (!product || !FairComponents::Fits(graph, 1)) return std::nullopt;
  StateSet region(graph.state_count());
  if (!FairComponents(&*product, {CoreAutomaton::kInitial}, nullptr, interruption)
           .FindAll(&region)) {
    return std::nullopt;
  }
  return region;
}

}  // namespace checker::liveness

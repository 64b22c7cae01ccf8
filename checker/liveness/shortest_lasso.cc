// The length of a lasso is the number of its steps, in the prefix and the cycle together: the
// number of states that a person has to read.
//
// A counterexample of n steps is known, and only shorter ones matter. All their states are reached
// within n - 2 steps, which mostly leaves a small part of the graph. There, in the product with the
// tight automaton (whose lassos are those of the graph, step for step):
//
//   1. breadth first from the initial nodes, the least distance d(v) of each node;
//   2. the nodes in fair components, in the order of d: only these can be on the cycle;
//   3. for each such v, the shortest cycle that satisfies every condition and on which v comes
//      first in this order, if it is shorter than what is left: breadth first over pairs of a node
//      and the set of conditions met.
//
// A lasso that enters its cycle elsewhere than at the node with the least d can be made to enter it
// there, and gets no longer. So each cycle need only be looked for from its first node, and later
// searches leave out all nodes before theirs.
//
// A search from v within r steps leaves out whatever is further than r from v, there and back: the
// distance back to v is known from a search against the arrows, and for each condition the distance
// from each node to the nearest step that serves it.

#include "checker/liveness/shortest_lasso.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "checker/liveness/fair_components.h"
#include "checker/liveness/product.h"

namespace checker::liveness {

namespace {

constexpr uint32_t kNone = 0xffffffffu;
constexpr uint32_t kFar = 0xffffu;
constexpr uint64_t kMostNodes = uint64_t{1} << 24;  // of the product; 4 bytes each
constexpr size_t kMostNear = size_t{1} << 22;  // of them near enough, and arrows; 16 bytes each
constexpr size_t kMostBits = 48;               // of a set of conditions

bool HasBit(std::span<const uint64_t> bits, size_t bit) {
  return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

// A step of the product between two near nodes that are on fair cycles.
struct Arrow {
  uint32_t to = 0;
  uint64_t served = 0;
  friend bool operator==(const Arrow&, const Arrow&) = default;
};

class ShortestLassoSearch {
 public:
  ShortestLassoSearch(Product* product, const StateSet* region, size_t fewer_than,
                      const Interruption& interruption, uint64_t* budget)
      : product_(*product),
        graph_(product->graph()),
        region_(region),
        interruption_(interruption),
        budget_(*budget),
        shortest_(fewer_than) {}

  ShorterLasso Run() {
    ShorterLasso result;
    result.proved = shortest_ < 2 || (Reach() && KeepFair() && MakeArrows() && Search());
    if (best_) result.lasso = Build();
    return result;
  }

 private:
  struct Node {
    StateIndex state = 0;
    uint32_t automaton_state = 0;
    uint32_t parent = kNone;  // index into near_
    uint32_t depth = 0;
  };
  struct Cycle {
    uint32_t start = 0;
    std::vector<uint32_t> nodes;  // without the start at its end
    std::vector<uint64_t> served;
  };

  bool Pay(uint64_t price) {
    if (budget_ < price) return false;
    budget_ -= price;
    return (++payments_ & 0xfff) != 0 || !interruption_.due();
  }

  // visit(target, automaton target, step, kept promises); stuttering is a step.
  template <typename Visit>
  void ForEachMove(const Node& node, Visit visit) const {
    const uint32_t kind = graph_.KindIndex(node.state);
    const auto look = [&](StateIndex target, uint32_t step_class) {
      for (const auto& move : product_.Moves(node.automaton_state, kind, step_class))
        visit(target, step_class, move);
    };
    look(node.state, graph_.kinds()[kind].stutter_class);
    graph_.ForEachStep(node.state, look);
  }

  // --- The near nodes ---

  uint64_t Place(StateIndex state, uint32_t automaton_state) const {
    return uint64_t{automaton_state} * graph_.state_count() + state;
  }

  void Add(StateIndex state, uint32_t automaton_state, uint32_t parent) {
    uint32_t& number = number_[Place(state, automaton_state)];
    if (number != kNone) return;
    number = static_cast<uint32_t>(near_.size());
    const uint32_t depth = parent == kNone ? 0 : near_[parent].depth + 1;
    near_.push_back({state, automaton_state, parent, depth});
  }

  bool Reach() {
    const uint64_t nodes = uint64_t{graph_.state_count()} * product_.automaton().state_count();
    if (nodes > kMostNodes || !Pay(nodes / 64)) return false;
    number_.assign(nodes, kNone);
    for (const StateIndex state : graph_.initial_states()) {
      for (const uint32_t start : product_.automaton().initial_states()) Add(state, start, kNone);
    }
    for (uint32_t n = 0; n < near_.size(); ++n) {
      if (near_[n].depth + 2 >= shortest_) break;  // who follows is too far
      const Node node = near_[n];
      uint64_t price = 0;
      ForEachMove(node, [&](StateIndex target, uint32_t, const CoreAutomaton::Move& move) {
        Add(target, move.to, n);
        ++price;
      });
      if (!Pay(price) || near_.size() > kMostNear) return false;
    }
    return true;
  }

  bool KeepFair() {
    std::vector<bool> fair(near_.size(), false);
    for (const std::vector<uint32_t>& states : product_.automaton().AcceptingComponents()) {
      FairComponents components(&product_, states, region_, interruption_);
      StateSet nodes(uint64_t{graph_.state_count()} * components.width());
      if (!Pay(graph_.step_count() * components.width() / 4) || !components.FindAll(&nodes))
        return false;
      nodes.ForEach([&](size_t node) {
        const auto state = static_cast<StateIndex>(node / components.width());
        const uint32_t near = number_[Place(state, states[node % components.width()])];
        if (near != kNone) fair[near] = true;
        return true;
      });
    }
    std::vector<uint32_t> position(near_.size(), kNone);
    for (uint32_t n = 0; n < near_.size(); ++n) {
      if (!fair[n]) continue;
      position[n] = static_cast<uint32_t>(fair_.size());
      fair_.push_back(n);
    }
    for (uint32_t& number : number_) {
      if (number != kNone) number = position[number];
    }
    return true;
  }

  // --- Arrows and what they serve ---

  // Recurrences and promises first, then for each pair: a step with b was taken, one with ~a was.
  uint64_t Served(uint32_t conditions, uint64_t kept) const {
    const std::span<const uint64_t> bits = product_.Bits(conditions);
    uint64_t served = 0;
    size_t bit = 0;
    for (uint32_t i = 0; i < product_.recurrence_count(); ++i)
      served |= uint64_t{HasBit(bits, i)} << bit++;
    for (uint32_t i = 0; i < product_.automaton().promise_count(); ++i)
      served |= (kept >> i & 1) << bit++;
    for (uint32_t pair = 0; pair < product_.pair_count(); ++pair) {
      served |= uint64_t{HasBit(bits, product_.RecurrentBit(pair))} << bit++;
      served |= uint64_t{!HasBit(bits, product_.AlwaysBit(pair))} << bit++;
    }
    return served;
  }

  bool IsEnough(uint64_t served) const {
    const uint64_t all = (uint64_t{1} << goals_) - 1;
    if ((served & all) != all) return false;
    for (size_t i = 0; i < product_.pair_count(); ++i) {
      if ((served >> (goals_ + 2 * i) & 3) == 2) return false;
    }
    return true;
  }

  template <typename Visit>
  void ForEachArrow(uint32_t from, Visit visit) {
    const Node& node = near_[fair_[from]];
    const uint32_t kind = graph_.KindIndex(node.state);
    ForEachMove(node, [&](StateIndex target, uint32_t step_class, const auto& move) {
      const uint32_t to = number_[Place(target, move.to)];
      if (to == kNone) return;
      const uint32_t conditions = product_.ConditionsOf(kind, step_class);
      if (conditions != Product::kForbidden) visit(Arrow{to, Served(conditions, move.kept)});
    });
  }

  bool MakeArrows() {
    goals_ = product_.recurrence_count() + product_.automaton().promise_count();
    if (goals_ + 2 * size_t{product_.pair_count()} > kMostBits) return false;
    std::vector<uint32_t> into(fair_.size() + 1, 0);
    begin_.push_back(0);
    for (uint32_t v = 0; v < fair_.size(); ++v) {
      const size_t first = arrows_.size();
      ForEachArrow(v, [&](const Arrow& arrow) {
        if (std::find(arrows_.begin() + static_cast<ptrdiff_t>(first), arrows_.end(), arrow) !=
            arrows_.end())
          return;
        arrows_.push_back(arrow);
        ++into[arrow.to + 1];
      });
      if (!Pay(arrows_.size() - first + 1) || arrows_.size() > kMostNear) return false;
      begin_.push_back(arrows_.size());
    }
    for (size_t i = 1; i < into.size(); ++i) into[i] += into[i - 1];
    into_begin_ = into;
    sources_.resize(arrows_.size());
    for (uint32_t v = 0; v < fair_.size(); ++v) {
      for (const Arrow& arrow : ArrowsOf(v)) sources_[into[arrow.to]++] = v;
    }
    return MeasureGoals();
  }

  std::span<const Arrow> ArrowsOf(uint32_t v) const {
    return {arrows_.data() + begin_[v], arrows_.data() + begin_[v + 1]};
  }
  std::span<const uint32_t> SourcesOf(uint32_t v) const {
    return {sources_.data() + into_begin_[v], sources_.data() + into_begin_[v + 1]};
  }

  // For each goal, how many steps from each node to the end of the nearest that serves it.
  bool MeasureGoals() {
    to_goal_.assign(goals_ * fair_.size(), kFar);
    for (size_t goal = 0; goal < goals_; ++goal) {
      uint16_t* const distance = to_goal_.data() + goal * fair_.size();
      std::vector<uint32_t> queue;
      for (uint32_t v = 0; v < fair_.size(); ++v) {
        const auto arrows = ArrowsOf(v);
        if (std::none_of(arrows.begin(), arrows.end(),
                         [&](const Arrow& a) { return (a.served >> goal & 1) != 0; }))
          continue;
        distance[v] = 1;
        queue.push_back(v);
      }
      for (size_t i = 0; i < queue.size(); ++i) {
        for (const uint32_t source : SourcesOf(queue[i])) {
          if (distance[source] != kFar) continue;
          distance[source] =
              static_cast<uint16_t>(std::min<uint32_t>(distance[queue[i]] + 1u, kFar - 1));
          queue.push_back(source);
        }
      }
      if (!Pay(arrows_.size())) return false;
    }
    return true;
  }

  uint32_t StepsStillNeeded(uint32_t v, uint64_t served) const {
    uint32_t needed = 0;
    for (size_t goal = 0; goal < goals_; ++goal) {
      if ((served >> goal & 1) == 0)
        needed = std::max<uint32_t>(needed, to_goal_[goal * fair_.size() + v]);
    }
    return needed;
  }

  // --- Cycles ---

  bool Search() {
    back_.assign(fair_.size(), kFar);
    for (uint32_t v = 0; v < fair_.size(); ++v) {
      const uint32_t depth = near_[fair_[v]].depth;
      if (depth + 2 > shortest_) break;
      const auto radius = static_cast<uint32_t>(std::min<size_t>(shortest_ - 1 - depth, kFar - 1));
      if (StepsStillNeeded(v, 0) > radius) continue;
      if (!SearchFrom(v, radius)) return false;
    }
    return true;
  }

  // How many steps from each node to `start`, up to `radius`, through no node before it.
  bool MeasureWayBack(uint32_t start, uint32_t radius) {
    near_start_.assign(1, start);
    back_[start] = 0;
    for (size_t i = 0; i < near_start_.size(); ++i) {
      const uint32_t v = near_start_[i];
      if (back_[v] >= radius) break;
      if (!Pay(SourcesOf(v).size())) return false;
      for (const uint32_t source : SourcesOf(v)) {
        if (source < start || back_[source] != kFar) continue;
        back_[source] = static_cast<uint16_t>(back_[v] + 1);
        near_start_.push_back(source);
      }
    }
    return true;
  }

  bool SearchFrom(uint32_t start, uint32_t radius) {
    const bool done = MeasureWayBack(start, radius) && FindCycle(start, radius);
    for (const uint32_t v : near_start_) back_[v] = kFar;
    return done;
  }

  // Breadth first: the first cycle that comes is the shortest.
  bool FindCycle(uint32_t start, uint32_t radius) {
    struct Visit {
      uint32_t node;
      uint32_t parent;
      uint64_t served;    // on the way
      uint64_t arriving;  // by the last arrow
      uint32_t depth;
    };
    std::vector<Visit> visits = {{start, kNone, 0, 0, 0}};
    known_.clear();
    for (uint32_t i = 0; i < visits.size(); ++i) {
      const Visit visit = visits[i];
      if (!Pay(ArrowsOf(visit.node).size())) return false;
      for (const Arrow& arrow : ArrowsOf(visit.node)) {
        const uint64_t served = visit.served | arrow.served;
        if (arrow.to == start && IsEnough(served)) {
          Cycle cycle{.start = start};
          cycle.served.push_back(arrow.served);
          for (uint32_t at = i;; at = visits[at].parent) {
            cycle.nodes.push_back(visits[at].node);
            if (visits[at].parent == kNone) break;
            cycle.served.push_back(visits[at].arriving);
          }
          std::reverse(cycle.nodes.begin(), cycle.nodes.end());
          std::reverse(cycle.served.begin(), cycle.served.end());
          shortest_ = near_[fair_[start]].depth + cycle.nodes.size();
          best_ = std::move(cycle);
          return true;
        }
        if (arrow.to < start || back_[arrow.to] == kFar) continue;
        const uint32_t depth = visit.depth + 1;
        // At `start` itself the way back is a cycle more.
        const uint32_t back = arrow.to == start ? 1 : back_[arrow.to];
        if (depth + std::max(back, StepsStillNeeded(arrow.to, served)) > radius) continue;
        if (known_.insert({arrow.to, served}).second)
          visits.push_back({arrow.to, i, served, arrow.served, depth});
      }
    }
    return true;
  }

  // --- The lasso ---

  // A step of the graph that serves just `served`; any, for the prefix.
  BehaviourGraph::Step StepTo(const Node& from, const Node& to,
                              std::optional<uint64_t> served) const {
    const uint32_t kind = graph_.KindIndex(from.state);
    for (const BehaviourGraph::Step& step : graph_.StepsOf(from.state)) {
      if (step.to != to.state) continue;
      for (const auto& move : product_.Moves(from.automaton_state, kind, step.step_class)) {
        if (move.to != to.automaton_state) continue;
        if (!served) return step;
        const uint32_t conditions = product_.ConditionsOf(kind, step.step_class);
        if (conditions != Product::kForbidden && Served(conditions, move.kept) == *served)
          return step;
      }
    }
    return {};
  }

  Lasso Build() const {
    Lasso lasso;
    const Cycle& cycle = *best_;
    for (uint32_t n = fair_[cycle.start]; near_[n].parent != kNone; n = near_[n].parent) {
      const Node& from = near_[near_[n].parent];
      lasso.prefix.push_back({from.state, StepTo(from, near_[n], std::nullopt)});
    }
    std::reverse(lasso.prefix.begin(), lasso.prefix.end());
    for (size_t i = 0; i < cycle.nodes.size(); ++i) {
      const Node& from = near_[fair_[cycle.nodes[i]]];
      const uint32_t next = i + 1 < cycle.nodes.size() ? cycle.nodes[i + 1] : cycle.start;
      lasso.cycle.push_back({from.state, StepTo(from, near_[fair_[next]], cycle.served[i])});
    }
    return lasso;
  }

  Product& product_;
  const BehaviourGraph& graph_;
  const StateSet* const region_;
  const Interruption interruption_;
  uint64_t& budget_;
  uint64_t payments_ = 0;
  size_t shortest_;               // only lassos with fewer steps matter
  std::vector<uint32_t> number_;  // of each node of the product: in near_; later in fair_
  std::vector<Node> near_;        // in the order of their depth
  std::vector<uint32_t> fair_;    // indices into near_, in the same order
  size_t goals_ = 0;
  std::vector<Arrow> arrows_;
  std::vector<size_t> begin_;  // of each fair node's arrows
  std::vector<uint32_t> sources_, into_begin_;
  std::vector<uint16_t> to_goal_;  // for each goal, of each fair node
  std::vector<uint16_t> back_;     // all far between searches
  std::vector<uint32_t> near_start_;
  absl::flat_hash_set<std::pair<uint32_t, uint64_t>> known_;
  std::optional<Cycle> best_;
};

}  // namespace

ShorterLasso FindShorterLasso(const BehaviourGraph& graph, const NormalPool& pool,
                              const Branch& branch, const StateSet* region, size_t fewer_than,
                              const Interruption& interruption, uint64_t* budget) {
  const NormalFormula& core = pool[branch.core];
  if (core.kind == NormalFormula::Kind::kOr && !core.propositional) {
    // One alternative at a time: small automata instead of one that watches all.
    ShorterLasso result{.lasso = std::nullopt, .proved = true};
    Branch alternative = branch;
    for (const NormalId operand : core.operands) {
      alternative.core = operand;
      ShorterLasso found =
          FindShorterLasso(graph, pool, alternative, region,
                           result.lasso ? result.lasso->size() : fewer_than, interruption, budget);
      result.proved &= found.proved;
      if (found.lasso) result.lasso = std::move(found.lasso);
    }
    return result;
  }
  std::optional<Product> product =
      Product::Build(graph, pool, branch, Product::AutomatonForm::kTight);
  if (!product) return {};
  if (!product->MayBeFair()) return {.lasso = std::nullopt, .proved = true};
  return ShortestLassoSearch(&*product, region, fewer_than, interruption, budget).Run();
}

}  // namespace checker::liveness

// Within a fair component, each recurrence and promise has a step that serves it, and each Streett
// pair that needs one too. A cycle must collect them all and come back.
//
// The exact search is breadth first over pairs of a node and the set of conditions met so far, with
// two bits for a Streett pair: a step with b was taken, a step with ~a was taken; at the end, the
// first is set or the second isn't. That finds the shortest cycle, whichever way it pleases a pair,
// and is exponential in the number of conditions alone. Conditions that every step in the component
// satisfies are dropped first, which leaves few: most fairness conditions hold all the time, or
// never by accident.
//
// Where this is too much, a greedy walk: breadth first to the nearest step that serves a condition
// still open, from there to the next, at last back to the start. (The shortest such cycle is a
// travelling salesman's.)

#include "checker/liveness/cycle_search.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace checker::liveness {

namespace {

bool HasBit(std::span<const uint64_t> bits, size_t bit) {
  return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

class CycleSearch {
 public:
  CycleSearch(Product* product, const FairComponents& components, const FairComponent& component)
      : product_(*product),
        graph_(product->graph()),
        components_(components),
        component_(component),
        width_(components.width()) {
    ChooseGoals();
  }

  std::vector<LassoStep> Find(uint32_t start, size_t exact_limit) {
    start_ = start;
    std::vector<LassoStep> cycle;
    if (goals_.size() + 2 * pairs_.size() <= kExactBits) cycle = Exact(exact_limit);
    return cycle.empty() ? Greedy() : cycle;
  }

 private:
  // Something to be met on the cycle: a condition bit, or a promise.
  struct Goal {
    bool is_promise;
    uint32_t bit;
  };

  StateIndex StateOf(uint32_t node) const { return node / width_; }

  // visit(target, step, conditions, kept promises) for each step inside the component, stuttering
  // first.
  template <typename Visit>
  void ForEachInside(uint32_t node, Visit visit) {
    const StateIndex state = StateOf(node);
    const uint32_t kind = graph_.KindIndex(state);
    const uint32_t automaton_state = components_.automaton_states()[node % width_];
    for (const BehaviourGraph::Step& step : graph_.StepsOf(state)) {
      const uint32_t conditions = product_.ConditionsOf(kind, step.step_class);
      if (conditions == Product::kForbidden || !IsConfined(conditions)) continue;
      for (const auto& move : product_.Moves(automaton_state, kind, step.step_class)) {
        const uint32_t to = components_.PositionOf(move.to);
        if (to == FairComponents::kOutside) continue;
        const uint32_t target = components_.NodeOf(step.to, to);
        if (component_.nodes.Contains(target)) visit(target, step, conditions, move.kept);
      }
    }
  }

  bool IsConfined(uint32_t conditions) const {
    const std::span<const uint64_t> bits = product_.Bits(conditions);
    for (size_t i = 0; i < component_.confined_to.size(); ++i) {
      if ((component_.confined_to[i] & ~bits[i]) != 0) return false;
    }
    return true;
  }

  // What not every step satisfies anyway.
  void ChooseGoals() {
    std::vector<uint64_t> all(product_.words(), ~uint64_t{0});
    uint64_t all_kept = product_.automaton().all_promises();
    component_.nodes.ForEach([&](size_t node) {
      ForEachInside(static_cast<uint32_t>(node),
                    [&](uint32_t, const auto&, uint32_t conditions, uint64_t kept) {
                      const std::span<const uint64_t> bits = product_.Bits(conditions);
                      for (size_t i = 0; i < bits.size(); ++i) all[i] &= bits[i];
                      all_kept &= kept;
                    });
      return all_kept != 0 ||
             std::any_of(all.begin(), all.end(), [](uint64_t w) { return w != 0; });
    });
    for (uint32_t i = 0; i < product_.recurrence_count(); ++i) {
      if (!HasBit(all, i)) goals_.push_back({false, i});
    }
    for (uint32_t i = 0; i < product_.automaton().promise_count(); ++i) {
      if ((all_kept >> i & 1) == 0) goals_.push_back({true, i});
    }
    for (uint32_t pair = 0; pair < product_.pair_count(); ++pair) {
      if (HasBit(all, product_.AlwaysBit(pair)) || HasBit(all, product_.RecurrentBit(pair))) {
        continue;
      }
      pairs_.push_back(pair);
    }
  }

  bool Serves(uint32_t conditions, uint64_t kept, const Goal& goal) const {
    return goal.is_promise ? (kept >> goal.bit & 1) != 0
                           : HasBit(product_.Bits(conditions), goal.bit);
  }

  // --- Exact ---

  uint64_t Served(uint32_t conditions, uint64_t kept) const {
    uint64_t served = 0;
    size_t bit = 0;
    for (const Goal& goal : goals_) served |= uint64_t{Serves(conditions, kept, goal)} << bit++;
    const std::span<const uint64_t> bits = product_.Bits(conditions);
    for (const uint32_t pair : pairs_) {
      served |= uint64_t{HasBit(bits, product_.RecurrentBit(pair))} << bit++;
      served |= uint64_t{!HasBit(bits, product_.AlwaysBit(pair))} << bit++;
    }
    return served;
  }

  bool IsEnough(uint64_t served) const {
    const uint64_t goals = (uint64_t{1} << goals_.size()) - 1;
    if ((served & goals) != goals) return false;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      if ((served >> (goals_.size() + 2 * i) & 3) == 2) return false;
    }
    return true;
  }

  // A node and what was served on the way to it. Empty: the limit was reached.
  using Place = std::pair<uint32_t, uint64_t>;

  std::vector<LassoStep> Exact(size_t limit) {
    struct Arrival {
      size_t parent;  // index into `places`
      BehaviourGraph::Step step;
    };
    std::vector<Place> places = {{start_, 0}};
    std::vector<Arrival> arrivals = {{0, {}}};
    absl::flat_hash_set<Place> known = {places[0]};
    std::optional<BehaviourGraph::Step> closing;
    size_t head = 0;
    for (; head < places.size() && places.size() < limit; ++head) {
      const Place place = places[head];
      ForEachInside(place.first,
                    [&](uint32_t to, const auto& step, uint32_t conditions, uint64_t kept) {
                      if (closing) return;
                      const Place next = {to, place.second | Served(conditions, kept)};
                      if (to == start_ && IsEnough(next.second)) {
                        closing = step;
                      } else if (known.insert(next).second) {
                        places.push_back(next);
                        arrivals.push_back({head, step});
                      }
                    });
      if (closing) break;
    }
    if (!closing) return {};
    std::vector<LassoStep> cycle = {{StateOf(places[head].first), *closing}};
    for (size_t i = head; i != 0; i = arrivals[i].parent) {
      cycle.push_back({StateOf(places[arrivals[i].parent].first), arrivals[i].step});
    }
    std::reverse(cycle.begin(), cycle.end());
    return cycle;
  }

  // --- Greedy ---

  std::vector<LassoStep> Greedy() {
    std::vector<Goal> open = goals_;
    for (const uint32_t pair : pairs_) {
      if (CanRecur(pair)) open.push_back({false, product_.RecurrentBit(pair)});
    }
    std::vector<LassoStep> cycle;
    uint32_t at = start_;
    while (!open.empty()) {
      at = Walk(at, &cycle, &open, [&](uint32_t, uint32_t conditions, uint64_t kept) {
        return std::any_of(open.begin(), open.end(),
                           [&](const Goal& goal) { return Serves(conditions, kept, goal); });
      });
    }
    if (at != start_ || cycle.empty()) {
      Walk(at, &cycle, &open, [&](uint32_t to, uint32_t, uint64_t) { return to == start_; });
    }
    return cycle;
  }

  // A pair that is neither served by every step nor confined is served by some step, or `always`
  // holds on all of them; the latter were dropped.
  bool CanRecur(uint32_t pair) const {
    const uint32_t always = product_.AlwaysBit(pair);
    return component_.confined_to.empty() || !HasBit(component_.confined_to, always);
  }

  // Appends the shortest way from `from` whose last step satisfies `is_goal`, and closes what it
  // serves; returns where it ends.
  template <typename IsGoal>
  uint32_t Walk(uint32_t from, std::vector<LassoStep>* walk, std::vector<Goal>* open,
                IsGoal is_goal) {
    struct Arrival {
      uint32_t node;
      uint32_t parent;  // index into `arrivals`
    };
    GrowingArray<Arrival> arrivals;
    StateSet known(component_.nodes.capacity());
    arrivals.push_back({from, 0});
    known.Insert(from);
    std::optional<uint32_t> end;
    size_t head = 0;
    for (;; ++head) {
      assert(head < arrivals.size());
      ForEachInside(arrivals[head].node,
                    [&](uint32_t to, const auto&, uint32_t conditions, uint64_t kept) {
                      if (end) return;
                      if (is_goal(to, conditions, kept)) {
                        end = to;
                      } else if (!known.Contains(to)) {
                        known.Insert(to);
                        arrivals.push_back({to, static_cast<uint32_t>(head)});
                      }
                    });
      if (end) break;
    }
    std::vector<uint32_t> nodes = {*end};
    for (size_t i = head;; i = arrivals[i].parent) {
      nodes.push_back(arrivals[i].node);
      if (i == 0) break;
    }
    std::reverse(nodes.begin(), nodes.end());
    for (size_t i = 0; i + 1 < nodes.size(); ++i) {
      const bool is_last = i + 2 == nodes.size();
      bool taken = false;
      ForEachInside(
          nodes[i], [&](uint32_t to, const auto& step, uint32_t conditions, uint64_t kept) {
            if (taken || to != nodes[i + 1] || (is_last && !is_goal(to, conditions, kept))) return;
            taken = true;
            walk->push_back({StateOf(nodes[i]), step});
            std::erase_if(*open, [&](const Goal& goal) { return Serves(conditions, kept, goal); });
          });
    }
    return *end;
  }

  static constexpr size_t kExactBits = 48;

  Product& product_;
  const BehaviourGraph& graph_;
  const FairComponents& components_;
  const FairComponent& component_;
  const uint32_t width_;
  std::vector<Goal> goals_;
  std::vector<uint32_t> pairs_;  // those that not every step pleases
  uint32_t start_ = 0;
};

}  // namespace

std::vector<LassoStep> FindShortCycle(Product* product, const FairComponents& components,
                                      const FairComponent& component, uint32_t start,
                                      size_t exact_limit) {
  return CycleSearch(product, components, component).Find(start, exact_limit);
}

}  // namespace checker::liveness

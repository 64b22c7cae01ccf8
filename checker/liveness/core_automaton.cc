// A tableau by progression. Reading a letter, a formula is rewritten into the alternatives for what
// must hold afterwards:
//
//     after(b)      = {{}} if the letter satisfies b, no alternative if not    (b propositional)
//     after(f /\ g) = {A u B : A in after(f), B in after(g)}
//     after(f \/ g) = after(f) u after(g)
//     after([]f)    = {A u {[]f} : A in after(f)}
//     after(<>f)    = after(f) u {{<>f}, with the promise <>f put off}
//
// An alternative that asks for more than another, and puts off more, is dropped: so <>b takes the
// first b it meets, and no choice is left where none is needed. Letters are concrete labels,
// evaluated at once; with the few letters that a graph has, this beats a symbolic alphabet and
// needs no decision diagrams.
//
// Acceptance sits on the moves: a run is accepted if, for each promise, infinitely many moves do
// not put it off.
//
// Sources: R. Gerth, D. Peled, M. Vardi and P. Wolper, Simple On-the-fly Automatic Verification of
// Linear Temporal Logic (PSTV 1995); promises on transitions: J.-M. Couvreur, On-the-fly
// Verification of Linear Temporal Logic (FM 1999).

#include "checker/liveness/core_automaton.h"

#include <algorithm>
#include <cassert>

#include "absl/container/flat_hash_map.h"

namespace checker::liveness {

namespace {
using Kind = NormalFormula::Kind;
using Obligations = std::vector<NormalId>;  // sorted

struct Alternative {
  Obligations next;
  uint64_t put_off = 0;
  friend bool operator==(const Alternative&, const Alternative&) = default;
};

bool AsksNoMore(const Alternative& a, const Alternative& b) {
  return (a.put_off & ~b.put_off) == 0 &&
         std::includes(b.next.begin(), b.next.end(), a.next.begin(), a.next.end());
}

Alternative Union(const Alternative& a, const Alternative& b) {
  Alternative both{.put_off = a.put_off | b.put_off};
  std::set_union(a.next.begin(), a.next.end(), b.next.begin(), b.next.end(),
                 std::back_inserter(both.next));
  return both;
}

// Keeps the alternatives that ask for least, in their order.
void DropTheDemanding(std::vector<Alternative>* alternatives) {
  std::vector<Alternative> kept;
  for (Alternative& candidate : *alternatives) {
    if (std::any_of(kept.begin(), kept.end(),
                    [&](const Alternative& other) { return AsksNoMore(other, candidate); })) {
      continue;
    }
    std::erase_if(kept, [&](const Alternative& other) { return AsksNoMore(candidate, other); });
    kept.push_back(std::move(candidate));
  }
  *alternatives = std::move(kept);
}

}  // namespace

class CoreAutomatonBuilder {
 public:
  CoreAutomatonBuilder(const NormalPool& pool, const CoreAutomaton::Limits& limits)
      : pool_(pool), limits_(limits) {}

  std::optional<CoreAutomaton> Build(NormalId core,
                                     std::span<const CoreAutomaton::Letter> letters) {
    automaton_.letter_count_ = static_cast<uint32_t>(letters.size());
    automaton_.rows_.push_back(0);
    NumberOf(core == NormalPool::kTrue ? Obligations{} : Obligations{core});
    for (uint32_t state = 0; state < states_.size(); ++state) {
      for (const CoreAutomaton::Letter& letter : letters) {
        if (!AddMoves(state, letter)) return std::nullopt;
      }
    }
    automaton_.state_count_ = static_cast<uint32_t>(states_.size());
    automaton_.promise_count_ = static_cast<uint32_t>(promises_.size());
    const uint64_t all = automaton_.all_promises();
    for (CoreAutomaton::Move& move : automaton_.moves_) move.kept &= all;
    return std::move(automaton_);
  }

 private:
  uint32_t NumberOf(const Obligations& obligations) {
    const auto [found, is_new] =
        numbers_.try_emplace(obligations, static_cast<uint32_t>(states_.size()));
    if (is_new) states_.push_back(obligations);
    return found->second;
  }

  bool AddMoves(uint32_t state, const CoreAutomaton::Letter& letter) {
    letter_ = &letter;
    std::vector<Alternative> alternatives = {Alternative{}};
    for (const NormalId obligation : Obligations(states_[state])) {
      alternatives = Product(alternatives, After(obligation));
    }
    if (exceeded_) return false;
    const size_t first = automaton_.moves_.size();
    for (const Alternative& alternative : alternatives) {
      const uint32_t to = NumberOf(alternative.next);
      // A loop may be taken again and again: moves side by side keep, together, what each of them
      // keeps.
      const auto same =
          std::find_if(automaton_.moves_.begin() + first, automaton_.moves_.end(),
                       [&](const CoreAutomaton::Move& move) { return move.to == to; });
      if (same != automaton_.moves_.end()) {
        same->kept |= ~alternative.put_off;
      } else {
        automaton_.moves_.push_back({to, ~alternative.put_off});
      }
    }
    automaton_.rows_.push_back(automaton_.moves_.size());
    return states_.size() <= limits_.states && automaton_.moves_.size() <= limits_.moves;
  }

  std::vector<Alternative> Product(const std::vector<Alternative>& left,
                                   const std::vector<Alternative>& right) {
    std::vector<Alternative> product;
    if (left.size() * right.size() > limits_.alternatives) exceeded_ = true;
    if (exceeded_) return product;
    for (const Alternative& a : left) {
      for (const Alternative& b : right) product.push_back(Union(a, b));
    }
    DropTheDemanding(&product);
    return product;
  }

  uint64_t PromiseBit(NormalId promise) {
    const auto found = std::find(promises_.begin(), promises_.end(), promise);
    const size_t index = found - promises_.begin();
    if (index >= 64) {
      exceeded_ = true;
      return 0;
    }
    if (found == promises_.end()) promises_.push_back(promise);
    return uint64_t{1} << index;
  }

  std::vector<Alternative> After(NormalId id) {
    const NormalFormula& formula = pool_[id];
    if (exceeded_) return {};
    if (formula.propositional) {
      if (pool_.Holds(id, letter_->state, letter_->step)) return {Alternative{}};
      return {};
    }
    switch (formula.kind) {
      case Kind::kAnd: {
        std::vector<Alternative> all = {Alternative{}};
        for (const NormalId operand : formula.operands) all = Product(all, After(operand));
        return all;
      }
      case Kind::kOr: {
        std::vector<Alternative> any;
        for (const NormalId operand : formula.operands) {
          const std::vector<Alternative> more = After(operand);
          any.insert(any.end(), more.begin(), more.end());
        }
        DropTheDemanding(&any);
        return any;
      }
      case Kind::kAlways: return Product(After(formula.operands[0]), {Alternative{.next = {id}}});
      case Kind::kEventually: {
        std::vector<Alternative> alternatives = After(formula.operands[0]);
        alternatives.push_back({.next = {id}, .put_off = PromiseBit(id)});
        DropTheDemanding(&alternatives);
        return alternatives;
      }
      default: assert(false); return {};
    }
  }

  const NormalPool& pool_;
  const CoreAutomaton::Limits limits_;
  CoreAutomaton automaton_;
  absl::flat_hash_map<Obligations, uint32_t> numbers_;
  std::vector<Obligations> states_;
  std::vector<NormalId> promises_;
  const CoreAutomaton::Letter* letter_ = nullptr;
  bool exceeded_ = false;
};

std::optional<CoreAutomaton> CoreAutomaton::Build(const NormalPool& pool, NormalId core,
                                                  std::span<const Letter> letters,
                                                  const Limits& limits) {
  return CoreAutomatonBuilder(pool, limits).Build(core, letters);
}

std::vector<std::vector<uint32_t>> CoreAutomaton::AcceptingComponents() const {
  std::vector<absl::flat_hash_map<uint32_t, uint64_t>> kept(state_count_);  // by target
  for (uint32_t state = 0; state < state_count_; ++state) {
    for (uint32_t letter = 0; letter < letter_count_; ++letter) {
      for (const Move& move : Moves(state, letter)) kept[state][move.to] |= move.kept;
    }
  }
  // The automaton is small: mutual reachability by one search forwards from each state.
  std::vector<std::vector<bool>> reaches(state_count_, std::vector<bool>(state_count_, false));
  for (uint32_t start = 0; start < state_count_; ++start) {
    std::vector<uint32_t> open = {start};
    while (!open.empty()) {
      const uint32_t state = open.back();
      open.pop_back();
      for (const auto& [to, promises] : kept[state]) {
        if (reaches[start][to]) continue;
        reaches[start][to] = true;
        open.push_back(to);
      }
    }
  }
  std::vector<std::vector<uint32_t>> components;
  for (uint32_t state = 0; state < state_count_; ++state) {
    std::vector<uint32_t> component;
    uint64_t all_kept = 0;
    for (uint32_t other = 0; other < state_count_; ++other) {
      if (!reaches[state][other] || !reaches[other][state]) continue;
      component.push_back(other);
      for (const auto& [to, promises] : kept[other]) {
        if (reaches[to][state]) all_kept |= promises;
      }
    }
    const bool is_first = !component.empty() && component.front() == state;
    if (is_first && all_kept == all_promises()) components.push_back(std::move(component));
  }
  return components;
}

}  // namespace checker::liveness

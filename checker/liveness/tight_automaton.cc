// The automaton that knows the truth. A state tells, for each temporal subformula of the core (and
// for the core itself), whether it holds of the rest of the behaviour. Read backwards it is
// deterministic: what holds now follows from the letter and from what holds next,
//
//     []f holds now  iff  f holds now and []f holds next
//     <>f holds now  iff  f holds now or <>f holds next
//
// and a <>f that holds is a promise: put off while f doesn't hold. (A [] that is said to be false
// needs no promise: a core without negations asks for nothing to be false.)
//
// Along a behaviour that repeats a cycle, what holds of the rest repeats with it, from the first
// time round. So a lasso of the graph is a lasso of the product, step for step: the automaton is
// *tight*. The one that core_automaton.cc builds is smaller and not tight: what it still has to see
// may differ from round to round.
//
// Sources: Y. Kesten, A. Pnueli, L. Raviv, Algorithmic Verification of Linear Temporal Logic
// Specifications (ICALP 1998); V. Schuppan, A. Biere, Shortest Counterexamples for Symbolic Model
// Checking of LTL with Past (TACAS 2005).

#include <algorithm>
#include <utility>
#include <vector>

#include "checker/liveness/core_automaton.h"

namespace checker::liveness {

namespace {

using Kind = NormalFormula::Kind;

// Each doubles the states.
constexpr size_t kMostSubformulas = 7;

}  // namespace

class TightAutomatonBuilder {
 public:
  explicit TightAutomatonBuilder(const NormalPool& pool) : pool_(pool) {}

  std::optional<CoreAutomaton> Build(NormalId core, std::span<const CoreAutomaton::Letter> letters,
                                     const CoreAutomaton::Limits& limits) {
    Collect(core);
    if (std::find(watched_.begin(), watched_.end(), core) == watched_.end() &&
        core != NormalPool::kTrue) {
      watched_.push_back(core);
    }
    if (watched_.size() > kMostSubformulas) return std::nullopt;
    const uint32_t truths = uint32_t{1} << watched_.size();
    CoreAutomaton automaton;
    automaton.state_count_ = truths;
    automaton.letter_count_ = static_cast<uint32_t>(letters.size());
    for (const NormalId id : watched_) {
      if (pool_[id].kind == Kind::kEventually) ++automaton.promise_count_;
    }
    std::vector<std::vector<CoreAutomaton::Move>> rows(size_t{truths} * letters.size());
    if (rows.size() > limits.moves) return std::nullopt;
    for (uint32_t next = 0; next < truths; ++next) {
      for (size_t letter = 0; letter < letters.size(); ++letter) {
        const auto [now, kept] = Before(next, letters[letter]);
        rows[now * letters.size() + letter].push_back({next, kept});
      }
    }
    automaton.rows_.push_back(0);
    for (const auto& row : rows) {
      automaton.moves_.insert(automaton.moves_.end(), row.begin(), row.end());
      automaton.rows_.push_back(automaton.moves_.size());
    }
    automaton.initial_.clear();
    for (uint32_t state = 0; state < truths; ++state) {
      if (core == NormalPool::kTrue || IsIn(core, state)) automaton.initial_.push_back(state);
    }
    return automaton;
  }

 private:
  // Operands before what is made of them.
  void Collect(NormalId id) {
    const NormalFormula& formula = pool_[id];
    if (formula.propositional || std::find(watched_.begin(), watched_.end(), id) != watched_.end())
      return;
    for (const NormalId operand : formula.operands) Collect(operand);
    if (formula.kind == Kind::kAlways || formula.kind == Kind::kEventually) watched_.push_back(id);
  }

  bool IsIn(NormalId id, uint32_t truth) const {
    const auto place = std::find(watched_.begin(), watched_.end(), id);
    return place != watched_.end() && (truth >> (place - watched_.begin()) & 1) != 0;
  }

  // `now`: the truth of the temporal formulas inside.
  bool Holds(NormalId id, uint32_t now, const CoreAutomaton::Letter& letter) const {
    const NormalFormula& formula = pool_[id];
    if (formula.propositional) return pool_.Holds(id, letter.state, letter.step);
    const auto holds = [&](NormalId operand) { return Holds(operand, now, letter); };
    if (formula.kind == Kind::kAnd)
      return std::all_of(formula.operands.begin(), formula.operands.end(), holds);
    if (formula.kind == Kind::kOr)
      return std::any_of(formula.operands.begin(), formula.operands.end(), holds);
    return IsIn(id, now);
  }

  // What holds now, and which promises are not put off.
  std::pair<uint32_t, uint64_t> Before(uint32_t next, const CoreAutomaton::Letter& letter) const {
    uint32_t now = 0;
    uint64_t kept = 0;
    uint32_t promise = 0;
    for (size_t i = 0; i < watched_.size(); ++i) {
      const NormalFormula& formula = pool_[watched_[i]];
      bool holds = false;
      if (formula.kind == Kind::kAlways) {
        holds = Holds(formula.operands[0], now, letter) && (next >> i & 1) != 0;
      } else if (formula.kind == Kind::kEventually) {
        const bool at_once = Holds(formula.operands[0], now, letter);
        holds = at_once || (next >> i & 1) != 0;
        kept |= uint64_t{at_once || !holds} << promise++;
      } else {
        holds = Holds(watched_[i], now, letter);
      }
      now |= uint32_t{holds} << i;
    }
    return {now, kept};
  }

  const NormalPool& pool_;
  std::vector<NormalId> watched_;
};

std::optional<CoreAutomaton> CoreAutomaton::BuildTight(const NormalPool& pool, NormalId core,
                                                       std::span<const Letter> letters,
                                                       const Limits& limits) {
  return TightAutomatonBuilder(pool).Build(core, letters, limits);
}

}  // namespace checker::liveness

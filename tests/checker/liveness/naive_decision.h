// Two slow, obvious judges of a formula on a small graph, which share nothing with
// checker/liveness.
//
// IsSatisfiable decides whether some behaviour of the graph satisfies a formula, by the textbook's
// tableau of atoms: a node is a step of the graph with a guess for every temporal subformula,
// guesses must agree along each move, and a promise must be kept. It is exact.
//
// SomeLassoSatisfies walks every lasso up to a length and asks for the truth by definition. It can
// miss long ones, never invent one.
//
// Source of the tableau: O. Lichtenstein and A. Pnueli, Checking That Finite State Concurrent
// Programs Satisfy Their Linear Specification (POPL 1985).

#ifndef TESTS_CHECKER_LIVENESS_NAIVE_DECISION_H_
#define TESTS_CHECKER_LIVENESS_NAIVE_DECISION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "model/transitions/temporal_formula.h"
#include "tests/checker/liveness/random_problem.h"

namespace checker::liveness::naive {

using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

// Formulas with six constructors. -1 where there is no operand.
struct Simple {
  enum class Kind { kTrue, kState, kStep, kNot, kAnd, kEventually } kind;
  uint32_t predicate = 0;
  int left = -1, right = -1;
};

class Simplified {
 public:
  explicit Simplified(const LivenessProblem& problem) : problem_(problem) {}

  const std::vector<Simple>& nodes() const { return nodes_; }

  int Not(int a) { return Add({Simple::Kind::kNot, 0, a, -1}); }
  int And(int a, int b) { return Add({Simple::Kind::kAnd, 0, a, b}); }
  int Or(int a, int b) { return Not(And(Not(a), Not(b))); }
  int Eventually(int a) { return Add({Simple::Kind::kEventually, 0, a, -1}); }
  int Always(int a) { return Not(Eventually(Not(a))); }
  int True() { return Add({Simple::Kind::kTrue}); }
  int State(uint32_t p) { return Add({Simple::Kind::kState, p}); }
  int Step(uint32_t p) { return Add({Simple::Kind::kStep, p}); }

  int Of(FormulaId id) {
    const Formula& f = problem_[id];
    const auto of = [&](size_t i) { return Of(f.operands[i]); };
    switch (f.kind) {
      case Formula::Kind::kTrue: return True();
      case Formula::Kind::kFalse: return Not(True());
      case Formula::Kind::kState: return State(f.predicate);
      case Formula::Kind::kStep: return Step(f.predicate);
      case Formula::Kind::kNot: return Not(of(0));
      case Formula::Kind::kAnd: {
        int all = True();
        for (size_t i = 0; i < f.operands.size(); ++i) all = And(all, of(i));
        return all;
      }
      case Formula::Kind::kOr: {
        int any = Not(True());
        for (size_t i = 0; i < f.operands.size(); ++i) any = Or(any, of(i));
        return any;
      }
      case Formula::Kind::kImplies: return Or(Not(of(0)), of(1));
      case Formula::Kind::kEquivalent: {
        const int a = of(0), b = of(1);
        return Or(And(a, b), And(Not(a), Not(b)));
      }
      case Formula::Kind::kAlways: return Always(of(0));
      case Formula::Kind::kEventually: return Eventually(of(0));
      case Formula::Kind::kLeadsTo: return Always(Or(Not(of(0)), Eventually(of(1))));
      case Formula::Kind::kWeakFairness: {
        const auto& w = problem_.fairness[f.predicate];
        return Or(Always(Eventually(Not(State(w.enabled)))), Always(Eventually(Step(w.taken))));
      }
      case Formula::Kind::kStrongFairness: {
        const auto& w = problem_.fairness[f.predicate];
        return Or(Eventually(Always(Not(State(w.enabled)))), Always(Eventually(Step(w.taken))));
      }
    }
    return True();
  }

 private:
  int Add(Simple node) {  // each once
    const auto key = std::tuple(node.kind, node.predicate, node.left, node.right);
    const auto [found, is_new] = known_.try_emplace(key, static_cast<int>(nodes_.size()));
    if (is_new) nodes_.push_back(node);
    return found->second;
  }
  const LivenessProblem& problem_;
  std::vector<Simple> nodes_;
  std::map<std::tuple<Simple::Kind, uint32_t, int, int>, int> known_;
};

inline bool Has(uint64_t labels, uint32_t predicate) { return (labels >> predicate & 1) != 0; }

// nullopt: too many temporal operators for this method.
inline std::optional<bool> IsSatisfiable(const PlainGraph& graph, const std::vector<Simple>& nodes,
                                         int root) {
  std::vector<int> promises;  // the <>f; f = nodes[promise].left
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind == Simple::Kind::kEventually) promises.push_back(static_cast<int>(i));
  }
  if (promises.size() > 10) return std::nullopt;
  const uint32_t guesses = 1u << promises.size();
  const std::vector<PlainGraph::Step> steps = graph.AllSteps();

  // Truth of all formulas at a step, given the truth of the <>f at the next position.
  const auto truth = [&](const PlainGraph::Step& step, uint32_t next) {
    std::vector<bool> t(nodes.size());
    size_t promise = 0;
    for (size_t i = 0; i < nodes.size(); ++i) {
      const Simple& f = nodes[i];
      switch (f.kind) {
        case Simple::Kind::kTrue: t[i] = true; break;
        case Simple::Kind::kState: t[i] = Has(graph.state_labels[step.from], f.predicate); break;
        case Simple::Kind::kStep: t[i] = Has(step.labels, f.predicate); break;
        case Simple::Kind::kNot: t[i] = !t[f.left]; break;
        case Simple::Kind::kAnd: t[i] = t[f.left] && t[f.right]; break;
        case Simple::Kind::kEventually: t[i] = (next >> promise++ & 1) != 0 || t[f.left]; break;
      }
    }
    return t;
  };
  // Node (step, guess for the next position) = step * guesses + guess.
  const size_t count = steps.size() * guesses;
  std::vector<uint32_t> now(count);
  std::vector<uint32_t> kept(count);
  std::vector<bool> root_holds(count);
  for (size_t s = 0; s < steps.size(); ++s) {
    for (uint32_t next = 0; next < guesses; ++next) {
      const std::vector<bool> t = truth(steps[s], next);
      const size_t node = s * guesses + next;
      root_holds[node] = t[root];
      for (size_t p = 0; p < promises.size(); ++p) {
        if (t[promises[p]]) now[node] |= 1u << p;
        if (!t[promises[p]] || t[nodes[promises[p]].left]) kept[node] |= 1u << p;
      }
    }
  }
  // Moves: (s, g) -> (s', g') if s' follows s and what (s', g') says now is g.
  std::map<std::pair<uint32_t, uint32_t>, std::vector<size_t>>
      starting;  // in a state, with what is said now
  for (size_t node = 0; node < count; ++node) {
    starting[{steps[node / guesses].from, now[node]}].push_back(node);
  }
  const auto successors = [&](size_t node) -> const std::vector<size_t>& {
    return starting[{steps[node / guesses].to, static_cast<uint32_t>(node % guesses)}];
  };
  // Tarjan, recursive, from the initial nodes where the formula holds.
  std::vector<uint32_t> index(count), low(count);
  std::vector<bool> on_stack(count);
  std::vector<size_t> stack;
  uint32_t counter = 0;
  bool found = false;
  const std::function<void(size_t)> visit = [&](size_t v) {
    index[v] = low[v] = ++counter;
    stack.push_back(v);
    on_stack[v] = true;
    bool loop = false;
    for (const size_t w : successors(v)) {
      loop |= w == v;
      if (index[w] == 0) {
        visit(w);
        low[v] = std::min(low[v], low[w]);
      } else if (on_stack[w]) {
        low[v] = std::min(low[v], index[w]);
      }
    }
    if (low[v] != index[v]) return;
    uint32_t all = 0;
    size_t size = 0;
    for (size_t w = count; w != v; ++size) {
      w = stack.back();
      stack.pop_back();
      on_stack[w] = false;
      all |= kept[w];
    }
    if ((size > 1 || loop) && all == guesses - 1) found = true;
  };
  for (size_t node = 0; node < count && !found; ++node) {
    if (root_holds[node] && graph.initial[steps[node / guesses].from] && index[node] == 0) {
      visit(node);
    }
  }
  return found;
}

// A lasso as a list of steps; the steps from `loop` on repeat.
inline bool HoldsOn(const PlainGraph& graph, const std::vector<Simple>& nodes, int f,
                    const std::vector<PlainGraph::Step>& word, size_t loop, size_t at) {
  const Simple& formula = nodes[f];
  const auto holds = [&](int g, size_t i) { return HoldsOn(graph, nodes, g, word, loop, i); };
  switch (formula.kind) {
    case Simple::Kind::kTrue: return true;
    case Simple::Kind::kState: return Has(graph.state_labels[word[at].from], formula.predicate);
    case Simple::Kind::kStep: return Has(word[at].labels, formula.predicate);
    case Simple::Kind::kNot: return !holds(formula.left, at);
    case Simple::Kind::kAnd: return holds(formula.left, at) && holds(formula.right, at);
    case Simple::Kind::kEventually:
      for (size_t i = at < loop ? at : loop; i < word.size(); ++i) {
        if (holds(formula.left, i)) return true;
      }
      return false;
  }
  return false;
}

inline bool SomeLassoSatisfies(const PlainGraph& graph, const std::vector<Simple>& nodes, int root,
                               size_t max_length) {
  const std::vector<PlainGraph::Step> steps = graph.AllSteps();
  std::vector<PlainGraph::Step> word;
  const std::function<bool(uint32_t)> extend = [&](uint32_t state) {
    for (size_t loop = 0; loop < word.size(); ++loop) {
      if (word[loop].from == state && HoldsOn(graph, nodes, root, word, loop, 0)) return true;
    }
    if (word.size() == max_length) return false;
    for (const PlainGraph::Step& step : steps) {
      if (step.from != state) continue;
      word.push_back(step);
      const bool found = extend(step.to);
      word.pop_back();
      if (found) return true;
    }
    return false;
  };
  for (uint32_t s = 0; s < graph.initial.size(); ++s) {
    if (graph.initial[s] && extend(s)) return true;
  }
  return false;
}

}  // namespace checker::liveness::naive

#endif  // TESTS_CHECKER_LIVENESS_NAIVE_DECISION_H_

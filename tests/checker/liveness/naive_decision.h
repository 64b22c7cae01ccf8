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

// The graph times the guesses which of the <>f are true at the next position: its cycles that keep
// every <>f that they promise are the behaviours of the graph, with the truth of all formulas.
class Tableau {
 public:
  static constexpr size_t kMostPromises = 10;

  Tableau(const PlainGraph& graph, const std::vector<Simple>& nodes, int root)
      : graph_(graph), nodes_(nodes), steps_(graph.AllSteps()) {
    for (const Simple& node : nodes) {
      if (node.kind == Simple::Kind::kEventually) promises_.push_back(&node);
    }
    if (too_large()) return;
    guesses_ = 1u << promises_.size();
    const size_t count = steps_.size() * guesses_;
    kept_.assign(count, 0);
    is_start_.assign(count, false);
    index_.assign(count, 0);
    low_.assign(count, 0);
    on_stack_.assign(count, false);
    for (size_t v = 0; v < count; ++v) Add(v, root);
  }

  bool too_large() const { return promises_.size() > kMostPromises; }

  bool HasFairCycle() {
    for (size_t v = 0; v < kept_.size() && !found_; ++v) {
      if (is_start_[v] && index_[v] == 0) Visit(v);
    }
    return found_;
  }

 private:
  // A node is (step, guess for the next position) = step * guesses + guess.
  void Add(size_t v, int root) {
    const PlainGraph::Step& step = steps_[v / guesses_];
    const std::vector<bool> t = TruthAt(step, static_cast<uint32_t>(v % guesses_));
    uint32_t now = 0;
    for (size_t p = 0; p < promises_.size(); ++p) {
      const bool promised = t[promises_[p] - nodes_.data()];
      if (promised) now |= 1u << p;
      if (!promised || t[promises_[p]->left]) kept_[v] |= 1u << p;
    }
    is_start_[v] = t[root] && graph_.initial[step.from];
    starting_[{step.from, now}].push_back(v);
  }

  // Truth of all formulas at a step, given the truth of the <>f at the next position.
  std::vector<bool> TruthAt(const PlainGraph::Step& step, uint32_t next) const {
    std::vector<bool> t(nodes_.size());
    size_t promise = 0;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      const Simple& f = nodes_[i];
      switch (f.kind) {
        case Simple::Kind::kTrue: t[i] = true; break;
        case Simple::Kind::kState: t[i] = Has(graph_.state_labels[step.from], f.predicate); break;
        case Simple::Kind::kStep: t[i] = Has(step.labels, f.predicate); break;
        case Simple::Kind::kNot: t[i] = !t[f.left]; break;
        case Simple::Kind::kAnd: t[i] = t[f.left] && t[f.right]; break;
        case Simple::Kind::kEventually: t[i] = (next >> promise++ & 1) != 0 || t[f.left]; break;
      }
    }
    return t;
  }

  // (s, g) -> (s', g') if s' follows s and what (s', g') says now is g.
  const std::vector<size_t>& SuccessorsOf(size_t v) {
    return starting_[{steps_[v / guesses_].to, static_cast<uint32_t>(v % guesses_)}];
  }

  // Tarjan, recursive.
  void Visit(size_t v) {
    index_[v] = low_[v] = ++counter_;
    stack_.push_back(v);
    on_stack_[v] = true;
    bool loop = false;
    for (const size_t w : SuccessorsOf(v)) {
      loop |= w == v;
      if (index_[w] == 0) {
        Visit(w);
        low_[v] = std::min(low_[v], low_[w]);
      } else if (on_stack_[w]) {
        low_[v] = std::min(low_[v], index_[w]);
      }
    }
    if (low_[v] == index_[v]) TakeComponent(v, loop);
  }

  void TakeComponent(size_t v, bool loop) {
    uint32_t kept = 0;
    size_t size = 0;
    for (size_t w = kept_.size(); w != v; ++size) {
      w = stack_.back();
      stack_.pop_back();
      on_stack_[w] = false;
      kept |= kept_[w];
    }
    found_ |= (size > 1 || loop) && kept == guesses_ - 1;
  }

  const PlainGraph& graph_;
  const std::vector<Simple>& nodes_;
  const std::vector<PlainGraph::Step> steps_;
  std::vector<const Simple*> promises_;  // the <>f; f = nodes_[promise->left]
  uint32_t guesses_ = 0;
  std::vector<uint32_t> kept_;  // by node: promises that are kept or not made
  std::vector<bool> is_start_;
  std::map<std::pair<uint32_t, uint32_t>, std::vector<size_t>>
      starting_;  // in a state, with what is said now
  std::vector<uint32_t> index_, low_;
  std::vector<bool> on_stack_;
  std::vector<size_t> stack_;
  uint32_t counter_ = 0;
  bool found_ = false;
};

// nullopt: too many temporal operators for this method.
inline std::optional<bool> IsSatisfiable(const PlainGraph& graph, const std::vector<Simple>& nodes,
                                         int root) {
  Tableau tableau(graph, nodes, root);
  if (tableau.too_large()) return std::nullopt;
  return tableau.HasFairCycle();
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

// A property is a tautology if its negation has no behaviour in the *universal graph*: a state for
// every combination of the state predicates that the property mentions, and from each state to each
// a step for every combination of the step predicates. The ordinary search judges that graph; it is
// tiny, or else the question is not asked.

#include "checker/liveness/tautology.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/branch.h"
#include "checker/liveness/branch_search.h"

namespace checker::liveness {

namespace {

using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

constexpr size_t kBranchLimit = 64;
constexpr size_t kLog2StepLimit = 14;  // 16,384 steps: below a millisecond

struct Mentioned {
  std::vector<uint32_t> state, step;

  void Add(std::vector<uint32_t>* list, uint32_t predicate) {
    if (std::find(list->begin(), list->end(), predicate) == list->end()) list->push_back(predicate);
  }
  void Collect(const LivenessProblem& problem, FormulaId id) {
    const Formula& formula = problem[id];
    for (const FormulaId operand : formula.operands) Collect(problem, operand);
    if (formula.kind == Formula::Kind::kState) Add(&state, formula.predicate);
    if (formula.kind == Formula::Kind::kStep) Add(&step, formula.predicate);
    if (formula.kind == Formula::Kind::kWeakFairness ||
        formula.kind == Formula::Kind::kStrongFairness) {
      Add(&state, problem.fairness[formula.predicate].enabled);
      Add(&step, problem.fairness[formula.predicate].taken);
    }
  }
};

std::vector<uint64_t> Labels(size_t words, const std::vector<uint32_t>& predicates, uint32_t set) {
  std::vector<uint64_t> labels(words);
  for (size_t i = 0; i < predicates.size(); ++i) {
    if (set >> i & 1) labels[predicates[i] / 64] |= uint64_t{1} << (predicates[i] % 64);
  }
  return labels;
}

void BuildUniversalGraph(const LivenessProblem& problem, const Mentioned& mentioned,
                         BehaviourGraph* graph) {
  const size_t state_words = (problem.state_predicates.size() + 63) / 64;
  const size_t step_words = (problem.step_predicates.size() + 63) / 64;
  std::vector<std::vector<uint64_t>> states, steps;
  for (uint32_t i = 0; i < 1u << mentioned.state.size(); ++i) {
    states.push_back(Labels(state_words, mentioned.state, i));
    graph->AddState(true, states.back(), Labels(step_words, mentioned.step, 0));
  }
  for (uint32_t i = 0; i < 1u << mentioned.step.size(); ++i) {
    steps.push_back(Labels(step_words, mentioned.step, i));
  }
  for (StateIndex from = 0; from < states.size(); ++from) {
    std::vector<BehaviourGraph::NewStep> out;
    for (StateIndex to = 0; to < states.size(); ++to) {
      for (const std::vector<uint64_t>& labels : steps) {
        out.push_back({to, static_cast<uint32_t>(out.size()), labels});
      }
    }
    graph->AddSteps(from, out);
  }
}

}  // namespace

bool IsTautology(const LivenessProblem& problem, NormalPool* pool, FormulaId property,
                 const Interruption& interruption) {
  const NormalId negation = pool->Convert(problem, property, /*negated=*/true);
  if (pool->too_complex()) return false;
  const auto branches = SplitIntoBranches(pool, negation, kBranchLimit);
  if (!branches) return false;
  if (branches->empty()) return true;
  Mentioned mentioned;
  mentioned.Collect(problem, property);
  if (2 * mentioned.state.size() + mentioned.step.size() > kLog2StepLimit) return false;
  BehaviourGraph graph((problem.state_predicates.size() + 63) / 64,
                       (problem.step_predicates.size() + 63) / 64);
  BuildUniversalGraph(problem, mentioned, &graph);
  return std::all_of(branches->begin(), branches->end(), [&](const Branch& branch) {
    return SearchBranch(graph, *pool, branch, nullptr, interruption).outcome ==
           BranchSearchResult::Outcome::kNone;
  });
}

}  // namespace checker::liveness

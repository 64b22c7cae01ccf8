#include "checker/runs/cause_promises.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace checker::runs {

using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

namespace {

constexpr size_t kMostKinds = 3;  // of conditions in one conjunct that a name can hold

// "WF_vars(Enact(1) \/ Rest(1))" without what tells it from its like: "WF_vars(Enact(...) \/
// Rest(...))".
std::string WithoutParameters(const std::string& name) {
  std::string result;
  int depth = 0;
  for (const char c : name) {
    if (c == ')') --depth;
    if (depth < 2) result += c;
    if (c == '(' && ++depth == 2) result += "...";
  }
  return result;
}

void Add(std::string name, std::vector<std::string>* names) {
  if (std::find(names->begin(), names->end(), name) == names->end())
    names->push_back(std::move(name));
}

// The fairness conditions that an assumption comes down to, through conjunctions (\A e :
// WF_vars(Enact(e))); each once. False: it is something else.
bool CollectFairness(const LivenessProblem& problem, FormulaId id,
                     std::vector<std::string>* names) {
  const Formula& formula = problem[id];
  if (formula.kind == Formula::Kind::kWeakFairness ||
      formula.kind == Formula::Kind::kStrongFairness) {
    Add(problem.fairness[formula.predicate].name, names);
    return true;
  }
  return formula.kind == Formula::Kind::kAnd &&
         std::all_of(formula.operands.begin(), formula.operands.end(),
                     [&](FormulaId operand) { return CollectFairness(problem, operand, names); });
}

std::string FairnessName(const LivenessProblem& problem, FormulaId id) {
  std::vector<std::string> names;
  if (!CollectFairness(problem, id, &names)) return "";
  if (names.size() == 1) return names[0];
  std::vector<std::string> kinds;
  for (const std::string& name : names) Add(WithoutParameters(name), &kinds);
  return kinds.size() <= kMostKinds ? absl::StrJoin(kinds, " /\\ ") : "";
}

std::string NameOf(const LivenessProblem& problem, uint32_t assumption) {
  const std::string name = FairnessName(problem, problem.assumptions[assumption]);
  return name.empty() ? absl::StrCat("fairness conjunct ", assumption + 1) : name;
}

}  // namespace

std::vector<std::string> PromisesOf(const LivenessProblem& problem) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < problem.assumptions.size(); ++i) Add(NameOf(problem, i), &names);
  return names;
}

std::vector<uint32_t> PromisesNamed(const LivenessProblem& problem, const std::string& name) {
  std::vector<uint32_t> found;
  for (uint32_t i = 0; i < problem.assumptions.size(); ++i) {
    if (NameOf(problem, i) == name) found.push_back(i);
  }
  return found;
}

}  // namespace checker::runs

// For each step of the trace, from s to t: forbid every step from s to t, keep the behaviour up to
// s, and see whether the property can still be violated from there. If not, the step was essential.
//
// The point of no return, for a temporal property, is the last state of the trace from which some
// fair behaviour still keeps it: found by judging the property's negation on the behaviours that
// begin like the trace. For what a state or step violates, promises are left out of account: it is
// the last state from which some schedule keeps the property as long as it likes. Such a schedule
// may not stand still while a step is possible, or every state but the last would do. The states
// beyond are those all of whose steps violate the property or lead to such states, and there is at
// least one step: a least fixed point.
//
// Works on the whole graph of the one design, with states as they are: neither a VIEW nor SYMMETRY
// makes one of several. So only up to a size.

#include "checker/runs/cause_blame.h"

#include <algorithm>
#include <bit>

#include "absl/strings/str_cat.h"
#include "checker/causes/design_search.h"
#include "checker/exploration/process_usage.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"
#include "checker/runs/design_run.h"

namespace checker::runs {
namespace {

using causes::DesignGraph;
using causes::DesignState;
using causes::DesignStep;
using causes::Judgements;
using liveness::BehaviourGraph;
using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;
using model::transitions::SystemInfo;
using reports::CountText;

constexpr uint64_t kMostStates = 1'000'000;  // some 300 bytes each
// States judged for a temporal property, the whole graph once for each step: half a minute.
constexpr uint64_t kMostJudged = 30'000'000;
constexpr uint32_t kAbsent = 0xffffffffu;

struct Edge {
  uint32_t from = kAbsent, to = kAbsent;
};

class Blamer {
 public:
  Blamer(const Design& design, const DesignGraph& graph, const results::Trace& trace,
         const liveness::LivenessOptions& options)
      : info_(design.system().info()),
        graph_(graph),
        trace_(trace),
        options_(options),
        explorer_(design.system().NewExplorer()) {}

  // False: the trace is no path of the graph.
  bool Locate() {
    for (uint32_t s = 0; s < graph_.states.size() && path_.empty(); ++s) {
      if (graph_.states[s].initial != causes::kNoSets && Is(s, 0)) path_.push_back(s);
    }
    if (path_.empty()) return false;
    for (size_t n = 1; n < trace_.states.size(); ++n) {
      uint32_t next = kAbsent;
      ForEachStep(path_.back(), [&](const DesignStep& step) {
        if (next == kAbsent && step.inside && Is(step.target, n)) next = step.target;
      });
      if (next == kAbsent) return false;
      path_.push_back(next);
    }
    return true;
  }

  // nullopt: interrupted.
  std::optional<results::Blame> Run(bool temporal, const std::string& property) {
    results::Blame blame;
    if (temporal) MakeProblems(property);
    for (size_t i = 0; i + 1 < path_.size(); ++i) {
      if (options_.interruption.due()) return std::nullopt;
      const Edge forbidden{path_[i], path_[i + 1]};
      const bool violated =
          temporal ? IsViolated(problem_, i, forbidden) : ReachesViolation(forbidden);
      AddStep(i + 2, trace_.states[i + 1].action, !violated, &blame);
    }
    if (temporal && !trace_.stuttering && trace_.loop_start) {
      const Edge back{path_.back(), path_[*trace_.loop_start - 1]};
      AddStep(*trace_.loop_start, trace_.loop_action, !IsViolated(problem_, path_.size() - 1, back),
              &blame);
    }
    blame.point_of_no_return = temporal ? LastStateWithHope() : LastStateWithWayOut();
    if (options_.interruption.due()) return std::nullopt;
    return blame;
  }

 private:
  bool Is(uint32_t state, size_t n) {
    return explorer_->Variables(graph_.BytesOf(graph_.states[state])) == trace_.states[n].variables;
  }

  template <typename Visit>
  void ForEachStep(uint32_t state, Visit visit) const {
    for (const auto& expansion : graph_.states[state].expansions) {
      for (const DesignStep& step : expansion.steps) visit(step);
    }
  }

  static void AddStep(size_t into, const std::optional<model::transitions::ActionInfo>& action,
                      bool essential, results::Blame* blame) {
    blame->steps.push_back(
        {static_cast<uint32_t>(into), action ? reports::CallText(*action) : "", essential});
  }

  static bool IsBad(const Judgements& judgements) {
    return std::any_of(judgements.parts.begin(), judgements.parts.end(),
                       [](const auto& part) { return part.violated != 0; });
  }

  bool ReachesViolation(const Edge& forbidden) const {
    std::vector<bool> seen(graph_.states.size(), false);
    std::vector<uint32_t> open = {forbidden.from};
    seen[forbidden.from] = true;
    while (!open.empty()) {
      const uint32_t state = open.back();
      open.pop_back();
      bool bad = false, moves = false;
      ForEachStep(state, [&](const DesignStep& step) {
        if (step.inside && state == forbidden.from && step.target == forbidden.to) {
          moves = true;  // a step that is forbidden makes no deadlock
          return;
        }
        moves = true;
        bad |= Violates(step);
        if (step.inside && !seen[step.target]) {
          seen[step.target] = true;
          open.push_back(step.target);
        }
      });
      if (bad || IsDeadlock(state, moves ? 1 : 0)) return true;
    }
    return false;
  }

  // Whether the step is a violation by itself.
  bool Violates(const DesignStep& step) const {
    return IsBad(step.inside ? graph_.states[step.target].judgements
                             : graph_.outside[step.target]) ||
           IsBad(graph_.step_judgements[step.judgements]);
  }
  bool IsDeadlock(uint32_t state, size_t steps) const {
    return steps == 0 && !graph_.states[state].expansions.empty() && info_.properties.empty();
  }

  // For each state, whether every schedule ends in a violation.
  std::vector<bool> Doomed() const {
    const size_t states = graph_.states.size();
    std::vector<std::vector<uint32_t>> before(states);
    std::vector<uint32_t> ways_out(states, 0), open;
    std::vector<bool> doomed(states, false);
    for (uint32_t s = 0; s < states; ++s) {
      size_t steps = 0;
      bool moves = false;
      ForEachStep(s, [&](const DesignStep& step) {
        ++steps;
        if (step.inside && step.target == s && !Violates(step)) return;  // that is standing still
        moves = true;
        if (Violates(step)) return;
        ++ways_out[s];
        if (step.inside) before[step.target].push_back(s);
      });
      if (ways_out[s] == 0 && (moves || IsDeadlock(s, steps))) open.push_back(s);
    }
    for (uint32_t s : open) doomed[s] = true;
    while (!open.empty()) {
      const uint32_t state = open.back();
      open.pop_back();
      for (uint32_t earlier : before[state]) {
        if (--ways_out[earlier] > 0 || doomed[earlier]) continue;
        doomed[earlier] = true;
        open.push_back(earlier);
      }
    }
    return doomed;
  }

  std::optional<uint32_t> LastStateWithWayOut() const {
    const std::vector<bool> doomed = Doomed();
    // The last state violates, or has just been left by a step that does.
    const bool deadlock = info_.properties.empty();
    for (size_t i = deadlock ? path_.size() : path_.size() - 1; i-- > 0;) {
      if (!doomed[path_[i]]) return static_cast<uint32_t>(i + 1);
    }
    return std::nullopt;
  }

  void MakeProblems(const std::string& property) {
    problem_ = *info_.liveness;
    std::erase_if(problem_.properties, [&](const auto& entry) {
      const auto& described = info_.properties[entry.property];
      return (described.root_name.empty() ? described.name : described.root_name) != property;
    });
    negated_ = problem_;
    Formula all{Formula::Kind::kAnd, 0, {}};
    for (const auto& entry : problem_.properties) all.operands.push_back(entry.formula);
    negated_.formulas.push_back(all);
    negated_.formulas.push_back(
        {Formula::Kind::kNot, 0, {FormulaId(negated_.formulas.size() - 1)}});
    negated_.properties.resize(1);
    negated_.properties[0].formula = FormulaId(negated_.formulas.size() - 1);
  }

  const std::vector<uint64_t>& StateLabels(uint32_t s) const {
    return graph_.label_sets[graph_.states[s].judgements.parts.at(0).labels];
  }
  const std::vector<uint64_t>& StutterLabels(uint32_t s) const {
    return graph_.label_sets[graph_.states[s].judgements.parts.at(0).stutter];
  }

  // All behaviours that begin like the trace up to its state `last` (from 0), without `forbidden`
  // from there on; judged by `problem`. Unsettled counts as violated: nothing is claimed then.
  bool IsViolated(const LivenessProblem& problem, size_t last, const Edge& forbidden) const {
    BehaviourGraph graph((problem.state_predicates.size() + 63) / 64,
                         (problem.step_predicates.size() + 63) / 64);
    // The states before `last` as a chain of their own; then what is reachable from it.
    for (size_t i = 0; i < last; ++i)
      graph.AddState(i == 0, StateLabels(path_[i]), StutterLabels(path_[i]));
    std::vector<uint32_t> number(graph_.states.size(), kAbsent);
    std::vector<uint32_t> origin = {path_[last]};
    number[path_[last]] = static_cast<uint32_t>(last);
    for (size_t k = 0; k < origin.size(); ++k) {
      graph.AddState(last == 0 && k == 0, StateLabels(origin[k]), StutterLabels(origin[k]));
      ForEachStep(origin[k], [&](const DesignStep& step) {
        if (!step.inside || number[step.target] != kAbsent ||
            IsForbidden(forbidden, origin[k], step))
          return;
        number[step.target] = static_cast<uint32_t>(last + origin.size());
        origin.push_back(step.target);
      });
    }
    std::vector<BehaviourGraph::NewStep> steps;
    auto labels = [&](const DesignStep& step) -> const std::vector<uint64_t>& {
      const Judgements& judgements = graph_.step_judgements[step.judgements];
      return graph_.label_sets[judgements.parts.empty() ? 0 : judgements.parts[0].labels];
    };
    for (size_t i = 0; i < last; ++i) {
      steps.clear();
      uint32_t ordinal = 0;
      ForEachStep(path_[i], [&](const DesignStep& step) {
        if (step.inside && step.target == path_[i + 1])
          steps.push_back({static_cast<uint32_t>(i + 1), ordinal++, labels(step)});
      });
      graph.AddSteps(static_cast<uint32_t>(i), steps);
    }
    for (size_t k = 0; k < origin.size(); ++k) {
      steps.clear();
      uint32_t ordinal = 0;
      ForEachStep(origin[k], [&](const DesignStep& step) {
        if (step.inside && !IsForbidden(forbidden, origin[k], step))
          steps.push_back({number[step.target], ordinal++, labels(step)});
      });
      graph.AddSteps(static_cast<uint32_t>(last + k), steps);
    }
    const liveness::LivenessOutcome outcome = liveness::CheckLiveness(graph, problem, options_);
    return std::any_of(outcome.properties.begin(), outcome.properties.end(),
                       [](const liveness::PropertyOutcome& p) {
                         return p.verdict != results::Verdict::kPass &&
                                p.verdict != results::Verdict::kVacuous;
                       });
  }

  static bool IsForbidden(const Edge& forbidden, uint32_t from, const DesignStep& step) {
    return from == forbidden.from && step.target == forbidden.to;
  }

  // From `hope` on backwards there is hope everywhere, so halving finds the last one.
  std::optional<uint32_t> LastStateWithHope() const {
    size_t low = 0, high = path_.size();  // hope at low - 1, none at high
    while (low < high) {
      const size_t middle = (low + high) / 2;
      if (IsViolated(negated_, middle, {})) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) return std::nullopt;
    return static_cast<uint32_t>(low);  // 1-based number of state low - 1
  }

  const model::transitions::SystemInfo& info_;
  const DesignGraph& graph_;
  const results::Trace& trace_;
  const liveness::LivenessOptions& options_;
  const std::unique_ptr<model::transitions::Explorer> explorer_;
  std::vector<uint32_t> path_;
  LivenessProblem problem_, negated_;
};

// Searches the one design; why not, if it can't be.
std::string SearchDesign(const SystemInfo& info, bool temporal, size_t trace_steps,
                         causes::DesignSearch* search, const liveness::LivenessOptions& options) {
  if (info.needs_single_worker)
    return "the specification keeps state of its own, and its steps depend on more than the state";
  if (temporal && !info.liveness) return "the property is none of the design without it";
  if (!search->Run().complete) {
    if (options.interruption.due()) return "a limit or a signal ended it";
    return search->graph().states.size() >= kMostStates
               ? absl::StrCat("the design has more than ", CountText(kMostStates), " states")
               : "it would take more memory than the limit allows";
  }
  const uint64_t states = search->graph().states.size();
  if (temporal && states * (trace_steps + std::bit_width(trace_steps)) > kMostJudged) {
    return absl::StrCat("the design has ", CountText(states),
                        " states, too many to be judged once for each step");
  }
  return "";
}

}  // namespace

void BlameAlongTrace(const Inquiry& inquiry, results::CauseAnalysis* analysis) {
  const results::Trace& trace = PlainTrace(*analysis);
  if (trace.states.size() < 2) return;  // nobody has moved
  const std::unique_ptr<Design> design = MakeDesign(
      inquiry, inquiry.line_up->actual, analysis->property, StatesOf::kWithoutAliasAndView);
  if (design == nullptr) return;
  const liveness::LivenessOptions options = inquiry.LivenessLimits();
  const SystemInfo& info = design->system().info();
  const uint64_t most_bytes = inquiry.check->limits.max_memory_bytes;
  causes::FamilyPool pool(0);
  causes::DesignSearchOptions search_options;
  for (size_t i = 0; i < info.properties.size(); ++i) search_options.property_of.push_back(0);
  if (analysis->property == kDeadlockName) search_options.deadlock = 0;
  search_options.keep_everything = true;
  search_options.max_states = kMostStates;
  search_options.interrupt = [&](const auto&) {
    return options.interruption.due() ||
           (most_bytes != 0 && exploration::PeakMemoryBytes() > most_bytes);
  };
  causes::DesignSearch search(design->system(), &pool, std::move(search_options),
                              {causes::kNoSets});
  const bool temporal = analysis->violation->kind == results::PropertyResultKind::kTemporal;
  analysis->blame_left_out = SearchDesign(info, temporal, trace.states.size(), &search, options);
  if (!analysis->blame_left_out.empty()) return;
  Blamer blamer(*design, search.graph(), trace, options);
  if (!blamer.Locate()) {
    analysis->blame_left_out =
        "its trace is a behavior only as far as the VIEW can tell states apart";
    return;
  }
  analysis->blame = blamer.Run(temporal, analysis->property);
  if (!analysis->blame) analysis->blame_left_out = "a limit or a signal ended it";
}

}  // namespace checker::runs

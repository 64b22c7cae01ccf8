#include "checker/runs/judge_liveness.h"

#include <algorithm>
#include <thread>

#include "absl/strings/str_cat.h"
#include "checker/liveness/explain_lasso.h"
#include "checker/liveness/finite_violation.h"
#include "checker/liveness/growth_schedule.h"

namespace checker::runs {

using exploration::BehaviourSink;
using exploration::PathStep;
using exploration::StateIndex;
using liveness::LivenessOutcome;
using liveness::PropertyOutcome;
using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;
using results::Verdict;

namespace {

// Bounds on the time for judging what a search that was cut short has explored.
constexpr std::chrono::seconds kLeastTime(1);
constexpr std::chrono::seconds kMostTime(60);
constexpr uint64_t kTimesTheUsualBudget = 256;  // half a minute, where it is used up

size_t Words(size_t predicates) { return (predicates + 63) / 64; }

// True if the formula (negated: its negation) can only be violated by a finite prefix: no
// eventuality, no fairness. TLC finds such violations while the graph grows and ends with the
// status of an invariant.
bool IsSafety(const LivenessProblem& problem, FormulaId id, bool negated) {
  const Formula& f = problem[id];
  auto all = [&](bool flip) {
    return std::all_of(f.operands.begin(), f.operands.end(), [&](FormulaId operand) {
      return IsSafety(problem, operand, negated != flip);
    });
  };
  switch (f.kind) {
    case Formula::Kind::kTrue:
    case Formula::Kind::kFalse:
    case Formula::Kind::kState: return true;
    case Formula::Kind::kStep: return false;
    case Formula::Kind::kNot: return all(true);
    case Formula::Kind::kAnd:
    case Formula::Kind::kOr: return all(false);
    case Formula::Kind::kImplies:
      return IsSafety(problem, f.operands[0], !negated) &&
             IsSafety(problem, f.operands[1], negated);
    case Formula::Kind::kAlways: return !negated && all(false);
    case Formula::Kind::kEventually: return negated && all(false);
    default: return false;
  }
}

}  // namespace

class LivenessJudge::Recorder : public BehaviourSink {
 public:
  Recorder(const LivenessProblem& problem, liveness::LivenessOptions options, bool looks_early)
      : problem_(problem),
        options_(std::move(options)),
        looks_early_(looks_early),
        graph_(Words(problem.state_predicates.size()), Words(problem.step_predicates.size())) {}

  bool WantsLabels() const override { return true; }
  void OnState(const State& state) override { graph_.AddState(state.initial); }
  void OnSteps(StateIndex from, const Labels& labels, std::span<const Step> steps) override {
    graph_.Label(static_cast<liveness::StateIndex>(from), labels.state, labels.stutter);
    graph_.BeginSteps(static_cast<liveness::StateIndex>(from));
    for (const Step& step : steps) {
      graph_.AddStep({static_cast<liveness::StateIndex>(step.to), step.ordinal, step.labels});
    }
    graph_.EndSteps();
  }
  uint64_t NextPause() override { return looks_early_ ? schedule_.next() : kNoPause; }
  bool GoesOn() override {
    schedule_.Advance();
    LivenessOutcome outcome = liveness::CheckLiveness(graph_, problem_, options_);
    if (!outcome.has_violation()) return true;
    violated_early_ = std::move(outcome);
    return false;
  }

  const liveness::BehaviourGraph& graph() const { return graph_; }
  LivenessOutcome Judge(const liveness::Interruption& interruption) {
    if (violated_early_) return *std::move(violated_early_);
    options_.interruption = interruption;
    return liveness::CheckLiveness(graph_, problem_, options_);
  }

 private:
  const LivenessProblem& problem_;
  liveness::LivenessOptions options_;
  const bool looks_early_;
  liveness::BehaviourGraph graph_;
  liveness::GrowthSchedule schedule_;
  std::optional<LivenessOutcome> violated_early_;
};

LivenessJudge::LivenessJudge(const model::transitions::TransitionSystem& system,
                             const CheckOptions& options,
                             const exploration::SearchOptions& search_options,
                             exploration::SearchObserver* observer, RunListener* listener,
                             Effort effort)
    : info_(system.info()),
      options_(options),
      search_options_(search_options),
      observer_(observer),
      listener_(listener),
      effort_(effort) {
  if (!info_.liveness || info_.liveness->properties.empty()) return;
  if (info_.uses_symmetry) without_symmetry_ = std::make_unique<SystemWithoutSymmetry>(system);
  if (options.limits.max_time_ms != 0) {
    limit_ = start_ + std::chrono::milliseconds(options.limits.max_time_ms);
  }
  judging_.workers =
      options.workers != 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  judging_.interruption = {options.stop, limit_};
  if (effort == Effort::kShortest) judging_.shortest_budget *= kTimesTheUsualBudget;
  liveness::LivenessOptions judging = judging_;
  if (JudgesClasses()) judging.shortest_budget = 0;  // no trace is made of these lassos
  recorder_ = std::make_unique<Recorder>(*info_.liveness, judging, LooksEarly());
}

LivenessJudge::~LivenessJudge() = default;

BehaviourSink* LivenessJudge::sink() {
  return without_symmetry_ == nullptr || JudgesClasses() ? recorder_.get() : nullptr;
}

const std::string& LivenessJudge::NameOf(uint32_t index) const {
  return info_.properties[info_.liveness->properties[index].property].name;
}

void LivenessJudge::WarnOfReductions(results::Result* result) const {
  auto warn = [&](const char* name, std::string message) {
    result->diagnostics.push_back({name, "warning", std::move(message), "", {}, {}, {}});
  };
  if (info_.has_constraints) {
    warn("LivenessUnderConstraint",
         "behaviors that leave the CONSTRAINT were not judged: temporal properties hold of those "
         "that stay inside");
  }
  if (info_.uses_view) {
    warn("LivenessUnderView",
         "states with the same VIEW were taken for one: temporal properties were judged on the "
         "merged graph");
  }
}

// The steps that don't stutter. Under a VIEW the states on the way may be others than those of the
// graph, with the same VIEW; then they must at least be labelled alike.
std::vector<PathStep> LivenessJudge::StepsOf(const std::vector<liveness::LassoStep>& part) const {
  const liveness::BehaviourGraph& graph = recorder_->graph();
  std::vector<PathStep> steps;
  for (const liveness::LassoStep& each : part) {
    if (each.stutters()) continue;
    PathStep& step = steps.emplace_back(PathStep{StateIndex(each.step.to), each.step.ordinal});
    if (!info_.uses_view) continue;
    step.step_labels = graph.step_classes()[each.step.step_class];
    step.target_labels = graph.StateLabels(each.step.to);
  }
  return steps;
}

// Under a VIEW a path of the graph need not be one of the model: each of its steps is one from some
// state with the same VIEW.
void LivenessJudge::DropViolation(const std::string& property, results::Result* result) const {
  for (results::PropertyResult& entry : result->properties) {
    if (entry.kind != results::PropertyResultKind::kTemporal || entry.name != property) continue;
    entry.verdict = Verdict::kIncomplete;
    entry.note = "violated on states merged by the VIEW, by no behavior that was found";
  }
  if (result->verdict != Verdict::kPass) return;
  result->verdict = Verdict::kIncomplete;
  result->exit_status = results::exit_status::kIncomplete;
  result->reason = absl::StrCat(property, " is violated on the states that the VIEW has merged, ",
                                "and no behavior that does it was found");
}

void LivenessJudge::AddViolation(exploration::BreadthFirstSearch& search, uint32_t index,
                                 const liveness::LivenessViolation& found,
                                 results::Result* result) {
  const LivenessProblem& problem = *info_.liveness;
  const auto& property = info_.properties[problem.properties[index].property];
  results::Violation violation;
  violation.kind = results::PropertyResultKind::kTemporal;
  violation.name = property.name;
  violation.location = property.location;
  violation.explanation = found.explanation;
  for (uint32_t other : found.also_violated) {
    const std::string& name = info_.properties[problem.properties[other].property].name;
    std::vector<std::string>& names = violation.also_violated;
    if (name != violation.name && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  const bool safety =
      problem.assumptions.empty() && IsSafety(problem, problem.properties[index].formula, false);
  liveness::Lasso lasso = found.lasso;
  if (safety) {
    const FormulaId formula = problem.properties[index].formula;
    const liveness::BehaviourGraph& graph = recorder_->graph();
    lasso = liveness::FiniteViolation(graph, problem, formula, lasso);
    violation.explanation = liveness::ExplainViolation(graph, problem, formula, lasso);
  }
  bool closes = true;
  auto trace = search.ReplayLasso(StateIndex(lasso.first()), StepsOf(lasso.prefix),
                                  StepsOf(lasso.cycle), &closes);
  if (!trace && info_.uses_view) return DropViolation(property.name, result);
  if (trace) {
    violation.trace = *std::move(trace);
    violation.trace.fairness_notes = found.fairness_notes;
    violation.trace.shortest =
        found.shortest && !info_.uses_view && lasso.size() <= found.lasso.size();
    if (!closes) {
      violation.explanation.push_back(absl::StrCat("the step back to state ",
                                                   *violation.trace.loop_start,
                                                   " leads to another state with the same VIEW"));
    }
    if (safety) {
      violation.trace.loop_start.reset();
      violation.trace.loop_action.reset();
      violation.trace.stuttering = false;
    }
  }
  result->violations.push_back(std::move(violation));
  if (result->verdict == Verdict::kFail) return;
  result->verdict = Verdict::kFail;
  result->exit_status = safety ? results::exit_status::kInvariant : results::exit_status::kTemporal;
  result->reason.clear();
}

// After a limit or a signal the user waits for an answer: not for long, and longer if the search
// was long.
liveness::Interruption LivenessJudge::TimeLeft() const {
  const Clock::time_point now = Clock::now();
  const Clock::time_point soon =
      now + std::clamp<Clock::duration>((now - start_) / 4, kLeastTime, kMostTime);
  const bool stopped = options_.stop != nullptr && options_.stop->requested();
  liveness::Interruption interruption;
  if (!stopped) interruption.stop = options_.stop;
  if (stopped) {
    interruption.deadline = soon;
  } else if (limit_) {
    interruption.deadline = std::max(*limit_, soon);
  }
  return interruption;
}

void LivenessJudge::Judge(exploration::BreadthFirstSearch& search, results::Result* result) {
  if (result->verdict == Verdict::kError) return;
  if (result->verdict == Verdict::kFail && !options_.continue_after_violation) return;
  if (result->statistics.initial_states == 0) return;
  if (without_symmetry_ != nullptr && !JudgesClasses()) {
    return ExploreWithoutSymmetry(
        absl::StrCat("because ", info_.asymmetry,
                     " may tell permuted values apart, temporal properties were judged"),
        result);
  }
  if (listener_ != nullptr) listener_->OnPhase("judging temporal properties");
  const LivenessOutcome outcome = recorder_->Judge(TimeLeft());
  if (JudgesClasses() && outcome.has_violation()) {
    return ExploreWithoutSymmetry("the counterexample was looked for", result);
  }
  Report(outcome, search, result);
}

// The counts of the run stay those of the search.
void LivenessJudge::ExploreWithoutSymmetry(const std::string& what, results::Result* result) {
  recorder_ = std::make_unique<Recorder>(*info_.liveness, judging_, LooksEarly());
  const liveness::Interruption interruption = TimeLeft();
  search_options_.judge_properties = false;
  search_options_.check_deadlock = false;
  search_options_.assumptions = 1;  // so that exploring alone is no vacuous check
  if (interruption.deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*interruption.deadline -
                                                                            Clock::now());
    search_options_.max_time_ms = static_cast<uint64_t>(std::max<int64_t>(1, left.count()));
  }
  if (interruption.stop == nullptr) search_options_.stop = nullptr;
  if (listener_ != nullptr) listener_->OnPhase("exploring without symmetry");
  exploration::BreadthFirstSearch search(*without_symmetry_, search_options_, observer_,
                                         recorder_.get());
  results::Result found = search.Run();
  result->diagnostics.push_back(
      {"LivenessWithoutSymmetry",
       "note",
       absl::StrCat(what, " without SYMMETRY, on ", found.statistics.distinct_states, " states"),
       "",
       {},
       {},
       {}});
  if (found.verdict == Verdict::kError || found.verdict == Verdict::kFail) {
    result->verdict = found.verdict;
    result->exit_status = found.exit_status;
    result->violations = std::move(found.violations);
    return;
  }
  if (found.verdict == Verdict::kIncomplete && result->verdict == Verdict::kPass) {
    result->verdict = Verdict::kIncomplete;
    result->exit_status = results::exit_status::kIncomplete;
    result->reason = absl::StrCat("without SYMMETRY, ", found.reason);
  }
  Report(recorder_->Judge(TimeLeft()), search, result);
}

void LivenessJudge::ReportProperty(uint32_t index, const PropertyOutcome& outcome,
                                   results::Result* result) const {
  const std::string& name = NameOf(index);
  const bool unfair = outcome.reason == PropertyOutcome::Reason::kNoFairBehaviour;
  const std::string note = unfair && info_.has_constraints
                               ? "no behavior that stays inside the CONSTRAINT is fair"
                               : outcome.note;
  for (results::PropertyResult& entry : result->properties) {
    if (entry.kind != results::PropertyResultKind::kTemporal || entry.name != name) continue;
    if (entry.verdict != Verdict::kFail) {
      entry.verdict = outcome.verdict;
      entry.note = note;
    }
  }
  if (outcome.verdict == Verdict::kError) {
    result->verdict = Verdict::kError;
    result->exit_status = results::exit_status::kTemporalError;
    result->diagnostics.push_back({"UnconfirmedLasso", "error", outcome.note, "", {}, {}, {}});
  }
  if (outcome.verdict == Verdict::kVacuous) {
    result->diagnostics.push_back(
        {"VacuousTemporalProperty", "warning", absl::StrCat(name, ": ", note), "", {}, {}, {}});
  }
}

// Where a CONSTRAINT leaves no fair behaviour, there may be some outside of it.
bool LivenessJudge::ProvesNothing(const PropertyOutcome& outcome) const {
  using Reason = PropertyOutcome::Reason;
  return outcome.reason == Reason::kTautology ||
         (outcome.reason == Reason::kNoFairBehaviour && !info_.has_constraints);
}

void LivenessJudge::Report(const LivenessOutcome& outcome, exploration::BreadthFirstSearch& search,
                           results::Result* result) {
  bool open = false;
  std::string vacuous;
  std::vector<bool> told(outcome.properties.size(), false);
  for (uint32_t i = 0; i < outcome.properties.size(); ++i) {
    const PropertyOutcome& property = outcome.properties[i];
    ReportProperty(i, property, result);
    open |= property.verdict == Verdict::kIncomplete;
    if (vacuous.empty() && ProvesNothing(property)) {
      vacuous = absl::StrCat(NameOf(i), ": ", property.note);
    }
    if (!property.violation || told[i]) continue;
    for (uint32_t other : property.violation->also_violated) told[other] = true;
    if (result->violations.empty() || options_.continue_after_violation) {
      AddViolation(search, i, *property.violation, result);
    }
  }
  if (outcome.has_violation() || result->verdict != Verdict::kPass) return;
  if (open) {
    result->verdict = Verdict::kIncomplete;
    result->exit_status = results::exit_status::kIncomplete;
    result->reason = "a temporal property could not be judged to the end";
  } else if (!vacuous.empty()) {
    result->verdict = Verdict::kVacuous;
    result->exit_status = results::exit_status::kVacuous;
    result->reason = std::move(vacuous);
  } else {
    WarnOfReductions(result);
  }
}

}  // namespace checker::runs

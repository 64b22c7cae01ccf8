#include "checker/runs/judge_liveness.h"

#include <algorithm>
#include <thread>

#include "absl/strings/str_cat.h"

namespace checker::runs {

using exploration::BehaviourSink;
using exploration::PathStep;
using exploration::StateIndex;
using liveness::PropertyOutcome;
using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;
using results::Verdict;

namespace {

size_t Words(size_t predicates) { return (predicates + 63) / 64; }

// True if the formula (negated: its negation) can only be violated by a finite prefix: no eventuality, no fairness. TLC finds
// such violations while the graph grows and ends with the status of an invariant.
bool IsSafety(const LivenessProblem& problem, FormulaId id, bool negated) {
  const Formula& f = problem[id];
  auto all = [&](bool flip) {
    return std::all_of(f.operands.begin(), f.operands.end(),
                       [&](FormulaId operand) { return IsSafety(problem, operand, negated != flip); });
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
      return IsSafety(problem, f.operands[0], !negated) && IsSafety(problem, f.operands[1], negated);
    case Formula::Kind::kAlways: return !negated && all(false);
    case Formula::Kind::kEventually: return negated && all(false);
    default: return false;
  }
}

}  // namespace

class LivenessJudge::Recorder : public BehaviourSink {
 public:
  explicit Recorder(const LivenessProblem& problem)
      : graph(Words(problem.state_predicates.size()), Words(problem.step_predicates.size())) {}
  bool WantsLabels() const override { return true; }
  void OnState(const State& state) override { graph.AddState(state.initial, state.labels, state.stutter_labels); }
  void OnSteps(exploration::StateIndex from, std::span<const Step> steps) override {
    new_steps_.clear();
    for (const Step& step : steps) {
      new_steps_.push_back({static_cast<liveness::StateIndex>(step.to), step.ordinal, step.labels});
    }
    graph.AddSteps(static_cast<liveness::StateIndex>(from), new_steps_);
  }

  liveness::BehaviourGraph graph;

 private:
  std::vector<liveness::BehaviourGraph::NewStep> new_steps_;
};

LivenessJudge::LivenessJudge(const model::transitions::TransitionSystem& system, const CheckOptions& options,
                             RunListener* listener)
    : info_(system.info()), options_(options), listener_(listener) {
  if (info_.liveness && !info_.liveness->properties.empty()) recorder_ = std::make_unique<Recorder>(*info_.liveness);
}

LivenessJudge::~LivenessJudge() = default;

BehaviourSink* LivenessJudge::sink() { return recorder_.get(); }

void LivenessJudge::WarnOfReductions(results::Result* result) const {
  auto warn = [&](const char* name, std::string message) {
    result->diagnostics.push_back({name, "warning", std::move(message), "", {}, {}, {}});
  };
  if (info_.has_constraints) {
    warn("LivenessUnderConstraint",
         "behaviours that leave the CONSTRAINT were not judged: temporal properties hold of those that stay inside");
  }
  if (info_.uses_view) {
    warn("LivenessUnderView", "states with the same VIEW were taken for one: temporal properties were judged on the merged graph");
  }
}

void LivenessJudge::AddViolation(exploration::BreadthFirstSearch& search, uint32_t index,
                                 const liveness::LivenessViolation& found, results::Result* result) {
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
    if (name != violation.name && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  const bool safety = problem.assumptions.empty() && IsSafety(problem, problem.properties[index].formula, false);
  std::vector<PathStep> stem, loop;
  for (const liveness::LassoStep& step : found.lasso.prefix) {
    if (!step.stutters()) stem.push_back({StateIndex(step.step.to), step.step.ordinal});
  }
  for (const liveness::LassoStep& step : found.lasso.cycle) {
    if (!step.stutters()) loop.push_back({StateIndex(step.step.to), step.step.ordinal});
  }
  if (auto trace = search.ReplayLasso(StateIndex(found.lasso.first()), stem, loop)) {
    violation.trace = *std::move(trace);
    violation.trace.fairness_notes = found.fairness_notes;
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

void LivenessJudge::Judge(exploration::BreadthFirstSearch& search, results::Result* result) {
  if (result->verdict == Verdict::kError || (result->verdict == Verdict::kFail && !options_.continue_after_violation)) return;
  if (result->statistics.initial_states == 0) return;
  if (listener_ != nullptr) listener_->OnPhase("judging temporal properties");
  const LivenessProblem& problem = *info_.liveness;
  liveness::LivenessOptions options;
  options.workers = options_.workers != 0 ? options_.workers : std::max(1u, std::thread::hardware_concurrency());
  options.interruption.stop = options_.stop;
  const liveness::LivenessOutcome outcome = liveness::CheckLiveness(recorder_->graph, problem, options);

  bool open = false;
  bool violated = false;
  std::vector<bool> reported(outcome.properties.size(), false);
  for (uint32_t i = 0; i < outcome.properties.size(); ++i) {
    const PropertyOutcome& property = outcome.properties[i];
    const std::string& name = info_.properties[problem.properties[i].property].name;
    for (results::PropertyResult& entry : result->properties) {
      if (entry.kind != results::PropertyResultKind::kTemporal || entry.name != name) continue;
      if (entry.verdict != Verdict::kFail) {
        entry.verdict = property.verdict;
        entry.note = property.note;
      }
    }
    open |= property.verdict == Verdict::kIncomplete;
    if (property.verdict == Verdict::kError) {
      result->verdict = Verdict::kError;
      result->exit_status = results::exit_status::kTemporalError;
      result->diagnostics.push_back({"UnconfirmedLasso", "error", property.note, "", {}, {}, {}});
    }
    if (property.verdict == Verdict::kVacuous) {
      result->diagnostics.push_back({"VacuousTemporalProperty", "warning", absl::StrCat(name, ": ", property.note), "", {}, {}, {}});
    }
    if (!property.violation || reported[i]) continue;
    violated = true;
    reported[i] = true;
    for (uint32_t other : property.violation->also_violated) reported[other] = true;
    if (result->violations.empty() || options_.continue_after_violation) AddViolation(search, i, *property.violation, result);
  }
  if (violated || result->verdict != Verdict::kPass) return;
  if (open) {
    result->verdict = Verdict::kIncomplete;
    result->exit_status = results::exit_status::kIncomplete;
    result->reason = "a temporal property could not be judged to the end";
  } else {
    WarnOfReductions(result);
  }
}

}  // namespace checker::runs

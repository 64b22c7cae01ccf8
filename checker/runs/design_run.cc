#include "checker/runs/design_run.h"

#include <algorithm>

#include "checker/exploration/breadth_first_search.h"
#include "checker/runs/cause_promises.h"
#include "checker/runs/judge_liveness.h"
#include "checker/runs/progress_relay.h"
#include "checker/runs/restricted_system.h"

namespace checker::runs {

using causes::Only;
using causes::SuspectSet;
using model::transitions::SystemInfo;
using results::SuspectKind;

namespace {

Restriction RestrictionOf(const Inquiry& inquiry, const SystemInfo& info, SuspectSet set) {
  const LineUp& line_up = *inquiry.line_up;
  Restriction restriction;
  if (!info.switches.empty()) restriction.switches = inquiry.models->SwitchValues(info, set);
  for (uint32_t i = 0; i < line_up.suspects.size(); ++i) {
    const LinedUp& suspect = line_up.suspects[i];
    const bool guilty = (set & Only(i)) != 0;
    if (suspect.shown.kind == SuspectKind::kAction && !guilty)
      restriction.disabled_actions.push_back(suspect.action);
    if (suspect.shown.kind == SuspectKind::kFairness && guilty && info.liveness) {
      const std::vector<uint32_t> withdrawn = PromisesNamed(*info.liveness, suspect.promise);
      restriction.withdrawn_promises.insert(restriction.withdrawn_promises.end(), withdrawn.begin(),
                                            withdrawn.end());
    }
  }
  return restriction;
}

bool ShowsAlias(StatesOf states) {
  return states == StatesOf::kConfiguration || states == StatesOf::kWithoutView;
}
bool UsesView(StatesOf states) {
  return states == StatesOf::kConfiguration || states == StatesOf::kWithoutAlias;
}

}  // namespace

std::unique_ptr<Design> MakeDesign(const Inquiry& inquiry, SuspectSet set,
                                   const std::string& property, StatesOf states) {
  auto design = std::make_unique<Design>();
  design->watch = std::make_unique<EvaluationWatch>(inquiry.Limits(), inquiry.models->interrupt());
  ModelUse use{.ignore_alias = !ShowsAlias(states), .ignore_view = !UsesView(states)};
  if (property != kDeadlockName) use.properties = {property};
  design->model = inquiry.models->Get(set, use);
  if (design->model == nullptr) return nullptr;
  Restriction restriction = RestrictionOf(inquiry, design->model->system->info(), set);
  restriction.judge_properties = property != kDeadlockName;
  if (!restriction.empty()) design->restricted = Restrict(*design->model->system, restriction);
  return design;
}

DesignVerdict RunDesign(const Inquiry& inquiry, const Design& design, const std::string& property,
                        uint64_t levels) {
  exploration::SearchOptions options = inquiry.Limits();
  if (levels != 0 && (options.max_depth == 0 || levels < options.max_depth))
    options.max_depth = levels;
  options.check_deadlock = property == kDeadlockName;
  options.assumptions = 1;  // so that an empty check is no reason to call it vacuous
  options.interrupt = design.watch->interrupt();
  CheckOptions judge_options = *inquiry.check;
  judge_options.continue_after_violation = false;
  judge_options.limits.max_time_ms = options.max_time_ms;
  ProgressRelay relay(inquiry.listener);
  LivenessJudge liveness(
      design.system(), judge_options, options, &relay, nullptr,
      levels == 0 ? LivenessJudge::Effort::kUsual : LivenessJudge::Effort::kShortest);
  exploration::BreadthFirstSearch search(design.system(), options, &relay, liveness.sink());
  results::Result result = search.Run();
  if (liveness.wanted()) liveness.Judge(search, &result);
  DesignVerdict verdict;
  verdict.verdict = result.verdict;
  verdict.reason = result.reason;
  verdict.distinct_states = result.statistics.distinct_states;
  verdict.has_alias = design.system().info().has_alias;
  if (verdict.verdict == results::Verdict::kVacuous) verdict.verdict = results::Verdict::kPass;
  if (!result.violations.empty()) verdict.violation = std::move(result.violations.front());
  if (verdict.violation && verdict.violation->fault) {
    verdict.verdict = results::Verdict::kError;
    verdict.reason = verdict.violation->fault->message;
  }
  return verdict;
}

std::optional<DesignVerdict> JudgeDesign(const Inquiry& inquiry, SuspectSet set,
                                         const std::string& property, StatesOf states) {
  const auto design = MakeDesign(inquiry, set, property, states);
  if (design == nullptr) return std::nullopt;
  DesignVerdict verdict = RunDesign(inquiry, *design, property);
  if (verdict.verdict != results::Verdict::kFail || !verdict.violation ||
      verdict.violation->trace.shortest) {
    return verdict;
  }
  const auto plain =
      MakeDesign(inquiry, set, property,
                 ShowsAlias(states) ? StatesOf::kWithoutView : StatesOf::kWithoutAliasAndView);
  if (plain == nullptr) return verdict;
  DesignVerdict shorter =
      RunDesign(inquiry, *plain, property, verdict.violation->trace.states.size());
  verdict.distinct_states += shorter.distinct_states;
  ++verdict.runs;
  const size_t length = verdict.violation->trace.states.size();
  if (shorter.verdict == results::Verdict::kFail && shorter.violation &&
      (shorter.violation->trace.shortest || shorter.violation->trace.states.size() < length)) {
    verdict.violation = std::move(shorter.violation);
  }
  return verdict;
}

}  // namespace checker::runs

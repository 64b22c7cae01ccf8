#include "checker/runs/design_run.h"

#include <algorithm>
#include <thread>

#include "absl/strings/str_cat.h"
#include "checker/exploration/breadth_first_search.h"
#include "checker/runs/judge_liveness.h"
#include "checker/runs/restricted_system.h"

namespace checker::runs {

using causes::Only;
using causes::SuspectSet;
using model::transitions::ActionInfo;
using model::transitions::Datum;
using model::transitions::Explorer;
using model::transitions::StepBatch;
using results::SuspectKind;

namespace {

using Variables = std::vector<std::pair<std::string, Datum>>;

Restriction RestrictionOf(const LineUp& line_up, SuspectSet set) {
  Restriction restriction;
  for (uint32_t i = 0; i < line_up.suspects.size(); ++i) {
    const LinedUp& suspect = line_up.suspects[i];
    const bool guilty = (set & Only(i)) != 0;
    if (suspect.shown.kind == SuspectKind::kAction && !guilty)
      restriction.disabled_actions.push_back(suspect.action);
    if (suspect.shown.kind == SuspectKind::kFairness && guilty) {
      restriction.withdrawn_promises.insert(restriction.withdrawn_promises.end(),
                                            suspect.promises.begin(), suspect.promises.end());
    }
  }
  return restriction;
}

class ProgressRelay : public exploration::SearchObserver {
 public:
  explicit ProgressRelay(RunListener* listener) : listener_(listener) {}
  void OnProgress(const Progress& progress) override {
    if (listener_ != nullptr) listener_->OnProgress(progress);
  }

 private:
  RunListener* listener_;
};

std::string StepText(const ActionInfo& action) {
  std::string text = action.name;
  for (size_t i = 0; i < action.parameters.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "(" : ", ",
                    model::transitions::ToText(action.parameters[i].second));
  }
  return action.parameters.empty() ? text : text + ")";
}

// The step of the batch whose target has these values.
std::optional<size_t> FindStep(Explorer& explorer, const StepBatch& batch,
                               const Variables& wanted) {
  for (size_t i = 0; i < batch.size(); ++i) {
    if (explorer.Variables(batch.Bytes(i)) == wanted) return i;
  }
  return std::nullopt;
}

void CompareTargets(Explorer& explorer, const model::transitions::SystemInfo& info,
                    const StepBatch& batch, const ActionInfo& action, const Variables& failing,
                    results::Divergence* divergence) {
  for (size_t i = 0; i < batch.size(); ++i) {
    const ActionInfo& other = info.actions[batch[i].action];
    if (other.name != action.name || other.parameters != action.parameters) continue;
    divergence->step_happens = true;
    const Variables fixed = explorer.Variables(batch.Bytes(i));
    for (size_t v = 0; v < fixed.size() && v < failing.size(); ++v) {
      if (fixed[v] != failing[v])
        divergence->differences.push_back({fixed[v].first, failing[v].second, fixed[v].second});
    }
    return;
  }
}

}  // namespace

std::unique_ptr<Design> MakeDesign(LoadedText& text, const LineUp& line_up, SuspectSet set,
                                   const std::string& property) {
  const auto diagnostics = text.diagnostics;
  ModelOptions options;
  options.fingerprint_bits = 64;
  options.lowering = LoweringOf(line_up, set);
  if (property != kDeadlockName) options.lowering.only_properties = {property};
  auto design = std::make_unique<Design>();
  design->model = LoadModel(text, options);
  text.diagnostics = diagnostics;
  if (design->model == nullptr) return nullptr;
  Restriction restriction = RestrictionOf(line_up, set);
  restriction.judge_properties = property != kDeadlockName;
  if (!restriction.judge_properties || !restriction.disabled_actions.empty() ||
      !restriction.withdrawn_promises.empty()) {
    design->restricted = Restrict(*design->model->system, restriction);
  }
  return design;
}

DesignVerdict RunDesign(const Design& design, const std::string& property,
                        const CheckOptions& options,
                        std::optional<std::chrono::steady_clock::time_point> deadline,
                        RunListener* listener) {
  exploration::SearchOptions search_options;
  search_options.workers =
      options.workers != 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  search_options.max_states = options.limits.max_states;
  search_options.max_depth = options.limits.max_depth;
  search_options.max_memory_bytes = options.limits.max_memory_bytes;
  if (deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        *deadline - std::chrono::steady_clock::now());
    search_options.max_time_ms = static_cast<uint64_t>(std::max<int64_t>(1, left.count()));
  }
  search_options.check_deadlock = property == kDeadlockName;
  search_options.stop = options.stop;
  search_options.assumptions = 1;  // so that an empty check is no reason to call it vacuous

  CheckOptions judge_options = options;
  judge_options.continue_after_violation = false;
  ProgressRelay relay(listener);
  LivenessJudge liveness(design.system(), judge_options, nullptr);
  exploration::BreadthFirstSearch search(design.system(), search_options, &relay, liveness.sink());
  results::Result result = search.Run();
  if (liveness.wanted()) liveness.Judge(search, &result);
  DesignVerdict verdict;
  verdict.verdict = result.verdict;
  verdict.reason = result.reason;
  verdict.distinct_states = result.statistics.distinct_states;
  if (verdict.verdict == results::Verdict::kVacuous) verdict.verdict = results::Verdict::kPass;
  if (!result.violations.empty()) verdict.violation = std::move(result.violations.front());
  if (verdict.violation && verdict.violation->fault) {
    verdict.verdict = results::Verdict::kError;
    verdict.reason = verdict.violation->fault->message;
  }
  return verdict;
}

std::optional<results::Divergence> FollowTrace(const Design& design, const results::Trace& trace) {
  const model::transitions::SystemInfo& info = design.system().info();
  if (info.has_alias || trace.states.empty()) return std::nullopt;
  const std::unique_ptr<Explorer> explorer = design.system().NewExplorer();
  StepBatch batch;
  explorer->Initial({}, &batch);
  results::Divergence divergence;
  std::optional<size_t> found = FindStep(*explorer, batch, trace.states[0].variables);
  if (!found) return divergence;
  for (size_t n = 1; n <= trace.states.size(); ++n) {
    divergence.state = static_cast<uint32_t>(n);
    // After the last state: the step back, if the trace is a cycle.
    const bool back = n == trace.states.size();
    if (back && !trace.loop_action) break;
    const ActionInfo* action = back                     ? &*trace.loop_action
                               : trace.states[n].action ? &*trace.states[n].action
                                                        : nullptr;
    if (action == nullptr) break;
    const Variables& target =
        back ? trace.states[*trace.loop_start - 1].variables : trace.states[n].variables;
    const auto bytes = batch.Bytes(*found);
    const std::vector<uint8_t> state(bytes.begin(), bytes.end());
    model::transitions::SearchFigures figures;
    figures.level = n;
    batch.Clear();
    explorer->Expand(figures, state, &batch);
    found = FindStep(*explorer, batch, target);
    if (found) continue;
    divergence.step = StepText(*action);
    CompareTargets(*explorer, info, batch, *action, target, &divergence);
    return divergence;
  }
  divergence.step.clear();
  return divergence;
}

}  // namespace checker::runs

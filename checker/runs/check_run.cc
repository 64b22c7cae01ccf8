#include "checker/runs/check_run.h"

#include <algorithm>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "checker/exploration/breadth_first_search.h"
#include "checker/exploration/random_walk.h"
#include "checker/runs/evaluation_watch.h"
#include "checker/runs/judge_liveness.h"
#include "checker/runs/load.h"
#include "checker/runs/print_stage.h"
#include "checker/runs/progress_relay.h"

namespace checker::runs {
namespace {

using model::transitions::SystemInfo;
using model::transitions::TransitionSystem;
using results::Verdict;

exploration::SearchOptions SearchOptionsOf(const CheckOptions& options) {
  exploration::SearchOptions search;
  search.workers =
      options.workers != 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  search.max_states = options.limits.max_states;
  search.max_depth = options.limits.max_depth;
  search.max_time_ms = options.limits.max_time_ms;
  search.max_memory_bytes = options.limits.max_memory_bytes;
  search.fingerprint_bits = options.fingerprint_bits;
  if (!options.check_deadlock) search.check_deadlock = false;
  search.continue_after_violation = options.continue_after_violation;
  search.stop = options.stop;
  search.walk_depth = options.simulation.depth;
  search.max_walks = options.simulation.traces;
  return search;
}

void Fail(Verdict verdict, int exit_status, results::Result* result) {
  result->verdict = verdict;
  result->exit_status = exit_status;
}

// One more property, with its violation if it has one. False: it has.
bool AddCheck(const TransitionSystem::Check& check, results::PropertyResultKind kind,
              results::Result* result) {
  const bool bad = !check.holds || check.fault.has_value();
  result->properties.push_back(
      {check.name, kind, bad ? Verdict::kFail : Verdict::kPass, check.location, ""});
  if (!bad) return true;
  results::Violation violation;
  violation.kind = kind;
  violation.name = check.name;
  violation.location = check.location;
  violation.explanation = check.explanation;
  violation.fault = check.fault;
  result->violations.push_back(std::move(violation));
  return false;
}

// Evaluates the assumptions; false if one does not hold.
bool CheckAssumptions(const TransitionSystem& system, results::Result* result, size_t* count) {
  for (const TransitionSystem::Check& check : system.CheckAssumptions()) {
    ++*count;
    if (check.fault && check.fault->kind == model::transitions::Fault::Kind::kInterrupted) {
      Fail(Verdict::kIncomplete, results::exit_status::kIncomplete, result);
      return false;
    }
    if (AddCheck(check, results::PropertyResultKind::kAssumption, result)) continue;
    Fail(Verdict::kFail, results::exit_status::kAssumption, result);
    return false;
  }
  return true;
}

void AddPostconditions(const std::vector<TransitionSystem::Check>& checks,
                       results::Result* result) {
  for (const TransitionSystem::Check& check : checks) {
    if (AddCheck(check, results::PropertyResultKind::kPostcondition, result)) continue;
    if (result->verdict == Verdict::kPass || result->verdict == Verdict::kVacuous) {
      Fail(Verdict::kFail, results::exit_status::kAssumption, result);
      result->reason.clear();
    }
  }
}

// Moves what a search found into the result, which already holds diagnostics and assumptions.
void Merge(results::Result found, results::Result* result) {
  found.specification = std::move(result->specification);
  found.configuration = std::move(result->configuration);
  found.properties.insert(found.properties.begin(), result->properties.begin(),
                          result->properties.end());
  found.diagnostics.insert(found.diagnostics.begin(), result->diagnostics.begin(),
                           result->diagnostics.end());
  *result = std::move(found);
}

// An action as it is written, and the steps of it. One under a bounded quantifier counts for each
// value of its variable, and that some of these are never enabled says nothing.
struct WrittenAction {
  const model::transitions::ActionInfo* info;
  uint64_t steps;
};

std::vector<WrittenAction> WrittenActions(const results::Statistics& statistics) {
  std::vector<WrittenAction> written;
  for (const results::ActionStatistics& row : statistics.actions) {
    const auto is_same = [&](const WrittenAction& other) {
      const results::Location &a = other.info->location, &b = row.action.location;
      return other.info->name == row.action.name && a.file == b.file &&
             a.start_line == b.start_line && a.start_column == b.start_column;
    };
    const auto same = std::find_if(written.begin(), written.end(), is_same);
    if (same == written.end()) {
      written.push_back({&row.action, row.generated});
    } else {
      same->steps += row.generated;
    }
  }
  return written;
}

// After a complete search: often the sign of a guard that is too strong.
void WarnOfIdleActions(results::Result* result) {
  const bool complete = result->verdict == Verdict::kPass || result->verdict == Verdict::kVacuous;
  if (!complete || result->statistics.distinct_states == 0) return;
  for (const WrittenAction& action : WrittenActions(result->statistics)) {
    if (action.steps > 0) continue;
    result->diagnostics.push_back(
        {.name = "NeverEnabled",
         .severity = "warning",
         .message = absl::StrCat("action ", action.info->name, " is enabled in no reachable state"),
         .location = action.info->location});
  }
}

void Simulate(const TransitionSystem& system, const CheckOptions& options, RunListener* listener,
              exploration::SearchOptions search, results::Result* result) {
  search.seed = options.simulation.seed ? *options.simulation.seed : std::random_device{}();
  if (listener != nullptr) listener->OnPhase("walking");
  ProgressRelay relay(listener);
  results::Result found = exploration::RandomWalk(system, search, &relay);
  if (found.verdict == Verdict::kIncomplete) {
    found.reason = absl::StrCat(found.reason, found.reason.empty() ? "" : "; ",
                                "random walks with --seed ", search.seed);
  }
  Merge(std::move(found), result);
}

void Explore(const TransitionSystem& system, const CheckOptions& options, RunListener* listener,
             const exploration::SearchOptions& search_options, results::Result* result) {
  if (listener != nullptr) listener->OnPhase("exploring");
  ProgressRelay relay(listener);
  LivenessJudge liveness(system, options, search_options, &relay, listener);
  GraphDump dump(system, options.dump_graph_path);
  exploration::BehaviourSink* sink = liveness.sink();
  if (dump.wanted()) sink = dump.Chain(sink);
  exploration::BreadthFirstSearch search(system, search_options, &relay, sink);
  Merge(search.Run(), result);
  dump.Finish(result);
  if (liveness.wanted()) liveness.Judge(search, result);
  if (result->verdict != Verdict::kError)
    AddPostconditions(system.CheckPostconditions(search.FinalFigures()), result);
  if (result->verdict == Verdict::kPass) AddPostconditions(system.CheckPossibilities(), result);
  WarnOfIdleActions(result);
}

void ApplyStrictness(const CheckOptions& options, results::Result* result) {
  if (result->verdict == Verdict::kVacuous && options.allow_vacuous) {
    result->diagnostics.push_back({"Vacuous", "warning", result->reason, "", {}, {}, {}});
    Fail(Verdict::kPass, results::exit_status::kPass, result);
  }
  if (!options.strict || result->verdict != Verdict::kPass) return;
  for (const results::RunDiagnostic& diagnostic : result->diagnostics) {
    if (diagnostic.severity != "warning") continue;
    result->reason = absl::StrCat("--strict: ", diagnostic.message);
    Fail(Verdict::kError, results::exit_status::kConfiguration, result);
    return;
  }
}

// What is left of the time for the run, for the search.
uint64_t TimeLeftMs(uint64_t max_time_ms, uint64_t elapsed_ms) {
  if (max_time_ms == 0) return 0;
  return max_time_ms > elapsed_ms ? max_time_ms - elapsed_ms : 1;
}

results::Result RunWatched(const CheckOptions& options, RunListener* listener,
                           exploration::SearchOptions search, EvaluationWatch* watch) {
  results::Result result;
  result.specification = options.source.specification;
  result.configuration = options.source.configuration;
  if (options.print_stage &&
      PrintEarlyStage(*options.print_stage, options.source, listener, &result))
    return result;

  std::unique_ptr<LoadedText> text = LoadText(options.source, WithConfiguration::kYes);
  result.configuration = text->configuration_path;
  std::unique_ptr<LoadedModel> model;
  if (!text->diagnostics.has_errors()) {
    ModelOptions model_options;
    model_options.fingerprint_bits = options.fingerprint_bits;
    model_options.listener = listener;
    model_options.interrupt = watch->interrupt();
    model_options.lowering.only_properties = options.properties;
    model_options.lowering.only_properties.insert(model_options.lowering.only_properties.end(),
                                                  options.invariants.begin(),
                                                  options.invariants.end());
    model = LoadModel(*text, model_options);
  }
  if (watch->interrupt()->requested()) {
    Fail(Verdict::kIncomplete, results::exit_status::kIncomplete, &result);
    return result;
  }
  ReportDiagnostics(*text, &result);
  if (model == nullptr) return result;
  if (options.print_stage) {
    PrintProgramStage(*options.print_stage, *model, listener, &result);
    return result;
  }

  const TransitionSystem& system = *model->system;
  if (!CheckAssumptions(system, &result, &search.assumptions)) return result;
  search.interrupt = watch->interrupt();
  search.max_time_ms = TimeLeftMs(search.max_time_ms, watch->ElapsedMs());
  if (!system.info().has_behaviour) {
    Fail(search.assumptions > 0 ? Verdict::kPass : Verdict::kVacuous,
         search.assumptions > 0 ? results::exit_status::kPass : results::exit_status::kVacuous,
         &result);
    if (search.assumptions == 0)
      result.reason = "the configuration names no behavior and the module has no ASSUME";
  } else if (options.simulation.enabled) {
    Simulate(system, options, listener, search, &result);
  } else {
    Explore(system, options, listener, search, &result);
  }
  ApplyStrictness(options, &result);
  return result;
}

}  // namespace

results::Result RunCheck(const CheckOptions& options, RunListener* listener) {
  const exploration::SearchOptions search = SearchOptionsOf(options);
  model::transitions::Interrupt interrupt;
  EvaluationWatch watch(search, &interrupt);
  results::Result result = RunWatched(options, listener, search, &watch);
  watch.Explain(&result);
  watch.Measure(&result.statistics);
  return result;
}

results::Result RunParse(const ParseOptions& options, RunListener* listener) {
  results::Result result;
  result.specification = options.source.specification;
  if (options.print_stage &&
      PrintEarlyStage(*options.print_stage, options.source, listener, &result))
    return result;
  std::unique_ptr<LoadedText> text = LoadText(options.source, WithConfiguration::kNo);
  Fail(Verdict::kPass, results::exit_status::kPass, &result);
  ReportDiagnostics(*text, &result);
  return result;
}

}  // namespace checker::runs

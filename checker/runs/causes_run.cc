// The order of work:
//
//   1. The design as configured is searched for each property: is there a case at all? Its trace is
//      the exhibit.
//   2. All designs are searched at once (cause_search.h).
//   3. For each property, the lattice of suspect sets is settled (cause_analysis.h): from the
//   search
//      for what it judges, by judging designs on the graph it left for temporal properties.
//   4. Each minimal cause gets its own trace, by an ordinary search; each minimal fix is tried on
//      the exhibit.
//
// A limit that ends the work early leaves what is established, and the verdict is `incomplete`. So
// that something is, the search through all designs gets a part of the time that is left: if that
// doesn't do, designs are searched one by one with the rest of it.

#include "checker/runs/causes_run.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "checker/exploration/process_usage.h"
#include "checker/runs/cause_analysis.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/cause_search.h"
#include "checker/runs/design_run.h"
#include "checker/runs/load.h"

namespace checker::runs {
namespace {

using causes::FamilyPool;
using model::transitions::PropertyKind;
using model::transitions::SystemInfo;
using results::CauseAnalysis;
using results::PropertyResultKind;
using results::SuspectKind;
using results::Verdict;
using Clock = std::chrono::steady_clock;

constexpr size_t kMostProperties = 64;      // bits of Judgement::violated
constexpr double kShareOfTheSearch = 0.75;  // of the time that is left for it and what follows

PropertyResultKind KindOf(PropertyKind kind) {
  switch (kind) {
    case PropertyKind::kInvariant: return PropertyResultKind::kInvariant;
    case PropertyKind::kInitialPredicate: return PropertyResultKind::kInitialPredicate;
    case PropertyKind::kActionProperty: return PropertyResultKind::kActionProperty;
    case PropertyKind::kTemporal: break;
  }
  return PropertyResultKind::kTemporal;
}

int ExitStatusOf(PropertyResultKind kind) {
  switch (kind) {
    case PropertyResultKind::kInvariant: return results::exit_status::kInvariant;
    case PropertyResultKind::kDeadlock: return results::exit_status::kDeadlock;
    default: return results::exit_status::kTemporal;
  }
}

class CausesRun {
 public:
  CausesRun(const CausesOptions& options, RunListener* listener) : options_(options) {
    inquiry_.check = &options.check;
    inquiry_.line_up = &line_up_;
    inquiry_.listener = listener;
    if (options.check.limits.max_time_ms != 0) {
      inquiry_.deadline = start_ + std::chrono::milliseconds(options.check.limits.max_time_ms);
    }
  }

  results::CausesResult Run() {
    if (Prepare()) {
      JudgeTheDesign();
      if (searching_) SearchAndAnalyse();
      Conclude();
    }
    result_.run.statistics.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    result_.run.statistics.peak_memory_bytes = exploration::PeakMemoryBytes();
    return std::move(result_);
  }

 private:
  bool Prepare();
  bool MakesSense(const LoadedModel& model);
  bool FindProperties(const SystemInfo& info, bool only_deadlock);
  bool Stop(int exit_status) {
    result_.run.verdict = Verdict::kError;
    result_.run.exit_status = exit_status;
    return false;
  }
  bool Vacuous(std::string reason) {
    result_.run.verdict = Verdict::kVacuous;
    result_.run.exit_status = results::exit_status::kVacuous;
    result_.run.reason = std::move(reason);
    return false;
  }
  void Report(std::string name, std::string message, std::string help = "") {
    result_.run.diagnostics.push_back(
        {std::move(name), "error", std::move(message), std::move(help), {}, {}, {}});
  }
  std::vector<std::string> PropertiesToLower() const;
  void JudgeTheDesign();
  void JudgeTheDesign(const WantedProperty& property, CauseAnalysis* analysis);
  void AddPlainTrace(CauseAnalysis* analysis) const;
  void SearchAndAnalyse();
  std::optional<Clock::time_point> EndOfSearch() const;
  void Conclude();

  const CausesOptions& options_;
  const Clock::time_point start_ = Clock::now();
  Inquiry inquiry_;
  std::unique_ptr<LoadedText> text_;
  LineUp line_up_;
  std::unique_ptr<DesignModels> models_;
  std::unique_ptr<FamilyPool> pool_;
  std::vector<WantedProperty> wanted_;
  bool searching_ = false;
  uint64_t search_states_ = 0;
  results::CausesResult result_;
};

// --- What is asked ---

std::vector<std::string> CausesRun::PropertiesToLower() const {
  std::vector<std::string> names = options_.check.properties;
  names.insert(names.end(), options_.check.invariants.begin(), options_.check.invariants.end());
  std::erase(names, kDeadlockName);
  return names;
}

bool CausesRun::FindProperties(const SystemInfo& info, bool only_deadlock) {
  for (const auto& property : info.properties) {
    if (only_deadlock) break;
    const std::string& name = RootOf(property);
    auto place = std::find_if(wanted_.begin(), wanted_.end(),
                              [&](const WantedProperty& w) { return w.name == name; });
    if (place == wanted_.end())
      place = wanted_.insert(wanted_.end(), {name, KindOf(property.kind), false});
    if (property.kind == PropertyKind::kTemporal) {
      place->kind = PropertyResultKind::kTemporal;
      place->temporal = true;
    }
  }
  const auto& named = options_.check.properties;
  const bool names_deadlock = std::find(named.begin(), named.end(), kDeadlockName) != named.end();
  if (names_deadlock || (named.empty() && options_.check.invariants.empty() &&
                         info.check_deadlock && options_.check.check_deadlock)) {
    wanted_.push_back({kDeadlockName, PropertyResultKind::kDeadlock, false});
  }
  if (wanted_.size() > kMostProperties) {
    Report("TooManyProperties", "more than 64 properties can't be explained at once",
           "name some with --property");
    return Stop(results::exit_status::kConfiguration);
  }
  return !wanted_.empty() || Vacuous("there is no property whose violation could have a cause");
}

bool CausesRun::MakesSense(const LoadedModel& model) {
  if (!model.system->info().has_behaviour) return Vacuous("the configuration names no behavior");
  for (const auto& check : model.system->CheckAssumptions()) {
    if (check.holds && !check.fault) continue;
    results::Result& run = result_.run;
    run.verdict = Verdict::kFail;
    run.exit_status = results::exit_status::kAssumption;
    run.reason = absl::StrCat("assumption ", check.name, " is false in the configuration as it is");
    if (check.fault && check.fault->kind == model::transitions::Fault::Kind::kInterrupted) {
      run.verdict = Verdict::kIncomplete;
      run.exit_status = results::exit_status::kIncomplete;
      run.reason = "a limit or a signal ended the run before anything was searched";
    }
    return false;
  }
  return true;
}

bool CausesRun::Prepare() {
  results::Result& run = result_.run;
  run.specification = options_.check.source.specification;
  text_ = LoadText(options_.check.source, WithConfiguration::kYes);
  run.configuration = text_->configuration_path;
  const bool only_deadlock = !options_.check.properties.empty() && PropertiesToLower().empty();
  model::transitions::Interrupt interrupt;
  const EvaluationWatch watch(inquiry_.Limits(), &interrupt);
  std::unique_ptr<LoadedModel> model;
  if (!text_->diagnostics.has_errors()) {
    ModelOptions model_options;
    model_options.listener = inquiry_.listener;
    model_options.interrupt = watch.interrupt();
    model_options.lowering.only_properties = PropertiesToLower();
    model = LoadModel(*text_, model_options);
  }
  if (watch.interrupt()->requested()) {
    run.reason = "a limit or a signal ended the run before anything was searched";
    return false;
  }
  ReportDiagnostics(*text_, &run);
  if (model == nullptr || !MakesSense(*model)) return false;
  const SystemInfo& info = model->system->info();
  line_up_ = MakeLineUp(options_, *text_, info, &run.diagnostics);
  for (const results::RunDiagnostic& diagnostic : run.diagnostics) {
    if (diagnostic.severity == "error") return Stop(results::exit_status::kConfiguration);
  }
  pool_ = std::make_unique<FamilyPool>(static_cast<uint32_t>(line_up_.suspects.size()));
  models_ = std::make_unique<DesignModels>(text_.get(), &line_up_, PropertiesToLower());
  inquiry_.models = models_.get();
  return FindProperties(info, only_deadlock);
}

// --- The design as it is ---

void CausesRun::JudgeTheDesign() {
  searching_ = options_.whole_lattice;
  for (const WantedProperty& property : wanted_) {
    CauseAnalysis& analysis = result_.properties.emplace_back();
    JudgeTheDesign(property, &analysis);
    searching_ |= analysis.design == Verdict::kFail || analysis.design == Verdict::kIncomplete;
  }
}

// The same search again: what an ALIAS shows need not tell one state from another.
void CausesRun::AddPlainTrace(CauseAnalysis* analysis) const {
  std::optional<DesignVerdict> verdict =
      JudgeDesign(inquiry_, line_up_.actual, analysis->property, StatesOf::kWithoutAlias);
  if (verdict && verdict->violation) analysis->plain_trace = std::move(verdict->violation->trace);
}

void CausesRun::JudgeTheDesign(const WantedProperty& property, CauseAnalysis* analysis) {
  analysis->property = property.name;
  analysis->kind = property.kind;
  for (const LinedUp& suspect : line_up_.suspects) {
    if (suspect.shown.kind == SuspectKind::kFairness && !property.temporal) continue;
    analysis->suspects.push_back(suspect.shown);
  }
  inquiry_.Phase(absl::StrCat("judging the design as it is: ", property.name));
  if (inquiry_.TimeIsUp()) return;
  std::optional<DesignVerdict> verdict = JudgeDesign(inquiry_, line_up_.actual, property.name);
  if (!verdict) return;
  analysis->design = verdict->verdict;
  analysis->reason = verdict->reason;
  analysis->violation = std::move(verdict->violation);
  analysis->runs = verdict->runs;
  analysis->distinct_states = verdict->distinct_states;
  if (analysis->violation && verdict->has_alias) AddPlainTrace(analysis);
  if (analysis->kind == PropertyResultKind::kTemporal && analysis->violation &&
      !analysis->violation->trace.loop_start && !analysis->violation->trace.stuttering &&
      !property.temporal) {
    analysis->kind = PropertyResultKind::kActionProperty;
  }
}

// --- All designs ---

std::optional<Clock::time_point> CausesRun::EndOfSearch() const {
  if (!inquiry_.deadline) return std::nullopt;
  const Clock::time_point now = Clock::now();
  return now + std::chrono::duration_cast<Clock::duration>((*inquiry_.deadline - now) *
                                                           kShareOfTheSearch);
}

void CausesRun::SearchAndAnalyse() {
  CauseSearch search(inquiry_, wanted_, pool_.get());
  // What would break a sound design is looked for among all others.
  const bool every_design =
      std::any_of(result_.properties.begin(), result_.properties.end(),
                  [](const CauseAnalysis& analysis) { return analysis.design == Verdict::kPass; });
  search.Run(options_.whole_lattice && every_design, EndOfSearch());
  search_states_ = search.distinct_states();
  CauseAnalyst analyst(inquiry_, search, pool_.get());
  for (size_t p = 0; p < wanted_.size(); ++p) {
    if (analyst.Analyse(p, &result_.properties[p])) continue;
    // Two ways of answering the same question disagree: never a claim then.
    Report("UnconfirmedCause", absl::StrCat("an ordinary search does not confirm a cause of ",
                                            wanted_[p].name, ": please report this"));
  }
}

// --- The end ---

void CausesRun::Conclude() {
  results::Result& run = result_.run;
  run.verdict = Verdict::kPass;
  run.exit_status = results::exit_status::kPass;
  bool open = false;
  const CauseAnalysis* failing = nullptr;
  const CauseAnalysis* broken = nullptr;
  run.statistics.distinct_states = search_states_;
  for (const CauseAnalysis& analysis : result_.properties) {
    run.properties.push_back({analysis.property, analysis.kind, analysis.design, {}, ""});
    open |= analysis.design == Verdict::kIncomplete || (analysis.searched && !analysis.complete);
    if (analysis.design == Verdict::kFail && failing == nullptr) failing = &analysis;
    if (analysis.design == Verdict::kError && broken == nullptr) broken = &analysis;
    run.statistics.distinct_states +=
        analysis.distinct_states - (analysis.searched ? search_states_ : 0);
  }
  if (open) {
    run.verdict = Verdict::kIncomplete;
    run.exit_status = results::exit_status::kIncomplete;
    run.reason =
        "not every question was answered; what is said is established, what is open is named";
  } else if (broken != nullptr) {
    run.verdict = Verdict::kError;
    run.exit_status = results::exit_status::kNextError;
    run.reason = broken->reason;
  } else if (failing != nullptr) {
    run.verdict = Verdict::kFail;
    run.exit_status = ExitStatusOf(failing->kind);
    if (failing->violation && failing->kind == PropertyResultKind::kTemporal &&
        !failing->violation->trace.loop_start && !failing->violation->trace.stuttering) {
      run.exit_status = results::exit_status::kInvariant;  // a temporal property that a prefix
                                                           // breaks, as `check` has it
    }
  }
}

}  // namespace

results::CausesResult RunCauses(const CausesOptions& options, RunListener* listener) {
  return CausesRun(options, listener).Run();
}

}  // namespace checker::runs

// The order of work:
//
//   1. The design as configured is searched for each property: is there a case at all? Its trace is
//   the exhibit.
//   2. All designs are searched at once (checker/causes/design_search.h), with the boolean
//   constants of the line-up left open. A constant that
//      decides what lowering must know (the bounds of a quantifier in Next, say) can't stay open:
//      then each of its values has a search of its own.
//   3. For each property, the lattice of suspect sets is settled: from the search for what it
//   judges, by judging designs on the graph it left
//      for temporal properties.
//   4. Each minimal cause gets its own trace, by an ordinary search; each minimal fix is tried on
//   the exhibit.
//
// A limit that ends the work early leaves what is established, and the verdict is `incomplete`.

#include "checker/runs/causes_run.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "checker/causes/design_search.h"
#include "checker/causes/minimal_sets.h"
#include "checker/exploration/process_usage.h"
#include "checker/runs/cause_blame.h"
#include "checker/runs/cause_exhibits.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/cause_liveness.h"
#include "checker/runs/design_run.h"
#include "checker/runs/load.h"

namespace checker::runs {
namespace {

using causes::Answer;
using causes::DesignFindings;
using causes::DesignSearch;
using causes::Family;
using causes::FamilyPool;
using causes::LatticeSearch;
using causes::Only;
using causes::SuspectRole;
using causes::SuspectSet;
using model::transitions::PropertyKind;
using model::transitions::SystemInfo;
using results::CauseAnalysis;
using results::PropertyResultKind;
using results::SuspectKind;
using results::Verdict;
using Clock = std::chrono::steady_clock;

constexpr size_t kMostProperties = 64;  // bits of Judgement::violated

struct WantedProperty {
  std::string name;
  PropertyResultKind kind = PropertyResultKind::kInvariant;
  bool temporal = false;  // some part of it is judged on the graph
};

// One lowered specification that stands for many designs.
struct OpenModel {
  Family designs = causes::kNoSets;
  std::unique_ptr<LoadedModel> model;
  std::unique_ptr<DesignSearch> search;
  DesignFindings findings;
};

// For properties that the search has judged: nothing is left to ask.
class SettledOracle : public causes::Oracle {
 public:
  Answer Ask(SuspectSet set) override { return {}; }
  bool Exhausted() const override { return true; }
};

const std::string& RootOf(const model::transitions::PropertyInfo& info) {
  return info.root_name.empty() ? info.name : info.root_name;
}

PropertyResultKind KindOf(PropertyKind kind) {
  switch (kind) {
    case PropertyKind::kInvariant:
      return PropertyResultKind::kInvariant;
    case PropertyKind::kInitialPredicate:
      return PropertyResultKind::kInitialPredicate;
    case PropertyKind::kActionProperty:
      return PropertyResultKind::kActionProperty;
    case PropertyKind::kTemporal:
      break;
  }
  return PropertyResultKind::kTemporal;
}

int ExitStatusOf(PropertyResultKind kind) {
  switch (kind) {
    case PropertyResultKind::kInvariant:
      return results::exit_status::kInvariant;
    case PropertyResultKind::kDeadlock:
      return results::exit_status::kDeadlock;
    default:
      return results::exit_status::kTemporal;
  }
}

class CausesRun {
 public:
  CausesRun(const CausesOptions& options, RunListener* listener)
      : options_(options), listener_(listener) {
    if (options.check.limits.max_time_ms != 0) {
      deadline_ = start_ + std::chrono::milliseconds(options.check.limits.max_time_ms);
    }
  }

  results::CausesResult Run() {
    if (Prepare()) {
      JudgeTheDesign();
      if (searching_) SearchAllDesigns();
      for (size_t p = 0; p < wanted_.size() && searching_; ++p) Analyse(p);
      Conclude();
    }
    result_.run.statistics.seconds = Seconds();
    result_.run.statistics.peak_memory_bytes = exploration::PeakMemoryBytes();
    return std::move(result_);
  }

 private:
  double Seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool TimeIsUp() const {
    return (deadline_ && Clock::now() >= *deadline_) ||
           (options_.check.stop != nullptr && options_.check.stop->requested());
  }
  void Phase(std::string_view phase) const {
    if (listener_ != nullptr) listener_->OnPhase(phase);
  }

  bool Prepare();
  bool FindProperties(const SystemInfo& info, bool only_deadlock);
  bool Stop(int exit_status) {
    result_.run.verdict = Verdict::kError;
    result_.run.exit_status = exit_status;
    return false;
  }
  void JudgeTheDesign();
  void FindOpenConstants();
  std::unique_ptr<LoadedModel> LowerOpen(SuspectSet set, SuspectSet open);
  void SearchAllDesigns();
  void SearchModel(OpenModel* model);
  std::vector<SuspectRole> RolesFor(const SystemInfo& info) const;
  bool Interrupt(uint64_t states, uint64_t waiting);
  void Analyse(size_t p);
  void SayWhyIncomplete(size_t p, const causes::Knowledge& knowledge, Family valid,
                        CauseAnalysis* analysis);
  std::vector<std::string> PropertiesToLower() const;
  void Conclude();

  const CausesOptions& options_;
  RunListener* const listener_;
  const Clock::time_point start_ = Clock::now();
  std::optional<Clock::time_point> deadline_;
  std::unique_ptr<LoadedText> text_;
  LineUp line_up_;
  std::unique_ptr<FamilyPool> pool_;
  std::vector<WantedProperty> wanted_;
  SuspectSet open_constants_ = 0;
  std::vector<std::unique_ptr<OpenModel>> models_;
  liveness::LivenessOptions liveness_options_;
  std::unique_ptr<TemporalJudge> judge_;
  Family unreadable_ = causes::kNoSets;  // designs that can't be lowered
  std::string unreadable_reason_;
  bool searching_ = false;
  bool cut_short_ = false;
  uint64_t search_runs_ = 0, search_states_ = 0;
  double last_progress_ = 0;
  results::CausesResult result_;
};

// --- What is asked
// -----------------------------------------------------------------------------------------

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
    result_.run.diagnostics.push_back({"TooManyProperties",
                                       "error",
                                       "more than 64 properties can't be explained at once",
                                       "name some with --property",
                                       {},
                                       {},
                                       {}});
    return Stop(results::exit_status::kConfiguration);
  }
  if (wanted_.empty()) {
    result_.run.verdict = Verdict::kVacuous;
    result_.run.exit_status = results::exit_status::kVacuous;
    result_.run.reason = "there is no property whose violation could have a cause";
  }
  return !wanted_.empty();
}

bool CausesRun::Prepare() {
  results::Result& run = result_.run;
  run.specification = options_.check.source.specification;
  text_ = LoadText(options_.check.source, WithConfiguration::kYes);
  run.configuration = text_->configuration_path;
  const bool only_deadlock = !options_.check.properties.empty() && PropertiesToLower().empty();
  std::unique_ptr<LoadedModel> model;
  if (!text_->diagnostics.has_errors()) {
    ModelOptions model_options;
    model_options.listener = listener_;
    model_options.lowering.only_properties = PropertiesToLower();
    model = LoadModel(*text_, model_options);
  }
  ReportDiagnostics(*text_, &run);
  if (model == nullptr) return false;
  const SystemInfo& info = model->system->info();
  if (!info.has_behaviour) {
    run.verdict = Verdict::kVacuous;
    run.exit_status = results::exit_status::kVacuous;
    run.reason = "the configuration names no behaviour";
    return false;
  }
  if (info.needs_single_worker) {
    run.diagnostics.push_back(
        {"StatefulSpecification",
         "error",
         absl::StrCat("the specification keeps state of its own (", info.single_worker_reason,
                      "), which the designs would share"),
         "",
         {},
         {},
         {}});
    return Stop(results::exit_status::kConfiguration);
  }
  for (const auto& check : model->system->CheckAssumptions()) {
    if (check.holds && !check.fault) continue;
    run.verdict = Verdict::kFail;
    run.exit_status = results::exit_status::kAssumption;
    run.reason = absl::StrCat("assumption ", check.name, " is false in the configuration as it is");
    return false;
  }
  line_up_ = MakeLineUp(options_, *text_, info, &run.diagnostics);
  for (const results::RunDiagnostic& diagnostic : run.diagnostics) {
    if (diagnostic.severity == "error") return Stop(results::exit_status::kConfiguration);
  }
  pool_ = std::make_unique<FamilyPool>(static_cast<uint32_t>(line_up_.suspects.size()));
  return FindProperties(info, only_deadlock);
}

// --- The design as it is
// -------------------------------------------------------------------------------------

void CausesRun::JudgeTheDesign() {
  searching_ = options_.whole_lattice;
  for (const WantedProperty& property : wanted_) {
    CauseAnalysis analysis;
    analysis.property = property.name;
    analysis.kind = property.kind;
    for (const LinedUp& suspect : line_up_.suspects) {
      if (suspect.shown.kind == SuspectKind::kFairness && !property.temporal) continue;
      analysis.suspects.push_back(suspect.shown);
    }
    Phase(absl::StrCat("judging the design as it is: ", property.name));
    if (const auto design = MakeDesign(*text_, line_up_, line_up_.actual, property.name);
        design && !TimeIsUp()) {
      DesignVerdict verdict =
          RunDesign(*design, property.name, options_.check, deadline_, listener_);
      analysis.design = verdict.verdict;
      analysis.reason = verdict.reason;
      analysis.violation = std::move(verdict.violation);
      analysis.runs = 1;
      analysis.distinct_states = verdict.distinct_states;
      if (analysis.kind == PropertyResultKind::kTemporal && analysis.violation &&
          !analysis.violation->trace.loop_start && !analysis.violation->trace.stuttering &&
          !property.temporal) {
        analysis.kind = PropertyResultKind::kActionProperty;
      }
    }
    searching_ |= analysis.design == Verdict::kFail || analysis.design == Verdict::kIncomplete;
    result_.properties.push_back(std::move(analysis));
  }
}

// --- All designs
// -----------------------------------------------------------------------------------------------

std::unique_ptr<LoadedModel> CausesRun::LowerOpen(SuspectSet set, SuspectSet open) {
  ModelOptions options;
  options.fingerprint_bits = 128;
  options.lowering = LoweringOf(line_up_, set);
  options.lowering.only_properties = PropertiesToLower();
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if ((open & Only(i)) == 0) continue;
    const std::string& name = line_up_.suspects[i].constant;
    std::erase_if(options.lowering.switches,
                  [&](const auto& entry) { return entry.first == name; });
    options.lowering.open_switches.push_back(name);
  }
  const auto diagnostics = text_->diagnostics;
  std::unique_ptr<LoadedModel> model = LoadModel(*text_, options);
  if (model == nullptr && !text_->diagnostics.all().empty())
    unreadable_reason_ = text_->diagnostics.all().back().message;
  text_->diagnostics = diagnostics;
  return model;
}

// Tries all at once, and one by one only if that fails.
void CausesRun::FindOpenConstants() {
  SuspectSet booleans = 0;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if (line_up_.suspects[i].shown.kind == SuspectKind::kConstant) booleans |= Only(i);
  }
  if (booleans == 0 || LowerOpen(line_up_.actual, booleans) != nullptr) {
    open_constants_ = booleans;
    return;
  }
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if ((booleans & Only(i)) == 0) continue;
    if (LowerOpen(line_up_.actual, open_constants_ | Only(i)) != nullptr)
      open_constants_ |= Only(i);
  }
}

std::vector<SuspectRole> CausesRun::RolesFor(const SystemInfo& info) const {
  std::vector<SuspectRole> roles;
  for (const LinedUp& suspect : line_up_.suspects) {
    SuspectRole role;
    const auto place = std::find(info.switches.begin(), info.switches.end(), suspect.constant);
    if (suspect.shown.kind == SuspectKind::kConstant && place != info.switches.end()) {
      role.kind = SuspectRole::Kind::kSwitch;
      role.index = static_cast<uint32_t>(place - info.switches.begin());
      role.guilty_value = suspect.guilty_value;
    } else if (suspect.shown.kind == SuspectKind::kAction) {
      role.kind = SuspectRole::Kind::kAction;
      role.action = suspect.action;
    }
    roles.push_back(std::move(role));
  }
  return roles;
}

bool CausesRun::Interrupt(uint64_t states, uint64_t waiting) {
  const double seconds = Seconds();
  if (listener_ != nullptr && seconds - last_progress_ >= 1) {
    last_progress_ = seconds;
    Progress progress;
    progress.distinct = states;
    progress.left = waiting;
    progress.seconds = seconds;
    progress.memory_bytes = exploration::PeakMemoryBytes();
    listener_->OnProgress(progress);
  }
  if (options_.check.limits.max_memory_bytes != 0 &&
      exploration::PeakMemoryBytes() > options_.check.limits.max_memory_bytes) {
    return true;
  }
  return TimeIsUp();
}

void CausesRun::SearchModel(OpenModel* model) {
  const SystemInfo& info = model->model->system->info();
  causes::DesignSearchOptions options;
  options.roles = RolesFor(info);
  options.valid = model->designs;
  options.actual = line_up_.actual;
  for (const auto& property : info.properties) {
    options.property_of.emplace_back();
    for (uint32_t p = 0; p < wanted_.size(); ++p) {
      if (wanted_[p].name == RootOf(property) && wanted_[p].kind != PropertyResultKind::kDeadlock)
        options.property_of.back() = p;
    }
    options.keep_everything |=
        property.kind == PropertyKind::kTemporal && options.property_of.back().has_value();
  }
  for (uint32_t p = 0; p < wanted_.size(); ++p) {
    if (wanted_[p].kind == PropertyResultKind::kDeadlock) options.deadlock = p;
  }
  options.max_states = options_.check.limits.max_states;
  options.interrupt = [this](uint64_t states, uint64_t waiting) {
    return Interrupt(states, waiting);
  };
  std::vector<Family> violated(wanted_.size(), causes::kNoSets);
  for (const auto& other : models_) {
    for (size_t p = 0; p < wanted_.size() && other.get() != model; ++p) {
      violated[p] = pool_->Or(violated[p], other->findings.violated[p]);
    }
  }
  model->search = std::make_unique<DesignSearch>(*model->model->system, pool_.get(),
                                                 std::move(options), std::move(violated));
  model->findings = model->search->Run();
  cut_short_ |= !model->findings.complete;
  ++search_runs_;
  search_states_ += model->search->graph().states.size();
}

void CausesRun::SearchAllDesigns() {
  FindOpenConstants();
  SuspectSet fixed = 0;  // constants that each model has settled
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    const SuspectKind kind = line_up_.suspects[i].shown.kind;
    const bool constant = kind == SuspectKind::kConstant || kind == SuspectKind::kAlternative;
    if (constant && (open_constants_ & Only(i)) == 0) fixed |= Only(i);
  }
  Phase("exploring all designs at once");
  Family todo = line_up_.Valid(pool_.get());
  while (const std::optional<SuspectSet> set = pool_->Smallest(todo)) {
    const Family cube = pool_->And(pool_->Agreeing(fixed, *set), line_up_.Valid(pool_.get()));
    todo = pool_->Minus(todo, cube);
    if (TimeIsUp()) {
      cut_short_ = true;
      break;
    }
    auto model = std::make_unique<OpenModel>();
    model->designs = cube;
    model->model = LowerOpen(*set, open_constants_);
    if (model->model == nullptr) {
      unreadable_ = pool_->Or(unreadable_, cube);
      continue;
    }
    models_.push_back(std::move(model));
    SearchModel(models_.back().get());
  }
  std::vector<JudgedModel> judged;
  for (const auto& searched : models_) {
    judged.push_back({pool_->And(searched->designs, searched->findings.assumed),
                      &searched->search->graph(), &searched->model->system->info()});
  }
  liveness_options_.workers = options_.check.workers != 0
                                  ? options_.check.workers
                                  : std::max(1u, std::thread::hardware_concurrency());
  liveness_options_.interruption = {options_.check.stop, deadline_};
  judge_ = std::make_unique<TemporalJudge>(pool_.get(), line_up_, std::move(judged),
                                           liveness_options_, [this] { return TimeIsUp(); });
}

// --- One property
// ------------------------------------------------------------------------------------------------

void CausesRun::Analyse(size_t p) {
  CauseAnalysis& analysis = result_.properties[p];
  Family valid = causes::kNoSets, violated = causes::kNoSets, holds = causes::kNoSets,
         faulty = unreadable_;
  bool temporal = false;
  for (const auto& model : models_) {
    const DesignFindings& found = model->findings;
    const Family designs = pool_->And(model->designs, found.assumed);
    valid = pool_->Or(valid, designs);
    violated = pool_->Or(violated, pool_->And(found.violated[p], designs));
    holds = pool_->Or(holds, found.holds[p]);
    faulty = pool_->Or(faulty, found.faulty[p]);
    const SystemInfo& info = model->model->system->info();
    for (const auto& property : info.properties) {
      temporal |= property.kind == PropertyKind::kTemporal && RootOf(property) == wanted_[p].name;
    }
  }
  valid = pool_->Or(valid, pool_->And(unreadable_, line_up_.Valid(pool_.get())));
  if (cut_short_) valid = line_up_.Valid(pool_.get());
  // Suspects that this property can't depend on: promises, unless it is temporal.
  SuspectSet monotone = 0, absent = 0;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    const SuspectKind kind = line_up_.suspects[i].shown.kind;
    if (temporal && (kind == SuspectKind::kAction || kind == SuspectKind::kFairness))
      monotone |= Only(i);
    if (!temporal && kind == SuspectKind::kFairness) absent |= Only(i);
  }
  valid = pool_->And(valid, pool_->Agreeing(absent, 0));

  SettledOracle settled;
  TemporalOracle judge(judge_.get(), pool_.get(), wanted_[p].name, faulty);
  LatticeSearch lattice(pool_.get(), valid, monotone,
                        temporal ? static_cast<causes::Oracle*>(&judge) : &settled);
  lattice.Learn(Answer::Kind::kViolated, violated);
  if (!temporal) lattice.Learn(Answer::Kind::kHolds, holds);
  lattice.Learn(Answer::Kind::kUnknown, pool_->Minus(faulty, violated));
  if (analysis.design == Verdict::kFail)
    lattice.Learn(Answer::Kind::kViolated, pool_->Exactly(line_up_.actual));
  if (analysis.design == Verdict::kPass)
    lattice.Learn(Answer::Kind::kHolds, pool_->Exactly(line_up_.actual));

  Phase(absl::StrCat("looking for causes: ", wanted_[p].name));
  const causes::MinimalSets found_causes = lattice.FindCauses();
  causes::MinimalSets found_fixes;
  if (analysis.design == Verdict::kFail) found_fixes = lattice.FindFixes(line_up_.actual);
  analysis.searched = true;
  analysis.complete =
      found_causes.complete && found_fixes.complete && analysis.design != Verdict::kIncomplete;
  analysis.designs = pool_->Count(valid);
  analysis.runs += search_runs_;
  analysis.distinct_states += search_states_;
  analysis.judgements = lattice.questions();
  const ExhibitMaker exhibits({text_.get(), &line_up_, &options_.check, deadline_, listener_,
                               [this] { return TimeIsUp(); }});
  if (!exhibits.ShowCauses(found_causes, &analysis)) {
    // Two ways of answering the same question disagree: never a claim then.
    result_.run.diagnostics.push_back(
        {"UnconfirmedCause",
         "error",
         absl::StrCat("an ordinary search does not confirm a cause of ", analysis.property,
                      ": please report this"),
         "",
         {},
         {},
         {}});
  }
  exhibits.ShowFixes(found_fixes, &analysis);
  analysis.reason.clear();
  if (analysis.complete) Classify(&analysis);
  if (!analysis.complete) SayWhyIncomplete(p, lattice.knowledge(), valid, &analysis);
  if (analysis.violation && !TimeIsUp()) {
    Phase(absl::StrCat("blaming steps: ", wanted_[p].name));
    analysis.blame =
        BlameAlongTrace(*text_, line_up_, wanted_[p].name, *analysis.violation, liveness_options_);
  }
}

void CausesRun::SayWhyIncomplete(size_t p, const causes::Knowledge& knowledge, Family valid,
                                 CauseAnalysis* analysis) {
  const Family open = pool_->Minus(pool_->Minus(valid, knowledge.violated), knowledge.holds);
  const Family pointless =
      pool_->Minus(pool_->UpClosure(knowledge.violated), pool_->Subsets(line_up_.actual));
  analysis->designs_open = pool_->Count(pool_->Minus(open, pointless));
  for (const auto& model : models_) {
    for (const causes::DesignFault& fault : model->findings.faults) {
      if (pool_->And(fault.where, model->findings.faulty[p]) == causes::kNoSets) continue;
      const std::string first_line = fault.fault.message.substr(0, fault.fault.message.find('\n'));
      analysis->reason = absl::StrCat("some designs can't be evaluated: ", first_line);
      return;
    }
  }
  if (unreadable_ != causes::kNoSets) {
    analysis->reason = absl::StrCat("some designs can't be lowered: ", unreadable_reason_);
  } else if (TimeIsUp() || cut_short_) {
    analysis->reason = "a limit or a signal stopped the search";
  } else {
    analysis->reason = "some designs could not be judged";
  }
}

// --- The end
// --------------------------------------------------------------------------------------------------------

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

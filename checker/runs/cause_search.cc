#include "checker/runs/cause_search.h"

#include <algorithm>

#include "checker/causes/added_behaviours.h"
#include "checker/exploration/process_usage.h"

namespace checker::runs {

using causes::DesignFindings;
using causes::DesignSearch;
using causes::DesignSearchOptions;
using causes::Family;
using causes::Only;
using causes::SuspectRole;
using causes::SuspectSet;
using model::transitions::PropertyKind;
using model::transitions::SystemInfo;
using results::PropertyResultKind;
using results::SuspectKind;
using Clock = std::chrono::steady_clock;

const std::string& RootOf(const model::transitions::PropertyInfo& info) {
  return info.root_name.empty() ? info.name : info.root_name;
}

CauseSearch::CauseSearch(const Inquiry& inquiry, const std::vector<WantedProperty>& wanted,
                         causes::FamilyPool* pool)
    : inquiry_(inquiry),
      line_up_(*inquiry.line_up),
      wanted_(wanted),
      pool_(*pool),
      liveness_options_(inquiry.LivenessLimits()) {}

bool CauseSearch::TimeIsUp() const {
  return inquiry_.TimeIsUp() || (stops_at_ && Clock::now() >= *stops_at_);
}

// --- Models that stand for many designs ---

std::vector<SuspectRole> CauseSearch::RolesFor(const SystemInfo& info) const {
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

// --- The search ---

bool CauseSearch::Interrupt(const DesignSearchOptions::Progress& found) {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  if (inquiry_.listener != nullptr && seconds - last_progress_ >= 1) {
    last_progress_ = seconds;
    Progress progress;
    progress.depth = found.level;
    progress.distinct = found.states;
    progress.left = found.waiting;
    progress.seconds = seconds;
    progress.memory_bytes = exploration::PeakMemoryBytes();
    inquiry_.listener->OnProgress(progress);
  }
  const uint64_t most_bytes = inquiry_.check->limits.max_memory_bytes;
  return (most_bytes != 0 && exploration::PeakMemoryBytes() > most_bytes) || TimeIsUp();
}

DesignSearchOptions CauseSearch::OptionsFor(const OpenModel& model) {
  const SystemInfo& info = model.model->system->info();
  DesignSearchOptions options;
  options.roles = RolesFor(info);
  options.valid = model.designs;
  options.actual = line_up_.actual;
  options.every_design = every_design_;
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
  options.only_assumptions = one_by_one_ = info.uses_view || info.needs_single_worker;
  options.max_states = inquiry_.check->limits.max_states;
  options.interrupt = [this](const DesignSearchOptions::Progress& found) {
    return Interrupt(found);
  };
  return options;
}

void CauseSearch::Search(OpenModel* model) {
  std::vector<Family> violated(wanted_.size(), causes::kNoSets);
  for (const auto& other : models_) {
    for (size_t p = 0; p < wanted_.size() && other.get() != model; ++p) {
      violated[p] = pool_.Or(violated[p], other->findings.violated[p]);
    }
  }
  DesignSearchOptions options = OptionsFor(*model);
  model->keeps_everything = options.keep_everything;
  model->search = std::make_unique<DesignSearch>(*model->model->system, &pool_, std::move(options),
                                                 std::move(violated));
  model->findings = model->search->Run();
  if (one_by_one_) return;
  cut_short_ |= !model->findings.complete;
  ++runs_;
  states_ += model->search->graph().states.size();
}

void CauseSearch::Run(bool every_design, std::optional<Clock::time_point> stops_at) {
  every_design_ = every_design;
  stops_at_ = stops_at;
  DesignModels& shared = *inquiry_.models;
  const EvaluationWatch watch(inquiry_.Limits(), shared.interrupt());
  const SuspectSet settled = shared.settled_constants();
  inquiry_.Phase("exploring all designs at once");
  const Family all = line_up_.Valid(&pool_);
  Family todo = all;
  while (const std::optional<SuspectSet> set = pool_.Smallest(todo)) {
    const Family cube = pool_.And(pool_.Agreeing(settled, *set), all);
    auto model = std::make_unique<OpenModel>();
    model->designs = cube;
    if (!TimeIsUp()) model->model = shared.Get(*set, shared.SearchOfAll());
    if (TimeIsUp()) {
      cut_short_ = true;
      unsearched_ = todo;
      break;
    }
    todo = pool_.Minus(todo, cube);
    if (model->model == nullptr) {
      unreadable_reason_ = shared.reason();
      unreadable_ = pool_.Or(unreadable_, cube);
      continue;
    }
    models_.push_back(std::move(model));
    Search(models_.back().get());
  }
  MakeJudge();
  FindWhoOnlyAdds();
}

void CauseSearch::FindWhoOnlyAdds() {
  const bool known = std::all_of(models_.begin(), models_.end(),
                                 [](const auto& model) { return model->keeps_everything; });
  if (!known || one_by_one_ || cut_short_) return;
  only_add_ = inquiry_.models->open_constants();
  for (const auto& model : models_) {
    const Family designs = pool_.And(model->designs, model->findings.assumed);
    only_add_ = causes::SuspectsThatOnlyAdd(model->search->graph(), designs, only_add_, &pool_);
  }
}

void CauseSearch::MakeJudge() {
  std::vector<JudgedModel> judged;
  for (const auto& searched : models_) {
    judged.push_back({pool_.And(searched->designs, searched->findings.assumed),
                      &searched->search->graph(), &searched->model->system->info()});
  }
  judge_ = std::make_unique<TemporalJudge>(&pool_, line_up_, std::move(judged), liveness_options_);
}

// --- What it says ---

CauseSearch::Findings CauseSearch::FindingsOf(size_t property) const {
  Findings result;
  result.faulty = result.unreadable = unreadable_;
  for (const auto& model : models_) {
    const DesignFindings& found = model->findings;
    const Family designs = pool_.And(model->designs, found.assumed);
    result.valid = pool_.Or(result.valid, designs);
    result.violated = pool_.Or(result.violated, pool_.And(found.violated[property], designs));
    if (!one_by_one_) result.holds = pool_.Or(result.holds, found.holds[property]);
    result.faulty = pool_.Or(result.faulty, found.faulty[property]);
    for (const auto& info : model->model->system->info().properties) {
      result.temporal |=
          info.kind == PropertyKind::kTemporal && RootOf(info) == wanted_[property].name;
    }
  }
  result.valid = pool_.Or(result.valid, pool_.Or(unreadable_, unsearched_));
  if (result.temporal) result.holds = causes::kNoSets;  // so far: parts of it are yet to be judged
  return result;
}

std::string CauseSearch::ReasonOfFaults(size_t property) const {
  for (const auto& model : models_) {
    for (const causes::DesignFault& fault : model->findings.faults) {
      if (pool_.And(fault.where, model->findings.faulty[property]) == causes::kNoSets) continue;
      std::string line = fault.fault.message;
      std::replace(line.begin(), line.end(), '\n', ' ');
      return line;
    }
  }
  return unreadable_reason_;
}

Family CauseSearch::begun() const {
  Family begun = causes::kNoSets;
  for (const auto& model : models_) {
    begun = pool_.Or(begun, pool_.And(model->designs, model->findings.begun));
  }
  return begun;
}

}  // namespace checker::runs

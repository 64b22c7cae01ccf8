#include "checker/runs/design_models.h"

#include <algorithm>

namespace checker::runs {

using causes::Only;
using causes::SuspectSet;
using model::transitions::SystemInfo;
using results::SuspectKind;

namespace {

constexpr size_t kMostKept = 64;  // a lowering is as large as its constants are

// Whether a part of a temporal formula is a matter of switches alone.
bool SwitchesDecideFormula(const model::program::Program& program) {
  const auto is_decided = [&](const model::program::Predicate& predicate) {
    const model::program::Expression& e = program[predicate.expression];
    return e.reads_switch && !e.reads_current && !e.reads_next;
  };
  return std::any_of(program.state_predicates.begin(), program.state_predicates.end(), is_decided);
}

}  // namespace

DesignModels::DesignModels(LoadedText* text, const LineUp* line_up,
                           std::vector<std::string> properties)
    : text_(*text), line_up_(*line_up), properties_(std::move(properties)) {
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    const SuspectKind kind = line_up_.suspects[i].shown.kind;
    if (kind == SuspectKind::kConstant) booleans_ |= Only(i);
    if (kind == SuspectKind::kAlternative) alternatives_ |= Only(i);
  }
}

std::shared_ptr<const LoadedModel> DesignModels::Lower(SuspectSet set, SuspectSet open,
                                                       const ModelUse& use) {
  ModelOptions options;
  options.fingerprint_bits = use.fingerprint_bits;
  options.interrupt = &interrupt_;
  options.lowering = LoweringOf(line_up_, set);
  options.lowering.only_properties = use.properties;
  options.lowering.ignore_alias = use.ignore_alias;
  options.lowering.ignore_view = use.ignore_view;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if ((open & Only(i)) == 0) continue;
    const std::string& name = line_up_.suspects[i].constant;
    std::erase_if(options.lowering.switches,
                  [&](const auto& entry) { return entry.first == name; });
    options.lowering.open_switches.push_back(name);
  }
  const auto diagnostics = text_.diagnostics;
  std::shared_ptr<const LoadedModel> model = LoadModel(text_, options);
  if (model == nullptr && !text_.diagnostics.all().empty())
    reason_ = text_.diagnostics.all().back().message;
  text_.diagnostics = diagnostics;
  return model;
}

// Tries all at once, and one by one only if that fails.
void DesignModels::FindOpenConstants() {
  const ModelUse trial = SearchOfAll();
  open_ = booleans_;
  if (booleans_ == 0 || Keep(line_up_.actual & settled_constants(), trial,
                             Lower(line_up_.actual, booleans_, trial)) != nullptr) {
    return;
  }
  open_ = 0;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if ((booleans_ & Only(i)) == 0) continue;
    if (Lower(line_up_.actual, *open_ | Only(i), trial) != nullptr) *open_ |= Only(i);
  }
}

SuspectSet DesignModels::open_constants() {
  if (!open_) FindOpenConstants();
  return *open_;
}

SuspectSet DesignModels::settled_constants() {
  return (booleans_ | alternatives_) & ~open_constants();
}

std::shared_ptr<const LoadedModel> DesignModels::Get(SuspectSet set, const ModelUse& use) {
  const SuspectSet open = OpenFor(use);
  const SuspectSet settled = set & (booleans_ | alternatives_) & ~open;
  if (const auto kept = models_.find({settled, use}); kept != models_.end()) return kept->second;
  std::shared_ptr<const LoadedModel> model = Lower(set, open, use);
  if (model == nullptr || open == 0 || use == SearchOfAll() ||
      !SwitchesDecideFormula(*model->program))
    return Keep(settled, use, std::move(model));
  decided_.insert(use);
  return Get(set, use);
}

SuspectSet DesignModels::OpenFor(const ModelUse& use) {
  return decided_.contains(use) ? 0 : open_constants();
}

std::shared_ptr<const LoadedModel> DesignModels::Keep(SuspectSet settled, const ModelUse& use,
                                                      std::shared_ptr<const LoadedModel> model) {
  // What a specification keeps for itself (TLCSet) would go over from one run to the next.
  if (model == nullptr || model->system->info().needs_single_worker) return model;
  if (models_.size() >= kMostKept) models_.clear();
  models_[{settled, use}] = model;
  return model;
}

uint64_t DesignModels::SwitchValues(const SystemInfo& info, SuspectSet set) const {
  uint64_t values = 0;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    const LinedUp& suspect = line_up_.suspects[i];
    const auto place = std::find(info.switches.begin(), info.switches.end(), suspect.constant);
    if (suspect.shown.kind != SuspectKind::kConstant || place == info.switches.end()) continue;
    const bool guilty = (set & Only(i)) != 0;
    if (guilty == suspect.guilty_value) values |= uint64_t{1} << (place - info.switches.begin());
  }
  return values;
}

}  // namespace checker::runs

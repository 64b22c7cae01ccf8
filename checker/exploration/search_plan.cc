#include "checker/exploration/search_plan.h"

#include <algorithm>

namespace checker::exploration {
namespace {

using model::transitions::PropertyKind;
using model::transitions::SystemInfo;

bool HasProperty(const SystemInfo& info, PropertyKind kind) {
  return std::any_of(info.properties.begin(), info.properties.end(),
                     [kind](const auto& property) { return property.kind == kind; });
}

}  // namespace

SearchPlan MakePlan(const model::transitions::TransitionSystem& system,
                    const SearchOptions& options, bool record_graph, bool want_labels) {
  const SystemInfo& info = system.info();
  SearchPlan plan;
  plan.system = &system;
  plan.info = &info;
  plan.options = options;
  plan.workers = info.needs_single_worker ? 1 : std::max<uint32_t>(options.workers, 1);
  if (options.judge_properties) {
    plan.judge_states = info.looks_for_states || HasProperty(info, PropertyKind::kInvariant);
    plan.judge_initial_states =
        plan.judge_states || HasProperty(info, PropertyKind::kInitialPredicate);
    plan.judge_steps = info.looks_for_steps || HasProperty(info, PropertyKind::kActionProperty);
  }
  plan.check_deadlock = options.check_deadlock.value_or(info.check_deadlock);
  plan.keep_states = info.needs_single_worker;
  plan.record_graph = record_graph;
  plan.targets_differ = info.uses_symmetry || info.uses_view;
  plan.judge_targets_once = info.judges_states_of_steps && !plan.targets_differ;
  plan.label = record_graph && want_labels && info.liveness.has_value();
  if (plan.label) {
    plan.state_words = (info.liveness->state_predicates.size() + 63) / 64;
    plan.step_words = (info.liveness->step_predicates.size() + 63) / 64;
  }
  return plan;
}

}  // namespace checker::exploration

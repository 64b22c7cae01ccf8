#include "model/interpreter/step_plan.h"

#include <algorithm>
#include <utility>

namespace model::interpreter {
namespace {

// Whether an action is looked up together with those before it: they read much of what it reads.
bool AreAlike(const std::vector<states::PartPath>& group,
              const std::vector<states::PartPath>& action) {
  const auto is_shared = [&](const states::PartPath& path) {
    return path.size() > 1 && std::binary_search(group.begin(), group.end(), path);
  };
  const auto shared = static_cast<size_t>(std::count_if(action.begin(), action.end(), is_shared));
  return shared > 0 && 2 * shared >= std::min(group.size(), action.size());
}

void AddGroup(uint32_t begin, uint32_t end, StepPlan* plan) {
  std::vector<states::PartPath> reads, writes;
  for (uint32_t action = begin; action < end; ++action) {
    const Footprint& footprint = plan->footprints[action];
    reads.insert(reads.end(), footprint.reads.begin(), footprint.reads.end());
    writes.insert(writes.end(), footprint.writes.begin(), footprint.writes.end());
  }
  states::Tidy(&reads);
  states::Tidy(&writes);
  StepPlan::Group& group = plan->groups.emplace_back();
  group.number = plan->groups_made++;
  group.begin = begin;
  group.end = end;
  for (const states::PartPath& path : reads) group.reads.push_back(plan->NumberOf(path));
  for (const states::PartPath& path : writes) group.writes.push_back(plan->NumberOf(path));
}

void MakeGroups(StepPlan* plan) {
  const std::vector<Footprint>& footprints = plan->footprints;
  const auto count = static_cast<uint32_t>(footprints.size());
  for (uint32_t begin = 0, end = 0; begin < count; begin = end) {
    std::vector<states::PartPath> reads = footprints[begin].reads;
    states::Tidy(&reads);
    for (end = begin + 1; end < count && AreAlike(reads, footprints[end].reads); ++end) {
      reads.insert(reads.end(), footprints[end].reads.begin(), footprints[end].reads.end());
      states::Tidy(&reads);
    }
    AddGroup(begin, end, plan);
  }
}

}  // namespace

uint32_t StepPlan::NumberOf(const states::PartPath& path) const {
  return static_cast<uint32_t>(std::lower_bound(paths.begin(), paths.end(), path) - paths.begin());
}

std::vector<states::PartPath> StepPlan::ReadsOf(const Group& group) const {
  std::vector<states::PartPath> reads;
  for (const uint32_t part : group.reads) reads.push_back(paths[part]);
  return reads;
}

StepPlan PlanSteps(Machine& machine, std::span<const ActionInstance> actions,
                   std::span<const states::PartPath> more, const Value* sample,
                   std::span<const uint8_t> sample_bytes) {
  StepPlan plan;
  plan.sample.assign(sample_bytes.begin(), sample_bytes.end());
  plan.paths.assign(more.begin(), more.end());
  for (uint32_t v = 0; v < machine.variable_count; ++v) plan.paths.push_back({v});
  for (const auto& [action, presets] : actions) {
    std::optional<Footprint> footprint = FootprintOf(machine, {&action, 1}, presets, sample);
    if (!footprint) return {};
    plan.paths.insert(plan.paths.end(), footprint->reads.begin(), footprint->reads.end());
    plan.footprints.push_back(*std::move(footprint));
  }
  std::sort(plan.paths.begin(), plan.paths.end());
  plan.paths.erase(std::unique(plan.paths.begin(), plan.paths.end()), plan.paths.end());
  if (plan.paths.size() > StepPlan::kMostNumber || actions.size() > StepPlan::kMostNumber)
    return {};
  plan.layout.emplace(plan.paths, machine.variable_count, sample_bytes);
  for (uint32_t v = 0; v < machine.variable_count; ++v)
    plan.variables.push_back(plan.NumberOf({v}));
  MakeGroups(&plan);
  return plan;
}

StepPlan SplitGroups(const StepPlan& plan, const std::vector<bool>& is_split) {
  StepPlan split = plan;
  split.groups.clear();
  for (size_t i = 0; i < plan.groups.size(); ++i) {
    const StepPlan::Group& group = plan.groups[i];
    if (!is_split[i]) {
      split.groups.push_back(group);
      continue;
    }
    for (uint32_t action = group.begin; action < group.end; ++action)
      AddGroup(action, action + 1, &split);
  }
  return split;
}

}  // namespace model::interpreter

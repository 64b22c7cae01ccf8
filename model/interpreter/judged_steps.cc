#include "model/interpreter/judged_steps.h"

#include <algorithm>
#include <utility>

#include "model/interpreter/footprint.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using states::PartPath;

bool IsWithin(const PartPath& part, const PartPath& whole) {
  return whole.size() <= part.size() && std::equal(whole.begin(), whole.end(), part.begin());
}

// Whether each part is one of these, or part of one.
bool AreWithin(std::span<const PartPath> parts, std::span<const PartPath> wholes) {
  return std::all_of(parts.begin(), parts.end(), [wholes](const PartPath& part) {
    return std::any_of(wholes.begin(), wholes.end(),
                       [&part](const PartPath& whole) { return IsWithin(part, whole); });
  });
}

void SetSlots(Machine& machine, const Inputs::Presets& presets) {
  for (const auto& [slot, value] : presets) machine.root[slot] = value;
}

std::vector<const Node*> ConjunctsOf(const AllowedDisjuncts::Disjunct& disjunct) {
  std::vector<const Node*> conjuncts = disjunct.guards;
  conjuncts.insert(conjuncts.end(), disjunct.rest.begin(), disjunct.rest.end());
  return conjuncts;
}

std::optional<std::vector<PartPath>> ReadsOfAll(Machine& machine,
                                                std::span<const Node* const> nodes,
                                                Linker::Presets presets, const Value* sample) {
  std::vector<PartPath> all;
  for (const Node* node : nodes) {
    const auto reads = StepReadsOf(machine, node, presets, sample);
    if (!reads) return std::nullopt;
    all.insert(all.end(), reads->begin(), reads->end());
  }
  return all;
}

}  // namespace

void JudgedSteps::Plan(Machine& machine, std::span<const AllowedDisjuncts> properties,
                       const Value* sample) {
  properties_.clear();
  scalars_.clear();
  coverages_.clear();
  for (const AllowedDisjuncts& property : properties) {
    properties_.push_back(PlanProperty(machine, property, sample));
    const Inputs& inputs = properties_.back().inputs;
    scalars_.insert(scalars_.end(), inputs.scalars.begin(), inputs.scalars.end());
  }
}

JudgedSteps::Property JudgedSteps::PlanProperty(Machine& machine, const AllowedDisjuncts& disjuncts,
                                                const Value* sample) {
  Property property;
  bool can_fail = false;
  for (const AllowedDisjuncts::Disjunct& disjunct : disjuncts.disjuncts()) {
    SetSlots(machine, disjunct.presets);
    const std::vector<const Node*> conjuncts = ConjunctsOf(disjunct);
    property.reads.push_back(ReadsOfAll(machine, conjuncts, disjunct.presets, sample));
    property.terms.push_back(property.inputs.terms.size());
    const bool is_last = &disjunct == &disjuncts.disjuncts().back();  // nothing stands behind it
    can_fail = can_fail || is_last ||
               !CannotFail(machine, conjuncts, disjunct.presets, sample, &property.inputs);
    if (!can_fail) ++property.unfailing;
  }
  return property;
}

std::vector<PartPath> JudgedSteps::Parts() const {
  std::vector<PartPath> parts;
  for (const Inputs::Scalar& scalar : scalars_) parts.push_back(scalar.path);
  return parts;
}

void JudgedSteps::Place(const StepPlan& plan) {
  is_placed_ = Parts() == plan.kinds;
  places_.clear();
  if (!is_placed_) return;
  for (const states::PartPath& path : plan.kinds) places_.push_back(plan.NumberOf(path));
}

bool JudgedSteps::IsLikeSample(const values::AtomTable& atoms, const PlacedState& state) const {
  if (!is_placed_) return false;
  for (size_t i = 0; i < places_.size(); ++i) {
    const states::ByteRange range = state.ranges[places_[i]];
    if (!IsAlike(atoms, scalars_[i].sample, {state.bytes + range.begin, state.bytes + range.end}))
      return false;
  }
  return true;
}

const JudgedSteps::Coverage& JudgedSteps::CoverageOf(const StepPlan& plan, size_t group) {
  const uint32_t number = plan.groups[group].number;
  if (number >= coverages_.size()) coverages_.resize(number + 1);
  if (coverages_[number]) return *coverages_[number];
  const Paths known = plan.ReadsOf(plan.groups[group]);
  Coverage& coverage = coverages_[number].emplace();
  for (const Property& property : properties_) {
    std::vector<bool>& disjuncts = coverage.emplace_back();
    for (size_t i = 0; i < property.reads.size(); ++i) {
      const std::span<const Inputs::Term> terms(property.inputs.terms.data(), property.terms[i]);
      disjuncts.push_back(i <= property.unfailing && property.reads[i] &&
                          AreWithin(*property.reads[i], known) &&
                          std::all_of(terms.begin(), terms.end(), [&known](const auto& term) {
                            return AreWithin(term.reads, known);
                          }));
    }
  }
  return coverage;
}

bool JudgedSteps::IsAlwaysSo(const StepPlan& plan, size_t group, std::span<const Reason> reasons,
                             Machine& machine) {
  const Coverage& coverage = CoverageOf(plan, group);
  for (const auto& [property, disjunct] : reasons) {
    if (!coverage[property][disjunct]) return false;
  }
  try {
    for (const auto& [property, disjunct] : reasons) {
      const Property& known = properties_[property];
      for (size_t i = 0; i < known.terms[disjunct]; ++i) {
        const Inputs::Term& term = known.inputs.terms[i];
        SetSlots(machine, term.presets);
        if (!AreAlike(term.sample, Evaluate(term.node, machine, machine.root))) return false;
      }
    }
  } catch (const values::EvaluationError&) {
    return false;
  }
  return true;
}

}  // namespace model::interpreter

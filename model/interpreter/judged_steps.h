// Action properties known of steps that are remembered.
//
// [A]_v is a disjunction of many actions for many processes, and a step is judged by trying one
// after the other. The one that is true looks at little: at the process that takes the step, as the
// remembered step itself did. Where all that it looks at is part of what the step is known by, it
// is true of the step wherever that occurs, so that the step need never be judged again; provided
// that what stands in front of it in the disjunction can't fail (unfailing.h).
//
// THREADS: one explorer's own.

#ifndef MODEL_INTERPRETER_JUDGED_STEPS_H_
#define MODEL_INTERPRETER_JUDGED_STEPS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/interpreter/allowed_disjuncts.h"
#include "model/interpreter/machine.h"
#include "model/interpreter/remembered_truths.h"
#include "model/interpreter/step_plan.h"
#include "model/interpreter/unfailing.h"
#include "model/states/layout.h"

namespace model::interpreter {

class JudgedSteps {
 public:
  // The action properties as they are linked, and the sample of the plan.
  void Plan(Machine& machine, std::span<const AllowedDisjuncts> properties, const Value* sample);
  // Parts of states that will be looked at.
  std::vector<states::PartPath> Parts() const;
  // REQUIRES: Plan. If the parts aren't those of `plan`, no state will be like the sample: what
  // others mean by it isn't known.
  void Place(const StepPlan& plan);

  // Whether in this state all is of the kinds that it is of in the sample.
  bool IsLikeSample(const values::AtomTable& atoms, const PlacedState& state) const;

  // That a step satisfies the property, because of this disjunct.
  struct Reason {
    size_t property;
    size_t disjunct;
  };
  // Whether the same is true of all steps of which the group has the same record as of the
  // machine's, if they lead from states like the sample to such states, as that one does.
  bool IsAlwaysSo(const StepPlan& plan, size_t group, std::span<const Reason> reasons,
                  Machine& machine);

 private:
  using Paths = std::vector<states::PartPath>;
  struct Property {
    // What each disjunct looks at; absent: it may depend on more than parts.
    std::vector<std::optional<Paths>> reads;
    // So many of the first can't fail, given their inputs: the first so many terms for those in
    // front of each.
    size_t unfailing = 0;
    Inputs inputs;
    std::vector<size_t> terms;
  };
  // By property, the disjuncts that look, they and what is in front of them, at nothing but what
  // the steps of a group are known by.
  using Coverage = std::vector<std::vector<bool>>;

  Property PlanProperty(Machine& machine, const AllowedDisjuncts& disjuncts, const Value* sample);
  const Coverage& CoverageOf(const StepPlan& plan, size_t group);

  std::vector<Property> properties_;
  std::vector<Inputs::Scalar> scalars_;  // of all properties
  bool is_placed_ = false;
  std::vector<uint32_t> places_;                    // their parts' numbers
  std::vector<std::optional<Coverage>> coverages_;  // by number of the group
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_JUDGED_STEPS_H_

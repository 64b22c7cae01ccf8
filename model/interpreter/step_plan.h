// Where the actions of a specification look in a state and what they change there, by parts: what
// remembered steps (remembered_steps.h) are known by. Made once by one worker, for all.

#ifndef MODEL_INTERPRETER_STEP_PLAN_H_
#define MODEL_INTERPRETER_STEP_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/interpreter/footprint.h"
#include "model/interpreter/machine.h"
#include "model/states/layout.h"

namespace model::interpreter {

struct StepPlan {
  // Neighbouring actions, whose steps are known together.
  struct Group {
    uint32_t number = 0;                  // of all that there ever were
    uint32_t begin = 0, end = 0;          // actions
    std::vector<uint32_t> reads, writes;  // parts, ascending
  };

  // Of parts and of actions.
  static constexpr size_t kMostNumber = UINT16_MAX;

  // REQUIRES: it is a part of an action, or one of those that were asked for besides.
  uint32_t NumberOf(const states::PartPath& path) const;
  // What the steps of a group are known by.
  std::vector<states::PartPath> ReadsOf(const Group& group) const;

  std::vector<uint8_t> sample;          // some state of the search
  std::vector<Footprint> footprints;    // of the actions
  std::vector<states::PartPath> paths;  // of all parts, ascending
  std::optional<states::Layout> layout;
  std::vector<uint32_t> variables;  // which parts they are
  std::vector<Group> groups;        // none: nothing is remembered
  uint32_t groups_made = 0;
  // Of the invariants: the parts that each piece of them reads; absent: it isn't known for all.
  std::optional<std::vector<std::vector<uint32_t>>> pieces;
  // What has to be of the same kinds as in the sample where a step is marked (judged_steps.h).
  std::vector<states::PartPath> kinds;
};

// The actions as they are linked.
struct ActionInstance {
  const LinkedAction* action;
  Linker::Presets presets;
};
// `more`: parts that are looked for besides. `sample` is some state of the search.
StepPlan PlanSteps(Machine& machine, std::span<const ActionInstance> actions,
                   std::span<const states::PartPath> more, const Value* sample,
                   std::span<const uint8_t> sample_bytes);

// The same plan with each of these groups, by position, split up into its actions.
StepPlan SplitGroups(const StepPlan& plan, const std::vector<bool>& is_split);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_STEP_PLAN_H_

// One design out of a model: with its switches set, some of its actions off, some of its promises
// withdrawn, or none of its properties judged.

#ifndef CHECKER_RUNS_RESTRICTED_SYSTEM_H_
#define CHECKER_RUNS_RESTRICTED_SYSTEM_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::runs {

struct Restriction {
  std::optional<uint64_t> switches;  // values of SystemInfo::switches, which then has none
  std::vector<std::string> disabled_actions;
  std::vector<uint32_t> withdrawn_promises;  // indices into LivenessProblem::assumptions
  bool judge_properties = true;  // false: no invariant or temporal property, only deadlock
  bool empty() const {
    return !switches && disabled_actions.empty() && withdrawn_promises.empty() && judge_properties;
  }
};

// Keeps pointing to `system`, which must outlive it.
std::unique_ptr<model::transitions::TransitionSystem> Restrict(
    const model::transitions::TransitionSystem& system, const Restriction& restriction);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_RESTRICTED_SYSTEM_H_

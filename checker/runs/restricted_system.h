// A model with some of its actions switched off, some of its promises withdrawn, or none of its
// properties judged: designs that differ from a specification in more than a constant.

#ifndef CHECKER_RUNS_RESTRICTED_SYSTEM_H_
#define CHECKER_RUNS_RESTRICTED_SYSTEM_H_

#include <memory>
#include <string>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::runs {

struct Restriction {
  std::vector<std::string> disabled_actions;
  std::vector<uint32_t> withdrawn_promises;  // indices into LivenessProblem::assumptions
  bool judge_properties = true;  // false: no invariant or temporal property, only deadlock
};

// Keeps pointing to `system`, which must outlive it.
std::unique_ptr<model::transitions::TransitionSystem> Restrict(
    const model::transitions::TransitionSystem& system, const Restriction& restriction);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_RESTRICTED_SYSTEM_H_

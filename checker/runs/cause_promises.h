// The fairness promises of a specification, by name.

#ifndef CHECKER_RUNS_CAUSE_PROMISES_H_
#define CHECKER_RUNS_CAUSE_PROMISES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/transitions/temporal_formula.h"

namespace checker::runs {

// "WF_vars(Publish)", each once, in the order of the specification. A conjunct that is no fairness
// condition is known by its number.
std::vector<std::string> PromisesOf(const model::transitions::LivenessProblem& problem);
// Indices into LivenessProblem::assumptions.
std::vector<uint32_t> PromisesNamed(const model::transitions::LivenessProblem& problem,
                                    const std::string& name);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_PROMISES_H_

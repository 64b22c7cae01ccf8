// What a step changed inside a variable: `pc[p1]` rather than the whole of `pc`.

#ifndef CHECKER_REPORTS_TRACE_DIFFERENCE_H_
#define CHECKER_REPORTS_TRACE_DIFFERENCE_H_

#include <string>
#include <utility>
#include <vector>

#include "model/transitions/datum.h"

namespace checker::reports {

// The smallest parts of variable `name` that differ, each with its new value: "pc[p1]",
// "owner.epoch", "log[3]", "messages (added)", "messages (removed)", "queue (appended)". The
// variable itself when no part of it stayed. REQUIRES: before != after.
std::vector<std::pair<std::string, model::transitions::Datum>> ChangedParts(
    const std::string& name, const model::transitions::Datum& before,
    const model::transitions::Datum& after);

// The smallest parts in which two values of variable `name` differ, with both values. REQUIRES:
// one != other.
struct DifferingPart {
  std::string name;
  model::transitions::Datum one, other;
};
std::vector<DifferingPart> DifferingParts(const std::string& name,
                                          const model::transitions::Datum& one,
                                          const model::transitions::Datum& other);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_TRACE_DIFFERENCE_H_

// A violation and its trace as JSON, for every document that holds one.

#ifndef CHECKER_REPORTS_VIOLATION_JSON_H_
#define CHECKER_REPORTS_VIOLATION_JSON_H_

#include <nlohmann/json.hpp>

#include "checker/results/results.h"

namespace checker::reports {

nlohmann::ordered_json TraceJson(const results::Trace& trace);
nlohmann::ordered_json ViolationJson(const results::Violation& violation);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_VIOLATION_JSON_H_

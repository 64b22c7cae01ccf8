// A whole result as one JSON document: the contract of `--json`, described in docs/json.md.
//
// schema_version changes only when something that is there changes its meaning or goes; fields may
// be added.

#ifndef CHECKER_REPORTS_JSON_REPORT_H_
#define CHECKER_REPORTS_JSON_REPORT_H_

#include <string>

#include "checker/results/causes.h"
#include "checker/results/results.h"

namespace checker::reports {

inline constexpr int kJsonSchemaVersion = 1;

std::string JsonReport(const results::Result& result);
// The same with the array `causes`.
std::string JsonReport(const results::CausesResult& result);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_JSON_REPORT_H_

// The `causes` array of the JSON document.

#ifndef CHECKER_REPORTS_CAUSE_JSON_H_
#define CHECKER_REPORTS_CAUSE_JSON_H_

#include <nlohmann/json.hpp>

#include "checker/results/causes.h"

namespace checker::reports {

nlohmann::ordered_json CausesJson(const results::CausesResult& result);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_JSON_H_

// Values in the Informal Trace Format (ITF) of Apalache, as the JSON document and trace files use
// them.
//
//     integer      {"#bigint": "-12"}            sequence, tuple   [..]
//     set          {"#set": [..]}                record            {"field": ..}
//     function     {"#map": [[key, value], ..]}  model value       its name as a string
//     what has no finite form                    {"#unserializable": "Nat"}

#ifndef CHECKER_REPORTS_ITF_VALUE_H_
#define CHECKER_REPORTS_ITF_VALUE_H_

#include <nlohmann/json.hpp>

#include "model/transitions/datum.h"

namespace checker::reports {

nlohmann::ordered_json ItfValue(const model::transitions::Datum& datum);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_ITF_VALUE_H_

#include "checker/reports/itf_trace.h"

#include <nlohmann/json.hpp>

#include "checker/reports/itf_value.h"
#include "checker/reports/place_text.h"
#include "checker/reports/violation_text.h"

namespace checker::reports {
namespace {

using Json = nlohmann::ordered_json;

Json StateJson(const results::TraceState& state, size_t index) {
  Json meta{{"index", index}};
  if (state.action) meta["action"] = CallText(*state.action);
  Json json{{"#meta", std::move(meta)}};
  for (const auto& [name, value] : state.variables) json[name] = ItfValue(value);
  return json;
}

}  // namespace

std::string ItfTrace(const results::Result& result, const results::Violation& violation) {
  const results::Trace& trace = violation.trace;
  Json document;
  document["#meta"] = {{"format", "ITF"},
                       {"source", result.specification},
                       {"property", violation.name},
                       {"description", HeadlineText(violation)}};
  document["params"] = Json::array();
  document["vars"] = Json::array();
  if (!trace.states.empty()) {
    for (const auto& variable : trace.states.front().variables) {
      document["vars"].push_back(variable.first);
    }
  }
  document["states"] = Json::array();
  for (size_t i = 0; i < trace.states.size(); ++i) {
    document["states"].push_back(StateJson(trace.states[i], i));
  }
  if (trace.stuttering && !trace.states.empty()) {
    document["loop"] = trace.states.size() - 1;
  } else if (trace.loop_start) {
    document["loop"] = *trace.loop_start - 1;
  }
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace checker::reports

#include "checker/reports/json_report.h"

#include <nlohmann/json.hpp>

#include "checker/reports/cause_json.h"
#include "checker/reports/itf_value.h"
#include "checker/reports/violation_json.h"
#include "checker/reports/violation_text.h"

namespace checker::reports {
namespace {

using Json = nlohmann::ordered_json;
using results::Fault;
using results::Result;
using results::Statistics;
using results::Trace;
using results::TraceState;
using results::Violation;

Json LocationJson(const results::Location& location) {
  if (location.file.empty()) return nullptr;
  return {{"file", location.file},
          {"module", location.module},
          {"start_line", location.start_line},
          {"start_column", location.start_column},
          {"end_line", location.end_line},
          {"end_column", location.end_column}};
}

Json ActionJson(const std::optional<results::ActionInfo>& action) {
  if (!action) return nullptr;
  Json parameters = Json::object();
  for (const auto& [name, value] : action->parameters) parameters[name] = ItfValue(value);
  return {{"name", action->name},
          {"parameters", std::move(parameters)},
          {"location", LocationJson(action->location)}};
}

Json StatisticsJson(const Statistics& statistics) {
  Json actions = Json::array();
  for (const results::ActionStatistics& row : statistics.actions) {
    Json entry = ActionJson(row.action);
    entry["generated"] = row.generated;
    entry["distinct"] = row.distinct;
    entry["enabled_states"] = row.enabled_states;
    actions.push_back(std::move(entry));
  }
  Json json = {{"states_generated", statistics.states_generated},
               {"distinct_states", statistics.distinct_states},
               {"states_left", statistics.states_left},
               {"depth", statistics.depth},
               {"initial_states", statistics.initial_states},
               {"seconds", statistics.seconds},
               {"cpu_seconds", statistics.cpu_seconds},
               {"workers", statistics.workers},
               {"peak_memory_bytes", statistics.peak_memory_bytes},
               {"table_bytes", statistics.table_bytes},
               {"collision_probability", statistics.collision_probability},
               {"states_per_level", statistics.states_per_level},
               {"actions", std::move(actions)}};
  if (statistics.traces > 0) json["traces"] = statistics.traces;
  return json;
}

Json PropertiesJson(const Result& result) {
  Json json = Json::array();
  for (const results::PropertyResult& property : result.properties) {
    Json entry = {{"name", property.name},
                  {"kind", NameOf(property.kind)},
                  {"verdict", NameOf(property.verdict)},
                  {"location", LocationJson(property.location)}};
    if (!property.note.empty()) entry["note"] = property.note;
    json.push_back(std::move(entry));
  }
  return json;
}

Json StateJson(const TraceState& state) {
  Json variables = Json::object();
  for (const auto& [name, value] : state.variables) variables[name] = ItfValue(value);
  return {{"number", state.number},
          {"action", ActionJson(state.action)},
          {"variables", std::move(variables)}};
}

}  // namespace

Json TraceJson(const Trace& trace) {
  Json states = Json::array();
  for (const TraceState& state : trace.states) states.push_back(StateJson(state));
  Json json = {{"states", std::move(states)},
               {"loop_start", trace.loop_start ? Json(*trace.loop_start) : Json(nullptr)},
               {"stuttering", trace.stuttering}};
  if (trace.loop_action) json["loop_action"] = ActionJson(trace.loop_action);
  if (!trace.fairness_notes.empty()) json["fairness"] = trace.fairness_notes;
  return json;
}

namespace {

Json CallPathJson(const Fault& fault) {
  Json path = Json::array();
  for (const Fault::Frame& frame : fault.call_path) {
    path.push_back({{"in", frame.description}, {"location", LocationJson(frame.location)}});
  }
  return path;
}

// What is wrong: a property's kind, or the kind of the fault.
std::string_view KindOf(const Violation& violation) {
  if (!violation.fault) return NameOf(violation.kind);
  return violation.fault->kind == Fault::Kind::kAssertFailed ? "assert" : "evaluation_error";
}

Json DiagnosticsJson(const Result& result) {
  Json json = Json::array();
  for (const results::RunDiagnostic& diagnostic : result.diagnostics) {
    Json entry = {{"name", diagnostic.name},
                  {"severity", diagnostic.severity},
                  {"message", diagnostic.message},
                  {"location", LocationJson(diagnostic.location)}};
    if (!diagnostic.help.empty()) entry["help"] = diagnostic.help;
    if (!diagnostic.notes.empty()) {
      Json& notes = entry["notes"] = Json::array();
      for (const auto& [location, message] : diagnostic.notes) {
        notes.push_back({{"message", message}, {"location", LocationJson(location)}});
      }
    }
    json.push_back(std::move(entry));
  }
  return json;
}

}  // namespace

Json ViolationJson(const Violation& violation) {
  Json json = {
      {"kind", KindOf(violation)},
      {"name", violation.name},
      {"location", LocationJson(violation.fault ? violation.fault->location : violation.location)},
      {"message", HeadlineText(violation)},
      {"explanation", violation.explanation},
      {"in_initial_state", violation.in_initial_state},
      {"shortest", violation.trace.shortest},
      {"trace", TraceJson(violation.trace)}};
  if (!violation.also_violated.empty()) json["also_violated"] = violation.also_violated;
  if (violation.fault) json["call_path"] = CallPathJson(*violation.fault);
  return json;
}

namespace {

Json DocumentOf(const Result& result) {
  Json document = {{"schema_version", kJsonSchemaVersion},
                   {"verdict", NameOf(result.verdict)},
                   {"exit_status", result.exit_status},
                   {"reason", result.reason},
                   {"specification", result.specification},
                   {"configuration", result.configuration},
                   {"statistics", StatisticsJson(result.statistics)},
                   {"properties", PropertiesJson(result)}};
  document["violation"] =
      result.violations.empty() ? Json(nullptr) : ViolationJson(result.violations.front());
  if (result.violations.size() > 1) {
    Json& further = document["further_violations"] = Json::array();
    for (size_t i = 1; i < result.violations.size(); ++i) {
      further.push_back(ViolationJson(result.violations[i]));
    }
  }
  document["diagnostics"] = DiagnosticsJson(result);
  return document;
}

std::string Written(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string JsonReport(const Result& result) { return Written(DocumentOf(result)); }

std::string JsonReport(const results::CausesResult& result) {
  Json document = DocumentOf(result.run);
  document["causes"] = CausesJson(result);
  return Written(document);
}

}  // namespace checker::reports

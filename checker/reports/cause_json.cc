#include "checker/reports/cause_json.h"

#include "checker/reports/itf_value.h"
#include "checker/reports/violation_json.h"

namespace checker::reports {
namespace {

using Json = nlohmann::ordered_json;
using results::CauseAnalysis;

Json SuspectsJson(const CauseAnalysis& analysis) {
  Json suspects = Json::array();
  for (const results::Suspect& suspect : analysis.suspects) {
    suspects.push_back({{"name", suspect.name},
                        {"kind", NameOf(suspect.kind)},
                        {"guilty", suspect.guilty},
                        {"innocent", suspect.innocent},
                        {"guilty_in_design", suspect.guilty_in_design}});
  }
  return suspects;
}

Json DivergenceJson(const results::Divergence& divergence) {
  Json differences = Json::array();
  for (const auto& difference : divergence.differences) {
    differences.push_back({{"variable", difference.variable},
                           {"failing", ItfValue(difference.failing)},
                           {"fixed", ItfValue(difference.fixed)}});
  }
  return {{"last_common_state", divergence.state},   {"step", divergence.step},
          {"step_happens", divergence.step_happens}, {"differences", std::move(differences)},
          {"trace", TraceJson(divergence.trace)},    {"beside", divergence.beside}};
}

Json BlameJson(const results::Blame& blame) {
  Json steps = Json::array();
  for (const results::StepBlame& step : blame.steps) {
    steps.push_back(
        {{"into_state", step.state}, {"step", step.step}, {"essential", step.essential}});
  }
  return {{"steps", std::move(steps)},
          {"point_of_no_return",
           blame.point_of_no_return ? Json(*blame.point_of_no_return) : Json(nullptr)}};
}

Json AnalysisJson(const CauseAnalysis& analysis) {
  Json causes = Json::array(), fixes = Json::array(), traces = Json::array(),
       cause_proofs = Json::array(), fix_proofs = Json::array(), divergences = Json::array(),
       idle_fixes = Json::array(), dangers = Json::array(), danger_traces = Json::array();
  for (const results::Cause& cause : analysis.minimal_causes) {
    causes.push_back(cause.suspects);
    cause_proofs.push_back(cause.proved_minimal);
    traces.push_back(cause.violation ? ViolationJson(*cause.violation) : Json(nullptr));
  }
  for (const results::Fix& fix : analysis.minimal_fixes) {
    fixes.push_back(fix.suspects);
    fix_proofs.push_back(fix.proved_minimal);
    divergences.push_back(fix.divergence ? DivergenceJson(*fix.divergence) : Json(nullptr));
    idle_fixes.push_back(fix.leaves_no_behaviour);
  }
  for (const results::Cause& danger : analysis.minimal_dangers) {
    dangers.push_back(danger.suspects);
    danger_traces.push_back(danger.violation ? ViolationJson(*danger.violation) : Json(nullptr));
  }
  Json json = {
      {"property", analysis.property},
      {"kind", NameOf(analysis.kind)},
      {"design_verdict", NameOf(analysis.design)},
      {"searched", analysis.searched},
      {"status", analysis.searched && analysis.complete ? "complete" : "partial"},
      {"reason",
       analysis.searched
           ? analysis.reason
           : "the design has no violation; the other designs were not searched (--all does)"},
      {"suspects", SuspectsJson(analysis)},
      {"minimal_causes", std::move(causes)},
      {"minimal_fixes", std::move(fixes)},
      {"shown_monotone", analysis.shown_monotone},
      {"rests_on_monotone", analysis.rests_on_monotone},
      {"not_monotone", analysis.not_monotone},
      {"in_every_cause", analysis.in_every_cause},
      {"in_no_cause", analysis.in_no_cause},
      {"necessary", analysis.necessary},
      {"sufficient_alone", analysis.sufficient_alone},
      {"contributing", analysis.contributing},
      {"irrelevant", analysis.irrelevant},
      {"designs", static_cast<uint64_t>(analysis.designs)},
      {"designs_excluded", static_cast<uint64_t>(analysis.designs_excluded)},
      {"designs_idle", static_cast<uint64_t>(analysis.designs_idle)},
      {"designs_open", static_cast<uint64_t>(analysis.designs_open)},
      {"runs", analysis.runs},
      {"judgements", analysis.judgements},
      {"distinct_states", analysis.distinct_states},
      {"causes_proved_minimal", std::move(cause_proofs)},
      {"fixes_proved_minimal", std::move(fix_proofs)},
      {"cause_violations", std::move(traces)},
      {"fixes_leave_no_behaviour", std::move(idle_fixes)},
      {"fix_divergences", std::move(divergences)},
      {"nearest_fix", analysis.nearest_fix ? Json(*analysis.nearest_fix) : Json(nullptr)},
      {"minimal_dangers", std::move(dangers)},
      {"danger_violations", std::move(danger_traces)}};
  json["violation"] = analysis.violation ? ViolationJson(*analysis.violation) : Json(nullptr);
  json["blame"] = analysis.blame ? BlameJson(*analysis.blame) : Json(nullptr);
  json["blame_left_out"] = analysis.blame_left_out;
  return json;
}

}  // namespace

Json CausesJson(const results::CausesResult& result) {
  Json causes = Json::array();
  for (const CauseAnalysis& analysis : result.properties) causes.push_back(AnalysisJson(analysis));
  return causes;
}

}  // namespace checker::reports

// Values and results to print, short to write down.

#ifndef TESTS_CHECKER_REPORTS_SAMPLE_RESULTS_H_
#define TESTS_CHECKER_REPORTS_SAMPLE_RESULTS_H_

#include <string>
#include <utility>
#include <vector>

#include "checker/results/results.h"

namespace checker::reports {

using model::transitions::Datum;

inline Datum Integer(int64_t value) {
  return {.kind = Datum::Kind::kInteger, .text = std::to_string(value)};
}
inline Datum Boolean(bool value) {
  return {.kind = Datum::Kind::kBoolean, .text = value ? "TRUE" : "FALSE"};
}
inline Datum String(std::string text) {
  return {.kind = Datum::Kind::kString, .text = std::move(text)};
}
inline Datum ModelValue(std::string name) {
  return {.kind = Datum::Kind::kModelValue, .text = std::move(name)};
}
inline Datum Set(std::vector<Datum> items) {
  return {.kind = Datum::Kind::kSet, .items = std::move(items)};
}
inline Datum Tuple(std::vector<Datum> items) {
  return {.kind = Datum::Kind::kTuple, .items = std::move(items)};
}
inline Datum Record(std::vector<std::pair<std::string, Datum>> fields) {
  Datum record{.kind = Datum::Kind::kRecord};
  for (auto& [name, value] : fields) {
    record.names.push_back(name);
    record.items.push_back(std::move(value));
  }
  return record;
}
inline Datum Function(std::vector<std::pair<Datum, Datum>> pairs) {
  Datum function{.kind = Datum::Kind::kFunction};
  for (auto& [key, value] : pairs) {
    function.keys.push_back(std::move(key));
    function.items.push_back(std::move(value));
  }
  return function;
}

inline results::Location Place(uint32_t line, uint32_t start_column, uint32_t end_column) {
  return {"Lock.tla", "Lock", line, start_column, line, end_column};
}

// Two processes, one lock, and an invariant that the third state breaks.
inline results::Result BrokenLock() {
  const Datum p1 = ModelValue("p1"), p2 = ModelValue("p2");
  const auto pc = [&](const char* a, const char* b) {
    return Function({{p1, String(a)}, {p2, String(b)}});
  };
  results::Result result;
  result.specification = "Lock.tla";
  result.configuration = "Lock.cfg";
  result.verdict = results::Verdict::kFail;
  result.exit_status = results::exit_status::kInvariant;
  result.statistics.states_generated = 12;
  result.statistics.distinct_states = 7;
  result.statistics.states_left = 2;
  result.statistics.depth = 3;
  result.statistics.initial_states = 1;
  result.statistics.seconds = 0.5;
  result.statistics.workers = 2;
  result.statistics.peak_memory_bytes = 3 << 20;
  result.statistics.table_bytes = 168;
  result.statistics.actions = {{{"Enter", {}, Place(9, 3, 30)}, 8, 5, 4},
                               {{"Crash", {}, Place(20, 3, 9)}}};
  result.properties = {{.name = "Exclusion",
                        .kind = results::PropertyResultKind::kInvariant,
                        .verdict = results::Verdict::kFail}};
  results::Violation violation;
  violation.kind = results::PropertyResultKind::kInvariant;
  violation.name = "Exclusion";
  violation.location = Place(30, 1, 40);
  violation.explanation = {"~(pc[p] = \"in\" /\\ pc[q] = \"in\") is false for p = p1, q = p2"};
  violation.trace.states = {{.number = 1,
                             .variables = {{"lock", Boolean(false)}, {"pc", pc("out", "out")}},
                             .changed = {true, true}},
                            {.number = 2,
                             .action = results::ActionInfo{"Enter", {{"p", p1}}, Place(9, 3, 30)},
                             .variables = {{"lock", Boolean(true)}, {"pc", pc("in", "out")}},
                             .changed = {true, true}},
                            {.number = 3,
                             .action = results::ActionInfo{"Enter", {{"p", p2}}, Place(9, 3, 30)},
                             .variables = {{"lock", Boolean(true)}, {"pc", pc("in", "in")}},
                             .changed = {false, true}}};
  violation.trace.shortest = true;
  result.violations = {violation};
  return result;
}

// Goes round from the third state to the second for ever.
inline results::Result StarvingLock() {
  results::Result result = BrokenLock();
  result.exit_status = results::exit_status::kTemporal;
  results::Violation& violation = result.violations[0];
  violation.kind = results::PropertyResultKind::kTemporal;
  violation.name = "Progress";
  violation.explanation.clear();
  violation.trace.loop_start = 2;
  violation.trace.loop_action =
      results::ActionInfo{"Leave", {{"p", ModelValue("p2")}}, Place(12, 3, 30)};
  violation.trace.fairness_notes = {"WF_vars(Enter(p1)): not enabled in state 3"};
  return result;
}

inline results::Result HoldingLock() {
  results::Result result = BrokenLock();
  result.verdict = results::Verdict::kPass;
  result.exit_status = 0;
  result.violations.clear();
  result.properties[0].verdict = results::Verdict::kPass;
  result.statistics.states_left = 0;
  result.statistics.collision_probability = 1.5e-17;
  return result;
}

}  // namespace checker::reports

#endif  // TESTS_CHECKER_REPORTS_SAMPLE_RESULTS_H_

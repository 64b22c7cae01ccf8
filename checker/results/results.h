// What a run found out: verdict, statistics, properties, the violation with its trace, diagnostics.
// Data only; searches fill it, reports print it, and neither knows the other.

#ifndef CHECKER_RESULTS_RESULTS_H_
#define CHECKER_RESULTS_RESULTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::results {

using model::transitions::ActionInfo;
using model::transitions::Datum;
using model::transitions::Fault;
using model::transitions::Location;

enum class Verdict : uint8_t { kPass, kFail, kVacuous, kIncomplete, kError };
std::string_view NameOf(Verdict verdict);  // "pass"

// Exit statuses; see docs/exit_status.md.
namespace exit_status {
inline constexpr int kPass = 0;
inline constexpr int kUsage = 1;
inline constexpr int kAssumption = 10;
inline constexpr int kDeadlock = 11;
inline constexpr int kInvariant = 12;
inline constexpr int kTemporal = 13;
inline constexpr int kAssert = 14;
inline constexpr int kVacuous = 20;
inline constexpr int kIncomplete = 21;
inline constexpr int kNextError = 75;
inline constexpr int kInvariantError = 76;
inline constexpr int kTemporalError = 77;
inline constexpr int kParse = 150;
inline constexpr int kConfiguration = 151;
inline constexpr int kWorld = 255;
}  // namespace exit_status

struct ActionStatistics {
  ActionInfo action;
  uint64_t generated = 0;       // steps
  uint64_t distinct = 0;        // steps that reached a new state
  uint64_t enabled_states = 0;  // states with at least one such step
};

struct Statistics {
  uint64_t states_generated = 0;
  uint64_t distinct_states = 0;
  uint64_t states_left = 0;
  uint64_t depth = 0;           // states on the longest shortest path
  uint64_t initial_states = 0;  // distinct
  uint64_t initial_generated = 0;
  double seconds = 0;
  double cpu_seconds = 0;
  uint32_t workers = 1;
  uint64_t peak_memory_bytes = 0;
  uint64_t table_bytes = 0;  // fingerprint table and parent log at the end
  double collision_probability =
      0;  // estimate from the number of states and the fingerprint's width
  std::vector<ActionStatistics> actions;
  std::vector<uint64_t> states_per_level;
  uint64_t traces = 0;  // simulation: behaviours walked
};

enum class PropertyResultKind : uint8_t {
  kInvariant,
  kInitialPredicate,
  kActionProperty,
  kTemporal,
  kDeadlock,
  kAssumption,
  kPostcondition
};
std::string_view NameOf(
    PropertyResultKind kind);  // "action_property"; initial predicates count as "temporal"

struct PropertyResult {
  std::string name;
  PropertyResultKind kind = PropertyResultKind::kInvariant;
  Verdict verdict = Verdict::kIncomplete;
  Location location;
  std::string note;  // one sentence, or empty
};

struct TraceState {
  uint32_t number = 0;               // 1-based
  std::optional<ActionInfo> action;  // the step into this state; none for the initial state
  std::vector<std::pair<std::string, Datum>> variables;
  std::vector<bool> changed;  // against the state before; all true for the first
};

struct Trace {
  std::vector<TraceState> states;
  std::optional<uint32_t> loop_start;       // number of the state that the last one goes back to
  std::optional<ActionInfo> loop_action;    // the step back
  bool stuttering = false;                  // the last state repeats for ever
  bool shortest = false;  // proved: no violation of the same property takes fewer steps
  std::vector<std::string> fairness_notes;  // why each fairness condition holds on the loop
};

struct Violation {
  PropertyResultKind kind = PropertyResultKind::kInvariant;
  std::string name;
  std::vector<std::string>
      also_violated;  // further temporal properties that the same lasso violates
  Location location;
  std::vector<std::string> explanation;
  Trace trace;
  bool in_initial_state = false;
  std::optional<Fault> fault;  // set for an evaluation error: the trace leads to it, `kind`/`name`
                               // tell what was evaluated
};

struct RunDiagnostic {
  std::string name;
  std::string severity;  // "error", "warning", "note"
  std::string message;
  std::string help;
  Location location;
  std::vector<std::pair<Location, std::string>> notes;
  std::vector<std::string> source_lines;  // the lines of `location`, for the caret display
};

struct Result {
  std::string specification;
  std::string configuration;
  Verdict verdict = Verdict::kIncomplete;
  int exit_status = exit_status::kIncomplete;
  std::string reason;  // one sentence for verdicts vacuous and incomplete
  Statistics statistics;
  std::vector<PropertyResult> properties;
  std::vector<Violation>
      violations;  // the first decides the exit status; more only with --continue
  std::vector<RunDiagnostic> diagnostics;
  std::vector<std::string> printed;  // what the specification printed (PrintT), if it was kept
};

}  // namespace checker::results

#endif  // CHECKER_RESULTS_RESULTS_H_

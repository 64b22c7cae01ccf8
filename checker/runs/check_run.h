// The composition root: one call reads a specification, explores it and judges it.
//
// Only this folder sees the TLA+ half of the house and the searches together. The command line
// fills the plain options below, hands in a listener, and prints the result that comes back.
// Nothing here prints, exits or installs signal handlers.
//
// THREADS: the listener is called by one thread at a time, not always the same.

#ifndef CHECKER_RUNS_CHECK_RUN_H_
#define CHECKER_RUNS_CHECK_RUN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/exploration/search_options.h"
#include "checker/parallel/stop_request.h"
#include "checker/results/results.h"

namespace checker::runs {

using exploration::Progress;

// What to show instead of checking: a stage between text and next states.
enum class Stage : uint8_t { kTokens, kTree, kModules, kProgram, kActions };

// Where the text comes from.
struct SourceOptions {
  std::string specification;  // path of the .tla file
  std::string configuration;  // path of the .cfg file; empty: the one beside the specification
  std::vector<std::string> library_paths;  // searched for modules after the specification's folder
};

// Where a run ends at the latest; 0: no limit. A run that a limit stops with states left is
// `incomplete`.
struct RunLimits {
  uint64_t max_states = 0;  // distinct states
  uint64_t max_depth = 0;   // levels of the search
  uint64_t max_time_ms = 0;
  uint64_t max_memory_bytes = 0;
};

// Random walks instead of the whole graph.
struct SimulationOptions {
  bool enabled = false;
  std::optional<uint64_t> seed;  // none: a fresh one, told in the report
  uint64_t depth = 100;          // states of a walk
  uint64_t traces = 0;           // walks; 0: until a limit, a violation or a signal
};

struct CheckOptions {
  SourceOptions source;
  uint32_t workers = 0;  // 0: one for each core

  // What is judged. With any name here, these are checked instead of the INVARIANTs and PROPERTYs
  // of the .cfg.
  std::vector<std::string> invariants;
  std::vector<std::string> properties;
  bool check_deadlock = true;  // false: not, whatever the .cfg says
  bool continue_after_violation = false;
  bool allow_vacuous = false;
  bool strict = false;  // warnings about doubtful checks become failures

  RunLimits limits;
  SimulationOptions simulation;
  uint32_t fingerprint_bits = 64;  // or 128

  std::optional<Stage> print_stage;  // show this and stop
  std::string dump_graph_path;       // .dot or .json; empty: none

  const parallel::StopRequest* stop =
      nullptr;  // ends the run cleanly, as a limit does; may be null
};

// `whodunnit parse`: reads the specification and the modules that it names, judges names, arities
// and levels, and stops there.
struct ParseOptions {
  SourceOptions source;              // the configuration is not read
  std::optional<Stage> print_stage;  // kTokens, kTree or kModules
};

class RunListener {
 public:
  virtual ~RunListener() = default;
  // A new part of the work begins: "exploring", "walking", "judging temporal properties".
  virtual void OnPhase(std::string_view phase) {}
  // Now and then while a search goes on.
  virtual void OnProgress(const Progress& progress) {}
  // One output of the specification (PrintT, Print), without a line end.
  virtual void OnPrinted(std::string_view text) {}
  // The text of the stage that was asked for; may come in pieces.
  virtual void OnStageText(std::string_view text) {}
};

// What is wrong with the specification, the configuration or the world is in the result: its
// diagnostics and its exit status. REQUIRES: called on a thread with a large stack
// (checker/parallel/big_stack_thread.h).
results::Result RunCheck(const CheckOptions& options, RunListener* listener);
results::Result RunParse(const ParseOptions& options, RunListener* listener);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CHECK_RUN_H_

// What `causes` found out about one property: which sets of suspects suffice to violate it, and
// which changes end the violation. Data only.

#ifndef CHECKER_RESULTS_CAUSES_H_
#define CHECKER_RESULTS_CAUSES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/results/results.h"

namespace checker::results {

enum class SuspectKind : uint8_t {
  kConstant,     // a boolean constant
  kAlternative,  // one of the other values of a constant
  kAction,       // guilty: its steps may happen
  kFairness,     // guilty: the promise is not made
};
std::string_view NameOf(SuspectKind kind);  // "constant"

struct Suspect {
  std::string name;  // "HaltOnMissing", "NumEnactors = 3", "DeleteByHand", "WF(Publish)"
  SuspectKind kind = SuspectKind::kConstant;
  std::string guilty;  // in words or as a value: "TRUE", "3", "may happen"
  std::string innocent;
  bool guilty_in_design = false;  // in the configuration as given
};

using SuspectNames = std::vector<std::string>;  // sorted

struct Cause {
  SuspectNames suspects;
  bool proved_minimal = true;          // every proper subset was shown not to suffice
  std::optional<Violation> violation;  // its shortest trace; none: not sought
};

// The value of a variable in two designs.
struct Difference {
  std::string variable;
  Datum failing, fixed;
};

// The failing design's behaviour, tried in the design with the fix.
struct Divergence {
  uint32_t state = 0;  // the last state of the failing trace that the fixed design reaches the same
                       // way; 0: not even the first
  std::string
      step;  // what the failing design does there; empty: the whole trace is possible in both
  bool step_happens = false;  // a step of that name is possible there too, but leads elsewhere
  std::vector<Difference> differences;  // where it leads instead
  // A behaviour of the fixed design beside the failing one: the same steps, left out where they
  // can't happen. beside[i] is the index in `trace` of the state that it is in when the failing
  // trace is in its state i; the last entry stands for the step back, if that trace is a cycle.
  Trace trace;
  std::vector<size_t> beside;
};

struct Fix {
  SuspectNames suspects;
  bool proved_minimal = true;
  bool leaves_no_behaviour = false;  // no initial state is left: the property holds of nothing
  std::optional<Divergence> divergence;
};

// Blame along the trace of the design as it is.
struct StepBlame {
  uint32_t state = 0;  // the step leads into this state of the trace, 1-based
  std::string step;
  bool essential = false;  // forbidden here, with all else as it is, there is no violation any more
};

struct Blame {
  std::vector<StepBlame> steps;
  // The last state of the trace from which the property could still be kept: by some fair behaviour
  // (temporal properties), or by some schedule that goes on as long as a step is possible.
  std::optional<uint32_t> point_of_no_return;
};

struct CauseAnalysis {
  std::string property;
  PropertyResultKind kind = PropertyResultKind::kInvariant;
  // Of the design as it is: kFail, kPass, or kIncomplete and kError when it could not be judged.
  Verdict design = Verdict::kIncomplete;
  bool searched = false;  // whether the other designs were looked at
  bool complete = false;  // every cause and fix was found, and every one is proved minimal
  std::string reason;     // why not; a sentence
  std::vector<Suspect> suspects;
  std::vector<Cause> minimal_causes;  // by size, then by name
  std::vector<Fix> minimal_fixes;
  std::optional<size_t> nearest_fix;  // whose behaviour stays longest with the failing one
  // Of a design that keeps the property: minimal sets of changes to it, either way, that break it.
  std::vector<Cause> minimal_dangers;
  // Suspects whose guilt never mends a violation: shown, without a declaration; declared, and what
  // is said rests on it; declared, but answers contradict it.
  SuspectNames shown_monotone, rests_on_monotone, not_monotone;
  SuspectNames in_every_cause, in_no_cause;
  // What each suspect is: in every cause; a cause by itself; in some; in none. The first two may
  // overlap.
  SuspectNames necessary, sufficient_alone, contributing, irrelevant;
  std::optional<Violation> violation;  // of the design as it is
  // Its trace in the specification's variables, where an ALIAS shows it otherwise.
  std::optional<Trace> plain_trace;
  std::optional<Blame> blame;
  std::string blame_left_out;    // why there is none, where there is a violation; or empty
  double designs = 0;            // sets of suspects that stand for a design
  double designs_excluded = 0;   // sets that don't: an assumption is false
  double designs_idle = 0;       // designs without an initial state: every property holds of them
  double designs_open = 0;       // of which nothing could be said, though it might matter
  uint64_t runs = 0;             // searches through the model
  uint64_t judgements = 0;       // of a temporal property on the graph of one design
  uint64_t distinct_states = 0;  // over all searches
};

// In the specification's variables, as divergences are. REQUIRES: the design as it is violates the
// property.
inline const Trace& PlainTrace(const CauseAnalysis& analysis) {
  return analysis.plain_trace ? *analysis.plain_trace : analysis.violation->trace;
}

struct CausesResult {
  Result run;  // verdict, exit status, diagnostics, statistics of the whole
  std::vector<CauseAnalysis> properties;
};

}  // namespace checker::results

#endif  // CHECKER_RESULTS_CAUSES_H_

// Judges temporal properties on a behaviour graph: the entrance to this folder.
//
// A property is violated if some behaviour of the graph (an infinite path from an initial state, on
// which every state may stutter) satisfies all assumptions of the problem and not the property.
// Each property is judged on its own. A violation comes as a lasso, with the reasons in words.
//
// The graph may be incomplete, because a search is still going on or was cut short. What is
// violated then is violated for good: the lasso stays within expanded states. What isn't is
// `incomplete`.

#ifndef CHECKER_LIVENESS_CHECK_LIVENESS_H_
#define CHECKER_LIVENESS_CHECK_LIVENESS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/interruption.h"
#include "checker/liveness/lasso.h"
#include "checker/liveness/shortest_lasso.h"
#include "checker/results/results.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

struct LivenessOptions {
  Interruption interruption;
  uint32_t workers = 1;  // branches are searched side by side; the answer doesn't depend on it
  uint64_t shortest_budget = kShortestLassoBudget;  // for each violated property
};

struct LivenessViolation {
  Lasso lasso;
  bool shortest = false;                 // no violation of the whole graph has fewer steps: proved
  std::vector<std::string> explanation;  // where the promise breaks; states numbered from 1
  std::vector<std::string>
      fairness_notes;  // why each assumption holds: "WF_vars(A): not enabled in state 4"
  std::vector<uint32_t> also_violated;  // indices into LivenessProblem::properties
};

struct PropertyOutcome {
  enum class Reason : uint8_t {
    kNone,
    kTautology,         // kVacuous: true of every behaviour whatsoever
    kNoFairBehaviour,   // kVacuous: no behaviour of the graph satisfies the assumptions
    kNeverAsked,        // kPass: p never holds in p ~> q or [](p => f)
    kUnexpandedStates,  // kIncomplete: no violation among the expanded states
    kInterrupted,       // kIncomplete
    kTooComplex,   // kIncomplete: the formula's normal form, automaton or product exceeds every
                   // limit
    kUnconfirmed,  // kError: a lasso was found that does not violate the property: an error of the
                   // checker
  };
  results::Verdict verdict = results::Verdict::kIncomplete;
  Reason reason = Reason::kNone;
  std::string note;                            // the reason in a sentence, or empty
  std::optional<LivenessViolation> violation;  // kFail
};

struct LivenessOutcome {
  std::vector<PropertyOutcome> properties;  // one for each of LivenessProblem::properties, in order
  // No behaviour satisfies the assumptions: every property is vacuous. False if the graph is
  // incomplete.
  bool no_fair_behaviour = false;
  uint32_t branches = 0;  // searched, each a pass over the graph

  bool has_violation() const {
    for (const PropertyOutcome& property : properties) {
      if (property.violation) return true;
    }
    return false;
  }
};

// ENSURES: every violation is a path of the graph, satisfies the assumptions and violates its
// property (evaluated by definition). The outcome depends on the arguments alone, interruptions
// apart. THREADS: uses options.workers threads of its own; the graph must not change meanwhile.
LivenessOutcome CheckLiveness(const BehaviourGraph& graph,
                              const model::transitions::LivenessProblem& problem,
                              const LivenessOptions& options);

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_CHECK_LIVENESS_H_

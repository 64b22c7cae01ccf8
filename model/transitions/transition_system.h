// The seam between what can happen (model/) and whether that is acceptable (checker/).
//
// A TransitionSystem describes a model: its variables, actions and properties. An Explorer, one per
// worker thread, computes initial states and the successors of a state, judges states and steps by
// the model's predicates, and prints states. States are opaque, canonical byte strings: equal
// states have equal bytes.
//
// DETERMINISM. For the same state an Explorer yields the same steps in the same order, on every
// worker, in every run, whatever it was asked before. The checker rebuilds traces by replay and
// promises one answer for any number of workers; both rest on this. A model that can't promise it
// (random elements, counters kept by the specification itself) says so in `SystemInfo::
// needs_single_worker`; then one worker asks in breadth-first order.
//
// A model of your own, in C++, implements these two classes; see examples/cpp_model.
//
// THREADS: TransitionSystem is immutable and shared; an Explorer belongs to one thread.

#ifndef MODEL_TRANSITIONS_TRANSITION_SYSTEM_H_
#define MODEL_TRANSITIONS_TRANSITION_SYSTEM_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/transitions/datum.h"
#include "model/transitions/rare.h"
#include "model/transitions/temporal_formula.h"

namespace model::transitions {

// Where something stands in a model's text; 1-based, inclusive. `file` empty: nowhere.
struct Location {
  std::string file;
  std::string module;
  uint32_t start_line = 0, start_column = 0, end_line = 0, end_column = 0;
};

struct ActionInfo {
  std::string name;  // "Enact"; "Initial predicate" never appears here
  std::vector<std::pair<std::string, Datum>> parameters;  // values of its definition's parameters
  Location location;
};

enum class PropertyKind : uint8_t {
  kInvariant,         // a predicate of every state
  kInitialPredicate,  // of initial states only
  kActionProperty,    // [][A]_v: of every step
  kTemporal,          // judged by checker/liveness
};

struct PropertyInfo {
  std::string name;  // as the user knows it, or its location's description when it has no name
  PropertyKind kind = PropertyKind::kInvariant;
  Location location;
  std::string root_name;  // the PROPERTY or INVARIANT of the configuration that it is a part of
};

// A successor as far as an action has made it.
struct UnfinishedState {
  uint32_t action = 0;  // index into SystemInfo::actions
  std::vector<std::pair<std::string, Datum>> variables;
};

// Something that went wrong in evaluating the model (not in the checker): ends the search with
// verdict `error` (or `fail` for kAssertFailed and false assumptions).
struct Fault {
  enum class Kind : uint8_t {
    kEvaluation,
    kAssertFailed,        // TLC!Assert
    kUnassignedVariable,  // a successor or initial state misses a variable
    kOutOfMemory,
    kStackOverflow,
    kStop,         // the model asked to stop (TLCSet("exit", TRUE)): not an error
    kInterrupted,  // from outside (interrupt.h): not an error either, and nothing is said about the
                   // model
  };
  // What was being evaluated; decides the exit status.
  enum class During : uint8_t {
    kAssumption,
    kInitial,
    kNext,
    kConstraint,
    kInvariant,
    kActionProperty,
    kTemporal,
    kView,
    kPostcondition,
    kAlias
  };
  Kind kind = Kind::kEvaluation;
  During during = During::kNext;
  std::string message;  // several lines possible
  Location location;
  std::string source_line;  // the text at the location's first line, where there is one
  struct Frame {
    std::string description;  // "operator Foo" or the expression's place
    Location location;
  };
  std::vector<Frame> call_path;  // innermost first
  std::string subject;           // the name of the invariant, constraint, action ... concerned
  std::optional<UnfinishedState> unfinished;  // kUnassignedVariable in a successor
};

using StateBytes = std::span<const uint8_t>;
struct Fingerprint {
  uint64_t low = 0;   // what the 64-bit table stores
  uint64_t high = 0;  // 0 unless the wide fingerprint was asked for
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// The steps found from one state (or the initial states), in the model's order. Reused from state
// to state.
class StepBatch {
 public:
  struct Step {
    uint32_t action = 0;      // index into SystemInfo::actions; kInitialAction for initial states
    bool inside = true;       // every CONSTRAINT and ACTION_CONSTRAINT holds
    Fingerprint fingerprint;  // of the state, or of its VIEW, or of its symmetry class
    size_t offset = 0;        // the successor's bytes
    size_t size = 0;
  };
  static constexpr uint32_t kInitialAction = 0xffffffffu;

  void Clear() {
    steps_.clear();
    bytes_.clear();
    fault.reset();
    generated_besides = 0;
  }
  size_t size() const { return steps_.size(); }
  const Step& operator[](size_t i) const { return steps_[i]; }
  StateBytes Bytes(size_t i) const { return {bytes_.data() + steps_[i].offset, steps_[i].size}; }
  void Add(uint32_t action, bool inside, Fingerprint fingerprint, StateBytes state) {
    if (announce_ != nullptr) announce_(announce_context_, fingerprint);
    steps_.push_back({action, inside, fingerprint, bytes_.size(), state.size()});
    bytes_.insert(bytes_.end(), state.begin(), state.end());
  }

  // `announce` is called with each fingerprint as its step is added: lets the checker fetch memory
  // while the model goes on.
  using Announce = void (*)(const void* context, const Fingerprint& fingerprint);
  void AnnounceTo(Announce announce, const void* context) {
    announce_ = announce;
    announce_context_ = context;
  }

  // What stopped the enumeration after the last step in the batch.
  std::optional<Fault> fault;
  // States that were generated and have no entry: one that lacks a variable (with a fault), and the
  // states between the halves of composed actions (A \cdot B).
  uint32_t generated_besides = 0;

 private:
  std::vector<Step> steps_;
  std::vector<uint8_t> bytes_;
  Announce announce_ = nullptr;
  const void* announce_context_ = nullptr;
};

// What judging a state or a step found: properties (indices into SystemInfo::properties) that are
// false, in order; and the fault that stopped the judging, if any (after those).
struct Findings {
  std::vector<uint32_t> violated;
  Rare<Fault> fault;
  bool empty() const { return violated.empty() && !fault; }
};

struct SystemInfo {
  std::string name;  // of the specification
  std::vector<std::string> variables;
  std::vector<std::string>
      switches;  // booleans that stay the same all through a behaviour; see Explorer::SetSwitches
  std::vector<ActionInfo> actions;
  std::vector<PropertyInfo> properties;
  bool check_deadlock = true;
  bool has_behaviour = true;     // false: assumptions only
  bool has_constraints = false;  // some step may be outside
  bool uses_symmetry = false;
  // What of the behaviours or of the predicates of `liveness` may tell the states of a class apart,
  // in words; empty: nothing does, and `liveness` may be judged on the classes.
  std::string asymmetry;
  bool uses_view = false;
  bool has_alias = false;
  bool looks_for_states =
      false;  // the model watches which states (or steps) are judged, whatever its properties;
  bool looks_for_steps = false;  // see TransitionSystem::CheckPossibilities
  // What is judged of a step depends on nothing but the two states: not on the action, say.
  bool judges_states_of_steps = false;
  bool needs_single_worker = false;
  std::string single_worker_reason;
  std::optional<LivenessProblem>
      liveness;  // kTemporal properties and fairness; see temporal_formula.h
};

// One state of a behaviour, and the action that led to it.
struct BehaviourState {
  uint32_t action = StepBatch::kInitialAction;
  std::vector<uint8_t> bytes;
};

// A behaviour in which something went wrong.
struct Behaviour {
  std::vector<BehaviourState> states;
  // Where it goes on from the last state for ever: back to states[*loop_start] by `loop_action`,
  // which is kInitialAction if the last state stutters.
  std::optional<size_t> loop_start;
  uint32_t loop_action = StepBatch::kInitialAction;
};

// How the state that is being expanded was reached, for models that ask.
class Past {
 public:
  // From an initial state to that one.
  virtual std::vector<BehaviourState> States() const = 0;

 protected:
  ~Past() = default;
};

// Figures that a model may ask for while it evaluates (TLC!TLCGet). Set by the checker before
// Expand and Judge calls.
struct SearchFigures {
  uint64_t level =
      0;  // of the state being looked at; initial states have level 1; 0 outside the search
  uint64_t diameter = 0;
  uint64_t distinct = 0;
  uint64_t generated = 0;
  uint64_t queue = 0;
  uint64_t seconds = 0;
  bool simulation = false;
  const Past* past = nullptr;                 // null: there is none, or it isn't known
  const Behaviour* counterexample = nullptr;  // after the search
};

// One explorer's share of the initial states; see Explorer::InitialInParts.
class InitialShare {
 public:
  struct Parts {
    uint64_t begin = 0;
    uint64_t end = 0;
    bool empty() const { return begin == end; }
  };
  // The parts to be enumerated next, all behind those claimed before. Empty: no more.
  virtual Parts Claim() = 0;
  // The batch holds further states of the parts claimed last; they are current steps until this
  // returns. False: enough.
  virtual bool Take() = 0;

 protected:
  ~InitialShare() = default;
};

class Explorer {
 public:
  virtual ~Explorer() = default;

  // Replaces the batch's contents by the initial states. Steps stay *current* (for the Judge calls)
  // until the next Initial, InitialInParts or Expand.
  virtual void Initial(const SearchFigures& figures, StepBatch* batch) = 0;
  virtual void Expand(const SearchFigures& figures, StateBytes state, StepBatch* batch) = 0;

  // The initial states of the parts that `share` claims, a batch at a time, in the order of
  // Initial; for several explorers side by side, and for sets of initial states that no batch could
  // hold. Parts are numbered from 0, and are the same in every explorer of a system. When this
  // returns, the batch says why the enumeration ended (`fault`, `generated_besides`); its steps
  // mean nothing any more.
  virtual void InitialInParts(const SearchFigures& figures, InitialShare* share, StepBatch* batch) {
    batch->Clear();
    const InitialShare::Parts parts = share->Claim();
    if (parts.empty() || parts.begin > 0) return;
    Initial(figures, batch);
    share->Take();
  }

  // Invariants (and, on initial states, initial predicates) on the target of current step `step`.
  // With `all` every violated one is listed. Otherwise judging stops at the first, and the expanded
  // state must have been judged and found to violate none: what a step leaves alone needn't be
  // judged again.
  virtual Findings JudgeState(const SearchFigures& figures, size_t step, bool all) = 0;
  // Action properties on current step `step` from the expanded state.
  virtual Findings JudgeStep(const SearchFigures& figures, size_t step, bool all) = 0;

  // Liveness labels, (number of predicates + 63) / 64 words each. Bit i of a state's =
  // LivenessProblem::state_predicates[i] holds in it; bit i of a step's = step_predicates[i] holds
  // of it. Of the expanded state and its stuttering step:
  // REQUIRES: Expand came last, and ended without a fault.
  virtual Rare<Fault> LabelExpanded(std::span<uint64_t> state, std::span<uint64_t> stutter) = 0;
  // Of current step `step` from the expanded state; cheaper after LabelExpanded.
  virtual Rare<Fault> LabelStep(size_t step, std::span<uint64_t> out) = 0;
  // Of its target, and of the stuttering step there.
  virtual Rare<Fault> LabelState(size_t step, std::span<uint64_t> out) = 0;
  virtual Rare<Fault> LabelStutter(size_t step, std::span<uint64_t> out) = 0;

  // --- For reports; slow is fine ---
  // The value of each variable, in declaration order; with an ALIAS its fields instead (`next` is
  // the following state of the trace, or the same state for the last one).
  virtual std::vector<std::pair<std::string, Datum>> Describe(const SearchFigures& figures,
                                                              StateBytes state,
                                                              StateBytes next) = 0;
  // The variables alone, never the alias.
  virtual std::vector<std::pair<std::string, Datum>> Variables(StateBytes state) = 0;
  // Why `property` is false of this state (or step): which conjunct, for which bound values. Lines
  // for a person.
  virtual std::vector<std::string> Explain(uint32_t property, StateBytes state,
                                           StateBytes next) = 0;

  // --- Models with switches: many designs in one ---
  // Bit i = the value of SystemInfo::switches[i], for all calls that follow. At most 64 switches.
  virtual void SetSwitches(uint64_t values) {}
  // The switches that were looked at since this was last asked. Whatever the others are, the calls
  // since then would have answered the same, byte for byte.
  virtual uint64_t TakeSwitchReadings() { return 0; }
};

class TransitionSystem {
 public:
  virtual ~TransitionSystem() = default;
  virtual const SystemInfo& info() const = 0;
  virtual std::unique_ptr<Explorer> NewExplorer() const = 0;
  // The same without SystemInfo::uses_symmetry: states of one symmetry class have fingerprints of
  // their own.
  virtual std::unique_ptr<Explorer> NewExplorerWithoutSymmetry() const { return NewExplorer(); }

  // Assumptions, evaluated once before the search. Each entry: name (or location's description),
  // location, and the outcome: true, false, or a fault.
  struct Check {
    std::string name;
    Location location;
    bool holds = false;
    std::vector<std::string> explanation;  // of one that doesn't hold: which part, for which values
    std::optional<Fault> fault;
  };
  virtual std::vector<Check> CheckAssumptions() const { return {}; }
  // The same with switches; `read` gets those that were looked at.
  virtual std::vector<Check> CheckAssumptionsUnder(uint64_t switches, uint64_t* read) const {
    *read = 0;
    return CheckAssumptions();
  }
  // After the search, on every end but an error. `figures` are final.
  virtual std::vector<Check> CheckPostconditions(const SearchFigures& figures) const { return {}; }
  // After a search that went to its end: what was to be possible, and whether a state or step of
  // that kind was judged by any explorer.
  virtual std::vector<Check> CheckPossibilities() const { return {}; }
};

}  // namespace model::transitions

#endif  // MODEL_TRANSITIONS_TRANSITION_SYSTEM_H_

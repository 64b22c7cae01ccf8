// One worker's view of a specification: computes initial states and successors, judges, labels,
// describes.
//
// The successors of the state expanded last are kept as values, one row of variables each, until
// the next Expand; they live in the machine's step heap, which is released then. A variable that an
// action leaves alone keeps its value's very word, so its bytes are copied from the parent instead
// of being encoded again.
//
// THREADS: one at a time.

#ifndef MODEL_INTERPRETER_SPECIFICATION_EXPLORER_H_
#define MODEL_INTERPRETER_SPECIFICATION_EXPLORER_H_

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/interpreter/allowed_disjuncts.h"
#include "model/interpreter/faults.h"
#include "model/interpreter/inherited_invariants.h"
#include "model/interpreter/judged_steps.h"
#include "model/interpreter/machine.h"
#include "model/interpreter/remembered_steps.h"
#include "model/interpreter/remembered_truths.h"
#include "model/interpreter/specification_system.h"
#include "model/interpreter/step_shapes.h"
#include "model/states/codec.h"
#include "model/values/own_lines.h"

namespace model::interpreter {

// Whether states of one symmetry class get the same fingerprint, if the configuration says so.
enum class Reduction : uint8_t { kAsConfigured, kWithoutSymmetry };

class alignas(values::kCacheLineBytes) SpecificationExplorer final : public transitions::Explorer {
 public:
  explicit SpecificationExplorer(std::shared_ptr<const SharedSpecification> shared,
                                 Reduction reduction = Reduction::kAsConfigured);

  void Initial(const transitions::SearchFigures& figures, transitions::StepBatch* batch) override;
  void InitialInParts(const transitions::SearchFigures& figures, transitions::InitialShare* share,
                      transitions::StepBatch* batch) override;
  void Expand(const transitions::SearchFigures& figures, transitions::StateBytes state,
              transitions::StepBatch* batch) override;
  transitions::Findings JudgeState(const transitions::SearchFigures& figures, size_t step,
                                   bool all) override;
  transitions::Findings JudgeStep(const transitions::SearchFigures& figures, size_t step,
                                  bool all) override;
  transitions::Rare<transitions::Fault> LabelExpanded(std::span<uint64_t> state,
                                                      std::span<uint64_t> stutter) override;
  transitions::Rare<transitions::Fault> LabelStep(size_t step, std::span<uint64_t> out) override;
  transitions::Rare<transitions::Fault> LabelState(size_t step, std::span<uint64_t> out) override;
  transitions::Rare<transitions::Fault> LabelStutter(size_t step, std::span<uint64_t> out) override;
  std::vector<std::pair<std::string, transitions::Datum>> Describe(
      const transitions::SearchFigures& figures, transitions::StateBytes state,
      transitions::StateBytes next) override;
  std::vector<std::pair<std::string, transitions::Datum>> Variables(
      transitions::StateBytes state) override;
  std::vector<std::string> Explain(uint32_t property, transitions::StateBytes state,
                                   transitions::StateBytes next) override;
  void SetSwitches(uint64_t values) override {
    machine_.has_switch_values = true;
    machine_.switch_values = values;
    ForgetLabels();
  }
  uint64_t TakeSwitchReadings() override { return std::exchange(machine_.switches_read, 0); }

 private:
  using Predicates = std::vector<program::Predicate>;
  using Nodes = std::vector<const Node*>;
  struct LinkedSubAction {
    const LinkedAction* node;
    size_t presets_end;  // in presets_, where the next one's begin
  };

  void LinkProgram();
  Nodes LinkPredicates(const Predicates& predicates);
  // Begins a new set of current steps.
  void BeginSteps(const transitions::SearchFigures& figures, transitions::StepBatch* batch);
  // Runs `enumerate`, whose emissions become rows; errors become the pending fault.
  void Enumerate(transitions::Fault::During during, const std::function<void()>& enumerate);
  void DropRows();
  void RunInitial();
  void EnumerateInitial(const transitions::SearchFigures& figures, transitions::StepBatch* batch);
  void RunActions(size_t begin, size_t end);
  // The same through what is remembered of steps from states of the like (expand_remembered.cc).
  void PlanRememberedSteps();
  StepPlan MakeStepPlan();
  void FollowStepPlan();
  bool BeginRemembered(transitions::StateBytes state);
  void ExpandRemembered(transitions::StepBatch* batch);
  bool ExpandGroup(size_t group, transitions::StepBatch* batch);
  bool AddRemembered(size_t group, RememberedSteps::Steps* steps, transitions::StepBatch* batch);
  bool IsInside(size_t step);
  transitions::StateBytes BytesOf(size_t step) const;
  bool SurelyHoldInvariants(size_t step);
  void NoteInvariants(size_t step);
  bool SurelyHoldActionProperties(size_t step);
  void NoteActionProperties(size_t step);
  void AddRow() {
    rows_.insert(rows_.end(), machine_.next, machine_.next + variable_count_);
    row_actions_.push_back(running_action_);
  }
  // A row of the enumeration of initial states in parts.
  bool AddSharedRow();
  bool GiveRows();
  static bool EmitRow(Machine& machine, void* explorer);
  transitions::Fault UnassignedFault();
  // From rows to the batch: constraints, bytes, fingerprints. Stops at the first fault.
  void FillBatch(bool initial, transitions::StepBatch* batch);
  // The same for those from row `first` on. False: there was a fault.
  bool FillFrom(size_t first, bool initial, transitions::StepBatch* batch);
  bool SatisfiesConstraints(const Value* row, bool initial);
  bool AllHold(const Predicates& predicates, const Nodes& nodes, const Value* current, Value* next);
  void EncodeRow(Value* row);
  transitions::Fingerprint FingerprintOf(const Value* row);
  transitions::Fingerprint SymmetricFingerprint(const Value* row);
  transitions::Fingerprint HashView(const Value* row);

  // The state being expanded, and the target of a step: decoded, where only their bytes were looked
  // at so far.
  const Value* Current() {
    if (!is_decoded_) DecodeParent();
    return current_.data();
  }
  Value* Row(size_t step) {
    Value* row = rows_.data() + step * variable_count_;
    if (variable_count_ != 0 && row->is_unset()) DecodeRow(step);
    return row;
  }
  void DecodeRow(size_t step);
  bool Holds(const Node* node, const Value* current, Value* next);
  bool IsTrue(const Node* node);  // of the machine's states
  void NoteEncoding();
  // Of the expanded state or a row.
  EncodedState EncodingOf(const Value* state) const;
  // known(i): what is known of predicate i without evaluating it, if anything.
  template <typename Known>
  void Judge(const Predicates& predicates, const Nodes& nodes, uint32_t first_property,
             transitions::Fault::During during, const Value* current, Value* next,
             const Known& known, bool all, transitions::Findings* findings);
  // Notes which of the possibilities that nobody has met yet hold.
  void Watch(const Predicates& predicates, const Nodes& nodes, size_t first,
             transitions::Fault::During during, const Value* current, Value* next,
             transitions::Findings* findings);
  template <typename Known>
  transitions::Rare<transitions::Fault> Label(const Predicates& predicates, const Nodes& nodes,
                                              const Value* current, Value* next,
                                              const Known& known, std::span<uint64_t> out);
  std::optional<bool> FindReason(size_t action_property);
  void LinkPromises();
  std::optional<bool> EnabledByRows(size_t state_predicate);
  bool IsEnabled(size_t step_predicate);
  void ForgetLabels();
  transitions::Rare<transitions::Fault> LabelByShape(const Value* current, Value* next,
                                                     uint32_t action, std::span<uint64_t> out);
  // Throws if the bytes are no state of this specification.
  void Decode(transitions::StateBytes state, Value* row);
  // The same for the state that is about to be expanded.
  void DecodeParent();
  void CheckEnd(const uint8_t* at, transitions::StateBytes state) const;
  std::string SubjectOf(uint32_t action) const;
  transitions::Fault Located(const values::EvaluationError& error,
                             transitions::Fault::During during, const std::string& subject,
                             const std::function<void()>& again);

  source::Range RangeOf(transitions::Fault::During during, const std::string& subject) const;

  std::shared_ptr<const SharedSpecification> shared_;
  const program::Program& program_;
  const uint32_t variable_count_;
  Machine machine_;
  FaultLocator locator_;
  Heap::Mark base_;

  std::vector<const LinkedAction*> initial_;
  std::vector<LinkedSubAction> actions_;
  values::OwnLinesVector<std::pair<uint32_t, Value>> presets_;  // of all actions
  Nodes invariants_, initial_predicates_, action_properties_, constraints_, action_constraints_;
  Nodes state_predicates_, step_predicates_, possible_states_, possible_steps_;
  InheritedInvariants inherited_;
  RememberedSteps remembered_steps_;
  RememberedTruths constraint_truths_;
  RememberedPieces invariant_pieces_;
  // The remembered step that each row is; those beyond the end are none, too.
  struct RememberedRow {
    uint8_t* step = nullptr;
    size_t group = 0;
  };
  std::vector<RememberedRow> row_steps_;
  std::vector<RememberedSteps::Write> writes_;  // scratch
  bool may_remember_ = false;
  bool invariants_have_pieces_ = false;
  JudgedSteps judged_steps_;
  std::optional<bool> is_like_sample_;        // the state being expanded, once that was asked
  std::vector<JudgedSteps::Reason> reasons_;  // why the step that was judged last is all right
  std::vector<AllowedDisjuncts> allowed_;  // of the action properties, once it is worth it
  StepShapes step_shapes_, action_property_shapes_;
  std::optional<std::vector<uint64_t>> stutter_labels_;  // where they are always the same
  // By step predicate <<A>>_v: the state predicate ENABLED <<A>>_v, if there is one; and what is
  // known of it in the expanded state.
  static constexpr uint32_t kNoPredicate = 0xffffffffu;
  std::vector<uint32_t> enabled_of_;
  std::vector<uint32_t> enabled_subscripts_;  // of EnabledShapes, by StepShapes::NumberOf
  std::vector<std::optional<bool>> is_enabled_;
  std::vector<uint64_t> expanded_labels_;  // empty: not known
  std::vector<size_t> unknown_;            // predicates that are left to be evaluated
  const Reduction reduction_;
  const Node* view_ = nullptr;
  std::span<const std::vector<uint32_t>> symmetry_;
  uint32_t expansions_until_relink_ = 0;
  uint32_t expansions_until_plan_ = 0;  // of what steps are remembered

  // The state being expanded, and its steps.
  values::OwnLinesVector<Value> current_;
  values::OwnLinesVector<uint32_t> offsets_;
  transitions::StateBytes parent_;
  states::Sources sources_;      // of what was decoded from it
  bool is_decoded_ = true;       // current_
  bool is_remembering_ = false;  // rows_ are encoded, and those that are unset not yet decoded
  values::OwnLinesVector<Value> next_;
  values::OwnLinesVector<Value> permuted_;
  values::OwnLinesVector<Value> rows_;
  values::OwnLinesVector<uint32_t> row_actions_;
  bool rows_are_initial_ = false;
  bool rows_are_all_ = false;  // the successors of the expanded state, none missing
  // While initial states are enumerated in parts: who takes them, and in which batch.
  transitions::InitialShare* share_ = nullptr;
  transitions::StepBatch* shared_batch_ = nullptr;
  bool has_enumerated_parts_ = false;
  uint32_t running_action_ = 0;
  bool row_incomplete_ = false;  // a successor lacks a variable
  std::optional<transitions::Fault> pending_;
  states::ByteWriter bytes_;
  states::ByteWriter other_bytes_;
  values::OwnLinesVector<uint32_t> row_offsets_;

  // The bytes of the state being expanded, and those of all rows, where values are remembered for
  // them: an offset for each variable of each row, and the end.
  values::OwnLinesVector<uint8_t> current_bytes_;
  states::ByteWriter encoded_rows_;
  values::OwnLinesVector<uint32_t> encoded_offsets_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_SPECIFICATION_EXPLORER_H_

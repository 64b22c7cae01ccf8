#include "model/interpreter/specification_explorer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "model/interpreter/datum_conversion.h"
#include "model/interpreter/run_action.h"
#include "model/interpreter/state_fingerprint.h"
#include "model/values/operations.h"

namespace model::interpreter {

using transitions::Datum;
using transitions::Fault;
using transitions::Findings;
using transitions::Fingerprint;
using transitions::SearchFigures;
using transitions::StateBytes;
using transitions::StepBatch;
using values::EvaluationError;

namespace {

// By then the constants that matter have been evaluated, and linking anew makes literals of them;
// and the search is long enough to link each instance of an action on its own, if they are not too
// many.
constexpr uint32_t kExpansionsBeforeRelink = 64;
constexpr size_t kMostInstances = 1024;
// By then most constants of an instance have been evaluated, too.
constexpr uint32_t kExpansionsBeforePlan = 2 * kExpansionsBeforeRelink;
// Where remembering is asked for, both are done in the beginning, in the same order.
constexpr uint32_t kExpansionsInTheBeginning = 2;

}  // namespace

SpecificationExplorer::SpecificationExplorer(std::shared_ptr<const SharedSpecification> shared,
                                             Reduction reduction)
    : shared_(std::move(shared)),
      program_(shared_->program()),
      variable_count_(static_cast<uint32_t>(program_.variables.size())),
      machine_(program_, *shared_->parts.constants,
               program_.units.empty() ? 0 : program_.units[0].frame_size),
      locator_(machine_, *shared_->parts.sources),
      base_(machine_.step_heap().Position()),
      remembered_steps_(&shared_->steps, shared_->options.remember_always),
      constraint_truths_(&shared_->steps.constraints),
      invariant_pieces_(&shared_->steps.invariants),
      step_shapes_(program_.step_shapes),
      action_property_shapes_(program_.action_property_shapes),
      stutter_labels_(step_shapes_.OfStuttering(program_.step_predicates.size())),
      reduction_(reduction),
      expansions_until_relink_(shared_->options.remember_always ? kExpansionsInTheBeginning
                                                               : kExpansionsBeforeRelink),
      expansions_until_plan_(shared_->options.remember_always ? kExpansionsInTheBeginning
                                                             : kExpansionsBeforePlan),
      current_(variable_count_),
      offsets_(variable_count_ + 1),
      next_(variable_count_),
      permuted_(variable_count_),
      row_offsets_(variable_count_ + 1) {
  machine_.print = &shared_->options.print;
  machine_.sources = shared_->parts.sources;
  machine_.emit = EmitRow;
  machine_.emit_context = this;
  LinkPromises();
  LinkProgram();
  may_remember_ = symmetry_.empty() && view_ == nullptr && !program_.is_impure &&
                  program_.switches.empty();
}

SpecificationExplorer::Nodes SpecificationExplorer::LinkPredicates(const Predicates& predicates) {
  Nodes nodes;
  for (const program::Predicate& predicate : predicates)
    nodes.push_back(machine_.Link(predicate.expression));
  return nodes;
}

void SpecificationExplorer::LinkProgram() {
  initial_.clear();
  actions_.clear();
  presets_.clear();
  for (ActionNodeId id : program_.initial) initial_.push_back(machine_.Link(id));
  const bool by_instance =
      expansions_until_relink_ == 0 && program_.actions.size() <= kMostInstances;
  for (const program::Action& action : program_.actions) {
    presets_.insert(presets_.end(), action.presets.begin(), action.presets.end());
    actions_.push_back({by_instance ? machine_.LinkInstance(action.node, action.presets)
                                    : machine_.Link(action.node),
                        presets_.size()});
  }
  invariants_ = LinkPredicates(program_.invariants);
  inherited_.Link(machine_, program_.invariants);
  initial_predicates_ = LinkPredicates(program_.initial_predicates);
  action_properties_ = LinkPredicates(program_.action_properties);
  allowed_.clear();
  for (size_t i = 0; expansions_until_relink_ == 0 && i < program_.action_properties.size(); ++i)
    allowed_.emplace_back(machine_, program_.action_properties[i].expression);
  constraints_ = LinkPredicates(program_.constraints);
  action_constraints_ = LinkPredicates(program_.action_constraints);
  state_predicates_ = LinkPredicates(program_.state_predicates);
  step_predicates_ = LinkPredicates(program_.step_predicates);
  possible_states_ = LinkPredicates(program_.possible_states);
  possible_steps_ = LinkPredicates(program_.possible_steps);
  view_ = machine_.Link(program_.view);
  if (reduction_ == Reduction::kAsConfigured) symmetry_ = program_.symmetry;
}

// --- Steps ---

void SpecificationExplorer::BeginSteps(const SearchFigures& figures, StepBatch* batch) {
  machine_.EnterThread();
  if (expansions_until_relink_ > 0 && --expansions_until_relink_ == 0) {
    machine_.Relink();
    LinkProgram();
  }
  machine_.ReleaseSteps(base_);
  machine_.closures_made = 0;
  machine_.figures = figures;
  std::fill(next_.begin(), next_.end(), Value());
  rows_.clear();
  row_actions_.clear();
  machine_.remembered().Trim();
  is_remembering_ = false;
  is_decoded_ = true;
  encoded_offsets_.clear();
  for (AllowedDisjuncts& disjuncts : allowed_) disjuncts.BeginState();
  ForgetLabels();
  step_shapes_.Forget();
  action_property_shapes_.Forget();
  rows_are_all_ = false;
  pending_.reset();
  row_incomplete_ = false;
  machine_.states_between = 0;
  batch->Clear();
}

std::string SpecificationExplorer::SubjectOf(uint32_t action) const {
  return action == StepBatch::kInitialAction ? "Initial predicate" : program_.actions[action].name;
}

Fault SpecificationExplorer::Located(const EvaluationError& error, Fault::During during,
                                     const std::string& subject,
                                     const std::function<void()>& again) {
  Fault fault = locator_.Locate(error, during, subject, again);
  // A limit may end the second evaluation before it fails again.
  const bool is_of_the_text = fault.kind == Fault::Kind::kEvaluation ||
                              fault.kind == Fault::Kind::kAssertFailed ||
                              fault.kind == Fault::Kind::kStackOverflow;
  if (is_of_the_text && fault.location.file.empty()) {
    locator_.Place(RangeOf(during, subject), &fault);
  }
  return fault;
}

// Where what is evaluated stands as a whole; invalid: nowhere.
source::Range SpecificationExplorer::RangeOf(Fault::During during,
                                             const std::string& subject) const {
  if (during == Fault::During::kInitial) {
    return program_.initial.empty() ? source::Range() : program_[program_.initial[0]].range;
  }
  if (during == Fault::During::kNext) {
    return running_action_ < program_.actions.size() ? program_.actions[running_action_].range
                                                     : source::Range();
  }
  for (const Predicates* predicates :
       {&program_.invariants, &program_.initial_predicates, &program_.action_properties,
        &program_.constraints, &program_.action_constraints, &program_.state_predicates,
        &program_.step_predicates}) {
    for (const program::Predicate& predicate : *predicates) {
      if (predicate.name == subject) return predicate.range;
    }
  }
  return {};
}

bool SpecificationExplorer::EmitRow(Machine& machine, void* context) {
  auto& explorer = *static_cast<SpecificationExplorer*>(context);
  if (machine.tracing) return true;
  if (machine.unassigned != 0) [[unlikely]] {
    explorer.row_incomplete_ = true;
    explorer.pending_ = explorer.UnassignedFault();
    return false;
  }
  if (machine.shared != nullptr) [[unlikely]]
    return explorer.AddSharedRow();
  explorer.AddRow();
  return true;
}

Fault SpecificationExplorer::UnassignedFault() {
  std::vector<std::string> missing;
  for (uint32_t v = 0; v < variable_count_; ++v) {
    if (next_[v].is_unset()) missing.push_back(program_.variables[v]);
  }
  Fault fault;
  fault.kind = Fault::Kind::kUnassignedVariable;
  fault.subject = SubjectOf(running_action_);
  if (running_action_ == StepBatch::kInitialAction) {
    fault.during = Fault::During::kInitial;
    fault.message = absl::StrCat("current state is not a legal state: the initial predicate gives ",
                                 absl::StrJoin(missing, " and "),
                                 " no value\nWhile working on the initial state:");
    for (uint32_t v = 0; v < variable_count_; ++v) {
      absl::StrAppend(&fault.message, "\n/\\ ", program_.variables[v], " = ",
                      next_[v].is_unset() ? "null" : values::Print(*machine_.heap, next_[v]));
    }
    if (!program_.initial.empty()) {
      fault.location = LocationOf(*shared_->parts.sources, program_[program_.initial[0]].range);
    }
    return fault;
  }
  const program::Action& action = program_.actions[running_action_];
  const std::string by = program_.actions.size() == 1
                             ? "the next-state action"
                             : absl::StrCat("action ", action.name, " of the next-state relation");
  fault.message = absl::StrCat("Successor state is not completely specified by ", by,
                               ". The following variable", missing.size() == 1 ? " is" : "s are",
                               " not defined: ", absl::StrJoin(missing, ", "), ".");
  fault.location = LocationOf(*shared_->parts.sources, action.range);
  fault.unfinished.emplace();
  fault.unfinished->action = running_action_;
  for (uint32_t v = 0; v < variable_count_; ++v) {
    Datum value;
    value.kind = Datum::Kind::kOpaque;
    value.text = "null";
    if (!next_[v].is_unset()) value = ToDatum(*machine_.heap, next_[v]);
    fault.unfinished->variables.emplace_back(program_.variables[v], std::move(value));
  }
  return fault;
}

void SpecificationExplorer::Enumerate(Fault::During during,
                                      const std::function<void()>& enumerate) {
  try {
    enumerate();
  } catch (const EvaluationError& error) {
    const std::string subject = SubjectOf(running_action_);
    machine_.unassigned = 0;
    machine_.shared = nullptr;
    std::fill(next_.begin(), next_.end(), Value());
    pending_ = Located(error, during, subject, enumerate);
    // Nobody waits for what was found so far, or there is no memory for it.
    if (error.kind == values::ErrorKind::kInterrupted) DropRows();
  } catch (const std::bad_alloc&) {
    DropRows();
    pending_ = OutOfMemoryFault(during, SubjectOf(running_action_));
  }
}

void SpecificationExplorer::DropRows() {
  decltype(rows_)().swap(rows_);
  decltype(row_actions_)().swap(row_actions_);
}

void SpecificationExplorer::RunActions(size_t begin, size_t end) {
  machine_.computing = "next states";
  auto preset = presets_.begin();
  if (begin > 0) preset += static_cast<ptrdiff_t>(actions_[begin - 1].presets_end);
  for (size_t i = begin; i < end; ++i) {
    running_action_ = static_cast<uint32_t>(i);
    const auto presets_end = presets_.begin() + static_cast<ptrdiff_t>(actions_[i].presets_end);
    for (; preset != presets_end; ++preset) machine_.root[preset->first] = preset->second;
    const LinkedAction* node =
        machine_.tracing ? machine_.Link(program_.actions[i].node) : actions_[i].node;
    const bool is_conjunction =
        node->kind == program::ActionNode::Kind::kAnd && !node->is_plain_test && !machine_.tracing;
    if (!RunConjunction(machine_, is_conjunction ? node->children : std::span(&node, 1),
                        machine_.root)) {
      return;
    }
  }
}

void SpecificationExplorer::Expand(const SearchFigures& figures, StateBytes state,
                                   StepBatch* batch) {
  BeginSteps(figures, batch);
  rows_are_initial_ = false;
  parent_ = state;
  try {
    if (BeginRemembered(state)) {
      ExpandRemembered(batch);
      return;
    }
    DecodeParent();
  } catch (const EvaluationError& error) {
    batch->fault = PlainFault(error, Fault::During::kNext, "");
    return;
  }
  PlanRememberedSteps();
  {
    StateScope states(machine_, current_.data(), next_.data(), variable_count_,
                      {current_bytes_.data(), offsets_.data()});
    Enumerate(Fault::During::kNext, [this] {
      machine_.unassigned = variable_count_;
      RunActions(0, actions_.size());
    });
  }
  rows_are_all_ = !pending_;
  FillBatch(false, batch);
}

// --- From rows to the batch ---

bool SpecificationExplorer::AllHold(const Predicates& predicates, const Nodes& nodes,
                                    const Value* current, Value* next) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    try {
      if (!Holds(nodes[i], current, next)) return false;
    } catch (const EvaluationError& error) {
      pending_ = Located(error, Fault::During::kConstraint, predicates[i].name,
                         [&] { Holds(machine_.Link(predicates[i].expression), current, next); });
      throw;
    }
  }
  return true;
}

bool SpecificationExplorer::SatisfiesConstraints(const Value* row, bool initial) {
  const uint64_t level = machine_.figures.level;
  machine_.figures.level = level + 1;
  const bool inside = AllHold(program_.constraints, constraints_, row, nullptr);
  machine_.figures.level = level;
  if (!inside || initial) return inside;
  return AllHold(program_.action_constraints, action_constraints_, current_.data(),
                 const_cast<Value*>(row));
}

// A variable that got the value it had gets its very word, too: whether a step leaves it alone must
// not depend on how that was said.
void SpecificationExplorer::EncodeRow(Value* row) {
  bytes_.Clear();
  for (uint32_t v = 0; v < variable_count_; ++v) {
    const auto begin = static_cast<uint32_t>(bytes_.size());
    row_offsets_[v] = begin;
    if (parent_.empty()) {
      states::Encode(*machine_.heap, row[v], bytes_);
      continue;
    }
    const StateBytes before = parent_.subspan(offsets_[v], offsets_[v + 1] - offsets_[v]);
    if (row[v] == current_[v]) {
      bytes_.Append(before.data(), before.size());
      continue;
    }
    states::Encode(*machine_.heap, row[v], bytes_, &sources_);
    const StateBytes now(bytes_.data() + begin, bytes_.size() - begin);
    if (now.size() == before.size() && now.back() == before.back() &&
        std::equal(now.begin(), now.end(), before.begin())) {
      row[v] = current_[v];
    }
  }
  row_offsets_[variable_count_] = static_cast<uint32_t>(bytes_.size());
}

Fingerprint SpecificationExplorer::HashView(const Value* row) {
  StateScope states(machine_, row, nullptr, 0);
  const Value view = Evaluate(view_, machine_, machine_.root);
  other_bytes_.Clear();
  states::Encode(*machine_.heap, view, other_bytes_, &sources_);
  return HashBytes(other_bytes_.data(), other_bytes_.size(), shared_->options.fingerprint_bits);
}

// The least fingerprint over all permutations: the same for every member of the class.
Fingerprint SpecificationExplorer::SymmetricFingerprint(const Value* row) {
  const uint32_t bits = shared_->options.fingerprint_bits;
  Fingerprint least =
      view_ != nullptr ? HashView(row) : HashBytes(bytes_.data(), bytes_.size(), bits);
  Heap& heap = *machine_.heap;
  for (const std::vector<uint32_t>& permutation : symmetry_) {
    for (uint32_t v = 0; v < variable_count_; ++v)
      permuted_[v] = values::Permute(heap, row[v], permutation);
    Fingerprint fingerprint;
    if (view_ != nullptr) {
      fingerprint = HashView(permuted_.data());
    } else {
      other_bytes_.Clear();
      for (uint32_t v = 0; v < variable_count_; ++v) {
        if (permuted_[v] == row[v]) {
          other_bytes_.Append(bytes_.data() + row_offsets_[v],
                              row_offsets_[v + 1] - row_offsets_[v]);
        } else {
          states::Encode(heap, permuted_[v], other_bytes_, &sources_);
        }
      }
      fingerprint = HashBytes(other_bytes_.data(), other_bytes_.size(), bits);
    }
    if (IsLess(fingerprint, least)) least = fingerprint;
  }
  return least;
}

Fingerprint SpecificationExplorer::FingerprintOf(const Value* row) {
  if (symmetry_.empty() && view_ == nullptr) [[likely]] {
    return HashBytes(bytes_.data(), bytes_.size(), shared_->options.fingerprint_bits);
  }
  // TLCGet("level") in a VIEW is the successor's.
  const uint64_t level = machine_.figures.level++;
  absl::Cleanup restore = [&] { machine_.figures.level = level; };
  try {
    return symmetry_.empty() ? HashView(row) : SymmetricFingerprint(row);
  } catch (const EvaluationError& error) {
    pending_ = Located(error, Fault::During::kView, "VIEW", [&] {
      if (program_.view == program::kNoExpression) return;
      StateScope states(machine_, row, nullptr, 0);
      Evaluate(machine_.Link(program_.view), machine_, machine_.root);
    });
    throw;
  }
}

// Constraints are evaluated after the enumeration, so that they can't disturb the slots of an
// action that is still running.
void SpecificationExplorer::FillBatch(bool initial, StepBatch* batch) {
  encoded_rows_.Clear();
  encoded_offsets_.assign(1, 0);
  FillFrom(0, initial, batch);
}

bool SpecificationExplorer::FillFrom(size_t first, bool initial, StepBatch* batch) {
  std::optional<Fault> enumeration_fault = std::move(pending_);
  pending_.reset();
  const bool has_constraints = shared_->info.has_constraints;
  for (size_t i = first; i < row_actions_.size(); ++i) {
    Value* row = rows_.data() + i * variable_count_;
    machine_.judged_action = row_actions_[i];
    try {
      if (machine_.closures_made != 0) {
        for (uint32_t v = 0; v < variable_count_; ++v)
          row[v] = values::Normalize(*machine_.heap, row[v]);
      }
      EncodeRow(row);
      if (is_remembering_ || machine_.linker().remembered_count() != 0) NoteEncoding();
      const Fingerprint fingerprint = FingerprintOf(row);
      const bool inside = !has_constraints || SatisfiesConstraints(row, initial);
      batch->Add(row_actions_[i], inside, fingerprint, {bytes_.data(), bytes_.size()});
    } catch (const EvaluationError& error) {
      if (!pending_) {
        pending_ = PlainFault(error, initial ? Fault::During::kInitial : Fault::During::kNext,
                              SubjectOf(row_actions_[i]));
        if (!initial)
          pending_->location =
              LocationOf(*shared_->parts.sources, program_.actions[row_actions_[i]].range);
      }
      batch->fault = std::move(pending_);
      return false;
    } catch (const std::bad_alloc&) {
      batch->fault = OutOfMemoryFault(Fault::During::kNext, SubjectOf(row_actions_[i]));
      return false;
    }
  }
  batch->fault = std::move(enumeration_fault);
  batch->generated_besides = (row_incomplete_ ? 1 : 0) + machine_.states_between;
  return !batch->fault;
}

void SpecificationExplorer::Decode(StateBytes state, Value* row) {
  const uint8_t* at = state.data();
  for (uint32_t v = 0; v < variable_count_; ++v)
    at = states::Decode(*machine_.heap, at, state.data() + state.size(), &row[v]);
  CheckEnd(at, state);
}

void SpecificationExplorer::DecodeParent() {
  const uint8_t* at = parent_.data();
  const uint8_t* const end = at + parent_.size();
  if (at != current_bytes_.data()) current_bytes_.assign(at, end);
  sources_.Start(at, end);
  for (uint32_t v = 0; v < variable_count_; ++v) {
    offsets_[v] = static_cast<uint32_t>(at - parent_.data());
    at = states::Decode(*machine_.heap, at, end, &current_[v], &sources_);
  }
  offsets_[variable_count_] = static_cast<uint32_t>(at - parent_.data());
  CheckEnd(at, parent_);
  is_decoded_ = true;
}

void SpecificationExplorer::CheckEnd(const uint8_t* at, StateBytes state) const {
  if (at != state.data() + state.size())
    throw EvaluationError(values::ErrorKind::kInternal, "a state has bytes left over");
}

}  // namespace model::interpreter

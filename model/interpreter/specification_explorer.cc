#include "model/interpreter/specification_explorer.h"

#include <algorithm>
#include <new>

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

// By then the constants that matter have been evaluated, and linking anew makes literals of them; and
// the search is long enough to link each instance of an action on its own, if they are not too many.
constexpr uint32_t kExpansionsBeforeRelink = 64;
constexpr size_t kMostInstances = 1024;

// Stays in the caches.
constexpr size_t kSmallHeapBytes = size_t{1} << 16;

EvaluationError OutOfMemory() { return {values::ErrorKind::kOutOfMemory, "out of memory"}; }

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
      reduction_(reduction),
      expansions_until_relink_(kExpansionsBeforeRelink),
      current_(variable_count_),
      offsets_(variable_count_ + 1),
      next_(variable_count_),
      row_offsets_(variable_count_ + 1) {
  machine_.print = &shared_->options.print;
  machine_.sources = shared_->parts.sources;
  machine_.emit = EmitRow;
  machine_.emit_context = this;
  NumberSubscripts();
  LinkProgram();
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
  std::fill(is_enabled_.begin(), is_enabled_.end(), std::nullopt);
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
  return locator_.Locate(error, during, subject, again);
}

bool SpecificationExplorer::EmitRow(Machine& machine, void* context) {
  auto& explorer = *static_cast<SpecificationExplorer*>(context);
  if (machine.tracing) return true;
  if (machine.unassigned != 0) [[unlikely]] {
    explorer.row_incomplete_ = true;
    explorer.pending_ = explorer.UnassignedFault();
    return false;
  }
  explorer.rows_.insert(explorer.rows_.end(), machine.next,
                        machine.next + explorer.variable_count_);
  explorer.row_actions_.push_back(explorer.running_action_);
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
    std::fill(next_.begin(), next_.end(), Value());
    pending_ = Located(error, during, subject, enumerate);
    // Nobody waits for what was found so far, or there is no memory for it.
    if (error.kind == values::ErrorKind::kInterrupted) DropRows();
  } catch (const std::bad_alloc&) {
    DropRows();
    pending_ = PlainFault(OutOfMemory(), during, SubjectOf(running_action_));
  }
}

void SpecificationExplorer::DropRows() {
  decltype(rows_)().swap(rows_);
  decltype(row_actions_)().swap(row_actions_);
}

void SpecificationExplorer::RunInitial() {
  running_action_ = StepBatch::kInitialAction;
  machine_.computing = "initial states";
  if (machine_.tracing) {
    std::vector<const LinkedAction*> traced;
    for (ActionNodeId id : program_.initial) traced.push_back(machine_.Link(id));
    RunConjunction(machine_, traced, machine_.root);
  } else {
    RunConjunction(machine_, initial_, machine_.root);
  }
}

void SpecificationExplorer::RunActions() {
  machine_.computing = "next states";
  auto preset = presets_.begin();
  for (size_t i = 0; i < actions_.size(); ++i) {
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

void SpecificationExplorer::Initial(const SearchFigures& figures, StepBatch* batch) {
  BeginSteps(figures, batch);
  machine_.figures.level =
      0;  // of what initial states come from: what TLCGet("level") gives in Init and in their VIEW
  parent_ = {};
  sources_.Start(nullptr, nullptr);
  rows_are_initial_ = true;
  {
    StateScope states(machine_, next_.data(), next_.data(), variable_count_);
    Enumerate(Fault::During::kInitial, [this] {
      machine_.unassigned = variable_count_;
      RunInitial();
    });
  }
  FillBatch(true, batch);
}

void SpecificationExplorer::Expand(const SearchFigures& figures, StateBytes state,
                                   StepBatch* batch) {
  BeginSteps(figures, batch);
  rows_are_initial_ = false;
  parent_ = state;
  try {
    DecodeParent();
  } catch (const EvaluationError& error) {
    batch->fault = PlainFault(error, Fault::During::kNext, "");
    return;
  }
  {
    StateScope states(machine_, current_.data(), next_.data(), variable_count_);
    Enumerate(Fault::During::kNext, [this] {
      machine_.unassigned = variable_count_;
      RunActions();
    });
  }
  FillBatch(false, batch);
}

// --- From rows to the batch ---

bool SpecificationExplorer::Holds(const Node* node, const Value* current, Value* next) {
  StateScope states(machine_, current, next, 0);
  const Value value = Evaluate(node, machine_, machine_.root);
  if (!value.is_boolean()) [[unlikely]] {
    throw EvaluationError(absl::StrCat("The value should be a boolean, but it is\n",
                                       values::Print(*machine_.heap, value)));
  }
  return value.is_true();
}

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

void SpecificationExplorer::EncodeRow(const Value* row) {
  bytes_.Clear();
  if (parent_.empty()) {
    for (uint32_t v = 0; v < variable_count_; ++v) {
      row_offsets_[v] = static_cast<uint32_t>(bytes_.size());
      states::Encode(*machine_.heap, row[v], bytes_);
    }
  } else {
    for (uint32_t v = 0; v < variable_count_; ++v) {
      row_offsets_[v] = static_cast<uint32_t>(bytes_.size());
      if (row[v] == current_[v]) {
        bytes_.Append(parent_.data() + offsets_[v], offsets_[v + 1] - offsets_[v]);
      } else {
        states::Encode(*machine_.heap, row[v], bytes_, &sources_);
      }
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
  values::OwnLinesVector<Value>& permuted = next_;  // free between enumerations
  for (const std::vector<uint32_t>& permutation : symmetry_) {
    for (uint32_t v = 0; v < variable_count_; ++v)
      permuted[v] = values::Permute(heap, row[v], permutation);
    Fingerprint fingerprint;
    if (view_ != nullptr) {
      fingerprint = HashView(permuted.data());
    } else {
      other_bytes_.Clear();
      for (uint32_t v = 0; v < variable_count_; ++v) {
        if (permuted[v] == row[v]) {
          other_bytes_.Append(bytes_.data() + row_offsets_[v],
                              row_offsets_[v + 1] - row_offsets_[v]);
        } else {
          states::Encode(heap, permuted[v], other_bytes_, &sources_);
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
  std::optional<Fault> enumeration_fault = std::move(pending_);
  pending_.reset();
  const bool has_constraints = shared_->info.has_constraints;
  for (size_t i = 0; i < row_actions_.size(); ++i) {
    Value* row = MutableRow(i);
    machine_.judged_action = row_actions_[i];
    try {
      if (machine_.closures_made != 0) {
        for (uint32_t v = 0; v < variable_count_; ++v)
          row[v] = values::Normalize(*machine_.heap, row[v]);
      }
      EncodeRow(row);
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
      return;
    } catch (const std::bad_alloc&) {
      batch->fault = PlainFault(OutOfMemory(), Fault::During::kNext, SubjectOf(row_actions_[i]));
      return;
    }
  }
  batch->fault = std::move(enumeration_fault);
  batch->generated_besides = (row_incomplete_ ? 1 : 0) + machine_.states_between;
}

// --- Judging and labelling ---

void SpecificationExplorer::Judge(const Predicates& predicates, const Nodes& nodes,
                                  uint32_t first_property, Fault::During during,
                                  const Value* current, Value* next, bool all, Findings* findings) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (findings->fault || (!all && !findings->violated.empty())) return;
    try {
      if (!Holds(nodes[i], current, next))
        findings->violated.push_back(first_property + static_cast<uint32_t>(i));
    } catch (const EvaluationError& error) {
      findings->fault =
          Located(error, during, shared_->info.properties[first_property + i].name,
                  [&] { Holds(machine_.Link(predicates[i].expression), current, next); });
    } catch (const std::bad_alloc&) {
      findings->fault =
          PlainFault(OutOfMemory(), during, shared_->info.properties[first_property + i].name);
    }
  }
}

void SpecificationExplorer::Watch(const Predicates& predicates, const Nodes& nodes, size_t first,
                                  Fault::During during, const Value* current, Value* next,
                                  Findings* findings) {
  for (size_t i = 0; i < nodes.size() && !findings->fault; ++i) {
    std::atomic<bool>& met = shared_->met[first + i];
    if (met.load(std::memory_order_relaxed)) continue;
    try {
      if (Holds(nodes[i], current, next)) met.store(true, std::memory_order_relaxed);
    } catch (const EvaluationError& error) {
      findings->fault = Located(error, during, predicates[i].name, [&] {
        Holds(machine_.Link(predicates[i].expression), current, next);
      });
    } catch (const std::bad_alloc&) {
      findings->fault = PlainFault(OutOfMemory(), during, predicates[i].name);
    }
  }
}

namespace {

// Gives back what a judgement allocated, if the heap is no longer small: until then kept values stay
// valid from one judgement to the next. Not if closures (whose memory may hold some of it) were made
// since the steps began.
class HeapUse {
 public:
  explicit HeapUse(Machine& machine) : machine_(machine), mark_(machine.step_heap().Position()) {}
  ~HeapUse() {
    if (machine_.closures_made == 0 && machine_.step_heap().used_bytes() > kSmallHeapBytes) {
      machine_.ReleaseSteps(mark_);
    }
  }
  HeapUse(const HeapUse&) = delete;
  HeapUse& operator=(const HeapUse&) = delete;

 private:
  Machine& machine_;
  Heap::Mark mark_;
};

}  // namespace

Findings SpecificationExplorer::JudgeState(const SearchFigures& figures, size_t step, bool all) {
  Findings findings;
  if (invariants_.empty() && possible_states_.empty() &&
      (initial_predicates_.empty() || !rows_are_initial_)) {
    return findings;
  }
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  machine_.judged_action = row_actions_[step];
  const bool inherit = !all && !rows_are_initial_;
  if (!inherit || !inherited_.Hold(machine_, current_.data(), Row(step))) {
    Judge(program_.invariants, invariants_, 0, Fault::During::kInvariant, Row(step), nullptr, all,
          &findings);
  }
  if (rows_are_initial_) {
    Judge(program_.initial_predicates, initial_predicates_,
          static_cast<uint32_t>(invariants_.size()), Fault::During::kInvariant, Row(step), nullptr,
          all, &findings);
  }
  Watch(program_.possible_states, possible_states_, 0, Fault::During::kInvariant, Row(step),
        nullptr, &findings);
  return findings;
}

Findings SpecificationExplorer::JudgeStep(const SearchFigures& figures, size_t step, bool all) {
  Findings findings;
  if ((action_properties_.empty() && possible_steps_.empty()) || rows_are_initial_) return findings;
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  machine_.judged_action = row_actions_[step];
  Judge(program_.action_properties, action_properties_,
        static_cast<uint32_t>(invariants_.size() + initial_predicates_.size()),
        Fault::During::kActionProperty, current_.data(), MutableRow(step), all, &findings);
  Watch(program_.possible_steps, possible_steps_, possible_states_.size(),
        Fault::During::kActionProperty, current_.data(), MutableRow(step), &findings);
  return findings;
}

template <typename Known>
std::optional<Fault> SpecificationExplorer::Label(const Predicates& predicates, const Nodes& nodes,
                                                  const Value* current, Value* next, Known known,
                                                  std::span<uint64_t> out) {
  HeapUse use(machine_);
  machine_.EnterThread();
  std::fill(out.begin(), out.end(), 0);
  for (size_t i = 0; i < nodes.size(); ++i) {
    try {
      const std::optional<bool> answer = known(i);
      const bool holds = answer ? *answer : Holds(nodes[i], current, next);
      if (holds) out[i / 64] |= uint64_t{1} << (i % 64);
    } catch (const EvaluationError& error) {
      return Located(error, Fault::During::kTemporal, predicates[i].name,
                     [&] { Holds(machine_.Link(predicates[i].expression), current, next); });
    } catch (const std::bad_alloc&) {
      return PlainFault(OutOfMemory(), Fault::During::kTemporal, predicates[i].name);
    }
  }
  return std::nullopt;
}

void SpecificationExplorer::NumberSubscripts() {
  subscript_of_.assign(program_.step_predicates.size(), kNoSubscript);
  for (size_t i = 0; i < program_.step_shapes.size(); ++i) {
    const std::vector<uint32_t>& subscript = program_.step_shapes[i].subscript;
    if (subscript.empty()) continue;
    const auto found = std::find(subscripts_.begin(), subscripts_.end(), subscript);
    subscript_of_[i] = static_cast<uint32_t>(found - subscripts_.begin());
    if (found == subscripts_.end()) subscripts_.push_back(subscript);
  }
  looked_.resize(subscripts_.size());
  enabled_of_.assign(program_.step_predicates.size(), kNoPredicate);
  is_enabled_.resize(program_.step_predicates.size());
  if (!shared_->info.liveness) return;
  for (const transitions::Fairness& fairness : shared_->info.liveness->fairness) {
    enabled_of_[fairness.taken] = fairness.enabled;
  }
}

// Where several steps are to be labelled, one look at the state they start from spares many at
// actions that none of them can be of.
bool SpecificationExplorer::IsEnabled(size_t step_predicate) {
  constexpr size_t kFewSteps = 3;
  if (enabled_of_[step_predicate] == kNoPredicate || row_actions_.size() < kFewSteps) return true;
  std::optional<bool>& known = is_enabled_[step_predicate];
  if (!known) {
    known = Holds(state_predicates_[enabled_of_[step_predicate]], current_.data(), nullptr);
  }
  return *known;
}

// Most steps are not of the action that a promise is about, and most promises are about an action
// of the next-state relation: few predicates are left to be evaluated.
std::optional<bool> SpecificationExplorer::KnownByShape(size_t predicate, const Value* current,
                                                        const Value* next, uint32_t action) {
  const uint32_t number = subscript_of_[predicate];
  if (number == kNoSubscript) return std::nullopt;
  Looked& looked = looked_[number];
  if (looked == Looked::kNot) {
    const std::vector<uint32_t>& variables = subscripts_[number];
    const bool unchanged = std::all_of(variables.begin(), variables.end(), [&](uint32_t v) {
      return values::Equal(*machine_.heap, next[v], current[v]);
    });
    looked = unchanged ? Looked::kUnchanged : Looked::kChanged;
  }
  const program::StepShape& shape = program_.step_shapes[predicate];
  if (looked == Looked::kUnchanged) return shape.if_unchanged;
  for (const auto& [first, end] : shape.satisfied_by) {
    if (first <= action && action < end) return true;
  }
  const bool is_of_expanded = current == current_.data();
  return is_of_expanded && !IsEnabled(predicate) ? std::optional(false) : std::nullopt;
}

std::optional<Fault> SpecificationExplorer::LabelByShape(const Value* current, Value* next,
                                                         uint32_t action,
                                                         std::span<uint64_t> out) {
  std::fill(looked_.begin(), looked_.end(), Looked::kNot);
  const auto known = [&](size_t i) { return KnownByShape(i, current, next, action); };
  return Label(program_.step_predicates, step_predicates_, current, next, known, out);
}

std::optional<Fault> SpecificationExplorer::LabelState(size_t step, std::span<uint64_t> out) {
  const auto nothing = [](size_t) -> std::optional<bool> { return std::nullopt; };
  return Label(program_.state_predicates, state_predicates_, Row(step), nullptr, nothing, out);
}

std::optional<Fault> SpecificationExplorer::LabelStep(size_t step, std::span<uint64_t> out) {
  return LabelByShape(current_.data(), MutableRow(step), row_actions_[step], out);
}

std::optional<Fault> SpecificationExplorer::LabelStutter(size_t step, std::span<uint64_t> out) {
  return LabelByShape(Row(step), MutableRow(step), StepBatch::kInitialAction, out);
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
  sources_.Start(at, end);
  for (uint32_t v = 0; v < variable_count_; ++v) {
    offsets_[v] = static_cast<uint32_t>(at - parent_.data());
    at = states::Decode(*machine_.heap, at, end, &current_[v], &sources_);
  }
  offsets_[variable_count_] = static_cast<uint32_t>(at - parent_.data());
  CheckEnd(at, parent_);
}

void SpecificationExplorer::CheckEnd(const uint8_t* at, StateBytes state) const {
  if (at != state.data() + state.size())
    throw EvaluationError(values::ErrorKind::kInternal, "a state has bytes left over");
}

// --- Descriptions ---

std::vector<std::pair<std::string, Datum>> SpecificationExplorer::Variables(StateBytes state) {
  HeapUse use(machine_);
  std::vector<Value> row(variable_count_);
  Decode(state, row.data());
  std::vector<std::pair<std::string, Datum>> described;
  for (uint32_t v = 0; v < variable_count_; ++v) {
    described.emplace_back(program_.variables[v], ToDatum(*machine_.heap, row[v]));
  }
  return described;
}

std::vector<std::pair<std::string, Datum>> SpecificationExplorer::Describe(
    const SearchFigures& figures, StateBytes state, StateBytes next) {
  if (program_.alias == program::kNoExpression) return Variables(state);
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  // It belongs to the caller, and Explain comes without one.
  absl::Cleanup forget_past = [this] { machine_.figures.past = nullptr; };
  std::vector<Value> row(variable_count_), next_row(variable_count_);
  try {
    Decode(state, row.data());
    Decode(next, next_row.data());
    StateScope states(machine_, row.data(), next_row.data(), 0);
    const Value alias = Evaluate(machine_.Link(program_.alias), machine_, machine_.root);
    const Datum described = ToDatum(*machine_.heap, alias);
    if (described.kind != Datum::Kind::kRecord) return Variables(state);
    std::vector<std::pair<std::string, Datum>> fields;
    for (size_t i = 0; i < described.names.size(); ++i)
      fields.emplace_back(described.names[i], described.items[i]);
    return fields;
  } catch (const EvaluationError& error) {
    auto fields = Variables(state);
    Datum message;
    message.kind = Datum::Kind::kString;
    message.text = error.message;
    fields.emplace_back("_ALIASEvalError", std::move(message));
    return fields;
  }
}

}  // namespace model::interpreter

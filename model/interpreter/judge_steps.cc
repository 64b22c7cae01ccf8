// What the explorer says of the steps it has found: violated properties, and the labels that
// temporal properties are judged by.

#include <algorithm>
#include <new>

#include "absl/strings/str_cat.h"
#include "model/interpreter/heap_use.h"
#include "model/interpreter/specification_explorer.h"
#include "model/values/operations.h"

namespace model::interpreter {

using transitions::Fault;
using transitions::Findings;
using transitions::Rare;
using transitions::SearchFigures;
using transitions::StepBatch;
using values::EvaluationError;

namespace {

std::optional<bool> NothingKnown(size_t) { return std::nullopt; }

}  // namespace

// Of the row just encoded.
void SpecificationExplorer::NoteEncoding() {
  encoded_rows_.Append(bytes_.data(), bytes_.size());
  const uint32_t begin = encoded_offsets_.back();
  for (uint32_t v = 1; v <= variable_count_; ++v)
    encoded_offsets_.push_back(begin + row_offsets_[v]);
}

EncodedState SpecificationExplorer::EncodingOf(const Value* state) const {
  if (encoded_offsets_.size() <= variable_count_ || state == nullptr) return {};
  if (state == current_.data()) {
    if (current_bytes_.empty()) return {};
    return {current_bytes_.data(), offsets_.data()};
  }
  const auto first = static_cast<size_t>(state - rows_.data());
  if (first + variable_count_ >= encoded_offsets_.size()) return {};
  return {encoded_rows_.data(), encoded_offsets_.data() + first};
}

bool SpecificationExplorer::Holds(const Node* node, const Value* current, Value* next) {
  StateScope states(machine_, current, next, 0, EncodingOf(current), EncodingOf(next));
  return IsTrue(node);
}

bool SpecificationExplorer::IsTrue(const Node* node) {
  const Value value = Evaluate(node, machine_, machine_.root);
  if (!value.is_boolean()) [[unlikely]] {
    throw EvaluationError(absl::StrCat("The value should be a boolean, but it is\n",
                                       values::Print(*machine_.heap, value)));
  }
  return value.is_true();
}

template <typename Known>
void SpecificationExplorer::Judge(const Predicates& predicates, const Nodes& nodes,
                                  uint32_t first_property, Fault::During during,
                                  const Value* current, Value* next, const Known& known, bool all,
                                  Findings* findings) {
  StateScope states(machine_, current, next, 0, EncodingOf(current), EncodingOf(next));
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (findings->fault || (!all && !findings->violated.empty())) return;
    try {
      const std::optional<bool> answer = known(i);
      if (!(answer ? *answer : IsTrue(nodes[i])))
        findings->violated.push_back(first_property + static_cast<uint32_t>(i));
    } catch (const EvaluationError& error) {
      findings->fault =
          Located(error, during, shared_->info.properties[first_property + i].name,
                  [&] { Holds(machine_.Link(predicates[i].expression), current, next); });
    } catch (const std::bad_alloc&) {
      findings->fault = OutOfMemoryFault(during, shared_->info.properties[first_property + i].name);
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
      findings->fault = OutOfMemoryFault(during, predicates[i].name);
    }
  }
}

Findings SpecificationExplorer::JudgeState(const SearchFigures& figures, size_t step, bool all) {
  Findings findings;
  if (invariants_.empty() && possible_states_.empty() &&
      (initial_predicates_.empty() || !rows_are_initial_)) {
    return findings;
  }
  const bool inherit = !all && !rows_are_initial_;
  const bool surely_hold = inherit && is_remembering_ && SurelyHoldInvariants(step);
  if (surely_hold && possible_states_.empty()) return findings;
  Row(step);  // what is decoded stays longer than what is used here
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  machine_.judged_action = row_actions_[step];
  const bool hold = surely_hold || (inherit && inherited_.Hold(machine_, Current(), Row(step),
                                                               EncodingOf(Row(step))));
  if (!hold) {
    Judge(program_.invariants, invariants_, 0, Fault::During::kInvariant, Row(step), nullptr,
          NothingKnown, all, &findings);
  }
  if (rows_are_initial_) {
    Judge(program_.initial_predicates, initial_predicates_,
          static_cast<uint32_t>(invariants_.size()), Fault::During::kInvariant, Row(step), nullptr,
          NothingKnown, all, &findings);
  }
  if (hold && is_remembering_ && !surely_hold) NoteInvariants(step);
  Watch(program_.possible_states, possible_states_, 0, Fault::During::kInvariant, Row(step),
        nullptr, &findings);
  return findings;
}

// Of the machine's step: true, and a reason is noted, or nothing is known.
std::optional<bool> SpecificationExplorer::FindReason(size_t action_property) {
  if (action_property >= allowed_.size()) return std::nullopt;
  const std::optional<size_t> disjunct = allowed_[action_property].FindTrue(machine_);
  if (!disjunct) return std::nullopt;
  reasons_.push_back({action_property, *disjunct});
  return true;
}

Findings SpecificationExplorer::JudgeStep(const SearchFigures& figures, size_t step, bool all) {
  Findings findings;
  if ((action_properties_.empty() && possible_steps_.empty()) || rows_are_initial_) return findings;
  if (possible_steps_.empty() && SurelyHoldActionProperties(step)) return findings;
  Row(step);
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  machine_.judged_action = row_actions_[step];
  action_property_shapes_.BeginStep(current_.data(), Row(step));
  reasons_.clear();
  bool have_reasons = true;
  const auto known = [&](size_t i) {
    std::optional<bool> answer =
        action_property_shapes_.Known(i, *machine_.heap, row_actions_[step]);
    if (!answer) answer = FindReason(i);
    have_reasons = have_reasons && answer.has_value();
    return answer;
  };
  Judge(program_.action_properties, action_properties_,
        static_cast<uint32_t>(invariants_.size() + initial_predicates_.size()),
        Fault::During::kActionProperty, current_.data(), Row(step), known, all, &findings);
  if (have_reasons && findings.empty()) NoteActionProperties(step);
  Watch(program_.possible_steps, possible_steps_, possible_states_.size(),
        Fault::During::kActionProperty, current_.data(), Row(step), &findings);
  return findings;
}

// What is known comes first, so that mostly there is nothing to prepare an evaluation for.
template <typename Known>
Rare<Fault> SpecificationExplorer::Label(const Predicates& predicates, const Nodes& nodes,
                                         const Value* current, Value* next, const Known& known,
                                         std::span<uint64_t> out) {
  std::fill(out.begin(), out.end(), 0);
  unknown_.clear();
  size_t i = 0;
  const auto set_if = [&](bool holds) { out[i / 64] |= uint64_t{holds} << (i % 64); };
  try {
    for (; i < nodes.size(); ++i) {
      if (const std::optional<bool> answer = known(i)) {
        set_if(*answer);
      } else {
        unknown_.push_back(i);
      }
    }
    if (unknown_.empty()) return {};
    HeapUse use(machine_);
    machine_.EnterThread();
    StateScope states(machine_, current, next, 0, EncodingOf(current), EncodingOf(next));
    for (const size_t predicate : unknown_) {
      i = predicate;
      set_if(IsTrue(nodes[i]));
    }
  } catch (const EvaluationError& error) {
    return Located(error, Fault::During::kTemporal, predicates[i].name,
                   [&] { Holds(machine_.Link(predicates[i].expression), current, next); });
  } catch (const std::bad_alloc&) {
    return OutOfMemoryFault(Fault::During::kTemporal, predicates[i].name);
  }
  return {};
}

void SpecificationExplorer::LinkPromises() {
  for (const program::EnabledShape& shape : program_.enabled_shapes) {
    enabled_subscripts_.push_back(shape.subscript ? step_shapes_.NumberOf(*shape.subscript) : 0);
  }
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
  const uint32_t enabled = enabled_of_[step_predicate];
  if (enabled == kNoPredicate) return true;
  if (!expanded_labels_.empty()) return (expanded_labels_[enabled / 64] >> (enabled % 64) & 1) != 0;
  if (row_actions_.size() < kFewSteps) return true;
  std::optional<bool>& known = is_enabled_[step_predicate];
  if (!known) {
    known = Holds(state_predicates_[enabled], current_.data(), nullptr);
  }
  return *known;
}

void SpecificationExplorer::ForgetLabels() {
  std::fill(is_enabled_.begin(), is_enabled_.end(), std::nullopt);
  expanded_labels_.clear();
}

// ENABLED of an action of the next-state relation is answered by the steps of that action. Its
// own evaluation would count as another where evaluations are counted.
std::optional<bool> SpecificationExplorer::EnabledByRows(size_t state_predicate) {
  if (state_predicate >= program_.enabled_shapes.size()) return std::nullopt;
  const program::EnabledShape& shape = program_.enabled_shapes[state_predicate];
  if (shape.actions.empty() || !rows_are_all_ || program_.is_impure) return std::nullopt;
  for (const auto& [first, end] : shape.actions) {
    // Actions are run in the order of their numbers.
    auto at = std::lower_bound(row_actions_.begin(), row_actions_.end(), first);
    for (; at != row_actions_.end() && *at < end; ++at) {
      if (!shape.subscript) return true;
      step_shapes_.BeginStep(current_.data(), Row(static_cast<size_t>(at - row_actions_.begin())));
      if (step_shapes_.Changes(enabled_subscripts_[state_predicate], *machine_.heap)) return true;
    }
  }
  return false;
}

Rare<Fault> SpecificationExplorer::LabelByShape(const Value* current, Value* next, uint32_t action,
                                                std::span<uint64_t> out) {
  step_shapes_.BeginStep(current, next);
  const bool is_of_expanded = current == current_.data();
  const auto known = [&](size_t i) -> std::optional<bool> {
    const std::optional<bool> answer = step_shapes_.Known(i, *machine_.heap, action);
    return !answer && is_of_expanded && !IsEnabled(i) ? false : answer;
  };
  return Label(program_.step_predicates, step_predicates_, current, next, known, out);
}

Rare<Fault> SpecificationExplorer::LabelExpanded(std::span<uint64_t> state,
                                                 std::span<uint64_t> stutter) {
  Current();
  if (auto fault = Label(
          program_.state_predicates, state_predicates_, current_.data(), nullptr,
          [&](size_t i) { return EnabledByRows(i); }, state)) {
    return fault;
  }
  if (!stutter_labels_) {
    if (auto fault =
            LabelByShape(current_.data(), current_.data(), StepBatch::kInitialAction, stutter)) {
      return fault;
    }
  } else {
    std::copy(stutter_labels_->begin(), stutter_labels_->end(), stutter.begin());
  }
  expanded_labels_.assign(state.begin(), state.end());
  return {};
}

Rare<Fault> SpecificationExplorer::LabelState(size_t step, std::span<uint64_t> out) {
  return Label(program_.state_predicates, state_predicates_, Row(step), nullptr, NothingKnown, out);
}

Rare<Fault> SpecificationExplorer::LabelStep(size_t step, std::span<uint64_t> out) {
  return LabelByShape(Current(), Row(step), row_actions_[step], out);
}

Rare<Fault> SpecificationExplorer::LabelStutter(size_t step, std::span<uint64_t> out) {
  if (stutter_labels_) {
    std::copy(stutter_labels_->begin(), stutter_labels_->end(), out.begin());
    return {};
  }
  return LabelByShape(Row(step), Row(step), StepBatch::kInitialAction, out);
}

}  // namespace model::interpreter

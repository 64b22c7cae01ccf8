// What the explorer says of the steps it has found: violated properties, and the labels that
// temporal properties are judged by.

#include <algorithm>
#include <new>

#include "model/interpreter/heap_use.h"
#include "model/interpreter/specification_explorer.h"
#include "model/values/operations.h"

namespace model::interpreter {

using transitions::Fault;
using transitions::Findings;
using transitions::SearchFigures;
using transitions::StepBatch;
using values::EvaluationError;

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
      return OutOfMemoryFault(Fault::During::kTemporal, predicates[i].name);
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
                                                         uint32_t action, std::span<uint64_t> out) {
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

}  // namespace model::interpreter

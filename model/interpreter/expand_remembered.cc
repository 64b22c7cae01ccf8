// Expansion of a state whose steps are mostly known from others (remembered_steps.h). Of the state
// only the places of its parts are looked for; it is decoded when a group of actions isn't known,
// and a successor when something about it has to be evaluated.

#include <algorithm>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "model/interpreter/specification_explorer.h"
#include "model/interpreter/split_predicate.h"
#include "model/interpreter/state_fingerprint.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {

using transitions::Fault;
using transitions::StateBytes;
using transitions::StepBatch;
using values::EvaluationError;

// REQUIRES: the state being expanded is decoded.
void SpecificationExplorer::PlanRememberedSteps() {
  if (expansions_until_plan_ == 0 || --expansions_until_plan_ > 0 || !may_remember_) return;
  shared_->steps.MakePlan([this] { return MakeStepPlan(); });
}

StepPlan SpecificationExplorer::MakeStepPlan() {
  std::vector<ActionInstance> actions;
  for (size_t i = 0; i < actions_.size(); ++i)
    actions.push_back({actions_[i].node, program_.actions[i].presets});
  // Pieces that read the same are one: all hold, or nothing is noted.
  std::set<std::vector<states::PartPath>> pieces;
  bool have_pieces = true;
  for (const Node* invariant : invariants_) {
    auto split = SplitPredicate(machine_, invariant, current_.data());
    have_pieces = have_pieces && split.has_value();
    if (split) pieces.insert(split->begin(), split->end());
  }
  judged_steps_.Plan(machine_, allowed_, current_.data());
  std::vector<states::PartPath> parts = judged_steps_.Parts();
  for (const std::vector<states::PartPath>& piece : pieces)
    parts.insert(parts.end(), piece.begin(), piece.end());
  StepPlan plan = PlanSteps(machine_, actions, parts, current_.data(), parent_);
  plan.kinds = judged_steps_.Parts();
  if (plan.groups.empty() || !have_pieces) return plan;
  for (plan.pieces.emplace(); const std::vector<states::PartPath>& piece : pieces) {
    for (plan.pieces->emplace_back(); const states::PartPath& path : piece)
      plan.pieces->back().push_back(plan.NumberOf(path));
  }
  return plan;
}

void SpecificationExplorer::FollowStepPlan() {
  if (!remembered_steps_.is_planned()) return;
  const StepPlan& plan = remembered_steps_.plan();
  invariants_have_pieces_ = plan.pieces.has_value();
  if (invariants_have_pieces_) invariant_pieces_.Plan(*plan.pieces, plan.paths);
  constraint_truths_.Plan(program_, program_.constraints);
  std::vector<Value> sample(variable_count_);
  Decode(plan.sample, sample.data());
  judged_steps_.Plan(machine_, allowed_, sample.data());
  judged_steps_.Place(plan);
}

bool SpecificationExplorer::BeginRemembered(StateBytes state) {
  if (!may_remember_ || expansions_until_relink_ > 0) return false;
  if (remembered_steps_.Trim()) FollowStepPlan();
  if (!remembered_steps_.is_planned()) return false;
  constraint_truths_.Trim();
  invariant_pieces_.Trim();
  current_bytes_.assign(state.begin(), state.end());
  if (!remembered_steps_.Begin({current_bytes_.data(), current_bytes_.size()})) return false;
  parent_ = {current_bytes_.data(), current_bytes_.size()};
  remembered_steps_.VariableOffsets(offsets_.data());
  is_remembering_ = true;
  is_decoded_ = false;
  row_steps_.clear();
  is_like_sample_.reset();
  encoded_rows_.Clear();
  encoded_offsets_.assign(1, 0);
  return true;
}

void SpecificationExplorer::ExpandRemembered(StepBatch* batch) {
  try {
    for (size_t group = 0; group < remembered_steps_.plan().groups.size(); ++group) {
      std::optional<RememberedSteps::Steps> steps = remembered_steps_.Find(group);
      if (!steps) {
        if (!ExpandGroup(group, batch)) return;
        continue;
      }
      while (steps->left > 0) {
        if (!AddRemembered(group, &*steps, batch)) return;
      }
    }
    rows_are_all_ = true;
  } catch (const std::bad_alloc&) {
    batch->fault = OutOfMemoryFault(Fault::During::kNext, SubjectOf(running_action_));
  }
}

// By evaluating it. False: there was a fault.
bool SpecificationExplorer::ExpandGroup(size_t group, StepBatch* batch) {
  const StepPlan::Group& actions = remembered_steps_.plan().groups[group];
  const size_t first = row_actions_.size();
  const uint64_t warnings = machine_.warnings_except_outside;
  {
    StateScope states(machine_, Current(), next_.data(), variable_count_,
                      {current_bytes_.data(), offsets_.data()});
    Enumerate(Fault::During::kNext, [this, &actions] {
      machine_.unassigned = variable_count_;
      RunActions(actions.begin, actions.end);
    });
  }
  if (row_actions_.size() < first) batch->Clear();  // nobody waits for what was found so far
  if (!FillFrom(first, false, batch)) return false;
  if (warnings != machine_.warnings_except_outside) return true;
  std::vector<RememberedSteps::Successor> successors;
  for (size_t i = first; i < row_actions_.size(); ++i) {
    successors.push_back({row_actions_[i], BytesOf(i)});
  }
  std::optional<RememberedSteps::Steps> steps = remembered_steps_.Note(group, successors);
  if (!steps) return true;
  row_steps_.resize(first);
  for (; steps->left > 0; RememberedSteps::Skip(&*steps))
    row_steps_.push_back({steps->next, group});
  return true;
}

bool SpecificationExplorer::AddRemembered(size_t group, RememberedSteps::Steps* steps,
                                          StepBatch* batch) {
  const size_t begin = encoded_rows_.size();
  row_steps_.resize(row_actions_.size());
  row_steps_.push_back({steps->next, group});
  const uint32_t action = remembered_steps_.Append(steps, &encoded_rows_, &encoded_offsets_);
  row_actions_.push_back(action);
  rows_.resize(rows_.size() + variable_count_);
  const StateBytes bytes(encoded_rows_.data() + begin, encoded_rows_.size() - begin);
  const transitions::Fingerprint fingerprint =
      HashBytes(bytes.data(), bytes.size(), shared_->options.fingerprint_bits);
  bool inside = true;
  if (shared_->info.has_constraints) {
    machine_.judged_action = action;
    try {
      inside = IsInside(row_actions_.size() - 1);
    } catch (const EvaluationError&) {  // noted where it was evaluated
      batch->fault = std::exchange(pending_, std::nullopt);
      return false;
    }
  }
  batch->Add(action, inside, fingerprint, bytes);
  return true;
}

// The values of a step's target; variables that the step leaves alone keep their words.
void SpecificationExplorer::DecodeRow(size_t step) {
  const Value* const current = Current();
  Value* const row = rows_.data() + step * variable_count_;
  const uint32_t* const offsets = encoded_offsets_.data() + step * variable_count_;
  for (uint32_t v = 0; v < variable_count_; ++v) {
    const uint8_t* const begin = encoded_rows_.data() + offsets[v];
    const uint8_t* const end = encoded_rows_.data() + offsets[v + 1];
    const bool is_untouched = std::equal(begin, end, current_bytes_.data() + offsets_[v],
                                         current_bytes_.data() + offsets_[v + 1]);
    if (is_untouched) {
      row[v] = current[v];
    } else {
      states::Decode(*machine_.heap, begin, end, &row[v]);
    }
  }
}

StateBytes SpecificationExplorer::BytesOf(size_t step) const {
  const uint32_t begin = encoded_offsets_[step * variable_count_];
  const uint32_t end = encoded_offsets_[(step + 1) * variable_count_];
  return {encoded_rows_.data() + begin, end - begin};
}

bool SpecificationExplorer::IsInside(size_t step) {
  const EncodedState target{encoded_rows_.data(), encoded_offsets_.data() + step * variable_count_};
  const size_t count = constraints_.size();
  bool is_known = action_constraints_.empty();
  for (size_t i = 0; i < count && is_known; ++i) {
    const std::optional<bool> holds = constraint_truths_.Find(i, target);
    if (holds == false) return false;
    is_known = holds.has_value();
  }
  if (is_known) return true;
  const bool inside = SatisfiesConstraints(Row(step), false);
  if (inside) {
    for (size_t i = 0; i < count; ++i) constraint_truths_.Note(i, target, true);
  } else if (count == 1 && action_constraints_.empty()) {
    constraint_truths_.Note(0, target, false);
  }
  return inside;
}

// Of a step from a state in which all invariants hold. False says nothing.
bool SpecificationExplorer::SurelyHoldInvariants(size_t step) {
  if (!invariants_have_pieces_) return false;
  const PlacedState parent{current_bytes_.data(), remembered_steps_.ranges()};
  if (step < row_steps_.size() && row_steps_[step].step != nullptr) {
    RememberedSteps::WritesOf(row_steps_[step].step, &writes_);
    if (const std::optional<bool> hold = invariant_pieces_.SurelyHold(parent, writes_))
      return *hold;
  }
  const StateBytes target = BytesOf(step);
  const states::ByteRange* const ranges = remembered_steps_.RangesIn(target);
  return ranges != nullptr && invariant_pieces_.SurelyHold(parent, {target.data(), ranges});
}

// All of them were found to hold.
void SpecificationExplorer::NoteInvariants(size_t step) {
  const StateBytes target = BytesOf(step);
  const states::ByteRange* const ranges = remembered_steps_.RangesIn(target);
  if (!invariants_have_pieces_ || ranges == nullptr) return;
  invariant_pieces_.Note({current_bytes_.data(), remembered_steps_.ranges()},
                         {target.data(), ranges});
}

// A marked step satisfies the action properties wherever it leads from a state like the sample.
bool SpecificationExplorer::SurelyHoldActionProperties(size_t step) {
  if (!is_remembering_ || step >= row_steps_.size() || row_steps_[step].step == nullptr ||
      !RememberedSteps::IsMarked(row_steps_[step].step)) {
    return false;
  }
  if (!is_like_sample_) {
    is_like_sample_ = judged_steps_.IsLikeSample(
        machine_.heap->atoms(), {current_bytes_.data(), remembered_steps_.ranges()});
  }
  return *is_like_sample_;
}

// They were found to hold for `reasons_`.
void SpecificationExplorer::NoteActionProperties(size_t step) {
  if (!is_remembering_ || step >= row_steps_.size() || row_steps_[step].step == nullptr) return;
  const auto [remembered, group] = row_steps_[step];
  const PlacedState parent{current_bytes_.data(), remembered_steps_.ranges()};
  const StateBytes target = BytesOf(step);
  const states::ByteRange* const ranges = remembered_steps_.RangesIn(target);
  if (ranges == nullptr) return;
  for (const PlacedState& state : {parent, PlacedState{target.data(), ranges}}) {
    if (!judged_steps_.IsLikeSample(machine_.heap->atoms(), state)) return;
  }
  StateScope states(machine_, Current(), Row(step), 0, EncodingOf(Current()),
                    EncodingOf(Row(step)));
  if (judged_steps_.IsAlwaysSo(remembered_steps_.plan(), group, reasons_, machine_)) {
    RememberedSteps::Mark(remembered);
  }
}

}  // namespace model::interpreter

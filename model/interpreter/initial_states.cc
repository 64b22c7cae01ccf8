// How the explorer finds initial states: all at once, or part by part.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/interpreter/run_action.h"
#include "model/interpreter/shared_enumeration.h"
#include "model/interpreter/specification_explorer.h"

namespace model::interpreter {

using transitions::Fault;
using transitions::InitialShare;
using transitions::SearchFigures;
using transitions::StepBatch;

namespace {

// Initial states that are handed on together.
constexpr size_t kRowsAtATime = 1024;

}  // namespace

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

// Leaves the rows, or those that were not given away.
void SpecificationExplorer::EnumerateInitial(const SearchFigures& figures, StepBatch* batch) {
  BeginSteps(figures, batch);
  machine_.figures.level =
      0;  // of what initial states come from: what TLCGet("level") gives in Init and in their VIEW
  parent_ = {};
  sources_.Start(nullptr, nullptr);
  rows_are_initial_ = true;
  StateScope states(machine_, next_.data(), next_.data(), variable_count_);
  Enumerate(Fault::During::kInitial, [this] {
    machine_.unassigned = variable_count_;
    RunInitial();
  });
}

void SpecificationExplorer::Initial(const SearchFigures& figures, StepBatch* batch) {
  EnumerateInitial(figures, batch);
  FillBatch(true, batch);
}

void SpecificationExplorer::InitialInParts(const SearchFigures& figures, InitialShare* share,
                                           StepBatch* batch) {
  // What is above the parts is evaluated by every explorer: a line would be printed by each.
  const auto is_impure = [](const program::Expression& expression) { return expression.impure; };
  if (std::any_of(program_.expressions.begin(), program_.expressions.end(), is_impure)) {
    return Explorer::InitialInParts(figures, share, batch);
  }
  if (std::exchange(has_enumerated_parts_, true)) {  // by now it knows the constants
    machine_.Relink();
    LinkProgram();
  }
  share_ = share;
  shared_batch_ = batch;
  SharedEnumeration shared([this]() -> InitialShare::Parts {
    if (!row_actions_.empty() && !GiveRows()) return {};
    return share_->Claim();
  });
  machine_.shared = &shared;
  EnumerateInitial(figures, batch);
  std::optional<Fault> fault = std::move(pending_);
  const uint32_t generated_besides = (row_incomplete_ ? 1 : 0) + machine_.states_between;
  pending_.reset();
  if (!row_actions_.empty() && !GiveRows() && pending_) fault = std::move(pending_);
  pending_.reset();
  machine_.shared = nullptr;
  batch->Clear();
  batch->fault = std::move(fault);
  batch->generated_besides = generated_besides;
}

bool SpecificationExplorer::AddSharedRow() {
  const auto add = [this] {
    AddRow();
    return row_actions_.size() < kRowsAtATime || GiveRows();
  };
  return machine_.shared->inside_part() ? add() : machine_.shared->RunPart(add);
}

// Judging in the middle of the enumeration leaves no traces in it.
bool SpecificationExplorer::GiveRows() {
  SharedEnumeration* const shared = std::exchange(machine_.shared, nullptr);
  const SearchFigures figures = machine_.figures;
  RootScope root(machine_);
  shared_batch_->Clear();
  FillBatch(true, shared_batch_);
  const bool go_on = shared_batch_->size() == 0 || share_->Take();
  pending_ = std::move(shared_batch_->fault);
  rows_.clear();
  row_actions_.clear();
  machine_.figures = figures;
  machine_.shared = shared;
  return go_on && !pending_;
}

}  // namespace model::interpreter

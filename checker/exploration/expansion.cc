// The order of work for one state, as users know it from TLC:
//
//   for each step, in the model's order: count it; if its target is inside the constraints, store
//   it unless it is known; if it was stored just now or lies outside, judge the invariants on it;
//   whatever it is, judge the action properties on the step; then the fault, if any, that ended the
//   enumeration; then, if there was no step at all, a deadlock; then the labels, if a sink wants
//   them.
//
// The first discovery ends the search on the spot, with the counts of that moment.

#include "checker/exploration/expansion.h"

#include <algorithm>
#include <utility>

#include "checker/exploration/label_expansion.h"
#include "checker/exploration/search_clock.h"

namespace checker::exploration {
namespace {

using model::transitions::Fault;
using model::transitions::Findings;
using model::transitions::InitialShare;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

}  // namespace

Expansion::Expansion(const SearchPlan& plan, model::transitions::Explorer* explorer,
                     StateStore* store, Tally* tally, Discoveries* discoveries, BehaviourSink* sink)
    : plan_(plan),
      explorer_(explorer),
      store_(store),
      tally_(tally),
      discoveries_(discoveries),
      sink_(sink) {
  batch_.AnnounceTo(&FingerprintSet::PrefetchAnnounced, &store->set);
}

// Claims one stretch of parts after the other, as long as there is time.
class Expansion::AllParts final : public InitialShare {
 public:
  AllParts(Expansion* expansion, const SearchFigures& figures, double seconds,
           const std::function<bool()>& halt, InitialProgress* progress)
      : expansion_(expansion),
        figures_(figures),
        seconds_(seconds),
        halt_(halt),
        progress_(progress),
        claimed_{progress->parts, progress->parts} {}

  Parts Claim() override {
    progress_->parts = claimed_.end;
    const double now = clock_.Seconds();
    has_time_ = now < seconds_;
    if (!has_time_) return {};
    if (now - claimed_at_ < kShortClaimSeconds) length_ *= 2;
    claimed_at_ = now;
    claimed_ = {claimed_.end, claimed_.end + length_};
    return claimed_;
  }

  bool Take() override {
    for (size_t i = 0; i < expansion_->batch_.size(); ++i) {
      if (halt_()) outcome_ = Outcome::kHalted;
      if (outcome_ == Outcome::kDone) {
        outcome_ = expansion_->TakeInitialState(i, progress_->states++, figures_);
      }
      if (outcome_ != Outcome::kDone) return false;
    }
    return true;
  }

  Outcome outcome() const { return outcome_; }
  bool has_time() const { return has_time_; }

 private:
  static constexpr double kShortClaimSeconds = 0.001;

  Expansion* const expansion_;
  const SearchFigures& figures_;
  const double seconds_;
  const std::function<bool()>& halt_;
  InitialProgress* const progress_;
  SearchClock clock_;
  bool has_time_ = true;
  double claimed_at_ = -1;
  uint64_t length_ = 1;
  Parts claimed_;
  Outcome outcome_ = Outcome::kDone;
};

Expansion::Outcome Expansion::TakeInitialStates(const SearchFigures& figures, double seconds,
                                                const std::function<bool()>& halt,
                                                InitialProgress* progress) {
  AllParts parts(this, figures, seconds, halt, progress);
  explorer_->InitialInParts(figures, &parts, &batch_);
  if (parts.outcome() != Outcome::kDone) return parts.outcome();
  progress->complete = parts.has_time() || batch_.fault.has_value();
  if (!progress->complete) return Outcome::kDone;
  return Finish(kNoState) ? Outcome::kDone : Outcome::kEnded;
}

Expansion::Outcome Expansion::TakeInitialState(size_t i, uint64_t ordinal,
                                               const SearchFigures& figures) {
  switch (store_->Reserve(1, nullptr)) {
    case StateStore::Room::kEnough: break;
    case StateStore::Room::kLimitReached: return Outcome::kHalted;
    case StateStore::Room::kNoMemory: return Outcome::kNoMemory;
  }
  first_ordinal_ = ordinal - i;
  return TakeStep(kNoState, i, figures) ? Outcome::kDone : Outcome::kEnded;
}

Expansion::Outcome Expansion::Expand(uint64_t number, const SearchFigures& figures,
                                     parallel::WorkerPool* pool) {
  batch_.Clear();
  first_ordinal_ = 0;
  explorer_->Expand(figures, store_->current[number], &batch_);
  const size_t count = batch_.size();
  switch (store_->Reserve(count, pool)) {
    case StateStore::Room::kEnough: break;
    case StateStore::Room::kLimitReached: return Outcome::kHalted;
    case StateStore::Room::kNoMemory: return Outcome::kNoMemory;
  }
  // Meanwhile the steps' places in the table are fetched. A fault is told when it is its turn.
  if (plan_.label && !batch_.fault) state_fault_ = LabelState(plan_, explorer_, &labels_);
  for (size_t i = 0; i < count; ++i) {
    if (!TakeStep(StateIndex{number}, i, figures)) return Outcome::kEnded;
  }
  return Finish(StateIndex{number}) ? Outcome::kDone : Outcome::kEnded;
}

// Each of these answers false where the search ends.
bool Expansion::TakeStep(StateIndex from, size_t i, const SearchFigures& figures) {
  const StepBatch::Step& step = batch_[i];
  tally_->CountStep(NumberOf(from), step.action);
  bool is_new = false;
  StateIndex to = kNoState;
  if (step.inside) {
    const FingerprintSet::Insertion insertion =
        store_->set.InsertAlone(store_->set.KeyOf(step.fingerprint));
    is_new = insertion.is_new;
    if (is_new) {
      tally_->CountDistinct(step.action);
      to = store_->Add(insertion.slot, batch_.Bytes(i), {from, first_ordinal_ + i}, step.action);
    } else if (sink_ != nullptr) {
      to = StateIndex{store_->set.NumberAt(insertion.slot)};
    }
  }
  const bool goes_on = Judge(from, i, is_new || !step.inside, figures);
  if (sink_ != nullptr && step.inside) Show(from, to, i, is_new);
  if (!goes_on) {
    ended_on_new_state_ = is_new;
    if (sink_ != nullptr && from != kNoState && !WasInterrupted()) ReportSteps(from);
  }
  return goes_on;
}

bool Expansion::Judge(StateIndex from, size_t i, bool is_new_or_outside,
                      const SearchFigures& figures) {
  const bool initial = from == kNoState;
  const bool all = plan_.options.continue_after_violation;
  if (is_new_or_outside && (initial ? plan_.judge_initial_states : plan_.judge_states)) {
    SearchFigures target_figures = figures;
    if (!initial) ++target_figures.level;
    const Findings findings = explorer_->JudgeState(target_figures, i, all);
    if (!findings.empty() && !Accept(findings, from, i)) return false;
  }
  if (!initial && IsToBeJudged(plan_, batch_, i)) {
    const Findings findings = explorer_->JudgeStep(figures, i, all);
    if (!findings.empty() && !Accept(findings, from, i)) return false;
  }
  return true;
}

bool Expansion::Finish(StateIndex from) {
  tally_->CountGenerated(batch_.generated_besides);
  const bool goes_on = FinishJudging(from) && (from == kNoState || Label(from));
  if (sink_ != nullptr && from != kNoState && (goes_on || !WasInterrupted())) ReportSteps(from);
  return goes_on;
}

bool Expansion::FinishJudging(StateIndex from) {
  if (batch_.fault) return AcceptFault(*batch_.fault, from);
  if (from == kNoState || batch_.size() > 0 || !plan_.check_deadlock) return true;
  Discovery discovery;
  discovery.from = from;
  discovery.kind = Discovery::Kind::kDeadlock;
  return discoveries_->Record(std::move(discovery));
}

Discovery Expansion::At(StateIndex from, size_t i) const {
  const StateBytes bytes = batch_.Bytes(i);
  Discovery discovery;
  discovery.from = from;
  discovery.step =
      Discovery::Step{first_ordinal_ + i, batch_[i].action, {bytes.begin(), bytes.end()}};
  return discovery;
}

bool Expansion::Accept(const Findings& findings, StateIndex from, size_t i) {
  if (!discoveries_->IsNews(findings)) return true;
  for (const uint32_t property : findings.violated) {
    Discovery discovery = At(from, i);
    discovery.property = property;
    if (!discoveries_->Record(std::move(discovery))) return false;
  }
  return !findings.fault || AcceptFault(*findings.fault, from, i);
}

bool Expansion::AcceptFault(const Fault& fault, StateIndex from) {
  Discovery discovery;
  discovery.from = from;
  discovery.kind = Discovery::Kind::kFault;
  discovery.fault = fault;
  return discoveries_->Record(std::move(discovery));
}

bool Expansion::AcceptFault(const Fault& fault, StateIndex from, size_t i) {
  Discovery discovery = At(from, i);
  discovery.kind = Discovery::Kind::kFault;
  discovery.fault = fault;
  return discoveries_->Record(std::move(discovery));
}

// Gives the sink the state if it is new, and keeps the step for later.
void Expansion::Show(StateIndex from, StateIndex to, size_t i, bool is_new) {
  if (is_new) sink_->OnState({to, from == kNoState, batch_.Bytes(i)});
  if (from != kNoState) steps_.push_back({to, batch_[i].action, static_cast<uint32_t>(i), {}});
}

bool Expansion::Label(StateIndex from) {
  if (!plan_.label) return true;
  if (state_fault_) return AcceptFault(*state_fault_, from);
  const auto found = LabelSteps(plan_, std::span<const BehaviourSink::Step>(steps_),
                                &BehaviourSink::Step::to, explorer_, &labels_);
  return !found || AcceptFault(found->fault, from, found->ordinal);
}

// The search ended in the middle of an evaluation, so that labels may be missing.
bool Expansion::WasInterrupted() const {
  const Discovery& last = discoveries_->all().back();
  return last.fault && last.fault->kind == Fault::Kind::kInterrupted;
}

// Where the search ended before they were labelled, labels are zero.
void Expansion::ReportSteps(StateIndex from) {
  labels_.resize(LabelWordsOf(plan_, steps_.size()));
  const std::span<const uint64_t> labels(labels_);
  const size_t first = plan_.state_words + plan_.step_words;
  for (size_t k = 0; k < steps_.size(); ++k) {
    steps_[k].labels = labels.subspan(first + k * plan_.step_words, plan_.step_words);
  }
  sink_->OnSteps(
      from, {labels.first(plan_.state_words), labels.subspan(plan_.state_words, plan_.step_words)},
      steps_);
  steps_.clear();
  labels_.clear();
}

}  // namespace checker::exploration

// Designs that differ in a switch agree on almost everything: a state in which nobody looks at the
// switch has the same steps in both. So each state carries the family of designs that reach it, and
// is expanded once for each way that the switches *it looks at* can stand, not once for each
// design:
//
//   todo := designs that reach s, are still open and have not been taken through s
//   while todo is not empty:
//     take a design d of todo; set the switches as in d; compute the steps of s; ask the model
//     which switches it looked at E := the designs that agree with d on those                  --
//     all have these very steps in s add todo /\ E to the designs that reach the targets; todo :=
//     todo \ E
//
// Expansions are kept: designs that reach s later walk through them without asking the model.
// Judging states and steps (invariants, liveness labels) is kept in the same way, with families of
// its own, because an ENABLED looks at other switches than the steps do. Actions as suspects are
// guards on steps: the model is not asked at all. (Classen et al., "Featured transition systems",
// 2013, check product lines in this manner; here the model need not be written in features, since
// dependence is noticed, not declared.)
//
// A design is *open* while something is to be learnt from it. For a property judged in the search,
// it no longer is once it violates the property, or once a smaller set of suspects does and it is
// not below the design as it is: it can then be neither a minimal cause nor what remains after a
// fix.

#include "checker/causes/design_search.h"

#include <algorithm>

namespace checker::causes {

using model::transitions::Fault;
using model::transitions::Findings;
using model::transitions::PropertyKind;
using model::transitions::StepBatch;

namespace {

constexpr uint64_t kStatesBetweenLooks = 64;

}  // namespace

DesignSearch::DesignSearch(const model::transitions::TransitionSystem& system, FamilyPool* pool,
                           DesignSearchOptions options, std::vector<Family> violated)
    : system_(system),
      info_(system.info()),
      pool_(*pool),
      options_(std::move(options)),
      explorer_(options_.keep_everything ? system.NewExplorerWithoutSymmetry()
                                         : system.NewExplorer()) {
  findings_.violated = std::move(violated);
  findings_.holds.assign(findings_.violated.size(), kNoSets);
  findings_.faulty.assign(findings_.violated.size(), kNoSets);
  suspects_of_switch_.assign(info_.switches.size(), 0);
  for (uint32_t i = 0; i < options_.roles.size(); ++i) {
    if (options_.roles[i].kind == SuspectRole::Kind::kSwitch)
      suspects_of_switch_[options_.roles[i].index] |= Only(i);
  }
  for (const model::transitions::ActionInfo& action : info_.actions)
    guards_.push_back(GuardOf(action.name));
  for (size_t i = 0; i < info_.properties.size(); ++i) {
    if (!options_.property_of[i]) continue;
    const PropertyKind kind = info_.properties[i].kind;
    judge_states_ |= kind == PropertyKind::kInvariant;
    judge_initial_ |= kind == PropertyKind::kInitialPredicate;
    judge_steps_ |= kind == PropertyKind::kActionProperty;
  }
  judge_initial_ |= judge_states_;
  label_ = options_.keep_everything && info_.liveness.has_value();
  if (label_) {
    state_words_ = (info_.liveness->state_predicates.size() + 63) / 64;
    step_words_ = (info_.liveness->step_predicates.size() + 63) / 64;
  }
}

// --- Designs and switches
// --------------------------------------------------------------------------------

Family DesignSearch::GuardOf(const std::string& action) const {
  for (uint32_t i = 0; i < options_.roles.size(); ++i) {
    const SuspectRole& role = options_.roles[i];
    if (role.kind == SuspectRole::Kind::kAction && role.action == action)
      return pool_.WithGuilty(i);
  }
  return kAllSets;
}

uint64_t DesignSearch::SwitchValues(SuspectSet set) const {
  uint64_t values = 0;
  for (uint32_t i = 0; i < options_.roles.size(); ++i) {
    const SuspectRole& role = options_.roles[i];
    if (role.kind != SuspectRole::Kind::kSwitch) continue;
    const bool guilty = (set & Only(i)) != 0;
    if (guilty == role.guilty_value) values |= uint64_t{1} << role.index;
  }
  return values;
}

void DesignSearch::Choose(SuspectSet set) {
  if (info_.switches.empty()) return;
  explorer_->SetSwitches(SwitchValues(set));
  explorer_->TakeSwitchReadings();
}

Family DesignSearch::TakeCube(SuspectSet set) {
  const uint64_t read = explorer_->TakeSwitchReadings();
  SuspectSet mask = 0;
  for (size_t i = 0; i < suspects_of_switch_.size(); ++i) {
    if ((read >> i & 1) != 0) mask |= suspects_of_switch_[i];
  }
  return pool_.Agreeing(mask, set);
}

void DesignSearch::CheckAssumptions() {
  if (!options_.check_assumptions) return;
  findings_.assumed = kNoSets;
  Family todo = options_.valid;
  while (const std::optional<SuspectSet> set = pool_.Any(todo)) {
    uint64_t read = 0;
    const auto checks = system_.CheckAssumptionsUnder(SwitchValues(*set), &read);
    SuspectSet mask = 0;
    for (size_t i = 0; i < suspects_of_switch_.size(); ++i) {
      if ((read >> i & 1) != 0) mask |= suspects_of_switch_[i];
    }
    const Family cube = pool_.Agreeing(mask, *set);
    interrupted_ |= std::any_of(checks.begin(), checks.end(), [](const auto& c) {
      return c.fault && c.fault->kind == Fault::Kind::kInterrupted;
    });
    if (interrupted_) break;
    const bool holds = std::all_of(checks.begin(), checks.end(),
                                   [](const auto& c) { return c.holds && !c.fault; });
    if (holds) findings_.assumed = pool_.Or(findings_.assumed, cube);
    todo = pool_.Minus(todo, cube);
  }
  if (interrupted_) findings_.assumed = kAllSets;
}

// --- Judging
// -----------------------------------------------------------------------------------------------

uint64_t DesignSearch::Properties(const Findings& findings, bool only_invariants) const {
  uint64_t properties = 0;
  for (uint32_t index : findings.violated) {
    if (only_invariants && info_.properties[index].kind != PropertyKind::kInvariant) continue;
    if (const auto property = options_.property_of[index]) properties |= uint64_t{1} << *property;
  }
  return properties;
}

void DesignSearch::JudgeTarget(Judgements* judgements, size_t step, Family where,
                               bool only_invariants) {
  for (;;) {
    const std::optional<SuspectSet> set = pool_.Any(pool_.Minus(where, judgements->covered));
    if (!set) return;
    Choose(*set);
    Judgement part;
    std::optional<Fault> fault;
    if (only_invariants ? judge_states_ : judge_initial_) {
      const Findings found = explorer_->JudgeState(figures_, step, true);
      part.violated = Properties(found, only_invariants);
      fault = found.fault;
    }
    if (label_ && only_invariants && !fault && batch_[step].inside) {
      std::vector<uint64_t> labels(state_words_), stutter(step_words_);
      fault = explorer_->LabelState(step, labels);
      if (!fault) fault = explorer_->LabelStutter(step, stutter);
      part.labels = graph_.LabelNumber(labels);
      part.stutter = graph_.LabelNumber(stutter);
    }
    part.where = TakeCube(*set);
    part.fault = FaultNumber(fault);
    judgements->covered = pool_.Or(judgements->covered, part.where);
    judgements->parts.push_back(part);
  }
}

void DesignSearch::JudgeStep(Judgements* judgements, size_t step, Family where) {
  for (;;) {
    const std::optional<SuspectSet> set = pool_.Any(pool_.Minus(where, judgements->covered));
    if (!set) return;
    Choose(*set);
    Judgement part;
    std::optional<Fault> fault;
    if (judge_steps_) {
      const Findings found = explorer_->JudgeStep(figures_, step, true);
      part.violated = Properties(found, false);
      fault = found.fault;
    }
    if (label_ && !fault && batch_[step].inside) {
      std::vector<uint64_t> labels(step_words_);
      fault = explorer_->LabelStep(step, labels);
      part.labels = graph_.LabelNumber(labels);
    }
    part.where = TakeCube(*set);
    part.fault = FaultNumber(fault);
    judgements->covered = pool_.Or(judgements->covered, part.where);
    judgements->parts.push_back(part);
  }
}

void DesignSearch::JudgeSteps(const DesignExpansion& expansion, Family where) {
  for (size_t i = 0; i < expansion.steps.size(); ++i) {
    const DesignStep& step = expansion.steps[i];
    const Family here = pool_.And(where, step.guard);
    Judgements& target =
        step.inside ? graph_.states[step.target].judgements : graph_.outside[step.target];
    JudgeTarget(&target, i, here, true);
    if (step.judgements != 0) JudgeStep(&graph_.step_judgements[step.judgements], i, here);
  }
}

// Most steps are judged alike in all designs, and like many others: one entry for all of them. It
// is never added to.
void DesignSearch::ShareJudgements(DesignExpansion* expansion) {
  for (size_t i = expansion->steps.size(); i-- > 0;) {
    uint32_t& index = expansion->steps[i].judgements;
    if (index == 0) continue;
    const Judgements& own = graph_.step_judgements[index];
    if (own.covered != kAllSets || own.parts.size() != 1) continue;
    const Judgement& part = own.parts[0];
    const auto [place, is_new] =
        shared_judgements_.try_emplace({part.violated, part.labels, part.fault}, index);
    if (is_new) continue;
    const bool is_last = index + 1 == graph_.step_judgements.size();
    index = place->second;
    if (is_last) graph_.step_judgements.pop_back();
  }
}

bool DesignSearch::IsCovered(const DesignExpansion& expansion, Family where) const {
  for (const DesignStep& step : expansion.steps) {
    const Family here = pool_.And(where, step.guard);
    const Judgements& target =
        step.inside ? graph_.states[step.target].judgements : graph_.outside[step.target];
    if (!pool_.IsSubfamily(here, target.covered)) return false;
    if (!pool_.IsSubfamily(here, graph_.step_judgements[step.judgements].covered)) return false;
  }
  return true;
}

void DesignSearch::Violate(uint64_t properties, Family where) {
  for (size_t p = 0; p < findings_.violated.size(); ++p) {
    if ((properties >> p & 1) == 0) continue;
    const Family news = pool_.Minus(where, findings_.faulty[p]);
    const Family all = pool_.Or(findings_.violated[p], news);
    open_is_stale_ |= all != findings_.violated[p];
    findings_.violated[p] = all;
  }
}

uint32_t DesignSearch::FaultNumber(const std::optional<Fault>& fault) {
  if (!fault) return 0;
  for (size_t i = 0; i < findings_.faults.size(); ++i) {
    if (findings_.faults[i].fault.message == fault->message) return static_cast<uint32_t>(i + 1);
  }
  findings_.faults.push_back({kNoSets, *fault});
  return static_cast<uint32_t>(findings_.faults.size());
}

// A design that fails is not judged any further: what it violated before stands.
void DesignSearch::Fail(uint32_t fault, Family where) {
  if (fault == 0 || where == kNoSets) return;
  if (findings_.faults[fault - 1].fault.kind == Fault::Kind::kInterrupted) {
    interrupted_ = true;
    return;
  }
  Family& known = findings_.faults[fault - 1].where;
  known = pool_.Or(known, where);
  for (size_t p = 0; p < findings_.faulty.size(); ++p) {
    findings_.faulty[p] = pool_.Or(findings_.faulty[p], pool_.Minus(where, findings_.violated[p]));
  }
  open_is_stale_ = true;
}

void DesignSearch::Count(const Judgements& judgements, Family where) {
  for (const Judgement& part : judgements.parts) {
    if (part.violated == 0 && part.fault == 0) continue;
    const Family here = pool_.And(where, part.where);
    Violate(part.violated, here);
    Fail(part.fault, here);
  }
}

// --- Steps
// -------------------------------------------------------------------------------------------------

uint32_t DesignSearch::AddState(size_t step) {
  const auto& fingerprint = batch_[step].fingerprint;
  const auto number = static_cast<uint32_t>(graph_.states.size());
  auto [place, is_new] = numbers_.try_emplace({fingerprint.low, fingerprint.high}, number);
  if (!is_new) return place->second;
  DesignState& state = graph_.states.emplace_back();
  const auto bytes = batch_.Bytes(step);
  state.bytes_begin = graph_.bytes.size();
  state.bytes_size = static_cast<uint32_t>(bytes.size());
  state.level = static_cast<uint32_t>(figures_.level + 1);
  graph_.bytes.insert(graph_.bytes.end(), bytes.begin(), bytes.end());
  is_waiting_.push_back(false);
  return number;
}

void DesignSearch::Reach(uint32_t number, Family where) {
  DesignState& state = graph_.states[number];
  const Family all = pool_.Or(state.reached, where);
  if (all == state.reached) return;
  state.reached = all;
  if (is_waiting_[number]) return;
  is_waiting_[number] = true;
  waiting_.push_back(number);
}

void DesignSearch::TakeInitialStates() {
  Family todo = pool_.And(options_.valid, findings_.assumed);
  while (const std::optional<SuspectSet> set = pool_.Any(todo)) {
    Choose(*set);
    batch_.Clear();
    figures_.level = 0;
    explorer_->Initial(figures_, &batch_);
    const Family cube = TakeCube(*set);
    const Family where = pool_.And(todo, cube);
    todo = pool_.Minus(todo, cube);
    findings_.steps += batch_.size();
    for (size_t i = 0; i < batch_.size(); ++i) {
      Judgements at_start;
      JudgeTarget(&at_start, i, where, false);
      Count(at_start, where);
      findings_.begun = pool_.Or(findings_.begun, where);
      if (!batch_[i].inside) continue;
      const uint32_t number = AddState(i);
      JudgeTarget(&graph_.states[number].judgements, i, where, true);
      graph_.states[number].initial = pool_.Or(graph_.states[number].initial, where);
      Reach(number, where);
    }
    Fail(FaultNumber(batch_.fault), where);
  }
}

// Asks the model for the steps of a state in one design; they are current afterwards.
void DesignSearch::Compute(uint32_t number, SuspectSet set) {
  Choose(set);
  const DesignState& state = graph_.states[number];
  figures_.level = state.level;
  // The batch may not point into `bytes`, which grows.
  const auto bytes = graph_.BytesOf(state);
  const std::vector<uint8_t> copy(bytes.begin(), bytes.end());
  batch_.Clear();
  explorer_->Expand(figures_, copy, &batch_);
  ++findings_.expansions;
  findings_.steps += batch_.size();
}

void DesignSearch::Expand(uint32_t number) {
  is_waiting_[number] = false;
  Family todo =
      pool_.Minus(pool_.And(graph_.states[number].reached, open_), graph_.states[number].expanded);
  if (todo == kNoSets) return;
  const Family news = todo;
  graph_.states[number].expanded = pool_.Or(graph_.states[number].expanded, todo);
  for (size_t e = 0; e < graph_.states[number].expansions.size() && todo != kNoSets; ++e) {
    const Family where = pool_.And(todo, graph_.states[number].expansions[e].where);
    if (where == kNoSets) continue;
    todo = pool_.Minus(todo, where);
    if (!IsCovered(graph_.states[number].expansions[e], where)) {
      Compute(number, *pool_.Any(where));
      const DesignExpansion copy = graph_.states[number].expansions[e];
      JudgeSteps(copy, where);
    }
    Propagate(number, e, where);
  }
  while (const std::optional<SuspectSet> set = pool_.Any(todo)) {
    Compute(number, *set);
    DesignExpansion expansion;
    expansion.where = TakeCube(*set);
    const Family where = pool_.And(todo, expansion.where);
    todo = pool_.Minus(todo, where);
    Family moving = kNoSets;
    for (size_t i = 0; i < batch_.size(); ++i) {
      DesignStep step;
      step.inside = batch_[i].inside;
      step.action = batch_[i].action;
      step.guard = guards_.empty() ? kAllSets : guards_[step.action];
      moving = pool_.Or(moving, step.guard);
      if (step.inside) {
        step.target = AddState(i);
      } else {
        step.target = static_cast<uint32_t>(graph_.outside.size());
        graph_.outside.emplace_back();
      }
      if (judge_steps_ || label_) {
        step.judgements = static_cast<uint32_t>(graph_.step_judgements.size());
        graph_.step_judgements.emplace_back();
      }
      expansion.steps.push_back(step);
    }
    expansion.fault = FaultNumber(batch_.fault);
    if (batch_.fault) expansion.fault_guard = GuardOf(batch_.fault->subject);
    JudgeSteps(expansion, where);
    ShareJudgements(&expansion);
    graph_.states[number].expansions.push_back(std::move(expansion));
    Propagate(number, graph_.states[number].expansions.size() - 1, where);
  }
  // What an interrupt left out, nobody may take for what can't happen.
  if (interrupted_)
    graph_.states[number].expanded = pool_.Minus(graph_.states[number].expanded, news);
}

void DesignSearch::Propagate(uint32_t number, size_t index, Family where) {
  Family stuck = where;
  // By position: reaching a state never adds an expansion here.
  const DesignExpansion& expansion = graph_.states[number].expansions[index];
  for (const DesignStep& step : expansion.steps) {
    const Family here = pool_.And(where, step.guard);
    if (here == kNoSets) continue;
    stuck = pool_.Minus(stuck, step.guard);
    Count(step.inside ? graph_.states[step.target].judgements : graph_.outside[step.target], here);
    if (step.judgements != 0) Count(graph_.step_judgements[step.judgements], here);
    if (step.inside) Reach(step.target, here);
  }
  if (expansion.fault != 0) {
    const Family here = pool_.And(where, expansion.fault_guard);
    Fail(expansion.fault, here);
    stuck = pool_.Minus(stuck, here);
  }
  if (options_.deadlock && stuck != kNoSets) Violate(uint64_t{1} << *options_.deadlock, stuck);
}

// --- The search
// ----------------------------------------------------------------------------------------------

void DesignSearch::UpdateOpen() {
  open_is_stale_ = false;
  const Family valid = pool_.And(options_.valid, findings_.assumed);
  if (options_.keep_everything) {
    open_ = valid;
    return;
  }
  open_ = kNoSets;
  for (size_t p = 0; p < findings_.violated.size(); ++p) {
    const Family decided = pool_.Or(findings_.violated[p], findings_.faulty[p]);
    open_ = pool_.Or(open_, pool_.Minus(pool_.Minus(valid, decided), Pointless(p)));
  }
}

Family DesignSearch::Pointless(size_t property) {
  if (options_.keep_everything || options_.every_design) return kNoSets;
  return pool_.Minus(pool_.UpClosure(findings_.violated[property]), pool_.Subsets(options_.actual));
}

bool DesignSearch::Interrupted() {
  if (options_.max_states != 0 && graph_.states.size() >= options_.max_states) return true;
  return options_.interrupt &&
         options_.interrupt({figures_.level, graph_.states.size(), waiting_.size()});
}

DesignFindings DesignSearch::Run() {
  CheckAssumptions();
  if (options_.only_assumptions) return findings_;
  if (!interrupted_) TakeInitialStates();
  uint64_t since_look = 0;
  while (!waiting_.empty() && !interrupted_) {
    if (++since_look >= kStatesBetweenLooks) {
      since_look = 0;
      interrupted_ |= Interrupted();
    }
    if (interrupted_) break;
    if (open_is_stale_) UpdateOpen();
    if (open_ == kNoSets) break;
    const uint32_t number = waiting_.front();
    waiting_.pop_front();
    Expand(number);
  }
  findings_.complete = !interrupted_;
  const Family valid = pool_.And(options_.valid, findings_.assumed);
  for (size_t p = 0; p < findings_.violated.size() && findings_.complete; ++p) {
    findings_.holds[p] = pool_.Minus(
        pool_.Minus(pool_.Minus(valid, findings_.violated[p]), findings_.faulty[p]), Pointless(p));
  }
  return findings_;
}

}  // namespace checker::causes

// One breadth-first search through all designs at once.
//
// See design_search.cc for how. Judges invariants, action properties, initial predicates and
// deadlock: for each property the family of suspect sets that violate it. For temporal properties
// it leaves a graph with labels, to be judged design by design.
//
// THREADS: one; models need a big stack (parallel::RunOnBigStack).

#ifndef CHECKER_CAUSES_DESIGN_SEARCH_H_
#define CHECKER_CAUSES_DESIGN_SEARCH_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "checker/causes/design_graph.h"
#include "checker/causes/suspect_family.h"
#include "model/transitions/transition_system.h"

namespace checker::causes {

// How a suspect's guilt shows in the model.
struct SuspectRole {
  enum class Kind : uint8_t {
    kSwitch,     // switch `index` is `guilty_value`
    kAction,     // the actions named `action` happen
    kElsewhere,  // not in this model: settled by which model it is, or by the judge of temporal
                 // properties
  };
  Kind kind = Kind::kElsewhere;
  uint32_t index = 0;
  bool guilty_value = true;
  std::string action;
};

struct DesignSearchOptions {
  std::vector<SuspectRole> roles;  // one for each suspect of the pool
  Family valid = kAllSets;         // the designs to look at
  SuspectSet actual = 0;           // the design as it is
  // For each entry of SystemInfo::properties, the property (a bit of Judgement::violated) that it
  // is a part of; none: not judged here.
  std::vector<std::optional<uint32_t>> property_of;
  std::optional<uint32_t> deadlock;  // the property that no state be without steps, if it is judged
  // Temporal properties will be judged on the graph: no design may be left out, and no state stands
  // for its symmetric ones.
  bool keep_everything = false;
  // Also those that can be neither a minimal cause nor what remains after a fix.
  bool every_design = false;
  bool check_assumptions = true;
  bool only_assumptions = false;
  uint64_t max_states = 0;
  // Asked now and then; true ends the search.
  struct Progress {
    uint64_t level = 0, states = 0, waiting = 0;
  };
  std::function<bool(const Progress& progress)> interrupt;
};

// An evaluation error in some designs.
struct DesignFault {
  Family where = kNoSets;
  model::transitions::Fault fault;
};

struct DesignFindings {
  bool complete = false;      // nothing cut the search short
  Family assumed = kAllSets;  // designs that satisfy the model's assumptions
  Family begun = kNoSets;     // designs with an initial state
  // For each property, with what was put in: the sets that violate it, those proved not to, and
  // those that can't be evaluated. A set in none of them was left out because a smaller one
  // violates it, or because the search was cut short.
  std::vector<Family> violated, holds, faulty;
  std::vector<DesignFault> faults;
  uint64_t steps = 0;       // computed by the model
  uint64_t expansions = 0;  // of a state, under some assignment of the switches that it looks at
};

class DesignSearch {
 public:
  // `violated`: for each property, the sets already known to violate it (from other models of the
  // same specification).
  DesignSearch(const model::transitions::TransitionSystem& system, FamilyPool* pool,
               DesignSearchOptions options, std::vector<Family> violated);
  DesignFindings Run();
  const DesignGraph& graph() const { return graph_; }

 private:
  uint64_t SwitchValues(SuspectSet set) const;
  // The designs that agree with `set` on the switches looked at since the last call.
  Family TakeCube(SuspectSet set);
  void Choose(SuspectSet set);
  void CheckAssumptions();
  void TakeInitialStates();
  void Expand(uint32_t state);
  void ShareJudgements(DesignExpansion* expansion);
  bool IsCovered(const DesignExpansion& expansion, Family where) const;
  void Compute(uint32_t state, SuspectSet set);
  void JudgeSteps(const DesignExpansion& expansion, Family where);
  void JudgeTarget(Judgements* judgements, size_t step, Family where, bool only_invariants);
  void JudgeStep(Judgements* judgements, size_t step, Family where);
  void Propagate(uint32_t state, size_t expansion, Family where);
  void Reach(uint32_t state, Family where);
  void Count(const Judgements& judgements, Family where);
  void Violate(uint64_t properties, Family where);
  uint32_t FaultNumber(const std::optional<model::transitions::Fault>& fault);
  void Fail(uint32_t fault, Family where);
  uint64_t Properties(const model::transitions::Findings& findings, bool only_invariants) const;
  Family GuardOf(const std::string& action) const;
  uint32_t AddState(size_t step);
  void UpdateOpen();
  Family Pointless(size_t property);
  bool Interrupted();

  const model::transitions::TransitionSystem& system_;
  const model::transitions::SystemInfo& info_;
  FamilyPool& pool_;
  const DesignSearchOptions options_;
  const std::unique_ptr<model::transitions::Explorer> explorer_;
  DesignGraph graph_;
  DesignFindings findings_;
  model::transitions::StepBatch batch_;
  model::transitions::SearchFigures figures_;
  absl::flat_hash_map<std::pair<uint64_t, uint64_t>, uint32_t> numbers_;
  absl::flat_hash_map<std::tuple<uint64_t, uint32_t, uint32_t>, uint32_t>
      shared_judgements_;  // violated, labels, fault
  std::deque<uint32_t> waiting_;
  std::vector<bool> is_waiting_;
  std::vector<Family> guards_;  // of each action
  std::vector<SuspectSet> suspects_of_switch_;
  Family open_ = kAllSets;  // designs about which something is still to be learnt
  bool open_is_stale_ = true;
  bool interrupted_ = false;
  bool judge_states_ = false, judge_initial_ = false, judge_steps_ = false, label_ = false;
  size_t state_words_ = 0, step_words_ = 0;
};

}  // namespace checker::causes

#endif  // CHECKER_CAUSES_DESIGN_SEARCH_H_

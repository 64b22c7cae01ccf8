// A suspect only adds behaviours if every initial state, every step and every label that a design
// has is there with the suspect guilty too. By induction along a behaviour: its states are reached
// in the other design as well, and are labelled alike there. So it is enough to look at the designs
// that reach a state.
//
// What exists in a family of designs must exist in its closure upwards, along the suspect. Families
// are few, and each is looked at once for all places in which it occurs.

#include "checker/causes/added_behaviours.h"

#include <tuple>
#include <utility>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_set.h"

namespace checker::causes {
namespace {

class Inclusion {
 public:
  Inclusion(const DesignGraph& graph, Family valid, SuspectSet asked, FamilyPool* pool)
      : graph_(graph), valid_(valid), left_(asked), pool_(*pool) {}

  SuspectSet Run() {
    for (const DesignState& state : graph_.states) {
      if (left_ == 0) break;
      if (state.reached == kNoSets) continue;
      Keep(state.initial, kAllSets);
      LookAtLabels(state);
      LookAtSteps(state);
    }
    return left_;
  }

 private:
  // What exists in `family` exists with more guilt too, as far as `where` goes; or suspects leave.
  void Keep(Family family, Family where) {
    if (family == kAllSets || !seen_.insert({family, where}).second) return;
    const Family here = pool_.And(family, where);
    for (uint32_t i = 0; i < pool_.suspects(); ++i) {
      if ((left_ & Only(i)) == 0) continue;
      const Family more = pool_.And(pool_.UpClosure(here, Only(i)), valid_);
      if (!pool_.IsSubfamily(more, family)) left_ &= ~Only(i);
    }
  }

  void LookAtLabels(const DesignState& state) {
    if (state.judgements.parts.size() == 1 &&
        pool_.IsSubfamily(state.reached, state.judgements.parts[0].where) &&
        state.judgements.parts[0].fault == 0) {
      return;
    }
    absl::btree_map<std::tuple<uint64_t, uint32_t, uint32_t>, Family> families;
    for (const Judgement& part : state.judgements.parts) {
      if (part.fault != 0) left_ = 0;
      Family& family = families[{part.violated, part.labels, part.stutter}];
      family = pool_.Or(family, part.where);
    }
    for (const auto& [labels, family] : families) Keep(family, state.reached);
  }

  // Steps with the same target and labels are one. Those that leave the constraints matter by what
  // they violate alone.
  void LookAtSteps(const DesignState& state) {
    constexpr uint32_t kOutside = 0xffffffffu;
    absl::btree_map<std::tuple<uint32_t, uint64_t, uint32_t>, Family> families;
    for (const DesignExpansion& expansion : state.expansions) {
      if (expansion.fault != 0) left_ = 0;
      for (const DesignStep& step : expansion.steps) {
        const Family where = pool_.And(expansion.where, step.guard);
        const auto add = [&](uint32_t target, const Judgements& judgements) {
          for (const Judgement& part : judgements.parts) {
            if (part.fault != 0) left_ = 0;
            if (target == kOutside && part.violated == 0) continue;
            Family& family = families[{target, part.violated, part.labels}];
            family = pool_.Or(family, pool_.And(where, part.where));
          }
        };
        if (step.inside) {
          add(step.target, graph_.step_judgements[step.judgements]);
          if (step.judgements == 0) {
            Family& family = families[{step.target, 0, 0}];
            family = pool_.Or(family, where);
          }
        } else {
          add(kOutside, graph_.step_judgements[step.judgements]);
          add(kOutside, graph_.outside[step.target]);
        }
      }
    }
    for (const auto& [step, family] : families) Keep(family, state.reached);
  }

  const DesignGraph& graph_;
  const Family valid_;
  SuspectSet left_;
  FamilyPool& pool_;
  absl::flat_hash_set<std::pair<Family, Family>> seen_;
};

}  // namespace

SuspectSet SuspectsThatOnlyAdd(const DesignGraph& graph, Family valid, SuspectSet asked,
                               FamilyPool* pool) {
  return Inclusion(graph, valid, asked, pool).Run();
}

}  // namespace checker::causes

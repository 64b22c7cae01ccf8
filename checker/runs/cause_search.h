// The search through all designs of a line-up, and what it says of each property.
//
// One lowered model stands for as many designs as possible (design_models.h), and one search goes
// through them all (checker/causes/design_search.h).
//
// Under a VIEW, or where the specification keeps state of its own, designs can't share states:
// which one of several stands for all depends on what came before. Then only assumptions are
// judged here, and designs have to be searched one by one.

#ifndef CHECKER_RUNS_CAUSE_SEARCH_H_
#define CHECKER_RUNS_CAUSE_SEARCH_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/causes/design_search.h"
#include "checker/causes/suspect_family.h"
#include "checker/results/results.h"
#include "checker/runs/cause_inquiry.h"
#include "checker/runs/cause_liveness.h"
#include "checker/runs/evaluation_watch.h"

namespace checker::runs {

struct WantedProperty {
  std::string name;
  results::PropertyResultKind kind = results::PropertyResultKind::kInvariant;
  bool temporal = false;  // some part of it is judged on the graph
};

// The property of the configuration that this is a part of.
const std::string& RootOf(const model::transitions::PropertyInfo& info);

class CauseSearch {
 public:
  // What is known of one property: disjoint families but for `valid`.
  struct Findings {
    causes::Family valid = causes::kNoSets;  // sets that stand for a design
    causes::Family violated = causes::kNoSets;
    causes::Family holds = causes::kNoSets;
    causes::Family faulty = causes::kNoSets;  // an evaluation error came first
    causes::Family unreadable = causes::kNoSets;
    bool temporal = false;  // the rest is to be judged on the graph
  };

  // All outlive the search.
  CauseSearch(const Inquiry& inquiry, const std::vector<WantedProperty>& wanted,
              causes::FamilyPool* pool);
  // `every_design`: none may be left out, whatever it can still be. `stops_at`: when time is up for
  // this search, which may be before the inquiry's deadline.
  void Run(bool every_design, std::optional<std::chrono::steady_clock::time_point> stops_at);

  Findings FindingsOf(size_t property) const;
  // Why designs of FindingsOf(property).faulty or unreadable can't be judged; one line, or empty.
  std::string ReasonOfFaults(size_t property) const;
  causes::Family begun() const;  // designs with an initial state, where that is known
  bool every_design() const { return every_design_; }
  bool one_by_one() const { return one_by_one_; }
  bool cut_short() const { return cut_short_; }
  uint64_t runs() const { return runs_; }
  uint64_t distinct_states() const { return states_; }
  TemporalJudge* judge() const { return judge_.get(); }
  // Boolean constants whose guilt is shown to add behaviours and to take none away.
  causes::SuspectSet only_add() const { return only_add_; }

 private:
  // One lowered specification that stands for many designs.
  struct OpenModel {
    causes::Family designs = causes::kNoSets;
    bool keeps_everything = false;  // DesignSearchOptions::keep_everything
    std::shared_ptr<const LoadedModel> model;
    std::unique_ptr<causes::DesignSearch> search;
    causes::DesignFindings findings;
  };

  std::vector<causes::SuspectRole> RolesFor(const model::transitions::SystemInfo& info) const;
  causes::DesignSearchOptions OptionsFor(const OpenModel& model);
  void Search(OpenModel* model);
  bool Interrupt(const causes::DesignSearchOptions::Progress& found);
  bool TimeIsUp() const;
  void MakeJudge();
  void FindWhoOnlyAdds();

  const Inquiry& inquiry_;
  const LineUp& line_up_;
  const std::vector<WantedProperty>& wanted_;
  causes::FamilyPool& pool_;
  const liveness::LivenessOptions liveness_options_;
  std::optional<std::chrono::steady_clock::time_point> stops_at_;
  causes::SuspectSet only_add_ = 0;
  std::vector<std::unique_ptr<OpenModel>> models_;
  std::unique_ptr<TemporalJudge> judge_;
  causes::Family unsearched_ = causes::kNoSets;  // designs that time was too short for
  causes::Family unreadable_ = causes::kNoSets;  // designs that can't be lowered
  std::string unreadable_reason_;
  bool every_design_ = false;
  bool one_by_one_ = false;
  bool cut_short_ = false;
  uint64_t runs_ = 0, states_ = 0;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double last_progress_ = 0;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_SEARCH_H_

// Answers for a temporal property, design by design, from the graph that one search through all
// designs has left.

#ifndef CHECKER_RUNS_CAUSE_LIVENESS_H_
#define CHECKER_RUNS_CAUSE_LIVENESS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "checker/causes/design_graph.h"
#include "checker/causes/minimal_sets.h"
#include "checker/causes/suspect_family.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/check_liveness.h"
#include "checker/runs/cause_line_up.h"
#include "model/transitions/temporal_formula.h"

namespace checker::runs {

// A searched model that stands for the designs of `designs`.
struct JudgedModel {
  causes::Family designs = causes::kNoSets;
  const causes::DesignGraph* graph = nullptr;
  const model::transitions::SystemInfo* info = nullptr;
};

// Judges all temporal properties of a design at once, because looking at the design's graph costs
// more than one property does; remembers. THREADS: one.
class TemporalJudge {
 public:
  // `line_up` and `options` outlive this. `exhausted`: time is up.
  TemporalJudge(causes::FamilyPool* pool, const LineUp& line_up, std::vector<JudgedModel> models,
                const liveness::LivenessOptions& options, std::function<bool()> exhausted);

  // The root name of the properties that count as one.
  causes::Answer Ask(const std::string& property, causes::SuspectSet set);
  bool Exhausted() const { return exhausted_(); }

 private:
  struct Projection;
  using Answers = absl::flat_hash_map<std::string, causes::Answer>;

  Answers Judge(const JudgedModel& model, causes::SuspectSet set);
  void Project(const causes::DesignGraph& graph, causes::SuspectSet set, Projection* projection);
  const std::vector<uint32_t>& InitialStates(const causes::DesignGraph& graph);
  model::transitions::LivenessProblem ProblemOf(const JudgedModel& model,
                                                causes::SuspectSet set) const;
  causes::Family DesignsWithSameGraph(const causes::DesignGraph& graph, causes::SuspectSet set,
                                      const Projection& projection);
  causes::Family DesignsWithLasso(const causes::DesignGraph& graph, causes::SuspectSet set,
                                  const Projection& projection, const liveness::Lasso& lasso);
  causes::Family Broken(causes::SuspectSet set, bool at_least);

  causes::FamilyPool& pool_;
  const LineUp& line_up_;
  const std::vector<JudgedModel> models_;
  const liveness::LivenessOptions& options_;
  const std::function<bool()> exhausted_;
  absl::flat_hash_map<causes::SuspectSet, Answers> known_;
  std::vector<uint32_t> numbers_;  // all absent between questions
  absl::flat_hash_map<const causes::DesignGraph*, std::vector<uint32_t>> initial_states_;
};

// One property's view of the judge. `faulty`: designs that can't be evaluated.
class TemporalOracle : public causes::Oracle {
 public:
  TemporalOracle(TemporalJudge* judge, causes::FamilyPool* pool, std::string property,
                 causes::Family faulty)
      : judge_(judge), pool_(pool), property_(std::move(property)), faulty_(faulty) {}
  causes::Answer Ask(causes::SuspectSet set) override;
  bool Exhausted() const override { return judge_->Exhausted(); }

 private:
  TemporalJudge* const judge_;
  causes::FamilyPool* const pool_;
  const std::string property_;
  const causes::Family faulty_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_LIVENESS_H_

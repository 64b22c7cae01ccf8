// Answers for a temporal property, design by design, from the graph that one search through all
// designs has left.

#ifndef CHECKER_RUNS_CAUSE_LIVENESS_H_
#define CHECKER_RUNS_CAUSE_LIVENESS_H_

#include <cstdint>
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
  // `line_up` and `options` outlive this.
  TemporalJudge(causes::FamilyPool* pool, const LineUp& line_up, std::vector<JudgedModel> models,
                const liveness::LivenessOptions& options);

  // The root name of the properties that count as one.
  causes::Answer Ask(const std::string& property, causes::SuspectSet set);
  // What questions about other properties have brought to light about this one.
  causes::Knowledge KnownOf(const std::string& property) const;

 private:
  struct Projection;
  using Membership = causes::FamilyPool::Membership;
  using Answers = absl::flat_hash_map<std::string, causes::Answer>;

  Answers Judge(const JudgedModel& model, causes::SuspectSet set);
  // `here`: of the design in question.
  void Project(const causes::DesignGraph& graph, const Membership& here, Projection* projection);
  const std::vector<uint32_t>& InitialStates(const causes::DesignGraph& graph);
  model::transitions::LivenessProblem ProblemOf(const JudgedModel& model,
                                                causes::SuspectSet set) const;
  causes::Family DesignsWithSameGraph(const causes::DesignGraph& graph, causes::SuspectSet set,
                                      const Membership& here, const Projection& projection);
  causes::Family DesignsWithLasso(const causes::DesignGraph& graph, const Membership& here,
                                  const Projection& projection, const liveness::Lasso& lasso);
  causes::Family Broken(causes::SuspectSet set, bool at_least);

  causes::FamilyPool& pool_;
  const LineUp& line_up_;
  const std::vector<JudgedModel> models_;
  const liveness::LivenessOptions& options_;
  absl::flat_hash_map<causes::SuspectSet, Answers> known_;
  std::vector<uint32_t> numbers_;  // all absent between questions
  absl::flat_hash_map<const causes::DesignGraph*, std::vector<uint32_t>> initial_states_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_CAUSE_LIVENESS_H_

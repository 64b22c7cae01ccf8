// An answer is spread in two ways.
//
// A violation is a lasso. Every design that has the lasso's states, steps and labels, and makes no
// promise that the design asked about does not make, has the same violation: the intersection of
// the families along the lasso.
//
// No violation holds for every design with the very same graph and at least the same promises: the
// designs that agree on every family that decides about a state, step or label of the graph.

#include "checker/runs/cause_liveness.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "checker/runs/cause_promises.h"

namespace checker::runs {

using causes::Answer;
using causes::DesignExpansion;
using causes::DesignGraph;
using causes::DesignState;
using causes::DesignStep;
using causes::Family;
using causes::FamilyPool;
using causes::Judgement;
using causes::Judgements;
using causes::Only;
using causes::SuspectSet;
using liveness::BehaviourGraph;
using model::transitions::LivenessProblem;
using results::SuspectKind;

namespace {

constexpr uint32_t kAbsent = 0xffffffffu;

using Membership = FamilyPool::Membership;

const Judgement* PartOf(const Membership& here, const Judgements& judgements) {
  if (judgements.parts.size() == 1) return &judgements.parts[0];
  for (const Judgement& part : judgements.parts) {
    if (here(part.where)) return &part;
  }
  return nullptr;
}

const DesignExpansion* ExpansionOf(const Membership& here, const DesignState& state) {
  for (const DesignExpansion& expansion : state.expansions) {
    if (here(expansion.where)) return &expansion;
  }
  return nullptr;
}

}  // namespace

struct TemporalJudge::Projection {
  Projection(size_t state_words, size_t step_words) : graph(state_words, step_words) {}
  BehaviourGraph graph;
  std::vector<uint32_t> origin;  // of each of its states: the state of the design graph
  std::vector<const DesignExpansion*> expansions;  // of each expanded one
};

TemporalJudge::TemporalJudge(FamilyPool* pool, const LineUp& line_up,
                             std::vector<JudgedModel> models,
                             const liveness::LivenessOptions& options)
    : pool_(*pool), line_up_(line_up), models_(std::move(models)), options_(options) {}

// Walks from the initial states: COST is the size of this design's graph, not of all.
void TemporalJudge::Project(const DesignGraph& graph, const Membership& here,
                            Projection* projection) {
  std::vector<uint32_t>& number = numbers_;
  number.resize(graph.states.size(), kAbsent);
  std::vector<uint32_t> found, unexpanded;
  auto find = [&](uint32_t s) {
    if (number[s] != kAbsent) return;
    number[s] = 0;
    (here(graph.states[s].expanded) ? found : unexpanded).push_back(s);
  };
  for (uint32_t s : InitialStates(graph)) {
    if (here(graph.states[s].initial)) find(s);
  }
  // Steps are looked at once: they lie all over the memory.
  struct Taken {
    uint32_t target, ordinal, labels;
  };
  std::vector<Taken> taken;
  std::vector<size_t> ends;  // of each expanded state's
  for (size_t n = 0; n < found.size(); ++n) {
    const DesignExpansion* expansion = ExpansionOf(here, graph.states[found[n]]);
    projection->expansions.push_back(expansion);
    for (uint32_t i = 0; expansion != nullptr && i < expansion->steps.size(); ++i) {
      const DesignStep& step = expansion->steps[i];
      if (!step.inside || !here(step.guard)) continue;
      find(step.target);
      const Judgement* labels = PartOf(here, graph.step_judgements[step.judgements]);
      taken.push_back({step.target, i, labels ? labels->labels : 0});
    }
    ends.push_back(taken.size());
  }
  const size_t expanded = found.size();
  found.insert(found.end(), unexpanded.begin(), unexpanded.end());
  for (uint32_t s : found) {
    const DesignState& state = graph.states[s];
    const Judgement* labels = PartOf(here, state.judgements);
    number[s] = projection->graph.AddState(here(state.initial),
                                           graph.label_sets[labels ? labels->labels : 0],
                                           graph.label_sets[labels ? labels->stutter : 0]);
  }
  std::vector<BehaviourGraph::NewStep> steps;
  for (size_t n = 0, next = 0; n < expanded; ++n) {
    steps.clear();
    for (; next < ends[n]; ++next) {
      const Taken& step = taken[next];
      steps.push_back({number[step.target], step.ordinal, graph.label_sets[step.labels]});
    }
    projection->graph.AddSteps(static_cast<uint32_t>(n), steps);
  }
  for (uint32_t s : found) number[s] = kAbsent;
  projection->origin = std::move(found);
}

const std::vector<uint32_t>& TemporalJudge::InitialStates(const DesignGraph& graph) {
  auto [place, is_new] = initial_states_.try_emplace(&graph);
  for (uint32_t s = 0; is_new && s < graph.states.size(); ++s) {
    if (graph.states[s].initial != causes::kNoSets) place->second.push_back(s);
  }
  return place->second;
}

LivenessProblem TemporalJudge::ProblemOf(const JudgedModel& model, SuspectSet set) const {
  LivenessProblem problem = *model.info->liveness;
  std::vector<bool> broken(problem.assumptions.size(), false);
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    if ((set & Only(i)) == 0 || line_up_.suspects[i].shown.kind != SuspectKind::kFairness) continue;
    for (uint32_t promise : PromisesNamed(problem, line_up_.suspects[i].promise))
      broken[promise] = true;
  }
  std::vector<model::transitions::FormulaId> kept;
  for (size_t i = 0; i < problem.assumptions.size(); ++i) {
    if (!broken[i]) kept.push_back(problem.assumptions[i]);
  }
  problem.assumptions = std::move(kept);
  return problem;
}

// The designs that break at least (at most) the promises that `set` breaks: they have at least (at
// most) its behaviours.
Family TemporalJudge::Broken(SuspectSet set, bool at_least) {
  SuspectSet mask = 0;
  for (uint32_t i = 0; i < line_up_.suspects.size(); ++i) {
    const bool broken = (set & Only(i)) != 0;
    if (line_up_.suspects[i].shown.kind == SuspectKind::kFairness && broken == at_least)
      mask |= Only(i);
  }
  return pool_.Agreeing(mask, set);
}

// The same initial states, and in every state that this design reaches the same steps and labels:
// then it reaches the same states.
Family TemporalJudge::DesignsWithSameGraph(const DesignGraph& graph, SuspectSet set,
                                           const Membership& here, const Projection& projection) {
  Family same = causes::kAllSets;
  const Family alone = pool_.Exactly(set);
  absl::flat_hash_set<Family> taken;
  auto agree = [&](Family family) {
    if (family == causes::kAllSets || same == alone || !taken.insert(family).second) return;
    same = here(family) ? pool_.And(same, family) : pool_.Minus(same, family);
  };
  auto agree_on_part = [&](const Judgements& judgements) {
    if (const Judgement* part = PartOf(here, judgements)) agree(part->where);
  };
  for (uint32_t s : InitialStates(graph)) agree(graph.states[s].initial);
  for (size_t n = 0; n < projection.origin.size() && same != alone; ++n) {
    const DesignState& state = graph.states[projection.origin[n]];
    agree(state.expanded);
    agree_on_part(state.judgements);
    if (n >= projection.expansions.size() || projection.expansions[n] == nullptr) continue;
    agree(projection.expansions[n]->where);
    for (const DesignStep& step : projection.expansions[n]->steps) {
      agree(step.guard);
      if (step.inside && here(step.guard)) agree_on_part(graph.step_judgements[step.judgements]);
    }
  }
  return same;
}

Family TemporalJudge::DesignsWithLasso(const DesignGraph& graph, const Membership& here,
                                       const Projection& projection, const liveness::Lasso& lasso) {
  Family have = graph.states[projection.origin[lasso.first()]].initial;
  auto need = [&](Family family) { have = pool_.And(have, family); };
  for (size_t i = 0; i < lasso.size(); ++i) {
    const DesignState& from = graph.states[projection.origin[lasso[i].from]];
    if (const Judgement* part = PartOf(here, from.judgements)) need(part->where);
    if (lasso[i].stutters()) continue;
    const DesignExpansion* expansion = ExpansionOf(here, from);
    if (expansion == nullptr) return causes::kNoSets;
    need(expansion->where);
    const DesignStep& step = expansion->steps[lasso[i].step.ordinal];
    need(step.guard);
    if (const Judgement* part = PartOf(here, graph.step_judgements[step.judgements]))
      need(part->where);
  }
  return have;
}

TemporalJudge::Answers TemporalJudge::Judge(const JudgedModel& model, SuspectSet set) {
  Answers answers;
  if (!model.info->liveness) return answers;
  const LivenessProblem problem = ProblemOf(model, set);
  Projection projection((problem.state_predicates.size() + 63) / 64,
                        (problem.step_predicates.size() + 63) / 64);
  const Membership here = pool_.MembershipOf(set);
  Project(*model.graph, here, &projection);
  const liveness::LivenessOutcome outcome =
      liveness::CheckLiveness(projection.graph, problem, options_);
  Family same = causes::kNoSets;
  bool same_is_known = false;
  for (size_t i = 0; i < outcome.properties.size(); ++i) {
    const liveness::PropertyOutcome& property = outcome.properties[i];
    const auto& info = model.info->properties[problem.properties[i].property];
    auto [place, is_new] = answers.try_emplace(info.root_name.empty() ? info.name : info.root_name);
    Answer& answer = place->second;
    if (is_new) answer.kind = Answer::Kind::kHolds;
    if (property.violation) {
      if (answer.kind != Answer::Kind::kViolated)
        answer = {Answer::Kind::kViolated, causes::kNoSets};
      const Family reach =
          DesignsWithLasso(*model.graph, here, projection, property.violation->lasso);
      answer.reach =
          pool_.Or(answer.reach, pool_.And(pool_.And(reach, Broken(set, true)), model.designs));
    } else if (property.verdict == results::Verdict::kIncomplete ||
               property.verdict == results::Verdict::kError) {
      if (answer.kind == Answer::Kind::kHolds) answer = {};
    } else if (answer.kind == Answer::Kind::kHolds) {
      if (!same_is_known)
        same = pool_.And(pool_.And(DesignsWithSameGraph(*model.graph, set, here, projection),
                                   Broken(set, false)),
                         model.designs);
      same_is_known = true;
      answer.reach = same;
    }
  }
  return answers;
}

causes::Knowledge TemporalJudge::KnownOf(const std::string& property) const {
  causes::Knowledge knowledge;
  for (const auto& [set, answers] : known_) {
    const auto place = answers.find(property);
    if (place == answers.end() || place->second.kind == Answer::Kind::kUnknown) continue;
    Family& family =
        place->second.kind == Answer::Kind::kViolated ? knowledge.violated : knowledge.holds;
    family = pool_.Or(family, pool_.Or(place->second.reach, pool_.Exactly(set)));
  }
  return knowledge;
}

Answer TemporalJudge::Ask(const std::string& property, SuspectSet set) {
  for (const JudgedModel& model : models_) {
    if (!pool_.Contains(model.designs, set)) continue;
    auto known = known_.find(set);
    if (known == known_.end()) known = known_.emplace(set, Judge(model, set)).first;
    const auto place = known->second.find(property);
    // A property that isn't there is TRUE in these designs.
    return place == known->second.end() ? Answer{Answer::Kind::kHolds, model.designs}
                                        : place->second;
  }
  return {};
}

}  // namespace checker::runs

// A model that is an explicit graph, for tests: every feature of the seam can be switched on for
// single states and steps.
//
// A state is the number of a node in four bytes. Its one variable is called `node`.

#ifndef TESTS_CHECKER_EXPLORATION_GRAPH_MODEL_H_
#define TESTS_CHECKER_EXPLORATION_GRAPH_MODEL_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::exploration {

using NodeId = uint32_t;

struct GraphStep {
  NodeId to = 0;
  uint32_t action = 0;
  bool inside = true;
};

struct GraphProperty {
  model::transitions::PropertyKind kind = model::transitions::PropertyKind::kInvariant;
  std::set<NodeId> false_on;                          // of states
  std::set<std::pair<NodeId, NodeId>> false_on_step;  // of steps
  std::set<NodeId> faulty_on;                         // evaluation fails there
};

struct Graph {
  std::vector<GraphStep> initial;
  std::vector<std::vector<GraphStep>> steps;  // by node
  std::set<NodeId> faulty_next;               // expanding it fails after its steps
  std::vector<GraphProperty> properties;
  std::vector<uint32_t> view;  // by node: its class; empty: every node its own
  uint32_t actions = 1;
  bool check_deadlock = true;
};

class GraphModel : public model::transitions::TransitionSystem {
 public:
  explicit GraphModel(Graph graph) : graph_(std::move(graph)) {
    info_.name = "Graph";
    info_.variables = {"node"};
    for (uint32_t i = 0; i < graph_.actions; ++i) {
      info_.actions.push_back({.name = "Action" + std::to_string(i)});
    }
    for (size_t i = 0; i < graph_.properties.size(); ++i) {
      info_.properties.push_back(
          {.name = "Property" + std::to_string(i), .kind = graph_.properties[i].kind});
    }
    info_.check_deadlock = graph_.check_deadlock;
    // Liveness labels: a state's are its bits, a step's the sum of both ends.
    info_.liveness.emplace();
    info_.liveness->state_predicates.resize(32);
    info_.liveness->step_predicates.resize(70);
  }

  const Graph& graph() const { return graph_; }
  model::transitions::SystemInfo& mutable_info() { return info_; }
  const model::transitions::SystemInfo& info() const override { return info_; }
  std::unique_ptr<model::transitions::Explorer> NewExplorer() const override;

 private:
  Graph graph_;
  model::transitions::SystemInfo info_;
};

class GraphExplorer : public model::transitions::Explorer {
 public:
  using SearchFigures = model::transitions::SearchFigures;
  using StateBytes = model::transitions::StateBytes;
  using StepBatch = model::transitions::StepBatch;
  using Findings = model::transitions::Findings;
  using Fault = model::transitions::Fault;
  template <typename T>
  using Rare = model::transitions::Rare<T>;
  using Variables_t = std::vector<std::pair<std::string, model::transitions::Datum>>;

  GraphExplorer(const Graph& graph, const model::transitions::SystemInfo& info)
      : graph_(graph), info_(info) {}

  void Initial(const SearchFigures&, StepBatch* batch) override {
    targets_.clear();
    for (const GraphStep& step : graph_.initial) Add(step, StepBatch::kInitialAction, batch);
  }

  // Each initial step is a part of its own.
  void InitialInParts(const SearchFigures&, model::transitions::InitialShare* share,
                      StepBatch* batch) override {
    while (true) {
      const auto parts = share->Claim();
      targets_.clear();
      batch->Clear();
      const uint64_t end = std::min<uint64_t>(parts.end, graph_.initial.size());
      for (uint64_t i = parts.begin; i < end; ++i)
        Add(graph_.initial[i], StepBatch::kInitialAction, batch);
      if (batch->size() > 0 && !share->Take()) break;
      if (parts.empty() || end == graph_.initial.size()) break;
    }
    batch->Clear();
  }

  void Expand(const SearchFigures&, StateBytes state, StepBatch* batch) override {
    from_ = NodeOf(state);
    targets_.clear();
    for (const GraphStep& step : graph_.steps[from_]) Add(step, step.action, batch);
    if (graph_.faulty_next.contains(from_)) {
      batch->fault = Fault{.message = "no next for " + std::to_string(from_)};
      batch->generated_besides = 1;
    }
  }

  Findings JudgeState(const SearchFigures& figures, size_t step, bool all) override {
    using model::transitions::PropertyKind;
    return Judge(all, [&](const GraphProperty& property) {
      const bool judged = property.kind == PropertyKind::kInvariant ||
                          (property.kind == PropertyKind::kInitialPredicate && figures.level == 1);
      return std::pair(judged && property.faulty_on.contains(targets_[step]),
                       judged && property.false_on.contains(targets_[step]));
    });
  }

  Findings JudgeStep(const SearchFigures&, size_t step, bool all) override {
    return Judge(all, [&](const GraphProperty& property) {
      const bool judged = property.kind == model::transitions::PropertyKind::kActionProperty;
      return std::pair(judged && property.faulty_on.contains(targets_[step]),
                       judged && property.false_on_step.contains({from_, targets_[step]}));
    });
  }

  Rare<Fault> LabelExpanded(std::span<uint64_t> state, std::span<uint64_t> stutter) override {
    state[0] = stutter[0] = stutter[1] = from_;
    return std::nullopt;
  }
  Rare<Fault> LabelState(size_t step, std::span<uint64_t> out) override {
    out[0] = targets_[step];
    return std::nullopt;
  }
  Rare<Fault> LabelStep(size_t step, std::span<uint64_t> out) override {
    out[0] = from_;
    out[1] = targets_[step];
    return std::nullopt;
  }
  Rare<Fault> LabelStutter(size_t step, std::span<uint64_t> out) override {
    out[0] = out[1] = targets_[step];
    return std::nullopt;
  }

  Variables_t Describe(const SearchFigures&, StateBytes state, StateBytes) override {
    return Variables(state);
  }
  Variables_t Variables(StateBytes state) override {
    return {{"node",
             {.kind = model::transitions::Datum::Kind::kInteger,
              .text = std::to_string(NodeOf(state))}}};
  }
  std::vector<std::string> Explain(uint32_t property, StateBytes state, StateBytes next) override {
    return {info_.properties[property].name + " is false at " + std::to_string(NodeOf(state)) +
            ", " + std::to_string(NodeOf(next))};
  }

 private:
  static NodeId NodeOf(StateBytes state) {
    NodeId node = 0;
    std::memcpy(&node, state.data(), sizeof(node));
    return node;
  }

  void Add(const GraphStep& step, uint32_t action, StepBatch* batch) {
    uint8_t bytes[sizeof(NodeId)];
    std::memcpy(bytes, &step.to, sizeof(bytes));
    const uint64_t low = graph_.view.empty() ? step.to : graph_.view[step.to];
    batch->Add(action, step.inside, {low, 0}, bytes);
    targets_.push_back(step.to);
  }

  template <typename Verdict>
  Findings Judge(bool all, Verdict verdict) {
    Findings findings;
    for (uint32_t i = 0; i < graph_.properties.size(); ++i) {
      const auto [faulty, is_false] = verdict(graph_.properties[i]);
      if (faulty) {
        findings.fault =
            Fault{.during = Fault::During::kInvariant, .subject = info_.properties[i].name};
        return findings;
      }
      if (!is_false) continue;
      findings.violated.push_back(i);
      if (!all) return findings;
    }
    return findings;
  }

  const Graph& graph_;
  const model::transitions::SystemInfo& info_;
  NodeId from_ = 0;
  std::vector<NodeId> targets_;
};

inline std::unique_ptr<model::transitions::Explorer> GraphModel::NewExplorer() const {
  return std::make_unique<GraphExplorer>(graph_, info_);
}

}  // namespace checker::exploration

#endif  // TESTS_CHECKER_EXPLORATION_GRAPH_MODEL_H_

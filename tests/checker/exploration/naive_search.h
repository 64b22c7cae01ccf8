// A slow, obvious breadth-first search over an explicit graph that says what the real one must
// answer.

#ifndef TESTS_CHECKER_EXPLORATION_NAIVE_SEARCH_H_
#define TESTS_CHECKER_EXPLORATION_NAIVE_SEARCH_H_

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/checker/exploration/graph_model.h"

namespace checker::exploration {

struct NaiveAnswer {
  struct Found {
    std::string what;  // "Property2", "Deadlock", "fault"
    std::vector<NodeId> trace;
    friend bool operator==(const Found&, const Found&) = default;
  };
  uint64_t generated = 0, distinct = 0, left = 0, depth = 0;
  std::vector<Found> found;
  std::vector<uint64_t> action_generated, action_distinct;
};

class NaiveSearch {
 public:
  NaiveSearch(const Graph& graph, bool go_on) : graph_(graph), go_on_(go_on) {
    answer_.action_generated.resize(graph.actions);
    answer_.action_distinct.resize(graph.actions);
  }

  NaiveAnswer Run() {
    Search();
    answer_.distinct = seen_.size();
    answer_.left = queue_.size();
    return answer_;
  }

 private:
  struct Stored {
    NodeId node;
    std::vector<NodeId> trace;
  };

  void Search() {
    for (const GraphStep& step : graph_.initial) {
      answer_.depth = std::max<uint64_t>(answer_.depth, 1);
      if (!Take(nullptr, step)) return;
    }
    while (!queue_.empty()) {
      const Stored state = queue_.front();
      queue_.pop_front();
      for (const GraphStep& step : graph_.steps[state.node]) {
        if (!Take(&state, step)) return;
      }
      if (graph_.faulty_next.contains(state.node)) {
        ++answer_.generated;
        answer_.found.push_back({"fault", state.trace});
        return;
      }
      if (graph_.steps[state.node].empty() && graph_.check_deadlock) {
        if (!Report("Deadlock", state.trace)) return;
      }
    }
  }

  bool Take(const Stored* from, const GraphStep& step) {
    using model::transitions::PropertyKind;
    ++answer_.generated;
    if (from != nullptr) ++answer_.action_generated[step.action];
    std::vector<NodeId> trace = from == nullptr ? std::vector<NodeId>() : from->trace;
    trace.push_back(step.to);
    const uint32_t key = graph_.view.empty() ? step.to : graph_.view[step.to];
    const bool is_new = step.inside && seen_.insert(key).second;
    if (is_new) {
      if (from != nullptr) ++answer_.action_distinct[step.action];
      answer_.depth = std::max<uint64_t>(answer_.depth, trace.size());
    }
    if (is_new || !step.inside) {
      for (size_t i = 0; i < graph_.properties.size(); ++i) {
        const GraphProperty& property = graph_.properties[i];
        if (property.kind != PropertyKind::kInvariant &&
            !(property.kind == PropertyKind::kInitialPredicate && from == nullptr)) {
          continue;
        }
        if (!Judge(i, property.faulty_on.contains(step.to), property.false_on.contains(step.to),
                   trace))
          return false;
      }
    }
    for (size_t i = 0; from != nullptr && i < graph_.properties.size(); ++i) {
      const GraphProperty& property = graph_.properties[i];
      if (property.kind != PropertyKind::kActionProperty) continue;
      if (!Judge(i, property.faulty_on.contains(step.to),
                 property.false_on_step.contains({from->node, step.to}), trace)) {
        return false;
      }
    }
    if (is_new) queue_.push_back({step.to, trace});
    return true;
  }

  bool Judge(size_t property, bool faulty, bool is_false, const std::vector<NodeId>& trace) {
    if (faulty) {
      answer_.found.push_back({"fault", trace});
      return false;
    }
    return !is_false || Report("Property" + std::to_string(property), trace);
  }

  bool Report(const std::string& what, const std::vector<NodeId>& trace) {
    if (reported_.insert(what).second) answer_.found.push_back({what, trace});
    return go_on_;
  }

  const Graph& graph_;
  const bool go_on_;
  NaiveAnswer answer_;
  std::set<uint32_t> seen_;
  std::set<std::string> reported_;
  std::deque<Stored> queue_;
};

}  // namespace checker::exploration

#endif  // TESTS_CHECKER_EXPLORATION_NAIVE_SEARCH_H_

// The state graphs of many designs in one: each state and step carries the family of suspect sets
// under which it exists.
//
// A design is the model with a set of suspects guilty and all others innocent. What is the same in
// two designs is stored once.
//
// THREADS: one builds; const members may be read by many afterwards, but families need their pool,
// which has one thread.

#ifndef CHECKER_CAUSES_DESIGN_GRAPH_H_
#define CHECKER_CAUSES_DESIGN_GRAPH_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "checker/causes/suspect_family.h"

namespace checker::causes {

// What judging a state or a step came to, for all designs of `where`.
struct Judgement {
  Family where = kNoSets;
  uint64_t violated = 0;  // bit p: property p is false here
  uint32_t labels = 0;    // liveness labels: index into DesignGraph::label_sets
  uint32_t stutter = 0;   // of the stuttering step; states only
  uint32_t fault =
      0;  // what judging ended in: index into DesignFindings::faults plus 1; 0: it did not fail
};

struct Judgements {
  Family covered = kNoSets;                 // the union of the parts
  absl::InlinedVector<Judgement, 1> parts;  // nearly always one
};

struct DesignStep {
  uint32_t target =
      0;  // a state; for a step that leaves the constraints, an index into DesignGraph::outside
  bool inside = true;
  uint32_t action = 0;
  Family guard = kAllSets;  // beyond its expansion's family: the suspects that the action itself is
  uint32_t judgements = 0;  // index into DesignGraph::step_judgements; 0: nothing to judge
};

// The steps of a state in the designs of `where`, all of them alike.
struct DesignExpansion {
  Family where = kNoSets;
  std::vector<DesignStep> steps;
  uint32_t fault = 0;  // what ended the enumeration after the last step; as above
  Family fault_guard = kAllSets;
};

struct DesignState {
  uint64_t bytes_begin = 0;
  uint32_t bytes_size = 0;
  uint32_t level = 0;
  Family initial = kNoSets;   // designs in which it is an initial state
  Family reached = kNoSets;   // ... in which it is reachable
  Family expanded = kNoSets;  // ... for which its steps are known
  Judgements judgements;
  std::vector<DesignExpansion> expansions;
};

struct DesignGraph {
  std::vector<DesignState> states;
  std::vector<uint8_t> bytes;
  std::vector<Judgements> outside;
  std::vector<Judgements> step_judgements = {Judgements{kAllSets, {}}};
  std::vector<std::vector<uint64_t>> label_sets = {{}};
  absl::flat_hash_map<std::vector<uint64_t>, uint32_t> label_numbers;

  std::span<const uint8_t> BytesOf(const DesignState& state) const {
    return {bytes.data() + state.bytes_begin, state.bytes_size};
  }
  uint32_t LabelNumber(const std::vector<uint64_t>& labels) {
    if (labels.empty()) return 0;
    auto [place, is_new] =
        label_numbers.try_emplace(labels, static_cast<uint32_t>(label_sets.size()));
    if (is_new) label_sets.push_back(labels);
    return place->second;
  }
};

}  // namespace checker::causes

#endif  // CHECKER_CAUSES_DESIGN_GRAPH_H_

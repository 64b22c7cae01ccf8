// What a search came upon: a false property, a deadlock, a fault of the model; and where.

#ifndef CHECKER_EXPLORATION_DISCOVERY_H_
#define CHECKER_EXPLORATION_DISCOVERY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "checker/exploration/state_index.h"
#include "model/transitions/transition_system.h"

namespace checker::exploration {

struct Discovery {
  enum class Kind : uint8_t { kProperty, kDeadlock, kFault };
  // A step on which it was found, by the position in the batch; its target may lie outside the
  // constraints.
  struct Step {
    uint64_t ordinal = 0;
    uint32_t action = 0;
    std::vector<uint8_t> target;
  };

  Kind kind = Kind::kProperty;
  uint32_t property = 0;  // kProperty: index into SystemInfo::properties
  std::optional<model::transitions::Fault> fault;
  StateIndex from =
      kNoState;  // the state that was being expanded; kNoState: among the initial states
  std::optional<Step> step;  // absent: about `from` itself
};

// The discoveries of a search in order, each property's first one only.
//
// THREADS: IsNews from many, between changes.
class Discoveries {
 public:
  Discoveries(size_t properties, bool go_on) : known_(properties), go_on_(go_on) {}

  const std::vector<Discovery>& all() const { return all_; }

  bool IsNews(const model::transitions::Findings& findings) const {
    if (findings.fault) return true;
    for (const uint32_t property : findings.violated) {
      if (!known_[property]) return true;
    }
    return false;
  }
  bool DeadlockIsNews() const { return !deadlock_known_; }

  // Records what is new. False: the search ends here.
  bool Record(Discovery discovery) {
    if (discovery.kind == Discovery::Kind::kProperty) {
      if (known_[discovery.property]) return true;
      known_[discovery.property] = true;
    } else if (discovery.kind == Discovery::Kind::kDeadlock) {
      if (deadlock_known_) return true;
      deadlock_known_ = true;
    }
    const bool fault = discovery.kind == Discovery::Kind::kFault;
    all_.push_back(std::move(discovery));
    return go_on_ && !fault;
  }

 private:
  std::vector<Discovery> all_;
  std::vector<bool> known_;
  bool deadlock_known_ = false;
  bool go_on_;  // after a violation; never after a fault
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_DISCOVERY_H_

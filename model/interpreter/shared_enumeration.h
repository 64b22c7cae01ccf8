// An enumeration that several machines run side by side, each a part here and a part there.
//
// Every machine runs the branchings at the top, which are few, and counts the ways that lead on
// from them: those are the parts, numbered in the order of the enumeration, and the same for every
// machine. It goes down only into those that it has claimed. Where the top ends is settled by the
// sizes of the sets alone: at the first branching that makes kEnoughParts ways with those above it.

#ifndef MODEL_INTERPRETER_SHARED_ENUMERATION_H_
#define MODEL_INTERPRETER_SHARED_ENUMERATION_H_

#include <cstdint>
#include <functional>
#include <utility>

#include "model/transitions/transition_system.h"

namespace model::interpreter {

class SharedEnumeration {
 public:
  using Parts = transitions::InitialShare::Parts;
  enum class Turn : uint8_t { kRun, kSkip, kStop };

  // `claim` answers which parts come next, when those before are done; empty: no more.
  explicit SharedEnumeration(std::function<Parts()> claim) : claim_(std::move(claim)) {}

  bool inside_part() const { return inside_; }

  // At a way that is a part of its own.
  Turn Begin() {
    const uint64_t part = met_++;
    if (part >= claimed_.end) {
      claimed_ = claim_();
      if (claimed_.empty()) return Turn::kStop;
    }
    inside_ = part >= claimed_.begin;
    return inside_ ? Turn::kRun : Turn::kSkip;
  }
  void End() { inside_ = false; }

  // A branching above the parts, as long as this object lives.
  class Branching {
   public:
    // `shared` may be null: the enumeration isn't shared. `count` gives the number of ways.
    template <typename Count>
    Branching(SharedEnumeration* shared, Count count) {
      if (shared == nullptr || shared->inside_) [[likely]]
        return;
      Enter(shared, count());
    }
    ~Branching() {
      if (shared_ != nullptr) shared_->ways_ = ways_above_;
    }
    Branching(const Branching&) = delete;
    Branching& operator=(const Branching&) = delete;

    // Runs one of the ways: `run()` answers false where the enumeration is to stop.
    template <typename Run>
    bool RunWay(Run run) const {
      return are_parts_ ? shared_->RunPart(run) : run();
    }

   private:
    void Enter(SharedEnumeration* shared, uint64_t ways) {
      shared_ = shared;
      ways_above_ = shared->ways_;
      are_parts_ = ways >= kEnoughParts / ways_above_;
      if (!are_parts_ && ways > 0) shared->ways_ *= ways;
    }

    SharedEnumeration* shared_ = nullptr;
    uint64_t ways_above_ = 1;
    bool are_parts_ = false;
  };

  template <typename Run>
  bool RunPart(Run run) {
    switch (Begin()) {
      case Turn::kSkip: return true;
      case Turn::kStop: return false;
      case Turn::kRun: break;
    }
    const bool go_on = run();
    End();
    return go_on;
  }

 private:
  static constexpr uint64_t kEnoughParts = 512;

  const std::function<Parts()> claim_;
  Parts claimed_;
  uint64_t met_ = 0;   // parts
  uint64_t ways_ = 1;  // to get to where the enumeration is, at most
  bool inside_ = false;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_SHARED_ENUMERATION_H_

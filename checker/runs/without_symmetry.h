// A transition system as it is without its symmetry reduction.

#ifndef CHECKER_RUNS_WITHOUT_SYMMETRY_H_
#define CHECKER_RUNS_WITHOUT_SYMMETRY_H_

#include <memory>
#include <utility>
#include <vector>

#include "model/transitions/transition_system.h"

namespace checker::runs {

class SystemWithoutSymmetry final : public model::transitions::TransitionSystem {
 public:
  // `system` must outlive the object.
  explicit SystemWithoutSymmetry(const model::transitions::TransitionSystem& system)
      : system_(system), info_(system.info()) {
    info_.uses_symmetry = false;
  }

  const model::transitions::SystemInfo& info() const override { return info_; }
  std::unique_ptr<model::transitions::Explorer> NewExplorer() const override {
    return system_.NewExplorerWithoutSymmetry();
  }

 private:
  const model::transitions::TransitionSystem& system_;
  model::transitions::SystemInfo info_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_WITHOUT_SYMMETRY_H_

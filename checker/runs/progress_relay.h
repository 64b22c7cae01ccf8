// Hands a search's progress on to whoever listens to the run.

#ifndef CHECKER_RUNS_PROGRESS_RELAY_H_
#define CHECKER_RUNS_PROGRESS_RELAY_H_

#include "checker/exploration/search_options.h"
#include "checker/runs/check_run.h"

namespace checker::runs {

class ProgressRelay final : public exploration::SearchObserver {
 public:
  explicit ProgressRelay(RunListener* listener) : listener_(listener) {}  // may be null
  void OnProgress(const Progress& progress) override {
    if (listener_ != nullptr) listener_->OnProgress(progress);
  }

 private:
  RunListener* const listener_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_PROGRESS_RELAY_H_

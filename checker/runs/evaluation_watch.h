// Watches a run from beside it and interrupts an evaluation that goes on too long.
//
// A search ends by itself at its limits, with what it has found, as soon as it is between two
// states. The watch waits a little for that. Then it interrupts whatever is being evaluated: one
// state may have more successors, or an assumption more cases, than anybody can wait for, or than
// the machine has memory for.
//
// THREADS: one of its own.

#ifndef CHECKER_RUNS_EVALUATION_WATCH_H_
#define CHECKER_RUNS_EVALUATION_WATCH_H_

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "checker/exploration/progress_meter.h"
#include "checker/exploration/search_options.h"
#include "checker/results/results.h"
#include "model/transitions/interrupt.h"

namespace checker::runs {

class EvaluationWatch {
 public:
  // Watches the limits of `options` from now on, with `interrupt` armed for it. One interrupt is
  // watched for one run at a time, and outlives the watch.
  EvaluationWatch(const exploration::SearchOptions& options,
                  model::transitions::Interrupt* interrupt);
  ~EvaluationWatch();
  EvaluationWatch(const EvaluationWatch&) = delete;
  EvaluationWatch& operator=(const EvaluationWatch&) = delete;

  model::transitions::Interrupt* interrupt() const { return &interrupt_; }
  uint64_t ElapsedMs() const;
  // What the run took as a whole, from reading the text to judging its promises.
  void Measure(results::Statistics* statistics) const { meter_.Finish(statistics); }
  // Makes a result that an interrupt has cut short say why.
  void Explain(results::Result* result) const;

 private:
  void Watch();
  std::string ReasonToStop();
  bool IsOutOfMemory() const;

  exploration::ProgressMeter meter_;
  const bool has_memory_limit_;
  model::transitions::Interrupt& interrupt_;
  mutable std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::string reason_;  // why it interrupted; empty: it did not
  std::thread thread_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_EVALUATION_WATCH_H_

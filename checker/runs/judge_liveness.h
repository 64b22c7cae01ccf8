// Temporal properties of a run: records the behaviour graph while the search goes on, judges it afterwards, and turns lassos into traces.

#ifndef CHECKER_RUNS_JUDGE_LIVENESS_H_
#define CHECKER_RUNS_JUDGE_LIVENESS_H_

#include <memory>
#include <vector>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/breadth_first_search.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/check_liveness.h"
#include "checker/results/results.h"
#include "checker/runs/check_run.h"
#include "model/transitions/transition_system.h"

namespace checker::runs {

class LivenessJudge {
 public:
  LivenessJudge(const model::transitions::TransitionSystem& system, const CheckOptions& options, RunListener* listener);
  ~LivenessJudge();

  bool wanted() const { return recorder_ != nullptr; }
  exploration::BehaviourSink* sink();  // null unless wanted
  // After the search has run. Sets the verdicts of the temporal properties and, where the search found nothing worse, of the run.
  void Judge(exploration::BreadthFirstSearch& search, results::Result* result);

 private:
  class Recorder;
  void AddViolation(exploration::BreadthFirstSearch& search, uint32_t index,
                    const liveness::LivenessViolation& violation, results::Result* result);
  void WarnOfReductions(results::Result* result) const;

  const model::transitions::SystemInfo& info_;
  const CheckOptions& options_;
  RunListener* listener_;
  std::unique_ptr<Recorder> recorder_;
};

// Writes the explored graph to a .dot or .json file.
class GraphDump {
 public:
  GraphDump(const model::transitions::TransitionSystem& system, const std::string& path);
  ~GraphDump();
  bool wanted() const { return writer_ != nullptr; }
  // Puts the dump in front of another sink, which may be null.
  exploration::BehaviourSink* Chain(exploration::BehaviourSink* next);
  // Reports a file that could not be written.
  void Finish(results::Result* result);

 private:
  class Writer;
  std::unique_ptr<Writer> writer_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_JUDGE_LIVENESS_H_

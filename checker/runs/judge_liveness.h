// Temporal properties of a run: records the behaviour graph while the search goes on, judges it on
// the way and afterwards, and turns lassos into traces.
//
// On the way: whenever the graph has grown eightfold, the search pauses and what there is of it is
// judged (checker/liveness/growth_schedule.h). A violation found then is a violation for good and
// ends the search; so a short one is found early however many states there are.
//
// SYMMETRY makes one state of several, and a cycle among these may be no behaviour at all, or hide
// one that is. Where something may tell the states of a class apart (SystemInfo::asymmetry), the
// search records nothing, and the judge explores once more without SYMMETRY. Where nothing does,
// the classes are judged; only for the trace of a violation are the states explored.
//
// After a search that a limit or a signal has cut short: what was explored is judged for a while. A
// violation counts; without one the properties stay `incomplete`.

#ifndef CHECKER_RUNS_JUDGE_LIVENESS_H_
#define CHECKER_RUNS_JUDGE_LIVENESS_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/exploration/behaviour_sink.h"
#include "checker/exploration/breadth_first_search.h"
#include "checker/liveness/behaviour_graph.h"
#include "checker/liveness/check_liveness.h"
#include "checker/results/results.h"
#include "checker/runs/check_run.h"
#include "checker/runs/without_symmetry.h"
#include "model/transitions/transition_system.h"

namespace checker::runs {

class LivenessJudge {
 public:
  enum class Effort : uint8_t {
    kUsual,
    kShortest,  // no look on the way, and much more time for the proof that nothing is shorter
  };

  // The time of the search begins now. `search_options` are those of the search.
  LivenessJudge(const model::transitions::TransitionSystem& system, const CheckOptions& options,
                const exploration::SearchOptions& search_options,
                exploration::SearchObserver* observer, RunListener* listener,
                Effort effort = Effort::kUsual);
  ~LivenessJudge();

  bool wanted() const { return recorder_ != nullptr; }
  exploration::BehaviourSink* sink();  // null: the search has nothing to record
  // After the search has run. Sets the verdicts of the temporal properties and, where the search
  // found nothing worse, of the run.
  void Judge(exploration::BreadthFirstSearch& search, results::Result* result);

 private:
  class Recorder;
  using Clock = std::chrono::steady_clock;

  liveness::Interruption TimeLeft() const;
  // Who wants every violation wants the whole graph.
  bool LooksEarly() const {
    return !options_.continue_after_violation && effort_ == Effort::kUsual;
  }
  bool JudgesClasses() const { return info_.uses_symmetry && info_.asymmetry.empty(); }
  // `what` was done without it, as a note begins.
  void ExploreWithoutSymmetry(const std::string& what, results::Result* result);
  void Report(const liveness::LivenessOutcome& outcome, exploration::BreadthFirstSearch& search,
              results::Result* result);
  void ReportProperty(uint32_t index, const liveness::PropertyOutcome& outcome,
                      results::Result* result) const;
  void AddViolation(exploration::BreadthFirstSearch& search, uint32_t index,
                    const liveness::LivenessViolation& violation, results::Result* result);
  std::vector<exploration::PathStep> StepsOf(const std::vector<liveness::LassoStep>& part) const;
  void DropViolation(const std::string& property, results::Result* result) const;
  bool ProvesNothing(const liveness::PropertyOutcome& outcome) const;
  void WarnOfReductions(results::Result* result) const;
  const std::string& NameOf(uint32_t index) const;

  const model::transitions::SystemInfo& info_;
  const CheckOptions& options_;
  exploration::SearchOptions search_options_;
  exploration::SearchObserver* const observer_;
  RunListener* const listener_;
  const Effort effort_;
  std::unique_ptr<SystemWithoutSymmetry> without_symmetry_;  // null: there is none
  const Clock::time_point start_ = Clock::now();
  std::optional<Clock::time_point> limit_;
  liveness::LivenessOptions judging_;
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

// A running search's clock: reports progress now and then, and says when a limit of time or memory,
// or a request, ends it.

#ifndef CHECKER_EXPLORATION_PROGRESS_METER_H_
#define CHECKER_EXPLORATION_PROGRESS_METER_H_

#include <cstdint>
#include <functional>
#include <string>

#include "checker/exploration/search_clock.h"
#include "checker/exploration/search_options.h"
#include "checker/results/results.h"

namespace checker::exploration {

class ProgressMeter {
 public:
  // `observer` may be null.
  ProgressMeter(const SearchOptions& options, SearchObserver* observer);

  SearchClock& clock() { return clock_; }
  const SearchClock& clock() const { return clock_; }

  // Tells the observer, if it is time. `figures` gives the counts; the rest is filled in here.
  void Report(const std::function<Progress()>& figures);

  // Empty while nothing ends the search.
  std::string ReasonToHalt();

  // Sets the times and the peak of memory.
  void Finish(results::Statistics* statistics) const;

 private:
  const SearchOptions options_;
  SearchObserver* const observer_;
  SearchClock clock_;
  double cpu_seconds_at_start_;
  double next_report_;
  double next_memory_look_ = 0;
  Progress last_;
};

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_PROGRESS_METER_H_

#include "checker/reports/statistics_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_format.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/datum_layout.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"

namespace checker::reports {
namespace {

using results::ActionStatistics;
using results::Statistics;
using results::Verdict;

// A rate over less time than this says nothing.
constexpr double kShortestRatedSeconds = 0.1;

bool IsSimulation(const Statistics& statistics) { return statistics.traces > 0; }

}  // namespace

std::string CountsText(const results::Result& result) {
  const Statistics& statistics = result.statistics;
  if (IsSimulation(statistics)) {
    return Concat(statistics.states_generated, " states generated in ",
                  Plural(statistics.traces, "random behavior"), ".\n");
  }
  std::string text =
      Concat(statistics.states_generated, " states generated, ", statistics.distinct_states,
             " distinct states found, ", statistics.states_left, " states left on queue.\n");
  if (statistics.depth == 0) return text;
  Append(&text,
         result.verdict == Verdict::kIncomplete
             ? "The depth of the state graph search so far is "
             : "The depth of the complete state graph search is ",
         statistics.depth, ".\n");
  return text;
}

std::string CostText(const Statistics& statistics) {
  std::string text = Concat("Finished in ", DurationText(statistics.seconds), " (",
                            Plural(statistics.workers, "worker"));
  if (statistics.cpu_seconds > 0) {
    Append(&text, ", ", DurationText(statistics.cpu_seconds), " of CPU time");
  }
  if (statistics.seconds >= kShortestRatedSeconds) {
    Append(&text, ", ", RateText(statistics.states_generated, statistics.seconds),
           " states generated a second");
  }
  if (statistics.peak_memory_bytes > 0) {
    Append(&text, ", ", BytesText(statistics.peak_memory_bytes), " at peak");
  }
  text += ").\n";
  if (statistics.collision_probability > 0) {
    Append(&text, "Probability that two states were taken for one: ",
           ProbabilityText(statistics.collision_probability), ".\n");
  }
  return text;
}

std::string CoverageText(const Statistics& statistics, const TextOptions& options) {
  if (statistics.actions.empty()) return "";
  size_t name_columns = 6;
  for (const ActionStatistics& row : statistics.actions) {
    name_columns = std::max(name_columns, ColumnsOf(CallText(row.action)));
  }
  const Paint paint(options.color);
  const auto padded = [&](std::string_view name) {
    return Concat("  ", name, std::string(name_columns - ColumnsOf(name), ' '));
  };
  std::string text = paint(
      Role::kHeading, Concat(padded("Action"), absl::StrFormat("%16s%16s%16s", "enabled states",
                                                               "steps", "new states")));
  text += '\n';
  for (const ActionStatistics& row : statistics.actions) {
    std::string line = Concat(padded(CallText(row.action)),
                              absl::StrFormat("%16s%16s%16s", CountText(row.enabled_states),
                                              CountText(row.generated), CountText(row.distinct)));
    const std::string place = LocateText(row.action.location);
    if (!place.empty()) Append(&line, "  ", place);
    Append(&text, row.generated == 0 ? paint(Role::kWarning, line) : line, "\n");
  }
  return text + "\n";
}

}  // namespace checker::reports

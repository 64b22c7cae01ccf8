// The figures of a running search in one line.

#ifndef CHECKER_REPORTS_PROGRESS_TEXT_H_
#define CHECKER_REPORTS_PROGRESS_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace checker::reports {

struct ProgressFigures {
  std::string_view phase;  // "exploring"
  uint64_t generated = 0;
  uint64_t distinct = 0;
  uint64_t left = 0;
  uint64_t depth = 0;
  uint64_t traces = 0;  // of random walks; then there is no queue
  double seconds = 0;
  double generated_per_second = 0;
  uint64_t memory_bytes = 0;
};

// "exploring: depth 12, 1,234,567 states (45,678 queued), 1.2 million/s, 340 MiB, 12.3 s"; no line
// end.
std::string ProgressText(const ProgressFigures& figures);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_PROGRESS_TEXT_H_

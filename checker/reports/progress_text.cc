#include "checker/reports/progress_text.h"

#include "checker/reports/concatenation.h"
#include "checker/reports/figures.h"

namespace checker::reports {

std::string ProgressText(const ProgressFigures& figures) {
  std::string text = Concat(figures.phase, ": ");
  if (figures.traces > 0) {
    Append(&text, Plural(figures.traces, "walk"), ", ", CountText(figures.generated), " states");
  } else if (figures.depth == 0) {  // no search: something is done with its states
    Append(&text, CountText(figures.distinct), " states");
  } else {
    Append(&text, "depth ", figures.depth, ", ", CountText(figures.distinct), " states (",
           CountText(figures.left), " queued)");
  }
  if (figures.generated_per_second > 0) {
    Append(&text, ", ", RateText(static_cast<uint64_t>(figures.generated_per_second), 1), "/s");
  }
  if (figures.memory_bytes > 0) Append(&text, ", ", BytesText(figures.memory_bytes));
  return Concat(text, ", ", DurationText(figures.seconds));
}

}  // namespace checker::reports

#include "checker/exploration/progress_meter.h"

#include "checker/exploration/process_usage.h"

namespace checker::exploration {
namespace {

constexpr double kMemoryLookSeconds = 0.05;

std::string InSeconds(uint64_t ms) {
  std::string text = std::to_string(ms / 1000);
  if (ms % 1000 != 0) text += "." + std::to_string(1000 + ms % 1000).substr(1);
  return text + " s";
}

}  // namespace

ProgressMeter::ProgressMeter(const SearchOptions& options, SearchObserver* observer)
    : options_(options),
      observer_(observer),
      cpu_seconds_at_start_(CpuSeconds()),
      next_report_(options.progress_interval_ms * 1e-3) {}

void ProgressMeter::Report(const std::function<Progress()>& figures) {
  if (observer_ == nullptr) return;
  const double now = clock_.Seconds();
  if (now < next_report_) return;
  next_report_ = now + options_.progress_interval_ms * 1e-3;
  Progress progress = figures();
  progress.seconds = now;
  const double elapsed = now - last_.seconds;
  progress.generated_per_second =
      static_cast<double>(progress.generated - last_.generated) / elapsed;
  progress.distinct_per_second = static_cast<double>(progress.distinct - last_.distinct) / elapsed;
  progress.memory_bytes = CurrentMemoryBytes();
  last_ = progress;
  observer_->OnProgress(progress);
}

std::string ProgressMeter::ReasonToHalt() {
  if (options_.stop != nullptr && options_.stop->requested()) return "the search was interrupted";
  const double now = clock_.Seconds();
  if (options_.max_time_ms != 0 && now * 1e3 >= static_cast<double>(options_.max_time_ms)) {
    return "the time limit of " + InSeconds(options_.max_time_ms) + " was reached";
  }
  if (options_.max_memory_bytes != 0 && now >= next_memory_look_) {
    next_memory_look_ = now + kMemoryLookSeconds;
    if (CurrentMemoryBytes() > options_.max_memory_bytes) return "the limit of memory was reached";
  }
  return "";
}

void ProgressMeter::Finish(results::Statistics* statistics) const {
  statistics->seconds = clock_.Seconds();
  statistics->cpu_seconds = CpuSeconds() - cpu_seconds_at_start_;
  statistics->peak_memory_bytes = PeakMemoryBytes();
}

}  // namespace checker::exploration

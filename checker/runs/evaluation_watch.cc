#include "checker/runs/evaluation_watch.h"

#include <chrono>

#include "absl/strings/str_cat.h"
#include "checker/exploration/process_usage.h"
#include "checker/exploration/reserved_memory.h"

namespace checker::runs {
namespace {

constexpr std::chrono::milliseconds kLook(20);
// So long a search has to come to its own end; a state rarely takes a hundredth of it.
constexpr std::chrono::milliseconds kGrace(200);
constexpr char kOutOfMemory[] = "out of memory";

}  // namespace

EvaluationWatch::EvaluationWatch(const exploration::SearchOptions& options,
                                 model::transitions::Interrupt* interrupt)
    : meter_(options, nullptr),
      has_memory_limit_(options.max_memory_bytes != 0),
      interrupt_(*interrupt) {
  interrupt_.Arm();
  thread_ = std::thread([this] { Watch(); });
}

EvaluationWatch::~EvaluationWatch() {
  {
    std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  thread_.join();
}

uint64_t EvaluationWatch::ElapsedMs() const {
  return static_cast<uint64_t>(meter_.clock().Seconds() * 1e3);
}

void EvaluationWatch::Watch() {
  std::unique_lock lock(mutex_);
  while (!over_.wait_for(lock, kLook, [this] { return is_over_; })) {
    std::string reason = ReasonToStop();
    if (reason.empty()) continue;
    if (over_.wait_for(lock, kGrace, [this] { return is_over_; })) return;
    interrupt_.Request();
    // Disarmed: the search has ended by itself, and what it found is being judged.
    if (interrupt_.requested()) reason_ = std::move(reason);
    return;
  }
}

std::string EvaluationWatch::ReasonToStop() {
  std::string reason = meter_.ReasonToHalt();
  return reason.empty() && IsOutOfMemory() ? kOutOfMemory : reason;
}

// A process that the system kills tells nobody what it found.
bool EvaluationWatch::IsOutOfMemory() const {
  return !has_memory_limit_ &&
         exploration::CurrentMemoryBytes() > exploration::PhysicalMemoryBytes() / 16 * 15;
}

void EvaluationWatch::Explain(results::Result* result) const {
  std::lock_guard lock(mutex_);
  if (result->verdict != results::Verdict::kIncomplete || reason_.empty()) return;
  if (reason_ != kOutOfMemory) {
    result->reason = absl::StrCat(reason_, " in the middle of an evaluation");
    return;
  }
  result->reason.clear();
  result->verdict = results::Verdict::kError;
  result->exit_status = results::exit_status::kWorld;
  result->diagnostics.push_back({.name = "OutOfMemory",
                                 .severity = "error",
                                 .message = "out of memory in the middle of an evaluation; "
                                            "--max-memory ends a search in time"});
}

}  // namespace checker::runs

#include "model/interpreter/contest.h"

#include <time.h>

#include <algorithm>

namespace model::interpreter {
namespace {

// In pieces of work.
constexpr uint32_t kToLearn = 4096;
constexpr uint32_t kTurn = 256;
constexpr uint32_t kTurns = 4;  // of each way
constexpr uint32_t kFirstUse = 16 * 1024;
constexpr uint32_t kLongestUse = 1024 * 1024;
constexpr uint32_t kLongestStretch = 1024;
// A loser may have to learn more; it learns again after a while.
constexpr uint32_t kLongerAfterLoss = 4;

int64_t ThreadNanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * int64_t{1'000'000'000} + time.tv_nsec;
}

}  // namespace

void Contest::StartAnew() {
  const std::lock_guard lock(mutex_);
  is_new_in_use_ = false;
  stage_ = Stage::kUsing;
  way_ = Way::kOld;
  left_ = 0;
}

Contest::Stretch Contest::Next(const Stretch& done, int64_t nanoseconds) {
  const std::lock_guard lock(mutex_);
  if (stage_ == Stage::kTiming && done.timing == timing_) Take(done, nanoseconds);
  if (stage_ != Stage::kTiming && left_ == 0) BeginStage();
  if (stage_ != Stage::kTiming) {
    const uint32_t pieces = std::min(left_, stage_ == Stage::kLearning ? kTurn : kLongestStretch);
    left_ -= pieces;
    return {way_, pieces, kNotTimed};
  }
  const bool is_turn = done.timing == timing_ && done.way == Way::kOld;
  return {is_turn ? Way::kNew : Way::kOld, kTurn, timing_};
}

// A new way learns before it is timed, unless it has just been in use.
void Contest::BeginStage() {
  if (stage_ == Stage::kLearning || (way_ == Way::kNew && use_ != 0)) {
    stage_ = Stage::kTiming;
    if (++timing_ == kNotTimed) ++timing_;
    times_[0] = times_[1] = {};
  } else {
    BeginLearning();
  }
}

void Contest::BeginLearning() {
  stage_ = Stage::kLearning;
  way_ = Way::kNew;
  left_ = kToLearn;
}

void Contest::Take(const Stretch& done, int64_t nanoseconds) {
  if (nanoseconds == kUnknown) return;
  Times& times = times_[static_cast<int>(done.way)];
  ++times.turns;
  times.nanoseconds += nanoseconds;
  times.slowest = std::max(times.slowest, nanoseconds);
  if (std::min(times_[0].turns, times_[1].turns) >= kTurns) Decide();
}

// The slowest turn of each doesn't count: once in a while the machine is busy with something else.
void Contest::Decide() {
  const auto mean = [this](Way way) {
    const Times& times = times_[static_cast<int>(way)];
    return (times.nanoseconds - times.slowest) / (times.turns - 1);
  };
  const bool has_won = mean(Way::kNew) < mean(Way::kOld);
  // A way in use may just have forgotten what it had learnt.
  if (!has_won && is_new_in_use_) {
    is_new_in_use_ = false;
    BeginLearning();
    return;
  }
  is_new_in_use_ = has_won;
  stage_ = Stage::kUsing;
  way_ = has_won ? Way::kNew : Way::kOld;
  use_ = std::clamp(use_ * (has_won ? 2 : kLongerAfterLoss), kFirstUse, kLongestUse);
  left_ = use_;
  if (!has_won) losses_.fetch_add(1, std::memory_order_relaxed);
}

// Part of a turn on another thread tells nothing.
void Contestant::BeginStretch() {
  int64_t nanoseconds = Contest::kUnknown;
  if (stretch_.is_timed() && pthread_equal(thread_, pthread_self())) {
    nanoseconds = ThreadNanoseconds() - began_;
  }
  stretch_ = contest_->Next(stretch_, nanoseconds);
  left_ = stretch_.pieces;
  if (!stretch_.is_timed()) return;
  thread_ = pthread_self();
  began_ = ThreadNanoseconds();
}

}  // namespace model::interpreter

#include "model/interpreter/contest.h"

#include <time.h>

#include <algorithm>

namespace model::interpreter {
namespace {

// In pieces of work.
constexpr uint32_t kToLearn = 4096;
constexpr uint32_t kTurn = 256;
constexpr uint32_t kTurns = 8;  // of both ways together
constexpr uint32_t kFirstUse = 16 * 1024;
constexpr uint32_t kLongestUse = 1024 * 1024;
// A loser may have to learn more; it learns again after a while.
constexpr uint32_t kLongerAfterLoss = 4;

int64_t ThreadNanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * int64_t{1'000'000'000} + time.tv_nsec;
}

}  // namespace

void Contest::StartAnew() {
  stage_ = Stage::kUsing;
  way_ = Way::kOld;
  left_ = 0;
}

void Contest::BeginStretch() {
  switch (stage_) {
    case Stage::kUsing:
      if (way_ == Way::kNew && use_ != 0) {
        BeginTiming();
        return;
      }
      stage_ = Stage::kLearning;
      way_ = Way::kNew;
      left_ = kToLearn;
      return;
    case Stage::kLearning: BeginTiming(); return;
    case Stage::kTiming: break;
  }
  if (!pthread_equal(thread_, pthread_self())) {
    BeginTiming();
    return;
  }
  TakeTime();
  if (++turns_ == kTurns) {
    Decide();
    return;
  }
  way_ = way_ == Way::kOld ? Way::kNew : Way::kOld;
  left_ = kTurn;
}

void Contest::BeginTiming() {
  stage_ = Stage::kTiming;
  way_ = Way::kOld;
  left_ = kTurn;
  turns_ = 0;
  nanoseconds_[0] = nanoseconds_[1] = 0;
  thread_ = pthread_self();
  began_ = ThreadNanoseconds();
}

void Contest::TakeTime() {
  const int64_t now = ThreadNanoseconds();
  nanoseconds_[static_cast<int>(way_)] += now - began_;
  began_ = now;
}

void Contest::Decide() {
  const bool has_won =
      nanoseconds_[static_cast<int>(Way::kNew)] < nanoseconds_[static_cast<int>(Way::kOld)];
  stage_ = Stage::kUsing;
  way_ = has_won ? Way::kNew : Way::kOld;
  use_ = std::clamp(use_ * (has_won ? 2 : kLongerAfterLoss), kFirstUse, kLongestUse);
  left_ = use_;
  if (!has_won) ++losses_;
}

}  // namespace model::interpreter

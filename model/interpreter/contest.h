// Which of two ways of doing the same thing is the faster, found out by doing it.
//
// Both are timed in turns, on pieces of work that follow each other. The winner is used for a
// while; then they are timed again, less and less often. The new way gets some untimed work before,
// to learn from. Only the time that the work takes depends on this, never what comes out.
//
// THREADS: one at a time; time is the processor time of the thread.

#ifndef MODEL_INTERPRETER_CONTEST_H_
#define MODEL_INTERPRETER_CONTEST_H_

#include <pthread.h>

#include <cstdint>

namespace model::interpreter {

class Contest {
 public:
  enum class Way : uint8_t { kOld, kNew };

  // How the next piece of work is to be done.
  Way Next() {
    if (left_ == 0) BeginStretch();
    --left_;
    return way_;
  }

  // How often the new way has lost in all.
  uint32_t losses() const { return losses_; }
  // The new way is another one from now on.
  void StartAnew();

 private:
  enum class Stage : uint8_t { kLearning, kTiming, kUsing };

  void BeginStretch();
  void BeginTiming();
  void Decide();
  void TakeTime();

  Stage stage_ = Stage::kUsing;
  Way way_ = Way::kNew;
  uint32_t left_ = 0;
  uint32_t turns_ = 0;  // of both, in this timing
  uint32_t use_ = 0;    // how long the next winner is used
  uint32_t losses_ = 0;
  int64_t nanoseconds_[2] = {0, 0};
  int64_t began_ = 0;
  pthread_t thread_{};
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_CONTEST_H_

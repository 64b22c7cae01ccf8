// Which of two ways of doing the same thing is the faster, found out by doing it.
//
// Both are timed in turns, on pieces of work that follow each other. The winner is used for a
// while; then they are timed again, less and less often. The new way gets some untimed work before,
// to learn from. Several workers do so together: what one finds out need not be found out by the
// others. Only the time that the work takes depends on this, never what comes out.

#ifndef MODEL_INTERPRETER_CONTEST_H_
#define MODEL_INTERPRETER_CONTEST_H_

#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace model::interpreter {

// THREADS: any number.
class Contest {
 public:
  enum class Way : uint8_t { kOld, kNew };

  // Pieces of work that one worker does one after the other.
  struct Stretch {
    Way way = Way::kNew;
    uint32_t pieces = 0;
    uint32_t timing = kNotTimed;  // the number of the timing that it belongs to
    bool is_timed() const { return timing != kNotTimed; }
  };
  static constexpr uint32_t kNotTimed = 0;

  // The next stretch of a worker that has done one, in so much processor time; kUnknown: it wasn't
  // measured.
  static constexpr int64_t kUnknown = -1;
  Stretch Next(const Stretch& done, int64_t nanoseconds);

  // How often the new way has lost in all.
  uint32_t losses() const { return losses_.load(std::memory_order_relaxed); }
  // The new way is another one from now on.
  void StartAnew();

 private:
  enum class Stage : uint8_t { kLearning, kTiming, kUsing };

  void Take(const Stretch& done, int64_t nanoseconds);
  void BeginStage();
  void BeginLearning();
  void BeginTiming();
  void Decide();

  std::mutex mutex_;
  Stage stage_ = Stage::kUsing;
  Way way_ = Way::kNew;
  uint32_t left_ = 0;            // pieces of this stage that nobody has begun
  uint32_t timing_ = kNotTimed;  // the number of the last
  // Of each way, in this timing.
  struct Times {
    uint32_t turns = 0;
    int64_t nanoseconds = 0;
    int64_t slowest = 0;
  };
  Times times_[2];
  bool is_new_in_use_ = false;  // the new way, until it loses
  uint32_t use_ = 0;            // how long the next winner is used
  std::atomic<uint32_t> losses_{0};
};

// One worker's part in it. THREADS: one at a time; time is the processor time of the thread.
class Contestant {
 public:
  // `contest` outlives it.
  explicit Contestant(Contest* contest) : contest_(contest) {}

  // How the next piece of work is to be done.
  Contest::Way Next() {
    if (left_ == 0) BeginStretch();
    --left_;
    return stretch_.way;
  }
  // What is left of the stretch isn't done.
  void Drop() { left_ = 0, stretch_ = {}; }

 private:
  void BeginStretch();

  Contest* const contest_;
  Contest::Stretch stretch_;
  uint32_t left_ = 0;
  int64_t began_ = 0;
  pthread_t thread_{};
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_CONTEST_H_

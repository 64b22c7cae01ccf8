#include "checker/parallel/worker_pool.h"

#include <thread>
#include <utility>

namespace checker::parallel {
namespace {

// 50 to 100 microseconds: longer than the gap between two phases of a round and than most waits for
// the last one to finish, and about what waking a sleeper takes. With more workers than processors
// a spinner only takes time from those who work, so then nobody spins.
constexpr int kSpins = 2000;

template <typename Condition>
bool SpinUntil(bool may_spin, Condition condition) {
  for (int i = 0; may_spin && i < kSpins; ++i) {
    if (condition()) return true;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  return condition();
}

}  // namespace

WorkerPool::WorkerPool(uint32_t workers)
    : workers_(workers == 0 ? 1 : workers),
      may_spin_(workers_ <= std::thread::hardware_concurrency()) {}

WorkerPool::~WorkerPool() {
  if (threads_.empty()) return;
  phase_ = nullptr;
  phase_number_.fetch_add(1, std::memory_order_release);
  phase_number_.notify_all();
  for (auto& thread : threads_) thread->Join();
}

void WorkerPool::Start() {
  threads_.reserve(workers_ - 1);
  for (uint32_t worker = 1; worker < workers_; ++worker) {
    threads_.push_back(std::make_unique<BigStackThread>([this, worker] { Serve(worker); }));
  }
}

void WorkerPool::Run(const std::function<void(uint32_t)>& phase) {
  if (workers_ == 1) return phase(0);
  if (threads_.empty()) Start();
  phase_ = &phase;
  busy_.store(workers_ - 1, std::memory_order_relaxed);
  phase_number_.fetch_add(1, std::memory_order_release);
  phase_number_.notify_all();
  Perform(0);
  SpinUntil(may_spin_, [this] { return busy_.load(std::memory_order_acquire) == 0; });
  for (uint32_t left; (left = busy_.load(std::memory_order_acquire)) != 0;) {
    busy_.wait(left, std::memory_order_acquire);
  }
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void WorkerPool::Perform(uint32_t worker) {
  try {
    (*phase_)(worker);
  } catch (...) {
    std::lock_guard<std::mutex> lock(failure_mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

// The pool counts phases from the moment of its making and a worker joins before the first, so no
// phase is missed.
void WorkerPool::Serve(uint32_t worker) {
  for (uint32_t done = 0;; ++done) {
    SpinUntil(may_spin_, [&] { return phase_number_.load(std::memory_order_acquire) != done; });
    phase_number_.wait(done, std::memory_order_acquire);
    if (phase_ == nullptr) return;
    Perform(worker);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

}  // namespace checker::parallel

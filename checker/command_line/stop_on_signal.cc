#include "checker/command_line/stop_on_signal.h"

#include <signal.h>
#include <time.h>

#include <atomic>

namespace checker::command_line {
namespace {

// Nobody is so impatient; but `timeout`, for one, sends its signal to the process and at once to
// its group.
constexpr int64_t kOneSignalMs = 300;

// A signal handler has no other way to what it should act on.
std::atomic<parallel::StopRequest*> stop_for_handler{nullptr};
std::atomic<int64_t> first_signal_ms{0};

int64_t NowMs() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void HandleSignal(int signal_number) {
  parallel::StopRequest* stop = stop_for_handler.load(std::memory_order_relaxed);
  if (stop != nullptr && !stop->requested()) {
    first_signal_ms.store(NowMs(), std::memory_order_relaxed);
    stop->Request();
    return;
  }
  if (NowMs() - first_signal_ms.load(std::memory_order_relaxed) < kOneSignalMs) return;
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

}  // namespace

void StopOnSignal(parallel::StopRequest* stop) {
  stop_for_handler.store(stop, std::memory_order_relaxed);
  struct sigaction action = {};
  action.sa_handler = HandleSignal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace checker::command_line

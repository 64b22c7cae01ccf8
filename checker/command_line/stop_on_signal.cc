#include "checker/command_line/stop_on_signal.h"

#include <signal.h>

#include <atomic>

namespace checker::command_line {
namespace {

// A signal handler has no other way to what it should act on.
std::atomic<parallel::StopRequest*> stop_for_handler{nullptr};

void HandleSignal(int signal_number) {
  parallel::StopRequest* stop = stop_for_handler.load(std::memory_order_relaxed);
  if (stop != nullptr && !stop->requested()) {
    stop->Request();
    return;
  }
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

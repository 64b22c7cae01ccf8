// Shows a run while it goes on: progress on standard error, what the specification prints, and the
// text of a stage.
//
// On a terminal progress is one live line, rewritten in place and wiped before anything else
// appears. In a log it is a line now and then, at growing intervals.

#ifndef CHECKER_COMMAND_LINE_CONSOLE_LISTENER_H_
#define CHECKER_COMMAND_LINE_CONSOLE_LISTENER_H_

#include <cstdio>
#include <string>
#include <string_view>

#include "checker/runs/check_run.h"

namespace checker::command_line {

// The width of a terminal at this moment; `otherwise` if it is none or doesn't say.
size_t TerminalColumns(FILE* stream, size_t otherwise);

enum class ProgressDisplay : uint8_t { kNone, kLiveLine, kLogLines };

struct ConsoleStreams {
  FILE* text = nullptr;   // what the specification prints
  FILE* stage = nullptr;  // what --print-... asks for
  FILE* progress = nullptr;
  size_t columns = 100;  // where progress is shown, unless a terminal says otherwise
};

class ConsoleListener : public runs::RunListener {
 public:
  ConsoleListener(const ConsoleStreams& streams, ProgressDisplay display)
      : streams_(streams), display_(display) {}

  void OnPhase(std::string_view phase) override { phase_ = phase; }
  void OnProgress(const runs::Progress& progress) override;
  void OnPrinted(std::string_view text) override;
  void OnStageText(std::string_view text) override;

  // Wipes the live line, if there is one.
  void Clear();

 private:
  bool IsDue(double seconds);

  ConsoleStreams streams_;
  ProgressDisplay display_;
  std::string phase_ = "exploring";
  bool line_shown_ = false;
  double next_log_seconds_ = 10;
};

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_CONSOLE_LISTENER_H_

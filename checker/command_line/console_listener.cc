#include "checker/command_line/console_listener.h"

#include <sys/ioctl.h>

#include <algorithm>

#include "checker/reports/progress_text.h"

namespace checker::command_line {
namespace {

// Log lines come after 10 s, then each half as long again after the last, but at least every five
// minutes.
constexpr double kLogGrowth = 1.5;
constexpr double kLongestLogPauseSeconds = 300;

void Write(FILE* stream, std::string_view text) { fwrite(text.data(), 1, text.size(), stream); }

}  // namespace

size_t TerminalColumns(FILE* stream, size_t otherwise) {
  winsize size = {};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
  return size.ws_col;
}

bool ConsoleListener::IsDue(double seconds) {
  if (display_ == ProgressDisplay::kLiveLine) return true;
  if (display_ == ProgressDisplay::kNone || seconds < next_log_seconds_) return false;
  next_log_seconds_ = std::min(seconds * kLogGrowth, seconds + kLongestLogPauseSeconds);
  return true;
}

void ConsoleListener::OnProgress(const runs::Progress& progress) {
  if (!IsDue(progress.seconds)) return;
  std::string text = reports::ProgressText({.phase = phase_,
                                            .generated = progress.generated,
                                            .distinct = progress.distinct,
                                            .left = progress.left,
                                            .depth = progress.depth,
                                            .traces = progress.traces,
                                            .seconds = progress.seconds,
                                            .generated_per_second = progress.generated_per_second,
                                            .memory_bytes = progress.memory_bytes});
  if (display_ == ProgressDisplay::kLiveLine) {
    // The terminal may have been resized since the last line.
    text.resize(std::min(text.size(), TerminalColumns(streams_.progress, streams_.columns) - 1));
    Write(streams_.progress, "\r\x1b[K" + text);
    line_shown_ = true;
  } else {
    Write(streams_.progress, text + "\n");
  }
  fflush(streams_.progress);
}

void ConsoleListener::Clear() {
  if (!line_shown_) return;
  Write(streams_.progress, "\r\x1b[K");
  fflush(streams_.progress);
  line_shown_ = false;
}

void ConsoleListener::OnPrinted(std::string_view text) {
  Clear();
  Write(streams_.text, text);
  Write(streams_.text, "\n");
}

void ConsoleListener::OnStageText(std::string_view text) {
  Clear();
  Write(streams_.stage, text);
}

}  // namespace checker::command_line

#include "checker/command_line/console_listener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace checker::command_line {
namespace {

// A stream whose text can be read back.
class Memory {
 public:
  Memory() : stream_(open_memstream(&text_, &size_)) {}
  ~Memory() {
    fclose(stream_);
    std::free(text_);
  }
  FILE* stream() { return stream_; }
  std::string text() {
    fflush(stream_);
    return {text_, size_};
  }

 private:
  char* text_ = nullptr;
  size_t size_ = 0;
  FILE* stream_;
};

runs::Progress At(double seconds) {
  runs::Progress progress;
  progress.distinct = 10;
  progress.depth = 2;
  progress.seconds = seconds;
  return progress;
}

TEST(ConsoleListener, WipesTheLiveLineBeforeAnythingElseAppears) {
  Memory screen;
  ConsoleListener listener({screen.stream(), screen.stream(), screen.stream(), 100},
                           ProgressDisplay::kLiveLine);
  listener.OnProgress(At(1));
  listener.OnPrinted("\"hello\"");
  EXPECT_EQ(screen.text(),
            "\r\x1b[Kexploring: depth 2, 10 states (0 queued), 1.00 s\r\x1b[K\"hello\"\n");
}

TEST(ConsoleListener, CutsTheLiveLineAtTheWidthOfTheTerminal) {
  Memory screen;
  ConsoleListener listener({screen.stream(), screen.stream(), screen.stream(), 12},
                           ProgressDisplay::kLiveLine);
  listener.OnProgress(At(1));
  EXPECT_EQ(screen.text(), "\r\x1b[Kexploring: ");
}

TEST(ConsoleListener, WritesALogLineNowAndThen) {
  Memory log;
  ConsoleListener listener({log.stream(), log.stream(), log.stream(), 100},
                           ProgressDisplay::kLogLines);
  for (int second = 1; second <= 100; ++second) listener.OnProgress(At(second));
  const std::string text = log.text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6) << text;
  EXPECT_TRUE(text.ends_with(", 80.0 s\n") || text.ends_with("1 min 20 s\n")) << text;
}

TEST(ConsoleListener, KeepsQuietWhenNoProgressIsWanted) {
  Memory log;
  ConsoleListener listener({log.stream(), log.stream(), log.stream(), 100}, ProgressDisplay::kNone);
  listener.OnProgress(At(1000));
  listener.Clear();
  EXPECT_EQ(log.text(), "");
}

}  // namespace
}  // namespace checker::command_line

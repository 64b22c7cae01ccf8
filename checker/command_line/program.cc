#include "checker/command_line/program.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <new>

#include "checker/command_line/console_listener.h"
#include "checker/reports/cause_page.h"
#include "checker/reports/cause_picture.h"
#include "checker/reports/cause_text.h"
#include "checker/reports/concatenation.h"
#include "checker/reports/itf_trace.h"
#include "checker/reports/json_report.h"
#include "checker/reports/text_report.h"
#include "checker/runs/causes_run.h"

namespace checker::command_line {
namespace {

using reports::Concat;
using results::Result;

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

// A terminal that understands escapes.
bool IsTerminal(FILE* stream) {
  const char* kind = std::getenv("TERM");
  return isatty(fileno(stream)) != 0 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

reports::Color ColorFor(ColorChoice choice, FILE* stream) {
  const bool colored = choice == ColorChoice::kAlways ||
                       (choice == ColorChoice::kAuto && !IsSet("NO_COLOR") && IsTerminal(stream));
  return colored ? reports::Color::kAnsi : reports::Color::kNone;
}

ProgressDisplay DisplayFor(const CommandLine& line) {
  if (line.progress == ProgressChoice::kNever) return ProgressDisplay::kNone;
  if (IsTerminal(stderr)) return ProgressDisplay::kLiveLine;
  if (line.progress == ProgressChoice::kAuto && line.text_options.quiet)
    return ProgressDisplay::kNone;
  return ProgressDisplay::kLogLines;
}

// What the world, or a mistake of our own, did to a run.
Result Broken(const CommandLine& line, std::string name, std::string message) {
  Result result;
  result.specification = line.specification;
  result.configuration = line.check.source.configuration;
  result.verdict = results::Verdict::kError;
  result.exit_status = results::exit_status::kWorld;
  result.diagnostics.push_back(
      {.name = std::move(name), .severity = "error", .message = std::move(message)});
  return result;
}

Result RunGuarded(const CommandLine& line, const std::function<Result()>& run) {
  try {
    return run();
  } catch (const std::bad_alloc&) {
    return Broken(line, "OutOfMemory", "out of memory; --max-memory ends a search in time");
  } catch (const std::exception& error) {
    return Broken(line, "InternalError",
                  Concat("a mistake in whodunnit itself, please report it: ", error.what()));
  }
}

// Writes `text` to a file, or to standard output for "-". False, with a message, when that failed.
bool WriteOut(const std::string& path, const std::string& text) {
  FILE* file = path == "-" ? stdout : fopen(path.c_str(), "wb");
  bool written = file != nullptr && fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file == stdout) {
    written = fflush(file) == 0 && written;
  } else if (file != nullptr) {
    written = fclose(file) == 0 && written;
  }
  if (!written) {
    fprintf(stderr, "whodunnit: error: can't write %s: %s\n", path.c_str(), std::strerror(errno));
  }
  return written;
}

// Prints the text for people. False, with a message, when that failed.
bool Print(const std::string& text, FILE* stream) {
  const bool written = fwrite(text.data(), 1, text.size(), stream) == text.size();
  if (fflush(stream) == 0 && written) return true;
  fprintf(stderr, "whodunnit: error: can't write the report: %s\n", std::strerror(errno));
  return false;
}

// Everything that is wanted of a result. Returns the exit status: that of the result unless the
// world stood in the way.
int Deliver(const CommandLine& line, const Result& result, FILE* text_stream) {
  bool delivered = Print(reports::TextReport(result, line.text_options), text_stream);
  if (!line.json_path.empty()) {
    delivered = WriteOut(line.json_path, reports::JsonReport(result)) && delivered;
  }
  if (!line.itf_path.empty() && !result.violations.empty()) {
    delivered =
        WriteOut(line.itf_path, reports::ItfTrace(result, result.violations.front())) && delivered;
  }
  return delivered ? result.exit_status : results::exit_status::kWorld;
}

Result Carry(const CommandLine& line, runs::RunListener* listener) {
  return RunGuarded(line, [&] {
    if (line.command == Command::kParse) {
      return runs::RunParse({.source = line.check.source, .print_stage = line.stage}, listener);
    }
    return runs::RunCheck(line.check, listener);
  });
}

results::CausesResult CarryCauses(const CommandLine& line, runs::RunListener* listener) {
  results::CausesResult causes;
  causes.run = RunGuarded(line, [&] {
    causes = runs::RunCauses({.check = line.check,
                              .suspects = line.suspects,
                              .ignored = line.ignored,
                              .monotone = line.monotone,
                              .whole_lattice = line.whole_lattice},
                             listener);
    return causes.run;
  });
  return causes;
}

int DeliverCauses(const CommandLine& line, const results::CausesResult& result, FILE* text_stream) {
  bool delivered = Print(reports::CausesText(result, line.text_options), text_stream);
  if (!line.json_path.empty()) {
    delivered = WriteOut(line.json_path, reports::JsonReport(result)) && delivered;
  }
  if (!line.html_path.empty()) {
    delivered = WriteOut(line.html_path, reports::CausePage(result)) && delivered;
  }
  if (!line.svg_path.empty()) {
    delivered = WriteOut(line.svg_path, reports::CausesPicture(result)) && delivered;
  }
  return delivered ? result.run.exit_status : results::exit_status::kWorld;
}

int RunAndDeliver(CommandLine line) {
  FILE* const text_stream = line.json_path == "-" ? stderr : stdout;
  line.text_options.color = ColorFor(line.color, text_stream);
  line.text_options.verdict_only = line.command == Command::kParse;
  if (IsTerminal(text_stream)) {
    line.text_options.width = std::clamp<size_t>(TerminalColumns(text_stream, 100), 60, 100);
  }
  ConsoleListener listener({.text = text_stream, .stage = stdout, .progress = stderr},
                           DisplayFor(line));
  if (line.command == Command::kCauses) {
    const results::CausesResult causes = CarryCauses(line, &listener);
    listener.Clear();
    return DeliverCauses(line, causes, text_stream);
  }
  const Result result = Carry(line, &listener);
  listener.Clear();
  // A stage that was shown is the answer; the verdict would only spoil it for a pipe.
  if (line.stage && result.exit_status == 0 && result.diagnostics.empty()) return 0;
  return Deliver(line, result, text_stream);
}

}  // namespace

int RunProgram(CommandLine line, const parallel::StopRequest* stop) {
  line.check.stop = stop;
  switch (line.command) {
    case Command::kText: fputs(line.text.c_str(), stdout); return 0;
    case Command::kMisuse: fputs(line.text.c_str(), stderr); return results::exit_status::kUsage;
    case Command::kCheck:
    case Command::kParse:
    case Command::kCauses: return RunAndDeliver(std::move(line));
  }
  return results::exit_status::kUsage;
}

}  // namespace checker::command_line

// The command line as data: what was asked for, or what is wrong with the asking.

#ifndef CHECKER_COMMAND_LINE_COMMAND_LINE_H_
#define CHECKER_COMMAND_LINE_COMMAND_LINE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/reports/text_options.h"
#include "checker/runs/check_run.h"

namespace checker::command_line {

enum class Command : uint8_t {
  kCheck,
  kParse,
  kCauses,
  kText,   // --help, --version and the like: print `text`, end with 0
  kMisuse  // print `text` on standard error, end with 1
};

enum class ColorChoice : uint8_t { kAuto, kAlways, kNever };
enum class ProgressChoice : uint8_t { kAuto, kAlways, kNever };

struct CommandLine {
  Command command = Command::kMisuse;
  std::string text;  // for kText and kMisuse

  std::string specification;
  std::vector<std::string> library_paths;
  runs::CheckOptions check;  // its source and stage are filled in at the end
  std::optional<runs::Stage> stage;

  std::vector<std::string> suspects;
  std::vector<std::string> ignored;
  std::vector<std::string> monotone;
  bool whole_lattice = false;
  std::string html_path;
  std::string svg_path;

  reports::TextOptions text_options;
  ColorChoice color = ColorChoice::kAuto;
  ProgressChoice progress = ProgressChoice::kAuto;
  std::string json_path;  // "-" is standard output
  std::string itf_path;
};

// `arguments` without the program's name; `library_variable` is the value of TLA_LIBRARY. Reads
// nothing else and prints nothing.
CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const std::string& library_variable);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_COMMAND_LINE_H_

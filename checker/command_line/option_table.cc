#include "checker/command_line/option_table.h"

namespace checker::command_line {
namespace {

constexpr CommandRow kCommands[] = {
    {kCheck, "check", "Explore every reachable state and judge it (the default command)"},
    {kParse, "parse", "Read a specification and say what is wrong with it"},
    {kCauses, "causes", "Find the minimal causes of a violation, and the minimal fixes"},
};

constexpr OptionRow kOptions[] = {
#define FLAG(commands, group, names, target, value, help) {commands, group, names, "", help},
#define VALUE(commands, group, names, target, metavar, read, help) \
  {commands, group, names, metavar, help},
#define LIST(commands, group, names, target, metavar, help) {commands, group, names, metavar, help},
#include "checker/command_line/command_options.def"
#undef FLAG
#undef VALUE
#undef LIST
};

constexpr TlcFlagRow kTlcFlags[] = {
#define TLC_FLAG(theirs, ours) {theirs, ours},
#include "checker/command_line/tlc_flags.def"
#undef TLC_FLAG
};

constexpr ExitStatusRow kExitStatuses[] = {
#define EXIT_STATUS(commands, status, verdict, when) {commands, status, verdict, when},
#include "checker/command_line/exit_statuses.def"
#undef EXIT_STATUS
};

constexpr ExampleRow kExamples[] = {
#define EXAMPLE(commands, command_line, meaning) {commands, command_line, meaning},
#include "checker/command_line/examples.def"
#undef EXAMPLE
};

}  // namespace

std::span<const CommandRow> Commands() { return kCommands; }
std::span<const OptionRow> Options() { return kOptions; }
std::span<const TlcFlagRow> TlcFlags() { return kTlcFlags; }
std::span<const ExitStatusRow> ExitStatuses() { return kExitStatuses; }
std::span<const ExampleRow> Examples() { return kExamples; }

std::string_view NameOfCommand(uint8_t command) {
  for (const CommandRow& row : kCommands) {
    if (row.command == command) return row.name;
  }
  return "";
}

}  // namespace checker::command_line

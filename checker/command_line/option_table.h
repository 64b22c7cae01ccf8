// The rows of this folder's .def tables as data, for help, man page, completion and suggestions.

#ifndef CHECKER_COMMAND_LINE_OPTION_TABLE_H_
#define CHECKER_COMMAND_LINE_OPTION_TABLE_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace checker::command_line {

// Sets of commands, as the tables name them.
inline constexpr uint8_t kCheck = 1, kParse = 2, kCauses = 4;

struct CommandRow {
  uint8_t command;
  std::string_view name;
  std::string_view summary;
};

struct OptionRow {
  uint8_t commands;
  std::string_view group;
  std::string_view names;    // "--quiet,-q"
  std::string_view metavar;  // empty: takes no value
  std::string_view help;
  std::string_view LongName() const { return names.substr(0, names.find(',')); }
};

struct TlcFlagRow {
  std::string_view theirs;
  std::string_view ours;
};

struct ExitStatusRow {
  uint8_t commands;
  std::string_view status, verdict, when;
};

struct ExampleRow {
  uint8_t commands;
  std::string_view command_line, meaning;
};

std::span<const CommandRow> Commands();
std::span<const OptionRow> Options();  // in the order of the table: groups stand together
std::span<const TlcFlagRow> TlcFlags();
std::span<const ExitStatusRow> ExitStatuses();
std::span<const ExampleRow> Examples();

// The name of a command (one bit).
std::string_view NameOfCommand(uint8_t command);

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_OPTION_TABLE_H_

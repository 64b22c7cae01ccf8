// Help and version, made from the option table.

#ifndef CHECKER_COMMAND_LINE_HELP_TEXT_H_
#define CHECKER_COMMAND_LINE_HELP_TEXT_H_

#include <cstdint>
#include <string>

namespace checker::command_line {

std::string VersionText();              // "whodunnit 0.1.0" and a line end
std::string OverviewText();             // `whodunnit --help`
std::string HelpText(uint8_t command);  // `whodunnit check --help`

}  // namespace checker::command_line

#endif  // CHECKER_COMMAND_LINE_HELP_TEXT_H_

#include "checker/command_line/man_page.h"

#include "checker/command_line/help_text.h"
#include "checker/command_line/option_table.h"
#include "checker/reports/concatenation.h"

namespace checker::command_line {
namespace {

using reports::Append;
using reports::Concat;

// Text for roff: no line begins with a control character, backslashes and minus signs are spelled
// out.
std::string Roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      if ((c == '.' || c == '\'') && escaped.empty()) escaped += "\\&";
      escaped += c;
    }
  }
  return escaped;
}

void AppendManOptions(std::string* page, uint8_t command) {
  std::string_view group;
  for (const OptionRow& option : Options()) {
    if ((option.commands & command) == 0) continue;
    if (option.group != group) Append(page, ".SS ", option.group, "\n");
    group = option.group;
    Append(page, ".TP\n\\fB", Roff(option.names), "\\fR");
    if (!option.metavar.empty()) Append(page, " \\fI", Roff(option.metavar), "\\fR");
    Append(page, "\n", Roff(option.help), ".\n");
  }
}

}  // namespace

std::string ManPageText() {
  std::string version = VersionText();
  version.pop_back();  // its line end
  std::string page = Concat(
      ".TH WHODUNNIT 1 \"\" \"", version,
      "\" \"User Commands\"\n"
      ".SH NAME\nwhodunnit \\- model checker for TLA+\n"
      ".SH SYNOPSIS\n.B whodunnit\n[\\fIcommand\\fR] \\fISpec.tla\\fR [\\fIoptions\\fR]\n"
      ".SH DESCRIPTION\n"
      "Reads a TLA+ specification and its configuration, explores every state that it can reach, "
      "and\n"
      "says whether what it promises holds; if not, how it breaks, by a shortest counterexample.\n"
      "Nothing is written beside the specification.\n");
  for (const CommandRow& command : Commands()) {
    Append(&page, ".SH OPTIONS OF ", command.name, "\n", Roff(command.summary), ".\n");
    AppendManOptions(&page, command.command);
  }
  page += ".SH EXAMPLES\n";
  for (const ExampleRow& example : Examples()) {
    Append(&page, ".TP\n.B ", Roff(example.command_line), "\n", Roff(example.meaning), "\n");
  }
  page += ".SH EXIT STATUS\n";
  for (const ExitStatusRow& row : ExitStatuses()) {
    if ((row.commands & kCheck) == 0) continue;
    Append(&page, ".TP\n.B ", row.status, "\n", row.verdict, row.verdict.empty() ? "" : ": ",
           Roff(row.when), "\n");
  }
  page +=
      ".SH ENVIRONMENT\n"
      ".TP\n.B NO_COLOR\nNo colors when it is set.\n"
      ".TP\n.B TLA_LIBRARY\nFolders to look for modules in, separated by colons.\n";
  return page;
}

}  // namespace checker::command_line

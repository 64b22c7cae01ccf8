#include "checker/command_line/help_text.h"

#include <algorithm>

#include "checker/command_line/option_table.h"
#include "checker/reports/concatenation.h"

#ifndef WHODUNNIT_VERSION
#define WHODUNNIT_VERSION "(no version)"
#endif

namespace checker::command_line {
namespace {

using reports::Append;
using reports::Concat;

constexpr size_t kHelpWidth = 90;
constexpr size_t kHelpColumn = 30;

// Appends `text` word by word from `column` on, lines after the first indented to there.
void AppendWrapped(std::string* out, std::string_view text, size_t column) {
  size_t at = column;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (at > column && at + 1 + end > kHelpWidth) {
      Append(out, "\n", std::string(column, ' '));
      at = column;
    } else if (at > column) {
      out->push_back(' ');
      ++at;
    }
    out->append(text.substr(0, end));
    at += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out->push_back('\n');
}

std::string Signature(const OptionRow& option) {
  std::string names(option.names);
  const size_t comma = names.find(',');
  if (comma != std::string::npos) names.insert(comma + 1, " ");
  return option.metavar.empty() ? names : Concat(names, " ", option.metavar);
}

std::string OptionsText(uint8_t command) {
  std::string text;
  std::string_view group;
  for (const OptionRow& option : Options()) {
    if ((option.commands & command) == 0) continue;
    if (option.group != group) Append(&text, "\n", option.group, ":\n");
    group = option.group;
    std::string line = Concat("  ", Signature(option));
    if (line.size() + 2 > kHelpColumn) {
      Append(&line, "\n", std::string(kHelpColumn, ' '));
    } else {
      line.resize(kHelpColumn, ' ');
    }
    text += line;
    AppendWrapped(&text, option.help, kHelpColumn);
  }
  return text;
}

std::string ExamplesText(uint8_t commands) {
  std::string text = "\nExamples:\n";
  for (const ExampleRow& example : Examples()) {
    if ((example.commands & commands) == 0) continue;
    Append(&text, "  ", example.command_line, "\n      ", example.meaning, "\n");
  }
  return text;
}

std::string ExitStatusText(uint8_t command) {
  std::string text = "\nExit status:\n";
  for (const ExitStatusRow& row : ExitStatuses()) {
    if ((row.commands & command) == 0) continue;
    std::string line = Concat("  ", row.status);
    line.resize(7, ' ');
    line += row.verdict;
    line.resize(19, ' ');
    Append(&text, line, row.when, "\n");
  }
  return text;
}

}  // namespace

std::string VersionText() { return "whodunnit " WHODUNNIT_VERSION "\n"; }

std::string OverviewText() {
  std::string text =
      "whodunnit: a model checker for TLA+\n\n"
      "Reads a TLA+ specification, explores every state that it can reach, and says whether what "
      "it\n"
      "promises holds; if not, how it breaks, by a shortest counterexample.\n\n"
      "Usage: whodunnit [command] Spec.tla [options]\n\nCommands:\n";
  for (const CommandRow& command : Commands()) {
    std::string line = Concat("  ", command.name);
    line.resize(11, ' ');
    Append(&text, line, command.summary, "\n");
  }
  text +=
      "\n`whodunnit COMMAND --help` lists the options of a command; `whodunnit --version` tells "
      "the version.\n";
  return text + ExamplesText(kCheck | kParse | kCauses) + ExitStatusText(kCheck);
}

std::string HelpText(uint8_t command) {
  std::string text;
  for (const CommandRow& row : Commands()) {
    if (row.command != command) continue;
    Append(&text, row.summary, ".\n\nUsage: whodunnit ", command == kCheck ? "[check]" : row.name,
           " Spec.tla [options]\n");
  }
  return text + OptionsText(command) + ExamplesText(command) + ExitStatusText(command);
}

}  // namespace checker::command_line

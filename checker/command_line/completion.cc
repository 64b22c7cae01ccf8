#include "checker/command_line/completion.h"

#include <algorithm>
#include <cctype>

#include "checker/command_line/option_table.h"
#include "checker/reports/concatenation.h"

namespace checker::command_line {
namespace {

using reports::Append;
using reports::Concat;

constexpr std::string_view kHelpMeaning = "List the options";
constexpr std::string_view kVersionMeaning = "Tell the version";

std::string OptionNames(uint8_t command) {
  std::string names;
  for (const OptionRow& option : Options()) {
    if (option.commands & command) Append(&names, names.empty() ? "" : " ", option.LongName());
  }
  return names;
}

std::string CommandNames() {
  std::string names;
  for (const CommandRow& command : Commands()) {
    Append(&names, names.empty() ? "" : " ", command.name);
  }
  return names;
}

// What may follow an option, by the name of its value: "64|128", "N|auto", "FILE|-", "DIR", "N".
struct ValueShape {
  std::string choices;  // fixed words, separated by blanks
  bool is_file = false;
  bool is_folder = false;
};

ValueShape ShapeOf(const OptionRow& option) {
  ValueShape shape;
  std::string_view rest = option.metavar;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('|'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (part == "FILE") {
      shape.is_file = true;
    } else if (part == "DIR") {
      shape.is_folder = true;
    } else if (part != "-" && !std::isupper(static_cast<unsigned char>(part[0]))) {
      Append(&shape.choices, shape.choices.empty() ? "" : " ", part);
    }
  }
  return shape;
}

// The cases of a `case` over the option before the word.
std::string BashValueCases() {
  std::string text;
  for (const OptionRow& option : Options()) {
    if (option.metavar.empty()) continue;
    const ValueShape shape = ShapeOf(option);
    std::string words;
    if (!shape.choices.empty()) words = Concat("$(compgen -W '", shape.choices, "' -- \"$word\")");
    if (shape.is_file) words = "$(compgen -f -- \"$word\")";
    if (option.LongName() == "--config") {
      words = "$(compgen -f -X '!*.cfg' -- \"$word\") $(compgen -d -- \"$word\")";
    }
    if (shape.is_folder) words = "$(compgen -d -- \"$word\")";
    Append(&text, "    ", option.LongName(), ") COMPREPLY=(", words, "); return ;;\n");
  }
  return text;
}

std::string BashCompletion() {
  std::string text = Concat(
      "# bash completion for whodunnit\n"
      "_whodunnit() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local options=\"",
      OptionNames(kCheck), "\"\n  case \"${COMP_WORDS[1]}\" in\n");
  for (const CommandRow& command : Commands()) {
    Append(&text, "    ", command.name, ") options=\"", OptionNames(command.command), "\" ;;\n");
  }
  Append(&text,
         "  esac\n"
         "  case \"$before\" in\n",
         BashValueCases(),
         "  esac\n"
         "  if [[ \"$word\" == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options --help --version\" -- \"$word\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -X '!*.tla' -- \"$word\") $(compgen -d -- \"$word\"))\n"
         "    [[ $COMP_CWORD -eq 1 ]] && COMPREPLY+=($(compgen -W '",
         CommandNames(),
         "' -- \"$word\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _whodunnit whodunnit\n");
  return text;
}

// Single quotes for a shell's own quoting.
std::string Quoted(std::string_view text, std::string_view escaped_quote) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += escaped_quote;
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string ZshCompletion() {
  std::string text = "#compdef whodunnit\n_arguments -S \\\n";
  // The blank before _alternative keeps _arguments from adding arguments of its own.
  Append(&text, "  '1:command or specification: _alternative \"commands:command:(", CommandNames(),
         ")\" \"files:specification:_files -g \\\"*.tla\\\"\"' \\\n"
         "  '*:specification:_files -g \"*.tla\"' \\\n"
         "  '--help[",
         kHelpMeaning, "]' \\\n  '--version[", kVersionMeaning, "]'");
  for (const OptionRow& option : Options()) {
    std::string help;
    for (const char c : option.help) {
      if (c == '[' || c == ']' || c == ':') help += '\\';
      help += c;
    }
    std::string row = Concat(option.LongName(), "[", help, "]");
    if (!option.metavar.empty()) {
      const ValueShape shape = ShapeOf(option);
      Append(&row, ":", option.metavar, ":",
             shape.is_file            ? "_files"
             : shape.is_folder        ? "_files -/"
             : !shape.choices.empty() ? Concat("(", shape.choices, ")")
                                      : " ");
    }
    Append(&text, " \\\n  ", Quoted(row, "'\\''"));
  }
  return text + "\n";
}

std::string FishCompletion() {
  std::string text =
      Concat("# fish completion for whodunnit\n", "complete -c whodunnit -l help -d '",
             kHelpMeaning, "'\n", "complete -c whodunnit -l version -d '", kVersionMeaning, "'\n");
  for (const CommandRow& command : Commands()) {
    Append(&text, "complete -c whodunnit -n __fish_use_subcommand -a ", command.name, " -d ",
           Quoted(command.summary, "\\'"), "\n");
  }
  for (const OptionRow& option : Options()) {
    const ValueShape shape = ShapeOf(option);
    const bool takes_path = shape.is_file || shape.is_folder;
    Append(&text, "complete -c whodunnit -l ", option.LongName().substr(2));
    if (!option.metavar.empty()) text += takes_path ? " -r" : " -x";
    if (!shape.choices.empty()) Append(&text, " -a '", shape.choices, "'");
    Append(&text, " -d ", Quoted(option.help, "\\'"), "\n");
  }
  return text;
}

}  // namespace

std::optional<std::string> CompletionText(std::string_view shell) {
  if (shell == "bash") return BashCompletion();
  if (shell == "zsh") return ZshCompletion();
  if (shell == "fish") return FishCompletion();
  return std::nullopt;
}

}  // namespace checker::command_line

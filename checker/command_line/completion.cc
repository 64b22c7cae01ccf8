#include "checker/command_line/completion.h"

#include "checker/command_line/option_table.h"
#include "checker/reports/concatenation.h"

namespace checker::command_line {
namespace {

using reports::Append;
using reports::Concat;

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
  Append(
      &text,
      "  esac\n"
      "  case \"$before\" in\n"
      "    --progress) COMPREPLY=($(compgen -W 'auto always never' -- \"$word\")); return ;;\n"
      "    --fingerprint-bits) COMPREPLY=($(compgen -W '64 128' -- \"$word\")); return ;;\n"
      "    --workers) COMPREPLY=($(compgen -W 'auto 1 2 4 8' -- \"$word\")); return ;;\n"
      "    --config) COMPREPLY=($(compgen -f -X '!*.cfg' -- \"$word\") $(compgen -d -- \"$word\"));"
      " return ;;\n"
      "    --library) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n"
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
  Append(&text, "  '1:command or specification:_alternative \"commands:command:(", CommandNames(),
         ")\" \"files:specification:_files -g \\\"*.tla\\\"\"' \\\n"
         "  '*:specification:_files -g \"*.tla\"'");
  for (const OptionRow& option : Options()) {
    std::string help;
    for (const char c : option.help) {
      if (c == '[' || c == ']' || c == ':') help += '\\';
      help += c;
    }
    std::string row = Concat(option.LongName(), "[", help, "]");
    if (!option.metavar.empty()) Append(&row, ":", option.metavar, ":_files");
    Append(&text, " \\\n  ", Quoted(row, "'\\''"));
  }
  return text + "\n";
}

std::string FishCompletion() {
  std::string text = "# fish completion for whodunnit\n";
  for (const CommandRow& command : Commands()) {
    Append(&text, "complete -c whodunnit -n __fish_use_subcommand -a ", command.name, " -d ",
           Quoted(command.summary, "\\'"), "\n");
  }
  for (const OptionRow& option : Options()) {
    Append(&text, "complete -c whodunnit -l ", option.LongName().substr(2),
           option.metavar.empty() ? "" : " -r", " -d ", Quoted(option.help, "\\'"), "\n");
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

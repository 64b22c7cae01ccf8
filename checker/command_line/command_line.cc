// Three steps: what is no option at all (help, version, TLC's flags) is recognised first; CLI11
// then reads the options of the one command in question, which the table command_options.def
// describes; at last what belongs together is judged together.

#include "checker/command_line/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <type_traits>
#include <utility>

#include "checker/command_line/completion.h"
#include "checker/command_line/help_text.h"
#include "checker/command_line/man_page.h"
#include "checker/command_line/option_table.h"
#include "checker/command_line/read_value.h"
#include "checker/command_line/suggestion.h"
#include "checker/reports/concatenation.h"

namespace checker::command_line {
namespace {

using reports::Append;
using reports::Concat;
using Arguments = std::vector<std::string>;

CommandLine Text(std::string text) {
  CommandLine line;
  line.command = Command::kText;
  line.text = std::move(text);
  return line;
}

CommandLine Misuse(std::string_view problem, std::string_view help) {
  CommandLine line;
  line.command = Command::kMisuse;
  line.text = Concat("whodunnit: ", problem, "\n");
  if (!help.empty()) Append(&line.text, "  help: ", help, "\n");
  return line;
}

uint8_t CommandNamed(std::string_view name) {
  for (const CommandRow& row : Commands()) {
    if (row.name == name) return row.command;
  }
  return 0;
}

bool LooksLikeAPath(std::string_view text) {
  return text.find_first_of("./\\") != std::string_view::npos;
}

std::string_view NearestCommand(std::string_view word) {
  std::vector<std::string_view> names;
  for (const CommandRow& row : Commands()) names.push_back(row.name);
  return NearestOf(word, names);
}

std::string_view NearestOption(uint8_t command, std::string_view word) {
  std::vector<std::string_view> names = {"--help", "--version"};
  for (const OptionRow& row : Options()) {
    if (row.commands & command) names.push_back(row.LongName());
  }
  return NearestOf(word, names);
}

// `-workers`: one dash and a word. TLC's own flags are told what they are called here.
std::optional<CommandLine> RefuseSingleDash(const std::string& argument, uint8_t command) {
  if (argument.size() < 3 || argument[0] != '-' || argument[1] == '-') return std::nullopt;
  if (argument.starts_with("-DTLA-Library")) {
    return Misuse(Concat("`", argument, "` is a flag of TLC's"), "here it is --library DIR");
  }
  for (const TlcFlagRow& row : TlcFlags()) {
    if (row.theirs == argument) {
      return Misuse(Concat("`", argument, "` is a flag of TLC's"), Concat("here it is ", row.ours));
    }
  }
  const std::string_view nearest = NearestOption(command, "-" + argument);
  return Misuse(Concat("unknown option `", argument, "`"),
                nearest.empty() ? "options begin with two dashes; see --help"
                                : Concat("did you mean ", nearest, "?"));
}

CommandLine RefuseUnknown(const Arguments& extras, uint8_t command) {
  const std::string& word = extras.front();
  if (!word.starts_with("-")) {
    return Misuse(Concat("one specification at a time; what is `", word, "` for?"), "");
  }
  const std::string name = word.substr(0, word.find('='));
  for (const OptionRow& row : Options()) {
    if (row.LongName() == name) {
      for (const CommandRow& other : Commands()) {
        if (row.commands & other.command) {
          return Misuse(Concat("`", name, "` is no option of whodunnit ", NameOfCommand(command)),
                        Concat("it belongs to whodunnit ", other.name));
        }
      }
    }
  }
  const std::string_view nearest = NearestOption(command, name);
  return Misuse(Concat("unknown option `", name, "`"),
                nearest.empty()
                    ? Concat("whodunnit ", NameOfCommand(command), " --help lists the options")
                    : Concat("did you mean ", nearest, "?"));
}

// `problem` is the library's, and begins with the option.
CommandLine RefuseMissingValue(std::string_view problem) {
  for (const OptionRow& row : Options()) {
    if (problem.starts_with(Concat(row.LongName(), ":"))) {
      return Misuse(Concat(row.LongName(), " needs a value"),
                    Concat(row.LongName(), " ", row.metavar));
    }
  }
  return Misuse(problem, "");
}

// Reads the text given for option `name` into `target`.
template <typename Target, typename Reader>
void Assign(const std::string& name, const std::string& text, Reader read, Target* target) {
  std::string problem;
  auto value = read(text, &problem);
  if (!value) throw CLI::ValidationError(name, Concat(problem, ", not `", text, "`"));
  *target = *std::move(value);
}

void AddFlag(CLI::App* app, const char* names, std::function<void()> set) {
  app->add_flag_callback(names, std::move(set));
}

void AddValue(CLI::App* app, const char* names, std::function<void(const std::string&)> set) {
  app->add_option(names,
                  [set = std::move(set)](const CLI::results_t& texts) {
                    set(texts[0]);
                    return true;
                  })
      ->expected(1)
      ->type_size(1);
}

void AddList(CLI::App* app, const char* names, std::vector<std::string>* target) {
  app->add_option(names,
                  [target](const CLI::results_t& texts) {
                    target->insert(target->end(), texts.begin(), texts.end());
                    return true;
                  })
      ->expected(1)
      ->type_size(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void DeclareOptions(CLI::App* app, uint8_t command, CommandLine* line) {
#define FLAG(commands, group, names, target, value, help) \
  if ((commands)&command) AddFlag(app, names, [line] { line->target = value; });
#define VALUE(commands, group, names, target, metavar, read, help)                   \
  if ((commands)&command) {                                                          \
    AddValue(app, names, [line](const std::string& text) {                           \
      Assign(std::string(names).substr(0, std::string(names).find(',')), text, read, \
             &line->target);                                                         \
    });                                                                              \
  }
#define LIST(commands, group, names, target, metavar, help) \
  if ((commands)&command) AddList(app, names, &line->target);
#include "checker/command_line/command_options.def"
#undef FLAG
#undef VALUE
#undef LIST
}

void AppendSplit(const std::string& text, char separator, std::vector<std::string>* parts) {
  size_t start = 0;
  while (start <= text.size()) {
    const size_t end = std::min(text.find(separator, start), text.size());
    if (end > start) parts->push_back(text.substr(start, end - start));
    start = end + 1;
  }
}

std::vector<std::string> Flattened(const std::vector<std::string>& lists) {
  std::vector<std::string> names;
  for (const std::string& list : lists) AppendSplit(list, ',', &names);
  return names;
}

// What is wrong between options that are each right; empty when nothing is.
std::string Conflict(const CLI::App& app, const CommandLine& line, uint8_t command) {
  if (line.specification.ends_with(".cfg")) {
    return "a specification is a .tla file; a .cfg is given with --config";
  }
  if (command == kCheck && !line.check.simulation.enabled) {
    for (const char* name : {"--seed", "--depth", "--traces"}) {
      if (app.count(name) == 0) continue;
      return Concat(
          name, " is about random walks: add --simulate",
          std::string_view(name) == "--depth" ? ", or bound the search with --max-depth" : "");
    }
  }
  if (line.json_path == "-" && line.stage)
    return "--json - and --print-... both want standard output";
  return "";
}

CommandLine Finish(CommandLine line, uint8_t command, const std::string& library_variable) {
  line.command = command == kCheck   ? Command::kCheck
                 : command == kParse ? Command::kParse
                                     : Command::kCauses;
  const size_t slash = line.specification.find_last_of('/') + 1;  // npos + 1 = 0
  const bool has_ending = line.specification.find('.', slash) != std::string::npos;
  if (slash < line.specification.size() && !has_ending) line.specification += ".tla";
  AppendSplit(library_variable, ':', &line.library_paths);
  line.check.source.specification = line.specification;
  line.check.source.library_paths = line.library_paths;
  line.check.print_stage = line.stage;
  line.suspects = Flattened(line.suspects);
  line.ignored = Flattened(line.ignored);
  line.monotone = Flattened(line.monotone);
  return line;
}

CommandLine ParseCommand(uint8_t command, Arguments arguments,
                         const std::string& library_variable) {
  CommandLine line;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_option("specification", line.specification)->type_size(1)->expected(1);
  DeclareOptions(&app, command, &line);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(arguments);
  } catch (const CLI::ArgumentMismatch& error) {
    return RefuseMissingValue(error.what());
  } catch (const CLI::ParseError& error) {
    return Misuse(error.what(), Concat("whodunnit ", NameOfCommand(command), " --help"));
  }
  const Arguments extras = app.remaining();
  if (!extras.empty()) return RefuseUnknown(extras, command);
  if (line.specification.empty()) {
    return Misuse("which specification?",
                  Concat("whodunnit ", NameOfCommand(command), " Spec.tla"));
  }
  if (const std::string conflict = Conflict(app, line, command); !conflict.empty()) {
    return Misuse(conflict, "");
  }
  return Finish(std::move(line), command, library_variable);
}

// Help, version and the texts that the build asks for.
std::optional<CommandLine> AnswerAboutItself(const Arguments& arguments, uint8_t command) {
  if (arguments.empty()) return Misuse("which specification?", "whodunnit --help");
  const std::string& first = arguments.front();
  if (first == "--man-page") return Text(ManPageText());
  if (first == "--completion" && arguments.size() == 2) {
    if (auto text = CompletionText(arguments[1])) return Text(*std::move(text));
    return Misuse(Concat("no completion for `", arguments[1], "`"), "bash, zsh or fish");
  }
  if (first == "help") {
    const uint8_t about = arguments.size() > 1 ? CommandNamed(arguments[1]) : 0;
    return Text(about != 0 ? HelpText(about) : OverviewText());
  }
  for (const std::string& argument : arguments) {
    if (argument == "--help" || argument == "-h") {
      return Text(command != 0 ? HelpText(command) : OverviewText());
    }
    if (argument == "--version" || argument == "-V") return Text(VersionText());
  }
  return std::nullopt;
}

}  // namespace

CommandLine ParseCommandLine(const Arguments& arguments, const std::string& library_variable) {
  const uint8_t named = arguments.empty() ? 0 : CommandNamed(arguments.front());
  if (auto answer = AnswerAboutItself(arguments, named)) return *std::move(answer);
  const uint8_t command = named != 0 ? named : kCheck;
  for (const std::string& argument : arguments) {
    if (auto refusal = RefuseSingleDash(argument, command)) return *std::move(refusal);
  }
  const std::string& first = arguments.front();
  if (named == 0 && !first.starts_with("-") && !LooksLikeAPath(first)) {
    const std::string_view nearest = NearestCommand(first);
    if (!nearest.empty()) {
      return Misuse(Concat("unknown command `", first, "`"), Concat("did you mean ", nearest, "?"));
    }
  }
  return ParseCommand(command, Arguments(arguments.begin() + (named != 0), arguments.end()),
                      library_variable);
}

}  // namespace checker::command_line

// An example in a document is an indented command and, indented below it, what it prints:
//
//     $ ./whodunnit check examples/lock/TicketLock.tla
//
//     Model checking completed. No error has been found.
//     [...]
//
// The command runs in the project's root; the lines must appear in its output, in this order. Blank
// lines and [...] are passed over, so that a document may shorten, and so are lines that tell time
// and memory. refresh.py writes anew what no longer agrees.

#include <gtest/gtest.h>
#include <stdio.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace documentation {
namespace {

namespace fs = std::filesystem;

struct Example {
  std::string place;      // "README.md:42"
  std::string arguments;  // of the program
  std::vector<std::string> lines;
};

void PrintTo(const Example& example, std::ostream* out) { *out << example.place; }

constexpr std::string_view kIndent = "    ";
constexpr std::string_view kPrompt = "    $ ./whodunnit ";

bool IsCompared(std::string_view line) {
  return line.find_first_not_of(" \t") != std::string_view::npos && line != "[...]" &&
         !line.starts_with("Finished in ");
}

std::vector<Example> ExamplesOf(const fs::path& file) {
  std::vector<Example> examples;
  std::ifstream stream(file);
  bool inside = false;
  size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.starts_with(kPrompt)) {
      const std::string name = fs::relative(file, WHODUNNIT_ROOT).string();
      examples.push_back({name + ":" + std::to_string(number), line.substr(kPrompt.size()), {}});
      inside = true;
    } else if (!line.empty() && !line.starts_with(kIndent)) {
      inside = false;
    } else if (inside && line.starts_with(std::string(kIndent) + "$ ")) {
      inside = false;
    } else if (inside && line.size() > kIndent.size() && IsCompared(line.substr(kIndent.size()))) {
      examples.back().lines.push_back(line.substr(kIndent.size()));
    }
  }
  return examples;
}

std::vector<fs::path> Documents() {
  std::vector<fs::path> files;
  const fs::path root = WHODUNNIT_ROOT;
  for (const auto& entry : fs::directory_iterator(root)) files.push_back(entry.path());
  for (const char* folder : {"docs", "examples", "specs"}) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      files.push_back(entry.path());
    }
  }
  std::erase_if(files, [](const fs::path& file) { return file.extension() != ".md"; });
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Example> Examples() {
  std::vector<Example> all;
  for (const fs::path& file : Documents()) {
    for (Example& example : ExamplesOf(file)) all.push_back(std::move(example));
  }
  return all;
}

std::vector<std::string> OutputOf(const std::string& arguments) {
  const std::string command = std::string("cd '") + WHODUNNIT_ROOT + "' && '" + WHODUNNIT_PROGRAM +
                              "' " + arguments + " --no-progress 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  char buffer[4096];
  for (size_t size; (size = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, size);
  pclose(pipe);
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class Documentation : public testing::TestWithParam<Example> {};

TEST_P(Documentation, PrintsWhatItSays) {
  const Example& example = GetParam();
  const std::vector<std::string> output = OutputOf(example.arguments);
  auto at = output.begin();
  for (const std::string& line : example.lines) {
    const auto found = std::find(at, output.end(), line);
    ASSERT_NE(found, output.end()) << example.place << ": this line is not printed, or not here:\n"
                                   << line;
    at = found + 1;
  }
}

// The options of `whodunnit COMMAND`, as its help lists them: "  --config FILE   ...".
std::vector<std::string> OptionsOf(const std::string& command) {
  std::vector<std::string> options;
  for (const std::string& line : OutputOf(command + " --help")) {
    if (line.starts_with("  --"))
      options.push_back(line.substr(2, line.find_first_of(" ,", 2) - 2));
  }
  return options;
}

TEST(UserGuide, NamesEveryOption) {
  std::ifstream stream(fs::path(WHODUNNIT_ROOT) / "docs/user_guide.md");
  const std::string guide{std::istreambuf_iterator<char>(stream), {}};
  for (const char* command : {"check", "parse", "causes"}) {
    const std::vector<std::string> options = OptionsOf(command);
    EXPECT_GE(options.size(), 5u) << command;
    for (const std::string& option : options) {
      EXPECT_NE(guide.find("`" + option), std::string::npos) << command << " " << option;
    }
  }
}

// Every file of the project that a document links to is there.
TEST(Documents, LinkToFilesThatExist) {
  size_t links = 0;
  for (const fs::path& file : Documents()) {
    std::ifstream stream(file);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    static const std::regex link(R"(\]\(([^)#:]+)[^):]*\))");
    for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it, ++links) {
      EXPECT_TRUE(fs::exists(file.parent_path() / (*it)[1].str())) << file << ": " << (*it)[1];
    }
  }
  EXPECT_GT(links, 20u);
}

INSTANTIATE_TEST_SUITE_P(Examples, Documentation, testing::ValuesIn(Examples()),
                         [](const auto& info) {
                           std::string name = info.param.place;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return !std::isalnum(c); }, '_');
                           return name;
                         });

}  // namespace
}  // namespace documentation

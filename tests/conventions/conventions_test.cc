#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <regex>
#include <set>

#include "tests/conventions/source_tree.h"

namespace conventions {
namespace {

namespace fs = std::filesystem;

// Files longer than this are named in the output; they are a place to look, not an error.
constexpr size_t kThinkTwiceLines = 500;

class Conventions : public testing::Test {
 protected:
  static const std::vector<SourceFile>& Sources() {
    static const std::vector<SourceFile> sources =
        ReadSources(WHODUNNIT_ROOT, {"model", "checker"});
    return sources;
  }
  static const std::vector<Library>& Libraries() {
    static const std::vector<Library> libraries = [] {
      std::vector<Library> all = ReadLibraries(fs::path(WHODUNNIT_ROOT) / "model/CMakeLists.txt");
      for (Library& library : ReadLibraries(fs::path(WHODUNNIT_ROOT) / "checker/CMakeLists.txt")) {
        all.push_back(std::move(library));
      }
      return all;
    }();
    return libraries;
  }
};

bool IsOurs(const std::string& include) {
  return include.starts_with("model/") || include.starts_with("checker/");
}

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

TEST_F(Conventions, ALibraryDependsOnlyOnLibrariesThatStandBeforeIt) {
  std::set<std::string> before;
  for (const Library& library : Libraries()) {
    for (const std::string& dependency : library.dependencies) {
      EXPECT_TRUE(before.contains(dependency)) << library.folder << " depends on " << dependency;
    }
    before.insert(library.folder);
  }
}

TEST_F(Conventions, EverySourceIsInATarget) {
  std::set<std::string> folders;
  for (const Library& library : Libraries()) folders.insert(library.folder);
  for (const SourceFile& file : Sources()) {
    if (!file.path.ends_with(".cc")) continue;
    EXPECT_TRUE(folders.contains(file.folder)) << file.path;
  }
}

// The list in CMakeLists.txt goes from the bottom up; what a library's subfolders hold belongs to
// it.
TEST_F(Conventions, AFolderIncludesOnlyWhatStandsBelowIt) {
  for (const SourceFile& file : Sources()) {
    for (const std::string& include : file.includes) {
      if (!IsOurs(include)) continue;
      EXPECT_LE(PositionOf(Libraries(), FolderOf(include)), PositionOf(Libraries(), file.folder))
          << file.path << " includes " << include;
    }
  }
}

TEST_F(Conventions, TheCheckerMeetsTheModelOnlyAtTheSeam) {
  for (const SourceFile& file : Sources()) {
    if (!file.path.starts_with("checker/") || file.folder == "checker/runs") continue;
    for (const std::string& include : file.includes) {
      EXPECT_TRUE(!include.starts_with("model/") || include.starts_with("model/transitions/"))
          << file.path << " includes " << include;
    }
  }
}

TEST_F(Conventions, TheModelKnowsNothingOfTheChecker) {
  for (const SourceFile& file : Sources()) {
    if (!file.path.starts_with("model/")) continue;
    for (const std::string& include : file.includes) {
      EXPECT_FALSE(include.starts_with("checker/")) << file.path << " includes " << include;
    }
  }
}

TEST_F(Conventions, IncludesAreWrittenFromTheRoot) {
  const fs::path root(WHODUNNIT_ROOT);
  for (const SourceFile& file : Sources()) {
    for (const std::string& include : file.includes) {
      const bool beside = fs::exists(root / file.folder / include) && !fs::exists(root / include);
      EXPECT_FALSE(beside) << file.path << " includes " << include;
    }
  }
}

TEST_F(Conventions, OnlyTheCommandLineAndReportsPrintOrExit) {
  static const std::regex printing(
      R"((std::(cout|cerr|clog)\b|(^|[^\w:.>])(printf|fprintf|puts|fputs|exit|_exit|abort)\s*\())");
  for (const SourceFile& file : Sources()) {
    if (file.folder == "checker/command_line" || file.folder == "checker/reports") continue;
    for (size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.lines[i].substr(0, file.lines[i].find("//"));
      EXPECT_FALSE(std::regex_search(code, printing)) << file.path << ":" << i + 1 << ": " << code;
    }
  }
}

TEST_F(Conventions, AHeaderOpensWithAParagraphAndGuardsItself) {
  for (const SourceFile& file : Sources()) {
    ASSERT_FALSE(file.lines.empty()) << file.path;
    if (file.path.ends_with(".cc")) continue;
    EXPECT_TRUE(file.lines[0].starts_with("// ")) << file.path;
    if (file.path.ends_with(".def")) continue;
    std::string guard;
    for (const char c : file.path) {
      guard += std::isalnum(static_cast<unsigned char>(c)) ? std::toupper(c) : '_';
    }
    guard = "#ifndef " + guard + "_";
    EXPECT_NE(std::find(file.lines.begin(), file.lines.end(), guard), file.lines.end())
        << file.path << " lacks " << guard;
  }
}

TEST_F(Conventions, ANameSaysWhatAThingIs) {
  static const std::regex vague("utils?|common|misc|core|base|helpers?|details?|impl");
  for (const SourceFile& file : Sources()) {
    for (const fs::path& part : fs::path(file.path)) {
      EXPECT_FALSE(std::regex_match(part.stem().string(), vague)) << file.path;
    }
  }
}

// A specification provokes a diagnostic by a line `\* expect: Kind` (in a .cfg too); the test that
// reads these lines checks that the diagnostic really comes.
TEST_F(Conventions, EveryDiagnosticHasASpecificationThatProvokesIt) {
  const fs::path folder = fs::path(WHODUNNIT_ROOT) / "tests/diagnostics";
  if (!fs::is_directory(folder)) GTEST_SKIP() << "there is no tests/diagnostics yet";
  std::set<std::string> provoked;
  static const std::regex expectation(R"(\\\*\s*expect:\s*(\w+))");
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string text = ReadText(entry.path());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), expectation);
         it != std::sregex_iterator(); ++it) {
      provoked.insert((*it)[1]);
    }
  }
  const std::string kinds =
      ReadText(fs::path(WHODUNNIT_ROOT) / "model/source/diagnostic_kinds.def");
  static const std::regex row(R"((?:^|\n)DIAGNOSTIC\((\w+),)");
  for (auto it = std::sregex_iterator(kinds.begin(), kinds.end(), row);
       it != std::sregex_iterator(); ++it) {
    if ((*it)[1] == "InternalError") continue;  // only a mistake of our own provokes it
    EXPECT_TRUE(provoked.contains((*it)[1])) << (*it)[1] << " has no specification";
  }
}

TEST_F(Conventions, LongFilesAreKnown) {
  for (const SourceFile& file : Sources()) {
    if (file.lines.size() <= kThinkTwiceLines) continue;
    std::cout << "think twice: " << file.path << " has " << file.lines.size() << " lines\n";
  }
}

}  // namespace
}  // namespace conventions

// Every .tla and .cfg in the folders of the front end says which diagnostic it provokes and where:
//
//   \* expect: UnknownIdentifier 5:9               in this file
//   \* expect: CircularModules 2:9 in Other.tla    in a module that it needs
//
// and must provoke exactly these, in order, and no other error. A file without `expect` is there
// for the others to extend.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "model/configuration/configuration.h"
#include "model/semantics/check.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"

namespace diagnostics {
namespace {

namespace fs = std::filesystem;
using model::source::Diagnostic;
using model::source::Diagnostics;
using model::source::SourceFile;
using model::source::SourceSet;

std::string ReadText(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return std::move(text).str();
}

// "UnknownIdentifier 5:9", as the file states it.
std::vector<std::string> Expected(const fs::path& path) {
  // A folder stands for a file that can't be read.
  std::string text = ReadText(fs::is_directory(path) ? path / "README" : path);
  static const std::regex pattern(R"(\\\*\s*expect:\s*(.*\S))");
  std::vector<std::string> expected;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
    expected.push_back((*it)[1]);
  }
  return expected;
}

std::string Found(const Diagnostic& diagnostic, const SourceSet& sources, const fs::path& path) {
  std::ostringstream text;
  text << model::source::NameOf(diagnostic.kind);
  if (!diagnostic.range.valid()) return text.str();
  text << ' ' << diagnostic.range.begin_line << ':' << diagnostic.range.begin_column;
  fs::path file = fs::path(sources.Get(diagnostic.range.file).path()).filename();
  if (file != path.filename()) text << " in " << file.string();
  return text.str();
}

std::vector<std::string> Provoked(const fs::path& path) {
  SourceSet sources;
  Diagnostics diagnostics;
  if (path.extension() == ".cfg") {
    model::source::FileId file =
        sources.Add(SourceFile(path.string(), path.stem(), ReadText(path)));
    auto configuration = model::configuration::ParseConfiguration(sources, file, diagnostics);
    EXPECT_EQ(configuration.has_value(), !diagnostics.has_errors());
  } else {
    auto specification =
        model::semantics::CheckSpecification({path.string(), {}}, sources, diagnostics);
    EXPECT_EQ(specification != nullptr, !diagnostics.has_errors());
  }
  std::vector<std::string> provoked;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    EXPECT_FALSE(diagnostic.message.empty());
    provoked.push_back(Found(diagnostic, sources, path));
  }
  return provoked;
}

class ProvokedDiagnostics : public testing::TestWithParam<std::string> {};

TEST_P(ProvokedDiagnostics, AreThoseThatTheFileExpects) {
  fs::path path = fs::path(WHODUNNIT_ROOT) / "tests/diagnostics" / GetParam();
  EXPECT_EQ(Provoked(path), Expected(path));
}

std::vector<std::string> FilesThatExpect() {
  std::vector<std::string> files;
  fs::path root = fs::path(WHODUNNIT_ROOT) / "tests/diagnostics";
  for (const char* folder : {"syntax", "modules", "semantics", "configuration"}) {
    if (!fs::is_directory(root / folder)) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(root / folder)) {
      bool is_input = entry.path().extension() == ".tla" || entry.path().extension() == ".cfg";
      if (is_input && !Expected(entry.path()).empty()) {
        files.push_back(fs::relative(entry.path(), root).string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string TestName(const testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(FrontEnd, ProvokedDiagnostics, testing::ValuesIn(FilesThatExpect()),
                         TestName);

}  // namespace
}  // namespace diagnostics

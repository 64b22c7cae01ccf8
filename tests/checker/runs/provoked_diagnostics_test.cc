// The configurations in tests/diagnostics/lowering say which diagnostics a whole run gives, with
// the module of the same name or with Base.tla:
//
//   \* expect: UnknownConstant

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "checker/parallel/big_stack_thread.h"
#include "checker/runs/check_run.h"

namespace checker::runs {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(WHODUNNIT_ROOT) / "tests/diagnostics/lowering";

std::vector<fs::path> Configurations() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".cfg") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> Expected(const fs::path& configuration) {
  std::ifstream stream(configuration);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  static const std::regex expectation(R"(\\\*\s*expect:\s*(\w+))");
  std::vector<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), expectation), end; it != end; ++it) {
    names.push_back((*it)[1]);
  }
  return names;
}

results::Result ResultOf(const fs::path& configuration) {
  fs::path specification = configuration;
  specification.replace_extension(".tla");
  if (!fs::exists(specification)) specification = kFolder / "Base.tla";
  CheckOptions options;
  options.source.specification = specification.string();
  options.source.configuration = configuration.string();
  options.workers = 1;
  results::Result result;
  parallel::RunOnBigStack([&] { result = RunCheck(options, nullptr); });
  return result;
}

class ProvokedDiagnostics : public testing::TestWithParam<fs::path> {};

TEST_P(ProvokedDiagnostics, AreTheExpectedOnesWithAPlace) {
  const results::Result result = ResultOf(GetParam());
  std::vector<std::string> names;
  bool has_error = false;
  for (const results::RunDiagnostic& diagnostic : result.diagnostics) {
    names.push_back(diagnostic.name);
    has_error |= diagnostic.severity == "error";
    EXPECT_FALSE(diagnostic.message.empty());
    EXPECT_FALSE(diagnostic.location.file.empty()) << diagnostic.message;
  }
  EXPECT_EQ(names, Expected(GetParam()));
  EXPECT_EQ(result.verdict == results::Verdict::kError, has_error);
}

INSTANTIATE_TEST_SUITE_P(Lowering, ProvokedDiagnostics, testing::ValuesIn(Configurations()),
                         [](const auto& info) { return info.param.stem().string(); });

}  // namespace
}  // namespace checker::runs

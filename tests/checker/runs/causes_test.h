// Runs `causes` on specifications that a test writes down.

#ifndef TESTS_CHECKER_RUNS_CAUSES_TEST_H_
#define TESTS_CHECKER_RUNS_CAUSES_TEST_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "checker/parallel/big_stack_thread.h"
#include "checker/runs/causes_run.h"
#include "tests/checker/runs/temporary_folder.h"

namespace checker::runs {

using Sets = std::vector<results::SuspectNames>;

class CausesTest : public testing::Test {
 protected:
  results::CausesResult RunModule(const std::string& name, const std::string& module,
                                  const std::string& configuration, CausesOptions options = {}) {
    options.check.source.specification = folder_.Write(name + ".tla", module);
    options.check.source.configuration = folder_.Write(name + ".cfg", configuration);
    options.check.workers = 1;
    results::CausesResult result;
    parallel::RunOnBigStack([&] { result = RunCauses(options, nullptr); });
    return result;
  }

  static Sets CausesOf(const results::CauseAnalysis& analysis) {
    Sets sets;
    for (const auto& cause : analysis.minimal_causes) sets.push_back(cause.suspects);
    return sets;
  }
  static Sets DangersOf(const results::CauseAnalysis& analysis) {
    Sets sets;
    for (const auto& danger : analysis.minimal_dangers) sets.push_back(danger.suspects);
    return sets;
  }
  static Sets FixesOf(const results::CauseAnalysis& analysis) {
    Sets sets;
    for (const auto& fix : analysis.minimal_fixes) sets.push_back(fix.suspects);
    return sets;
  }

 private:
  const TemporaryFolder folder_;
};

}  // namespace checker::runs

#endif  // TESTS_CHECKER_RUNS_CAUSES_TEST_H_

#include "checker/runs/causes_run.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "checker/parallel/big_stack_thread.h"

namespace checker::runs {
namespace {

namespace fs = std::filesystem;
using results::CausesResult;
using results::SuspectNames;
using results::Verdict;

// A lamp burns out when it is switched on while the mains are high, unless there is a fuse; and a
// cat may knock it over.
constexpr char kLamp[] = R"(---- MODULE Lamp ----
EXTENDS Naturals
CONSTANTS High, Fuse, Cat, Spare, Bulbs
ASSUME Spare => Cat
VARIABLES lamp, left
vars == <<lamp, left>>
Init == lamp = "off" /\ left = Bulbs
On == lamp = "off" /\ lamp' = (IF High /\ ~Fuse THEN "broken" ELSE "on") /\ UNCHANGED left
Off == lamp = "on" /\ lamp' = "off" /\ UNCHANGED left
Knock == Cat /\ lamp = "on" /\ lamp' = "broken" /\ UNCHANGED left
Mend == lamp = "broken" /\ left > 0 /\ lamp' = "off" /\ left' = left - 1
Next == On \/ Off \/ Knock \/ Mend
Spec == Init /\ [][Next]_vars /\ WF_vars(On) /\ WF_vars(Mend)
Whole == lamp # "broken"
Shines == []<>(lamp = "on")
====
)";
constexpr char kLampConfiguration[] = R"(SPECIFICATION Spec
INVARIANT Whole
PROPERTY Shines
CHECK_DEADLOCK FALSE
)";

class CausesRunTest : public testing::Test {
 protected:
  CausesRunTest() {
    std::string pattern = (fs::temp_directory_path() / "causes_run_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::ofstream(folder_ / "Lamp.tla") << kLamp;
  }
  ~CausesRunTest() override { fs::remove_all(folder_); }

  CausesResult Run(const std::string& constants, CausesOptions options = {}) {
    std::ofstream(folder_ / "Lamp.cfg") << constants << "\n" << kLampConfiguration;
    options.check.source.specification = (folder_ / "Lamp.tla").string();
    options.check.workers = 1;
    CausesResult result;
    parallel::RunOnBigStack([&] { result = RunCauses(options, nullptr); });
    return result;
  }

  static std::vector<SuspectNames> CausesOf(const results::CauseAnalysis& analysis) {
    std::vector<SuspectNames> sets;
    for (const auto& cause : analysis.minimal_causes) sets.push_back(cause.suspects);
    return sets;
  }
  static std::vector<SuspectNames> FixesOf(const results::CauseAnalysis& analysis) {
    std::vector<SuspectNames> sets;
    for (const auto& fix : analysis.minimal_fixes) sets.push_back(fix.suspects);
    return sets;
  }

  fs::path folder_;
};

using Sets = std::vector<SuspectNames>;
constexpr char kWorst[] = "CONSTANTS High = TRUE Fuse = FALSE Cat = TRUE Spare = FALSE Bulbs = 0";

TEST_F(CausesRunTest, NamesEveryMinimalCauseAndFix) {
  const CausesResult result = Run(std::string("\\* @suspects High, ~Fuse, Cat\n") + kWorst);
  EXPECT_EQ(result.run.verdict, Verdict::kFail);
  EXPECT_EQ(result.run.exit_status, 12);
  ASSERT_EQ(result.properties.size(), 2u);
  const auto& whole = result.properties[0];
  EXPECT_EQ(CausesOf(whole), (Sets{{"Cat"}, {"Fuse", "High"}}));
  EXPECT_EQ(FixesOf(whole), (Sets{{"Cat", "Fuse"}, {"Cat", "High"}}));
  EXPECT_TRUE(whole.complete);
  EXPECT_EQ(whole.sufficient_alone, (SuspectNames{"Cat"}));
  EXPECT_EQ(whole.minimal_causes[0].violation->trace.states.size(), 3u);
  EXPECT_EQ(whole.minimal_causes[1].violation->trace.states.size(), 2u);
  EXPECT_EQ(CausesOf(result.properties[1]), CausesOf(whole));
}

TEST_F(CausesRunTest, TakesSuspectsFromTheCommandLineAndLeavesOutTheIgnored) {
  CausesOptions options;
  options.suspects = {"High, ~Fuse", "Cat"};
  options.ignored = {"High"};
  const CausesResult result = Run(kWorst, options);
  ASSERT_EQ(result.properties.size(), 2u);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}, {"Fuse"}}));
}

TEST_F(CausesRunTest, TriesTheAlternativesOfAConstant) {
  CausesOptions options;
  options.check.properties = {"Shines"};
  const CausesResult result =
      Run(std::string("\\* @suspects Cat\n\\* @alternatives Bulbs = 2, 0, 1\n") +
              "CONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = FALSE Bulbs = 0",
          options);
  ASSERT_EQ(result.properties.size(), 1u);
  EXPECT_EQ(result.properties[0].suspects.size(), 3u);
  EXPECT_EQ(result.properties[0].designs, 6);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}}));
}

TEST_F(CausesRunTest, SuspectsActionsAndPromisesWithoutADeclaration) {
  CausesOptions options;
  options.check.properties = {"Shines"};
  const CausesResult result =
      Run("CONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = FALSE Bulbs = 1", options);
  ASSERT_EQ(result.properties.size(), 1u);
  const auto& shines = result.properties[0];
  EXPECT_EQ(
      CausesOf(shines),
      (Sets{{"without WF_vars(On)"}, {"Knock", "Mend", "On"}, {"Knock", "On", "without WF_vars(Mend)"}}))
      << testing::PrintToString(CausesOf(shines));
}

TEST_F(CausesRunTest, LooksNoFurtherThanASoundDesignUnlessAsked) {
  const std::string constants =
      "\\* @suspects High, ~Fuse, Cat\nCONSTANTS High = TRUE Fuse = TRUE Cat = FALSE Spare = FALSE "
      "Bulbs = 0";
  const CausesResult sound = Run(constants);
  EXPECT_EQ(sound.run.verdict, Verdict::kPass);
  EXPECT_FALSE(sound.properties[0].searched);
  CausesOptions options;
  options.whole_lattice = true;
  const CausesResult all = Run(constants, options);
  EXPECT_EQ(all.run.verdict, Verdict::kPass);
  EXPECT_EQ(CausesOf(all.properties[0]), (Sets{{"Cat"}, {"Fuse", "High"}}));
  EXPECT_TRUE(all.properties[0].minimal_fixes.empty());
}

TEST_F(CausesRunTest, LeavesOutWhatAnAssumptionExcludes) {
  const CausesResult result =
      Run("\\* @suspects Cat, Spare\nCONSTANTS High = FALSE Fuse = TRUE Cat = TRUE Spare = TRUE "
          "Bulbs = 0");
  EXPECT_EQ(result.properties[0].designs, 3);
  EXPECT_EQ(CausesOf(result.properties[0]), (Sets{{"Cat"}}));
  // Without the cat, but with the spare, there is no design.
  EXPECT_EQ(FixesOf(result.properties[0]), (Sets{{"Cat", "Spare"}}));
}

TEST_F(CausesRunTest, RefusesASuspectThatNobodyKnows) {
  CausesOptions options;
  options.suspects = {"Hig"};
  const CausesResult result = Run(kWorst, options);
  EXPECT_EQ(result.run.exit_status, 151);
  ASSERT_FALSE(result.run.diagnostics.empty());
  EXPECT_EQ(result.run.diagnostics.back().help, "did you mean High?");
}

TEST_F(CausesRunTest, SaysWhatALimitLeftOpen) {
  CausesOptions options;
  parallel::StopRequest stop;
  stop.Request();
  options.check.stop = &stop;
  options.whole_lattice = true;
  const CausesResult result =
      Run(std::string("\\* @suspects High, ~Fuse, Cat\n") + kWorst, options);
  EXPECT_EQ(result.run.verdict, Verdict::kIncomplete);
  EXPECT_EQ(result.run.exit_status, 21);
  for (const auto& analysis : result.properties) EXPECT_FALSE(analysis.complete);
}

}  // namespace
}  // namespace checker::runs

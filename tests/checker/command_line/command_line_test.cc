#include "checker/command_line/command_line.h"

#include <gtest/gtest.h>

#include "checker/command_line/option_table.h"

namespace checker::command_line {
namespace {

CommandLine Parse(const std::vector<std::string>& arguments) {
  return ParseCommandLine(arguments, "");
}

testing::AssertionResult Says(const CommandLine& line, const std::string& words) {
  if (line.text.find(words) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "the text is: " << line.text;
}

TEST(CommandLine, ChecksWhenOnlyASpecificationIsGiven) {
  const CommandLine line = Parse({"Spec.tla"});
  EXPECT_EQ(line.command, Command::kCheck);
  EXPECT_EQ(line.check.source.specification, "Spec.tla");
  EXPECT_EQ(line.check.source.configuration, "");
  EXPECT_TRUE(line.check.check_deadlock);
}

TEST(CommandLine, AddsTheEndingOfASpecification) {
  EXPECT_EQ(Parse({"check", "../x.d/Spec"}).specification, "../x.d/Spec.tla");
}

TEST(CommandLine, ReadsOptionsInAnyOrderAndBothForms) {
  const CommandLine line =
      Parse({"check", "--workers=3", "--library", "a", "Spec.tla", "--library", "b", "--config",
             "Other.cfg", "--no-deadlock", "--continue", "-q", "--json", "-"});
  ASSERT_EQ(line.command, Command::kCheck) << line.text;
  EXPECT_EQ(line.check.workers, 3u);
  EXPECT_EQ(line.check.source.library_paths, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(line.check.source.configuration, "Other.cfg");
  EXPECT_EQ(line.specification, "Spec.tla");
  EXPECT_FALSE(line.check.check_deadlock);
  EXPECT_TRUE(line.check.continue_after_violation);
  EXPECT_TRUE(line.text_options.quiet);
  EXPECT_EQ(line.json_path, "-");
}

TEST(CommandLine, TakesRepeatedNamesOneByOne) {
  const CommandLine line = Parse({"check", "--invariant", "A", "Spec.tla", "--invariant", "B"});
  ASSERT_EQ(line.command, Command::kCheck) << line.text;
  EXPECT_EQ(line.check.invariants, (std::vector<std::string>{"A", "B"}));
}

TEST(CommandLine, ReadsUnits) {
  const CommandLine line =
      Parse({"Spec.tla", "--max-states", "10M", "--max-memory", "4G", "--max-time", "1.5h",
             "--max-depth", "7", "--fingerprint-bits", "128"});
  ASSERT_EQ(line.command, Command::kCheck) << line.text;
  EXPECT_EQ(line.check.limits.max_states, 10'000'000u);
  EXPECT_EQ(line.check.limits.max_memory_bytes, uint64_t{4} << 30);
  EXPECT_EQ(line.check.limits.max_time_ms, 5'400'000u);
  EXPECT_EQ(line.check.limits.max_depth, 7u);
  EXPECT_EQ(line.check.fingerprint_bits, 128u);
}

TEST(CommandLine, TakesAutoForOneWorkerACore) {
  EXPECT_EQ(Parse({"Spec.tla", "--workers", "auto"}).check.workers, 0u);
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--workers", "0"}), "from 1 to 1024"));
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--workers", "many"}), "not `many`"));
}

TEST(CommandLine, AddsTheLibrariesOfTheEnvironment) {
  EXPECT_EQ(ParseCommandLine({"parse", "Spec.tla", "--library", "a"}, "b::c").library_paths,
            (std::vector<std::string>{"a", "b", "c"}));
}

TEST(CommandLine, SimulatesWithASeed) {
  const CommandLine line =
      Parse({"Spec.tla", "--simulate", "--seed", "7", "--depth", "50", "--traces", "1K"});
  ASSERT_EQ(line.command, Command::kCheck) << line.text;
  EXPECT_TRUE(line.check.simulation.enabled);
  EXPECT_EQ(line.check.simulation.seed, 7u);
  EXPECT_EQ(line.check.simulation.depth, 50u);
  EXPECT_EQ(line.check.simulation.traces, 1000u);
}

TEST(CommandLine, RefusesADepthWithoutWalks) {
  const CommandLine line = Parse({"Spec.tla", "--depth", "50"});
  EXPECT_EQ(line.command, Command::kMisuse);
  EXPECT_TRUE(Says(line, "--max-depth"));
}

TEST(CommandLine, SuggestsTheOptionThatWasMeant) {
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--worker", "2"}), "did you mean --workers?"));
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--no-deadlok"}), "did you mean --no-deadlock?"));
  EXPECT_TRUE(Says(Parse({"chekc", "Spec.tla"}), "did you mean check?"));
}

TEST(CommandLine, SaysWhichOptionAFlagOfTlcIs) {
  const CommandLine line = Parse({"Spec.tla", "-workers", "4"});
  EXPECT_EQ(line.command, Command::kMisuse);
  EXPECT_TRUE(Says(line, "--workers N"));
  EXPECT_TRUE(Says(Parse({"-deadlock", "Spec.tla"}), "--no-deadlock"));
  EXPECT_TRUE(Says(Parse({"-DTLA-Library=x", "Spec.tla"}), "--library DIR"));
}

TEST(CommandLine, SaysToWhichCommandAnOptionBelongs) {
  EXPECT_TRUE(Says(Parse({"parse", "Spec.tla", "--simulate"}), "it belongs to whodunnit check"));
}

TEST(CommandLine, WantsOneSpecification) {
  EXPECT_TRUE(Says(Parse({}), "which specification?"));
  EXPECT_TRUE(Says(Parse({"check"}), "which specification?"));
  EXPECT_TRUE(Says(Parse({"A.tla", "B.tla"}), "one specification at a time"));
  EXPECT_TRUE(Says(Parse({"A.cfg"}), "--config"));
}

TEST(CommandLine, AsksForAMissingValue) {
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--max-time"}), "--max-time needs a value"));
  EXPECT_TRUE(Says(Parse({"Spec.tla", "--max-time"}), "--max-time TIME"));
}

TEST(CommandLine, LeavesAFolderAFolder) {
  EXPECT_EQ(Parse({"check", "specs/"}).specification, "specs/");
}

TEST(CommandLine, HelpListsTheExitStatusesOfTheCommand) {
  const std::string parse = Parse({"parse", "--help"}).text;
  EXPECT_NE(parse.find("150"), std::string::npos);
  EXPECT_EQ(parse.find("deadlock"), std::string::npos) << parse;
  EXPECT_NE(Parse({"check", "--help"}).text.find("deadlock"), std::string::npos);
}

TEST(CommandLine, CompletesTheChoicesOfAnOption) {
  const auto completion = [](const char* shell) { return Parse({"--completion", shell}).text; };
  EXPECT_NE(completion("bash").find("--progress) COMPREPLY=($(compgen -W 'auto always never'"),
            std::string::npos);
  EXPECT_NE(completion("zsh").find(":auto|always|never:(auto always never)'"), std::string::npos);
  EXPECT_NE(completion("fish").find("-l progress -x -a 'auto always never'"), std::string::npos);
  EXPECT_NE(completion("fish").find("-l json -r -d"), std::string::npos);
}

TEST(CommandLine, ShowsAStage) {
  EXPECT_EQ(Parse({"Spec.tla", "--print-program"}).check.print_stage, runs::Stage::kProgram);
  EXPECT_EQ(Parse({"parse", "Spec.tla", "--print-tree"}).stage, runs::Stage::kTree);
}

TEST(CommandLine, ReadsTheLineUp) {
  const CommandLine line =
      Parse({"causes", "Spec.tla", "--suspects", "A,~B", "--suspects", "C", "--monotone", "A,C"});
  ASSERT_EQ(line.command, Command::kCauses) << line.text;
  EXPECT_EQ(line.suspects, (std::vector<std::string>{"A", "~B", "C"}));
  EXPECT_EQ(line.monotone, (std::vector<std::string>{"A", "C"}));
}

TEST(CommandLine, AnswersAboutItself) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"},
                                                                     {"-h"},
                                                                     {"check", "--help"},
                                                                     {"help", "parse"},
                                                                     {"--version"},
                                                                     {"--man-page"},
                                                                     {"--completion", "bash"},
                                                                     {"--completion", "zsh"},
                                                                     {"--completion", "fish"}}) {
    const CommandLine line = Parse(arguments);
    EXPECT_EQ(line.command, Command::kText);
    EXPECT_GT(line.text.size(), 10u);
  }
}

TEST(CommandLine, HelpNamesEveryOptionWithinTheWidth) {
  const std::string help = Parse({"check", "--help"}).text;
  for (const OptionRow& option : Options()) {
    const std::string name = "\n  " + std::string(option.LongName());
    bool named = false;
    for (const char* behind : {" ", ",", "\n"})
      named |= help.find(name + behind) != std::string::npos;
    EXPECT_EQ(named, (option.commands & kCheck) != 0) << option.names;
  }
  for (size_t start = 0; start < help.size();) {
    const size_t end = help.find('\n', start);
    EXPECT_LE(end - start, 100u) << help.substr(start, end - start);
    start = end + 1;
  }
}

}  // namespace
}  // namespace checker::command_line

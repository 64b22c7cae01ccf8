// The whole program in one process, on small specifications written for each test.

#include "checker/command_line/program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "checker/parallel/big_stack_thread.h"

namespace checker::command_line {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Outcome {
  int status = 0;
  std::string output;
  std::string errors;
};

class Program : public testing::Test {
 protected:
  Program() {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    Write("Clock.tla",
          "---- MODULE Clock ----\n"
          "EXTENDS Integers\n"
          "CONSTANT Last\n"
          "VARIABLE hour\n"
          "Init == hour = 1\n"
          "Tick == hour' = IF hour = Last THEN 1 ELSE hour + 1\n"
          "Spec == Init /\\ [][Tick]_hour\n"
          "InRange == hour \\in 1..12\n"
          "Early == hour < 4\n"
          "====\n");
    Write("Clock.cfg", "SPECIFICATION Spec INVARIANT InRange CONSTANT Last = 12\n");
    Write("Late.cfg", "SPECIFICATION Spec INVARIANTS InRange Early CONSTANT Last = 12\n");
  }
  ~Program() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  static Outcome Run(const std::vector<std::string>& arguments) {
    Outcome outcome;
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const parallel::StopRequest stop;
    parallel::RunOnBigStack(
        [&] { outcome.status = RunProgram(ParseCommandLine(arguments, ""), &stop); });
    outcome.output = testing::internal::GetCapturedStdout();
    outcome.errors = testing::internal::GetCapturedStderr();
    return outcome;
  }

  fs::path folder_;
};

TEST_F(Program, PassesWhatHolds) {
  const Outcome outcome = Run({Path("Clock.tla")});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_TRUE(outcome.output.starts_with(
      "Model checking completed. No error has been found.\n"
      "13 states generated, 12 distinct states found, 0 states left on queue.\n"
      "The depth of the complete state graph search is 12.\n"))
      << outcome.output;
  EXPECT_EQ(outcome.errors, "");
}

TEST_F(Program, ShowsAViolationWithItsTrace) {
  const Outcome outcome = Run({"check", Path("Clock.tla"), "--config", Path("Late.cfg")});
  EXPECT_EQ(outcome.status, 12);
  EXPECT_NE(outcome.output.find("Error: Invariant Early is violated.\n"), std::string::npos);
  EXPECT_NE(
      outcome.output.find("\nState 4: <Tick line 6, col 9 to line 6, col 51 of module Clock>\n"
                          "/\\ hour = 4\n"),
      std::string::npos)
      << outcome.output;
}

TEST_F(Program, SaysTheSameForAnyNumberOfWorkers) {
  const auto report = [&](const std::string& workers) {
    std::string text =
        Run({Path("Clock.tla"), "--config", Path("Late.cfg"), "--workers", workers, "-q"}).output;
    return text;
  };
  EXPECT_EQ(report("1"), report("2"));
  EXPECT_EQ(report("1"), report("8"));
}

TEST_F(Program, WritesOneDocumentToStandardOutputAndTheTextBesides) {
  const Outcome outcome =
      Run({Path("Clock.tla"), "--config", Path("Late.cfg"), "--json", "-", "--no-progress"});
  EXPECT_EQ(outcome.status, 12);
  const Json json = Json::parse(outcome.output);
  EXPECT_EQ(json["exit_status"], 12);
  EXPECT_EQ(json["violation"]["trace"]["states"].size(), 4u);
  EXPECT_NE(outcome.errors.find("Error: Invariant Early is violated."), std::string::npos);
}

TEST_F(Program, TellsTheWayToAnErrorThroughTheOperators) {
  Write("Log.tla",
        "---- MODULE Log ----\n"
        "EXTENDS Sequences, Integers\n"
        "VARIABLE log\n"
        "Last(s) == s[Len(s)]\n"
        "Stamp(s) == LET next == Last(s) + 1\n"
        "            IN  <<next>>\n"
        "Init == log = <<>>\n"
        "Next == log' = Append(log, Stamp(log))\n"
        "====\n");
  Write("Log.cfg", "INIT Init NEXT Next\n");
  const Outcome outcome = Run({Path("Log.tla"), "--json", Path("log.json")});
  EXPECT_EQ(outcome.status, 75);
  const std::string file = Path("Log.tla");
  EXPECT_NE(outcome.output.find("  at " + file + ":4:12 in operator Last\n" +
                                "    4 | Last(s) == s[Len(s)]\n"
                                "      |            ^~~~~~~~~\n" +
                                "  " + file + ":5:25: note: in operator next\n" + "  " + file +
                                ":6:17: note: in operator Stamp\n" + "  " + file +
                                ":8:28: note: in operator Next\n"),
            std::string::npos)
      << outcome.output;
  std::ifstream written(Path("log.json"));
  const Json path = Json::parse(written)["violation"]["call_path"];
  ASSERT_EQ(path.size(), 4u);
  EXPECT_EQ(path[0]["in"], "operator Last");
  EXPECT_EQ(path[3]["location"]["start_line"], 8);
}

TEST_F(Program, NamesTheDefinitionThatIsFalseAndEachPartOfADisjunction) {
  Write("Clock.tla",
        "---- MODULE Clock ----\n"
        "EXTENDS Integers\n"
        "VARIABLE hour\n"
        "Init == hour = 1\n"
        "Tick == hour' = hour + 1\n"
        "Early == hour < 3 \\/ hour = 12\n"
        "Safe == hour > 0 /\\ Early\n"
        "====\n");
  Write("Clock.cfg", "INIT Init NEXT Tick INVARIANT Safe\n");
  const Outcome outcome = Run({Path("Clock.tla")});
  EXPECT_NE(outcome.output.find("  none of these holds, in Early:\n"
                                "    false: hour < 3\n"
                                "      hour = 3\n"
                                "    false: hour = 12\n"
                                "      hour = 3\n"),
            std::string::npos)
      << outcome.output;
}

TEST_F(Program, SaysThatAPostconditionIsFalseWhenNothingElseWasChecked) {
  Write("Clock.tla",
        "---- MODULE Clock ----\n"
        "EXTENDS TLC\n"
        "VARIABLE hour\n"
        "Init == hour = 1\n"
        "Next == UNCHANGED hour\n"
        "Done == TLCGet(\"distinct\") = 2\n"
        "====\n");
  Write("Clock.cfg", "INIT Init NEXT Next POSTCONDITION Done CHECK_DEADLOCK FALSE\n");
  const Outcome outcome = Run({Path("Clock.tla")});
  EXPECT_EQ(outcome.status, 10);
  EXPECT_NE(outcome.output.find("  false: TLCGet(\"distinct\") = 2\n"
                                "    TLCGet(\"distinct\") = 1\n"),
            std::string::npos)
      << outcome.output;
  EXPECT_TRUE(
      outcome.output.ends_with("Verdict: fail (exit status 10). Postcondition Done is false.\n"))
      << outcome.output;
}

// An action for two values of a quantified variable, one of them never enabled, says nothing.
TEST_F(Program, WarnsOfActionsThatAreNeverEnabled) {
  Write("Lamp.tla",
        "---- MODULE Lamp ----\n"
        "EXTENDS Integers\n"
        "VARIABLE lit\n"
        "Init == lit = 0\n"
        "Switch(to) == to < 2 /\\ lit' = 1 - lit\n"
        "Break == lit > 1 /\\ lit' = 2\n"
        "Next == Break \\/ \\E to \\in {1, 2} : Switch(to)\n"
        "====\n");
  Write("Lamp.cfg", "INIT Init NEXT Next\n");
  const Outcome outcome = Run({Path("Lamp.tla")});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(outcome.output.starts_with(
      Path("Lamp.tla") +
      ":6:10: warning: action Break is enabled in no reachable state [NeverEnabled]\n\n"))
      << outcome.output;
  EXPECT_EQ(Run({Path("Lamp.tla"), "--strict"}).status, 151);
}

TEST_F(Program, SuggestsTheFileThatWasMeant) {
  Outcome outcome = Run({Path("Clok.tla")});
  EXPECT_EQ(outcome.status, 255);
  EXPECT_NE(outcome.output.find("did you mean " + Path("Clock.tla") + "?"), std::string::npos);
  outcome = Run({Path("Clock.tla"), "--config", Path("Lat.cfg")});
  EXPECT_NE(outcome.output.find("did you mean --config " + Path("Late.cfg") + "?"),
            std::string::npos);
  fs::rename(Path("Clock.cfg"), Path("AtNoon.cfg"));
  outcome = Run({Path("Clock.tla")});
  EXPECT_NE(outcome.output.find("name one with --config: " + Path("AtNoon.cfg") + ", " +
                                Path("Late.cfg") + "\n"),
            std::string::npos)
      << outcome.output;
  outcome = Run({folder_.string() + "/"});
  EXPECT_NE(outcome.output.find("is a folder"), std::string::npos);
}

TEST_F(Program, SaysWhereAPropertyWasNamed) {
  const Outcome outcome = Run({Path("Clock.tla"), "--invariant", "Earlier"});
  EXPECT_EQ(outcome.status, 151);
  EXPECT_NE(outcome.output.find("the property Earlier named on the command line is not defined"),
            std::string::npos)
      << outcome.output;
}

TEST_F(Program, WritesADocumentForErrorsToo) {
  Write("Broken.tla", "---- MODULE Broken ----\nA == B\n====\n");
  const Outcome outcome = Run({Path("Broken.tla"), "--json", "-"});
  EXPECT_EQ(outcome.status, 150) << outcome.errors;
  const Json json = Json::parse(outcome.output);
  EXPECT_EQ(json["verdict"], "error");
  EXPECT_EQ(json["diagnostics"][0]["name"], "UnknownIdentifier");
  EXPECT_EQ(json["diagnostics"][0]["location"]["start_line"], 2);
}

TEST_F(Program, WritesTheTraceInTheInformalTraceFormat) {
  Run({Path("Clock.tla"), "--config", Path("Late.cfg"), "--trace-itf", Path("trace.itf.json")});
  std::ifstream stream(folder_ / "trace.itf.json");
  const Json json = Json::parse(stream);
  EXPECT_EQ(json["#meta"]["property"], "Early");
  EXPECT_EQ(json["states"][3]["hour"]["#bigint"], "4");
}

TEST_F(Program, EndsWith255WhenTheWorldStandsInTheWay) {
  EXPECT_EQ(Run({Path("Clock.tla"), "--json", Path("no/such/folder.json")}).status, 255);
  EXPECT_EQ(Run({Path("Nothing.tla")}).status, 255);
}

TEST_F(Program, EndsWith1AndOnStandardErrorWhenItIsUsedWrongly) {
  const Outcome outcome = Run({Path("Clock.tla"), "--no-such-option"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.output, "");
  EXPECT_NE(outcome.errors, "");
}

TEST_F(Program, StopsAtALimitAndSaysSo) {
  const Outcome outcome = Run({Path("Clock.tla"), "--max-depth", "3"});
  EXPECT_EQ(outcome.status, 21) << outcome.output;
  EXPECT_EQ(outcome.output.find("No error has been found"), std::string::npos);
}

TEST_F(Program, ShowsAStageAndNothingElse) {
  const Outcome outcome = Run({"parse", Path("Clock.tla"), "--print-tokens"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.output.find("Identifier Clock\n"), std::string::npos);
  EXPECT_EQ(outcome.output.find("Verdict"), std::string::npos);
}

TEST_F(Program, LeavesNothingBesideTheSpecification) {
  Run({Path("Clock.tla")});
  Run({Path("Clock.tla"), "--config", Path("Late.cfg")});
  size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 3u);
}

}  // namespace
}  // namespace checker::command_line

// Temporal properties of random specifications with interchangeable processes: judged with SYMMETRY
// and without it, the verdicts are the same.

#include <gtest/gtest.h>

#include <cstdlib>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "checker/parallel/big_stack_thread.h"
#include "checker/runs/check_run.h"
#include "tests/checker/runs/temporary_folder.h"

namespace checker::runs {
namespace {

// Processes with a stage each, an owner among them, and a counter.
class RandomProcesses {
 public:
  explicit RandomProcesses(uint32_t seed) : random_(seed) {}

  std::string Module() {
    std::string text =
        "---- MODULE R ----\nEXTENDS Naturals, FiniteSets, TLC\nCONSTANTS P, None\n"
        "VARIABLES stage, owner, n\nvars == <<stage, owner, n>>\nAlike == Permutations(P)\n"
        "Init == stage = [p \\in P |-> 0] /\\ owner \\in " +
        AnyOf({"{None}", "P", "P \\cup {None}"}) + " /\\ n = 0\n";
    for (const char* name : {"A(p)", "B(p)"}) {
      text += std::string(name) + " == " + Guard() + " /\\ " + Guard() + " /\\ " + Effect() + "\n";
    }
    text += "Work == \\E p \\in P : A(p) \\/ B(p)\nTick == " + Atom() +
            " /\\ n' = (n + 1) % 3 /\\ UNCHANGED <<stage, owner>>\nNext == Work \\/ Tick\n";
    text += "Spec == Init /\\ [][Next]_vars";
    for (uint32_t count = Pick(3); count > 0; --count) text += " /\\ " + Fairness();
    return text + "\nProp == " + Property() + "\n====\n";
  }

 private:
  uint32_t Pick(uint32_t below) { return random_() % below; }
  std::string AnyOf(std::initializer_list<const char*> texts) {
    std::string text = texts.begin()[Pick(static_cast<uint32_t>(texts.size()))];
    for (size_t at; (at = text.find('#')) != std::string::npos;) {
      text.replace(at, 1, std::to_string(Pick(3)));
    }
    return text;
  }
  // In what follows # stands for a number.
  std::string Guard() {
    return AnyOf({"stage[p] = #", "stage[p] < #", "owner = p", "owner /= p", "owner = None",
                  "n = #", "(\\E q \\in P \\ {p} : stage[q] = #)", "TRUE",
                  "Cardinality({q \\in P : stage[q] = #}) < 2"});
  }
  std::string Effect() {
    return AnyOf({"stage' = [stage EXCEPT ![p] = #]", "stage' = [stage EXCEPT ![p] = (@ + 1) % 3]",
                  "stage' = [q \\in P |-> IF q = p THEN # ELSE stage[q]]", "UNCHANGED stage"}) +
           " /\\ " +
           AnyOf({"owner' = p", "owner' = None", "owner' \\in P \\ {p}", "UNCHANGED owner"}) +
           " /\\ " + AnyOf({"n' = #", "UNCHANGED n", "UNCHANGED n"});
  }
  std::string Atom() {
    return "(" +
           AnyOf({"\\E p \\in P : stage[p] = #", "\\A p \\in P : stage[p] /= #", "owner = None",
                  "n = #", "Cardinality({p \\in P : stage[p] = #}) = #", "ENABLED Work",
                  "owner \\in P /\\ stage[owner] = #", "\\E p \\in P : ENABLED A(p)"}) +
           ")";
  }
  std::string Told() {  // tells the processes apart, or seems to
    return AnyOf({"(stage[CHOOSE p \\in P : TRUE] = #)", "(owner = CHOOSE p \\in P : TRUE)",
                  "(owner = (CHOOSE p \\in P : \\A q \\in P : stage[p] >= stage[q]))"});
  }
  std::string Either() { return Pick(8) == 0 ? Told() : Atom(); }
  std::string Step() {
    return AnyOf({"<<Work>>_vars", "<<Tick>>_n", "<<owner' /= owner>>_owner",
                  "<<\\E p \\in P : stage'[p] > stage[p]>>_vars"});
  }
  std::string Fairness() {
    return AnyOf({"WF_vars(Next)", "WF_vars(Work)", "SF_vars(Work)", "WF_vars(Tick)",
                  "SF_vars(\\E p \\in P : A(p))", "(\\A p \\in P : WF_vars(A(p)))"});
  }
  std::string Property() {
    switch (Pick(9)) {
      case 0: return "[]<>" + Either();
      case 1: return "<>[]" + Either();
      case 2: return Either() + " ~> " + Atom();
      case 3: return "[]<>" + Atom() + " => []<>" + Either();
      case 4: return "[]<>" + Step();
      case 5: return "[]<>" + Step() + " => <>" + Atom();
      case 6: return "\\A p \\in P : stage[p] = 0 ~> stage[p] = 1";
      case 7: return "<>[][" + AnyOf({"n' >= n", "owner' /= None", "~Work"}) + "]_vars";
      default: return "<>(" + Atom() + " /\\ []" + Either() + ")";
    }
  }

  std::mt19937 random_;
};

struct Judged {
  results::Verdict verdict;
  std::string note;  // of what was done without SYMMETRY
};

Judged Judge(const TemporaryFolder& folder, const std::string& module, bool symmetry) {
  CheckOptions options;
  options.source.specification = folder.Write("R.tla", module);
  options.source.configuration =
      folder.Write("R.cfg", std::string("SPECIFICATION Spec\nPROPERTY Prop\n") +
                                "CONSTANTS P = {a, b, c}\n  None = None\n" +
                                (symmetry ? "SYMMETRY Alike\n" : ""));
  options.workers = 1;
  options.check_deadlock = false;
  const results::Result result = RunCheck(options, nullptr);
  Judged judged{result.verdict, ""};
  for (const auto& diagnostic : result.diagnostics) {
    if (diagnostic.name == "LivenessWithoutSymmetry") judged.note = diagnostic.message;
  }
  return judged;
}

uint32_t NumberFrom(const char* variable, uint32_t otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr ? static_cast<uint32_t>(std::stoul(text)) : otherwise;
}

TEST(SymmetryAgreement, TheVerdictIsThatOfAllStates) {
  const uint32_t first = NumberFrom("WHODUNNIT_SYMMETRY_SEED", 1);
  const uint32_t rounds = NumberFrom("WHODUNNIT_SYMMETRY_ROUNDS", 400);
  const TemporaryFolder folder;
  uint32_t passes_on_classes = 0, violations_on_classes = 0, without = 0;
  for (uint32_t seed = first; seed < first + rounds; ++seed) {
    const std::string module = RandomProcesses(seed).Module();
    Judged with, plain;
    parallel::RunOnBigStack([&] {
      with = Judge(folder, module, true);
      plain = Judge(folder, module, false);
    });
    ASSERT_NE(plain.verdict, results::Verdict::kError) << module;
    ASSERT_EQ(with.verdict, plain.verdict) << "seed " << seed << "\n" << module << with.note;
    if (with.note.starts_with("because")) {
      ++without;
    } else if (with.note.empty()) {
      passes_on_classes += with.verdict == results::Verdict::kPass;
    } else {
      ++violations_on_classes;
    }
  }
  EXPECT_GT(passes_on_classes, rounds / 10);
  EXPECT_GT(violations_on_classes, rounds / 10);
  EXPECT_GT(without, rounds / 10);
}

}  // namespace
}  // namespace checker::runs

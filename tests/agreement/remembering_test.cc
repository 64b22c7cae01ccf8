// Steps made of what is remembered from other states are those that evaluating finds: random
// specifications, most of whose variables are functions that actions change in parts, are explored
// with and without remembering.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/agreement/lowered_text.h"

namespace agreement {
namespace {

const char kStart[] = R"(
EXTENDS Naturals, Sequences
VARIABLES x, f, n, r
\* The initial state satisfies all that is picked from below.
Init == /\ x = 1
        /\ f = [i \in 1..3 |-> 0]
        /\ n = [i \in 1..3 |-> [j \in {"p", "q"} |-> i % 2]]
        /\ r = [a |-> 0, b |-> <<>>]
Sum == f[1] + f[2] + f[3]
)";

const char kConfiguration[] =
    "INIT Init\nNEXT Next\nINVARIANTS Small Shape\nCONSTRAINTS Few Short\nCHECK_DEADLOCK FALSE\n";

using Choices = std::vector<std::string>;

const Choices kGuards = {"x < 3",        "f[i] = x",        "n[i].p # f[2]",
                         "Sum < 4",      "Len(r.b) < 2",    "\\E j \\in 1..3 : f[j] = x % 2",
                         "r.a = n[1].q", "x \\in {0, 1, 2}"};

// For each variable; i is a process.
const std::vector<Choices> kUpdates = {
    {"x' = (x + 1) % 4", "x' = f[i]", "x' \\in {0, x, f[1]}", "UNCHANGED x", "x' = x",
     "x' = IF f[i] = 1 THEN x ELSE 0", "x' = f'[2]", "(x' = 1 \\/ UNCHANGED x)"},
    {"f' = [f EXCEPT ![i] = (@ + 1) % 3]", "f' = [f EXCEPT ![i] = x]",
     "f' = [f EXCEPT ![i] = f[2], ![(i % 3) + 1] = (@ + x) % 3]", "UNCHANGED f",
     "f' = [j \\in 1..3 |-> f[4 - j]]", "f' = [f EXCEPT ![x] = 0]",
     "f' = IF x = 1 THEN f ELSE [f EXCEPT ![2] = 0]", "f' = [f EXCEPT ![i + 1] = 1]",
     "f' \\in {f, [f EXCEPT ![i] = 2]}", "(f' = [f EXCEPT ![1] = 1] \\/ f' = f)"},
    {"n' = [n EXCEPT ![i].q = (@ + x) % 3]", "n' = [n EXCEPT ![2] = [@ EXCEPT !.p = f[i]]]",
     "UNCHANGED n", "n' = [n EXCEPT ![f[1] + 1].p = x % 2, ![i].q = n[1].p]",
     "n' = [n EXCEPT ![i].p = 1 - (n[i].q % 2)]", "n' = [n EXCEPT ![i] = n[1]]",
     "n' = [n EXCEPT ![i].q = f'[1]]"},
    {"r' = [r EXCEPT !.a = x]", "r' = [r EXCEPT !.b = IF Len(@) < 2 THEN Append(@, x) ELSE <<>>]",
     "UNCHANGED r", "r' = [a |-> (r.a + 1) % 2, b |-> r.b]", "r' = [r EXCEPT !.b = <<Sum>>]",
     "r' = [r EXCEPT !.a = n'[2].p]"}};

const Choices kSmall = {"x < 4",
                        "(\\A j \\in 1..3 : n[j].p < 2 \\/ f[j] = 0)",
                        "n \\in [1..3 -> [{\"p\", \"q\"} -> 0..2]]",
                        "(\\A j, k \\in 1..3 : f[j] + f[k] < 4)",
                        "f \\in [1..3 -> 0..2]",
                        "(\\A j \\in 1..3 : f[j] < 3)",
                        "n[2].p < 2",
                        "r.a + x < 6",
                        "Len(r.b) < 3",
                        "Sum < 6"};
const Choices kFew = {"TRUE", "Sum < 5", "n[1].p + x < 5"};

class RandomSpecification {
 public:
  explicit RandomSpecification(uint32_t seed) : random_(seed) {}

  std::string Text() {
    std::string text = kStart;
    std::vector<std::string> steps;
    for (int a = 0; a < 4; ++a) {
      const std::string name = absl::StrCat("A", a);
      absl::StrAppend(&text, name, "(i) ==\n", Action());
      steps.push_back(absl::StrCat("(\\E i \\in 1..3 : ", name, "(i))"));
    }
    absl::StrAppend(&text, "Next == ", absl::StrJoin(steps, " \\/ "), "\nSmall == ", Any(kSmall),
                    " /\\ ", Any(kSmall), "\nShape == n[3].q \\in 0..3 /\\ ", Any(kSmall),
                    "\nFew == ", Any(kFew), "\nShort == Len(r.b) < 3 /\\ ", Any(kFew), "\n");
    return text;
  }

 private:
  const std::string& Any(const Choices& choices) { return choices[random_() % choices.size()]; }

  std::string Action() {
    Choices conjuncts = {Any(kGuards)};
    for (const Choices& updates : kUpdates)
      conjuncts.push_back(random_() % 2 == 0 ? "" : Any(updates));
    Choices unchanged;
    for (size_t v = 1; v < conjuncts.size(); ++v) {
      if (conjuncts[v].empty()) unchanged.emplace_back(1, "xfnr"[v - 1]);
    }
    std::erase(conjuncts, "");
    std::shuffle(conjuncts.begin() + 1, conjuncts.end(), random_);
    if (!unchanged.empty()) {
      const std::string same = absl::StrCat("UNCHANGED <<", absl::StrJoin(unchanged, ", "), ">>");
      conjuncts.insert(conjuncts.begin() + 1 + static_cast<long>(random_() % conjuncts.size()),
                       same);
    }
    return absl::StrCat("  /\\ ", absl::StrJoin(conjuncts, "\n  /\\ "), "\n");
  }

  std::mt19937 random_;
};

TEST(Remembering, ExploresAsEvaluatingDoes) {
  model::interpreter::SpecificationOptions remembering;
  remembering.remember_always = true;
  size_t lines = 0;
  for (uint32_t seed = 0; seed < 200 && !HasFailure(); ++seed) {
    const std::string text = RandomSpecification(seed).Text();
    LoweredText evaluating(text, kConfiguration);
    ASSERT_EQ(evaluating.complaints(), "") << text;
    LoweredText remembered(text, kConfiguration, remembering);
    const std::vector<std::string> expected = evaluating.Exploration(150);
    EXPECT_EQ(remembered.Exploration(150), expected) << text;
    lines += expected.size();
  }
  EXPECT_GT(lines, 20'000u);
}

}  // namespace
}  // namespace agreement

// Steps made of what is remembered from other states are those that evaluating finds: random
// specifications, most of whose variables are functions that actions change in parts, are explored
// with and without remembering.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/agreement/lowered_text.h"

namespace agreement {
namespace {

const char kStart[] = R"(
EXTENDS Naturals, Sequences, FiniteSets
VARIABLES x, f, n, r, s
\* The initial state satisfies all that is picked from below.
Init == /\ x = 1
        /\ f = [i \in 1..3 |-> 0]
        /\ n = [i \in 1..3 |-> [j \in {"p", "q"} |-> i % 2]]
        /\ r = [a |-> 0, b |-> <<>>]
        /\ s = {}
Sum == f[1] + f[2] + f[3]
Twice == [j \in 0..4 |-> 2 * j]
RECURSIVE Ones(_)
Ones(j) == IF j = 0 THEN 0 ELSE Ones(j - 1) + (IF f[j] = 1 THEN 1 ELSE 0)
Sent(p) == {m \in s : m[1] = p}
)";

const char kConfiguration[] =
    "INIT Init\nNEXT Next\nINVARIANTS Small Shape\nCONSTRAINTS Few Short\nCHECK_DEADLOCK FALSE\n";

using Choices = std::vector<std::string>;

const Choices kGuards = {"x < 3",
                         "f[i] = x",
                         "n[i].p # f[2]",
                         "Sum < 4",
                         "Len(r.b) < 2",
                         "\\E j \\in 1..3 : f[j] = x % 2",
                         "r.a = n[1].q",
                         "x \\in {0, 1, 2}",
                         "Sent(i) = {}",
                         "Cardinality(s) < 2",
                         "Ones(i) < 2",
                         "Twice[f[i]] < 4",
                         "(LET t == f[i] IN t < 2 /\\ t # x + 1)",
                         "(CASE x = 0 -> f[1] = 0 [] x = 1 -> n[i].p < 2 [] OTHER -> TRUE)",
                         "(CHOOSE j \\in 1..3 : f[j] >= f[i]) < 3",
                         "[j \\in 1..3 |-> f[j] + r.a][i] < 3",
                         "\\E m \\in s : m[2] = x"};

// For each variable; i is a process.
const std::vector<Choices> kUpdates = {
    {"x' = (x + 1) % 4", "x' = f[i]", "x' \\in {0, x, f[1]}", "UNCHANGED x", "x' = x",
     "x' = IF f[i] = 1 THEN x ELSE 0", "x' = f'[2]", "(x' = 1 \\/ UNCHANGED x)"},
    {"f' = [f EXCEPT ![i] = (@ + 1) % 3]", "f' = [f EXCEPT ![i] = x]",
     "f' = [f EXCEPT ![i] = f[2], ![(i % 3) + 1] = (@ + x) % 3]", "UNCHANGED f",
     "f' = [j \\in 1..3 |-> f[4 - j]]", "f' = [f EXCEPT ![x] = 0]",
     "f' = IF x = 1 THEN f ELSE [f EXCEPT ![2] = 0]", "f' = [f EXCEPT ![i + 1] = 1]",
     "f' \\in {f, [f EXCEPT ![i] = 2]}", "f' = LET t == f[i] + x IN [f EXCEPT ![i] = t % 3]",
     "f' = CASE x = 0 -> f [] OTHER -> [f EXCEPT ![i] = Ones(2)]",
     "f' = [f EXCEPT ![IF x = 1 THEN 1 ELSE i] = 1]", "f' = [f EXCEPT ![i] = Cardinality(s) % 3]",
     "(f' = [f EXCEPT ![1] = 1] \\/ f' = f)"},
    {"n' = [n EXCEPT ![i].q = (@ + x) % 3]", "n' = [n EXCEPT ![2] = [@ EXCEPT !.p = f[i]]]",
     "UNCHANGED n", "n' = [n EXCEPT ![f[1] + 1].p = x % 2, ![i].q = n[1].p]",
     "n' = [n EXCEPT ![i].p = 1 - (n[i].q % 2)]", "n' = [n EXCEPT ![i] = n[1]]",
     "n' = [n EXCEPT ![i].q = f'[1]]"},
    {"r' = [r EXCEPT !.a = x]", "r' = [r EXCEPT !.b = IF Len(@) < 2 THEN Append(@, x) ELSE <<>>]",
     "UNCHANGED r", "r' = [a |-> (r.a + 1) % 2, b |-> r.b]", "r' = [r EXCEPT !.b = <<Sum>>]",
     "r' = [r EXCEPT !.a = n'[2].p]", "r' = [r EXCEPT !.b = Tail(Append(@, f[i]))]"},
    {"s' = s \\cup {<<i, x>>}", "s' = {m \\in s : m[1] # i}", "s' = s \\ Sent(i)",
     "s' \\in {s, {}}", "UNCHANGED s", "s' = {<<m[1], (m[2] + f[i]) % 4>> : m \\in s}",
     "s' = IF Sent(2) = {} THEN s ELSE {<<i, f'[i]>>}"}};

const Choices kSmall = {"x < 4",
                        "(\\A j \\in 1..3 : n[j].p < 2 \\/ f[j] = 0)",
                        "n \\in [1..3 -> [{\"p\", \"q\"} -> 0..2]]",
                        "(\\A j, k \\in 1..3 : f[j] + f[k] < 4)",
                        "f \\in [1..3 -> 0..2]",
                        "(\\A j \\in 1..3 : f[j] < 3)",
                        "n[2].p < 2",
                        "r.a + x < 6",
                        "Len(r.b) < 3",
                        "(\\A m \\in s : m[1] \\in 1..3 /\\ m[2] < 4)",
                        "s \\in SUBSET ((1..3) \\X (0..3))",
                        "(LET t == f[2] IN t < 3)",
                        "Sum < 6"};
const Choices kFew = {"TRUE", "Sum < 5", "n[1].p + x < 5", "Cardinality(s) < 3"};

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
      if (conjuncts[v].empty()) unchanged.emplace_back(1, "xfnrs"[v - 1]);
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

// More with WHODUNNIT_AGREEMENT_ROUNDS=n.
uint32_t Rounds() {
  const char* rounds = std::getenv("WHODUNNIT_AGREEMENT_ROUNDS");
  return rounds == nullptr ? 200 : static_cast<uint32_t>(std::atoi(rounds));
}

TEST(Remembering, ExploresAsEvaluatingDoes) {
  model::interpreter::SpecificationOptions remembering;
  remembering.remember_always = true;
  size_t lines = 0;
  for (uint32_t seed = 0; seed < Rounds() && !HasFailure(); ++seed) {
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

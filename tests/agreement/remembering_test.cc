// Steps made of what is remembered from other states are those that evaluating finds, and satisfy
// the action properties that they satisfy when evaluated: random specifications, most of whose
// variables are functions that actions change in parts, are explored with and without remembering.

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
VARIABLES x, f, n, r, s, c
\* The initial state satisfies all that is picked from below.
Init == /\ x = 1
        /\ f = [i \in 1..3 |-> 0]
        /\ n = [i \in 1..3 |-> [j \in {"p", "q"} |-> i % 2]]
        /\ r = [a |-> 0, b |-> <<>>]
        /\ s = {}
        /\ c = [i \in 1..3 |-> 0]
Sum == f[1] + f[2] + f[3]
Twice == [j \in 0..4 |-> 2 * j]
RECURSIVE Ones(_)
Ones(j) == IF j = 0 THEN 0 ELSE Ones(j - 1) + (IF f[j] = 1 THEN 1 ELSE 0)
Sent(p) == {m \in s : m[1] = p}
)";

const char kConfiguration[] =
    "INIT Init\nNEXT Next\nINVARIANTS Small Shape\nCONSTRAINTS Few Short\n"
    "PROPERTIES Steps Kinds\nCHECK_DEADLOCK FALSE\n";

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
     "s' = IF Sent(2) = {} THEN s ELSE {<<i, f'[i]>>}"},
    {"c' = [c EXCEPT ![i] = IF x = 1 THEN \"low\" ELSE x]", "UNCHANGED c",
     "c' = [c EXCEPT ![2] = f[i]]", "c' = [c EXCEPT ![2] = IF f[i] = 1 THEN \"low\" ELSE @]"}};

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

// Of the actions of a property. Some fail: c[i] may be a string, r.b empty, f[x] outside.
const Choices kPropertyGuards = {"TRUE",
                                 "f[i] < 2",
                                 "x # 2",
                                 "c[i] < 2",
                                 "n[i].p = x",
                                 "Sent(i) = {}",
                                 "Sum < 4",
                                 "r.a + x < 4",
                                 "Head(r.b) < 2",
                                 "f[x] = 0",
                                 "f[i] \\in {0, 2}",
                                 "(\\E j \\in 1..3 : f[j] = n[i].q)",
                                 "(IF f[i] = 0 THEN x ELSE c[i]) < 3",
                                 "[n EXCEPT ![i].p = c[i] + 1][i].p > 0",
                                 "[p |-> x, q |-> c[2]] = n[i]",
                                 "(f[i] = 0 => c[i] >= 0)",
                                 "(x = 2 /\\ (CHOOSE v \\in {c[2]} : TRUE) < 3)",
                                 "(r.a = 1 /\\ Head(r.b) < 2)"};
const Choices kPropertyEffects = {"f' = [f EXCEPT ![i] = @ + 1]",
                                  "f'[i] # f[i]",
                                  "x' = x",
                                  "c' = c",
                                  "UNCHANGED <<f, r>>",
                                  "n' = [n EXCEPT ![i] = n'[i]]",
                                  "n'[i].q = n[i].q",
                                  "<<f', Sum'>> = <<f, Sum>>",
                                  "s' # s",
                                  "Sent(i)' = Sent(i)",
                                  "f'[i] + c[i] > 0",
                                  "c'[i] = c[i]",
                                  "Sum' > Sum",
                                  "x' = r.a",
                                  "c' = f",
                                  "f' = [f EXCEPT ![i] = r.a]",
                                  "c' = [c EXCEPT ![i] = n[i].p]",
                                  "(\\E j \\in 1..3 : f' = [f EXCEPT ![j] = f'[j]])"};

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
    absl::StrAppend(&text, "Steps == [][", Disjuncts(5), "]_<<x, f, n, r, s, c>>\n");
    absl::StrAppend(&text, "Kinds == [][", Disjuncts(2), " \\/ x' \\in 0..3]_<<f, s>>\n");
    return text;
  }

 private:
  const std::string& Any(const Choices& choices) { return choices[random_() % choices.size()]; }

  std::string Disjuncts(int count) {
    std::vector<std::string> disjuncts;
    for (; count > 0; --count) {
      disjuncts.push_back(absl::StrCat("(\\E i \\in 1..3 : ", Any(kPropertyGuards), " /\\ ",
                                       Any(kPropertyEffects), ")"));
    }
    return absl::StrJoin(disjuncts, " \\/ ");
  }

  std::string Action() {
    Choices conjuncts = {Any(kGuards)};
    for (const Choices& updates : kUpdates)
      conjuncts.push_back(random_() % 2 == 0 ? "" : Any(updates));
    Choices unchanged;
    for (size_t v = 1; v < conjuncts.size(); ++v) {
      if (conjuncts[v].empty()) unchanged.emplace_back(1, "xfnrsc"[v - 1]);
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

// How many of the first lines are the same.
size_t CountAlike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  size_t i = 0;
  while (i < std::min(a.size(), b.size()) && a[i] == b[i]) ++i;
  return i;
}
std::string LineAt(const std::vector<std::string>& lines, size_t i) {
  return i < lines.size() ? lines[i] : "the end";
}

// Returns how many lines were compared.
size_t ExpectSameExploration(const std::string& text, const std::string& configuration) {
  model::interpreter::SpecificationOptions remembering;
  remembering.remember_always = true;
  LoweredText evaluating(text, configuration);
  EXPECT_EQ(evaluating.complaints(), "") << text;
  if (!evaluating.complaints().empty()) return 0;
  LoweredText remembered(text, configuration, remembering);
  const std::vector<std::string> expected = evaluating.Exploration(150);
  const std::vector<std::string> found = remembered.Exploration(150);
  const size_t alike = CountAlike(found, expected);
  EXPECT_EQ(LineAt(found, alike), LineAt(expected, alike)) << text;
  return expected.size();
}

TEST(Remembering, ExploresAsEvaluatingDoes) {
  size_t lines = 0;
  for (uint32_t seed = 0; seed < Rounds() && !HasFailure(); ++seed)
    lines += ExpectSameExploration(RandomSpecification(seed).Text(), kConfiguration);
  EXPECT_GT(lines, 20'000u);
}

// What stands in front of the action that a step is one of is only evaluated, and fails, if x = 2.
TEST(Remembering, AStepKnownToSatisfyAPropertyIsJudgedWhereThatMayFail) {
  const char kText[] = R"(
EXTENDS Naturals
VARIABLES x, f, g
Init == x = 0 /\ f = [i \in 1..2 |-> 0] /\ g = [i \in 1..2 |-> 1]
\* Not known by x.
Copy == g[2] = 1 /\ g' = [g EXCEPT ![1] = f[1]] /\ UNCHANGED <<x, f>>
Turn == f[2] = 0 /\ x' = (x + 1) % 4 /\ f' = [f EXCEPT ![1] = IF x < 2 THEN "low" ELSE 0] /\ UNCHANGED g
Next == Copy \/ Turn
Steps == [][ \/ x = 2 /\ (CHOOSE v \in {f[1]} : TRUE) < 3 /\ FALSE
             \/ \E v \in {f[1]} : g'[1] = v
             \/ x' # x ]_<<x, f, g>>
)";
  EXPECT_GT(ExpectSameExploration(kText, "INIT Init\nNEXT Next\nPROPERTY Steps\n"), 10u);
}

}  // namespace
}  // namespace agreement

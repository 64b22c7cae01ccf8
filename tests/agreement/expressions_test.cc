// The fast path evaluates expressions as the slow evaluator does: small ones exhaustively, large
// ones at random; as constants, which lowering evaluates early, and over the variables of a state.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/agreement/lowered_text.h"
#include "tests/agreement/random_expression.h"
#include "tests/agreement/slow_evaluator.h"

namespace agreement {
namespace {

using absl::StrCat;

struct Counts {
  size_t values = 0, errors = 0, skipped = 0, disagreements = 0;
};

// "" if it could not be judged.
std::string Judged(SlowEvaluator& slow, const std::string& definition, const State& state) {
  try {
    return Text(slow.Evaluate(definition, state));
  } catch (const Error& error) {
    return error.may_be_late ? "" : "error";
  } catch (const Exhausted&) {
    return "";
  }
}

void Compare(const std::string& expression, const std::string& judged, const std::string& fast,
             Counts* counts) {
  if (judged.empty()) {
    ++counts->skipped;
    return;
  }
  ++(judged == "error" ? counts->errors : counts->values);
  if (fast != judged) ++counts->disagreements;
  EXPECT_EQ(fast, judged) << "of " << expression;
}

void CompareAsConstants(const std::vector<std::string>& expressions, Counts* counts) {
  std::string text = kPrelude;
  for (size_t i = 0; i < expressions.size(); ++i) {
    absl::StrAppend(&text, "E", i, " == ", expressions[i], "\nASSUME E", i, "\n");
  }
  LoweredText fast(text, "");
  ASSERT_EQ(fast.complaints(), "");
  SlowEvaluator slow(fast.specification());
  for (size_t i = 0; i < expressions.size(); ++i) {
    const std::string judged = Judged(slow, StrCat("E", i), {});
    if (!judged.empty()) Compare(expressions[i], judged, fast.Assumption(i), counts);
    if (judged.empty()) ++counts->skipped;
  }
}

// One state for all of them.
const char kVariables[] = R"(
VARIABLES x, y, s, t, q, f, r
Init == /\ x = 2 /\ y = -3 /\ s = {1, 2, 70} /\ t = {"b", "a"} /\ q = <<4, 2, 4>>
        /\ f = [i \in 0..2 |-> {i}] /\ r = [a |-> 5, b |-> TRUE]
Next == UNCHANGED <<x, y, s, t, q, f, r>>
)";

RandomExpression::Names Variables() {
  const Type integer{Type::Kind::kInteger, {}}, string{Type::Kind::kString, {}};
  const Type integers{Type::Kind::kSet, {integer}};
  return {{"x", integer},
          {"y", integer},
          {"s", integers},
          {"t", {Type::Kind::kSet, {string}}},
          {"q", {Type::Kind::kSequence, {integer}}},
          {"f", {Type::Kind::kFunction, {integers}}},
          {"r", {Type::Kind::kRecord, {}}}};
}

State InitialState() {
  const auto set = [](Set elements) { return Of(std::move(elements)); };
  const auto i = [](int64_t n) { return Value(n); };
  return {{"x", i(2)},
          {"y", i(-3)},
          {"s", set({i(1), i(2), i(70)})},
          {"t", set({std::string("a"), std::string("b")})},
          {"q", Tuple({i(4), i(2), i(4)})},
          {"f", Of(Function{{i(0), set({i(0)})}, {i(1), set({i(1)})}, {i(2), set({i(2)})}})},
          {"r", Of(Function{{std::string("a"), i(5)}, {std::string("b"), true}})}};
}

void CompareInState(const std::vector<std::string>& expressions, Counts* counts) {
  std::string text = StrCat(kPrelude, kVariables), configuration = "INIT Init\nNEXT Next\n";
  for (size_t i = 0; i < expressions.size(); ++i) {
    absl::StrAppend(&text, "E", i, " == ", expressions[i], "\nI", i, " == IF x = 2 THEN E", i,
                    " ELSE TRUE\n");
    absl::StrAppend(&configuration, "INVARIANT I", i, "\n");
  }
  LoweredText fast(text, configuration);
  ASSERT_EQ(fast.complaints(), "");
  SlowEvaluator slow(fast.specification());
  const State state = InitialState();
  for (size_t i = 0; i < expressions.size(); ++i) {
    const std::string judged = Judged(slow, StrCat("E", i), state);
    if (!judged.empty()) Compare(expressions[i], judged, fast.Invariant(i), counts);
    if (judged.empty()) ++counts->skipped;
  }
}

// Batches, so that one module does not become too long.
void InBatches(const std::vector<std::string>& expressions,
               void (*compare)(const std::vector<std::string>&, Counts*), Counts* counts) {
  constexpr size_t kBatch = 500, kEnough = 50;
  for (size_t begin = 0; begin < expressions.size() && counts->disagreements < kEnough;
       begin += kBatch) {
    const size_t end = std::min(expressions.size(), begin + kBatch);
    compare({expressions.begin() + static_cast<std::ptrdiff_t>(begin),
             expressions.begin() + static_cast<std::ptrdiff_t>(end)},
            counts);
  }
}

std::vector<std::string> RandomExpressions(uint64_t seed, size_t count,
                                           const RandomExpression::Names& names) {
  std::vector<std::string> expressions;
  for (size_t i = 0; i < count; ++i) {
    RandomExpression random(seed * 1'000'000 + i, names);
    const Type type = random.AnyType(2);
    expressions.push_back(random.Expression(type, 2 + static_cast<int>(i % 3)));
  }
  return expressions;
}

size_t Rounds() {
  const char* rounds = std::getenv("WHODUNNIT_AGREEMENT_ROUNDS");
  return rounds != nullptr ? std::stoul(rounds) : 1;
}

TEST(Agreement, OnEverySmallExpression) {
  const std::vector<std::string> leaves = {"TRUE",
                                           "FALSE",
                                           "0",
                                           "1",
                                           "-2",
                                           "70",
                                           "\"a\"",
                                           "\"b\"",
                                           "{}",
                                           "{1}",
                                           "{1, 70}",
                                           "1..3",
                                           "{\"a\"}",
                                           "{\"a\", \"b\"}",
                                           "{{}, {1}}",
                                           "{TRUE}",
                                           "BOOLEAN",
                                           "<<>>",
                                           "<<1>>",
                                           "<<1, 70>>",
                                           "<<\"a\", \"b\">>",
                                           "<<{1}>>",
                                           "[a |-> 1]",
                                           "[a |-> 1, b |-> TRUE]",
                                           "[k \\in {0, 1} |-> k]",
                                           "(1 :> 1)",
                                           "{<<1, 2>>}",
                                           "{[a |-> 1]}",
                                           "SUBSET {1, 2}",
                                           "[{1, 2} -> {0, 1}]",
                                           "[a : {1}]",
                                           "({1} \\X {2})"};
  const std::vector<std::string> infix = {
      "=",   "#",   "\\in",  "\\notin", "\\subseteq", "\\cup", "\\cap", "\\", "+",
      "-",   "*",   "\\div", "%",       "<",          ">",     "<=",    ">=", "..",
      "/\\", "\\/", "=>",    "<=>",     "\\o",        "@@",    ":>"};
  const std::vector<std::string> prefix = {"~",           "-",   "SUBSET ", "UNION ", "DOMAIN ",
                                           "Cardinality", "Len", "Head",    "Tail",   "Sum"};
  std::vector<std::string> expressions;
  for (const std::string& a : leaves) {
    for (const std::string& op : prefix) expressions.push_back(StrCat(op, "(", a, ")"));
    for (const std::string& b : leaves) {
      for (const std::string& op : infix)
        expressions.push_back(StrCat("(", a, ") ", op, " (", b, ")"));
      expressions.push_back(StrCat("(", a, ")[", b, "]"));
      expressions.push_back(StrCat("[(", a, ") EXCEPT ![", b, "] = 3]"));
      expressions.push_back(StrCat("{n \\in (", a, ") : n = ", b, "}"));
      expressions.push_back(StrCat("[(", a, ") -> (", b, ")]"));
      expressions.push_back(StrCat("Append(", a, ", ", b, ")"));
    }
  }
  Counts counts;
  InBatches(expressions, CompareAsConstants, &counts);
  EXPECT_GT(counts.values, 2500u);  // most have operands of a wrong kind
  EXPECT_LT(counts.skipped, expressions.size() / 8);
}

TEST(Agreement, OnRandomConstantExpressions) {
  Counts counts;
  for (size_t round = 0; round < Rounds(); ++round) {
    InBatches(RandomExpressions(10 + round, 6000, {}), CompareAsConstants, &counts);
  }
  EXPECT_GT(counts.values, 2 * counts.skipped);
}

TEST(Agreement, OnRandomExpressionsOverAState) {
  Counts counts;
  for (size_t round = 0; round < Rounds(); ++round) {
    InBatches(RandomExpressions(500'010 + round, 6000, Variables()), CompareInState, &counts);
  }
  EXPECT_GT(counts.values, 2 * counts.skipped);
}

}  // namespace
}  // namespace agreement

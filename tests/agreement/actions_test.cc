// The fast path finds the successors of random actions that the slow evaluator finds: as many, in
// the same order; and none exactly where the action is not enabled.

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/agreement/lowered_text.h"
#include "tests/agreement/random_expression.h"
#include "tests/agreement/slow_evaluator.h"

namespace agreement {
namespace {

const char kVariables[] = R"(
VARIABLES x, y, s
Init == x = 1 /\ y = 5 /\ s = {2, 3}
)";

State InitialState() {
  return {{"x", Value(int64_t{1})},
          {"y", Value(int64_t{5})},
          {"s", Of(Set{Value(int64_t{2}), Value(int64_t{3})})}};
}

std::string StepText(const State& state) {
  return absl::StrCat("x = ", Text(state.at("x")), ", y = ", Text(state.at("y")),
                      ", s = ", Text(state.at("s")));
}

size_t Rounds() {
  const char* rounds = std::getenv("WHODUNNIT_AGREEMENT_ROUNDS");
  return rounds != nullptr ? std::stoul(rounds) : 1;
}

std::string RandomAction(size_t seed) {
  const Type integer{Type::Kind::kInteger, {}};
  RandomExpression random(seed,
                          {{"x", integer}, {"y", integer}, {"s", {Type::Kind::kSet, {integer}}}});
  return random.Action(1 + static_cast<int>(seed % 4));
}

// The steps as text, the last of them "error" if one ended the enumeration; none if they can't be
// judged.
std::optional<std::vector<std::string>> Judged(SlowEvaluator& slow) {
  try {
    const SlowEvaluator::Steps found = slow.Successors("Next", InitialState());
    if (found.error && found.error->may_be_late) return std::nullopt;
    std::vector<std::string> steps;
    for (const State& target : found.targets) steps.push_back(StepText(target));
    if (found.error) steps.push_back("error");
    return steps;
  } catch (const Exhausted&) {
    return std::nullopt;
  }
}

TEST(ActionAgreement, OnRandomActions) {
  const size_t count = 1000 * Rounds();
  size_t judged = 0, steps = 0;
  for (size_t i = 0; i < count && !HasFailure(); ++i) {
    const std::string action = RandomAction(i);
    LoweredText fast(absl::StrCat(kPrelude, kVariables, "Next == ", action),
                     "INIT Init\nNEXT Next\n");
    ASSERT_EQ(fast.complaints(), "") << action;
    SlowEvaluator slow(fast.specification());
    const auto expected = Judged(slow);
    if (!expected) continue;
    ++judged;
    steps += expected->size();
    EXPECT_EQ(fast.Successors(), *expected) << action;
  }
  EXPECT_GT(judged, count / 2);
  EXPECT_GT(steps, judged / 2);
}

// "" if it can't be judged.
std::string JudgedEnabled(SlowEvaluator& slow, const std::string& action) {
  try {
    return slow.Enabled(action, InitialState()) ? "TRUE" : "FALSE";
  } catch (const Error& error) {
    return error.may_be_late ? "" : "error";
  } catch (const Exhausted&) {
    return "";
  }
}

TEST(ActionAgreement, OnWhetherRandomActionsAreEnabled) {
  constexpr size_t kBatch = 100;
  std::map<std::string, size_t> answers;
  for (size_t batch = 0; batch < 10 * Rounds() && !HasFailure(); ++batch) {
    std::string text = absl::StrCat(kPrelude, kVariables, "Next == UNCHANGED <<x, y, s>>\n");
    std::string configuration = "INIT Init\nNEXT Next\n";
    for (size_t i = 0; i < kBatch; ++i) {
      absl::StrAppend(&text, "A", i, " == ", RandomAction(1'000'000 + batch * kBatch + i), "\nCan",
                      i, " == ENABLED A", i, "\n");
      absl::StrAppend(&configuration, "INVARIANT Can", i, "\n");
    }
    LoweredText fast(text, configuration);
    ASSERT_EQ(fast.complaints(), "");
    SlowEvaluator slow(fast.specification());
    for (size_t i = 0; i < kBatch; ++i) {
      const std::string judged = JudgedEnabled(slow, absl::StrCat("A", i));
      ++answers[judged];
      if (!judged.empty())
        EXPECT_EQ(fast.Invariant(i), judged)
            << "ENABLED " << RandomAction(1'000'000 + batch * kBatch + i);
    }
  }
  EXPECT_GT(answers["TRUE"], 100u);
  EXPECT_GT(answers["FALSE"], 100u);
  EXPECT_GT(answers["error"], 10u);
}

}  // namespace
}  // namespace agreement

#include <gtest/gtest.h>
#include <pthread.h>

#include "tests/model/interpreter/program_builder.h"

namespace model::interpreter {
namespace {

using Id = ProgramBuilder::Id;

TEST(Connectives, DoNotLookAtWhatCannotMatter) {
  ProgramBuilder b;
  const Id bad = b.Fail("looked at");
  EXPECT_EQ(b.Show(b.Make(Operation::kAnd, {b.Bool(false), bad})), "FALSE");
  EXPECT_EQ(b.Show(b.Make(Operation::kOr, {b.Bool(true), bad, bad})), "TRUE");
  EXPECT_EQ(b.Show(b.Make(Operation::kImplies, {b.Bool(false), bad})), "TRUE");
  EXPECT_EQ(b.Show(b.Make(Operation::kIf, {b.Bool(true), b.Int(1), bad})), "1");
  EXPECT_EQ(
      b.Show(b.Make(Operation::kCase, {b.Bool(false), bad, b.Bool(true), b.Int(2), bad, bad})),
      "2");
}

TEST(Connectives, NameTheOperandThatIsNoBoolean) {
  ProgramBuilder b;
  EXPECT_EQ(b.ErrorOf(b.Make(Operation::kAnd, {b.Bool(true), b.Int(1)})),
            "Attempted to evaluate an expression of form P /\\ Q when Q was\nan integer.");
  EXPECT_EQ(b.ErrorOf(b.Make(Operation::kIf, {b.Int(1), b.Int(1), b.Int(2)})),
            "A non-boolean expression (an integer) was used as the condition of an IF.");
  EXPECT_EQ(b.ErrorOf(b.Make(Operation::kCase, {b.Bool(false), b.Int(1)})),
            "Attempted to evaluate a CASE with no conditions true.");
}

TEST(Quantifiers, RunTheFirstVariableFastest) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot(), y = b.NewSlot();
  // With x fastest, <<2, 3>> is met before <<1, 4>>, where the body fails.
  const Id body =
      b.Make(Operation::kIf, {b.Make(Operation::kEqual, {b.Slot(y), b.Int(4)}), b.Fail("met y = 4"),
                              b.Make(Operation::kEqual, {b.Slot(x), b.Int(2)})});
  EXPECT_EQ(
      b.Show(b.Bind(Operation::kExists, {{x, b.Interval(1, 2)}, {y, b.Interval(3, 4)}}, body)),
      "TRUE");
}

TEST(Quantifiers, OverNothingAreDecided) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot();
  EXPECT_EQ(b.Show(b.Bind(Operation::kForAll, {{x, b.Interval(1, 0)}}, b.Fail("evaluated"))),
            "TRUE");
  EXPECT_EQ(b.Show(b.Bind(Operation::kExists, {{x, b.Interval(1, 0)}}, b.Fail("evaluated"))),
            "FALSE");
}

TEST(Quantifiers, DoNotBuildAFilteredSetFirst) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot(), y = b.NewSlot();
  const Id filter = b.Bind(Operation::kSetFilter, {{y, b.Interval(1, 9'000'000)}},
                           b.Make(Operation::kGreater, {b.Slot(y), b.Int(2)}));
  EXPECT_EQ(b.Show(b.Bind(Operation::kExists, {{x, filter}},
                          b.Make(Operation::kEqual, {b.Slot(x), b.Int(3)}))),
            "TRUE");
}

TEST(Choose, TakesTheFirstOrFails) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot();
  EXPECT_EQ(b.Show(b.Bind(Operation::kChoose, {{x, b.Interval(-3, 100)}},
                          b.Make(Operation::kGreater, {b.Slot(x), b.Int(1)}))),
            "2");
  EXPECT_EQ(b.ErrorOf(b.Bind(Operation::kChoose, {{x, b.Interval(1, 3)}}, b.Bool(false))),
            "Attempted to compute the value of an expression of form\nCHOOSE x \\in S: P, but no "
            "element of S satisfied P.");
}

TEST(Patterns, TakeTuplesApart) {
  ProgramBuilder b;
  const uint32_t pair = b.NewSlot(), left = b.NewSlot(), right = b.NewSlot();
  ProgramBuilder::Expression map;
  map.operation = Operation::kSetMap;
  const Id pairs = b.Make(Operation::kProduct, {b.Interval(1, 2), b.Interval(5, 6)});
  map.bounds = {{pair, 2, pairs, {"l", "r"}}};
  map.operands = {b.Make(Operation::kAdd, {b.Slot(left), b.Slot(right)})};
  EXPECT_EQ(b.Show(b.Add(map)), "{6, 7, 8}");
}

TEST(Comprehensions, OfSmallAndLargeSetsAgree) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot();
  const Id even =
      b.Make(Operation::kEqual, {b.Make(Operation::kModulo, {b.Slot(x), b.Int(2)}), b.Int(0)});
  EXPECT_EQ(b.Show(b.Bind(Operation::kSetFilter, {{x, b.Interval(1, 6)}}, even)), "{2, 4, 6}");
  EXPECT_EQ(b.Show(b.Bind(Operation::kSetFilter, {{x, b.Interval(97, 102)}}, even)),
            "{98, 100, 102}");
}

TEST(Functions, OverOneToNAreTuples) {
  ProgramBuilder b;
  const uint32_t x = b.NewSlot(), y = b.NewSlot();
  const Id square = b.Make(Operation::kMultiply, {b.Slot(x), b.Slot(x)});
  EXPECT_EQ(b.Show(b.Bind(Operation::kFunction, {{x, b.Interval(1, 3)}}, square)), "<<1, 4, 9>>");
  EXPECT_EQ(b.Show(b.Bind(Operation::kFunction, {{x, b.Interval(0, 1)}}, square)),
            "(0 :> 0 @@ 1 :> 1)");
  EXPECT_EQ(b.Show(b.Bind(Operation::kFunction, {{x, b.Interval(1, 0)}}, square)), "<<>>");
  const Id two = b.Bind(Operation::kFunction, {{x, b.Interval(1, 2)}, {y, b.Interval(3, 4)}},
                        b.Make(Operation::kAdd, {b.Slot(x), b.Slot(y)}));
  EXPECT_EQ(
      b.Show(b.Make(Operation::kApply, {two, b.Make(Operation::kTuple, {b.Int(2), b.Int(3)})})),
      "5");
}

class ExceptTest : public testing::Test {
 protected:
  // [base EXCEPT ![key1] = @ + add1, ...]
  Id Except(Id base, std::vector<std::pair<int, int>> updates) {
    ProgramBuilder::Expression e;
    e.operation = Operation::kExcept;
    e.operands = {base};
    for (auto [key, add] : updates) {
      const uint32_t at = b.NewSlot();
      e.updates.push_back({{b.Int(key)}, b.Make(Operation::kAdd, {b.Slot(at), b.Int(add)}), at});
    }
    return b.Add(std::move(e));
  }
  ProgramBuilder b;
};

TEST_F(ExceptTest, AppliesUpdatesOneAfterTheOther) {
  const Id pair = b.Make(Operation::kTuple, {b.Int(1), b.Int(2)});
  EXPECT_EQ(b.Show(Except(pair, {{1, 5}, {1, 5}})), "<<11, 2>>");
  EXPECT_EQ(b.Show(Except(pair, {{1, 5}, {2, 5}})), "<<6, 7>>");
}

TEST_F(ExceptTest, LeavesTheFunctionAloneOutsideItsDomain) {
  EXPECT_EQ(b.Show(Except(b.Make(Operation::kTuple, {b.Int(1)}), {{7, 1}})), "<<1>>");
}

TEST_F(ExceptTest, DoesNotTouchTheOriginal) {
  const uint32_t slot = b.NewSlot();
  ProgramBuilder::Expression let;
  let.operation = Operation::kLet;
  let.slots = {slot};
  const Id original =
      b.WithSlot(Operation::kLazy, slot, {b.Make(Operation::kTuple, {b.Int(1), b.Int(2)})});
  let.operands = {b.Make(Operation::kTuple, {Except(original, {{1, 1}, {2, 1}}), original})};
  EXPECT_EQ(b.Show(b.Add(let)), "<<<<2, 3>>, <<1, 2>>>>");
}

TEST(Definitions, AreEvaluatedOnceAndOnlyWhenNeeded) {
  ProgramBuilder b;
  const uint32_t slot = b.NewSlot();
  ProgramBuilder::Expression let;
  let.operation = Operation::kLet;
  let.slots = {slot};
  const Id bad = b.WithSlot(Operation::kLazy, slot, {b.Fail("needed")});
  let.operands = {b.Make(Operation::kIf, {b.Bool(false), bad, b.Int(3)})};
  EXPECT_EQ(b.Show(b.Add(let)), "3");
}

// Sum(n) == IF n = 0 THEN 0 ELSE n + Sum(n - 1)
Id SumTo(ProgramBuilder& b, int64_t n, bool endless = false) {
  const uint32_t unit = b.NewUnit("Sum");
  const uint32_t parameter = b.NewParameter(unit);
  const Id n_value = b.WithSlot(Operation::kParameter, parameter);
  const Id inner =
      b.WithIndex(Operation::kCall, unit, {b.Make(Operation::kSubtract, {n_value, b.Int(1)})});
  const Id done = endless ? b.Bool(false) : b.Make(Operation::kEqual, {n_value, b.Int(0)});
  b.program->units[unit].body =
      b.Make(Operation::kIf, {done, b.Int(0), b.Make(Operation::kAdd, {n_value, inner})});
  return b.WithIndex(Operation::kCall, unit, {b.Int(n)});
}

void OnBigStack(void (*body)()) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t{1} << 29);
  pthread_t thread;
  ASSERT_EQ(pthread_create(
                &thread, &attributes,
                [](void* f) -> void* {
                  reinterpret_cast<void (*)()>(f)();
                  return nullptr;
                },
                reinterpret_cast<void*>(body)),
            0);
  pthread_join(thread, nullptr);
}

TEST(Procedures, RecurTenThousandDeep) {
  OnBigStack([] {
    ProgramBuilder b;
    EXPECT_EQ(b.Show(SumTo(b, 10'000)), "50005000");
  });
}

TEST(Procedures, WithoutEndAreAnErrorNotACrash) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "AddressSanitizer takes the unwinding of so large a stack for an error";
#endif
  OnBigStack([] {
    ProgramBuilder b;
    try {
      b.Show(SumTo(b, 1, true));
      FAIL() << "it ended";
    } catch (const values::EvaluationError& error) {
      EXPECT_EQ(error.kind, values::ErrorKind::kStackOverflow);
    }
  });
}

TEST(Procedures, DoNotEvaluateArgumentsThatAreNotUsed) {
  ProgramBuilder b;
  const uint32_t unit = b.NewUnit("First");
  const uint32_t first = b.NewParameter(unit);
  b.NewParameter(unit);
  b.program->units[unit].body = b.WithSlot(Operation::kParameter, first);
  const Id cheap_but_bad = b.Make(Operation::kAdd, {b.Int(1), b.String("x")});
  EXPECT_EQ(b.Show(b.WithIndex(Operation::kCall, unit, {b.Int(1), cheap_but_bad})), "1");
  EXPECT_EQ(b.Show(b.WithIndex(Operation::kCall, unit, {b.Int(1), b.Fail("used")})), "1");
  EXPECT_EQ(b.ErrorOf(b.WithIndex(Operation::kCall, unit, {b.Fail("used"), b.Int(1)})), "used");
}

TEST(OperatorArguments, RunInTheFrameThatWroteThem) {
  ProgramBuilder b;
  // Twice(F(_), n) == F(F(n)); Twice(LAMBDA p : p + outer, 1) with outer = 10 in the root frame.
  const uint32_t unit = b.NewUnit("Twice");
  const uint32_t f = b.NewParameter(unit, true);
  const uint32_t n = b.NewParameter(unit);
  const Id inner = b.WithSlot(Operation::kCallOperator, f, {b.WithSlot(Operation::kParameter, n)});
  b.program->units[unit].body = b.WithSlot(Operation::kCallOperator, f, {inner});
  const uint32_t outer = b.NewSlot(), p = b.NewSlot();
  ProgramBuilder::Expression call;
  call.operation = Operation::kCall;
  call.index = unit;
  call.operands = {b.Int(1)};
  call.operators = {{{p}, b.Make(Operation::kAdd, {b.Slot(p), b.Slot(outer)}), kNoSlot}};
  const Id map = b.Bind(Operation::kSetMap, {{outer, b.Interval(10, 11)}}, b.Add(call));
  EXPECT_EQ(b.Show(map), "{21, 23}");
}

TEST(LazyFunctions, RememberTheirValues) {
  ProgramBuilder b;
  // Fib[i \in Nat] == IF i < 2 THEN i ELSE Fib[i - 1] + Fib[i - 2]: exponential without memory.
  const uint32_t unit = b.NewUnit("Fib");
  const uint32_t self = b.NewSlot(unit), i = b.NewSlot(unit);
  b.program->units[unit].self_slot = self;
  b.program->units[unit].bounds = b.Bounds({{i, b.Literal(Value::Of(values::Special::kNat))}});
  auto earlier = [&](int back) {
    return b.Make(Operation::kApply,
                  {b.Slot(self), b.Make(Operation::kSubtract, {b.Slot(i), b.Int(back)})});
  };
  const Id body =
      b.Make(Operation::kIf, {b.Make(Operation::kLess, {b.Slot(i), b.Int(2)}), b.Slot(i),
                              b.Make(Operation::kAdd, {earlier(1), earlier(2)})});
  b.program->expressions[static_cast<uint32_t>(body)].free_slots = {self, i};
  b.program->units[unit].body = body;
  const Id fib = b.Cell(b.WithIndex(Operation::kLazyFunction, unit));
  EXPECT_EQ(b.Show(b.Make(Operation::kApply, {fib, b.Int(60)})), "1548008755920");
  EXPECT_NE(
      b.ErrorOf(b.Make(Operation::kApply, {fib, b.Int(-1)})).find("which is not in its domain."),
      std::string::npos);
}

TEST(PredicateSets, AnswerMembershipOnly) {
  ProgramBuilder b;
  const uint32_t unit = b.NewUnit("");
  const uint32_t x = b.NewSlot(unit);
  b.program->units[unit].bounds = b.Bounds({{x, b.Literal(Value::Of(values::Special::kNat))}});
  b.program->units[unit].body = b.Make(Operation::kGreater, {b.Slot(x), b.Int(5)});
  const Id set = b.WithIndex(Operation::kPredicateSet, unit);
  EXPECT_EQ(b.Show(b.Make(Operation::kIn, {b.Int(6), set})), "TRUE");
  EXPECT_EQ(b.Show(b.Make(Operation::kIn, {b.Int(5), set})), "FALSE");
}

TEST(Cells, KeepLazySetsLazyAndErrorsUnknown) {
  ProgramBuilder b;
  const Id subsets = b.Cell(b.Make(Operation::kSubsets, {b.Interval(1, 50)}));
  EXPECT_EQ(b.Show(b.Make(Operation::kIn, {b.Interval(3, 9), subsets})), "TRUE");
  const Id bad = b.Cell(b.Fail("wrong"));
  EXPECT_EQ(b.ErrorOf(bad), "wrong");
  EXPECT_EQ(b.ErrorOf(bad), "wrong");
}

TEST(Integers, LeaveTheWordWithoutWrapping) {
  ProgramBuilder b;
  const int64_t big = values::kMaxImmediate;
  EXPECT_EQ(b.Show(b.Make(Operation::kAdd, {b.Int(big), b.Int(1)})), std::to_string(big + 1));
  EXPECT_EQ(b.Show(b.Make(Operation::kSubtract,
                          {b.Make(Operation::kAdd, {b.Int(big), b.Int(1)}), b.Int(1)})),
            std::to_string(big));
  EXPECT_EQ(b.Show(b.Make(Operation::kModulo, {b.Int(-7), b.Int(2)})), "1");
  EXPECT_EQ(b.Show(b.Make(Operation::kIn, {b.Int(3), b.Interval(1, 3)})), "TRUE");
}

}  // namespace
}  // namespace model::interpreter

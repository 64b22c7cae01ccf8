#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

using IntegersTest = ValuesTest;

TEST_F(IntegersTest, DivisionRoundsDownAndTheRemainderIsNeverNegative) {
  for (const int64_t a : {-8, -7, -1, 0, 1, 7, 8}) {
    for (const int64_t b : {-3, -2, -1, 1, 2, 3}) {
      const int64_t quotient = IntegerOf(Divide(heap_, Int(a), Int(b)));
      EXPECT_LE(b > 0 ? quotient * b : -quotient * b, b > 0 ? a : -a);
      EXPECT_GT(b > 0 ? (quotient + 1) * b : -(quotient + 1) * b, b > 0 ? a : -a);
      if (b < 0) continue;
      const int64_t remainder = IntegerOf(Modulo(heap_, Int(a), Int(b)));
      EXPECT_EQ(quotient * b + remainder, a);
    }
  }
}

TEST_F(IntegersTest, IntegersBeyondAWordStayExact) {
  const Value big = Add(heap_, Int(kMaxImmediate), Int(1));
  EXPECT_TRUE(IsObjectOf(big, ObjectKind::kBigInteger));
  EXPECT_EQ(IntegerOf(big), kMaxImmediate + 1);
  EXPECT_EQ(Subtract(heap_, big, Int(1)), Value::SmallInteger(kMaxImmediate));
  EXPECT_TRUE(Equal(heap_, big, Int(kMaxImmediate + 1)));
  EXPECT_TRUE(Less(heap_, Int(5), big));
  EXPECT_TRUE(IsObjectOf(Negate(heap_, Add(heap_, big, Int(1))), ObjectKind::kBigInteger));
}

TEST_F(IntegersTest, OverflowIsAnError) {
  EXPECT_EQ(ErrorOf([&] { Add(heap_, Int(INT64_MAX), Int(1)); }),
            "Overflow when computing 9223372036854775807+1");
  EXPECT_NE(ErrorOf([&] { Subtract(heap_, Int(INT64_MIN), Int(1)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Multiply(heap_, Int(INT64_MAX), Int(2)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Negate(heap_, Int(INT64_MIN)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Divide(heap_, Int(INT64_MIN), Int(-1)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Power(heap_, Int(2), Int(63)); }), "no error");
  EXPECT_EQ(IntegerOf(Power(heap_, Int(-2), Int(63))), INT64_MIN);
  EXPECT_EQ(IntegerOf(Power(heap_, Int(-1), Int(1'000'000'000'001))), -1);
}

TEST_F(IntegersTest, WrongArgumentsAreNamed) {
  EXPECT_EQ(ErrorOf([&] { Less(heap_, Int(1), Str("a")); }),
            "The second argument of < should be an integer, but instead it is:\n\"a\"");
  EXPECT_EQ(ErrorOf([&] { Divide(heap_, Int(1), Int(0)); }), "The second argument of \\div is 0.");
  EXPECT_EQ(ErrorOf([&] { Modulo(heap_, Int(1), Int(-2)); }),
            "The second argument of % should be a positive number, but instead it is:\n-2");
  EXPECT_NE(ErrorOf([&] { Power(heap_, Int(0), Int(0)); }), "no error");
}

TEST_F(IntegersTest, IntervalsReachTheEndsOfTheRange) {
  EXPECT_EQ(Elements(Range(INT64_MAX - 1, INT64_MAX)).size(), 2u);
  EXPECT_EQ(Elements(Range(INT64_MIN, INT64_MIN + 1)).size(), 2u);
  EXPECT_EQ(Range(1, -1), Value::EmptySet());
  EXPECT_EQ(Range(0, 60).tag(), Tag::kSmallIntegers);
  EXPECT_EQ(Cardinality(heap_, Range(0, 60)), 61);
  EXPECT_EQ(Cardinality(heap_, Range(60, 60)), 1);
  EXPECT_EQ(Cardinality(heap_, Range(0, 61)), 62);
  EXPECT_NE(ErrorOf([&] { Cardinality(heap_, Range(INT64_MIN, INT64_MAX)); }), "no error");
}

}  // namespace
}  // namespace model::values

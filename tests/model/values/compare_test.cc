#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

using CompareTest = ValuesTest;

int Sign(int i) { return (i > 0) - (i < 0); }

TEST_F(CompareTest, IsATotalOrderThatAgreesWithEqual) {
  for (uint32_t seed = 0; seed < 300; ++seed) {
    RandomValues random(heap_, seed);
    const TypePointer type = random.AnyType(3);
    const std::vector<Value> values = random.Many(*type, 8);
    for (const Value a : values) {
      EXPECT_EQ(Compare(heap_, a, a), 0);
      for (const Value b : values) {
        const int order = Sign(Compare(heap_, a, b));
        EXPECT_EQ(order, -Sign(Compare(heap_, b, a)));
        EXPECT_EQ(order == 0, Equal(heap_, a, b)) << Text(a) << " and " << Text(b);
        EXPECT_EQ(order == 0, Text(a) == Text(b)) << Text(a) << " and " << Text(b);
        for (const Value c : values) {
          if (order <= 0 && Compare(heap_, b, c) <= 0) {
            EXPECT_LE(Compare(heap_, a, c), 0) << Text(a) << ", " << Text(b) << ", " << Text(c);
          }
        }
      }
    }
  }
}

TEST_F(CompareTest, ValuesOfDifferentKindsAreAnErrorWithTheWordsOfTlc) {
  const Value tuple = Tuple({Int(1)});
  const Value record = Record({"a"}, {Int(1)});
  const auto error = [&](Value a, Value b) { return ErrorOf([&] { Equal(heap_, a, b); }); };
  EXPECT_EQ(error(Int(1), Str("a")),
            "Attempted to check equality of integer 1 with non-integer:\n\"a\"");
  EXPECT_EQ(error(Str("a"), Int(1)),
            "Attempted to check equality of string \"a\" with non-string:\n1");
  EXPECT_EQ(error(Value::Boolean(true), Set({})),
            "Attempted to compare equality of boolean TRUE with non-boolean:\n{}");
  EXPECT_EQ(error(Set({}), Tuple({})),
            "Attempted to check equality of the set {} with the value:\n<<>>");
  EXPECT_EQ(error(tuple, Ints({1})),
            "Attempted to check equality of the function <<1>> with the value:\n{1}");
  EXPECT_EQ(error(record, tuple),
            "Attempted to check equality of record:\n[a |-> 1]\nwith non-record\n<<1>>");
  EXPECT_EQ(error(record, Str("a")),
            "Attempted to check equality of record:\n[a |-> 1]\nwith non-record\n\"a\"");
  EXPECT_EQ(error(Ints({1}), Set({Str("a")})),
            "Attempted to check equality of integer 1 with non-integer:\n\"a\"");
  EXPECT_EQ(error(tuple, Tuple({Str("a")})),
            "Attempted to check equality of integer 1 with non-integer:\n\"a\"");
  EXPECT_EQ(ErrorOf([&] { Compare(heap_, Str("a"), Int(1)); }),
            "Attempted to compare string \"a\" with non-string:\n1");
}

TEST_F(CompareTest, StopsAtTheFirstDifference) {
  EXPECT_FALSE(Equal(heap_, Tuple({Int(1)}), Tuple({Str("a"), Str("b")})));
  EXPECT_FALSE(Equal(heap_, Record({"a"}, {Int(1)}), Record({"b"}, {Str("a")})));
  EXPECT_FALSE(Equal(heap_, Tuple({Int(2), Str("a")}), Tuple({Int(1), Int(2)})));
  EXPECT_NE(ErrorOf([&] {
              Equal(heap_, Tuple({Str("a"), Int(1)}), Tuple({Int(1), Int(2)}));
            }),
            "no error");
  EXPECT_FALSE(Equal(heap_, Ints({1, 2}), Set({Str("a")})));
  EXPECT_FALSE(Equal(heap_, Set({}), Set({Str("a")})));
}

TEST_F(CompareTest, AFunctionOver1ToNIsATuple) {
  EXPECT_TRUE(Equal(heap_, Tuple({}), Function(Set({}), {})));
  EXPECT_TRUE(Equal(heap_, Tuple({Int(7), Int(8)}), Function(Range(1, 2), {Int(7), Int(8)})));
  EXPECT_FALSE(Equal(heap_, Tuple({Int(7), Int(8)}), Function(Range(2, 3), {Int(7), Int(8)})));
  EXPECT_FALSE(Equal(heap_, Record({"a"}, {Int(1)}), Tuple({})));
}

TEST_F(CompareTest, LazySetsEqualTheirElements) {
  const Value one = Ints({1});
  EXPECT_TRUE(Equal(heap_, Subsets(heap_, one), Set({Set({}), one})));
  EXPECT_TRUE(Equal(heap_, FunctionSet(heap_, one, Ints({2})), Set({Tuple({Int(2)})})));
  EXPECT_TRUE(Equal(heap_, Of(Special::kNat), Of(Special::kNat)));
  EXPECT_FALSE(Equal(heap_, Of(Special::kNat), Of(Special::kInt)));
  EXPECT_NE(ErrorOf([&] { Equal(heap_, Of(Special::kNat), one); }), "no error");
  EXPECT_NE(ErrorOf([&] { Equal(heap_, one, Of(Special::kNat)); }), "no error");
}

TEST_F(CompareTest, AnUntypedModelValueDiffersFromEverythingAndComesFirst) {
  const Value m = Atom("m1");
  for (const Value v :
       {Int(1), Str("a"), Set({}), Tuple({}), Value::Boolean(false), Atom("m2"), Atom("A_1")}) {
    EXPECT_FALSE(Equal(heap_, m, v));
    EXPECT_FALSE(Equal(heap_, v, m));
    EXPECT_LT(Compare(heap_, m, v), 0);
    EXPECT_GT(Compare(heap_, v, m), 0);
  }
}

TEST_F(CompareTest, TypedModelValuesCompareOnlyWithTheirType) {
  EXPECT_FALSE(Equal(heap_, Atom("A_1"), Atom("A_2")));
  EXPECT_EQ(ErrorOf([&] { Equal(heap_, Atom("A_1"), Int(1)); }),
            "Attempted to check equality of typed model value A_1 and non-model value\n1");
  EXPECT_EQ(ErrorOf([&] { Equal(heap_, Atom("A_1"), Atom("B_1")); }),
            "Attempted to check equality of the differently-typed model values A_1 and B_1");
}

TEST_F(CompareTest, SetsAreOrderedBySizeThenElements) {
  EXPECT_LT(Compare(heap_, Ints({9}), Ints({1, 2})), 0);
  EXPECT_LT(Compare(heap_, Ints({1, 9}), Ints({2, 3})), 0);
  EXPECT_LT(Compare(heap_, Ints({1, 2}), Ints({1, 3})), 0);
  EXPECT_LT(Compare(heap_, Ints({1, 100}), Ints({1, 101})), 0);
  EXPECT_LT(Compare(heap_, Ints({59, 60}), Ints({100, 101})), 0);
  EXPECT_LT(Compare(heap_, Range(100, 200), Range(101, 201)), 0);
}

}  // namespace
}  // namespace model::values

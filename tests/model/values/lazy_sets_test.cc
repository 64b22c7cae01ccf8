#include <algorithm>

#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

class LazySetsTest : public ValuesTest {
 protected:
  // Enumeration, cardinality, membership and the order of Compare tell the same story.
  void ExpectConsistent(Value lazy) {
    const std::vector<Value> elements = Elements(lazy);
    EXPECT_EQ(Cardinality(heap_, lazy), static_cast<int64_t>(elements.size())) << Text(lazy);
    for (size_t i = 0; i < elements.size(); ++i) {
      EXPECT_TRUE(Contains(heap_, lazy, elements[i])) << Text(elements[i]);
      if (i > 0) {
        EXPECT_LT(Compare(heap_, elements[i - 1], elements[i]), 0) << Text(lazy);
      }
    }
    const Value enumerated = Set(elements);
    EXPECT_TRUE(Equal(heap_, lazy, enumerated));
    EXPECT_TRUE(Equal(heap_, Normalize(heap_, lazy), enumerated));
    EXPECT_TRUE(IsFinite(heap_, lazy));
  }
};

TEST_F(LazySetsTest, SubsetsComeBySizeThenLexicographically) {
  EXPECT_EQ(ElementsText(Subsets(heap_, Range(1, 3))),
            "{} {1} {2} {3} {1, 2} {1, 3} {2, 3} {1, 2, 3}");
  EXPECT_EQ(ElementsText(Subsets(heap_, Set({Str("b"), Str("a")}))),
            "{} {\"a\"} {\"b\"} {\"a\", \"b\"}");
  EXPECT_EQ(ElementsText(Subsets(heap_, Ints({7, 100}))), "{} {7} {100} {7, 100}");
}

TEST_F(LazySetsTest, TheLastArgumentRunsFastest) {
  EXPECT_EQ(ElementsText(FunctionSet(heap_, Range(1, 2), Ints({5, 6}))),
            "<<5, 5>> <<5, 6>> <<6, 5>> <<6, 6>>");
  EXPECT_EQ(ElementsText(RecordSet(heap_, Set({Str("a"), Str("b")}),
                                   std::vector<Value>{Ints({1, 2}), Ints({5, 6})})),
            "[a |-> 1, b |-> 5] [a |-> 1, b |-> 6] [a |-> 2, b |-> 5] [a |-> 2, b |-> 6]");
  EXPECT_EQ(ElementsText(Product(heap_, std::vector<Value>{Ints({1, 2}), Ints({5, 6})})),
            "<<1, 5>> <<1, 6>> <<2, 5>> <<2, 6>>");
  EXPECT_EQ(ElementsText(FunctionSet(heap_, Set({}), Ints({5}))), "<<>>");
  EXPECT_EQ(ElementsText(FunctionSet(heap_, Ints({1}), Set({}))), "");
}

TEST_F(LazySetsTest, EveryFormIsConsistentOnRandomParts) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    RandomValues random(heap_, seed);
    const TypePointer type = random.AnyType(2), other = random.AnyType(1);
    const Value s = Set(random.Many(*type, random.Below(5)));
    const Value t = Set(random.Many(*other, random.Below(4)));
    ExpectConsistent(Subsets(heap_, s));
    ExpectConsistent(FunctionSet(heap_, s, t));
    ExpectConsistent(FunctionSet(heap_, Range(1, 3), t));
    ExpectConsistent(Product(heap_, std::vector<Value>{s, t, s}));
    ExpectConsistent(RecordSet(heap_, Set({Str("a"), Str("b")}), std::vector<Value>{s, t}));
    ExpectConsistent(Union(heap_, Subsets(heap_, s), Set({Set(random.Many(*type, 2))})));
    ExpectConsistent(Difference(heap_, Subsets(heap_, s), Set({s})));
    ExpectConsistent(Intersection(heap_, Subsets(heap_, s), Subsets(heap_, s)));
    ExpectConsistent(FunctionSet(heap_, Set({Str("a")}), Subsets(heap_, t)));
  }
}

TEST_F(LazySetsTest, CardinalityNeedsNoEnumeration) {
  EXPECT_EQ(Cardinality(heap_, Subsets(heap_, Range(1, 40))), int64_t{1} << 40);
  EXPECT_EQ(Cardinality(heap_, FunctionSet(heap_, Range(1, 10), Range(1, 10))), 10'000'000'000);
  EXPECT_EQ(ErrorOf([&] { Cardinality(heap_, Subsets(heap_, Range(1, 70))); }),
            "Overflow when computing the number of elements in:\nSUBSET (1..70)");
  EXPECT_EQ(ErrorOf([&] { Cardinality(heap_, Of(Special::kNat)); }),
            "Attempted to compute cardinality of the value\nNat");
  EXPECT_EQ(ErrorOf([&] { Normalize(heap_, Subsets(heap_, Range(1, 22))); }),
            "Attempted to construct a set with too many elements (>1000000).");
}

TEST_F(LazySetsTest, MembershipWorksInInfiniteSets) {
  const Value nat = Of(Special::kNat);
  EXPECT_TRUE(Contains(heap_, Subsets(heap_, nat), Ints({1})));
  EXPECT_TRUE(Contains(heap_, Subsets(heap_, nat), Set({})));
  EXPECT_FALSE(Contains(heap_, Subsets(heap_, nat), Ints({-1})));
  EXPECT_TRUE(Contains(heap_, Sequences(heap_, nat), Tuple({Int(1), Int(100)})));
  EXPECT_TRUE(Contains(heap_, FunctionSet(heap_, Ints({1}), nat), Tuple({Int(3)})));
  EXPECT_FALSE(Contains(heap_, FunctionSet(heap_, Range(1, 2), nat), Tuple({Int(3)})));
  EXPECT_FALSE(Contains(heap_, Product(heap_, std::vector<Value>{nat, nat}), Tuple({Int(3)})));
  EXPECT_FALSE(Contains(heap_, RecordSet(heap_, Set({Str("b")}), std::vector<Value>{nat}),
                        Record({"a"}, {Int(1)})));
  EXPECT_TRUE(Contains(heap_, Of(Special::kStrings), Str("made at run time")));
  EXPECT_FALSE(IsFinite(heap_, Subsets(heap_, nat)));
}

TEST_F(LazySetsTest, MembershipOfAnotherKindIsAnError) {
  const Value nat = Of(Special::kNat), one = Int(1);
  const Value pairs = Product(heap_, std::vector<Value>{nat, nat});
  const Value records = RecordSet(heap_, Set({Str("a")}), std::vector<Value>{nat});
  const Value functions = FunctionSet(heap_, Ints({1}), nat);
  for (const Value set : {pairs, records, functions, Subsets(heap_, nat), Sequences(heap_, nat),
                          Of(Special::kStrings)}) {
    EXPECT_NE(ErrorOf([&] { Contains(heap_, set, one); }), "no error") << Text(set);
  }
  for (const Value set :
       {pairs, records, functions, Sequences(heap_, nat), Of(Special::kStrings), nat}) {
    EXPECT_FALSE(Contains(heap_, set, Atom("m1"))) << Text(set);
  }
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Subsets(heap_, nat), Atom("m1")); }), "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, records, Tuple({one})); }), "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Sequences(heap_, nat), Record({"a"}, {one})); }),
            "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, FunctionSet(heap_, nat, nat), Tuple({one})); }),
            "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, nat, Value::Boolean(true)); }), "no error");
}

TEST_F(LazySetsTest, ABigSubsetCanBeStartedWithoutEnumeratingIt) {
  SetIterator each(heap_, Subsets(heap_, Range(0, 60)));
  Value element;
  for (int i = 0; i < 63; ++i) ASSERT_TRUE(each.Next(&element));
  EXPECT_EQ(Text(element), "{0, 1}");
}

}  // namespace
}  // namespace model::values

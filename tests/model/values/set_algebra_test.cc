#include <algorithm>
#include <set>

#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

class SetAlgebraTest : public ValuesTest {
 protected:
  struct Less {
    Heap* heap;
    bool operator()(Value a, Value b) const { return Compare(*heap, a, b) < 0; }
  };
  using Naive = std::set<Value, Less>;
  Naive NaiveOf(Value set) {
    const std::vector<Value> elements = Elements(set);
    return Naive(elements.begin(), elements.end(), Less{&heap_});
  }
  // In normal form, so equal sets have the same text *and* shape.
  void ExpectSame(Value actual, const Naive& expected) {
    const Value wanted = Set(std::vector<Value>(expected.begin(), expected.end()));
    EXPECT_TRUE(Equal(heap_, actual, wanted)) << Text(actual) << " but expected " << Text(wanted);
    EXPECT_EQ(actual.tag(), wanted.tag());
    if (actual.is_object() && wanted.is_object()) {
      EXPECT_EQ(actual.object()->kind, wanted.object()->kind) << Text(actual);
    }
    EXPECT_EQ(Cardinality(heap_, actual), static_cast<int64_t>(expected.size()));
  }
};

TEST_F(SetAlgebraTest, AgreesWithANaiveSetOnRandomSets) {
  for (uint32_t seed = 0; seed < 500; ++seed) {
    RandomValues random(heap_, seed);
    const TypePointer type = random.AnyType(2);
    const Value a = Set(random.Many(*type, random.Below(9)));
    const Value b = Set(random.Many(*type, random.Below(9)));
    const Naive x = NaiveOf(a), y = NaiveOf(b);
    Naive either = x, both(Less{&heap_}), only(Less{&heap_});
    either.insert(y.begin(), y.end());
    for (const Value v : x) (y.count(v) != 0 ? both : only).insert(v);
    ExpectSame(Union(heap_, a, b), either);
    ExpectSame(Intersection(heap_, a, b), both);
    ExpectSame(Difference(heap_, a, b), only);
    EXPECT_EQ(IsSubset(heap_, a, b), only.empty());
    EXPECT_TRUE(IsSubset(heap_, Intersection(heap_, a, b), b));
    for (const Value v : either) {
      EXPECT_EQ(Contains(heap_, a, v), x.count(v) != 0) << Text(v) << " in " << Text(a);
      const auto place = x.find(v);
      EXPECT_EQ(IndexIn(heap_, a, v), place == x.end() ? -1 : std::distance(x.begin(), place));
    }
    const Value sets = Set({a, b});
    ExpectSame(BigUnion(heap_, sets), either);
  }
}

TEST_F(SetAlgebraTest, AgreesWithANaiveSetAtTheBorderOfSmallSets) {
  RandomValues random(heap_, 1);
  for (int round = 0; round < 2000; ++round) {
    const auto any = [&] {
      const int low = 55 + random.Below(10);
      if (random.Below(2) == 0) return Range(low, low + random.Below(6));
      return Ints({low, 55 + random.Below(10), 55 + random.Below(10)});
    };
    const Value a = any(), b = any();
    const Naive x = NaiveOf(a), y = NaiveOf(b);
    Naive either = x, both(Less{&heap_}), only(Less{&heap_});
    either.insert(y.begin(), y.end());
    for (const Value v : x) (y.count(v) != 0 ? both : only).insert(v);
    ExpectSame(Union(heap_, a, b), either);
    ExpectSame(Intersection(heap_, a, b), both);
    ExpectSame(Difference(heap_, a, b), only);
    EXPECT_EQ(Equal(heap_, a, b), std::ranges::equal(x, y));
  }
}

TEST_F(SetAlgebraTest, ConsecutiveIntegersBecomeAnInterval) {
  EXPECT_TRUE(IsObjectOf(Union(heap_, Range(0, 60), Ints({61})), ObjectKind::kInterval));
  EXPECT_TRUE(IsObjectOf(Union(heap_, Range(100, 200), Range(201, 300)), ObjectKind::kInterval));
  EXPECT_TRUE(IsObjectOf(Ints({-1}), ObjectKind::kInterval));
  EXPECT_EQ(Difference(heap_, Range(0, 100), Range(50, 100)).tag(), Tag::kSmallIntegers);
}

TEST_F(SetAlgebraTest, SetsThatDontCompareAreLooseUntilTheyMustBeSorted) {
  const Value loose = Set({Int(1), Str("a")});
  EXPECT_TRUE(IsObjectOf(loose, ObjectKind::kLooseSet));
  EXPECT_TRUE(Contains(heap_, loose, Int(1)));
  EXPECT_NE(ErrorOf([&] { Contains(heap_, loose, Str("a")); }), "no error");
  EXPECT_NE(ErrorOf([&] { Cardinality(heap_, loose); }), "no error");
  EXPECT_NE(ErrorOf([&] { Elements(loose); }), "no error");
  EXPECT_NE(ErrorOf([&] { Equal(heap_, loose, Set({Int(1), Str("a")})); }), "no error");
  EXPECT_NE(ErrorOf([&] { Union(heap_, Ints({1}), Set({Str("a")})); }), "no error");
  EXPECT_FALSE(IsObjectOf(Set({Ints({1, 2}), Set({Str("a")})}), ObjectKind::kLooseSet));
  EXPECT_FALSE(IsObjectOf(Set({Int(1), Atom("m1")}), ObjectKind::kLooseSet));
}

TEST_F(SetAlgebraTest, MembershipOfAnotherKindIsAnError) {
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Set({Str("a")}), Int(1)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Range(1, 3), Str("a")); }), "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Range(100, 300), Str("a")); }), "no error");
  EXPECT_NE(ErrorOf([&] { Contains(heap_, Set({Value::Boolean(true)}), Int(1)); }), "no error");
  EXPECT_FALSE(Contains(heap_, Set({}), Int(1)));
  EXPECT_FALSE(Contains(heap_, Range(1, 3), Atom("m1")));
  EXPECT_FALSE(Contains(heap_, Set({Str("a")}), Atom("m1")));
  EXPECT_FALSE(Contains(heap_, Set({Atom("m1")}), Str("a")));
  EXPECT_FALSE(Contains(heap_, Set({Atom("m1")}), Int(3)));
  EXPECT_FALSE(Contains(heap_, Set({Str("a")}), Str("made at run time")));
}

TEST_F(SetAlgebraTest, InfiniteSetsTakePartWithoutBeingEnumerated) {
  const Value nat = Of(Special::kNat);
  EXPECT_TRUE(Contains(heap_, Union(heap_, nat, Ints({-1})), Int(3)));
  EXPECT_EQ(Text(Intersection(heap_, nat, Ints({1, -1}))), "{1}");
  EXPECT_EQ(Text(Difference(heap_, Ints({1, -1}), nat)), "{-1}");
  EXPECT_TRUE(IsSubset(heap_, Range(1, 3), nat));
  EXPECT_NE(ErrorOf([&] { IsSubset(heap_, nat, Of(Special::kInt)); }), "no error");
  EXPECT_TRUE(Contains(heap_, BigUnion(heap_, Set({nat, Ints({-1})})), Int(-1)));
  EXPECT_NE(ErrorOf([&] { Elements(Union(heap_, nat, Ints({-1}))); }), "no error");
}

TEST_F(SetAlgebraTest, UnionOfSubsetsIsTheSet) {
  EXPECT_EQ(Text(BigUnion(heap_, Subsets(heap_, Range(1, 40)))), Text(Range(1, 40)));
  EXPECT_EQ(Text(BigUnion(heap_, Set({Ints({1, 70}), Ints({2}), Ints({70, 80})}))),
            "{1, 2, 70, 80}");
  EXPECT_NE(ErrorOf([&] { BigUnion(heap_, Ints({1})); }), "no error");
}

}  // namespace
}  // namespace model::values

#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

using PrintTest = ValuesTest;

TEST_F(PrintTest, ValuesLookAsInTlc) {
  EXPECT_EQ(Text(Value::Boolean(true)), "TRUE");
  EXPECT_EQ(Text(Int(-1)), "-1");
  EXPECT_EQ(Text(Str("a\"b\\\n\t")), "\"a\\\"b\\\\\\n\\t\"");
  EXPECT_EQ(Text(Atom("m1")), "m1");
  EXPECT_EQ(Text(Ints({2, 1})), "{1, 2}");
  EXPECT_EQ(Text(Tuple({Int(1), Str("a")})), "<<1, \"a\">>");
  EXPECT_EQ(Text(Record({"a", "b"}, {Int(1), Int(2)})), "[a |-> 1, b |-> 2]");
  EXPECT_EQ(Text(Function(Ints({1, 3}), {Int(1), Int(3)})), "(1 :> 1 @@ 3 :> 3)");
  EXPECT_EQ(Text(Function(Ints({-1}), {Int(-1)})), "(-1 :> -1)");
  EXPECT_EQ(Text(Set({})), "{}");
  EXPECT_EQ(Text(Tuple({})), "<<>>");
  EXPECT_EQ(Text(Range(100, 200)), "100..200");
  EXPECT_EQ(Text(Set({Value::Boolean(true), Value::Boolean(false)})), "{FALSE, TRUE}");
  EXPECT_EQ(Text(Record({"1x"}, {Int(1)})), "[1x |-> 1]");
  EXPECT_EQ(Text(Record({"a b"}, {Int(1)})), "(\"a b\" :> 1)");
}

TEST_F(PrintTest, LazySetsAreExpandedWhenTheyAreSmall) {
  EXPECT_EQ(Text(Subsets(heap_, Ints({1}))), "{{}, {1}}");
  EXPECT_EQ(Text(Subsets(heap_, Range(100, 110))), "SUBSET (100..110)");
  EXPECT_EQ(Text(FunctionSet(heap_, Ints({1}), Ints({2}))), "{<<2>>}");
  EXPECT_EQ(Text(FunctionSet(heap_, Ints({1}), Of(Special::kNat))), "[{1} -> Nat]");
  EXPECT_EQ(Text(RecordSet(heap_, Set({Str("a")}), std::vector<Value>{Of(Special::kInt)})),
            "[a: Int]");
  EXPECT_EQ(Text(Product(heap_, std::vector<Value>{Of(Special::kInt), Of(Special::kStrings)})),
            "(Int \\X STRING)");
  EXPECT_EQ(Text(Union(heap_, Of(Special::kNat), Ints({-1}))), "Nat \\cup {-1}");
  EXPECT_EQ(Text(Sequences(heap_, Of(Special::kNat))), "Seq(Nat)");
}

TEST_F(PrintTest, NeedsNoHeapToWriteTo) {
  const Heap& heap = heap_;
  EXPECT_EQ(Print(heap, Subsets(heap_, Ints({1}))), "{{}, {1}}");
}

}  // namespace
}  // namespace model::values

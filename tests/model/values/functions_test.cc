#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

using FunctionsTest = ValuesTest;

TEST_F(FunctionsTest, ApplyUndoesConstruction) {
  for (uint32_t seed = 0; seed < 300; ++seed) {
    RandomValues random(heap_, seed);
    const TypePointer argument = random.AnyType(2), result = random.AnyType(2);
    const Value domain = Set(random.Many(*argument, random.Below(8)));
    const std::vector<Value> arguments = Elements(domain);
    std::vector<Value> values = random.Many(*result, static_cast<int>(arguments.size()));
    const Value f = Function(domain, values);
    EXPECT_TRUE(Equal(heap_, Domain(heap_, f), domain));
    for (size_t i = 0; i < arguments.size(); ++i) {
      EXPECT_TRUE(Equal(heap_, Apply(heap_, f, arguments[i]), values[i]));
      const Value replacement = random.Of(*result);
      bool outside = true;
      const Value g = Update(heap_, f, arguments[i], replacement, &outside);
      EXPECT_FALSE(outside);
      for (size_t j = 0; j < arguments.size(); ++j) {
        EXPECT_TRUE(Equal(heap_, Apply(heap_, g, arguments[j]), j == i ? replacement : values[j]));
      }
    }
  }
}

TEST_F(FunctionsTest, OutsideTheDomainIsAnErrorWithTheWordsOfTlc) {
  const Value tuple = Tuple({Int(1), Int(2)});
  const Value record = Record({"a"}, {Int(1)});
  const auto error = [&](Value f, Value x) { return ErrorOf([&] { Apply(heap_, f, x); }); };
  EXPECT_EQ(error(tuple, Int(3)),
            "Attempted to access index 3 of tuple\n<<1, 2>>\nwhich is out of bounds.");
  EXPECT_EQ(error(tuple, Str("a")), "Attempted to access tuple at a non integral index: \"a\"");
  EXPECT_EQ(error(Function(Ints({5}), {Int(6)}), Int(3)),
            "In applying the function\n(5 :> 6),\nthe first argument is:\n3\nwhich is not in its "
            "domain.");
  EXPECT_EQ(error(record, Str("q")),
            "Attempted to access nonexistent field 'q' of record\n[a |-> 1]");
  EXPECT_EQ(error(Int(1), Int(2)), "A non-function (an integer) was applied as a function.");
  EXPECT_EQ(ErrorOf([&] { SelectField(heap_, record, Str("b")); }),
            "Attempted to select nonexistent field \"b\" from the record\n[a |-> 1]");
}

TEST_F(FunctionsTest, ExceptOutsideTheDomainChangesNothing) {
  bool outside = false;
  const Value tuple = Tuple({Int(1)});
  EXPECT_EQ(Update(heap_, tuple, Int(2), Int(9), &outside), tuple);
  EXPECT_TRUE(outside);
  EXPECT_NE(ErrorOf([&] { Update(heap_, tuple, Str("a"), Int(9), &outside); }), "no error");
  EXPECT_EQ(ErrorOf([&] { Update(heap_, Int(1), Int(1), Int(9), &outside); }),
            "Attempted to apply EXCEPT construct to the value 1.");
}

TEST_F(FunctionsTest, FieldsAreFoundByName) {
  const Value record = Record({"a", "c", "s69"}, {Int(1), Int(2), Int(3)});
  EXPECT_EQ(SelectField(heap_, record, Str("a")), Int(1));
  EXPECT_EQ(SelectField(heap_, record, Str("c")), Int(2));
  EXPECT_EQ(SelectField(heap_, record, Str("s69")), Int(3));
}

TEST_F(FunctionsTest, SequencesAreTuplesAndStrings) {
  const Value s = Tuple({Int(1), Int(2)});
  EXPECT_EQ(LengthOf(heap_, s), 2);
  EXPECT_EQ(LengthOf(heap_, Str("abc")), 3);
  EXPECT_EQ(Text(Append(heap_, s, Int(3))), "<<1, 2, 3>>");
  EXPECT_EQ(Text(Concatenate(heap_, s, s)), "<<1, 2, 1, 2>>");
  EXPECT_EQ(Concatenate(heap_, Str("s"), Str("12")), heap_.atoms().FindString("s12"));
  EXPECT_NE(ErrorOf([&] { Append(heap_, Str("a"), Str("b")); }), "no error");
  EXPECT_NE(ErrorOf([&] { Concatenate(heap_, Str("a"), s); }), "no error");
  EXPECT_EQ(ErrorOf([&] { LengthOf(heap_, Int(5)); }),
            "The argument of Len should be a sequence, but instead it is:\n5");
}

// Squares over its domain, infinite or not.
class Squares : public LazyFunction {
 public:
  explicit Squares(class Value domain) : domain_(domain) {}
  class Value Domain(Heap&) const override {
    return domain_;
  }
  class Value Apply(Heap& heap, class Value argument) const override {
    return Multiply(heap, argument, argument);
  }
  class Value Tabulate(Heap& heap) const override {
    std::vector<class Value> values;
    SetIterator each(heap, domain_);
    for (class Value x; each.Next(&x);) values.push_back(Apply(heap, x));
    return MakeFunction(heap, Normalize(heap, domain_), values);
  }

 private:
  class Value domain_;
};

TEST_F(FunctionsTest, ALazyFunctionIsTheFunctionItTabulates) {
  const Squares squares(Range(1, 3));
  const Value f = LazyFunctionValue(heap_, &squares);
  const Value table = Tuple({Int(1), Int(4), Int(9)});
  EXPECT_EQ(Apply(heap_, f, Int(2)), Int(4));
  EXPECT_TRUE(Equal(heap_, f, table));
  EXPECT_TRUE(Equal(heap_, table, f));
  EXPECT_EQ(Compare(heap_, f, table), 0);
  EXPECT_TRUE(IsTupleLike(heap_, f));
  EXPECT_EQ(LengthOf(heap_, f), 3);
  EXPECT_EQ(Text(f), "<<1, 4, 9>>");
  EXPECT_TRUE(Contains(heap_, FunctionSet(heap_, Range(1, 3), Of(Special::kNat)), f));
  EXPECT_TRUE(Equal(heap_, Normalize(heap_, Tuple({f})), Tuple({table})));
  bool outside;
  EXPECT_EQ(Text(Update(heap_, f, Int(2), Int(0), &outside)), "<<1, 0, 9>>");
}

TEST_F(FunctionsTest, ALazyFunctionMayHaveAnInfiniteDomain) {
  const Squares squares(Of(Special::kNat));
  const Value f = LazyFunctionValue(heap_, &squares);
  EXPECT_EQ(Apply(heap_, f, Int(12)), Int(144));
  EXPECT_FALSE(IsTupleLike(heap_, f));
  EXPECT_NE(ErrorOf([&] { Equal(heap_, f, Tuple({})); }), "no error");
  EXPECT_EQ(Text(f), "[lazy function]");
}

TEST_F(FunctionsTest, CopiesLiveInTheirOwnHeap) {
  Heap other(&TestAtoms());
  for (uint32_t seed = 0; seed < 100; ++seed) {
    Heap source(&TestAtoms());
    RandomValues random(source, seed);
    const Value v = random.Of(*random.AnyType(3));
    const std::string text = Print(source, v);
    const Value copy = CopyTo(other, v);
    source.Release({0, 0});
    void* trash = source.Allocate(60'000);
    std::fill_n(static_cast<char*>(trash), 60'000, '\xff');
    EXPECT_EQ(Print(other, copy), text);
  }
}

TEST_F(FunctionsTest, CopiesKeepLazySetsOnlyOnDemand) {
  Heap other(&TestAtoms());
  const Value lazy = Tuple({FunctionSet(heap_, Range(1, 3), Of(Special::kNat))});
  EXPECT_NE(ErrorOf([&] { CopyTo(other, lazy); }), "no error");
  const Value copy = CopyTo(other, lazy, LazySets::kKeep);
  EXPECT_EQ(Print(other, copy), "<<[{1, 2, 3} -> Nat]>>");
  const Value finite = CopyTo(other, Subsets(heap_, Ints({1})));
  EXPECT_TRUE(IsObjectOf(finite, ObjectKind::kSet));
}

}  // namespace
}  // namespace model::values

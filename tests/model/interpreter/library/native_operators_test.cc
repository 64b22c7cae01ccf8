#include <cstdio>
#include <fstream>

#include "model/modules/standard_library.h"
#include "tests/model/interpreter/library/native_fixture.h"

namespace model::interpreter::library {
namespace {

using Sequences = NativeOperatorTest;
using FiniteSets = NativeOperatorTest;
using Bags = NativeOperatorTest;
using Tlc = NativeOperatorTest;
using Folds = NativeOperatorTest;
using Texts = NativeOperatorTest;

TEST_F(Sequences, TakeTuplesAndStrings) {
  EXPECT_EQ(Show("Sequences", "Len", {Ints({4, 5})}), "2");
  EXPECT_EQ(Show("Sequences", "Len", {S("abc")}), "3");
  EXPECT_EQ(Show("Sequences", "\\o", {S("ab"), S("cd")}), "\"abcd\"");
  EXPECT_EQ(Show("Sequences", "\\o", {Ints({1}), Ints({2, 3})}), "<<1, 2, 3>>");
  EXPECT_EQ(Show("Sequences", "Append", {Ints({1}), S("a")}), "<<1, \"a\">>");
  EXPECT_EQ(Show("Sequences", "Tail", {S("abc")}), "\"bc\"");
  EXPECT_EQ(Show("Sequences", "Head", {Ints({8, 9})}), "8");
}

TEST_F(Sequences, SayWhatIsWrongWithTheirArguments) {
  EXPECT_EQ(Show("Sequences", "Len", {I(5)}),
            "error: The argument of Len should be a sequence, but instead it is:\n5");
  EXPECT_EQ(Show("Sequences", "Head", {Seq({})}),
            "error: Attempted to apply Head to the empty sequence.");
  EXPECT_EQ(Show("Sequences", "SubSeq", {Ints({1, 2, 3}), I(1), I(4)}),
            "error: The third argument of SubSeq must be in the domain of its first argument:\n"
            "<<1, 2, 3>>\n, but instead it is\n4");
}

TEST_F(Sequences, SubSeqIsEmptyWheneverTheBeginIsAfterTheEnd) {
  EXPECT_EQ(Show("Sequences", "SubSeq", {Ints({1, 2, 3}), I(9), I(-3)}), "<<>>");
  EXPECT_EQ(Show("Sequences", "SubSeq", {Ints({1, 2, 3}), I(2), I(3)}), "<<2, 3>>");
  EXPECT_EQ(Show("Sequences", "SubSeq", {S("abcd"), I(2), I(3)}), "\"bc\"");
}

TEST_F(Sequences, SelectAndSortWithOperators) {
  EXPECT_EQ(Show("Sequences", "SelectSeq", {Ints({3, 1, 2})},
                 {[&](auto a) { return Value::Boolean(values::Less(heap_, I(1), a[0])); }}),
            "<<3, 2>>");
  EXPECT_EQ(Show("TLC", "SortSeq", {Ints({3, 1, 2, 1})},
                 {[&](auto a) { return Value::Boolean(values::Less(heap_, a[0], a[1])); }}),
            "<<1, 1, 2, 3>>");
}

TEST_F(FiniteSets, CountWithoutEnumerating) {
  EXPECT_EQ(Show("FiniteSets", "Cardinality", {values::MakeInterval(heap_, 1, 2'000'000'000)}),
            "2000000000");
  EXPECT_EQ(Show("FiniteSets", "Cardinality", {Value::Of(values::Special::kNat)}),
            "error: Attempted to compute cardinality of the value\nNat");
  EXPECT_EQ(Show("FiniteSets", "IsFiniteSet", {Value::Of(values::Special::kNat)}), "FALSE");
}

TEST_F(FiniteSets, ListSubsetsOfOneSize) {
  EXPECT_EQ(Show("FiniteSetsExt", "kSubset", {I(2), values::MakeInterval(heap_, 1, 3)}),
            "{{1, 2}, {1, 3}, {2, 3}}");
  EXPECT_EQ(Show("FiniteSetsExt", "kSubset", {I(4), values::MakeInterval(heap_, 1, 3)}), "{}");
  EXPECT_EQ(Show("FiniteSetsExt", "Max", {Set({I(-4), I(7)})}), "7");
}

TEST_F(Folds, TakeTheElementsInTheirOrder) {
  const Operator pair = [&](std::span<const Value> a) { return Seq({a[0], a[1]}); };
  EXPECT_EQ(Show("FiniteSetsExt", "FoldSet", {I(0), Set({I(1), I(2)})}, {pair}), "<<2, <<1, 0>>>>");
  EXPECT_EQ(Show("SequencesExt", "FoldLeft", {I(0), Ints({3, 1, 2})}, {pair}),
            "<<<<<<0, 3>>, 1>>, 2>>");
  EXPECT_EQ(Show("SequencesExt", "FoldRight", {Ints({3, 1, 2}), I(0)}, {pair}),
            "<<3, <<1, <<2, 0>>>>>>");
  const auto last = [&](std::span<const Value> a) {
    Value largest;
    values::SetIterator iterator(heap_, a[0]);
    while (iterator.Next(&largest)) {
    }
    return largest;
  };
  EXPECT_EQ(Show("Folds", "MapThenFoldSet", {I(0), Set({I(1), I(2), I(3)})},
                 {pair, [](auto a) { return a[0]; }, last}),
            "<<3, <<2, <<1, 0>>>>>>");
}

TEST_F(Bags, AddAndSubtractCopies) {
  const Value ab = values::MakeFunction(heap_, Set({S("a"), S("b")}), std::vector{I(2), I(1)});
  const Value b = values::MakeFunction(heap_, Set({S("b")}), std::vector{I(1)});
  EXPECT_EQ(Show("Bags", "\\oplus", {ab, b}), "[a |-> 2, b |-> 2]");
  EXPECT_EQ(Show("Bags", "\\ominus", {ab, b}), "[a |-> 2]");
  EXPECT_EQ(Show("Bags", "\\sqsubseteq", {b, ab}), "TRUE");
  EXPECT_EQ(Show("Bags", "BagCardinality", {ab}), "3");
  EXPECT_EQ(values::Cardinality(heap_, Apply("Bags", "SubBag", {ab})), 6);
}

TEST_F(Tlc, CombinesFunctionsWithTheLeftOneWinning) {
  const Value left = Apply("TLC", ":>", {I(1), S("a")});
  const Value right =
      Apply("TLC", "@@", {Apply("TLC", ":>", {I(1), S("b")}), Apply("TLC", ":>", {I(2), S("c")})});
  EXPECT_EQ(Show("TLC", "@@", {left, right}), "<<\"a\", \"c\">>");
  EXPECT_EQ(Show("TLC", "Permutations", {Set({I(1), I(2)})}), "{<<1, 2>>, <<2, 1>>}");
}

TEST_F(Tlc, PrintsRemembersAndAsserts) {
  Apply("TLC", "Print", {S("x"), I(5)});
  EXPECT_EQ(printed_.back(), "\"x\"  5");
  Apply("TLC", "TLCSet", {I(3), I(9)});
  EXPECT_EQ(Show("TLC", "TLCGet", {I(3)}), "9");
  EXPECT_EQ(Show("TLC", "TLCGet", {S("level")}), "7");
  EXPECT_EQ(Show("TLC", "TLCGet", {S("foo")}), "error: TLCGet(foo) was undefined.");
  EXPECT_EQ(
      Show("TLC", "Assert", {Value::Boolean(false), S("m")}),
      "error: The first argument of Assert evaluated to FALSE; the second argument was:\n\"m\"");
  EXPECT_EQ(Show("TLC", "ToString", {S("a")}), "\"\\\"a\\\"\"");
}

TEST_F(Texts, ReplacePartsOfSequencesAndStrings) {
  EXPECT_EQ(
      Show("SequencesExt", "ReplaceAllSubSeqs", {Ints({2, 2}), Ints({1, 1}), Ints({1, 1, 1})}),
      "<<2, 2, 1>>");
  EXPECT_EQ(Show("SequencesExt", "ReplaceAllSubSeqs", {S("x"), S("b"), S("abcb")}), "\"axcx\"");
  EXPECT_EQ(Show("SequencesExt", "ReplaceFirstSubSeq", {S("x"), S("b"), S("abcb")}), "\"axcb\"");
}

TEST_F(Texts, TurnValuesIntoJsonAndBack) {
  const Value record =
      values::MakeFunction(heap_, Set({S("a"), S("b")}), std::vector{Ints({1, 2}), Set({S("c")})});
  EXPECT_EQ(Show("Json", "ToJson", {record}), "\"{\\\"a\\\":[1,2],\\\"b\\\":[\\\"c\\\"]}\"");
  const std::string path = testing::TempDir() + "/value.json";
  Apply("Json", "JsonSerialize", {S(path), record});
  EXPECT_EQ(Show("Json", "JsonDeserialize", {S(path)}), "[a |-> <<1, 2>>, b |-> <<\"c\">>]");
  std::remove(path.c_str());
}

TEST_F(Texts, WriteAndReadLinesOfValues) {
  const std::string path = testing::TempDir() + "/lines.csv";
  std::remove(path.c_str());
  EXPECT_EQ(Show("CSV", "CSVRecords", {S(path)}), "0");
  Apply("CSV", "CSVWrite", {S("%1$s#%2$s"), Seq({I(42), Set({I(1)})}), S(path)});
  EXPECT_EQ(Show("CSV", "CSVRead", {Seq({S("a"), S("b")}), S("#"), S(path)}),
            "<<[a |-> \"42\", b |-> \"{1}\"]>>");
  EXPECT_EQ(Show("CSV", "CSVRecords", {S(path)}), "1");
  std::remove(path.c_str());
}

TEST(NativeOperators, AreDeclaredInTheirModules) {
  for (const NativeOperator& native : NativeOperators()) {
    const auto text = modules::StandardModuleText(native.module);
    ASSERT_TRUE(text.has_value()) << native.module;
    std::string name(native.name);
    if (name == "\\oplus") name = "(+)";
    if (name == "\\ominus") name = "(-)";
    EXPECT_NE(text->find(name), std::string_view::npos) << native.module << "!" << name;
  }
}

}  // namespace
}  // namespace model::interpreter::library

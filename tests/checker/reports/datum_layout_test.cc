#include "checker/reports/datum_layout.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/checker/reports/sample_results.h"

namespace checker::reports {
namespace {

TEST(DatumLayout, KeepsWhatFitsOnOneLine) {
  EXPECT_EQ(LayoutAssignment("x", Set({Integer(1), Integer(2)}), 0), "/\\ x = {1, 2}");
}

TEST(DatumLayout, BreaksARecordUnderItsFirstField) {
  const Datum record =
      Record({{"owner", String("p1")}, {"queue", Tuple({Integer(1), Integer(2)})}});
  EXPECT_EQ(LayoutAssignment("lock", record, 0, 32),
            "/\\ lock = [ owner |-> \"p1\",\n"
            "            queue |-> <<1, 2>> ]");
}

TEST(DatumLayout, FillsLinesWithShortElements) {
  std::vector<Datum> items;
  for (int i = 10; i < 22; ++i) items.push_back(Integer(i));
  EXPECT_EQ(Layout(Set(items), 0, 20),
            "{ 10, 11, 12, 13,\n"
            "  14, 15, 16, 17,\n"
            "  18, 19, 20, 21 }");
}

TEST(DatumLayout, BreaksNestedValuesAtTheOutermostConstructor) {
  const Datum inner = Record({{"a", Integer(1)}, {"b", Integer(2)}});
  EXPECT_EQ(Layout(Tuple({inner, inner}), 0, 25),
            "<< [a |-> 1, b |-> 2],\n"
            "   [a |-> 1, b |-> 2] >>");
}

TEST(DatumLayout, PutsEachEntryOfALongFunctionOnALine) {
  const Datum function =
      Function({{ModelValue("p1"), String("waiting")}, {ModelValue("p2"), String("critical")}});
  EXPECT_EQ(LayoutAssignment("pc", function, 0, 30),
            "/\\ pc = ( p1 :> \"waiting\" @@\n"
            "          p2 :> \"critical\" )");
}

TEST(DatumLayout, GivesALongNameALineOfItsOwn) {
  const std::string name(40, 'n');
  EXPECT_EQ(LayoutAssignment(name, Tuple({Integer(1), Integer(2), Integer(3)}), 0, 50),
            "/\\ " + name + " =\n      <<1, 2, 3>>");
}

TEST(DatumLayout, PutsAValueBelowAKeyThatLeavesNoRoom) {
  const Datum key = Tuple({String("a rather long key"), String("of two parts")});
  const Datum value = Record({{"field", String("a rather long value")}});
  EXPECT_EQ(Layout(Function({{key, value}}), 0, 60),
            "( <<\"a rather long key\", \"of two parts\">> :>\n"
            "      [field |-> \"a rather long value\"] )");
}

TEST(DatumLayout, CountsCharactersNotBytes) { EXPECT_EQ(ColumnsOf("\xE2\x88\x83x"), 2u); }

TEST(DatumLayout, StaysWithinTheWidthWhereAnElementFits) {
  Datum value = Record({{"kind", String("prepare")}, {"ballot", Integer(3)}});
  for (int depth = 0; depth < 6; ++depth) value = Set({value, Tuple({Integer(depth), value})});
  std::string text = Layout(value, 0, 80);
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    EXPECT_LE(end - start, 80u);
    start = end + 1;
  }
}

TEST(DatumLayout, TellsTheSameAsTheOneLineText) {
  Datum value = Record({{"kind", String("a b")}, {"set", Set({Integer(1), Integer(2)})}});
  for (int depth = 0; depth < 4; ++depth)
    value = Function({{Integer(depth), value}, {value, value}});
  const auto without_blanks = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  EXPECT_EQ(without_blanks(Layout(value, 0, 40)), without_blanks(ToText(value)));
}

}  // namespace
}  // namespace checker::reports

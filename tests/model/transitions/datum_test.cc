#include "model/transitions/datum.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace model::transitions {
namespace {

using Kind = Datum::Kind;

Datum Integer(const std::string& text) { return {.kind = Kind::kInteger, .text = text}; }

TEST(Datum, PrintsInTlaNotation) {
  EXPECT_EQ(ToText({.kind = Kind::kBoolean, .text = "TRUE"}), "TRUE");
  EXPECT_EQ(ToText(Integer("-12")), "-12");
  EXPECT_EQ(ToText({.kind = Kind::kString, .text = "a\"b\\c\n"}), "\"a\\\"b\\\\c\\n\"");
  EXPECT_EQ(ToText({.kind = Kind::kModelValue, .text = "m1"}), "m1");
  EXPECT_EQ(ToText({.kind = Kind::kSet, .items = {Integer("1"), Integer("2")}}), "{1, 2}");
  EXPECT_EQ(ToText({.kind = Kind::kSet}), "{}");
  EXPECT_EQ(ToText({.kind = Kind::kInterval, .text = "1..3"}), "1..3");
  EXPECT_EQ(ToText({.kind = Kind::kTuple, .items = {Integer("1"), {.kind = Kind::kTuple}}}),
            "<<1, <<>>>>");
  EXPECT_EQ(
      ToText({.kind = Kind::kRecord, .items = {Integer("1"), Integer("2")}, .names = {"a", "b"}}),
      "[a |-> 1, b |-> 2]");
  EXPECT_EQ(ToText({.kind = Kind::kFunction,
                    .items = {Integer("5"), Integer("6")},
                    .keys = {Integer("1"), Integer("3")}}),
            "(1 :> 5 @@ 3 :> 6)");
  EXPECT_EQ(ToText({.kind = Kind::kFunction}), "<<>>");
  EXPECT_EQ(ToText({.kind = Kind::kOpaque, .text = "Nat"}), "Nat");
}

TEST(Datum, PrintsWhatIsNestedDeeply) {
  Datum datum = Integer("7");
  for (int i = 0; i < 10'000; ++i) {
    Datum outer{.kind = Kind::kTuple};
    outer.items.push_back(std::move(datum));
    datum = std::move(outer);
  }
  const std::string text = ToText(datum);
  EXPECT_EQ(text.size(), 40'001u);
  EXPECT_EQ(text.substr(19'998, 5), "<<7>>");
}

}  // namespace
}  // namespace model::transitions

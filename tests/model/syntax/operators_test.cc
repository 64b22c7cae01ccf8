#include "model/syntax/operators.h"

#include <gtest/gtest.h>

#include "model/syntax/spelling_table.h"
#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

TEST(Operators, EverySpellingIsReadBackAsItsOperator) {
  struct Row {
    std::string_view spelling;
    Operator op;
  };
  const Row rows[] = {
#define OPERATOR(name, spelling, fixity, low, high, associativity) {spelling, Operator::k##name},
#define SPELLING(name, spelling) {spelling, Operator::k##name},
#include "model/syntax/operators.def"
#undef OPERATOR
#undef SPELLING
  };
  for (const Row& row : rows) {
    if (row.spelling[0] >= 'A' && row.spelling[0] <= 'Z') continue;  // words
    const std::string text = std::string(row.spelling) + " x";
    const Spelling* found = SpellingTable::Get().LongestMatch(text);
    ASSERT_NE(found, nullptr) << row.spelling;
    EXPECT_EQ(found->op, row.op) << row.spelling;
    EXPECT_EQ(found->text, row.spelling);
  }
}

TEST(Operators, EveryInfixOperatorCanBeApplied) {
#define SPELLING(name, spelling)
#define OPERATOR(name, spelling, fixity, low, high, associativity)       \
  if (Fixity::k##fixity == Fixity::kInfix) {                             \
    EXPECT_EQ(ParseToText("a " spelling " b"), "(" spelling " a b)");    \
    EXPECT_EQ(ParseToText("F( " spelling ", b)"), "(F " spelling " b)"); \
  }
#include "model/syntax/operators.def"
#undef OPERATOR
#undef SPELLING
}

TEST(Operators, CompareByRangeAndAssociativity) {
  EXPECT_EQ(Compare(Operator::kStar, Operator::kPlus), Binding::kLeft);
  EXPECT_EQ(Compare(Operator::kPlus, Operator::kStar), Binding::kRight);
  EXPECT_EQ(Compare(Operator::kPlus, Operator::kPlus), Binding::kLeft);
  EXPECT_EQ(Compare(Operator::kPlus, Operator::kDoublePlus), Binding::kConflict);
  EXPECT_EQ(Compare(Operator::kEquals, Operator::kEquals), Binding::kConflict);
  EXPECT_EQ(Compare(Operator::kAlways, Operator::kEquals), Binding::kConflict);
}

}  // namespace
}  // namespace model::syntax

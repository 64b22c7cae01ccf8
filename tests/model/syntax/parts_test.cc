#include "model/syntax/parts.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

using Texts = std::multiset<std::string>;

Texts TextsOfParts(const std::string& text) {
  source::SourceSet sources;
  source::Diagnostics diagnostics;
  ExpressionId root = kNoExpression;
  const source::FileId file = sources.Add(source::SourceFile("text", "text", text));
  const std::optional<Tree> tree = ParseExpressionText(sources, file, diagnostics, &root);
  Texts texts;
  for (const ExpressionId part : PartsOf(*tree, root)) {
    texts.insert(PrintExpression(*tree, part));
  }
  return texts;
}

TEST(PartsOf, Operands) {
  EXPECT_EQ(TextsOfParts("a + b"), (Texts{"a", "b"}));
  EXPECT_EQ(TextsOfParts("IF a THEN b ELSE c"), (Texts{"a", "b", "c"}));
}

TEST(PartsOf, ArgumentsOfPaths) {
  EXPECT_EQ(TextsOfParts("I(a)!Op(b)"), (Texts{"a", "b"}));
  EXPECT_EQ(TextsOfParts("Op(a)!(b)"), (Texts{"a", "b"}));
}

TEST(PartsOf, SetsOfBounds) {
  EXPECT_EQ(TextsOfParts("\\A x \\in S, y \\in T : p"), (Texts{"p", "S", "T"}));
  EXPECT_EQ(TextsOfParts("CHOOSE x : p"), (Texts{"p"}));
  EXPECT_EQ(TextsOfParts("{e : x \\in S}"), (Texts{"e", "S"}));
}

TEST(PartsOf, SelectorsAndValuesOfExcept) {
  EXPECT_EQ(TextsOfParts("[f EXCEPT ![a].b = c]"), (Texts{"f", "a", "c"}));
}

TEST(PartsOf, ArmsOfCase) {
  EXPECT_EQ(TextsOfParts("CASE a -> b [] OTHER -> c"), (Texts{"a", "b", "c"}));
}

}  // namespace
}  // namespace model::syntax

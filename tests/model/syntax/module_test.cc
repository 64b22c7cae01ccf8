#include <gtest/gtest.h>

#include "tests/model/syntax/parsed_text.h"

namespace model::syntax {
namespace {

TEST(Module, ReadsUnitsInOrder) {
  const ParsedModule module(
      InModule("EXTENDS Naturals, TLC\n"
               "CONSTANTS a, F(_, _), _ ++ _, -. _, _ ^+\n"
               "VARIABLES x, y\n"
               "--------\n"
               "LOCAL Foo(G(_), b) == b\n"
               "I == INSTANCE N WITH q <- x, + <- F\n"
               "LOCAL INSTANCE Bar\n"
               "RECURSIVE H(_, _), k\n"
               "f[i \\in S] == i\n"
               "p ## q == p\n"
               "p ^* == p\n"
               "ASSUME Name == TRUE\n"
               "AXIOM TRUE\n"));
  EXPECT_EQ(module.FirstMessage(), "");
  const Module& root = (*module.tree)[module.tree->root];
  ASSERT_EQ(root.units.size(), 13u);
  EXPECT_EQ(root.extends.size(), 2u);
  const std::vector<Parameter>& constants = root.units[0].parameters;
  ASSERT_EQ(constants.size(), 5u);
  EXPECT_EQ(constants[1].arity, 2u);
  EXPECT_EQ(constants[2].text, "++");
  EXPECT_EQ(constants[3].text, "-.");
  EXPECT_EQ(constants[4].arity, 1u);
  const Tree& tree = *module.tree;
  EXPECT_TRUE(tree[root.units[3].definition].is_local);
  EXPECT_EQ(tree[root.units[3].definition].parameters[0].arity, 1u);
  EXPECT_EQ(tree[root.units[4].definition].kind, Definition::Kind::kInstance);
  EXPECT_EQ(tree[root.units[4].definition].substitutions.size(), 2u);
  EXPECT_EQ(root.units[5].kind, Unit::Kind::kInstance);
  EXPECT_EQ(tree[root.units[6].definition].kind, Definition::Kind::kRecursive);
  EXPECT_EQ(tree[root.units[6].definition].parameters.size(), 2u);
  EXPECT_EQ(tree[root.units[8].definition].kind, Definition::Kind::kFunction);
  EXPECT_EQ(tree[root.units[9].definition].text, "##");
  EXPECT_EQ(root.units[11].text, "Name");
  EXPECT_EQ(root.units[11].kind, Unit::Kind::kAssume);
  EXPECT_EQ(root.units[12].kind, Unit::Kind::kTheorem);
}

TEST(Module, MayHoldModules) {
  const ParsedModule module(
      "text\n---- MODULE M ----\n---- MODULE N ----\nVARIABLE q\n====\nA == 1\n====\ntext");
  EXPECT_EQ(module.FirstMessage(), "");
  const Module& root = (*module.tree)[module.tree->root];
  ASSERT_EQ(root.units.size(), 2u);
  EXPECT_EQ((*module.tree)[root.units[0].module].text, "N");
}

TEST(Module, MustHaveTheNameOfItsFile) {
  const ParsedModule module(InModule("A == 1"), "Other");
  ASSERT_EQ(module.diagnostics.all().size(), 1u);
  EXPECT_EQ(module.diagnostics.all()[0].kind, source::DiagnosticKind::kModuleNameMismatch);
  EXPECT_EQ(module.diagnostics.ExitStatus(), 150);
}

TEST(Module, ListsWordsAndStringsInTextOrder) {
  const ParsedModule module(InModule("A == [b |-> \"z\", c |-> \"a\"].b\nd == b = \"z\""));
  EXPECT_EQ(module.tree->identifiers_in_order, (std::vector<std::string>{"M", "A", "b", "c", "d"}));
  EXPECT_EQ(module.tree->strings_in_order, (std::vector<std::string>{"z", "a"}));
}

TEST(Proof, IsParsedAndDropped) {
  const std::string theorem = "THEOREM Bla == ASSUME NEW u \\in S, NEW STATE v, u = 1 PROVE v\n";
  const std::string proof =
      "<1>1. x = 1\n"
      "  BY <1>2, MODULE M DEF A, B\n"
      "<1>a SUFFICES ASSUME TRUE PROVE FALSE\n"
      "  OBVIOUS\n"
      "<1> DEFINE k == 1  l(m) == m\n"
      "<1> n(m) == m\n"
      "<1>3. CASE x = 1\n"
      "  <2>1. PICK o \\in S : /\\ o = 1\n"
      "                      /\\ o = 2  BY Isa\n"
      "  <2>2. TAKE u \\in S, v \\in T\n"
      "  <2> HAVE x\n"
      "  <2> WITNESS 1, 2\n"
      "  <2> USE DEF A\n"
      "  <2> HIDE <1>1\n"
      "  <2> INSTANCE Foo\n"
      "  <2>4. QED PROOF OMITTED\n"
      "<1>*. QED BY PTL\n";
  const ParsedModule with(InModule(theorem + proof + "USE DEF A\nLast == 1"));
  const ParsedModule without(InModule(theorem + "Last == 1"));
  EXPECT_EQ(with.FirstMessage(), "");
  EXPECT_EQ(with.tree->expressions.size(), without.tree->expressions.size());
  EXPECT_EQ(with.tree->definitions.size(), 1u);
  EXPECT_EQ(with.BodyOf("Last"), "1");
  const Module& root = (*with.tree)[with.tree->root];
  ASSERT_EQ(root.units.size(), 3u);
  EXPECT_EQ(root.units[0].kind, Unit::Kind::kTheorem);
  EXPECT_EQ(root.units[0].text, "Bla");
  EXPECT_EQ(root.units[1].kind, Unit::Kind::kUse);
}

TEST(TreePrinter, ShowsNodesWithTheirRanges) {
  const ParsedModule module(InModule("A(x) == x + 1"));
  EXPECT_EQ(PrintTree(*module.tree),
            "MODULE M 1:1-3:4\n"
            "  A== 2:1-2:13\n"
            "    x\n"
            "    + 2:9-2:13\n"
            "      x 2:9-2:9\n"
            "      1 2:13-2:13\n");
}

}  // namespace
}  // namespace model::syntax

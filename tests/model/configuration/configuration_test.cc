#include "model/configuration/configuration.h"

#include <gtest/gtest.h>

#include <string>

namespace model::configuration {
namespace {

using syntax::ExpressionId;
using syntax::ExpressionKind;

class ConfigurationTest : public testing::Test {
 protected:
  std::optional<Configuration> Parse(const std::string& text) {
    source::FileId file = sources_.Add(source::SourceFile("M.cfg", "M", text));
    return ParseConfiguration(sources_, file, diagnostics_);
  }
  // Fails the test if the text is refused.
  Configuration Accept(const std::string& text) {
    std::optional<Configuration> configuration = Parse(text);
    for (const source::Diagnostic& diagnostic : diagnostics_.all()) {
      ADD_FAILURE() << sources_.Locate(diagnostic.range) << " " << diagnostic.message;
    }
    return configuration ? *std::move(configuration) : Configuration{};
  }
  // An expression with its structure in brackets: name(operands).
  std::string Shape(const Configuration& configuration, ExpressionId id) {
    const syntax::Expression& expression = configuration.tree[id];
    std::string text = expression.text;
    switch (expression.kind) {
      case ExpressionKind::kSetEnumeration: text = "set"; break;
      case ExpressionKind::kTuple: text = "tuple"; break;
      case ExpressionKind::kRecord: text = "record"; break;
      case ExpressionKind::kRecordSet: text = "records"; break;
      case ExpressionKind::kFunction: text = "function"; break;
      case ExpressionKind::kFunctionSet: text = "functions"; break;
      case ExpressionKind::kProduct: text = "product"; break;
      case ExpressionKind::kParentheses: text = "parentheses"; break;
      case ExpressionKind::kString: text = "\"" + text + "\""; break;
      default: break;
    }
    if (expression.operands.empty()) return text;
    text += "(";
    for (size_t i = 0; i < expression.operands.size(); ++i) {
      if (i > 0) text += " ";
      text += Shape(configuration, expression.operands[i]);
    }
    return text + ")";
  }
  std::string ShapeOfValue(const std::string& value) {
    Configuration configuration = Accept("CONSTANT N = " + value + " M = 1 INIT Init NEXT Next");
    if (configuration.constants.size() != 2) return "?";
    return Shape(configuration, configuration.constants[0].value);
  }
  std::string FirstComplaint(const std::string& text) {
    EXPECT_FALSE(Parse(text).has_value());
    if (diagnostics_.all().empty()) return "";
    const source::Diagnostic& first = diagnostics_.all()[0];
    return std::string(NameOf(first.kind)) + ": " + first.message + " | " + first.help;
  }

  source::SourceSet sources_;
  source::Diagnostics diagnostics_;
};

TEST_F(ConfigurationTest, ReadsEveryStatement) {
  Configuration c = Accept(
      "\\* a comment\nSPECIFICATION Spec\nINVARIANTS A B\nINVARIANT C (* (* nested *) *)\n"
      "PROPERTY P\nPROPERTIES Q R\nCONSTRAINT S\nACTION_CONSTRAINTS T\nVIEW V\nSYMMETRY Sym\n"
      "ALIAS Al\nPOSTCONDITION Post\nCHECK_DEADLOCK FALSE\n_POSSIBLE Pos\n_PERIODIC Per\n"
      "_RL_REWARD Rew");
  EXPECT_EQ(c.specification->name, "Spec");
  EXPECT_EQ(c.invariants.size(), 3u);
  EXPECT_EQ(c.properties.size(), 3u);
  EXPECT_EQ(c.constraints.size(), 1u);
  EXPECT_EQ(c.action_constraints.size(), 1u);
  EXPECT_EQ(c.view->name, "V");
  EXPECT_EQ(c.symmetry->name, "Sym");
  EXPECT_EQ(c.alias->name, "Al");
  EXPECT_EQ(c.postconditions.size(), 1u);
  EXPECT_EQ(c.check_deadlock, false);
  EXPECT_EQ(c.possible.size(), 1u);
  EXPECT_EQ(c.periodic.size(), 1u);
  EXPECT_EQ(c.rl_reward->name, "Rew");
}

TEST_F(ConfigurationTest, ReadsConstantsWithoutSeparators) {
  Configuration c = Accept(
      "CONSTANTS a1=a1  a2 = a2 N = 3 Nat <- MyNat\nF(1, x) = 7 NoHash = [Nano]NoHashVal\n"
      "T <- [Mm] R I!K <- L INIT Init NEXT Next");
  ASSERT_EQ(c.constants.size(), 8u);
  EXPECT_EQ(c.constants[0].name, "a1");
  EXPECT_EQ(c.constants[3].kind, ConstantItem::Kind::kReplacement);
  EXPECT_EQ(c.constants[3].replacement, "MyNat");
  EXPECT_EQ(c.constants[4].arguments.size(), 2u);
  EXPECT_EQ(c.constants[5].module, "Nano");
  EXPECT_EQ(c.constants[6].module, "Mm");
  EXPECT_EQ(c.constants[7].name, "I!K");
  EXPECT_EQ(c.init->name, "Init");
}

TEST_F(ConfigurationTest, TakesConstantExpressionsAsValues) {
  EXPECT_EQ(ShapeOfValue("3"), "3");
  EXPECT_EQ(ShapeOfValue("-3"), "-3");
  EXPECT_EQ(ShapeOfValue("TRUE"), "TRUE");
  EXPECT_EQ(ShapeOfValue("\"a b\""), "\"a b\"");
  EXPECT_EQ(ShapeOfValue("{m1, {1, 2}, \"s\"}"), "set(m1 set(1 2) \"s\")");
  EXPECT_EQ(ShapeOfValue("{}"), "set");
  EXPECT_EQ(ShapeOfValue("0..3"), "..(0 3)");
  EXPECT_EQ(ShapeOfValue("<<1, 2>>"), "tuple(1 2)");
  EXPECT_EQ(ShapeOfValue("[a |-> 1, b |-> {2}]"), "record(1 set(2))");
  EXPECT_EQ(ShapeOfValue("[a : {1}]"), "records(set(1))");
  EXPECT_EQ(ShapeOfValue("[x \\in {1} |-> x]"), "function(x)");
  EXPECT_EQ(ShapeOfValue("[{1} -> {2}]"), "functions(set(1) set(2))");
  EXPECT_EQ(ShapeOfValue("1 + 2 * 3 - 4"), "+(1 -(*(2 3) 4))");
  EXPECT_EQ(ShapeOfValue("(1 + 2) * 3"), "*(parentheses(+(1 2)) 3)");
  EXPECT_EQ(ShapeOfValue("{1} \\X {2} \\X {3}"), "product(set(1) set(2) set(3))");
  EXPECT_EQ(ShapeOfValue("SUBSET {1}"), "SUBSET(set(1))");
  EXPECT_EQ(ShapeOfValue("m1 :> 1 @@ m2 :> 2"), "@@(:>(m1 1) :>(m2 2))");
  EXPECT_EQ(ShapeOfValue("F(1)[2]"), "(F(1) 2)");
}

TEST_F(ConfigurationTest, RemembersModelValuesAndStringsInTheirOrder) {
  Configuration c = Accept("CONSTANT Q = {\"s3\", m, TRUE} R = x S <- Y");
  EXPECT_EQ(c.values_in_order, (std::vector<std::string>{"s3", "m", "x"}));
}

TEST_F(ConfigurationTest, ReadsOurDirectivesInComments) {
  Configuration c = Accept(
      "\\* @suspects Fast, ~Safe \\* why\nCONSTANT N = 1 \\* @alternatives N = 1, 2..3\n"
      "\\* @monotone Fast, N\n\\* @type: somebody else's `\n");
  ASSERT_EQ(c.suspects.size(), 2u);
  EXPECT_EQ(c.suspects[0].name, "Fast");
  EXPECT_FALSE(c.suspects[0].guilty_when_false);
  EXPECT_TRUE(c.suspects[1].guilty_when_false);
  ASSERT_EQ(c.alternatives.size(), 1u);
  EXPECT_EQ(c.alternatives[0].name, "N");
  EXPECT_EQ(c.alternatives[0].values.size(), 2u);
  EXPECT_EQ(Shape(c, c.alternatives[0].values[1]), "..(2 3)");
  ASSERT_EQ(c.monotone.size(), 2u);
  EXPECT_EQ(c.monotone[1].name, "N");
}

TEST_F(ConfigurationTest, AcceptsAnEmptyText) {
  Configuration c = Accept("");
  EXPECT_FALSE(c.specification.has_value());
}

TEST_F(ConfigurationTest, SuggestsTheKeywordThatWasMeant) {
  EXPECT_EQ(
      FirstComplaint("CONSTANT N = 3\nINVARIENT Inv"),
      "ConfigurationSyntax: `=` or `<-` is expected after INVARIENT | did you mean INVARIANT?");
}

TEST_F(ConfigurationTest, SaysThatNamesStandWithoutCommas) {
  EXPECT_EQ(
      FirstComplaint("INVARIANTS A, B INIT Init NEXT Next"),
      "ConfigurationSyntax: the name of a definition is expected after INVARIANTS | names stand "
      "one after the other, without commas");
}

TEST_F(ConfigurationTest, SaysOnceThatADeadlockFlagIsWrong) {
  FirstComplaint("INIT Init NEXT Next CHECK_DEADLOCK maybe");
  EXPECT_EQ(diagnostics_.all().size(), 1u);
}

TEST_F(ConfigurationTest, SaysThatAValueIsGivenWithASingleEqualsSign) {
  EXPECT_EQ(
      FirstComplaint("CONSTANT N == 3"),
      "ConfigurationSyntax: `==` can't stand in a configuration | give a value with a single =");
}

TEST_F(ConfigurationTest, ReportsErrorsWithStatus151) {
  for (const char* text : {"INIT",
                           "INIT INIT",
                           "CONSTANT",
                           "CONSTANT =",
                           "CONSTANT N",
                           "CONSTANT N =",
                           "CONSTANT N <- 3",
                           "CONSTANT N = {1",
                           "CONSTANT N = [a |->",
                           "CONSTANT N(1 = 2",
                           "CHECK_DEADLOCK maybe",
                           "Foo",
                           "(* open",
                           "\"",
                           "CONSTANT N = \"abc",
                           "\\",
                           "$",
                           "INVARIANT 3",
                           "SPECIFICATION A B",
                           "CONSTANT N = 1 +",
                           "CONSTANT N = <<1, >>"}) {
    source::SourceSet sources;
    source::Diagnostics diagnostics;
    source::FileId file = sources.Add(source::SourceFile("M.cfg", "M", text));
    std::optional<Configuration> configuration = ParseConfiguration(sources, file, diagnostics);
    if (std::string(text) == "CONSTANT") {
      EXPECT_TRUE(configuration.has_value());
      continue;
    }
    EXPECT_FALSE(configuration.has_value()) << text;
    EXPECT_EQ(diagnostics.ExitStatus(), 151) << text;
  }
}

TEST_F(ConfigurationTest, BoundsTheNestingOfValues) {
  std::string text = "CONSTANT N = " + std::string(100000, '{');
  EXPECT_FALSE(Parse(text).has_value());
}

}  // namespace
}  // namespace model::configuration

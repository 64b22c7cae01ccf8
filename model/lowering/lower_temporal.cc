#include "model/lowering/lower_temporal.h"

#include <algorithm>
#include <iterator>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/split_next.h"
#include "model/program/same_meaning.h"
#include "model/program/variables_read.h"
#include "model/values/operations.h"

namespace model::lowering {

using semantics::Level;
using syntax::ExpressionKind;

namespace {

// A new predicate is compared with so many others.
constexpr size_t kMostCompared = 512;

}  // namespace

TemporalLowerer::FormulaId TemporalLowerer::Add(Formula::Kind kind, std::vector<FormulaId> operands,
                                                uint32_t predicate) {
  problem_.formulas.push_back({kind, predicate, std::move(operands)});
  return FormulaId(problem_.formulas.size() - 1);
}

void TemporalLowerer::Unsupported(const source::Range& range, const std::string& message,
                                  const std::string& help) {
  lowerer_.Stop(source::DiagnosticKind::kUnsupportedTemporalFormula, range, message, help);
}

void TemporalLowerer::AddProperty(TreeExpression tree, const Environment& environment,
                                  uint32_t property) {
  problem_.properties.push_back({property, Lower(tree, environment)});
}

void TemporalLowerer::ExtendProperty(TreeExpression tree, const Environment& environment,
                                     uint32_t property) {
  const FormulaId more = Lower(tree, environment);
  for (transitions::TemporalProperty& existing : problem_.properties) {
    if (existing.property != property) continue;
    // A conjunction made here is reached from this property alone, so it may grow.
    Formula& formula = problem_.formulas[static_cast<uint32_t>(existing.formula)];
    if (extended_.contains(property)) {
      formula.operands.push_back(more);
    } else {
      existing.formula = Add(Formula::Kind::kAnd, {existing.formula, more});
      extended_.insert(property);
    }
    return;
  }
}

void TemporalLowerer::AddAssumption(TreeExpression tree, const Environment& environment) {
  problem_.assumptions.push_back(Lower(tree, environment));
}

// Of a known predicate that is built alike, or the next number.
uint32_t TemporalLowerer::NumberOf(ExpressionId expression,
                                   const std::vector<program::Predicate>& known) const {
  program::SameMeaning same(*lowerer_.program_);
  const size_t compared = std::min(known.size(), kMostCompared);
  for (size_t i = 0; i < compared; ++i) {
    if (same(known[i].expression, expression)) return static_cast<uint32_t>(i);
  }
  return static_cast<uint32_t>(known.size());
}

uint32_t TemporalLowerer::StatePredicate(ExpressionId expression, const source::Range& range,
                                         const std::string& text, program::EnabledShape shape) {
  if (lowerer_.At(expression).is_constant()) expression = lowerer_.ToCell(expression);
  auto [place, is_new] = state_predicates_.try_emplace(
      expression, NumberOf(expression, lowerer_.program_->state_predicates));
  is_new &= place->second == problem_.state_predicates.size();
  if (is_new) {
    problem_.state_predicates.push_back(text);
    lowerer_.program_->state_predicates.push_back({text, expression, range, ""});
    lowerer_.program_->enabled_shapes.push_back(std::move(shape));
  }
  return place->second;
}

program::StepShape TemporalLowerer::ShapeOf(TreeExpression subscript, TreeExpression action,
                                            const Environment& environment, bool if_unchanged) {
  program::StepShape shape;
  shape.if_unchanged = if_unchanged;
  if (lowerer_.FlattenVariables({subscript, environment}, &shape.subscript)) {
    shape.satisfied_by = NextSplitter(lowerer_).ActionsOf(action, environment);
    return shape;
  }
  // What an instance has substituted in v, say: it may stay the same though variables change.
  const ExpressionId unchanged =
      lowerer_.UnchangedPredicate(subscript, environment, lowerer_.RangeOf(subscript));
  const auto read = program::VariablesReadBy(*lowerer_.program_, unchanged);
  if (!read) return {};
  std::set_union(read->current.begin(), read->current.end(), read->next.begin(), read->next.end(),
                 std::back_inserter(shape.subscript));
  return shape;
}

uint32_t TemporalLowerer::StepPredicate(ExpressionId expression, const source::Range& range,
                                        const std::string& text, program::StepShape shape) {
  if (lowerer_.At(expression).is_constant()) expression = lowerer_.ToCell(expression);
  auto [place, is_new] = step_predicates_.try_emplace(
      expression, NumberOf(expression, lowerer_.program_->step_predicates));
  is_new &= place->second == problem_.step_predicates.size();
  if (is_new) {
    problem_.step_predicates.push_back(text);
    lowerer_.program_->step_predicates.push_back({text, expression, range, ""});
    lowerer_.program_->step_shapes.push_back(std::move(shape));
  }
  return place->second;
}

TemporalLowerer::FormulaId TemporalLowerer::LowerState(TreeExpression tree,
                                                       const Environment& environment) {
  const ExpressionId lowered = lowerer_.LowerExpression(tree, environment);
  const source::Range range = lowerer_.RangeOf(tree);
  if (lowerer_.At(lowered).is_constant()) {
    const Value value = lowerer_.EvaluateNow(lowerer_.ToCell(lowered), range);
    if (value.is_boolean())
      return Add(value.is_true() ? Formula::Kind::kTrue : Formula::Kind::kFalse, {});
  }
  return Add(Formula::Kind::kState, {},
             StatePredicate(lowered, range, lowerer_.TextOf(tree, environment),
                            ShapeOfEnabled(tree, environment)));
}

// Of ENABLED A; of anything else nothing is known.
program::EnabledShape TemporalLowerer::ShapeOfEnabled(TreeExpression written,
                                                      const Environment& environment) {
  const auto [tree, inside] = lowerer_.LookThrough(written, environment);
  const semantics::Specification& specification = lowerer_.specification_;
  const syntax::Expression& e = specification[tree];
  if (e.kind != ExpressionKind::kName || !specification.HasReference(tree) ||
      specification[specification.ReferenceOf(tree).symbol].builtin != Builtin::kEnabled) {
    return {};
  }
  return {WholeActions({tree.tree, e.operands[0]}, inside), std::nullopt};
}

// The actions, as ranges of indices, that ENABLED `tree` is about; none: it can't be told.
std::vector<std::pair<uint32_t, uint32_t>> TemporalLowerer::WholeActions(
    TreeExpression tree, const Environment& environment) {
  NextSplitter splitter(lowerer_);
  if (lowerer_.InsideEnabled(environment.context) != environment.context) return {};
  if (!splitter.IsMadeOfActions(tree, environment)) return {};
  return splitter.ActionsOf(tree, environment);
}

TemporalLowerer::FormulaId TemporalLowerer::LowerStep(TreeExpression tree,
                                                      const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  program::StepShape shape;
  if (e.kind == ExpressionKind::kBox || e.kind == ExpressionKind::kAngle) {
    shape = ShapeOf({tree.tree, e.operands[1]}, {tree.tree, e.operands[0]}, environment,
                    e.kind == ExpressionKind::kBox);
  }
  return Add(Formula::Kind::kStep, {},
             StepPredicate(lowerer_.LowerExpression(tree, environment), lowerer_.RangeOf(tree),
                           lowerer_.TextOf(tree, environment), std::move(shape)));
}

// None: the condition is neither a constant nor a state predicate.
std::optional<TemporalLowerer::FormulaId> TemporalLowerer::LowerIf(TreeExpression tree,
                                                                   const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  const TreeExpression written{tree.tree, e.operands[0]};
  const ExpressionId condition = lowerer_.LowerExpression(written, environment);
  if (lowerer_.At(condition).is_constant()) {
    const bool holds = lowerer_.EvaluateNow(lowerer_.ToCell(condition), e.range).is_true();
    return Lower({tree.tree, e.operands[holds ? 1 : 2]}, environment);
  }
  if (lowerer_.LevelOf(condition) != Level::kState) return std::nullopt;
  const FormulaId holds =
      Add(Formula::Kind::kState, {},
          StatePredicate(condition, e.range, lowerer_.TextOf(written, environment)));
  const FormulaId fails = Add(Formula::Kind::kNot, {holds});
  const FormulaId then = Lower({tree.tree, e.operands[1]}, environment);
  const FormulaId otherwise = Lower({tree.tree, e.operands[2]}, environment);
  return Add(Formula::Kind::kOr, {Add(Formula::Kind::kAnd, {holds, then}),
                                  Add(Formula::Kind::kAnd, {fails, otherwise})});
}

TemporalLowerer::FormulaId TemporalLowerer::Lower(TreeExpression tree,
                                                  const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  if (depth_ > 1000) Unsupported(e.range, "this temporal formula is nested too deeply");
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  const Level level = lowerer_.LevelOfTree(tree, environment);
  if (level <= Level::kState) return LowerState(tree, environment);
  auto operands = [&] {
    std::vector<FormulaId> result;
    for (syntax::ExpressionId id : e.operands)
      result.push_back(Lower({tree.tree, id}, environment));
    return result;
  };
  switch (e.kind) {
    case ExpressionKind::kConjunction: return Add(Formula::Kind::kAnd, operands());
    case ExpressionKind::kDisjunction: return Add(Formula::Kind::kOr, operands());
    case ExpressionKind::kForAll: return LowerQuantifier(tree, environment, Formula::Kind::kAnd);
    case ExpressionKind::kExists: return LowerQuantifier(tree, environment, Formula::Kind::kOr);
    case ExpressionKind::kWeakFairness:
    case ExpressionKind::kStrongFairness: return LowerFairness(tree, environment);
    case ExpressionKind::kBox:
    case ExpressionKind::kAngle: return LowerStep(tree, environment);
    case ExpressionKind::kIf:
      if (auto formula = LowerIf(tree, environment)) return *formula;
      break;
    case ExpressionKind::kName: {
      if (lowerer_.specification_.HasReference(tree)) {
        const Symbol& s = lowerer_.specification_[lowerer_.specification_.ReferenceOf(tree).symbol];
        if (s.kind == SymbolKind::kBuiltin) {
          bool done = false;
          const FormulaId formula = LowerBuiltin(s.builtin, tree, environment, &done);
          if (done) return formula;
          break;
        }
      }
      [[fallthrough]];
    }
    case ExpressionKind::kLet:
    case ExpressionKind::kParentheses:
    case ExpressionKind::kLabel: {
      FormulaId result = transitions::kNoFormula;
      if (lowerer_.EnterFormula(tree, environment,
                                [&](TreeExpression inner, const Environment& inside,
                                    const std::string&) { result = Lower(inner, inside); })) {
        return result;
      }
      break;
    }
    case ExpressionKind::kTemporalForAll:
    case ExpressionKind::kTemporalExists:
      Unsupported(e.range,
                  "temporal quantification over state variables (\\EE, \\AA) can't be checked");
    default: break;
  }
  if (level == Level::kAction) return LowerStep(tree, environment);
  Unsupported(e.range, "this temporal formula can't be checked");
}

TemporalLowerer::FormulaId TemporalLowerer::LowerBuiltin(Builtin builtin, TreeExpression tree,
                                                         const Environment& environment,
                                                         bool* done) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  auto operand = [&](size_t i) { return Lower({tree.tree, e.operands[i]}, environment); };
  *done = true;
  switch (builtin) {
    case Builtin::kAlways: return Add(Formula::Kind::kAlways, {operand(0)});
    case Builtin::kEventually: return Add(Formula::Kind::kEventually, {operand(0)});
    case Builtin::kLeadsTo: return Add(Formula::Kind::kLeadsTo, {operand(0), operand(1)});
    case Builtin::kNot: return Add(Formula::Kind::kNot, {operand(0)});
    case Builtin::kImplies: return Add(Formula::Kind::kImplies, {operand(0), operand(1)});
    case Builtin::kAnd: return Add(Formula::Kind::kAnd, {operand(0), operand(1)});
    case Builtin::kOr: return Add(Formula::Kind::kOr, {operand(0), operand(1)});
    case Builtin::kEquivalent:
    case Builtin::kEquiv: return Add(Formula::Kind::kEquivalent, {operand(0), operand(1)});
    case Builtin::kWhilePlus: Unsupported(e.range, "the operator -+-> can't be checked");
    default: break;
  }
  *done = false;
  return transitions::kNoFormula;
}

// The instances of the body are evaluated with the bound names as values.
TemporalLowerer::FormulaId TemporalLowerer::LowerQuantifier(TreeExpression tree,
                                                            const Environment& environment,
                                                            Formula::Kind kind) {
  std::vector<FormulaId> instances;
  if (!lowerer_.ForEachInstance(tree, environment,
                                [&](TreeExpression body, const Environment& inner) {
                                  instances.push_back(Lower(body, inner));
                                })) {
    Unsupported(lowerer_.RangeOf(tree),
                "a temporal formula can be quantified over constant sets only");
  }
  if (instances.empty())
    return Add(kind == Formula::Kind::kAnd ? Formula::Kind::kTrue : Formula::Kind::kFalse, {});
  return Add(kind, std::move(instances));
}

// The action's text; inside an instance with the instance's name, as one refers to it from outside.
std::string TemporalLowerer::ActionText(TreeExpression action, const Environment& environment) {
  const std::string text = lowerer_.TextOf(action, environment);
  const bool is_named =
      lowerer_.specification_[action].kind == ExpressionKind::kName && !text.empty();
  if (!is_named) return text;
  std::string path;
  for (const Context* context = environment.context; context != nullptr; context = context->outer) {
    if (!context->name.empty()) path = absl::StrCat(context->name, "!", path);
  }
  return absl::StrCat(path, text);
}

TemporalLowerer::FormulaId TemporalLowerer::LowerFairness(TreeExpression tree,
                                                          const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  const TreeExpression subscript{tree.tree, e.operands[0]};
  const TreeExpression action{tree.tree, e.operands[1]};
  // <<A>>_v as an action node, for ENABLED.
  ActionNode node;
  node.kind = ActionNode::Kind::kChanged;
  node.range = e.range;
  Environment inside = environment;
  inside.context = lowerer_.InsideEnabled(environment.context);
  const ActionNodeId inner = lowerer_.LowerAction(action, inside);
  node.children = {inner};
  node.conditions = {lowerer_.ChangedCondition(subscript, inside, inner, e.range)};
  node.predicate = lowerer_.Make(Operation::kAnd, e.range,
                                 {(*lowerer_.program_)[inner].predicate, node.conditions[0]});
  // <<A>>_v of a step: the same, but for what an instance substitutes for primed variables.
  ExpressionId taken = node.predicate;
  if (inside.context != environment.context) {
    const ExpressionId stays = lowerer_.UnchangedPredicate(subscript, environment, e.range);
    taken =
        lowerer_.Make(Operation::kAnd, e.range,
                      {(*lowerer_.program_)[lowerer_.LowerAction(action, environment)].predicate,
                       lowerer_.Make(Operation::kNot, e.range, {stays})});
  }
  const ActionNodeId changed = lowerer_.AddAction(std::move(node));
  Expression enabled = lowerer_.Blank(Operation::kEnabled, e.range);
  enabled.index = static_cast<uint32_t>(changed);
  enabled.literal = Value::Boolean(false);
  enabled.reads_current = true;
  const ExpressionId enabled_id = lowerer_.Add(std::move(enabled));
  const std::string action_text = ActionText(action, environment);
  const std::string subscript_text = lowerer_.TextOf(subscript, environment);
  const std::string changing = absl::StrCat("<<", action_text, ">>_", subscript_text);
  program::StepShape shape = ShapeOf(subscript, action, environment, /*if_unchanged=*/false);
  program::EnabledShape enabled_shape;
  if (!shape.subscript.empty()) {
    enabled_shape = {WholeActions(action, environment), shape.subscript};
  }
  transitions::Fairness fairness;
  fairness.strong = e.kind == ExpressionKind::kStrongFairness;
  fairness.enabled = StatePredicate(enabled_id, e.range, absl::StrCat("ENABLED ", changing),
                                    std::move(enabled_shape));
  fairness.taken = StepPredicate(taken, e.range, changing, std::move(shape));
  fairness.name =
      absl::StrCat(fairness.strong ? "SF_" : "WF_", subscript_text, "(", action_text, ")");
  const auto index = static_cast<uint32_t>(problem_.fairness.size());
  problem_.fairness.push_back(std::move(fairness));
  return Add(e.kind == ExpressionKind::kStrongFairness ? Formula::Kind::kStrongFairness
                                                       : Formula::Kind::kWeakFairness,
             {}, index);
}

}  // namespace model::lowering

#include "model/semantics/level_checker.h"
#include "model/source/concat.h"
#include "model/syntax/parts.h"

namespace model::semantics {

using source::Concat;

LevelSum LevelChecker::LevelOf(ExpressionId id) {
  if (id == syntax::kNoExpression) return {};
  LevelSum sum = Compute(id);
  specification_.tables[static_cast<uint32_t>(tree_)].levels[static_cast<uint32_t>(id)] =
      Effective(sum);
  return sum;
}

LevelSum LevelChecker::LevelOfFormula(const std::vector<ExpressionId>& ids) {
  LevelSum sum;
  for (ExpressionId id : ids) sum.Add(LevelOf(id));
  return sum;
}

LevelSum LevelChecker::LevelOfLogic(const std::vector<ExpressionId>& ids) {
  LevelSum sum = LevelOfFormula(ids);
  if (Effective(sum) != Level::kTemporal) return sum;
  for (ExpressionId id : ids) {
    if (specification_.tables_of(tree_).levels[static_cast<uint32_t>(id)] != Level::kAction)
      continue;
    const ExpressionKind shape = ShapeOf({tree_, id});
    if (shape == ExpressionKind::kBox || shape == ExpressionKind::kAngle) continue;
    Report(DiagnosticKind::kActionAsTemporal, tree()[id].range,
           "an action is combined with a temporal formula");
  }
  return sum;
}

LevelSum LevelChecker::LevelOfAll(const std::vector<ExpressionId>& ids, Level limit,
                                  std::string_view where) {
  LevelSum sum;
  for (ExpressionId id : ids) {
    LevelSum part = LevelOf(id);
    Limit(part, limit, DiagnosticKind::kLevelTooHigh, tree()[id].range, where);
    sum.Add(part);
  }
  return sum;
}

LevelSum LevelChecker::Compute(ExpressionId id) {
  const syntax::Expression& expression = tree()[id];
  const std::vector<ExpressionId>& operands = expression.operands;
  if (syntax::IsBinder(expression.kind)) return LevelOfBinder(expression);
  switch (expression.kind) {
    case ExpressionKind::kName: return LevelOfName(id);
    case ExpressionKind::kConjunction:
    case ExpressionKind::kDisjunction: return LevelOfLogic(operands);
    case ExpressionKind::kIf:
    case ExpressionKind::kParentheses:
    case ExpressionKind::kRecord:
    case ExpressionKind::kAssumeProve:
    case ExpressionKind::kError: return LevelOfFormula(operands);
    case ExpressionKind::kLabel: return LevelOf(operands[0]);
    case ExpressionKind::kLambda: return LevelOf(operands[0]);
    case ExpressionKind::kExcept: return LevelOfExcept(expression);
    case ExpressionKind::kCase: {
      LevelSum sum;
      for (const syntax::CaseArm& arm : tree().arm_lists[expression.detail]) {
        sum.Add(LevelOf(arm.condition));
        sum.Add(LevelOf(arm.value));
      }
      return sum;
    }
    case ExpressionKind::kLet:
      for (DefinitionId local : tree().let_lists[expression.detail]) RunDefinition(local);
      return LevelOf(operands[0]);
    case ExpressionKind::kBox:
    case ExpressionKind::kAngle: {
      LevelSum sum = LevelOfAll({operands[0]}, Level::kAction, "the action of [A]_v");
      sum.Add(LevelOfAll({operands[1]}, Level::kState, "the subscript of [A]_v"));
      sum.base = std::max(sum.base, Level::kAction);
      return sum;
    }
    case ExpressionKind::kWeakFairness:
    case ExpressionKind::kStrongFairness: {
      LevelSum sum =
          LevelOfAll({operands[0]}, Level::kState, "the subscript of a fairness formula");
      sum.Add(LevelOfAll({operands[1]}, Level::kAction, "the action of a fairness formula"));
      sum.base = Level::kTemporal;
      return sum;
    }
    default: return LevelOfAll(operands, Level::kAction, "this operand");
  }
}

void LevelChecker::AddBounds(const std::vector<syntax::BoundGroup>& groups, LevelSum& sum) {
  for (const syntax::BoundGroup& group : groups) {
    if (group.set == syntax::kNoExpression) continue;
    sum.Add(LevelOfAll({group.set}, Level::kAction, "the set of a bound variable"));
  }
}

LevelSum LevelChecker::LevelOfBinder(const syntax::Expression& expression) {
  LevelSum sum;
  AddBounds(tree().bound_lists[expression.detail], sum);
  bool is_temporal = expression.kind == ExpressionKind::kTemporalForAll ||
                     expression.kind == ExpressionKind::kTemporalExists;
  if (is_temporal) {
    for (const std::vector<SymbolId>& group :
         specification_.tables_of(tree_).bounds[expression.detail]) {
      for (SymbolId id : group) definition(id).sum.base = Level::kState;
    }
  }
  const bool is_quantifier = is_temporal || expression.kind == ExpressionKind::kForAll ||
                             expression.kind == ExpressionKind::kExists;
  const bool may_be_temporal = is_quantifier || expression.kind == ExpressionKind::kFunction;
  const bool has_action_bound = is_quantifier && Effective(sum) == Level::kAction;
  sum.Add(may_be_temporal
              ? LevelOfFormula(expression.operands)
              : LevelOfAll(expression.operands, Level::kAction, "this part of a value"));
  if (has_action_bound && Effective(sum) == Level::kTemporal) {
    Report(DiagnosticKind::kActionAsTemporal, expression.range,
           "a temporal formula is quantified over a set with primed variables");
  }
  if (is_temporal) sum.base = Level::kTemporal;
  return sum;
}

LevelSum LevelChecker::LevelOfExcept(const syntax::Expression& expression) {
  LevelSum sum = LevelOfAll(expression.operands, Level::kAction, "the function of an EXCEPT");
  for (const syntax::Update& update : tree().update_lists[expression.detail]) {
    for (const syntax::UpdateSelector& selector : update.path) {
      sum.Add(LevelOfAll(selector.arguments, Level::kAction, "an index in an EXCEPT"));
    }
    sum.Add(LevelOfAll({update.value}, Level::kAction, "a value in an EXCEPT"));
  }
  return sum;
}

ExpressionId LevelChecker::WithoutParentheses(ExpressionId id) const {
  while (tree()[id].kind == ExpressionKind::kParentheses) id = tree()[id].operands[0];
  return id;
}

syntax::ExpressionKind LevelChecker::ShapeOf(TreeExpression formula) const {
  // Bounded: definitions without arguments can't go in a circle, but RECURSIVE ones might.
  for (int steps = 0; steps < 1000; ++steps) {
    const syntax::Expression& expression = specification_[formula];
    if (expression.kind == ExpressionKind::kParentheses ||
        expression.kind == ExpressionKind::kLabel || expression.kind == ExpressionKind::kLet) {
      formula.id = expression.operands[0];
      continue;
    }
    if (expression.kind != ExpressionKind::kName) return expression.kind;
    uint32_t index =
        specification_.tables_of(formula.tree).reference_of[static_cast<uint32_t>(formula.id)];
    if (index == ~0u) return expression.kind;
    SymbolId origin = specification_.OriginOf(specification_.references[index].symbol);
    const Symbol& symbol = specification_[origin];
    bool has_body = symbol.kind == SymbolKind::kOperator || symbol.kind == SymbolKind::kTheorem;
    if (!has_body || symbol.body.id == syntax::kNoExpression) return expression.kind;
    formula = symbol.body;
  }
  return ExpressionKind::kError;
}

// Of []F and <>F. An action F must be written in the shape `action`: a name that stands for such a
// formula won't do.
LevelSum LevelChecker::LevelOfModality(const syntax::Expression& expression, ExpressionKind action,
                                       DiagnosticKind kind, const char* message, const char* help) {
  const ExpressionId operand = expression.operands[0];
  LevelSum sum = LevelOf(operand);
  const ExpressionKind shape = tree()[WithoutParentheses(operand)].kind;
  if (Effective(sum) == Level::kAction && shape != action && shape != ExpressionKind::kLet &&
      shape != ExpressionKind::kLabel) {
    Report(kind, expression.range, message, help);
  }
  sum.base = Level::kTemporal;
  return sum;
}

LevelSum LevelChecker::LevelOfBuiltin(const syntax::Expression& expression, Builtin builtin) {
  const std::vector<ExpressionId>& operands = expression.operands;
  if (operands.empty()) return {};  // passed as an operator, or TRUE and its like
  switch (builtin) {
    case Builtin::kNot:
    case Builtin::kImplies:
    case Builtin::kEquivalent:
    case Builtin::kEquiv:
    case Builtin::kAnd:
    case Builtin::kOr: return LevelOfLogic(operands);
    case Builtin::kPrime: {
      LevelSum sum = LevelOf(operands[0]);
      if (Effective(sum) == Level::kAction) {
        Report(DiagnosticKind::kDoublePrime, expression.range,
               "only a state function can be primed, but this has a prime already",
               "take one of the primes away");
      } else {
        Limit(sum, Level::kState, DiagnosticKind::kLevelTooHigh, expression.range,
              "what is primed");
      }
      sum.base = std::max(sum.base, Level::kAction);
      return sum;
    }
    case Builtin::kUnchanged: {
      LevelSum sum = LevelOfAll(operands, Level::kState, "what is UNCHANGED");
      sum.base = std::max(sum.base, Level::kAction);
      return sum;
    }
    case Builtin::kEnabled:
      LevelOfAll(operands, Level::kAction, "what is ENABLED");
      return {Level::kState, {}};
    case Builtin::kAlways:
      return LevelOfModality(expression, ExpressionKind::kBox, DiagnosticKind::kBoxOfAction,
                             "[] followed by an action that is not of the form [A]_v",
                             "write [][A]_v, with the variables that may change as v");
    case Builtin::kEventually:
      return LevelOfModality(expression, ExpressionKind::kAngle, DiagnosticKind::kDiamondOfAction,
                             "<> followed by an action that is not of the form <<A>>_v",
                             "write <><<A>>_v, with the variables that must change as v");
    case Builtin::kLeadsTo:
    case Builtin::kWhilePlus: {
      LevelSum sum;
      for (ExpressionId operand : operands) {
        LevelSum part = LevelOf(operand);
        if (Effective(part) == Level::kAction) {
          Report(DiagnosticKind::kActionAsTemporal, tree()[operand].range,
                 "an action is used where only a temporal formula or a state predicate is allowed");
        }
        sum.Add(part);
      }
      sum.base = Level::kTemporal;
      return sum;
    }
    case Builtin::kActionComposition: {
      LevelSum sum = LevelOfAll(operands, Level::kAction, "an operand of \\cdot");
      sum.base = std::max(sum.base, Level::kAction);
      return sum;
    }
    default: return LevelOfAll(operands, Level::kAction, Concat("an operand of ", expression.text));
  }
}

}  // namespace model::semantics

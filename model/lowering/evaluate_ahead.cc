// Definitions that are evaluated ahead of the search.
//
// As in TLC, a definition without parameters whose level is constant gets its value once, before
// the first state: `Chosen == RandomElement(S)` is one element all through the run, a message in it
// is printed once, and as a conjunct of an action it is a value that doesn't branch, whatever
// disjunctions it was made of. It stays a formula, evaluated at every use, if evaluating it fails;
// if it asks about the run itself, which has not begun (TLCGet); and in a module with constants or
// variables that is instantiated somewhere.

#include <algorithm>

#include "model/lowering/lowerer.h"
#include "model/values/evaluation_error.h"

namespace model::lowering {

bool Lowerer::MayHaveValueAhead(const Symbol& symbol) const {
  if (symbol.kind != SymbolKind::kOperator && symbol.kind != SymbolKind::kFunction) return false;
  if (symbol.arity > 0 || symbol.level != semantics::Level::kConstant) return false;
  if (!specification_[symbol.module].is_parametric) return true;
  return std::none_of(
      specification_.instances.begin(), specification_.instances.end(),
      [&](const semantics::Instance& instance) { return instance.module == symbol.module; });
}

// `lowered`: the body of a definition. If it is impure, what it is once and for all; the same in
// every mode.
ExpressionId Lowerer::EvaluatedAhead(SymbolId symbol, const Context* context,
                                     ExpressionId lowered) {
  const Expression& body = At(lowered);
  if (!body.impure || body.asks_run || !body.is_closed()) return lowered;
  if (!MayHaveValueAhead(specification_[symbol])) return lowered;
  auto [place, is_new] = ahead_memo_.try_emplace({symbol, context}, Value());
  if (is_new) {
    try {
      place->second = host_.Evaluate(*program_, lowered, {});
    } catch (const values::EvaluationError&) {
    }
  }
  return place->second.is_unset() ? lowered : Literal(place->second, At(lowered).range);
}

bool Lowerer::HasValueAhead(SymbolId symbol, const Environment& definition) {
  const Symbol& s = specification_[symbol];
  if (!MayHaveValueAhead(s) || HasArguments(definition.context)) return false;
  const ExpressionId value = LowerModuleOperator(symbol, {}, definition, s.range);
  if (At(value).operation == Operation::kLiteral || At(value).reads_switch) return true;
  if (!At(value).is_constant()) return false;
  try {
    host_.Evaluate(*program_, value, {});
    return true;
  } catch (const values::EvaluationError&) {
    return false;
  }
}

// Whether an action that says C enters R, where `C <- R`: R's own value doesn't count there.
bool Lowerer::IsEnteredAnew(SymbolId replacement) const {
  const Symbol& s = specification_[replacement];
  return s.kind == SymbolKind::kOperator && !s.is_recursive && !IsPrimitive(s) &&
         !constant_values_.contains(replacement) && MayHaveValueAhead(s);
}

// What `R` gives in the place of another name, `C <- R`: unlike R itself, anew at each use.
ExpressionId Lowerer::LowerReplacingDefinition(SymbolId replacement, Mode mode,
                                               const source::Range& range) {
  const Environment outermost{nullptr, nullptr, mode};
  const ExpressionId once = LowerSymbol(replacement, {}, outermost, range);
  auto ahead = ahead_memo_.find({replacement, nullptr});
  if (ahead == ahead_memo_.end() || ahead->second.is_unset()) return once;
  return LowerDefinitionBody(replacement, outermost);
}

}  // namespace model::lowering

// Looking into formulas before they are lowered: their level, and what stands behind names,
// parentheses, LET and quantifiers.

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/semantics/subexpression.h"
#include "model/syntax/parts.h"
#include "model/values/operations.h"

namespace model::lowering {

using semantics::Level;
using source::DiagnosticKind;
using syntax::ExpressionKind;

namespace {

constexpr int kMaxNameDepth = 200;
constexpr int kMaxAliases = 100;  // names that only stand for names

}  // namespace

Level Lowerer::LevelOf(ExpressionId id) const {
  const Expression& e = program_->expressions[static_cast<uint32_t>(id)];
  return e.reads_next                        ? Level::kAction
         : e.reads_current || e.reads_switch ? Level::kState
                                             : Level::kConstant;
}

Level Lowerer::LevelOfTree(TreeExpression tree, const Environment& environment, int depth) {
  const syntax::Expression& e = specification_[tree];
  Level level = Level::kConstant;
  switch (e.kind) {
    case ExpressionKind::kWeakFairness:
    case ExpressionKind::kStrongFairness:
    case ExpressionKind::kTemporalForAll:
    case ExpressionKind::kTemporalExists: return Level::kTemporal;
    case ExpressionKind::kBox:
    case ExpressionKind::kAngle: return Level::kAction;
    case ExpressionKind::kName:
      if (!specification_.HasReference(tree)) break;
      if (const Builtin builtin = specification_[specification_.ReferenceOf(tree).symbol].builtin;
          builtin == Builtin::kPrime || builtin == Builtin::kUnchanged) {
        return Level::kAction;
      } else if (builtin == Builtin::kEnabled) {
        return Level::kState;
      }
      level = LevelOfName(tree, environment, depth);
      break;
    case ExpressionKind::kLet:
      for (syntax::DefinitionId id : specification_[tree.tree].let_lists[e.detail]) {
        const SymbolId symbol =
            specification_.tables_of(tree.tree).definition_symbol[static_cast<uint32_t>(id)];
        if (symbol != semantics::kNoSymbol) level = std::max(level, specification_[symbol].level);
      }
      break;
    default: break;
  }
  for (const syntax::ExpressionId part : syntax::PartsOf(specification_[tree.tree], tree.id)) {
    level = std::max(level, LevelOfTree({tree.tree, part}, environment, depth + 1));
  }
  return level;
}

// Of what a name stands for, whatever its arguments are.
Level Lowerer::LevelOfName(TreeExpression tree, const Environment& environment, int depth) {
  const SymbolId symbol = specification_.ReferenceOf(tree).symbol;
  const Symbol& s = specification_[symbol];
  if (semantics::SelectsSubexpression(specification_, tree)) {
    return specification_.tables_of(tree.tree).levels[static_cast<uint32_t>(tree.id)];
  }
  switch (s.builtin) {
    case Builtin::kAlways:
    case Builtin::kEventually:
    case Builtin::kLeadsTo:
    case Builtin::kWhilePlus: return Level::kTemporal;
    default: break;
  }
  if (s.kind == SymbolKind::kBuiltin) return Level::kConstant;
  if (const Scope* scope = FindBinding(environment.scope, symbol);
      scope != nullptr && depth < kMaxNameDepth) {
    return LevelOfBinding(scope->binding, depth);
  }
  Level level = s.kind == SymbolKind::kVariable ? Level::kState : s.level;
  if (s.kind == SymbolKind::kImported) level = std::max(level, specification_[s.target].level);
  if (auto replaced = ReplacementOf(symbol, RangeOf(tree)); replaced != replacements_.end()) {
    level = std::max(level, specification_[replaced->second].level);
  }
  return level;
}

Level Lowerer::LevelOfBinding(const Binding& binding, int depth) {
  const bool is_operand =
      binding.kind == Binding::Kind::kExpression && binding.argument.lowered == kNoExpression;
  if (!is_operand && binding.kind != Binding::Kind::kOperator) return Level::kConstant;
  if (binding.definition != semantics::kNoSymbol) return specification_[binding.definition].level;
  if (!is_operand) return Level::kConstant;
  // An operand may be built of those of the call around, several times each: asked for once.
  if (!binding.level) {
    binding.level = LevelOfTree(binding.argument.tree, binding.argument.environment, depth + 1);
  }
  return *binding.level;
}

// Calls `visit` with the body of a definition without parameters, wherever it comes from.
void Lowerer::EnterSymbol(SymbolId symbol, const Environment& at,
                          const std::function<void(TreeExpression, const Environment&)>& visit) {
  Environment environment = at;
  for (int i = 0; i < 100; ++i) {
    if (auto replaced = replacements_.find(symbol); replaced != replacements_.end()) {
      symbol = replaced->second;
      environment = {nullptr, nullptr, environment.mode};
      continue;
    }
    const Symbol& s = specification_[symbol];
    if (s.kind != SymbolKind::kImported) break;
    environment = {nullptr, EnterImported(s, environment), environment.mode};
    symbol = s.target;
  }
  const Symbol& s = specification_[symbol];
  if (s.body.id == syntax::kNoExpression) {
    Stop(DiagnosticKind::kConstantFormula, s.name_range, absl::StrCat(s.name, " is not a formula"));
  }
  visit(s.body, {nullptr, OwnerContext(environment.context, s.module), environment.mode});
}

// Enters a name, parentheses, label or LET; false if `tree` is none of these (or a name that can't
// be entered).
bool Lowerer::EnterFormula(TreeExpression tree, const Environment& environment,
                           const FormulaVisitor& visit) {
  const syntax::Expression& e = specification_[tree];
  switch (e.kind) {
    case ExpressionKind::kParentheses:
    case ExpressionKind::kLabel: visit({tree.tree, e.operands[0]}, environment, ""); return true;
    case ExpressionKind::kLet: {
      Environment inner = environment;
      inner.scope = BindDefinitions(tree, environment, nullptr);
      visit({tree.tree, e.operands[0]}, inner, "");
      return true;
    }
    case ExpressionKind::kName: break;
    default: return false;
  }
  if (!specification_.HasReference(tree)) return false;
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  Environment at = environment;
  if (e.detail != syntax::kNoDetail) {
    if (auto part = SelectedPart(tree, environment, {})) {
      if (part->lowered != kNoExpression) return false;
      visit(part->tree, part->environment, "");
      return true;
    }
    if (!reference.instances.empty()) {
      at.context = EnterPath(tree, reference, environment);
      at.scope = nullptr;
    }
  }
  return EnterName(reference.symbol, ArgumentsOf(tree, environment), at, e.range, visit);
}

bool Lowerer::EnterName(SymbolId symbol, std::span<const Argument> arguments, Environment at,
                        const source::Range& range, const FormulaVisitor& visit) {
  for (int i = 0; i < kMaxAliases; ++i) {
    const Symbol& s = specification_[symbol];
    if (auto replaced = ReplacementOf(symbol, range); replaced != replacements_.end()) {
      symbol = replaced->second;
      at = {nullptr, nullptr, at.mode};
    } else if (s.kind == SymbolKind::kImported) {
      at = {nullptr, EnterImported(s, at), at.mode};
      symbol = s.target;
    } else if (s.kind == SymbolKind::kConstant || s.kind == SymbolKind::kVariable) {
      Substituted found = FindSubstitution(symbol, at.context, at.mode);
      if (!found.found) return false;
      if (found.symbol == semantics::kNoSymbol) {
        if (!arguments.empty()) return false;
        visit(found.value.tree, found.value.environment, "");
        return true;
      }
      symbol = found.symbol;
      at = found.value.environment;
    } else {
      break;
    }
  }
  if (const Scope* scope = FindBinding(at.scope, symbol))
    return EnterBinding(scope->binding, arguments, visit);
  const Symbol& s = specification_[symbol];
  // A temporal formula has no value that a procedure could return: its recursion is unfolded, as
  // far as conditions tell.
  if (s.is_recursive && s.level != Level::kTemporal) return false;
  if (s.kind != SymbolKind::kOperator && s.kind != SymbolKind::kTheorem) return false;
  if (constant_values_.contains(symbol) || IsPrimitive(s)) return false;
  const Scope* scope = BindArguments(nullptr, s.parameters, arguments, nullptr);
  visit(s.body, {scope, OwnerContext(at.context, s.module), at.mode}, s.name);
  return true;
}

bool Lowerer::EnterBinding(const Binding& binding, std::span<const Argument> arguments,
                           const FormulaVisitor& visit) {
  if (binding.definition == semantics::kNoSymbol) {
    if (binding.kind != Binding::Kind::kExpression || binding.argument.lowered != kNoExpression)
      return false;
    visit(binding.argument.tree, binding.argument.environment, "");
    return true;
  }
  const Symbol& definition = specification_[binding.definition];
  if (definition.kind != SymbolKind::kOperator || definition.is_recursive) return false;
  Environment inner = binding.argument.environment;
  inner.scope = BindArguments(inner.scope, definition.parameters, arguments, nullptr);
  visit(definition.body, inner, definition.name);
  return true;
}

// Calls `visit` for every combination of elements of a quantifier over constant sets; false if a
// set is not constant.
bool Lowerer::ForEachInstance(
    TreeExpression tree, const Environment& environment,
    const std::function<void(TreeExpression, const Environment&)>& visit) {
  const syntax::Expression& e = specification_[tree];
  const auto& groups = specification_[tree.tree].bound_lists[e.detail];
  const auto& symbols = specification_.tables_of(tree.tree).bounds[e.detail];
  values::Heap& heap = host_.permanent_heap();
  std::vector<std::pair<std::vector<SymbolId>, std::vector<Value>>>
      loops;  // names bound together, elements
  std::vector<bool> is_tuple;
  for (size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].set == syntax::kNoExpression) return false;
    const ExpressionId set = LowerExpression({tree.tree, groups[g].set}, environment);
    if (!At(set).is_constant()) return false;
    const Value value = EvaluateNow(ToCell(set), e.range);
    std::vector<Value> elements;
    try {
      values::SetIterator iterator(heap, value);
      for (Value element; iterator.Next(&element);)
        elements.push_back(values::CopyTo(heap, element));
    } catch (const values::EvaluationError& error) {
      Stop(DiagnosticKind::kConstantEvaluationFailed, e.range, error.message);
    }
    if (groups[g].is_tuple) {
      loops.emplace_back(symbols[g], elements);
      is_tuple.push_back(true);
      continue;
    }
    for (SymbolId symbol : symbols[g]) {
      loops.emplace_back(std::vector<SymbolId>{symbol}, elements);
      is_tuple.push_back(false);
    }
  }
  std::function<void(size_t, const Scope*)> run = [&](size_t remaining, const Scope* scope) {
    if (remaining == 0) {
      Environment inner = environment;
      inner.scope = scope;
      visit({tree.tree, e.operands[0]}, inner);
      return;
    }
    const auto& [names, elements] = loops[remaining - 1];
    for (Value element : elements) {
      const Scope* bound = scope;
      for (size_t i = 0; i < names.size(); ++i) {
        Binding binding;
        binding.kind = Binding::Kind::kValue;
        binding.value = is_tuple[remaining - 1] ? values::ElementsOf(heap, element)[i] : element;
        bound = Bind(bound, names[i], std::move(binding));
      }
      run(remaining - 1, bound);
    }
  };
  run(loops.size(), environment.scope);
  return true;
}

}  // namespace model::lowering

// Which variable x' = e assigns: names, definitions, instances and substitutions may stand between
// x and the variable.

#include "model/lowering/lowerer.h"

namespace model::lowering {

using syntax::ExpressionKind;
using Kind = ActionNode::Kind;

// `primed`: the variable must be primed (an action); otherwise it must not be (Init, UNCHANGED).
std::optional<uint32_t> Lowerer::AssignedVariable(const Argument& argument, bool primed,
                                                  bool is_next) {
  if (argument.lowered != kNoExpression) return std::nullopt;
  auto [tree, environment] = LookThrough(argument.tree, argument.environment, is_next);
  const syntax::Expression& e = specification_[tree];
  if (e.kind != ExpressionKind::kName) return std::nullopt;
  if (!specification_.HasReference(tree)) return std::nullopt;
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  const Symbol& s = specification_[reference.symbol];
  if (primed && s.kind == SymbolKind::kBuiltin && s.builtin == Builtin::kPrime) {
    return AssignedVariable({{tree.tree, e.operands[0]}, environment}, false, true);
  }
  if (primed && environment.mode == Mode::kNext) {
    primed = false;
    is_next = true;
  }
  if (primed || !e.operands.empty()) return std::nullopt;
  Environment at = environment;
  if (!reference.instances.empty()) at.context = EnterPath(tree, reference, environment);
  return ResolveVariable(reference.symbol, at, is_next);
}

// Through imports, definitions that are only another name, and substitutions.
std::optional<uint32_t> Lowerer::ResolveVariable(SymbolId symbol, const Environment& at,
                                                 bool is_next) {
  const Context* context = at.context;
  for (int i = 0; i < 100; ++i) {
    const Symbol& s = specification_[symbol];
    if (s.kind == SymbolKind::kImported) {
      context = EnterImported(s, {nullptr, context, at.mode});
      symbol = s.target;
      continue;
    }
    if (s.kind != SymbolKind::kVariable) {
      // M!Op where Op == x: go on inside.
      if (s.kind == SymbolKind::kOperator && s.arity == 0 && !s.is_recursive &&
          s.body.id != syntax::kNoExpression && FindBinding(at.scope, symbol) == nullptr) {
        return AssignedVariable({s.body, {nullptr, OwnerContext(context, s.module), at.mode}},
                                false, is_next);
      }
      return std::nullopt;
    }
    if (is_next) {
      if (auto own = EnabledVariable(symbol, context)) return own;
    }
    Substituted found = FindSubstitution(symbol, context, at.mode);
    if (!found.found) {
      auto index = variable_index_.find(symbol);
      if (index == variable_index_.end()) return std::nullopt;
      return index->second;
    }
    if (found.symbol == semantics::kNoSymbol) return AssignedVariable(found.value, false, is_next);
    symbol = found.symbol;
    context = found.context;
  }
  return std::nullopt;
}

bool Lowerer::FlattenVariables(const Argument& argument, std::vector<uint32_t>* variables) {
  if (argument.lowered != kNoExpression) return false;
  auto [tree, environment] = LookThrough(argument.tree, argument.environment);
  const syntax::Expression& e = specification_[tree];
  if (e.kind == ExpressionKind::kTuple) {
    for (syntax::ExpressionId id : e.operands) {
      if (!FlattenVariables({{tree.tree, id}, environment}, variables)) return false;
    }
    return true;
  }
  auto variable = AssignedVariable({tree, environment}, false);
  if (!variable) return false;
  variables->push_back(*variable);
  return true;
}

bool Lowerer::MayAssign(ActionNodeId action, uint32_t variable) const {
  const ActionNode& node = (*program_)[action];
  switch (node.kind) {
    case Kind::kTest: return false;
    case Kind::kAssign:
    case Kind::kMember: return node.variable == variable;
    case Kind::kUnchanged:
      return std::find(node.variables.begin(), node.variables.end(), variable) !=
             node.variables.end();
    case Kind::kCall: return true;
    default: break;
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](ActionNodeId child) { return MayAssign(child, variable); });
}

}  // namespace model::lowering

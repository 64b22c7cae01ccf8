// f[e] as an action: the body of f with e for its argument, where f is written as a function and
// has no value ahead of the search.
//
// It is put together as CASE e \in S -> \E x \in {e} : A, so that an e outside of S is an error. A
// function that is defined by f[x \in S] == A, and so may apply itself, becomes a procedure with
// this as its action, like a recursive operator.

#include "model/lowering/lowerer.h"

namespace model::lowering {

using syntax::ExpressionKind;
using Kind = ActionNode::Kind;

ActionNodeId Lowerer::LowerActionApply(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  const ExpressionId predicate = LowerExpression(tree, environment);
  const auto function = FunctionTextOf({tree.tree, e.operands[0]}, environment);
  if (!function || At(LowerExpression({tree.tree, e.operands[0]}, environment)).is_constant()) {
    return TestAction(predicate, e.range);
  }
  std::vector<ExpressionId> arguments;
  for (size_t i = 1; i < e.operands.size(); ++i)
    arguments.push_back(LowerExpression({tree.tree, e.operands[i]}, environment));
  const ActionNodeId action = function->definition == semantics::kNoSymbol
                                  ? EnterFunctionAction(*function, arguments, predicate, e.range)
                                  : CallFunctionAction(*function, arguments, predicate, e.range);
  absl::flat_hash_set<uint32_t> entered;
  if (action == kNoActionNode || !BranchesOrAssigns(action, &entered))
    return TestAction(predicate, e.range);
  return action;
}

std::optional<Lowerer::FunctionText> Lowerer::FunctionTextOf(TreeExpression tree,
                                                             const Environment& environment) {
  const auto [at, inside] = LookThrough(tree, environment);
  const syntax::Expression& e = specification_[at];
  FunctionText function;
  if (e.kind == ExpressionKind::kFunction) {
    function.groups = &specification_[at.tree].bound_lists[e.detail];
    function.symbols = &specification_.tables_of(at.tree).bounds[e.detail];
    function.body = {at.tree, e.operands[0]};
    function.environment = inside;
  } else {
    if (e.kind != ExpressionKind::kName || e.detail != syntax::kNoDetail ||
        !specification_.HasReference(at)) {
      return std::nullopt;
    }
    function.definition = specification_.ReferenceOf(at).symbol;
    const Symbol& s = specification_[function.definition];
    if (s.kind != SymbolKind::kFunction || constant_values_.contains(function.definition) ||
        ReplacementOf(function.definition, e.range) != replacements_.end()) {
      return std::nullopt;
    }
    const Scope* const scope = FindBinding(inside.scope, function.definition);
    function.in_let = scope != nullptr;
    if (function.in_let) {
      if (scope->binding.kind != Binding::Kind::kExpression) return std::nullopt;
      function.environment = scope->binding.argument.environment;
      function.environment.mode = Later(function.environment.mode, inside.mode);
    } else {
      function.environment = {nullptr, OwnerContext(inside.context, s.module), inside.mode};
    }
    function.groups = &specification_[s.body.tree][s.definition].bounds;
    function.symbols = &s.bound_symbols;
    function.body = s.body;
  }
  return function;
}

ActionNodeId Lowerer::EnterFunctionAction(const FunctionText& function,
                                          std::span<const ExpressionId> arguments,
                                          ExpressionId predicate, const source::Range& range) {
  ActionNode exists;
  exists.kind = Kind::kExists;
  exists.range = range;
  LazyGroup* group = NewLazyGroup(true);
  Environment inner = function.environment;
  inner.scope = LowerBoundGroups(function.body.tree, *function.groups, *function.symbols,
                                 function.environment, &exists.bounds, group);
  if (UnboundedBounds(exists.bounds) || exists.bounds.size() != arguments.size())
    return kNoActionNode;
  std::vector<ExpressionId> belongs;
  for (size_t i = 0; i < arguments.size(); ++i) {
    belongs.push_back(Make(Operation::kIn, range, {arguments[i], exists.bounds[i].set}));
    exists.bounds[i].set = Make(Operation::kSetEnumeration, range, {arguments[i]});
  }
  exists.children = {LowerAction(function.body, inner)};
  exists.predicate = predicate;
  ActionNode inside_domain;
  inside_domain.kind = Kind::kCase;
  inside_domain.range = range;
  inside_domain.conditions = {Make(Operation::kAnd, range, std::move(belongs))};
  inside_domain.children = {AddAction(std::move(exists))};
  inside_domain.predicate = predicate;
  return WithLazyGroupAction(*group, AddAction(std::move(inside_domain)));
}

ActionNodeId Lowerer::CallFunctionAction(const FunctionText& function,
                                         std::span<const ExpressionId> arguments,
                                         ExpressionId predicate, const source::Range& range) {
  const Environment& at = function.environment;
  OpenUnit* const definer = DefinerOf(at, function.in_let);
  const auto [known, is_new] = function_procedure_memo_.try_emplace(
      std::make_tuple(function.definition, at.context, at.mode, at.scope),
      static_cast<uint32_t>(program_->units.size()));
  const uint32_t index = known->second;
  if (is_new) {
    size_t count = 0;
    for (const syntax::BoundGroup& group : *function.groups)
      count += group.is_tuple ? 1 : group.names.size();
    program_->units.emplace_back();
    for (size_t i = 0; i < count; ++i)
      UnitAt(index).parameters.push_back({NewSlotIn(index, 3), false});
    OpenFunctionProcedure(function, index, function.in_let ? definer : nullptr, range);
  }
  if (UnitAt(index).parameters.size() != arguments.size()) return kNoActionNode;
  ActionNode call;
  call.kind = Kind::kCall;
  call.index = index;
  call.range = range;
  call.predicate = predicate;
  if (function.in_let) call.conditions.push_back(LinkOf(index, definer, range));
  call.conditions.insert(call.conditions.end(), arguments.begin(), arguments.end());
  return AddAction(std::move(call));
}

// Fills the unit `index`, whose parameters are the arguments. `definer`: the unit around a
// definition in a LET, else null.
void Lowerer::OpenFunctionProcedure(const FunctionText& function, uint32_t index, OpenUnit* definer,
                                    const source::Range& range) {
  UnitAt(index).name = specification_[function.definition].name;
  const ProcedureScope procedure(this, index, definer);
  std::vector<ExpressionId> arguments;
  for (size_t i = 0; i < UnitAt(index).parameters.size(); ++i) {
    Expression parameter = Blank(Operation::kParameter, range);
    parameter.slot = UnitAt(index).parameters[i].slot;
    arguments.push_back(Add(std::move(parameter)));
  }
  const ExpressionId argument =
      arguments.size() == 1 ? arguments[0] : Make(Operation::kTuple, range, arguments);
  const ExpressionId predicate =
      Make(Operation::kApply, range,
           {LowerSymbol(function.definition, {}, function.environment, range), argument});
  UnitAt(index).body = predicate;
  const ActionNodeId action = EnterFunctionAction(function, arguments, predicate, range);
  UnitAt(index).action = action;
}

}  // namespace model::lowering

#include "model/lowering/split_next.h"

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "model/semantics/subexpression.h"
#include "model/values/operations.h"

namespace model::lowering {

using syntax::ExpressionKind;

namespace {
// Above this many elements a quantifier is left inside its action: names would help nobody.
constexpr int64_t kMaxElements = 5000;
}  // namespace

void NextSplitter::Split(TreeExpression tree, const Environment& environment,
                         const std::string& name) {
  name_ = name;
  SplitPiece(tree, environment);
}

void NextSplitter::SplitPiece(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  switch (e.kind) {
    case ExpressionKind::kParentheses:
    case ExpressionKind::kLabel: return SplitPiece({tree.tree, e.operands[0]}, environment);
    case ExpressionKind::kDisjunction:
      for (syntax::ExpressionId id : e.operands) SplitPiece({tree.tree, id}, environment);
      return;
    case ExpressionKind::kExists: return SplitExists(tree, environment);
    case ExpressionKind::kLet: return SplitLet(tree, environment);
    case ExpressionKind::kName: return SplitName(tree, environment);
    default: return Leaf(tree, environment);
  }
}

bool NextSplitter::IsStateless(ExpressionId id) const {
  const Expression& e = lowerer_.At(id);
  return !e.reads_current && !e.reads_next && !e.reads_switch && !e.impure;
}

std::optional<std::vector<Value>> NextSplitter::EvaluateElements(ExpressionId set) {
  try {
    const Value value = lowerer_.host_.Evaluate(*lowerer_.program_, set, presets_);
    values::Heap& heap = lowerer_.host_.permanent_heap();
    if (!values::IsSet(value) || !values::IsFinite(heap, value)) return std::nullopt;
    if (values::Cardinality(heap, value) > kMaxElements) return std::nullopt;
    std::vector<Value> elements;
    values::SetIterator iterator(heap, value);
    for (Value element; iterator.Next(&element);) elements.push_back(values::CopyTo(heap, element));
    return elements;
  } catch (const values::EvaluationError&) {
    return std::nullopt;  // the error will show when the action is evaluated
  }
}

void NextSplitter::SplitExists(TreeExpression tree, const Environment& environment) {
  auto [place, is_new] = entered_.try_emplace(KeyOf(tree, environment));
  Entered& entered = place->second;
  if (is_new) {
    entered.scope = lowerer_.LowerBounds(tree, environment, &entered.bounds, nullptr);
    entered.enter = !lowerer_.UnboundedBounds(entered.bounds);
    for (const Bound& bound : entered.bounds)
      entered.enter &= bound.set != kNoExpression && IsStateless(bound.set);
  }
  if (!entered.enter) return Leaf(tree, environment);
  int64_t product = 1;
  for (const Bound& bound : entered.bounds) {
    auto elements = EvaluateElements(bound.set);
    if (!elements || elements->empty()) return Leaf(tree, environment);
    product *= static_cast<int64_t>(elements->size());
    if (product > kMaxElements) return Leaf(tree, environment);
  }
  Environment inner = environment;
  inner.scope = entered.scope;
  Elements(entered, entered.bounds.size(), {tree.tree, lowerer_.specification_[tree].operands[0]},
           inner);
}

// The first variable runs fastest: the last one is the outermost loop.
void NextSplitter::Elements(const Entered& entered, size_t remaining, TreeExpression body,
                            const Environment& environment) {
  if (remaining == 0) return SplitPiece(body, environment);
  const Bound& bound = entered.bounds[remaining - 1];
  const std::optional<std::vector<Value>> elements = EvaluateElements(bound.set);
  if (!elements) return;
  for (Value element : *elements) {
    const size_t before = presets_.size();
    presets_.emplace_back(bound.slot, element);
    if (bound.pattern > 0) {
      values::Heap& heap = lowerer_.host_.permanent_heap();
      const std::span<const Value> parts = values::ElementsOf(heap, element);
      for (uint32_t i = 0; i < bound.pattern && i < parts.size(); ++i)
        presets_.emplace_back(bound.slot + 1 + i, parts[i]);
    }
    Elements(entered, remaining - 1, body, environment);
    presets_.resize(before);
  }
}

void NextSplitter::SplitLet(TreeExpression tree, const Environment& environment) {
  auto [place, is_new] = entered_.try_emplace(KeyOf(tree, environment));
  Entered& entered = place->second;
  if (is_new) {
    entered.group = lowerer_.NewLazyGroup(true);
    entered.scope = lowerer_.BindDefinitions(tree, environment, entered.group);
  }
  groups_.push_back(entered.group);
  Environment inner = environment;
  inner.scope = entered.scope;
  SplitPiece({tree.tree, lowerer_.specification_[tree].operands[0]}, inner);
  groups_.pop_back();
}

NextSplitter::Entered NextSplitter::EnterName(TreeExpression tree, const Environment& environment) {
  Entered entered;
  const semantics::Specification& specification = lowerer_.specification_;
  const syntax::Expression& name = specification[tree];
  if (!specification.HasReference(tree)) return entered;
  const semantics::Reference& reference = specification.ReferenceOf(tree);
  Environment at = environment;
  if (name.detail != syntax::kNoDetail) {
    if (semantics::SelectsSubexpression(specification, tree)) return entered;
    for (SymbolId instance : reference.instances) {
      const Symbol& i = specification[instance];
      if (!i.parameters.empty() || specification[i.instance].has_explicit_substitution)
        return entered;
    }
    if (!reference.instances.empty()) {
      at.context = lowerer_.EnterPath(tree, reference, environment);
      at.scope = nullptr;
    }
  }
  SymbolId symbol = reference.symbol;
  for (int i = 0; i < 100; ++i) {
    if (auto replaced = lowerer_.ReplacementOf(symbol, name.range);
        replaced != lowerer_.replacements_.end()) {
      symbol = replaced->second;
      at = {nullptr, nullptr, at.mode};
    } else if (specification[symbol].kind == SymbolKind::kImported) {
      const Symbol& imported = specification[symbol];
      if (specification[imported.instance].has_explicit_substitution) return entered;
      at = {nullptr, lowerer_.EnterImported(imported, at), at.mode};
      symbol = imported.target;
    } else {
      break;
    }
  }
  const Symbol& s = specification[symbol];
  if (s.kind != SymbolKind::kOperator || s.is_recursive ||
      lowerer_.constant_values_.contains(symbol))
    return entered;
  if (lowerer_.IsPrimitive(s)) return entered;
  Environment definition{nullptr, lowerer_.OwnerContext(at.context, s.module), at.mode};
  entered.is_closed = true;
  if (const Scope* scope = lowerer_.FindBinding(at.scope, symbol)) {
    entered.is_closed = false;
    if (scope->binding.definition == semantics::kNoSymbol) return entered;
    definition = scope->binding.argument.environment;
  } else if (lowerer_.HasValueAhead(symbol, definition)) {
    return entered;
  }
  std::vector<Argument> arguments = lowerer_.ArgumentsOf(tree, environment);
  for (size_t i = 0; i < arguments.size() && i < s.parameters.size(); ++i) {
    if (specification[s.parameters[i]].arity > 0) {
      entered.is_closed = false;
      continue;
    }
    const ExpressionId lowered = lowerer_.LowerArgument(arguments[i]);
    if (!IsStateless(lowered)) return entered;
    entered.parameters.emplace_back(specification[s.parameters[i]].name, lowered);
  }
  entered.group = lowerer_.NewLazyGroup(true);
  entered.scope = lowerer_.BindArguments(definition.scope, s.parameters, arguments, entered.group);
  entered.context = definition.context;
  entered.symbol = symbol;
  entered.enter = true;
  return entered;
}

void NextSplitter::SplitName(TreeExpression tree, const Environment& environment) {
  const Key key = KeyOf(tree, environment);
  auto place = entered_.find(key);
  if (place == entered_.end()) place = entered_.emplace(key, EnterName(tree, environment)).first;
  const Entered entered = place->second;
  if (!entered.enter) return Leaf(tree, environment);
  const Symbol& s = lowerer_.specification_[entered.symbol];
  const std::string outer_name = std::exchange(name_, s.name);
  auto outer_parameters = std::exchange(parameters_, entered.parameters);
  groups_.push_back(entered.group);
  const size_t first_action = lowerer_.program_->actions.size();
  SplitPiece(s.body, {entered.scope, entered.context, environment.mode});
  groups_.pop_back();
  if (auto definition = DefinitionOf(entered)) {
    definition->first_action = static_cast<uint32_t>(first_action);
    definition->end_action = static_cast<uint32_t>(lowerer_.program_->actions.size());
    lowerer_.entered_definitions_.push_back(*std::move(definition));
  }
  parameters_ = std::move(outer_parameters);
  name_ = outer_name;
}

std::optional<EnteredDefinition> NextSplitter::DefinitionOf(const Entered& entered) {
  if (!entered.enter || !entered.is_closed) return std::nullopt;
  EnteredDefinition definition{entered.symbol, entered.context, {}};
  try {
    values::Heap& heap = lowerer_.host_.permanent_heap();
    for (const auto& [name, expression] : entered.parameters) {
      definition.arguments.push_back(
          values::CopyTo(heap, lowerer_.host_.Evaluate(*lowerer_.program_, expression, presets_)));
    }
  } catch (const values::EvaluationError&) {
    return std::nullopt;  // the error will show when the action is evaluated
  }
  return definition;
}

std::vector<std::pair<uint32_t, uint32_t>> NextSplitter::ActionsOf(TreeExpression tree,
                                                                   const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  std::vector<std::pair<uint32_t, uint32_t>> actions;
  if (e.kind == ExpressionKind::kParentheses) {
    return ActionsOf({tree.tree, e.operands[0]}, environment);
  }
  if (e.kind == ExpressionKind::kDisjunction) {
    for (const syntax::ExpressionId id : e.operands) {
      const auto more = ActionsOf({tree.tree, id}, environment);
      actions.insert(actions.end(), more.begin(), more.end());
    }
    return actions;
  }
  if (e.kind != ExpressionKind::kName) return actions;
  const std::optional<EnteredDefinition> wanted = DefinitionOf(EnterName(tree, environment));
  if (!wanted) return actions;
  values::Heap& heap = lowerer_.host_.permanent_heap();
  for (const EnteredDefinition& known : lowerer_.entered_definitions_) {
    if (known.symbol == wanted->symbol && known.context == wanted->context &&
        std::equal(known.arguments.begin(), known.arguments.end(), wanted->arguments.begin(),
                   wanted->arguments.end(), [&](Value a, Value b) {
                     return values::Print(heap, a) == values::Print(heap, b);
                   })) {
      actions.emplace_back(known.first_action, known.end_action);
    }
  }
  return actions;
}

bool NextSplitter::IsMadeOfActions(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = lowerer_.specification_[tree];
  if (e.kind != ExpressionKind::kParentheses && e.kind != ExpressionKind::kDisjunction) {
    return !ActionsOf(tree, environment).empty();
  }
  return std::all_of(e.operands.begin(), e.operands.end(), [&](syntax::ExpressionId id) {
    return IsMadeOfActions({tree.tree, id}, environment);
  });
}

void NextSplitter::Leaf(TreeExpression tree, const Environment& environment) {
  auto [place, is_new] = leaves_.try_emplace(KeyOf(tree, environment), kNoActionNode);
  if (is_new) place->second = lowerer_.LowerAction(tree, environment);
  ActionNodeId node = place->second;
  LazyGroup all;
  for (const LazyGroup* group : groups_)
    all.slots.insert(all.slots.end(), group->slots.begin(), group->slots.end());
  if (!all.slots.empty() && is_new) place->second = node = lowerer_.WithLazyGroupAction(all, node);

  program::Action action;
  action.name = name_;
  action.node = node;
  action.presets = presets_;
  action.range = lowerer_.specification_[tree].range;
  const syntax::Expression& e = lowerer_.specification_[tree];
  const std::vector<std::pair<std::string, ExpressionId>>* parameters = &parameters_;
  std::vector<std::pair<std::string, ExpressionId>> own;
  if (e.kind == ExpressionKind::kName && lowerer_.specification_.HasReference(tree)) {
    // A name that was not entered: an operator of an instance, or one with an argument that depends
    // on the state.
    const semantics::Reference& reference = lowerer_.specification_.ReferenceOf(tree);
    const Symbol& s = lowerer_.specification_[reference.symbol];
    if (s.kind == SymbolKind::kOperator || s.kind == SymbolKind::kImported) {
      action.name.clear();
      for (SymbolId instance : reference.instances)
        action.name += lowerer_.specification_[instance].name + "!";
      action.name += s.name;
      // An instance with substitutions stands for its modules' text: the step is where the instance
      // is.
      if (!reference.instances.empty())
        action.range = lowerer_.specification_[reference.instances[0]].range;
      parameters = &own;
      if (e.detail != syntax::kNoDetail) {
        for (const syntax::PathStep& step :
             lowerer_.specification_[tree.tree].paths[e.detail].steps) {
          for (syntax::ExpressionId id : step.arguments) {
            own.emplace_back("", lowerer_.LowerExpression({tree.tree, id}, environment));
          }
        }
        for (syntax::ExpressionId id : e.operands)
          own.emplace_back("", lowerer_.LowerExpression({tree.tree, id}, environment));
      }
    }
  }
  for (const auto& [name, expression] : *parameters) {
    if (!IsStateless(expression)) continue;
    try {
      action.parameters.emplace_back(
          name, values::CopyTo(lowerer_.host_.permanent_heap(),
                               lowerer_.host_.Evaluate(*lowerer_.program_, expression, presets_)));
    } catch (const values::EvaluationError&) {
      // Only a name: the error will show when the action is evaluated.
    }
  }
  lowerer_.program_->actions.push_back(std::move(action));
}

}  // namespace model::lowering

// Instances: the contexts that their modules are read in, and what they substitute.

#include "model/lowering/lowerer.h"

namespace model::lowering {

bool Lowerer::ModuleReaches(semantics::ModuleIndex from, semantics::ModuleIndex to) const {
  if (from == to) return true;
  const auto key = std::make_pair(static_cast<uint32_t>(from), static_cast<uint32_t>(to));
  if (auto known = reaches_memo_.find(key); known != reaches_memo_.end()) return known->second;
  bool reaches = false;
  for (semantics::ModuleIndex extended : specification_[from].extends)
    reaches |= ModuleReaches(extended, to);
  return reaches_memo_[key] = reaches;
}

// The context in which the text of `module` is read when one arrives from `context`: an inner
// module sees the definitions of the modules around it, which are read under their own contexts.
const Context* Lowerer::OwnerContext(const Context* context, semantics::ModuleIndex module) const {
  while (context != nullptr && !ModuleReaches(specification_[context->instance].module, module)) {
    context = context->outer;
  }
  return context;
}

Lowerer::Substituted Lowerer::FindSubstitution(SymbolId declared, const Context* context,
                                               Mode mode) const {
  for (; context != nullptr; context = context->outer) {
    for (const semantics::Instance::Entry& entry :
         specification_[context->instance].substitutions) {
      if (entry.declared != declared) continue;
      Substituted result;
      result.found = true;
      result.symbol = entry.symbol;
      result.context = context->outer;
      const Mode in = Later(context->mode, mode);
      result.value = {entry.value, {context->scope, context->outer, in}, kNoExpression};
      return result;
    }
  }
  return {};
}

const Context* Lowerer::EnterInstance(SymbolId instance_symbol, std::span<const Argument> arguments,
                                      const Environment& at) {
  const Symbol& symbol = specification_[instance_symbol];
  if (symbol.kind == SymbolKind::kImported) {
    return EnterInstance(symbol.target, arguments, {nullptr, EnterImported(symbol, at), at.mode});
  }
  const Scope* binding = FindBinding(at.scope, instance_symbol);
  const Scope* scope = binding != nullptr ? binding->outer : nullptr;
  const Context* outer = binding != nullptr ? binding->binding.argument.environment.context
                                            : OwnerContext(at.context, symbol.module);
  const bool plain = symbol.parameters.empty();
  if (plain) {
    auto known = context_memo_.find({symbol.instance, outer, scope});
    if (known != context_memo_.end()) return known->second;
  }
  scope = BindArguments(scope, symbol.parameters, arguments, nullptr);
  contexts_.push_back({outer, symbol.instance, scope, Mode::kCurrent, symbol.name});
  if (plain)
    context_memo_[{symbol.instance, outer, binding != nullptr ? binding->outer : nullptr}] =
        &contexts_.back();
  return &contexts_.back();
}

bool Lowerer::HasArguments(const Context* context) const {
  while (context != nullptr && context->scope == nullptr) context = context->outer;
  return context != nullptr;
}

const Context* Lowerer::EnterImported(const Symbol& imported, const Environment& at) {
  const Context* outer = OwnerContext(at.context, imported.module);
  auto [place, is_new] = context_memo_.try_emplace({imported.instance, outer, nullptr}, nullptr);
  if (is_new) {
    contexts_.push_back({outer, imported.instance, nullptr, Mode::kCurrent, ""});
    place->second = &contexts_.back();
  }
  return place->second;
}

const Context* Lowerer::EnterPath(TreeExpression tree, const semantics::Reference& reference,
                                  const Environment& environment, std::span<const Argument>* open) {
  const syntax::Expression& name = specification_[tree];
  const std::vector<syntax::PathStep>& steps = specification_[tree.tree].paths[name.detail].steps;
  Environment at = environment;
  size_t next = 0;
  for (const syntax::PathStep& step : steps) {
    if (step.kind != syntax::PathStep::Kind::kInstance || next >= reference.instances.size())
      continue;
    std::vector<Argument> arguments;
    for (syntax::ExpressionId id : step.arguments)
      arguments.push_back({{tree.tree, id}, environment});
    const SymbolId instance = reference.instances[next++];
    const size_t wanted = specification_[specification_.OriginOf(instance)].parameters.size();
    if (arguments.empty() && open != nullptr && wanted <= open->size()) {
      arguments.assign(open->begin(), open->begin() + wanted);
      *open = open->subspan(wanted);
    }
    at.context = EnterInstance(instance, arguments, at);
    at.scope = nullptr;
  }
  return at.context;
}

}  // namespace model::lowering

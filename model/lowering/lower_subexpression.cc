// Op(a)!1!lab(x)!<<: a part of a definition, lowered as if it stood where its name does.

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/semantics/subexpression.h"
#include "model/values/operations.h"

namespace model::lowering {

using source::DiagnosticKind;

// In which the definition itself is read: behind instances, or where its LET stands.
Environment Lowerer::EnvironmentOfSelected(TreeExpression tree, const Environment& environment) {
  const semantics::Reference& reference = specification_.ReferenceOf(tree);
  Environment at = environment;
  if (!reference.instances.empty()) {
    at = {nullptr, EnterPath(tree, reference, environment), environment.mode};
  }
  if (const Scope* scope = FindBinding(at.scope, reference.symbol)) {
    return {scope->binding.argument.environment.scope, scope->binding.argument.environment.context,
            at.mode};
  }
  SymbolId symbol = reference.symbol;
  for (; specification_[symbol].kind == SymbolKind::kImported;
       symbol = specification_[symbol].target) {
    at.context = EnterImported(specification_[symbol], at);
  }
  return {nullptr, OwnerContext(at.context, specification_[symbol].module), at.mode};
}

std::optional<Argument> Lowerer::SelectedPart(TreeExpression tree, const Environment& environment,
                                              std::span<const Argument> open) {
  if (!semantics::SelectsSubexpression(specification_, tree)) return std::nullopt;
  const semantics::Subexpression found = semantics::FindSubexpression(specification_, tree);
  if (!found.error.empty())
    Stop(DiagnosticKind::kUnknownSubexpression, found.error_range, found.error);
  if (found.is_field) {
    return Lowered_(
        Literal(values::MakeString(host_.permanent_heap(), specification_[found.part].text),
                RangeOf(tree)));
  }
  if (open.size() != found.open_arity) {
    Stop(DiagnosticKind::kWrongNumberOfArguments, RangeOf(tree),
         absl::StrCat("this part of a definition takes ", found.open_arity,
                      " argument(s) but is given ", open.size()));
  }
  Environment at = EnvironmentOfSelected(tree, environment);
  for (const semantics::Subexpression::Step& step : found.steps) {
    if (step.symbols.empty()) {
      at.scope = BindDefinitions(step.let, at, nullptr);
      continue;
    }
    std::vector<Argument> arguments;
    if (step.arguments == nullptr) {
      arguments.assign(open.begin(), open.begin() + step.symbols.size());
      open = open.subspan(step.symbols.size());
    } else {
      for (syntax::ExpressionId id : *step.arguments)
        arguments.push_back({{tree.tree, id}, environment});
    }
    at.scope = BindArguments(at.scope, step.symbols, arguments, nullptr);
  }
  return Argument{found.part, at};
}

}  // namespace model::lowering

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "model/semantics/resolver.h"
#include "model/source/concat.h"
#include "model/syntax/parts.h"

namespace model::semantics {

using source::Concat;

using syntax::ExpressionKind;

// The parser bounds the nesting of what is written; but a chain a + b + c + ... nests, too, and all
// that walks trees from here on recurses.
constexpr int kDepthLimit = 4000;

void Resolver::Resolve(ExpressionId id) {
  if (id == syntax::kNoExpression) return;
  if (depth_ == kDepthLimit) {
    if (!is_too_deep_) {
      diagnostics_.Report(DiagnosticKind::kNestingTooDeep, tree()[id].range,
                          Concat("more than ", kDepthLimit, " nested operators"),
                          "give parts of it names of their own");
    }
    is_too_deep_ = true;
    return;
  }
  ++depth_;
  ResolveHere(id);
  --depth_;
}

void Resolver::ResolveHere(ExpressionId id) {
  const syntax::Expression& expression = tree()[id];
  if (syntax::IsBinder(expression.kind)) return ResolveBinder(expression);
  switch (expression.kind) {
    case ExpressionKind::kName: return ResolveName(id, 0);
    case ExpressionKind::kLabel: return ResolveLabel(expression);
    case ExpressionKind::kApply:
      ResolveAll(expression.operands);
      return CheckFunctionArguments(expression);
    case ExpressionKind::kAssumeProve:
      // The parser passes over what NEW declares, so its names can't be resolved; nobody evaluates
      // it.
      return;
    case ExpressionKind::kExcept: return ResolveExcept(expression);
    case ExpressionKind::kCase:
      for (const syntax::CaseArm& arm : tree().arm_lists[expression.detail]) {
        Resolve(arm.condition);
        Resolve(arm.value);
      }
      return;
    case ExpressionKind::kLet: return ResolveLet(expression);
    case ExpressionKind::kLambda:
      diagnostics_.Report(
          DiagnosticKind::kMisplacedLambda, expression.range,
          "a LAMBDA is an operator, not a value, and can stand only where an operator "
          "is expected",
          "write a function [x \\in S |-> ...]");
      return ResolveLambda(expression);
    case ExpressionKind::kRecord:
    case ExpressionKind::kRecordSet: return ResolveFields(expression);
    case ExpressionKind::kAt:
      if (except_depth_ == 0) {
        diagnostics_.Report(DiagnosticKind::kMisplacedAt, expression.range,
                            "@ can stand only on the right side of an update in EXCEPT");
      }
      return;
    default: return ResolveAll(expression.operands);
  }
}

void Resolver::ResolveAll(const std::vector<ExpressionId>& ids) {
  for (ExpressionId id : ids) Resolve(id);
}

// Sets first: they don't see the names that they bound.
std::vector<std::vector<SymbolId>> Resolver::Bind(const std::vector<syntax::BoundGroup>& groups) {
  for (const syntax::BoundGroup& group : groups) Resolve(group.set);
  std::vector<std::vector<SymbolId>> bound;
  for (const syntax::BoundGroup& group : groups) {
    std::vector<SymbolId>& names = bound.emplace_back();
    for (const syntax::Name& name : group.names) {
      names.push_back(DeclareLocalName(name.text, name.range, SymbolKind::kBound));
    }
  }
  return bound;
}

void Resolver::ResolveBinder(const syntax::Expression& expression) {
  size_t mark = names_.Mark();
  std::vector<std::vector<SymbolId>> bound = Bind(tree().bound_lists[expression.detail]);
  const size_t bound_around = labels_.bound.size();
  for (const std::vector<SymbolId>& group : bound) {
    labels_.bound.insert(labels_.bound.end(), group.begin(), group.end());
  }
  tables().bounds[expression.detail] = std::move(bound);
  ResolveAll(expression.operands);
  labels_.bound.resize(bound_around);
  names_.Leave(mark);
}

// F[x, y \in S] == ... takes two arguments, or one, which is a pair then.
void Resolver::CheckFunctionArguments(const syntax::Expression& expression) {
  const size_t given = expression.operands.size() - 1;
  const ExpressionId applied = expression.operands[0];
  const uint32_t reference = tables().reference_of[static_cast<uint32_t>(applied)];
  if (given < 2 || tree()[applied].kind != ExpressionKind::kName || reference == ~uint32_t{0}) {
    return;
  }
  const SymbolId id = specification_.references[reference].symbol;
  const Symbol& function = symbol(id);
  if (function.kind != SymbolKind::kFunction || open_functions_.contains(id) ||
      function.body.tree != tree_) {
    return;
  }
  size_t taken = 0;
  for (const syntax::BoundGroup& group : tree()[function.definition].bounds) {
    taken += group.is_tuple ? 1 : group.names.size();
  }
  if (taken == given) return;
  diagnostics_.Report(
      DiagnosticKind::kWrongNumberOfArguments, expression.range,
      Concat("the function ", function.name, " is defined with ", taken,
             taken == 1 ? " argument" : " arguments", " but is applied to ", given));
}

void Resolver::ResolveExcept(const syntax::Expression& expression) {
  ResolveAll(expression.operands);
  for (const syntax::Update& update : tree().update_lists[expression.detail]) {
    for (const syntax::UpdateSelector& selector : update.path) ResolveAll(selector.arguments);
    ++except_depth_;
    Resolve(update.value);
    --except_depth_;
  }
}

void Resolver::ResolveLet(const syntax::Expression& expression) {
  size_t mark = names_.Mark();
  size_t awaited_before = awaited_.size();
  const size_t outside_around = std::exchange(awaited_outside_, awaited_before);
  ++let_depth_;
  for (DefinitionId id : tree().let_lists[expression.detail]) {
    SymbolId defined = ResolveDefinition(id);
    if (defined != kNoSymbol) names_.Declare(symbol(defined).name, defined);
  }
  --let_depth_;
  ReportUndefinedRecursive(std::min(awaited_before, awaited_.size()));
  awaited_outside_ = outside_around;
  ResolveAll(expression.operands);
  names_.Leave(mark);
}

void Resolver::ResolveLambda(const syntax::Expression& expression) {
  size_t mark = names_.Mark();
  std::vector<SymbolId> parameters = DeclareFormals(tree().parameter_lists[expression.detail]);
  const size_t bound_around = labels_.bound.size();
  labels_.bound.insert(labels_.bound.end(), parameters.begin(), parameters.end());
  tables().parameters[expression.detail] = std::move(parameters);
  ResolveAll(expression.operands);
  labels_.bound.resize(bound_around);
  names_.Leave(mark);
}

void Resolver::ResolveFields(const syntax::Expression& expression) {
  absl::flat_hash_set<std::string> seen;
  for (const syntax::Name& field : tree().field_lists[expression.detail]) {
    if (seen.insert(field.text).second) continue;
    diagnostics_.Report(DiagnosticKind::kDuplicateField, field.range,
                        Concat("the field ", field.text, " stands twice in this record"));
  }
  ResolveAll(expression.operands);
}

}  // namespace model::semantics

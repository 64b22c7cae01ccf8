// The level of a definition where it is used: its own, with the levels of the arguments in place of
// the parameters and, through instances, of what they substitute in place of declared constants and
// variables.

#include "model/semantics/level_checker.h"
#include "model/semantics/subexpression.h"
#include "model/source/concat.h"

namespace model::semantics {

using source::Concat;

LevelSum LevelChecker::LevelOfName(ExpressionId id) {
  const syntax::Expression& expression = tree()[id];
  uint32_t index = specification_.tables_of(tree_).reference_of[static_cast<uint32_t>(id)];
  if (index == ~0u) return LevelOfFormula(expression.operands);
  const Reference& reference = specification_.references[index];
  const Symbol& symbol = specification_[reference.symbol];
  if (symbol.kind == SymbolKind::kBuiltin) return LevelOfBuiltin(expression, symbol.builtin);
  if (SelectsSubexpression(specification_, {tree_, id})) return LevelOfSubexpression(id);
  const syntax::Path* path =
      expression.detail == syntax::kNoDetail ? nullptr : &tree().paths[expression.detail];
  if (reference.instances.empty() && (path == nullptr || path->steps.empty()) &&
      symbol.kind != SymbolKind::kImported) {
    return LevelOfUse(reference.symbol, expression.operands);
  }
  DefinitionLevel through = ThroughInstances(reference.symbol, reference.instances);
  Actuals actuals;
  auto add_actuals = [&](const std::vector<SymbolId>& parameters,
                         const std::vector<ExpressionId>& arguments) {
    for (size_t i = 0; i < arguments.size(); ++i) {
      LevelSum sum = LevelOfArgument(arguments[i]);
      if (i < parameters.size()) actuals[parameters[i]] = std::move(sum);
    }
  };
  for (size_t i = 0; path != nullptr && i < path->steps.size(); ++i) {
    SymbolId step = i < reference.instances.size() ? reference.instances[i] : reference.symbol;
    bool has_parameters = i <= reference.instances.size();
    add_actuals(has_parameters ? specification_[specification_.OriginOf(step)].parameters
                               : std::vector<SymbolId>{},
                path->steps[i].arguments);
  }
  add_actuals(specification_[specification_.OriginOf(reference.symbol)].parameters,
              expression.operands);
  DefinitionLevel result = Substituted(through, actuals, expression.range);
  for (const auto& [limited, limit] : result.limits) {
    auto [it, is_new] = limits_.try_emplace(limited, limit);
    it->second = std::min(it->second, limit);
  }
  return result.sum;
}

// Of the part as it stands in its definition, and of whatever is given for its variables.
LevelSum LevelChecker::LevelOfSubexpression(ExpressionId id) {
  const syntax::Expression& expression = tree()[id];
  const syntax::Path& path = tree().paths[expression.detail];
  LevelSum sum = LevelOfFormula(expression.operands);
  for (const syntax::PathStep& step : path.steps) sum.Add(LevelOfFormula(step.arguments));
  for (const syntax::PathStep& step : path.selectors) sum.Add(LevelOfFormula(step.arguments));
  const Subexpression found = FindSubexpression(specification_, {tree_, id});
  if (!found.error.empty()) {
    Report(DiagnosticKind::kUnknownSubexpression, found.error_range, found.error);
    return sum;
  }
  if (found.is_field) return sum;
  // Variables bound on the way have the level of what is given for them, those of \EE too.
  std::vector<SymbolId> given;
  for (const Subexpression::Step& step : found.steps) {
    given.insert(given.end(), step.symbols.begin(), step.symbols.end());
  }
  std::erase(given, kNoSymbol);
  std::vector<Level> before;
  for (SymbolId symbol : given) {
    before.push_back(std::exchange(definition(symbol).sum.base, Level::kConstant));
  }
  LevelSum part = LevelOfPart(found.part);
  for (size_t i = 0; i < given.size(); ++i) definition(given[i]).sum.base = before[i];
  LevelOfPart(found.part);
  std::erase_if(part.contributors, [&](SymbolId contributor) {
    return std::find(given.begin(), given.end(), contributor) != given.end();
  });
  sum.Add(part);
  return sum;
}

LevelSum LevelChecker::LevelOfPart(TreeExpression part) {
  TreeId around = std::exchange(tree_, part.tree);
  absl::flat_hash_map<SymbolId, Level> limits_around = std::exchange(limits_, {});
  bool reports_around = std::exchange(reports_, false);
  LevelSum sum = LevelOf(part.id);
  tree_ = around;
  limits_ = std::move(limits_around);
  reports_ = reports_around;
  return sum;
}

LevelSum LevelChecker::LevelOfArgument(ExpressionId id) { return LevelOf(id); }

// The common case: no instance on the way.
LevelSum LevelChecker::LevelOfUse(SymbolId id, const std::vector<ExpressionId>& arguments) {
  const Symbol& symbol = specification_[id];
  bool has_definition = symbol.kind == SymbolKind::kOperator ||
                        symbol.kind == SymbolKind::kFunction || symbol.kind == SymbolKind::kTheorem;
  if (!has_definition) {
    LevelSum sum = SumOfSymbol(id);
    if (!arguments.empty()) sum.Add(LevelOfApplied(id, arguments));
    return sum;
  }
  Actuals actuals;
  for (size_t i = 0; i < arguments.size(); ++i) {
    LevelSum sum = LevelOfArgument(arguments[i]);
    if (i >= symbol.parameters.size()) continue;
    SymbolId parameter = symbol.parameters[i];
    auto limit = definition(id).limits.find(parameter);
    if (limit != definition(id).limits.end()) {
      Limit(sum, limit->second, DiagnosticKind::kLevelTooHigh, tree()[arguments[i]].range,
            Concat("this argument of ", symbol.name));
    }
    actuals[parameter] = std::move(sum);
  }
  CheckOperatorArguments(symbol, arguments, actuals);
  for (const auto& [limited, limit] : definition(id).limits) {
    if (actuals.contains(limited)) continue;
    auto [it, is_new] = limits_.try_emplace(limited, limit);
    it->second = std::min(it->second, limit);
  }
  if (actuals.empty()) return definition(id).sum;
  LevelSum sum;
  sum.base = definition(id).sum.base;
  LevelSum others;
  for (SymbolId contributor : definition(id).sum.contributors) {
    auto actual = actuals.find(contributor);
    if (actual == actuals.end()) {
      others.contributors.push_back(contributor);
    } else {
      sum.Add(actual->second);
    }
  }
  sum.Add(others);
  return sum;
}

// The arguments of a parameter or a declared operator, kept for what will stand in its place.
LevelSum LevelChecker::LevelOfApplied(SymbolId op, const std::vector<ExpressionId>& arguments) {
  LevelSum sum;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const LevelSum argument = LevelOf(arguments[i]);
    sum.Add(argument);
    std::vector<LevelSum>& given = applications_[op];
    given.resize(arguments.size());
    given[i].Add(argument);
  }
  return sum;
}

// P(Q), where P(F(_)) == F(x') and Q(a) == a': Q can't be given what P gives its parameter. What is
// handed on to other operators, or through an instance, is not followed.
void LevelChecker::CheckOperatorArguments(const Symbol& symbol,
                                          const std::vector<ExpressionId>& arguments,
                                          const Actuals& actuals) {
  for (size_t i = 0; i < arguments.size() && i < symbol.parameters.size(); ++i) {
    const auto applied = applications_.find(symbol.parameters[i]);
    const syntax::Expression& argument = tree()[arguments[i]];
    if (applied == applications_.end() || argument.kind != ExpressionKind::kName ||
        argument.detail != syntax::kNoDetail || !specification_.HasReference({tree_, arguments[i]}))
      continue;
    const SymbolId op = specification_.ReferenceOf({tree_, arguments[i]}).symbol;
    if (specification_[op].kind != SymbolKind::kOperator) continue;
    const std::vector<SymbolId>& parameters = specification_[op].parameters;
    for (size_t k = 0; k < applied->second.size() && k < parameters.size(); ++k) {
      const auto limit = definition(op).limits.find(parameters[k]);
      if (limit == definition(op).limits.end()) continue;
      const Level given = Effective(Substituted({applied->second[k], {}}, actuals, {}).sum);
      if (given <= limit->second) continue;
      Report(DiagnosticKind::kLevelTooHigh, argument.range,
             Concat("the argument of ", specification_[op].name, " can be ", NameOf(limit->second),
                    " at most, but ", symbol.name, " gives it ", NameOf(given)));
    }
  }
}

LevelSum LevelChecker::SumOfSymbol(SymbolId id) {
  const Symbol& symbol = specification_[id];
  switch (symbol.kind) {
    case SymbolKind::kConstant:
    case SymbolKind::kVariable:
    case SymbolKind::kParameter: return {Level::kConstant, {id}};
    default: return definition(id).sum;
  }
}

Actuals LevelChecker::SubstitutionsOf(InstanceId id) {
  auto known = substitutions_.find(id);
  if (known != substitutions_.end()) return known->second;
  const Instance& instance = specification_[id];
  TreeId around = std::exchange(tree_, specification_[instance.within].tree);
  absl::flat_hash_map<SymbolId, Level> limits_around = std::exchange(limits_, {});
  bool reports_around = std::exchange(reports_, false);
  Actuals actuals;
  for (const Instance::Entry& entry : instance.substitutions) {
    if (entry.symbol != kNoSymbol) {
      actuals[entry.declared] = ThroughInstances(entry.symbol, {}).sum;
      continue;
    }
    tree_ = entry.value.tree;
    actuals[entry.declared] = LevelOf(entry.value.id);
  }
  tree_ = around;
  limits_ = std::move(limits_around);
  reports_ = reports_around;
  substitutions_[id] = actuals;
  return actuals;
}

DefinitionLevel LevelChecker::ThroughInstances(SymbolId id,
                                               const std::vector<SymbolId>& instances) {
  DefinitionLevel result;
  const Symbol& symbol = specification_[id];
  if (symbol.kind == SymbolKind::kImported) {
    result = Substituted(ThroughInstances(symbol.target, {}), SubstitutionsOf(symbol.instance), {});
  } else if (symbol.kind == SymbolKind::kOperator || symbol.kind == SymbolKind::kFunction ||
             symbol.kind == SymbolKind::kTheorem) {
    result = definition(id);
  } else {
    result.sum = SumOfSymbol(id);
  }
  for (auto it = instances.rbegin(); it != instances.rend(); ++it) {
    // An imported instance first substitutes its own, then what imported it.
    SymbolId step = *it;
    SymbolId origin = specification_.OriginOf(step);
    result = Substituted(result, SubstitutionsOf(specification_[origin].instance), {});
    std::vector<InstanceId> importing;
    for (; specification_[step].kind == SymbolKind::kImported; step = specification_[step].target) {
      importing.push_back(specification_[step].instance);
    }
    for (auto outer = importing.rbegin(); outer != importing.rend(); ++outer) {
      result = Substituted(result, SubstitutionsOf(*outer), {});
    }
  }
  return result;
}

DefinitionLevel LevelChecker::Substituted(const DefinitionLevel& definition, const Actuals& actuals,
                                          const Range& range) {
  DefinitionLevel result;
  result.sum.base = definition.sum.base;
  LevelSum kept;
  for (SymbolId contributor : definition.sum.contributors) {
    auto actual = actuals.find(contributor);
    if (actual == actuals.end()) {
      kept.contributors.push_back(contributor);
    } else {
      result.sum.Add(actual->second);
    }
  }
  result.sum.Add(kept);
  for (const auto& [limited, limit] : definition.limits) {
    auto actual = actuals.find(limited);
    if (actual == actuals.end()) {
      result.limits.try_emplace(limited, limit);
      continue;
    }
    if (range.valid() && Effective(actual->second) > limit) {
      Report(DiagnosticKind::kLevelTooHigh, range,
             Concat("what is given for ", specification_[limited].name, " can be ", NameOf(limit),
                    " at most, but is ", NameOf(Effective(actual->second))));
    }
    for (SymbolId id : actual->second.contributors) {
      auto [it, is_new] = result.limits.try_emplace(id, limit);
      it->second = std::min(it->second, limit);
    }
  }
  return result;
}

}  // namespace model::semantics

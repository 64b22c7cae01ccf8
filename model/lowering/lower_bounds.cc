// Constructs that bind names over sets: quantifiers, CHOOSE, comprehensions, functions; and the
// closures that stand for functions and sets over infinite domains.

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

const Scope* Lowerer::LowerBoundGroups(semantics::TreeId tree,
                                       const std::vector<syntax::BoundGroup>& groups,
                                       const std::vector<std::vector<SymbolId>>& symbols,
                                       const Environment& environment, std::vector<Bound>* bounds,
                                       LazyGroup* group) {
  const Scope* scope = environment.scope;
  size_t names = 0;
  for (const syntax::BoundGroup& g : groups) names += g.is_tuple ? 1 : g.names.size();
  for (size_t g = 0; g < groups.size(); ++g) {
    ExpressionId set = kNoExpression;
    if (groups[g].set != syntax::kNoExpression) {
      set = LowerExpression({tree, groups[g].set}, environment);
      if (At(set).is_constant()) {
        set = ToCell(set);
      } else if (names > 1 && group != nullptr && !IsTrivial(set) &&
                 !(group->in_action && At(set).reads_next)) {
        // An inner loop's set is the same for every turn of the outer ones: computed once.
        Expression lazy = Blank(Operation::kLazy, At(set).range);
        lazy.slot = NewSlot();
        lazy.operands = {set};
        group->slots.push_back(lazy.slot);
        set = Add(std::move(lazy));
      }
    }
    if (groups[g].is_tuple) {
      Bound bound;
      bound.pattern = static_cast<uint32_t>(groups[g].names.size());
      bound.slot = NewSlotIn(unit_->index, bound.pattern + 1);
      bound.set = set;
      for (size_t n = 0; n < groups[g].names.size(); ++n) {
        scope = BindSlot(scope, symbols[g][n], bound.slot + 1 + static_cast<uint32_t>(n));
        bound.names.push_back(groups[g].names[n].text);
      }
      bounds->push_back(bound);
      continue;
    }
    for (size_t n = 0; n < groups[g].names.size(); ++n) {
      Bound bound;
      bound.slot = NewSlot();
      bound.set = set;
      bound.names.push_back(groups[g].names[n].text);
      bounds->push_back(bound);
      scope = BindSlot(scope, symbols[g][n], bound.slot);
    }
  }
  return scope;
}

const Scope* Lowerer::LowerBounds(TreeExpression tree, const Environment& environment,
                                  std::vector<Bound>* bounds, LazyGroup* group) {
  const syntax::Expression& e = specification_[tree];
  return LowerBoundGroups(tree.tree, specification_[tree.tree].bound_lists[e.detail],
                          specification_.tables_of(tree.tree).bounds[e.detail], environment, bounds,
                          group);
}

bool Lowerer::UnboundedBounds(const std::vector<Bound>& bounds) const {
  for (const Bound& bound : bounds) {
    if (bound.set == kNoExpression) return true;
  }
  return false;
}

ExpressionId Lowerer::LowerQuantifier(TreeExpression tree, const Environment& environment,
                                      Operation operation) {
  const syntax::Expression& e = specification_[tree];
  LazyGroup* group = NewLazyGroup(false);
  Expression quantifier = Blank(operation, e.range);
  Environment inner = environment;
  inner.scope = LowerBounds(tree, environment, &quantifier.bounds, group);
  if (UnboundedBounds(quantifier.bounds)) {
    if (operation == Operation::kChoose) {
      return Fail(
          "TLC attempted to evaluate an unbounded CHOOSE.\n"
          "Make sure that the expression is of form CHOOSE x \\in S: P(x).",
          e.range);
    }
    return Fail(absl::StrCat("TLC attempted to evaluate an unbounded ",
                             operation == Operation::kForAll ? "\\A." : "\\E."),
                e.range);
  }
  quantifier.operands = {LowerExpression({tree.tree, e.operands[0]}, inner)};
  return WithLazyGroup(*group, Add(std::move(quantifier)));
}

ExpressionId Lowerer::LowerComprehension(TreeExpression tree, const Environment& environment,
                                         Operation operation) {
  const syntax::Expression& e = specification_[tree];
  LazyGroup* group = NewLazyGroup(false);
  Expression comprehension = Blank(operation, e.range);
  Environment inner = environment;
  inner.scope = LowerBounds(tree, environment, &comprehension.bounds, group);
  if (UnboundedBounds(comprehension.bounds)) return Fail("a bound is missing its set", e.range);
  if (operation != Operation::kSetMap) {
    for (const Bound& bound : comprehension.bounds) {
      if (!EvaluatesToInfinite(bound.set)) continue;
      const auto& groups = specification_[tree.tree].bound_lists[e.detail];
      const auto& symbols = specification_.tables_of(tree.tree).bounds[e.detail];
      return MakeClosure(
          operation == Operation::kFunction ? Operation::kLazyFunction : Operation::kPredicateSet,
          "", tree.tree, groups, symbols, {tree.tree, e.operands[0]}, environment,
          semantics::kNoSymbol, e.range);
    }
  }
  comprehension.operands = {LowerExpression({tree.tree, e.operands[0]}, inner)};
  return WithLazyGroup(*group, Add(std::move(comprehension)));
}

ExpressionId Lowerer::MakeClosure(Operation operation, const std::string& name,
                                  semantics::TreeId tree,
                                  const std::vector<syntax::BoundGroup>& groups,
                                  const std::vector<std::vector<SymbolId>>& symbols,
                                  TreeExpression body, const Environment& environment,
                                  SymbolId self, const source::Range& range) {
  // The sets belong to the enclosing unit.
  std::vector<ExpressionId> sets;
  for (const syntax::BoundGroup& group : groups) {
    ExpressionId set = LowerExpression({tree, group.set}, environment);
    if (At(set).is_constant()) set = ToCell(set);
    sets.push_back(set);
  }
  const auto index = static_cast<uint32_t>(program_->units.size());
  program_->units.emplace_back();
  program_->units[index].name = name;
  OpenUnit unit;
  unit.index = index;
  unit.kind = OpenUnit::Kind::kClosure;
  unit.outer = unit_;
  {
    OpenUnit* const here = unit_;
    unit_ = &unit;
    absl::Cleanup back = [&] { unit_ = here; };
    Environment inner = environment;
    if (self != semantics::kNoSymbol) {
      const uint32_t slot = NewSlotIn(index);
      UnitAt(index).self_slot = slot;
      inner.scope = BindSlot(inner.scope, self, slot);
    }
    for (size_t g = 0; g < groups.size(); ++g) {
      const size_t count = groups[g].is_tuple ? 1 : groups[g].names.size();
      for (size_t n = 0; n < count; ++n) {
        Bound bound;
        bound.pattern = groups[g].is_tuple ? static_cast<uint32_t>(groups[g].names.size()) : 0;
        bound.slot = NewSlotIn(index, bound.pattern + 1);
        bound.set = sets[g];
        if (groups[g].is_tuple) {
          for (size_t k = 0; k < groups[g].names.size(); ++k) {
            inner.scope =
                BindSlot(inner.scope, symbols[g][k], bound.slot + 1 + static_cast<uint32_t>(k));
          }
        } else {
          inner.scope = BindSlot(inner.scope, symbols[g][n], bound.slot);
        }
        UnitAt(index).bounds.push_back(bound);
      }
    }
    const ExpressionId lowered = LowerExpression(body, inner);
    UnitAt(index).body = At(lowered).is_constant() ? ToCell(lowered) : lowered;
  }
  // What the closure captures and where its sets come from decide whether it is constant.
  Expression closure = Blank(operation, range);
  closure.index = index;
  for (const auto& [outer, inner] : UnitAt(index).captures) closure.operands.push_back(outer);
  for (const Bound& bound : UnitAt(index).bounds) closure.operands.push_back(bound.set);
  const Expression& lowered_body = At(UnitAt(index).body);
  closure.reads_current |= lowered_body.reads_current;
  closure.reads_switch |= lowered_body.reads_switch;
  closure.reads_next |= lowered_body.reads_next;
  closure.impure |= lowered_body.impure;
  closure.asks_run |= lowered_body.asks_run;
  return Add(std::move(closure));
}

ExpressionId Lowerer::LowerRecursiveFunction(SymbolId symbol, const Environment& environment) {
  const Symbol& s = specification_[symbol];
  const syntax::Definition& definition = specification_[s.body.tree][s.definition];
  return MakeClosure(Operation::kLazyFunction, s.name, s.body.tree, definition.bounds,
                     s.bound_symbols, s.body, environment, symbol, definition.range);
}

}  // namespace model::lowering

// ENABLED inside an instance.
//
// ENABLED A says that there are values of the primed variables with which A holds. So primed
// variables are bound in it, and a substitution must not reach them: with `INSTANCE M WITH x <- y +
// 1`, ENABLED (x' = 0) of M asks for *some* value of x', not for a y' with y' + 1 = 0. TLC keeps to
// that, and so do we: the action below an ENABLED (and in WF and SF, which contain one) is lowered
// in a copy of its context that leaves the primed variables of the instances alone. Those for which
// another expression than a plain variable is substituted become variables of their own that exist
// only while an ENABLED is evaluated (Program::enabled_variables). Instances entered inside the
// ENABLED substitute as always.

#include "model/lowering/lowerer.h"

namespace model::lowering {

const Context* Lowerer::InsideEnabled(const Context* context) {
  if (context == nullptr || context->keeps_primed) return context;
  auto [place, is_new] = inside_enabled_memo_.try_emplace(context, nullptr);
  if (is_new) {
    Context copy = *context;
    copy.outer = InsideEnabled(context->outer);
    copy.keeps_primed = true;
    contexts_.push_back(std::move(copy));
    inside_enabled_memo_[context] = &contexts_.back();
  }
  return inside_enabled_memo_[context];
}

// The number of the primed variable that `declared` has of its own in this context, if it has.
std::optional<uint32_t> Lowerer::EnabledVariable(SymbolId declared, const Context* context) {
  for (; context != nullptr; context = context->outer) {
    for (const semantics::Instance::Entry& entry :
         specification_[context->instance].substitutions) {
      if (entry.declared != declared) continue;
      if (!context->keeps_primed) return std::nullopt;
      if (ResolveVariable(declared, {nullptr, context, Mode::kCurrent}, false)) return std::nullopt;
      const auto number =
          static_cast<uint32_t>(program_->variables.size() + program_->enabled_variables.size());
      auto [place, is_new] = enabled_variables_.try_emplace({declared, context}, number);
      if (is_new) program_->enabled_variables.push_back(specification_[declared].name);
      return place->second;
    }
  }
  return std::nullopt;
}

// UNCHANGED <<x, <<y, z>>>> where some have a primed variable of their own: x' = x and so on, one
// after the other.
ActionNodeId Lowerer::UnchangedInsideEnabled(const Argument& argument, const source::Range& range) {
  auto [tree, environment] = LookThrough(argument.tree, argument.environment, true);
  const syntax::Expression& e = specification_[tree];
  if (e.kind == syntax::ExpressionKind::kTuple) {
    ActionNode node;
    node.kind = ActionNode::Kind::kAnd;
    node.range = range;
    std::vector<ExpressionId> predicates;
    for (syntax::ExpressionId id : e.operands) {
      node.children.push_back(UnchangedInsideEnabled({{tree.tree, id}, environment}, range));
      predicates.push_back((*program_)[node.children.back()].predicate);
    }
    node.predicate = Make(Operation::kAnd, range, std::move(predicates));
    return AddAction(std::move(node));
  }
  const Argument leaf{tree, environment};
  if (auto variable = AssignedVariable(leaf, false, true)) {
    return AssignAction(ActionNode::Kind::kAssign, *variable, LowerArgument(leaf),
                        Operation::kEqual, range);
  }
  return TestAction(LowerUnchanged(leaf, range), range);
}

}  // namespace model::lowering

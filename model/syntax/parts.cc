#include "model/syntax/parts.h"

namespace model::syntax {

bool IsBinder(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::kForAll:
    case ExpressionKind::kExists:
    case ExpressionKind::kTemporalForAll:
    case ExpressionKind::kTemporalExists:
    case ExpressionKind::kChoose:
    case ExpressionKind::kSetFilter:
    case ExpressionKind::kSetMap:
    case ExpressionKind::kFunction: return true;
    default: return false;
  }
}

std::vector<ExpressionId> PartsOf(const Tree& tree, ExpressionId id) {
  const Expression& expression = tree[id];
  std::vector<ExpressionId> parts = expression.operands;
  const auto add = [&](ExpressionId part) {
    if (part != kNoExpression) parts.push_back(part);
  };
  const auto add_all = [&](const std::vector<ExpressionId>& more) {
    parts.insert(parts.end(), more.begin(), more.end());
  };
  if (expression.kind == ExpressionKind::kName && expression.detail != kNoDetail) {
    const Path& path = tree.paths[expression.detail];
    for (const PathStep& step : path.steps) add_all(step.arguments);
    for (const PathStep& selector : path.selectors) add_all(selector.arguments);
  } else if (IsBinder(expression.kind)) {
    for (const BoundGroup& group : tree.bound_lists[expression.detail]) add(group.set);
  } else if (expression.kind == ExpressionKind::kExcept) {
    for (const Update& update : tree.update_lists[expression.detail]) {
      for (const UpdateSelector& selector : update.path) add_all(selector.arguments);
      add(update.value);
    }
  } else if (expression.kind == ExpressionKind::kCase) {
    for (const CaseArm& arm : tree.arm_lists[expression.detail]) {
      add(arm.condition);
      add(arm.value);
    }
  }
  return parts;
}

}  // namespace model::syntax

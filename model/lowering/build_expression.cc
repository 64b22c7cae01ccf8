// Making program expressions.
//
// Add computes, from its operands, what an expression reads: state variables of either state, slots
// it does not bind, effects. What reads nothing is constant; when a constant expression becomes the
// operand of one that is not, it is put into a *cell*: evaluated at most once in a run, on first
// use (so that a constant division by zero behind a false guard stays unnoticed, as in TLC).

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::lowering {
namespace {

void Merge(std::vector<uint32_t>* into, const std::vector<uint32_t>& from) {
  for (uint32_t slot : from) {
    auto place = std::lower_bound(into->begin(), into->end(), slot);
    if (place == into->end() || *place != slot) into->insert(place, slot);
  }
}

void Remove(std::vector<uint32_t>* from, uint32_t slot) {
  auto place = std::lower_bound(from->begin(), from->end(), slot);
  if (place != from->end() && *place == slot) from->erase(place);
}

// Calls `visit` with every operand of the enclosing unit, by reference.
template <typename Visit>
void ForEachOperand(Expression& expression, Visit visit) {
  for (ExpressionId& operand : expression.operands) visit(operand);
  for (Bound& bound : expression.bounds) visit(bound.set);
  for (program::Update& update : expression.updates) {
    for (ExpressionId& key : update.keys) visit(key);
    visit(update.value);
  }
  for (program::OperatorArgument& op : expression.operators) {
    if (op.body != kNoExpression) visit(op.body);
  }
}

}  // namespace

Expression Lowerer::Blank(Operation operation, const source::Range& range) const {
  Expression expression;
  expression.operation = operation;
  expression.range = range;
  return expression;
}

ExpressionId Lowerer::Add(Expression expression) {
  std::vector<uint32_t> free;
  ForEachOperand(expression, [&](ExpressionId& operand) {
    const Expression& from = At(operand);
    expression.reads_current |= from.reads_current;
    expression.reads_next |= from.reads_next;
    expression.reads_switch |= from.reads_switch;
    expression.impure |= from.impure;
    expression.asks_run |= from.asks_run;
    Merge(&free, from.free_slots);
  });
  for (const Bound& bound : expression.bounds) {
    for (uint32_t i = 0; i <= bound.pattern; ++i) Remove(&free, bound.slot + i);
  }
  for (const program::Update& update : expression.updates) Remove(&free, update.at_slot);
  for (const program::OperatorArgument& op : expression.operators) {
    for (uint32_t slot : op.parameter_slots) Remove(&free, slot);
    if (op.forwarded_slot != 0xffffffffu) Merge(&free, {op.forwarded_slot});
  }
  switch (expression.operation) {
    case Operation::kCurrent: expression.reads_current = true; break;
    case Operation::kSwitch: expression.reads_switch = true; break;
    case Operation::kNext: expression.reads_next = true; break;
    case Operation::kSlot:
    case Operation::kParameter:
    case Operation::kCallOperator: Merge(&free, {expression.slot}); break;
    // Not only its slot: a Let that clears the slot still depends on what the value is computed
    // from.
    case Operation::kLazy: Merge(&free, {expression.slot}); break;
    case Operation::kFramePointer: free = {0xfffffffeu}; break;  // never constant
    case Operation::kInOuterFrame: free = {expression.slot}; break;
    case Operation::kInRootFrame: free = {0xfffffffeu}; break;
    case Operation::kLet:
      for (uint32_t slot : expression.slots) Remove(&free, slot);
      break;
    case Operation::kUnchanged: expression.reads_current = expression.reads_next = true; break;
    default: break;
  }
  expression.free_slots = std::move(free);
  if (!expression.is_constant()) {
    ForEachOperand(expression, [&](ExpressionId& operand) {
      if (At(operand).is_constant()) operand = ToCell(operand);
    });
  }
  program_->expressions.push_back(std::move(expression));
  return ExpressionId(program_->expressions.size() - 1);
}

ExpressionId Lowerer::Make(Operation operation, const source::Range& range,
                           std::vector<ExpressionId> operands) {
  Expression expression = Blank(operation, range);
  expression.operands = std::move(operands);
  return Add(std::move(expression));
}

ExpressionId Lowerer::Literal(Value value, const source::Range& range) {
  Expression expression = Blank(Operation::kLiteral, range);
  expression.literal = value;
  return Add(std::move(expression));
}

ExpressionId Lowerer::SlotExpression(uint32_t slot, const source::Range& range) {
  Expression expression = Blank(Operation::kSlot, range);
  expression.slot = slot;
  return Add(std::move(expression));
}

ExpressionId Lowerer::Fail(const std::string& message, const source::Range& range) {
  Expression expression = Blank(Operation::kFail, range);
  expression.index = static_cast<uint32_t>(program_->messages.size());
  program_->messages.push_back(message);
  return Add(std::move(expression));
}

bool Lowerer::IsTrivial(ExpressionId id) const {
  switch (program_->expressions[static_cast<uint32_t>(id)].operation) {
    case Operation::kLiteral:
    case Operation::kCell:
    case Operation::kCurrent:
    case Operation::kNext:
    case Operation::kSwitch:
    case Operation::kSlot:
    case Operation::kLazy:
    case Operation::kParameter: return true;
    default: return false;
  }
}

ExpressionId Lowerer::ToCell(ExpressionId id) {
  const Operation operation = At(id).operation;
  if (operation == Operation::kLiteral || operation == Operation::kCell) return id;
  auto [place, is_new] = cell_memo_.try_emplace(id, kNoExpression);
  if (is_new) {
    Expression cell = Blank(Operation::kCell, At(id).range);
    cell.index = static_cast<uint32_t>(program_->cells.size());
    program_->cells.push_back({id});
    program_->expressions.push_back(std::move(cell));
    place->second = ExpressionId(program_->expressions.size() - 1);
  }
  return place->second;
}

ExpressionId Lowerer::WithLazyGroup(const LazyGroup& group, ExpressionId body) {
  if (group.slots.empty()) return body;
  Expression let = Blank(Operation::kLet, At(body).range);
  let.slots = group.slots;
  let.operands = {body};
  return Add(std::move(let));
}

uint32_t Lowerer::NewSlotIn(uint32_t unit, uint32_t count) {
  uint32_t& size = program_->units[unit].frame_size;
  const uint32_t slot = size;
  size += count;
  return slot;
}

uint32_t Lowerer::NewSlot() { return NewSlotIn(unit_->index); }

const Scope* Lowerer::Bind(const Scope* outer, SymbolId symbol, Binding binding) {
  scopes_.push_back({outer, symbol, std::move(binding)});
  return &scopes_.back();
}

const Scope* Lowerer::BindSlot(const Scope* outer, SymbolId symbol, uint32_t slot) {
  Binding binding;
  binding.kind = Binding::Kind::kSlot;
  binding.unit = unit_->index;
  binding.slot = slot;
  return Bind(outer, symbol, std::move(binding));
}

LazyGroup* Lowerer::NewLazyGroup(bool in_action) {
  groups_.push_back({unit_->index, in_action, {}});
  return &groups_.back();
}

Value Lowerer::EvaluateNow(ExpressionId id, const source::Range& range,
                           std::span<const std::pair<uint32_t, Value>> presets) {
  if (At(id).operation == Operation::kLiteral) return At(id).literal;
  try {
    return host_.Evaluate(*program_, id, presets);
  } catch (const values::EvaluationError& error) {
    Stop(source::DiagnosticKind::kConstantEvaluationFailed, range,
         absl::StrCat("evaluating this constant expression failed: ", error.message));
  }
}

// The value of a constant set, if it has one.
std::optional<Value> Lowerer::ConstantSet(ExpressionId set) {
  if (!At(set).is_constant()) return std::nullopt;
  try {
    const Value value = At(set).operation == Operation::kLiteral
                            ? At(set).literal
                            : host_.Evaluate(*program_, ToCell(set), {});
    return values::IsSet(value) ? std::optional(value) : std::nullopt;
  } catch (const values::EvaluationError&) {
    return std::nullopt;  // the error belongs to the place that needs the value
  }
}

bool Lowerer::EvaluatesToInfinite(ExpressionId set) {
  const auto value = ConstantSet(set);
  return value && !values::IsFinite(host_.permanent_heap(), *value);
}

bool Lowerer::EvaluatesToList(ExpressionId set) {
  const auto value = ConstantSet(set);
  return value && values::IsEnumerated(*value);
}

void Lowerer::Stop(source::DiagnosticKind kind, const source::Range& range, std::string message,
                   std::string help) {
  diagnostics_.Report(kind, range, std::move(message), std::move(help));
  throw LoweringStopped{};
}

}  // namespace model::lowering

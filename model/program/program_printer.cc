#include "model/program/program_printer.h"

#include <string_view>

#include "model/values/operations.h"

namespace model::program {
namespace {

constexpr uint32_t kNone = 0xffffffffu;

const char* NameOf(ActionNode::Kind kind) {
  switch (kind) {
    case ActionNode::Kind::kTest: return "test";
    case ActionNode::Kind::kAssign: return "assign";
    case ActionNode::Kind::kMember: return "choose";
    case ActionNode::Kind::kUnchanged: return "unchanged";
    case ActionNode::Kind::kAnd: return "all of";
    case ActionNode::Kind::kOr: return "one of";
    case ActionNode::Kind::kExists: return "for some";
    case ActionNode::Kind::kForAll: return "for every";
    case ActionNode::Kind::kIf: return "if";
    case ActionNode::Kind::kCase: return "case";
    case ActionNode::Kind::kImplies: return "implies";
    case ActionNode::Kind::kLet: return "let";
    case ActionNode::Kind::kChanged: return "changing";
    case ActionNode::Kind::kCall: return "call";
    case ActionNode::Kind::kCompose: return "one after the other";
  }
  return "?";
}

class Printer {
 public:
  Printer(const Program& program, const values::Heap& heap) : program_(program), heap_(heap) {}

  std::string TakeText() { return std::move(text_); }

  void Expression(ExpressionId id);
  void Action(ActionNodeId id, int depth);
  void NamedAction(const program::Action& action);
  void Predicates(const char* title, const std::vector<Predicate>& predicates);
  void Unit(size_t index);
  void Line(int depth, const std::string& start) {
    text_ += '\n';
    text_.append(static_cast<size_t>(depth) * 2, ' ');
    text_ += start;
  }
  void Append(const std::string& text) { text_ += text; }

 private:
  void Operands(const std::vector<ExpressionId>& ids);
  void Bounds(const std::vector<Bound>& bounds);
  void Slots(const char* label, const std::vector<uint32_t>& slots);
  void Extras(const program::Expression& e);
  std::string Slot(uint32_t slot) const { return "$" + std::to_string(slot); }
  const std::string& Variable(uint32_t index) const {
    const size_t count = program_.variables.size();
    return index < count ? program_.variables[index] : program_.enabled_variables[index - count];
  }

  const Program& program_;
  const values::Heap& heap_;
  std::string text_;
};

void Printer::Operands(const std::vector<ExpressionId>& ids) {
  for (ExpressionId id : ids) {
    text_ += ' ';
    Expression(id);
  }
}

void Printer::Bounds(const std::vector<Bound>& bounds) {
  for (const Bound& bound : bounds) {
    text_ += " [";
    for (const std::string& name : bound.names) text_ += name + ' ';
    text_ += Slot(bound.slot);
    if (bound.pattern > 0) text_ += "<" + std::to_string(bound.pattern) + ">";
    text_ += " in ";
    Expression(bound.set);
    text_ += ']';
  }
}

void Printer::Slots(const char* label, const std::vector<uint32_t>& slots) {
  if (slots.empty()) return;
  text_ += label;
  for (uint32_t slot : slots) text_ += " " + Slot(slot);
}

// What only some operations have.
void Printer::Extras(const program::Expression& e) {
  Bounds(e.bounds);
  for (const Update& update : e.updates) {
    text_ += " (!";
    for (ExpressionId key : update.keys) {
      text_ += '[';
      Expression(key);
      text_ += ']';
    }
    if (update.at_slot != kNone) text_ += " @=" + Slot(update.at_slot);
    text_ += " := ";
    Expression(update.value);
    text_ += ')';
  }
  for (const OperatorArgument& op : e.operators) {
    if (op.forwarded_slot != kNone) {
      text_ += " (operator " + Slot(op.forwarded_slot) + ")";
      continue;
    }
    Slots(" (lambda", op.parameter_slots);
    text_ += ": ";
    Expression(op.body);
    text_ += ')';
  }
}

void Printer::Expression(ExpressionId id) {
  if (id == kNoExpression) {
    text_ += "none";
    return;
  }
  const program::Expression& e = program_[id];
  switch (e.operation) {
    case Operation::kLiteral: text_ += values::Print(heap_, e.literal); return;
    case Operation::kCell: text_ += "#" + std::to_string(e.index); return;
    case Operation::kCurrent: text_ += Variable(e.index); return;
    case Operation::kNext: text_ += Variable(e.index) + "'"; return;
    case Operation::kSwitch: text_ += program_.switches[e.index]; return;
    case Operation::kSlot: text_ += Slot(e.slot); return;
    default: break;
  }
  text_ += '(';
  text_ += program::NameOf(e.operation);
  switch (e.operation) {
    case Operation::kLazy:
    case Operation::kParameter:
    case Operation::kInOuterFrame:
    case Operation::kCallOperator: text_ += " " + Slot(e.slot); break;
    case Operation::kLet: Slots("", e.slots); break;
    case Operation::kField:
    case Operation::kRecord:
    case Operation::kRecordSet: text_ += " " + values::Print(heap_, e.literal); break;
    case Operation::kUnchanged:
      for (uint32_t variable : e.slots) text_ += " " + Variable(variable);
      break;
    case Operation::kCall:
    case Operation::kLazyFunction:
    case Operation::kPredicateSet:
      text_ += " unit " + std::to_string(e.index) + " " + program_.units[e.index].name;
      break;
    case Operation::kNative: text_ += " " + std::to_string(e.index); break;
    case Operation::kComposed:
    case Operation::kEnabled: text_ += " action node " + std::to_string(e.index); break;
    case Operation::kFail: text_ += " \"" + program_.messages[e.index] + "\""; break;
    default: break;
  }
  Extras(e);
  Operands(e.operands);
  text_ += ')';
}

void Printer::Action(ActionNodeId id, int depth) {
  const ActionNode& node = program_[id];
  Line(depth, NameOf(node.kind));
  switch (node.kind) {
    case ActionNode::Kind::kTest:
      text_ += ' ';
      Expression(node.predicate);
      break;
    case ActionNode::Kind::kAssign:
    case ActionNode::Kind::kMember:
      text_ += " " + Variable(node.variable) +
               (node.kind == ActionNode::Kind::kAssign ? "' := " : "' in ");
      Expression(node.value);
      break;
    case ActionNode::Kind::kUnchanged:
      for (uint32_t variable : node.variables) text_ += " " + Variable(variable);
      break;
    case ActionNode::Kind::kCall: text_ += " unit " + std::to_string(node.index); break;
    default: break;
  }
  Slots("", node.slots);
  Bounds(node.bounds);
  Operands(node.conditions);
  for (ActionNodeId child : node.children) Action(child, depth + 1);
}

void Printer::NamedAction(const program::Action& action) {
  Line(0, "action " + action.name);
  if (!action.parameters.empty()) {
    text_ += '(';
    bool first = true;
    for (const auto& [name, value] : action.parameters) {
      if (!first) text_ += ", ";
      first = false;
      text_ +=
          name.empty() ? values::Print(heap_, value) : name + " = " + values::Print(heap_, value);
    }
    text_ += ')';
  }
  for (const auto& [slot, value] : action.presets)
    Line(1, "with " + Slot(slot) + " = " + values::Print(heap_, value));
  Action(action.node, 1);
  text_ += '\n';
}

void Printer::Predicates(const char* title, const std::vector<Predicate>& predicates) {
  for (const Predicate& predicate : predicates) {
    Line(0, std::string(title) + " " + predicate.name);
    Line(1, "");
    Expression(predicate.expression);
    text_ += '\n';
  }
}

void Printer::Unit(size_t index) {
  const program::Unit& unit = program_.units[index];
  Line(0, "unit " + std::to_string(index) + " " + unit.name + ": " +
              std::to_string(unit.frame_size) + " slots");
  for (const program::Unit::Parameter& parameter : unit.parameters) {
    Line(1, std::string(parameter.is_operator ? "operator " : "parameter ") + Slot(parameter.slot));
  }
  if (unit.self_slot != kNone) Line(1, "itself " + Slot(unit.self_slot));
  if (unit.link_slot != kNone) Line(1, "frame around " + Slot(unit.link_slot));
  for (const auto& [captured, slot] : unit.captures) {
    Line(1, Slot(slot) + " captures ");
    Expression(captured);
  }
  if (!unit.bounds.empty()) {
    Line(1, "over");
    Bounds(unit.bounds);
  }
  Line(1, "");
  Expression(unit.body);
  text_ += '\n';
}

}  // namespace

std::string PrintExpression(const Program& program, const values::Heap& heap, ExpressionId id) {
  Printer printer(program, heap);
  printer.Expression(id);
  return printer.TakeText();
}

std::string PrintActions(const Program& program, const values::Heap& heap) {
  Printer printer(program, heap);
  for (const Action& action : program.actions) printer.NamedAction(action);
  return printer.TakeText();
}

std::string PrintProgram(const Program& program, const values::Heap& heap) {
  Printer printer(program, heap);
  printer.Append("variables");
  for (const std::string& variable : program.variables) printer.Append(" " + variable);
  printer.Append("\n");
  for (size_t i = 0; i < program.cells.size(); ++i) {
    printer.Line(0, "constant #" + std::to_string(i) + " = ");
    printer.Expression(program.cells[i].expression);
  }
  printer.Append("\n");
  printer.Line(0, "initially");
  for (ActionNodeId node : program.initial) printer.Action(node, 1);
  printer.Append("\n");
  for (const Action& action : program.actions) printer.NamedAction(action);
  for (size_t i = 1; i < program.units.size(); ++i) printer.Unit(i);
  printer.Predicates("assumption", program.assumptions);
  printer.Predicates("constraint", program.constraints);
  printer.Predicates("action constraint", program.action_constraints);
  printer.Predicates("invariant", program.invariants);
  printer.Predicates("initial property", program.initial_predicates);
  printer.Predicates("action property", program.action_properties);
  printer.Predicates("state predicate", program.state_predicates);
  printer.Predicates("step predicate", program.step_predicates);
  printer.Predicates("postcondition", program.postconditions);
  printer.Predicates("possible state", program.possible_states);
  printer.Predicates("possible step", program.possible_steps);
  if (program.view != kNoExpression) {
    printer.Line(0, "view ");
    printer.Expression(program.view);
  }
  if (program.alias != kNoExpression) {
    printer.Line(0, "alias ");
    printer.Expression(program.alias);
  }
  printer.Append("\n");
  return printer.TakeText();
}

}  // namespace model::program

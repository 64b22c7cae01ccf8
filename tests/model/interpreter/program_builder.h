// Programs built by hand, for tests of what runs them.
//
// Every helper adds to the program under construction and returns the new index. Action nodes get
// the predicate that lowering would give them. Places in the text don't matter to evaluation, so
// expressions have none unless a test sets one.

#ifndef TESTS_MODEL_INTERPRETER_PROGRAM_BUILDER_H_
#define TESTS_MODEL_INTERPRETER_PROGRAM_BUILDER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/interpreter/interpreter_host.h"
#include "model/interpreter/specification_system.h"
#include "model/program/program.h"
#include "model/values/operations.h"

namespace model::interpreter {

class ProgramBuilder {
 public:
  using Id = program::ExpressionId;
  using Node = program::ActionNodeId;
  using Kind = program::ActionNode::Kind;
  using Expression = program::Expression;

  // Model values a, b, c; strings x, y, z.
  explicit ProgramBuilder(std::vector<std::string> variables = {})
      : atoms(std::make_shared<values::AtomTable>(std::vector<std::string>{"a", "b", "c"},
                                                  std::vector<std::string>{"x", "y", "z"})),
        host(std::make_unique<InterpreterHost>(atoms)),
        program(std::make_unique<program::Program>()) {
    program->variables = std::move(variables);
    program->units.emplace_back();
    program->has_behaviour = true;
    sources.Add(source::SourceFile("Test.tla", "Test", "the first line\nthe second line\n"));
  }

  Id Add(Expression e) {
    program->expressions.push_back(std::move(e));
    return Id(program->expressions.size() - 1);
  }
  Id Make(Operation operation, std::vector<Id> operands = {}) {
    Expression e;
    e.operation = operation;
    e.operands = std::move(operands);
    return Add(std::move(e));
  }
  Id Literal(Value value) {
    Expression e;
    e.literal = value;
    return Add(std::move(e));
  }
  Id Int(int64_t i) { return Literal(Value::SmallInteger(i)); }
  Id Bool(bool b) { return Literal(Value::Boolean(b)); }
  Id String(const char* text) { return Literal(atoms->FindString(text)); }
  Id ModelValue(const char* name) { return Literal(atoms->FindModelValue(name)); }
  Id WithIndex(Operation operation, uint32_t index, std::vector<Id> operands = {}) {
    Expression e;
    e.operation = operation;
    e.index = index;
    e.operands = std::move(operands);
    return Add(std::move(e));
  }
  Id WithSlot(Operation operation, uint32_t slot, std::vector<Id> operands = {}) {
    Expression e;
    e.operation = operation;
    e.slot = slot;
    e.operands = std::move(operands);
    return Add(std::move(e));
  }
  Id Current(uint32_t variable) { return WithIndex(Operation::kCurrent, variable); }
  Id Next(uint32_t variable) { return WithIndex(Operation::kNext, variable); }
  Id Slot(uint32_t slot) { return WithSlot(Operation::kSlot, slot); }
  Id Fail(const std::string& message) {
    program->messages.push_back(message);
    return WithIndex(Operation::kFail, static_cast<uint32_t>(program->messages.size() - 1));
  }
  Id Interval(int64_t low, int64_t high) {
    return Make(Operation::kInterval, {Int(low), Int(high)});
  }
  Id Bind(Operation operation, std::vector<std::pair<uint32_t, Id>> bounds, Id body) {
    Expression e;
    e.operation = operation;
    e.bounds = Bounds(bounds);
    e.operands = {body};
    return Add(std::move(e));
  }
  uint32_t NewSlot(uint32_t unit = 0) { return program->units[unit].frame_size++; }
  uint32_t NewUnit(const char* name) {
    program->units.emplace_back();
    program->units.back().name = name;
    return static_cast<uint32_t>(program->units.size() - 1);
  }
  uint32_t NewParameter(uint32_t unit, bool is_operator = false) {
    const uint32_t slot = program->units[unit].frame_size;
    program->units[unit].frame_size += is_operator ? 2 : 3;
    program->units[unit].parameters.push_back({slot, is_operator});
    return slot;
  }
  Id Cell(Id expression) {
    program->cells.push_back({expression});
    return WithIndex(Operation::kCell, static_cast<uint32_t>(program->cells.size() - 1));
  }

  // --- Actions ---
  Node Add(program::ActionNode node) {
    program->action_nodes.push_back(std::move(node));
    return Node(program->action_nodes.size() - 1);
  }
  Node Test(Id predicate) {
    program::ActionNode node;
    node.predicate = predicate;
    return Add(std::move(node));
  }
  Node Assign(uint32_t variable, Id value, Kind kind = Kind::kAssign) {
    program::ActionNode node;
    node.kind = kind;
    node.variable = variable;
    node.value = value;
    node.predicate =
        Make(kind == Kind::kAssign ? Operation::kEqual : Operation::kIn, {Next(variable), value});
    return Add(std::move(node));
  }
  Node Unchanged(std::vector<uint32_t> variables) {
    program::ActionNode node;
    node.kind = Kind::kUnchanged;
    node.variables = variables;
    Expression e;
    e.operation = Operation::kUnchanged;
    e.slots = std::move(variables);
    node.predicate = Add(std::move(e));
    return Add(std::move(node));
  }
  Node Junction(Kind kind, std::vector<Node> children) {
    program::ActionNode node;
    node.kind = kind;
    std::vector<Id> predicates;
    for (Node child : children) predicates.push_back((*program)[child].predicate);
    node.children = std::move(children);
    node.predicate = Make(kind == Kind::kAnd ? Operation::kAnd : Operation::kOr, predicates);
    return Add(std::move(node));
  }
  Node All(std::vector<Node> children) { return Junction(Kind::kAnd, std::move(children)); }
  Node Any(std::vector<Node> children) { return Junction(Kind::kOr, std::move(children)); }
  Node Quantified(Kind kind, std::vector<std::pair<uint32_t, Id>> bounds, Node body) {
    program::ActionNode node;
    node.kind = kind;
    node.bounds = Bounds(bounds);
    node.children = {body};
    node.predicate = Bind(kind == Kind::kExists ? Operation::kExists : Operation::kForAll, bounds,
                          (*program)[body].predicate);
    return Add(std::move(node));
  }
  Node If(Id condition, Node then, Node otherwise) {
    program::ActionNode node;
    node.kind = Kind::kIf;
    node.conditions = {condition};
    node.children = {then, otherwise};
    node.predicate = Make(Operation::kIf,
                          {condition, (*program)[then].predicate, (*program)[otherwise].predicate});
    return Add(std::move(node));
  }
  Node Implies(Id condition, Node then) {
    program::ActionNode node;
    node.kind = Kind::kImplies;
    node.conditions = {condition};
    node.children = {then};
    node.predicate = Make(Operation::kImplies, {condition, (*program)[then].predicate});
    return Add(std::move(node));
  }
  void AddAction(const char* name, Node node) {
    program::Action action;
    action.name = name;
    action.node = node;
    action.range = {source::FileId{0}, 1, 1, 1, 3};
    program->actions.push_back(std::move(action));
  }
  program::Predicate Named(const char* name, Id expression) { return {name, expression, {}, name}; }

  // --- Running ---
  Value Evaluate(Id expression) { return host->Evaluate(*program, expression, {}); }
  std::string Show(Id expression) {
    return values::Print(host->permanent_heap(), Evaluate(expression));
  }
  std::string ErrorOf(Id expression) {
    try {
      return "no error, but " + Show(expression);
    } catch (const values::EvaluationError& error) {
      return error.message;
    }
  }
  std::unique_ptr<transitions::TransitionSystem> System(uint32_t fingerprint_bits = 64) {
    SpecificationParts parts;
    parts.name = "Test";
    parts.program = std::move(program);
    parts.constants = host->constants();
    parts.sources = &sources;
    SpecificationOptions options;
    options.fingerprint_bits = fingerprint_bits;
    options.print = [this](std::string_view line) { printed.emplace_back(line); };
    return MakeSpecificationSystem(std::move(parts), options);
  }

  std::vector<program::Bound> Bounds(const std::vector<std::pair<uint32_t, Id>>& bounds) {
    std::vector<program::Bound> made;
    for (const auto& [slot, set] : bounds)
      made.push_back({slot, 0, set, {"v" + std::to_string(slot)}});
    return made;
  }

  std::shared_ptr<const values::AtomTable> atoms;
  std::unique_ptr<InterpreterHost> host;
  std::unique_ptr<program::Program> program;
  source::SourceSet sources;
  std::vector<std::string> printed;
};

}  // namespace model::interpreter

#endif  // TESTS_MODEL_INTERPRETER_PROGRAM_BUILDER_H_

#include "model/interpreter/library_host.h"

#include <algorithm>
#include <vector>

#include "model/interpreter/behaviour_values.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

// Of the TLC whose semantics are followed.
constexpr const char* kRevisionDate = "2026-04-29";
constexpr uint64_t kRevisionSeconds = 1'777'420'800;

Value SpecificationFacts(Machine& machine, Heap& heap) {
  const program::Program& program = machine.program();
  auto definitions = [&](const auto& items) {
    std::vector<Value> records;
    for (const auto& item : items)
      records.push_back(DefinitionValue(machine, heap, item.name, item.range));
    return values::MakeSet(heap, records);
  };
  std::vector<Value> variables;
  for (const std::string& name : program.variables)
    variables.push_back(DefinitionValue(machine, heap, name, {}));
  return RecordOf(heap, {{"actions", definitions(program.actions)},
                         {"invariants", definitions(program.invariants)},
                         {"impliedinits", definitions(program.initial_predicates)},
                         {"impliedactions", definitions(program.action_properties)},
                         {"constraints", definitions(program.constraints)},
                         {"actionconstraints", definitions(program.action_constraints)},
                         {"inits", Value::EmptySet()},
                         {"temporals", Value::EmptySet()},
                         {"impliedtemporals", Value::EmptySet()},
                         {"variables", values::MakeSet(heap, variables)}});
}

}  // namespace

void LibraryHost::Print(std::string_view line) {
  if (machine_.silent || machine_.print == nullptr || !*machine_.print) return;
  (*machine_.print)(line);
}

// SplitMix64.
uint64_t LibraryHost::Random() {
  uint64_t z = machine_.random_state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

Value LibraryHost::Register(int64_t number) {
  ConstantCells& constants = machine_.constants();
  std::lock_guard lock(constants.mutex());
  auto found = constants.registers().find(number);
  if (found == constants.registers().end()) return Value();
  const Value value = found->second.value;
  return value.is_object() ? values::CopyTo(*machine_.heap, value) : value;
}

void LibraryHost::SetRegister(int64_t number, Value value) {
  if (machine_.silent) return;
  ConstantCells& constants = machine_.constants();
  std::lock_guard lock(constants.mutex());
  ConstantCells::Register entry;
  entry.value = value;
  if (value.is_object()) {
    entry.heap = std::make_unique<Heap>(&constants.atoms());
    entry.value = values::CopyTo(*entry.heap, value);
  }
  constants.registers()[number] = std::move(entry);
}

// A function from the registers that are set to what each worker has there; with registers there is
// one worker.
Value LibraryHost::AllRegisters(Heap& heap) {
  std::vector<Value> numbers, contents;
  for (const auto& [number, entry] : machine_.constants().registers()) {
    const Value worker[] = {Register(number)};
    numbers.push_back(values::MakeInteger(heap, number));
    contents.push_back(values::MakeTuple(heap, worker));
  }
  return values::MakeFunction(heap, values::MakeSet(heap, numbers), contents);
}

Value LibraryHost::Trace(Heap& heap) { return TraceValue(machine_, heap); }

Value LibraryHost::CounterExample(Heap& heap) {
  const transitions::Behaviour* behaviour = machine_.figures.counterexample;
  return behaviour == nullptr ? Value() : BehaviourValue(machine_, heap, *behaviour);
}

Value LibraryHost::Fact(Heap& heap, std::string_view name) {
  const transitions::SearchFigures& figures = machine_.figures;
  auto number = [&](uint64_t n) { return values::MakeInteger(heap, static_cast<int64_t>(n)); };
  if (name == "level") return number(figures.level);
  if (name == "diameter") return number(std::max<uint64_t>(figures.diameter, 1));
  if (name == "distinct") return number(figures.distinct);
  if (name == "generated") return number(figures.generated);
  if (name == "queue") return number(figures.queue);
  if (name == "duration") return number(figures.seconds);
  auto text = [&](std::string_view words) { return values::MakeString(heap, words); };
  if (name == "config") {
    return RecordOf(heap, {{"mode", text(figures.simulation ? "simulate" : "bfs")},
                           {"deadlock", Value::Boolean(machine_.program().check_deadlock)},
                           {"worker", number(1)},
                           {"seed", number(0)},
                           {"fingerprint", number(0)},
                           {"install", text("")}});
  }
  // TLC's switch for action composition, which is always on here.
  if (name == "-Dtlc2.tool.impl.Tool.cdot") return text("true");
  if (name == "stats") {
    return RecordOf(heap, {{"worker", number(1)},
                           {"duration", number(figures.seconds)},
                           {"generated", number(figures.generated)},
                           {"diameter", number(figures.diameter)},
                           {"distinct", number(figures.distinct)},
                           {"queue", number(figures.queue)}});
  }
  // Specifications ask whether the checker is recent enough: it is like the TLC that it follows.
  if (name == "revision") {
    return RecordOf(heap, {{"timestamp", number(kRevisionSeconds)},
                           {"date", text(kRevisionDate)},
                           {"count", number(0)},
                           {"tag", text("")}});
  }
  if (name == "spec") return SpecificationFacts(machine_, heap);
  if (name == "action") return ActionValue(machine_, heap, machine_.judged_action);
  if (name == "all") return AllRegisters(heap);
  return Value();
}

}  // namespace model::interpreter

#include "model/interpreter/library_host.h"

#include <algorithm>
#include <vector>

#include "model/values/operations.h"

namespace model::interpreter {
namespace {

// [name |-> value, ...]
Value RecordOf(Heap& heap, std::vector<std::pair<std::string_view, Value>> fields) {
  std::vector<std::pair<Value, Value>> pairs;
  for (const auto& [name, value] : fields)
    pairs.emplace_back(values::MakeString(heap, name), value);
  std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
    return values::Compare(heap, a.first, b.first) < 0;
  });
  std::vector<Value> names, elements;
  for (const auto& [name, value] : pairs) {
    names.push_back(name);
    elements.push_back(value);
  }
  return values::MakeRecord(heap, values::MakeSet(heap, names), elements);
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

Value LibraryHost::Fact(Heap& heap, std::string_view name) {
  const transitions::SearchFigures& figures = machine_.figures;
  auto number = [&](uint64_t n) { return values::MakeInteger(heap, static_cast<int64_t>(n)); };
  if (name == "level") return number(figures.level);
  if (name == "diameter") return number(figures.diameter);
  if (name == "distinct") return number(figures.distinct);
  if (name == "generated") return number(figures.generated);
  if (name == "queue") return number(figures.queue);
  if (name == "duration") return number(figures.seconds);
  if (name == "config") {
    return RecordOf(heap,
                    {{"mode", values::MakeString(heap, figures.simulation ? "simulate" : "bfs")},
                     {"deadlock", Value::Boolean(machine_.program().check_deadlock)},
                     {"worker", number(1)}});
  }
  // TLC's switch for action composition, which is always on here.
  if (name == "-Dtlc2.tool.impl.Tool.cdot") return values::MakeString(heap, "true");
  if (name == "stats") {
    return RecordOf(heap, {{"worker", number(1)},
                           {"duration", number(figures.seconds)},
                           {"generated", number(figures.generated)},
                           {"diameter", number(figures.diameter)},
                           {"distinct", number(figures.distinct)},
                           {"queue", number(figures.queue)}});
  }
  return Value();
}

}  // namespace model::interpreter

#include "model/interpreter/behaviour_values.h"

#include <algorithm>
#include <span>

#include "model/states/codec.h"
#include "model/values/evaluation_error.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using transitions::StepBatch;

Value Number(Heap& heap, uint64_t n) { return values::MakeInteger(heap, static_cast<int64_t>(n)); }

Value StateValue(Machine& machine, Heap& heap, const Value* row) {
  const std::vector<std::string>& names = machine.program().variables;
  std::vector<std::pair<std::string_view, Value>> fields;
  for (size_t v = 0; v < names.size(); ++v) fields.emplace_back(names[v], row[v]);
  return RecordOf(heap, fields);
}

Value StateValue(Machine& machine, Heap& heap, transitions::StateBytes bytes) {
  std::vector<Value> row(machine.program().variables.size());
  const uint8_t* at = bytes.data();
  for (Value& value : row) at = states::Decode(heap, at, bytes.data() + bytes.size(), &value);
  return StateValue(machine, heap, row.data());
}

Value LocationValue(Machine& machine, Heap& heap, const source::Range& range) {
  const bool known = range.valid() && machine.sources != nullptr;
  const std::string_view module =
      known ? std::string_view(machine.sources->Get(range.file).module_name())
            : std::string_view("--TLA+ BUILTINS--");
  return RecordOf(heap, {{"beginLine", Number(heap, range.begin_line)},
                         {"beginColumn", Number(heap, range.begin_column)},
                         {"endLine", Number(heap, range.end_line)},
                         {"endColumn", Number(heap, range.end_column)},
                         {"module", values::MakeString(heap, module)}});
}

}  // namespace

Value RecordOf(Heap& heap, const std::vector<std::pair<std::string_view, Value>>& fields) {
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

Value TraceValue(Machine& machine, Heap& heap) {
  std::vector<Value> states;
  if (machine.figures.past != nullptr) {
    for (const transitions::BehaviourState& state : machine.figures.past->States())
      states.push_back(StateValue(machine, heap, transitions::StateBytes(state.bytes)));
  }
  // Whoever judges a successor looks at a state beyond the one that is being expanded.
  const bool is_beyond = machine.figures.level == states.size() + 1;
  if (is_beyond && machine.current != nullptr)
    states.push_back(StateValue(machine, heap, machine.current));
  if (states.size() != machine.figures.level)
    throw values::EvaluationError("TLCExt!Trace is not known here.");
  return values::MakeTuple(heap, states);
}

Value BehaviourValue(Machine& machine, Heap& heap, const transitions::Behaviour& behaviour) {
  std::vector<Value> states, actions;
  for (const transitions::BehaviourState& state : behaviour.states) {
    const Value parts[] = {Number(heap, states.size() + 1),
                           StateValue(machine, heap, transitions::StateBytes(state.bytes))};
    states.push_back(values::MakeTuple(heap, parts));
    if (states.size() == 1) continue;
    const Value step[] = {states[states.size() - 2], ActionValue(machine, heap, state.action),
                          states.back()};
    actions.push_back(values::MakeTuple(heap, step));
  }
  if (behaviour.loop_start) {
    const Value step[] = {states.back(), ActionValue(machine, heap, behaviour.loop_action),
                          states[*behaviour.loop_start]};
    actions.push_back(values::MakeTuple(heap, step));
  }
  return RecordOf(
      heap, {{"state", values::MakeSet(heap, states)}, {"action", values::MakeSet(heap, actions)}});
}

Value ActionValue(Machine& machine, Heap& heap, uint32_t action) {
  if (action == StepBatch::kInitialAction) {
    return RecordOf(heap, {{"name", values::MakeString(heap, "Initial predicate")},
                           {"location", LocationValue(machine, heap, {})},
                           {"context", values::MakeTuple(heap, {})},
                           {"parameters", values::MakeTuple(heap, {})}});
  }
  const program::Action& described = machine.program().actions[action];
  std::vector<std::pair<std::string_view, Value>> context;
  std::vector<Value> parameters;
  for (const auto& [name, value] : described.parameters) {
    context.emplace_back(name, value);
    parameters.push_back(values::MakeString(heap, name));
  }
  return RecordOf(heap, {{"name", values::MakeString(heap, described.name)},
                         {"location", LocationValue(machine, heap, described.range)},
                         {"context", RecordOf(heap, context)},
                         {"parameters", values::MakeTuple(heap, parameters)}});
}

Value DefinitionValue(Machine& machine, Heap& heap, std::string_view name,
                      const source::Range& range) {
  return RecordOf(heap, {{"name", values::MakeString(heap, name)},
                         {"location", LocationValue(machine, heap, range)}});
}

}  // namespace model::interpreter

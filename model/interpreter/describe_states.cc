// States in words: variables, or what ALIAS makes of them.

#include "absl/cleanup/cleanup.h"
#include "model/interpreter/datum_conversion.h"
#include "model/interpreter/heap_use.h"
#include "model/interpreter/specification_explorer.h"

namespace model::interpreter {

using transitions::Datum;
using transitions::SearchFigures;
using transitions::StateBytes;
using values::EvaluationError;

std::vector<std::pair<std::string, Datum>> SpecificationExplorer::Variables(StateBytes state) {
  HeapUse use(machine_);
  std::vector<Value> row(variable_count_);
  Decode(state, row.data());
  std::vector<std::pair<std::string, Datum>> described;
  for (uint32_t v = 0; v < variable_count_; ++v) {
    described.emplace_back(program_.variables[v], ToDatum(*machine_.heap, row[v]));
  }
  return described;
}

std::vector<std::pair<std::string, Datum>> SpecificationExplorer::Describe(
    const SearchFigures& figures, StateBytes state, StateBytes next) {
  if (program_.alias == program::kNoExpression) return Variables(state);
  HeapUse use(machine_);
  machine_.EnterThread();
  machine_.figures = figures;
  // It belongs to the caller, and Explain comes without one.
  absl::Cleanup forget_past = [this] { machine_.figures.past = nullptr; };
  std::vector<Value> row(variable_count_), next_row(variable_count_);
  try {
    Decode(state, row.data());
    Decode(next, next_row.data());
    StateScope states(machine_, row.data(), next_row.data(), 0);
    const Value alias = Evaluate(machine_.Link(program_.alias), machine_, machine_.root);
    const Datum described = ToDatum(*machine_.heap, alias);
    if (described.kind != Datum::Kind::kRecord) return Variables(state);
    std::vector<std::pair<std::string, Datum>> fields;
    for (size_t i = 0; i < described.names.size(); ++i)
      fields.emplace_back(described.names[i], described.items[i]);
    return fields;
  } catch (const EvaluationError& error) {
    auto fields = Variables(state);
    Datum message;
    message.kind = Datum::Kind::kString;
    message.text = error.message;
    fields.emplace_back("_ALIASEvalError", std::move(message));
    return fields;
  }
}

}  // namespace model::interpreter

#include "tests/agreement/lowered_text.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <vector>
#include <set>
#include <deque>

#include "model/configuration/configuration.h"
#include "model/interpreter/datum_conversion.h"
#include "model/interpreter/node.h"
#include "model/lowering/lower.h"
#include "model/semantics/check.h"
#include "model/states/codec.h"
#include "model/values/operations.h"

namespace agreement {

using model::transitions::Datum;

namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? ", " : "") + parts[i];
  return text;
}

// "3..5" as {3, 4, 5}.
std::string IntervalText(const std::string& text) {
  const size_t dots = text.find("..");
  std::vector<std::string> parts;
  for (int64_t i = std::stoll(text); i <= std::stoll(text.substr(dots + 2)); ++i)
    parts.push_back(std::to_string(i));
  return "{" + Joined(parts) + "}";
}

}  // namespace

std::string Text(const Datum& datum) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < datum.items.size(); ++i) {
    std::string key;
    if (datum.kind == Datum::Kind::kRecord) key = datum.names[i] + " |-> ";
    if (datum.kind == Datum::Kind::kFunction) key = Text(datum.keys[i]) + " :> ";
    parts.push_back(key + Text(datum.items[i]));
  }
  switch (datum.kind) {
    case Datum::Kind::kString: return '"' + datum.text + '"';
    case Datum::Kind::kInterval:
      return datum.text.find("..") == std::string::npos ? datum.text : IntervalText(datum.text);
    case Datum::Kind::kSet: return "{" + Joined(parts) + "}";
    case Datum::Kind::kTuple: return "<<" + Joined(parts) + ">>";
    case Datum::Kind::kRecord: return "[" + Joined(parts) + "]";
    case Datum::Kind::kFunction: {
      std::string text;
      for (size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? " @@ " : "") + parts[i];
      return parts.empty() ? "<<>>" : "(" + text + ")";
    }
    default: return datum.text;
  }
}

LoweredText::LoweredText(const std::string& text, const std::string& configuration,
                         const model::interpreter::SpecificationOptions& options) {
  Load(text, configuration, options);
  for (const model::source::Diagnostic& diagnostic : diagnostics_.all()) {
    if (model::source::SeverityOf(diagnostic.kind) != model::source::Severity::kError) continue;
    complaints_ += std::string(NameOf(diagnostic.kind)) + ": " + diagnostic.message + "\n";
  }
}

void LoweredText::Load(const std::string& text, const std::string& configuration_text,
                       const model::interpreter::SpecificationOptions& options) {
  namespace fs = std::filesystem;
  static int count = 0;
  const fs::path folder =
      fs::temp_directory_path() /
      ("whodunnit_agreement_" + std::to_string(getpid()) + "_" + std::to_string(count++));
  fs::create_directories(folder);
  std::ofstream(folder / "Root.tla") << "---- MODULE Root ----\n" << text << "\n====\n";
  specification_ = model::semantics::CheckSpecification({(folder / "Root.tla").string(), {}},
                                                        sources_, diagnostics_);
  fs::remove_all(folder);
  if (specification_ == nullptr) return;
  const auto file =
      sources_.Add(model::source::SourceFile("Root.cfg", "Root.cfg", configuration_text));
  auto configuration = model::configuration::ParseConfiguration(sources_, file, diagnostics_);
  if (!configuration) return;
  atoms_ = model::lowering::CollectAtoms(*specification_, *configuration);
  host_ = std::make_unique<model::interpreter::InterpreterHost>(atoms_);
  model::lowering::Lowered lowered =
      model::lowering::Lower(*specification_, *configuration, *atoms_, *host_, {}, diagnostics_);
  if (lowered.program == nullptr) return;
  program_ = lowered.program.get();
  model::interpreter::SpecificationParts parts;
  parts.name = "Root";
  parts.program = std::move(lowered.program);
  parts.constants = host_->constants();
  parts.sources = &sources_;
  system_ = model::interpreter::MakeSpecificationSystem(std::move(parts), options);
  machine_ = std::make_unique<model::interpreter::Machine>(
      *program_, *host_->constants(), program_->units.empty() ? 0 : program_->units[0].frame_size);
  machine_->EnterThread();
  if (!program_->has_behaviour) return;
  explorer_ = system_->NewExplorer();
  model::transitions::StepBatch batch;
  explorer_->Initial({}, &batch);
  if (batch.size() != 1) {
    complaints_ += "there is not one initial state\n";
    return;
  }
  initial_bytes_.assign(batch.Bytes(0).begin(), batch.Bytes(0).end());
  for (const auto& [name, datum] : explorer_->Variables(initial_bytes_))
    initial_state_.emplace_back(name, Text(datum));
  row_.resize(program_->variables.size());
  const uint8_t* at = initial_bytes_.data();
  for (model::values::Value& value : row_) {
    at = model::states::Decode(machine_->own_heap(), at,
                               initial_bytes_.data() + initial_bytes_.size(), &value);
  }
}

std::string LoweredText::Evaluated(model::program::ExpressionId expression) {
  const model::interpreter::StateScope states(*machine_, row_.data(), nullptr, 0);
  try {
    const model::values::Value value =
        model::interpreter::Evaluate(machine_->Link(expression), *machine_, machine_->root);
    return Text(model::interpreter::ToDatum(*machine_->heap,
                                            model::values::Normalize(*machine_->heap, value)));
  } catch (const model::values::EvaluationError& error) {
    return error.kind == model::values::ErrorKind::kInternal ? "internal error: " + error.message
                                                             : "error";
  }
}

std::string LoweredText::Assumption(size_t i) {
  return Evaluated(program_->assumptions[i].expression);
}

std::string LoweredText::Invariant(size_t i) {
  return Evaluated(program_->invariants[i].expression);
}

std::vector<std::string> LoweredText::Exploration(size_t states) {
  using Bytes = std::vector<uint8_t>;
  std::vector<std::string> said;
  std::set<Bytes> known = {initial_bytes_};
  std::deque<Bytes> waiting = {initial_bytes_};
  model::transitions::StepBatch batch;
  for (; !waiting.empty() && states > 0; --states, waiting.pop_front()) {
    explorer_->Expand({}, waiting.front(), &batch);
    for (size_t i = 0; i < batch.size(); ++i) {
      const model::transitions::StateBytes bytes = batch.Bytes(i);
      std::string line = std::to_string(batch[i].action) + (batch[i].inside ? " to" : " out to");
      for (const auto& [name, datum] : explorer_->Variables(bytes)) line += " " + Text(datum);
      line += " " + std::to_string(batch[i].fingerprint.low);
      if (known.emplace(bytes.begin(), bytes.end()).second) {
        const model::transitions::Findings found = explorer_->JudgeState({}, i, false);
        for (const uint32_t property : found.violated) line += " !" + std::to_string(property);
        if (found.fault) line += " " + found.fault->message;
        if (found.empty() && batch[i].inside) waiting.emplace_back(bytes.begin(), bytes.end());
      }
      const model::transitions::Findings found = explorer_->JudgeStep({}, i, true);
      for (const uint32_t property : found.violated) line += " ?" + std::to_string(property);
      if (found.fault) line += " " + found.fault->message;
      said.push_back(std::move(line));
    }
    said.push_back(batch.fault ? batch.fault->message : "done");
  }
  return said;
}

std::vector<std::string> LoweredText::Successors() {
  model::transitions::StepBatch batch;
  explorer_->Expand({}, initial_bytes_, &batch);
  std::vector<std::string> steps;
  for (size_t i = 0; i < batch.size(); ++i) {
    std::vector<std::string> parts;
    for (const auto& [name, datum] : explorer_->Variables(batch.Bytes(i)))
      parts.push_back(name + " = " + Text(datum));
    steps.push_back(Joined(parts));
  }
  if (batch.fault) steps.push_back("error");
  return steps;
}

}  // namespace agreement

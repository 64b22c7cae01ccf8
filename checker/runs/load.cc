#include "checker/runs/load.h"

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "model/interpreter/interpreter_host.h"
#include "model/interpreter/specification_system.h"
#include "model/modules/search_path.h"
#include "model/semantics/check.h"

namespace checker::runs {

using model::source::DiagnosticKind;

namespace {

constexpr size_t kMaxSuggestedFiles = 5;

std::string DefaultConfigurationPath(const std::string& specification) {
  return absl::StrCat(absl::StripSuffix(specification, ".tla"), ".cfg");
}

std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return std::nullopt;
  return text.str();
}

results::Location ConvertRange(const model::source::SourceSet& sources,
                               const model::source::Range& range) {
  if (!range.valid()) return {};
  const model::source::SourceFile& file = sources.Get(range.file);
  return {file.path(),        file.module_name(), range.begin_line,
          range.begin_column, range.end_line,     range.end_column};
}

std::string HelpForMissingConfiguration(const std::string& path) {
  const std::string nearest = model::modules::NearestFileBeside(path, ".cfg");
  if (!nearest.empty()) return absl::StrCat("did you mean --config ", nearest, "?");
  std::vector<std::string> others = model::modules::FilesBeside(path, ".cfg");
  if (others.empty()) return "write one, or name it with --config FILE";
  if (others.size() > kMaxSuggestedFiles) others.resize(kMaxSuggestedFiles);
  return absl::StrCat("name one with --config: ", absl::StrJoin(others, ", "));
}

}  // namespace

results::RunDiagnostic ConvertDiagnostic(const model::source::SourceSet& sources,
                                         const model::source::Diagnostic& diagnostic) {
  results::RunDiagnostic converted;
  converted.name = model::source::NameOf(diagnostic.kind);
  converted.severity = model::source::NameOf(model::source::SeverityOf(diagnostic.kind));
  converted.message = diagnostic.message;
  converted.help = diagnostic.help;
  converted.location = ConvertRange(sources, diagnostic.range);
  for (const model::source::Note& note : diagnostic.notes) {
    converted.notes.emplace_back(ConvertRange(sources, note.range), note.message);
  }
  if (diagnostic.range.valid()) {
    const model::source::SourceFile& file = sources.Get(diagnostic.range.file);
    const uint32_t last = std::min(diagnostic.range.end_line, diagnostic.range.begin_line + 3);
    for (uint32_t line = diagnostic.range.begin_line; line <= last; ++line) {
      converted.source_lines.emplace_back(file.Line(line));
    }
  }
  return converted;
}

void ReportDiagnostics(const LoadedText& text, results::Result* result) {
  for (const model::source::Diagnostic& diagnostic : text.diagnostics.all()) {
    result->diagnostics.push_back(ConvertDiagnostic(text.sources, diagnostic));
  }
  if (text.diagnostics.has_errors()) {
    result->verdict = results::Verdict::kError;
    result->exit_status = text.diagnostics.ExitStatus();
  }
}

std::unique_ptr<LoadedText> LoadText(const SourceOptions& options,
                                     WithConfiguration with_configuration) {
  auto text = std::make_unique<LoadedText>();
  std::string path = options.specification;
  if (!absl::EndsWith(path, ".tla") && !absl::EndsWith(path, "/")) path += ".tla";
  text->specification = model::semantics::CheckSpecification({path, options.library_paths},
                                                             text->sources, text->diagnostics);
  if (text->specification == nullptr || with_configuration == WithConfiguration::kNo) return text;
  text->configuration_path =
      options.configuration.empty() ? DefaultConfigurationPath(path) : options.configuration;
  std::optional<std::string> contents = ReadFile(text->configuration_path);
  if (!contents && options.configuration.empty()) {
    // None beside the specification: there may be one inside.
    if (auto inside = model::configuration::EmbeddedConfiguration(ReadFile(path).value_or(""))) {
      text->configuration_path = path;
      contents = std::move(inside);
    }
  } else if (contents && absl::EndsWith(text->configuration_path, ".tla")) {
    contents = model::configuration::EmbeddedConfiguration(*contents);
  }
  if (!contents && !options.configuration.empty() &&
      !absl::EndsWith(text->configuration_path, ".cfg")) {
    text->configuration_path += ".cfg";
    contents = ReadFile(text->configuration_path);
  }
  if (!contents) {
    text->diagnostics.Report(
        DiagnosticKind::kFileNotReadable, {},
        absl::StrCat("the configuration file ", text->configuration_path, " can't be read"),
        HelpForMissingConfiguration(text->configuration_path));
    return text;
  }
  const model::source::FileId file = text->sources.Add(model::source::SourceFile(
      text->configuration_path, text->configuration_path, *std::move(contents)));
  text->configuration =
      model::configuration::ParseConfiguration(text->sources, file, text->diagnostics);
  return text;
}

std::unique_ptr<LoadedModel> LoadModel(LoadedText& text, const ModelOptions& options) {
  auto loaded = std::make_unique<LoadedModel>();
  loaded->atoms = model::lowering::CollectAtoms(*text.specification, *text.configuration);
  model::interpreter::PrintSink print;
  if (options.listener != nullptr) {
    print = [listener = options.listener](std::string_view line) { listener->OnPrinted(line); };
  }
  auto host = std::make_unique<model::interpreter::InterpreterHost>(
      loaded->atoms, print, options.interrupt != nullptr ? options.interrupt->flag() : nullptr);
  model::lowering::LowerOptions lowering = options.lowering;
  lowering.sources = &text.sources;
  model::lowering::Lowered lowered = model::lowering::Lower(
      *text.specification, *text.configuration, *loaded->atoms, *host, lowering, text.diagnostics);
  if (lowered.program == nullptr) return nullptr;
  model::interpreter::SpecificationOptions system_options;
  system_options.fingerprint_bits = options.fingerprint_bits;
  system_options.print = std::move(print);
  loaded->program = lowered.program.get();
  model::interpreter::SpecificationParts parts;
  parts.name = (*text.specification)[text.specification->root].name;
  parts.program = std::move(lowered.program);
  parts.constants = host->constants();
  parts.liveness = std::move(lowered.liveness);
  parts.temporal_properties = std::move(lowered.temporal_properties);
  parts.sources = &text.sources;
  loaded->host = std::move(host);
  loaded->system = model::interpreter::MakeSpecificationSystem(std::move(parts), system_options);
  return loaded;
}

}  // namespace checker::runs

// Reads a specification and its configuration, and lowers them to a program: everything up to the
// seam.

#ifndef CHECKER_RUNS_LOAD_H_
#define CHECKER_RUNS_LOAD_H_

#include <memory>
#include <string>
#include <vector>

#include "checker/results/results.h"
#include "checker/runs/check_run.h"
#include "model/configuration/configuration.h"
#include "model/lowering/lower.h"
#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"
#include "model/transitions/interrupt.h"
#include "model/values/atom_table.h"

namespace checker::runs {

// The text of one run, resolved but not lowered: several programs can be made from it.
struct LoadedText {
  model::source::SourceSet sources;
  model::source::Diagnostics diagnostics;
  std::unique_ptr<model::semantics::Specification> specification;  // null: there are errors
  std::optional<model::configuration::Configuration> configuration;
  std::string configuration_path;
};

// Reads and checks the modules; the configuration too unless `with_configuration` is kNo.
enum class WithConfiguration : uint8_t { kNo, kYes };
std::unique_ptr<LoadedText> LoadText(const SourceOptions& options,
                                     WithConfiguration with_configuration);

// A model ready to be explored. Keeps what the transition system points to.
struct LoadedModel {
  std::shared_ptr<const model::values::AtomTable> atoms;
  std::unique_ptr<model::lowering::Host> host;
  std::unique_ptr<model::transitions::TransitionSystem> system;
  const model::program::Program* program = nullptr;  // owned by `system`
  bool warned = false;
};

struct ModelOptions {
  uint32_t fingerprint_bits = 64;
  RunListener* listener = nullptr;
  const model::transitions::Interrupt* interrupt =
      nullptr;  // ends evaluations, already while constants are lowered
  model::lowering::LowerOptions lowering;
};

// ENSURES: null only if the text's diagnostics have an error.
std::unique_ptr<LoadedModel> LoadModel(LoadedText& text, const ModelOptions& options);

results::RunDiagnostic ConvertDiagnostic(const model::source::SourceSet& sources,
                                         const model::source::Diagnostic& diagnostic);
// Puts the text's diagnostics into the result; with errors among them also the verdict and exit
// status.
void ReportDiagnostics(const LoadedText& text, results::Result* result);

}  // namespace checker::runs

#endif  // CHECKER_RUNS_LOAD_H_

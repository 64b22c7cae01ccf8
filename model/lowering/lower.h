// From a checked specification and its configuration to a program. The one bridge between text and
// meaning.

#ifndef MODEL_LOWERING_LOWER_H_
#define MODEL_LOWERING_LOWER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/configuration/configuration.h"
#include "model/lowering/host.h"
#include "model/program/program.h"
#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/transitions/temporal_formula.h"
#include "model/values/atom_table.h"

namespace model::lowering {

struct LowerOptions {
  // Names of INVARIANT and PROPERTY entries (or of definitions) to judge instead of the
  // configuration's.
  std::vector<std::string> only_properties;
  // Boolean constants whose value replaces the configuration's (suspects made guilty or innocent).
  std::vector<std::pair<std::string, bool>> switches;
  // Constants that take one of their alternatives: name, index into Alternatives::values of the
  // configuration.
  std::vector<std::pair<std::string, size_t>> alternatives;
  // Boolean constants that get no value here but stay open: each explorer of the program is told
  // their values, and notices which of them mattered. Lowering fails where a switch decides what
  // must be known before any state is.
  std::vector<std::string> open_switches;
  // States as they are: not as the configuration's ALIAS shows them, not told apart by its VIEW
  // alone.
  bool ignore_alias = false;
  bool ignore_view = false;
  // The text of the modules, for the wording of temporal formulas; may be null.
  const source::SourceSet* sources = nullptr;
};

struct Lowered {
  std::unique_ptr<program::Program> program;
  // Temporal properties and the specification's fairness, over Program::state_predicates and
  // step_predicates. TemporalProperty::property counts temporal properties only here: index into
  // temporal_names.
  transitions::LivenessProblem liveness;
  std::vector<program::Predicate> temporal_properties;  // names and places, in order
};

// Strings and model values in TLC's order of first appearance (docs/tlc_compatibility.md).
std::shared_ptr<const values::AtomTable> CollectAtoms(
    const semantics::Specification& specification,
    const configuration::Configuration& configuration);

// ENSURES: no program only if `diagnostics` got an error. `specification` is not const because the
// configuration's expressions are resolved in its scope.
Lowered Lower(semantics::Specification& specification, configuration::Configuration& configuration,
              const values::AtomTable& atoms, Host& host, const LowerOptions& options,
              source::Diagnostics& diagnostics);

}  // namespace model::lowering

#endif  // MODEL_LOWERING_LOWER_H_

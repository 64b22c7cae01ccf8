// A .cfg file: which behaviour, which constants, which properties.
//
// TLC's syntax, plus what its users ask for: any constant expression where a value may stand (0..3,
// <<1, 2>>, -1, [a |-> 1]). A plain identifier on the right of `=` is a model value, whatever it
// may mean in the module; so are the identifiers inside { }.

#ifndef MODEL_CONFIGURATION_CONFIGURATION_H_
#define MODEL_CONFIGURATION_CONFIGURATION_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/tree.h"

namespace model::configuration {

using source::Range;

struct NamedItem {
  std::string name;
  Range range;
};

struct ConstantItem {
  enum class Kind : uint8_t { kValue, kReplacement };  // lhs = value, lhs <- identifier
  Kind kind = Kind::kValue;
  std::string name;  // lhs; "I!Op" keeps its bangs
  Range name_range;
  std::string module;                                  // lhs = [M] ..., lhs <- [M] ...; "" without
  std::vector<syntax::ExpressionId> arguments;         // N(1) = 7, in Configuration::tree
  syntax::ExpressionId value = syntax::kNoExpression;  // kValue, in Configuration::tree
  std::string replacement;                             // kReplacement
  Range value_range;
};

// Our own directives in comments that TLC ignores: `\* @suspects A, ~B`, `\* @alternatives N =
// 1, 2, 3` and `\* @monotone A, N`.
struct Suspect {
  std::string name;
  bool guilty_when_false = false;
  Range range;
};
struct Alternatives {
  std::string name;
  std::vector<syntax::ExpressionId> values;  // in Configuration::tree; the first is innocent
  Range range;
};

struct Configuration {
  syntax::Tree tree;  // of all expressions
  std::vector<ConstantItem> constants;
  std::optional<NamedItem> init, next, specification, view, symmetry, alias;
  std::vector<NamedItem> constraints, action_constraints, invariants, properties, postconditions;
  std::vector<NamedItem> possible, periodic;  // _POSSIBLE, _PERIODIC
  std::optional<NamedItem> rl_reward;
  std::optional<bool> check_deadlock;
  Range check_deadlock_range;
  std::vector<Suspect> suspects;
  std::vector<Alternatives> alternatives;
  std::vector<NamedItem> monotone;
  // Model values and strings on right-hand sides in text order: the first to be ranked.
  std::vector<std::string> values_in_order;
};

// The configuration that stands in a specification's own file, between `---- CONFIG Name ----` and
// `====`: the text with everything else blank, so that places in it are those of the file. No value
// if there is none.
std::optional<std::string> EmbeddedConfiguration(std::string_view specification);

// ENSURES: no value only if `diagnostics` got an error (exit status 151). Both INIT/NEXT and
// SPECIFICATION, keywords twice etc. are reported here; what needs the module (unknown names) is
// reported by lowering.
std::optional<Configuration> ParseConfiguration(const source::SourceSet& sources,
                                                source::FileId file,
                                                source::Diagnostics& diagnostics);

}  // namespace model::configuration

#endif  // MODEL_CONFIGURATION_CONFIGURATION_H_

// Text to tree: the whole of TLA+ version 2 as SANY reads it, proofs parsed and passed over.
//
// The parser never fails hard: it reports diagnostics (file, line, column, what was written, what
// would mend it) and returns what it could read. It does not recurse deeper than a fixed nesting
// limit.

#ifndef MODEL_SYNTAX_PARSER_H_
#define MODEL_SYNTAX_PARSER_H_

#include <optional>
#include <string>

#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/tree.h"

namespace model::syntax {

// Parses a .tla file: text before the module line and after its end is ignored.
// ENSURES: no value only if `diagnostics` got an error. COST: linear in the text.
std::optional<Tree> ParseModuleFile(const source::SourceSet& sources, source::FileId file,
                                    source::Diagnostics& diagnostics);

// Parses one expression (a .cfg value, a property on the command line). Its names are resolved
// later.
std::optional<Tree> ParseExpressionText(const source::SourceSet& sources, source::FileId file,
                                        source::Diagnostics& diagnostics, ExpressionId* root);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_PARSER_H_

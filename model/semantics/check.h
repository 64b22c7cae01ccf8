// From a file name to a checked specification: reads the modules that it needs, resolves names,
// checks arities and levels.

#ifndef MODEL_SEMANTICS_CHECK_H_
#define MODEL_SEMANTICS_CHECK_H_

#include <memory>
#include <string>
#include <vector>

#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"

namespace model::semantics {

struct CheckOptions {
  std::string path;  // the root module's file
  std::vector<std::string>
      libraries;  // searched after the root module's folder, before the standard modules
};

// ENSURES: null only if `diagnostics` got an error (exit status 150, or 255 when the root file
// can't be read).
std::unique_ptr<Specification> CheckSpecification(const CheckOptions& options,
                                                  source::SourceSet& sources,
                                                  source::Diagnostics& diagnostics);

// Resolves the names of an expression parsed by itself (a .cfg value, a --property) in the scope of
// the root module. Unknown plain names stay unresolved (reference_of = ~0) when `allow_unknown`:
// they are model values. Returns the tree's id.
TreeId AddExpression(Specification& specification, std::unique_ptr<syntax::Tree> tree,
                     ExpressionId root, bool allow_unknown, source::Diagnostics& diagnostics);

// The same for one more expression of a tree that AddExpression took (a .cfg's tree holds many).
void ResolveExpression(Specification& specification, TreeExpression root, bool allow_unknown,
                       source::Diagnostics& diagnostics);

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_CHECK_H_

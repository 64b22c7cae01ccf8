// Prints the modules of a checked specification for `--print-modules`: what each extends, declares
// and defines, with arities and levels, and what its instances substitute.

#ifndef MODEL_SEMANTICS_PRINT_MODULES_H_
#define MODEL_SEMANTICS_PRINT_MODULES_H_

#include <string>

#include "model/semantics/specification.h"
#include "model/source/source.h"

namespace model::semantics {

enum class StandardModules : uint8_t { kBrief, kInFull };

// The root first, then the modules that it needs. Standard ones take one line unless kInFull.
std::string PrintModules(const Specification& specification, const source::SourceSet& sources,
                         StandardModules standard_modules = StandardModules::kBrief);

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_PRINT_MODULES_H_

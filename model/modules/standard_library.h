// The modules that the checker brings along: the text of every file in model/modules/library,
// compiled into the binary.
//
// To add a module, put its .tla file there; the build finds it. Operators that the checker should
// evaluate itself get a row in library/native_operators.def as well.
//
// THREADS: any; the texts are constants.

#ifndef MODEL_MODULES_STANDARD_LIBRARY_H_
#define MODEL_MODULES_STANDARD_LIBRARY_H_

#include <optional>
#include <span>
#include <string_view>

namespace model::modules {

// The text of a standard module, or no value if there is none of that name.
std::optional<std::string_view> StandardModuleText(std::string_view module_name);

// Sorted.
std::span<const std::string_view> StandardModuleNames();

}  // namespace model::modules

#endif  // MODEL_MODULES_STANDARD_LIBRARY_H_

// Reading and writing whole files for the library modules that do so.

#ifndef MODEL_INTERPRETER_LIBRARY_FILES_H_
#define MODEL_INTERPRETER_LIBRARY_FILES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace model::interpreter::library {

enum class WriteMode { kReplace, kAppend };

// Throw EvaluationError if the file can't be read or written. A relative path to be read is tried
// without its leading folders too.
std::string ReadFile(std::string_view operator_name, std::string_view path);
void WriteFile(std::string_view operator_name, std::string_view path, std::string_view text,
               WriteMode mode);

// Whether there is such a file, and the number of its lines if so (0 otherwise).
int64_t CountLines(std::string_view path);

}  // namespace model::interpreter::library

#endif  // MODEL_INTERPRETER_LIBRARY_FILES_H_

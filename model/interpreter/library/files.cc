#include "model/interpreter/library/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/interpreter/library/text.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter::library {

using values::EvaluationError;

std::string ReadFile(std::string_view operator_name, std::string_view path) {
  std::ifstream file{std::string(path), std::ios::binary};
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) throw EvaluationError(Concat(operator_name, ": the file ", path, " can't be read"));
  return std::move(text).str();
}

void WriteFile(std::string_view operator_name, std::string_view path, std::string_view text,
               WriteMode mode) {
  const std::filesystem::path target{std::string(path)};
  std::error_code ignored;
  if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path(), ignored);
  std::ofstream file(
      target, std::ios::binary | (mode == WriteMode::kAppend ? std::ios::app : std::ios::trunc));
  file << text;
  file.flush();
  if (!file) throw EvaluationError(Concat(operator_name, ": the file ", path, " can't be written"));
}

int64_t CountLines(std::string_view path) {
  std::ifstream file{std::string(path), std::ios::binary};
  int64_t lines = 0;
  for (std::string line; std::getline(file, line);) ++lines;
  return lines;
}

}  // namespace model::interpreter::library

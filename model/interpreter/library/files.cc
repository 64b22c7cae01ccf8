#include "model/interpreter/library/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/interpreter/library/text.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter::library {

using values::EvaluationError;

namespace {

// Specifications name files from where their collection is rooted, and are checked from their own
// folder: a relative path that doesn't exist is tried without its leading folders, one by one.
std::filesystem::path ExistingPath(std::string_view path) {
  std::filesystem::path tried{std::string(path)};
  std::error_code ignored;
  while (tried.is_relative() && !std::filesystem::exists(tried, ignored)) {
    auto part = tried.begin();
    if (part == tried.end() || ++part == tried.end())
      return std::filesystem::path{std::string(path)};
    std::filesystem::path shorter;
    for (; part != tried.end(); ++part) shorter /= *part;
    tried = shorter;
  }
  return tried;
}

}  // namespace

std::string ReadFile(std::string_view operator_name, std::string_view path) {
  std::ifstream file{ExistingPath(path), std::ios::binary};
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

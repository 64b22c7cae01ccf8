#include "tests/conventions/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace conventions {
namespace {

namespace fs = std::filesystem;

bool IsSource(const fs::path& path) {
  return path.extension() == ".cc" || path.extension() == ".h" || path.extension() == ".def";
}

SourceFile ReadSource(const fs::path& root, const fs::path& path) {
  SourceFile file;
  file.path = fs::relative(path, root).generic_string();
  file.folder = file.path.substr(0, file.path.rfind('/'));
  std::istringstream text(ReadText(path));
  static const std::regex include("^#include \"([^\"]+)\"");
  for (std::string line; std::getline(text, line);) {
    std::smatch match;
    if (std::regex_search(line, match, include)) file.includes.push_back(match[1]);
    file.lines.push_back(std::move(line));
  }
  return file;
}

}  // namespace

std::string ReadText(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<SourceFile> ReadSources(const fs::path& root, const std::vector<std::string>& folders) {
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && IsSource(entry.path())) {
        files.push_back(ReadSource(root, entry.path()));
      }
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<Library> ReadLibraries(const fs::path& cmake_file) {
  const std::string text = ReadText(cmake_file);
  static const std::regex library("whodunnit_library\\(([^)]*)\\)");
  std::vector<Library> libraries;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), library);
       it != std::sregex_iterator(); ++it) {
    std::istringstream words((*it)[1].str());
    Library entry;
    words >> entry.folder;
    for (std::string word; words >> word;) {
      if (word.find('/') != std::string::npos) entry.dependencies.push_back(word);
    }
    libraries.push_back(std::move(entry));
  }
  return libraries;
}

size_t PositionOf(const std::vector<Library>& libraries, const std::string& folder) {
  for (std::string name = folder; !name.empty();) {
    for (size_t i = 0; i < libraries.size(); ++i) {
      if (libraries[i].folder == name) return i;
    }
    const size_t slash = name.rfind('/');
    name = slash == std::string::npos ? "" : name.substr(0, slash);
  }
  return libraries.size();
}

}  // namespace conventions

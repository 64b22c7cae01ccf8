// The project's own sources as the convention tests see them.

#ifndef TESTS_CONVENTIONS_SOURCE_TREE_H_
#define TESTS_CONVENTIONS_SOURCE_TREE_H_

#include <filesystem>
#include <string>
#include <vector>

namespace conventions {

struct SourceFile {
  std::string path;    // from the root: "model/syntax/lexer.cc"
  std::string folder;  // "model/syntax"
  std::vector<std::string> lines;
  std::vector<std::string> includes;  // of our own: "model/source/source.h"
};

// Sources, headers and tables below `folders`, in order of path.
std::vector<SourceFile> ReadSources(const std::filesystem::path& root,
                                    const std::vector<std::string>& folders);

// The libraries of one half, in the order of its CMakeLists.txt, each with the folders that it
// depends on.
struct Library {
  std::string folder;
  std::vector<std::string> dependencies;
};
std::vector<Library> ReadLibraries(const std::filesystem::path& cmake_file);

// Position of the library that `folder` belongs to; libraries.size() if there is none.
size_t PositionOf(const std::vector<Library>& libraries, const std::string& folder);

std::string ReadText(const std::filesystem::path& file);

}  // namespace conventions

#endif  // TESTS_CONVENTIONS_SOURCE_TREE_H_

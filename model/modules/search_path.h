// Where modules are looked for: beside the root file, then in the library folders, then among the
// standard modules that the checker carries inside itself.
//
// THREADS: immutable after construction.

#ifndef MODEL_MODULES_SEARCH_PATH_H_
#define MODEL_MODULES_SEARCH_PATH_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model::modules {

struct FoundModule {
  std::string path;  // as a person would type it; "<standard>/M.tla" for an embedded module
  std::string text;
  bool is_standard = false;
};

class SearchPath {
 public:
  SearchPath(const std::string& root_path, std::vector<std::string> libraries);

  std::optional<FoundModule> Find(std::string_view module_name) const;
  // For messages, in the order of search.
  std::vector<std::string> Folders() const;
  // Names of all modules that could be found, for suggestions. COST: lists folders.
  std::vector<std::string> ModuleNames() const;

 private:
  std::vector<std::string> folders_;  // "" is the working directory
};

// No value if the file can't be read (it is a folder, it doesn't exist, no permission).
std::optional<std::string> ReadTextFile(const std::string& path);

// The files in the folder of `path`, itself left out, that have the given ending: sorted, as a
// person would type them.
std::vector<std::string> FilesBeside(const std::string& path, std::string_view ending);
// Of these the one whose name is the most similar; empty if none is.
std::string NearestFileBeside(const std::string& path, std::string_view ending);

// "folder/M.tla" → "M".
std::string ModuleNameOfPath(std::string_view path);

// Modules that have their meaning from the checker even when a copy of their text lies beside the
// specification, as in TLC, which overrides their operators by module name.
bool IsCoreModule(std::string_view module_name);

}  // namespace model::modules

#endif  // MODEL_MODULES_SEARCH_PATH_H_

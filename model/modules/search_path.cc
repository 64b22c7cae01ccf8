#include "model/modules/search_path.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "model/modules/standard_library.h"
#include "model/source/diagnostic.h"

namespace model::modules {
namespace {

constexpr std::string_view kExtension = ".tla";

std::string FolderOf(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

}  // namespace

std::optional<std::string> ReadTextFile(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) || std::filesystem::is_directory(path, error)) {
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  if (file.bad()) return std::nullopt;
  return std::move(text).str();
}

std::vector<std::string> FilesBeside(const std::string& path, std::string_view ending) {
  const std::string folder = FolderOf(path);
  std::vector<std::string> files;
  std::error_code error;
  std::filesystem::directory_iterator entries(folder.empty() ? "." : folder, error);
  if (error) return files;
  for (const std::filesystem::directory_entry& entry : entries) {
    std::string file = folder + entry.path().filename().string();
    if (file.ends_with(ending) && file != path) files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string NearestFileBeside(const std::string& path, std::string_view ending) {
  const size_t folder = FolderOf(path).size();
  std::vector<std::string> names;
  for (const std::string& file : FilesBeside(path, ending)) names.push_back(file.substr(folder));
  const std::string nearest = source::NearestWord(path.substr(folder), names);
  return nearest.empty() ? nearest : FolderOf(path) + nearest;
}

std::string ModuleNameOfPath(std::string_view path) {
  size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  if (path.ends_with(kExtension)) path.remove_suffix(kExtension.size());
  return std::string(path);
}

bool IsCoreModule(std::string_view module_name) {
  static constexpr std::array<std::string_view, 9> kCore = {
      "Naturals", "Integers", "Reals",  "Sequences",    "FiniteSets",
      "Bags",     "TLC",      "TLCExt", "Randomization"};
  return std::find(kCore.begin(), kCore.end(), module_name) != kCore.end();
}

SearchPath::SearchPath(const std::string& root_path, std::vector<std::string> libraries) {
  folders_.push_back(FolderOf(root_path));
  for (std::string& library : libraries) {
    if (library.empty()) continue;
    if (library.back() != '/') library += '/';
    folders_.push_back(std::move(library));
  }
}

std::optional<FoundModule> SearchPath::Find(std::string_view module_name) const {
  for (const std::string& folder : folders_) {
    std::string path = folder + std::string(module_name) + std::string(kExtension);
    if (std::optional<std::string> text = ReadTextFile(path)) {
      return FoundModule{path, *std::move(text), IsCoreModule(module_name)};
    }
  }
  if (std::optional<std::string_view> text = StandardModuleText(module_name)) {
    return FoundModule{"<standard>/" + std::string(module_name) + std::string(kExtension),
                       std::string(*text), true};
  }
  return std::nullopt;
}

std::vector<std::string> SearchPath::Folders() const {
  std::vector<std::string> folders;
  for (const std::string& folder : folders_) folders.push_back(folder.empty() ? "./" : folder);
  return folders;
}

std::vector<std::string> SearchPath::ModuleNames() const {
  std::vector<std::string> names;
  for (const std::string& folder : folders_) {
    std::error_code error;
    std::filesystem::directory_iterator entries(folder.empty() ? "." : folder, error);
    if (error) continue;
    for (const std::filesystem::directory_entry& entry : entries) {
      std::string name = entry.path().filename().string();
      if (name.ends_with(kExtension)) names.push_back(ModuleNameOfPath(name));
    }
  }
  for (std::string_view name : StandardModuleNames()) names.emplace_back(name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace model::modules

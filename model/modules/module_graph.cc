#include "model/modules/module_graph.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_join.h"
#include "model/modules/search_path.h"
#include "model/source/concat.h"
#include "model/syntax/parser.h"

namespace model::modules {
namespace {

using source::Concat;
using source::DiagnosticKind;
using source::Range;

// A module name that a file mentions, and where.
struct Mention {
  std::string name;
  Range range;
};

struct Mentions {
  std::vector<Mention> extended;
  std::vector<Mention> instantiated;
};

Mentions MentionsOf(const syntax::Tree& tree) {
  absl::flat_hash_set<std::string> nested;
  for (size_t i = 0; i < tree.modules.size(); ++i) {
    if (i != static_cast<size_t>(tree.root)) nested.insert(tree.modules[i].text);
  }
  Mentions mentions;
  auto add = [&](std::vector<Mention>& list, const std::string& name, const Range& range) {
    if (name.empty() || nested.contains(name)) return;
    auto same = [&](const Mention& mention) { return mention.name == name; };
    if (std::none_of(list.begin(), list.end(), same)) list.push_back({name, range});
  };
  // The root's own EXTENDS come first whatever the order of the pool is.
  for (const syntax::Name& name : tree[tree.root].extends)
    add(mentions.extended, name.text, name.range);
  for (const syntax::Module& module : tree.modules) {
    for (const syntax::Name& name : module.extends) add(mentions.extended, name.text, name.range);
  }
  for (const syntax::Definition& definition : tree.definitions) {
    if (definition.kind == syntax::Definition::Kind::kInstance) {
      add(mentions.instantiated, definition.module, definition.module_range);
    }
  }
  return mentions;
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool BeginsLine(std::string_view text, size_t at) {
  const size_t before = text.substr(0, at).find_last_not_of(" \t");
  return before == std::string_view::npos || text[before] == '\n' || text[before] == '\r';
}

// A file may hold several modules, one after the other: where the line `---- MODULE name` begins,
// or npos. A header that is commented out, as in `\*---- MODULE name ----`, begins no line.
size_t ModuleHeader(std::string_view text, std::string_view name) {
  static constexpr std::string_view kDashes = "----";
  static constexpr std::string_view kKeyword = "MODULE";
  for (size_t at = text.find(kDashes); at != std::string_view::npos;) {
    const size_t word = std::min(text.find_first_not_of('-', at), text.size());
    size_t place = std::min(text.find_first_not_of(" \t", word), text.size());
    if (BeginsLine(text, at) && text.substr(place).starts_with(kKeyword)) {
      place = std::min(text.find_first_not_of(" \t", place + kKeyword.size()), text.size());
      const std::string_view rest = text.substr(place);
      if (rest.starts_with(name) &&
          (rest.size() == name.size() || !IsNameCharacter(rest[name.size()]))) {
        return at;
      }
    }
    at = text.find(kDashes, word);
  }
  return std::string_view::npos;
}

class Loader {
 public:
  Loader(const LoadOptions& options, source::SourceSet& sources, source::Diagnostics& diagnostics)
      : options_(options),
        search_path_(options.path, options.libraries),
        sources_(sources),
        diagnostics_(diagnostics) {}

  std::optional<ModuleGraph> Load();

 private:
  bool LoadRoot();
  void ReportUnreadableRoot();
  void LoadDependencies(size_t file);
  std::optional<size_t> LoadMention(const Mention& mention);
  std::optional<FoundModule> FindInRootFile(std::string_view name) const;
  bool Parse(std::string name, FoundModule found);
  void ReportMissing();
  bool OrderDependenciesFirst(size_t file, std::vector<size_t>& path);
  void ReportCircle(const std::vector<size_t>& path, size_t back_to);
  void OrderBreadthFirst();

  enum class Visit : uint8_t { kNew, kOpen, kDone };

  const LoadOptions& options_;
  SearchPath search_path_;
  source::SourceSet& sources_;
  source::Diagnostics& diagnostics_;
  ModuleGraph graph_;
  source::FileId root_ = source::kNoFile;
  std::vector<Mention> missing_;
  std::vector<Visit> visits_;
};

std::optional<ModuleGraph> Loader::Load() {
  if (!LoadRoot()) return std::nullopt;
  for (size_t file = 0; file < graph_.files.size(); ++file) LoadDependencies(file);
  ReportMissing();
  if (diagnostics_.has_errors()) return std::nullopt;
  visits_.assign(graph_.files.size(), Visit::kNew);
  std::vector<size_t> path;
  if (!OrderDependenciesFirst(0, path)) return std::nullopt;
  OrderBreadthFirst();
  return std::move(graph_);
}

void Loader::ReportUnreadableRoot() {
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(options_.path, error);
  const std::string nearest = NearestFileBeside(options_.path, ".tla");
  diagnostics_.Report(DiagnosticKind::kFileNotReadable, Range{},
                      is_folder ? Concat(options_.path, " is a folder")
                                : Concat("can't read the file ", options_.path),
                      nearest.empty() ? "the root module is named by its file, with .tla"
                                      : Concat("did you mean ", nearest, "?"));
}

bool Loader::LoadRoot() {
  std::optional<std::string> text = ReadTextFile(options_.path);
  if (!text) {
    ReportUnreadableRoot();
    return false;
  }
  std::string name = ModuleNameOfPath(options_.path);
  return Parse(name, {options_.path, *std::move(text), IsCoreModule(name)});
}

// Adds the parsed file to the graph, an empty one if it doesn't parse, so that it is reported once.
bool Loader::Parse(std::string name, FoundModule found) {
  source::FileId file =
      sources_.Add(source::SourceFile(std::move(found.path), name, std::move(found.text)));
  if (graph_.files.empty()) root_ = file;
  std::optional<syntax::Tree> tree = syntax::ParseModuleFile(sources_, file, diagnostics_);
  bool parsed = tree.has_value();
  graph_.index_by_name[name] = graph_.files.size();
  ModuleFile& added = graph_.files.emplace_back();
  added.name = std::move(name);
  added.is_standard = found.is_standard;
  if (parsed) added.tree = std::make_unique<syntax::Tree>(*std::move(tree));
  return parsed;
}

void Loader::LoadDependencies(size_t file) {
  if (graph_.files[file].tree == nullptr) return;
  Mentions mentions = MentionsOf(*graph_.files[file].tree);
  for (const Mention& mention : mentions.extended) {
    if (std::optional<size_t> found = LoadMention(mention)) {
      graph_.files[file].extends.push_back(*found);
    }
  }
  for (const Mention& mention : mentions.instantiated) {
    if (std::optional<size_t> found = LoadMention(mention)) {
      graph_.files[file].instances.push_back(*found);
    }
  }
}

std::optional<size_t> Loader::LoadMention(const Mention& mention) {
  auto known = graph_.index_by_name.find(mention.name);
  if (known != graph_.index_by_name.end()) return known->second;
  std::optional<FoundModule> found = search_path_.Find(mention.name);
  if (!found) found = FindInRootFile(mention.name);
  if (!found) {
    missing_.push_back(mention);
    return std::nullopt;
  }
  Parse(mention.name, *std::move(found));
  return graph_.files.size() - 1;
}

// What stands before the module becomes empty lines, so that places in it keep their numbers.
std::optional<FoundModule> Loader::FindInRootFile(std::string_view name) const {
  const source::SourceFile& root = sources_.Get(root_);
  const std::string_view text = root.text();
  const size_t begin = ModuleHeader(text, name);
  if (begin == std::string_view::npos) return std::nullopt;
  const auto lines = std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(begin), '\n');
  const size_t line_begin = text.rfind('\n', begin) + 1;  // 0 if it is the first line
  std::string alone(static_cast<size_t>(lines), '\n');
  alone += text.substr(line_begin);
  return FoundModule{root.path(), std::move(alone), false};
}

// A module without a file may yet be nested in a module that its user extends.
void Loader::ReportMissing() {
  absl::flat_hash_set<std::string> known;
  for (const ModuleFile& file : graph_.files) {
    if (file.tree == nullptr) continue;
    for (const syntax::Module& module : file.tree->modules) known.insert(module.text);
  }
  for (const Mention& mention : missing_) {
    if (!known.insert(mention.name).second) continue;
    std::string nearest = source::NearestWord(mention.name, search_path_.ModuleNames());
    source::Diagnostic& diagnostic = diagnostics_.Report(
        DiagnosticKind::kModuleNotFound, mention.range,
        Concat("can't find the module ", mention.name),
        nearest.empty() ? "name its folder with --library" : Concat("did you mean ", nearest, "?"));
    diagnostic.notes.push_back({Range{}, Concat("looked for ", mention.name, ".tla in ",
                                                absl::StrJoin(search_path_.Folders(), ", "),
                                                " and among the standard modules")});
  }
}

// Depth first; as deep as the chain of modules is long.
bool Loader::OrderDependenciesFirst(size_t file, std::vector<size_t>& path) {
  visits_[file] = Visit::kOpen;
  path.push_back(file);
  for (const std::vector<size_t>* list :
       {&graph_.files[file].extends, &graph_.files[file].instances}) {
    for (size_t next : *list) {
      if (visits_[next] == Visit::kOpen) {
        ReportCircle(path, next);
        return false;
      }
      if (visits_[next] == Visit::kNew && !OrderDependenciesFirst(next, path)) return false;
    }
  }
  path.pop_back();
  visits_[file] = Visit::kDone;
  graph_.dependencies_first.push_back(file);
  return true;
}

void Loader::ReportCircle(const std::vector<size_t>& path, size_t back_to) {
  std::vector<std::string> names;
  for (auto it = std::find(path.begin(), path.end(), back_to); it != path.end(); ++it) {
    names.push_back(graph_.files[*it].name);
  }
  names.push_back(graph_.files[back_to].name);
  Range range;
  Mentions mentions = MentionsOf(*graph_.files[path.back()].tree);
  for (const std::vector<Mention>* list : {&mentions.instantiated, &mentions.extended}) {
    for (const Mention& mention : *list) {
      if (mention.name == graph_.files[back_to].name) range = mention.range;
    }
  }
  diagnostics_.Report(
      DiagnosticKind::kCircularModules, range,
      Concat("modules depend on each other in a circle: ", absl::StrJoin(names, " -> ")));
}

void Loader::OrderBreadthFirst() {
  std::vector<bool> seen(graph_.files.size(), false);
  std::vector<size_t>& order = graph_.breadth_first;
  auto add = [&](size_t file) {
    if (!seen[file]) order.push_back(file);
    seen[file] = true;
  };
  add(0);
  size_t extended = 0;      // files before it have added what they extend
  size_t instantiated = 0;  // and these, what they instantiate
  while (extended < order.size() || instantiated < order.size()) {
    if (extended < order.size()) {
      size_t file = order[extended++];
      for (size_t next : graph_.files[file].extends) add(next);
    } else {
      size_t file = order[instantiated++];
      for (size_t next : graph_.files[file].instances) add(next);
    }
  }
}

}  // namespace

std::optional<ModuleGraph> LoadModules(const LoadOptions& options, source::SourceSet& sources,
                                       source::Diagnostics& diagnostics) {
  return Loader(options, sources, diagnostics).Load();
}

}  // namespace model::modules

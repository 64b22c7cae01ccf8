// The files of one specification: the root module and everything that it EXTENDS or INSTANCEs, read
// and parsed once each, in an order in which each file stands after those that it needs.
//
// A module without a file of its own may stand in the root's file, before or after the root. Nested
// modules are part of their file. Which of two modules of one name is meant, a nested one or a
// file, is settled by semantics; here a name that some nested module bears needs no file.

#ifndef MODEL_MODULES_MODULE_GRAPH_H_
#define MODEL_MODULES_MODULE_GRAPH_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/source/diagnostic.h"
#include "model/source/source.h"
#include "model/syntax/tree.h"

namespace model::modules {

struct LoadOptions {
  std::string path;                    // the root module's file
  std::vector<std::string> libraries;  // folders
};

struct ModuleFile {
  std::string name;
  bool is_standard = false;
  std::unique_ptr<syntax::Tree> tree;
  // Files that this one needs, as indices into ModuleGraph::files, in text order, without repeats.
  std::vector<size_t> extends;
  std::vector<size_t> instances;
};

struct ModuleGraph {
  std::vector<ModuleFile> files;  // the root first, then as they were found
  absl::flat_hash_map<std::string, size_t> index_by_name;
  std::vector<size_t> dependencies_first;  // a permutation of the files; the root is last
  std::vector<size_t> breadth_first;  // the root, what it extends, what they extend; then instances
};

// ENSURES: no value only if `diagnostics` got an error: the root can't be read, a module isn't
// found, a file doesn't parse, or modules depend on each other in a circle.
std::optional<ModuleGraph> LoadModules(const LoadOptions& options, source::SourceSet& sources,
                                       source::Diagnostics& diagnostics);

}  // namespace model::modules

#endif  // MODEL_MODULES_MODULE_GRAPH_H_

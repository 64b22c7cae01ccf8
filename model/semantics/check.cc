#include "model/semantics/check.h"

#include <utility>

#include "model/modules/module_graph.h"
#include "model/semantics/levels.h"
#include "model/semantics/resolver.h"

namespace model::semantics {
namespace {

void AddBuiltins(Specification& specification){
#define BUILTIN(enumerator, spelling, takes)               \
  {                                                        \
    Symbol& symbol = specification.symbols.emplace_back(); \
    symbol.kind = SymbolKind::kBuiltin;                    \
    symbol.name = spelling;                                \
    symbol.arity = takes;                                  \
    symbol.builtin = Builtin::k##enumerator;               \
  }
#include "model/semantics/builtin_operators.def"
#undef BUILTIN
}

TreeId AddTree(Specification& specification, std::unique_ptr<syntax::Tree> tree) {
  TreeId id{static_cast<uint32_t>(specification.trees.size())};
  TreeTables& tables = specification.tables.emplace_back();
  tables.reference_of.assign(tree->expressions.size(), ~0u);
  tables.bounds.resize(tree->bound_lists.size());
  tables.parameters.resize(tree->parameter_lists.size());
  tables.definition_symbol.assign(tree->definitions.size(), kNoSymbol);
  tables.module_of_syntax.resize(tree->modules.size());
  tables.levels.assign(tree->expressions.size(), Level::kConstant);
  specification.trees.push_back(std::move(tree));
  return id;
}

}  // namespace

std::unique_ptr<Specification> CheckSpecification(const CheckOptions& options,
                                                  source::SourceSet& sources,
                                                  source::Diagnostics& diagnostics) {
  std::optional<modules::ModuleGraph> graph =
      modules::LoadModules({options.path, options.libraries}, sources, diagnostics);
  if (!graph) return nullptr;
  auto specification = std::make_unique<Specification>();
  AddBuiltins(*specification);
  std::vector<TreeId> tree_of_file(graph->files.size());
  for (size_t file : graph->dependencies_first) {
    tree_of_file[file] = AddTree(*specification, std::move(graph->files[file].tree));
    specification->string_order.push_back(tree_of_file[file]);
    Resolver resolver(*specification, tree_of_file[file], diagnostics);
    specification->root = resolver.ResolveFile(graph->files[file].is_standard);
  }
  for (size_t file : graph->breadth_first) {
    specification->identifier_order.push_back(tree_of_file[file]);
  }
  if (diagnostics.has_errors()) return nullptr;
  ComputeLevels(*specification, diagnostics);
  if (diagnostics.has_errors()) return nullptr;
  return specification;
}

TreeId AddExpression(Specification& specification, std::unique_ptr<syntax::Tree> tree,
                     ExpressionId root, bool allow_unknown, source::Diagnostics& diagnostics) {
  TreeId id = AddTree(specification, std::move(tree));
  ResolveExpression(specification, {id, root}, allow_unknown, diagnostics);
  return id;
}

void ResolveExpression(Specification& specification, TreeExpression root, bool allow_unknown,
                       source::Diagnostics& diagnostics) {
  size_t errors_before = diagnostics.all().size();
  Resolver resolver(specification, root.tree, diagnostics);
  resolver.ResolveWithin(specification.root, root.id,
                         allow_unknown ? UnknownNames::kAreModelValues : UnknownNames::kAreErrors);
  // What stands in a .cfg is constant.
  if (!allow_unknown && diagnostics.all().size() == errors_before) {
    ComputeLevelsOf(specification, root, diagnostics);
  }
}

}  // namespace model::semantics

// Resolves the names of one file: its modules in the order of their text, each definition seeing
// what stands before it.
//
// The work is cut by construct: resolve_module.cc (units, EXTENDS), resolve_definition.cc,
// resolve_instance.cc, resolve_name.cc (paths, arguments) and resolve_expression.cc. Results go
// into the Specification; the Resolver holds only what is visible at the place it is at.
//
// THREADS: one. Recursion is as deep as expressions nest, which the parser bounds.

#ifndef MODEL_SEMANTICS_RESOLVER_H_
#define MODEL_SEMANTICS_RESOLVER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "model/semantics/names.h"
#include "model/semantics/specification.h"
#include "model/source/diagnostic.h"

namespace model::semantics {

enum class UnknownNames : uint8_t { kAreErrors, kAreModelValues };

class Resolver {
 public:
  // REQUIRES: `tree` is in the specification, with tables of the right sizes.
  Resolver(Specification& specification, TreeId tree, source::Diagnostics& diagnostics);

  // Resolves every module of the file. REQUIRES: the files that it depends on are resolved.
  ModuleIndex ResolveFile(bool is_standard);

  // Resolves one expression of the tree as if it stood at the end of `module`.
  void ResolveWithin(ModuleIndex module, ExpressionId root, UnknownNames unknown_names);

 private:
  using Range = source::Range;
  using DiagnosticKind = source::DiagnosticKind;
  // How many arguments an operator must take where an argument stands: 0 for a value.
  static constexpr int kAnyArity = -1;

  // resolve_module.cc
  ModuleIndex ResolveModule(syntax::ModuleId id, bool is_standard);
  void Extend(const syntax::Name& name);
  void ExtendNames(ModuleIndex extended, const Range& range);
  void ResolveUnit(const syntax::Unit& unit);
  bool IsDeclaredAlready(const syntax::Parameter& parameter, SymbolKind kind);
  void DeclareParameters(const syntax::Unit& unit, SymbolKind kind);
  void ResolveFact(const syntax::Unit& unit);
  void CheckCited(const syntax::Unit& unit);
  void ResolveNestedModule(const syntax::Unit& unit);
  ModuleIndex FindModule(std::string_view name) const;

  // resolve_definition.cc
  SymbolId ResolveDefinition(DefinitionId id);
  SymbolId DefineOperator(DefinitionId id);
  SymbolId DefineFunction(DefinitionId id);
  SymbolId DefineInstance(DefinitionId id);
  void DeclareRecursive(DefinitionId id);
  // Between RECURSIVE and the definitions that it announces stand definitions only.
  void CheckNoneAwaited(const Range& range, std::string_view what);
  // The symbol that a definition fills: a new one, or the one that RECURSIVE declared.
  SymbolId SymbolFor(DefinitionId id, SymbolKind kind);
  void ReportUndefinedRecursive(size_t from);
  std::vector<SymbolId> DeclareFormals(const std::vector<syntax::Parameter>& parameters);
  SymbolId DeclareLocalName(const std::string& name, const Range& range, SymbolKind kind,
                            uint32_t arity = 0);

  // resolve_instance.cc
  InstanceId ResolveInstance(const syntax::Definition& definition);
  void AddExplicitSubstitution(Instance& instance, const syntax::Substitution& substitution);
  void AddImplicitSubstitution(Instance& instance, SymbolId declared);
  void ImportInstance(DefinitionId id);
  void ImportSymbol(const std::string& name, SymbolId target, InstanceId instance, bool is_local,
                    const Range& range);

  // resolve_name.cc
  void ResolveName(ExpressionId id, int expected_arity);
  void ResolveArgument(ExpressionId id, int expected_arity);
  void ResolveArguments(const std::vector<ExpressionId>& arguments, SymbolId callee,
                        const Range& range);
  int ArityOfParameter(SymbolId callee, size_t index) const;
  // Within a module as an instance shows it, or, with kNoModule, by what is visible here.
  SymbolId Lookup(std::string_view name, ModuleIndex module) const;
  void ResolveSteps(const syntax::Path& path, size_t from);
  void CheckArity(const syntax::Expression& expression, SymbolId symbol, int expected_arity,
                  size_t unapplied, bool has_selectors, const Range& range);
  void SetReference(ExpressionId id, SymbolId symbol, std::vector<SymbolId> instances);
  SymbolId FindStandardOperator(const std::string& name) const;
  Range RangeOfName(const syntax::Expression& expression) const;
  // A hint if the module defines the name, only not before this place; else "".
  std::string DefinedLater(std::string_view name, const Range& range) const;
  void ReportUnknown(std::string_view name, const Range& range, ModuleIndex module);

  // resolve_expression.cc
  void Resolve(ExpressionId id);
  void ResolveHere(ExpressionId id);
  void ResolveAll(const std::vector<ExpressionId>& ids);
  void ResolveBinder(const syntax::Expression& expression);
  void ResolveExcept(const syntax::Expression& expression);
  void ResolveLet(const syntax::Expression& expression);
  void ResolveLambda(const syntax::Expression& expression);
  void ResolveFields(const syntax::Expression& expression);
  void CheckFunctionArguments(const syntax::Expression& expression);
  std::vector<std::vector<SymbolId>> Bind(const std::vector<syntax::BoundGroup>& groups);

  // resolve_label.cc
  void ResolveLabel(const syntax::Expression& expression);
  void ReportLabel(const Range& range, std::string message);

  const syntax::Tree& tree() const { return specification_[tree_]; }
  TreeTables& tables() { return specification_.tables[static_cast<uint32_t>(tree_)]; }
  Symbol& symbol(SymbolId id) { return specification_.symbols[static_cast<uint32_t>(id)]; }
  ModuleInfo& module(ModuleIndex id) { return specification_.modules[static_cast<uint32_t>(id)]; }
  SymbolId NewSymbol(SymbolKind kind, const std::string& name, const Range& name_range);
  // Reports a clash, if there is one, with the place of the earlier symbol.
  bool CheckFree(const std::string& name, const Range& range, DiagnosticKind clash);
  void DeclareInModule(SymbolId id);

  static constexpr ModuleIndex kNoModule{0xffffffffu};

  // What a label is measured by: since the definition or the label around it.
  struct Labels {
    std::vector<SymbolId> bound;
    absl::flat_hash_set<std::string> names;
  };

  Specification& specification_;
  TreeId tree_;
  source::Diagnostics& diagnostics_;
  Names names_;
  ModuleIndex module_{0};
  absl::flat_hash_map<std::string, ModuleIndex> nested_;
  std::vector<SymbolId> awaited_;  // declared RECURSIVE, not yet defined
  size_t awaited_outside_ = 0;     // of these: outside the LET that is resolved
  Labels labels_;
  absl::flat_hash_set<SymbolId> open_functions_;  // whose bodies are being resolved
  absl::flat_hash_map<SymbolId, uint32_t> plain_references_;
  absl::flat_hash_set<std::string> reported_unknown_;
  absl::flat_hash_set<std::pair<SymbolId, SymbolId>> reported_clashes_;
  UnknownNames unknown_names_ = UnknownNames::kAreErrors;
  int except_depth_ = 0;
  int let_depth_ = 0;
  int depth_ = 0;
  bool is_too_deep_ = false;
};

// What might have been meant by a name that nothing bears: a standard module to extend, or a near
// word.
std::string SuggestName(std::string_view name, const std::vector<std::string>& visible);

// The library module that defines `name`; "" if none does. COST: parses library modules.
std::string StandardModuleDefining(std::string_view name);

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_RESOLVER_H_

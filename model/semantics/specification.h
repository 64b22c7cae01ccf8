// The checked specification: the modules of one specification with every name resolved.
//
// Trees stay as the parser made them; what resolution found stands beside them in tables indexed by
// the trees' own ids. A module file is resolved once, however often it is instantiated: what an
// INSTANCE substitutes is data (struct Instance) that lowering follows. So the meaning of a name is
// a Reference: the symbol, and the named instances passed through on the way (I(x)!J!Op).
//
// THREADS: immutable once Check returned it.

#ifndef MODEL_SEMANTICS_SPECIFICATION_H_
#define MODEL_SEMANTICS_SPECIFICATION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/source/source.h"
#include "model/syntax/tree.h"

namespace model::semantics {

using source::Range;
using syntax::DefinitionId;
using syntax::ExpressionId;

enum class SymbolId : uint32_t {};
enum class InstanceId : uint32_t {};
enum class TreeId : uint32_t {};       // a parsed file
enum class ModuleIndex : uint32_t {};  // a module, nested ones too
inline constexpr SymbolId kNoSymbol{0xffffffffu};

enum class Builtin : uint8_t {
#define BUILTIN(name, spelling, arity) k##name,
#include "model/semantics/builtin_operators.def"
#undef BUILTIN
};

// A place in a tree: an expression that means something only together with its tree.
struct TreeExpression {
  TreeId tree{0};
  ExpressionId id = syntax::kNoExpression;
};

enum class Level : uint8_t { kConstant, kState, kAction, kTemporal };

enum class SymbolKind : uint8_t {
  kConstant,   // declared CONSTANT, also with arity
  kVariable,   // declared VARIABLE
  kOperator,   // Op(a, b) == body, at module level or in LET
  kFunction,   // f[x \in S] == body: `bound_symbols` hold x; the body may mention f
  kParameter,  // a formal parameter of a definition, of a LAMBDA or of a named instance
  kBound,  // bound by a quantifier, CHOOSE, set or function constructor; also NEW in ASSUME/PROVE
  kInstance,  // I(a) == INSTANCE M WITH ...
  kImported,  // a definition of M brought in by an unnamed INSTANCE M: `instance` and `target`
  kBuiltin,
  kTheorem,  // a named theorem or assumption: `body` (an assumption's name may be used as a
             // formula)
};

struct Symbol {
  SymbolKind kind = SymbolKind::kOperator;
  std::string name;
  Range name_range;
  Range range;            // the whole definition
  ModuleIndex module{0};  // where it is declared
  uint32_t arity = 0;     // number of arguments it takes
  bool is_local = false;
  bool is_recursive = false;         // RECURSIVE, or a recursive function
  std::vector<SymbolId> parameters;  // kOperator, kFunction (empty), kInstance
  TreeExpression body;
  DefinitionId definition = syntax::kNoDefinition;   // in `body.tree`
  std::vector<std::vector<SymbolId>> bound_symbols;  // kFunction: parallel to Definition::bounds
  Builtin builtin = Builtin::kEqual;
  InstanceId instance{0xffffffffu};  // kInstance, kImported
  SymbolId target = kNoSymbol;       // kImported: the symbol inside the instantiated module
  Level level = Level::kConstant;    // of the body, with parameters taken as constants
};

// What INSTANCE M WITH ... substitutes. Every declared constant and variable of M (its own and
// those that it extends) has exactly one entry.
struct Instance {
  ModuleIndex module{0};  // M
  ModuleIndex within{0};  // the module that holds the INSTANCE
  struct Entry {
    SymbolId declared;  // of M
    // Either an expression of the instantiating module, or (implicit substitution, or an operator
    // given by name) the symbol of the same name there.
    TreeExpression value;
    SymbolId symbol = kNoSymbol;
  };
  std::vector<Entry> substitutions;
  std::vector<SymbolId> parameters;  // I(a, b)
  Range range;
  bool has_explicit_substitution = false;  // WITH was written
};

// What a kName expression refers to.
//
// When a path names a part of a definition (Op(3)!lab!1) the operator stands among the path's
// steps: `symbol` is then what steps[instances.size()] names, that step's arguments are the
// operator's, and what follows it are selectors.
struct Reference {
  SymbolId symbol = kNoSymbol;
  // The named instances of the path, outermost first; the i-th is the i-th PathStep of kind
  // kInstance, whose arguments belong to it. Each is a kInstance, or a kImported one whose origin
  // is a kInstance.
  std::vector<SymbolId> instances;
};

struct ModuleInfo {
  std::string name;
  TreeId tree{0};
  syntax::ModuleId syntax{0};
  bool is_standard = false;          // shipped with the checker
  std::vector<ModuleIndex> extends;  // direct, in order
  std::vector<SymbolId> constants;   // own and extended, in order of declaration, extended first
  std::vector<SymbolId> variables;
  absl::flat_hash_map<std::string, SymbolId>
      visible;  // every name usable inside the module (LOCAL ones too)
  absl::flat_hash_map<std::string, SymbolId> exported;  // what an extender or instantiator sees
  struct Assumption {
    std::string name;  // or ""
    TreeExpression expression;
    Range range;
    ModuleIndex module;  // where it stands (a module that this one extends, perhaps)
  };
  std::vector<Assumption>
      assumptions;  // own and extended: what TLC evaluates (ASSUME, ASSUMPTION; not AXIOM, THEOREM)
  absl::flat_hash_map<std::string, ModuleIndex>
      nested;  // nested modules usable here: own, extended, of the modules around
  bool is_nested = false;
  bool is_parametric = false;  // it or a module around it has constants or variables
};

// Side tables of one tree.
struct TreeTables {
  std::vector<uint32_t>
      reference_of;  // by ExpressionId: index into Specification::references, or ~0
  std::vector<std::vector<std::vector<SymbolId>>> bounds;  // by bound_lists index: [group][name]
  std::vector<std::vector<SymbolId>> parameters;           // by parameter_lists index (LAMBDA)
  std::vector<SymbolId> definition_symbol;  // by DefinitionId; kNoSymbol for RECURSIVE declarations
  std::vector<ModuleIndex> module_of_syntax;  // by syntax::ModuleId
  std::vector<Level> levels;  // by ExpressionId, with parameters taken as constants; kConstant
                              // where nothing was resolved
};

class Specification {
 public:
  ModuleIndex root{0};
  std::vector<std::unique_ptr<syntax::Tree>> trees;
  std::vector<TreeTables> tables;  // parallel to trees
  std::vector<ModuleInfo> modules;
  std::vector<Symbol> symbols;
  std::vector<Instance> instances;
  std::vector<Reference> references;
  // Trees in the order in which TLC ranks identifiers (root, its EXTENDS in order, then theirs:
  // breadth first) and string literals (dependencies first).
  std::vector<TreeId> identifier_order;
  std::vector<TreeId> string_order;

  const Symbol& operator[](SymbolId id) const { return symbols[static_cast<uint32_t>(id)]; }
  const Instance& operator[](InstanceId id) const { return instances[static_cast<uint32_t>(id)]; }
  const ModuleInfo& operator[](ModuleIndex id) const { return modules[static_cast<uint32_t>(id)]; }
  const syntax::Tree& operator[](TreeId id) const { return *trees[static_cast<uint32_t>(id)]; }
  const TreeTables& tables_of(TreeId id) const { return tables[static_cast<uint32_t>(id)]; }
  const syntax::Expression& operator[](TreeExpression e) const {
    return (*trees[static_cast<uint32_t>(e.tree)])[e.id];
  }
  // Whether a kName was resolved.
  bool HasReference(TreeExpression e) const {
    return tables_of(e.tree).reference_of[static_cast<uint32_t>(e.id)] != ~uint32_t{0};
  }
  // REQUIRES: HasReference(e).
  const Reference& ReferenceOf(TreeExpression e) const {
    return references[tables_of(e.tree).reference_of[static_cast<uint32_t>(e.id)]];
  }
  // What an imported symbol stands for in the end; any other symbol itself.
  SymbolId OriginOf(SymbolId id) const {
    while ((*this)[id].kind == SymbolKind::kImported) id = (*this)[id].target;
    return id;
  }
  // By name in the root module; kNoSymbol if there is none.
  SymbolId Find(std::string_view name) const;
};

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_SPECIFICATION_H_

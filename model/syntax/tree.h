// The syntax tree of one module file: what was written, with ranges, nothing resolved.
//
// Nodes live in pools of their Tree and refer to each other by index (ExpressionId, DefinitionId,
// ModuleId), never by pointer. An Expression has the fields that nearly every kind uses; what only
// some kinds need stands in side pools (bounds, updates, arms, ...) reached through `detail`.
//
// Operators are written with one canonical spelling, whatever the source used ("/\\" for "\\land"
// and for the Unicode sign, "<=" for "=<" and "\\leq", "#" for "/=", "\\X" for "\\times", "\\o" for
// "\\circ",
// "~" for "\\lnot" and "\\neg", "\\intersect" becomes "\\cap", "\\union" becomes "\\cup", "-." is
// prefix minus); operators.def has the table. The user's own spelling can be read back through the
// range.
//
// THREADS: immutable once the parser returned it.

#ifndef MODEL_SYNTAX_TREE_H_
#define MODEL_SYNTAX_TREE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/source/source.h"

namespace model::syntax {

using source::Range;

enum class ExpressionId : uint32_t {};
enum class DefinitionId : uint32_t {};
enum class ModuleId : uint32_t {};
inline constexpr ExpressionId kNoExpression{0xffffffffu};
inline constexpr DefinitionId kNoDefinition{0xffffffffu};

// For each kind: what `text`, `operands` and `detail` hold. "detail: X" = index into Tree::X.
enum class ExpressionKind : uint8_t {
  kName,  // Op, Op(a, b), M!Op(a), M(x)!Op, infix and prefix operators applied, Op!1 (selectors):
          // text = the last name or operator; operands = its arguments (none for a mere name, also
          // for an operator passed as an argument such as `+`). detail: paths (the M(x)! steps
          // before it), or kNoDetail.
  kNumber,       // text = digits in decimal, octal/binary/hex already converted to decimal digits
  kDecimal,      // text = "1.5"
  kString,       // text = the characters after escapes are resolved
  kAt,           // @ in EXCEPT
  kConjunction,  // operands = items; a junction list `/\ a /\ b` or infix a /\ b /\ c (flattened)
  kDisjunction,
  kForAll,  // operands[0] = body; detail: bound_lists
  kExists,
  kTemporalForAll,  // \AA x : body
  kTemporalExists,  // \EE
  kChoose,          // operands[0] = body; detail: bound_lists (one group)
  kSetEnumeration,  // operands
  kSetFilter,       // {x \in S : p}: operands[0] = p; detail: bound_lists (one group; tuple pattern
                    // possible)
  kSetMap,          // {e : x \in S, y \in T}: operands[0] = e; detail: bound_lists
  kFunction,        // [x \in S |-> e]: operands[0] = e; detail: bound_lists
  kFunctionSet,     // [S -> T]
  kApply,           // f[a, b]: operands[0] = f, then the arguments
  kExcept,          // [f EXCEPT ...]: operands[0] = f; detail: update_lists
  kRecord,          // [a |-> e]: operands = values; detail: field_lists
  kRecordSet,       // [a : S]: operands = sets; detail: field_lists
  kField,           // r.a: operands[0] = r; text = a
  kTuple,           // <<a, b>>
  kProduct,       // S \X T \X U: operands, n-ary; (S \X T) \X U keeps its parentheses as two nodes
  kIf,            // operands = condition, then, else
  kCase,          // detail: arm_lists
  kLet,           // LET definitions IN operands[0]; detail: let_lists
  kLambda,        // LAMBDA x, y : operands[0]; detail: parameter_lists
  kBox,           // [A]_v: operands = A, v      (square action)
  kAngle,         // <<A>>_v: operands = A, v
  kWeakFairness,  // WF_v(A): operands = v, A
  kStrongFairness,  // SF_v(A): operands = v, A
  kLabel,  // l(x, y):: e: text = l; operands[0] = e; operands[1..] = the label's arguments as kName
  kParentheses,  // (e): operands[0]. Kept so that the printer and the splitting of Next see them.
  kAssumeProve,  // only in theorems: ASSUME ... PROVE ...; operands = all expressions in it
  kError,        // the parser reported a diagnostic here
};
inline constexpr uint32_t kNoDetail = 0xffffffffu;

struct Name {
  std::string text;
  Range range;
};

// x, y \in S | <<x, y>> \in S | x, y (unbounded: set == kNoExpression)
struct BoundGroup {
  std::vector<Name> names;
  bool is_tuple = false;
  ExpressionId set = kNoExpression;
};

// [i, j] or .field in an EXCEPT path
struct UpdateSelector {
  bool is_field = false;
  std::string field;
  std::vector<ExpressionId> arguments;
  Range range;
};

struct Update {
  std::vector<UpdateSelector> path;
  ExpressionId value = kNoExpression;
  Range range;
};

struct CaseArm {
  ExpressionId condition = kNoExpression;  // kNoExpression: OTHER
  ExpressionId value = kNoExpression;
};

// One step of M(x)!N!Op before the last name. `kind` other than kInstance: a selector of a
// subexpression, which may also stand *after* the name (then the kName's text is the last name, and
// the selectors follow in `selectors`).
struct PathStep {
  enum class Kind : uint8_t { kInstance, kNumber, kLeft, kRight, kAt, kColon, kArguments };
  Kind kind = Kind::kInstance;
  std::string text;  // the instance's name, or the number's digits
  std::vector<ExpressionId> arguments;
  Range range;
};

struct Path {
  std::vector<PathStep> steps;      // before the name
  std::vector<PathStep> selectors;  // after the name: Op!1!<<
  Range name_range;                 // of the last name alone
};

struct Expression {
  ExpressionKind kind = ExpressionKind::kError;
  Range range;
  std::string text;
  std::vector<ExpressionId> operands;
  uint32_t detail = kNoDetail;
};

// A formal parameter: x, F(_, _), _ ++ _, -. _
struct Parameter {
  std::string text;
  uint32_t arity = 0;
  Range range;
};

struct Substitution {  // WITH target <- value
  std::string target;
  ExpressionId value = kNoExpression;  // a kName without operands when an operator is meant
  Range range;
};

struct Definition {
  enum class Kind : uint8_t {
    kOperator,   // Op(x, F(_)) == body, also infix/prefix/postfix forms; text = operator spelling
    kFunction,   // f[x \in S, y \in T] == body; `bounds` as for kFunction expressions
    kInstance,   // I(x) == INSTANCE M WITH ...
    kRecursive,  // RECURSIVE Op(_, _): a declaration
  };
  Kind kind = Kind::kOperator;
  std::string text;
  Range name_range;
  Range range;  // the whole definition
  bool is_local = false;
  std::vector<Parameter> parameters;
  std::vector<BoundGroup> bounds;           // kFunction
  ExpressionId body = kNoExpression;        // kOperator, kFunction
  std::string module;                       // kInstance
  Range module_range;                       // of its name
  std::vector<Substitution> substitutions;  // kInstance
};

// What a module holds, in textual order.
struct Unit {
  enum class Kind : uint8_t {
    kConstants,   // parameters (arity > 0 for operators)
    kVariables,   // parameters
    kDefinition,  // definition; also each RECURSIVE declaration
    kInstance,    // INSTANCE M WITH ... without a name: definition (text empty), is_local possible
    kAssume,      // text = name or ""; expression
    kTheorem,     // THEOREM and its kin, and AXIOM: text = name or ""; expression (may be
                  // kAssumeProve)
    kModule,      // nested module
    kUse,         // USE/HIDE at module level: skipped
    kSeparator,   // ----
  };
  Kind kind = Kind::kSeparator;
  Range range;
  std::string text;
  std::vector<Parameter> parameters;
  DefinitionId definition = kNoDefinition;
  ExpressionId expression = kNoExpression;
  ModuleId module{0xffffffffu};
  // kTheorem, kUse: what a proof, USE, or ASSUME ... PROVE ... takes from around it.
  std::vector<Name> cited;
};

struct Module {
  std::string text;  // its name
  Range name_range;
  Range range;
  std::vector<Name> extends;
  std::vector<Unit> units;
};

class Tree {
 public:
  source::FileId file = source::kNoFile;
  ModuleId root{0};  // the first top-level module of the file
  std::vector<Module> modules;
  std::vector<Definition> definitions;
  std::vector<Expression> expressions;
  std::vector<std::vector<BoundGroup>> bound_lists;
  std::vector<std::vector<Update>> update_lists;
  std::vector<std::vector<Name>> field_lists;
  std::vector<std::vector<CaseArm>> arm_lists;
  std::vector<std::vector<DefinitionId>> let_lists;
  std::vector<std::vector<Parameter>> parameter_lists;
  std::vector<Path> paths;

  // Every identifier-like token and every string literal of the file, in text order, without
  // repeats: TLC ranks strings and model values by first appearance (docs/tlc_compatibility.md).
  std::vector<std::string> identifiers_in_order;
  std::vector<std::string> strings_in_order;

  const Expression& operator[](ExpressionId id) const {
    return expressions[static_cast<uint32_t>(id)];
  }
  const Definition& operator[](DefinitionId id) const {
    return definitions[static_cast<uint32_t>(id)];
  }
  const Module& operator[](ModuleId id) const { return modules[static_cast<uint32_t>(id)]; }
};

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_TREE_H_

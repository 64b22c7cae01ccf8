// The operators of TLA+ with their spellings, fixity and precedence, read from operators.def.
//
// Minus as a prefix and minus as an infix are two operators, Negative ("-.") and Minus; the lexer
// reads "-" as Minus and the parser tells them apart by position.
//
// THREADS: constant tables.

#ifndef MODEL_SYNTAX_OPERATORS_H_
#define MODEL_SYNTAX_OPERATORS_H_

#include <cstdint>
#include <string_view>

namespace model::syntax {

enum class Operator : uint8_t {
#define OPERATOR(name, spelling, fixity, low, high, associativity) k##name,
#define SPELLING(name, spelling)
#include "model/syntax/operators.def"
#undef OPERATOR
#undef SPELLING
  kNone,
};

enum class Fixity : uint8_t { kPrefix, kInfix, kPostfix };
enum class Associativity : uint8_t { kNone, kLeft };

struct OperatorTraits {
  std::string_view spelling;  // canonical
  Fixity fixity;
  uint8_t low;  // precedence range
  uint8_t high;
  Associativity associativity;
};

// REQUIRES: op is not kNone.
const OperatorTraits& TraitsOf(Operator op);

// Whether `left` takes the operand between them, `right` does, or neither may.
enum class Binding : uint8_t { kLeft, kRight, kConflict };
Binding Compare(Operator left, Operator right);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_OPERATORS_H_

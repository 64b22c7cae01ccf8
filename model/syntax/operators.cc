#include "model/syntax/operators.h"

#include <cstddef>

namespace model::syntax {
namespace {

constexpr OperatorTraits kTraits[] = {
#define OPERATOR(name, spelling, fixity, low, high, associativity) \
  {spelling, Fixity::k##fixity, low, high, Associativity::k##associativity},
#define SPELLING(name, spelling)
#include "model/syntax/operators.def"
#undef OPERATOR
#undef SPELLING
};

}  // namespace

const OperatorTraits& TraitsOf(Operator op) { return kTraits[static_cast<size_t>(op)]; }

Binding Compare(Operator left, Operator right) {
  const OperatorTraits& l = TraitsOf(left);
  const OperatorTraits& r = TraitsOf(right);
  if (l.low > r.high) return Binding::kLeft;
  if (left == right && l.associativity == Associativity::kLeft) return Binding::kLeft;
  if (l.high < r.low) return Binding::kRight;
  return Binding::kConflict;
}

}  // namespace model::syntax

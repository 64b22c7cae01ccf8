// SYMMETRY: the permutations of model values that the configuration declares, closed to a group.

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {
namespace {

using Permutation = std::vector<uint32_t>;

Permutation Compose(const Permutation& first, const Permutation& second) {
  Permutation result(first.size());
  for (size_t i = 0; i < first.size(); ++i) result[i] = second[first[i]];
  return result;
}

// The permutations that some generate.
struct Group {
  std::set<Permutation> all;
  std::vector<Permutation> generators;  // few; none is made by those before it
};

// A permutation that is there already is passed over; any other one at least doubles the group.
// COST: O(n atoms (log n)^2) for a group of n.
Group Generate(const std::vector<Permutation>& permutations, const Permutation& identity) {
  Group group{{identity}, {}};
  for (const Permutation& permutation : permutations) {
    if (group.all.contains(permutation)) continue;
    group.generators.push_back(permutation);
    std::vector<Permutation> open(group.all.begin(), group.all.end());
    while (!open.empty()) {
      const Permutation at = std::move(open.back());
      open.pop_back();
      for (const Permutation& generator : group.generators) {
        Permutation next = Compose(at, generator);
        if (group.all.insert(next).second) open.push_back(std::move(next));
      }
    }
  }
  return group;
}

}  // namespace

void Lowerer::LowerSymmetry() {
  if (!configuration_.symmetry) return;
  const SymbolId symbol = FindNamed(*configuration_.symmetry, "symmetry function");
  const source::Range& range = configuration_.symmetry->range;
  const ExpressionId lowered = LowerSymbol(symbol, {}, {}, specification_[symbol].range);
  if (!At(lowered).is_closed()) {
    Stop(source::DiagnosticKind::kBadSymmetrySet, range,
         absl::StrCat("the symmetry function ", configuration_.symmetry->name,
                      " depends on the state"));
  }
  const Value set = EvaluateNow(At(lowered).is_constant() ? ToCell(lowered) : lowered, range);
  values::Heap& heap = host_.permanent_heap();
  Permutation identity(atoms_.size());
  for (uint32_t i = 0; i < identity.size(); ++i) identity[i] = i;
  std::vector<Permutation> permutations;
  try {
    if (!values::IsSet(set))
      Stop(source::DiagnosticKind::kBadSymmetrySet, range,
           "the symmetry definition is not a set of permutations");
    values::SetIterator functions(heap, set);
    for (Value function; functions.Next(&function);) {
      Permutation permutation = identity;
      values::SetIterator domain(heap, values::Domain(heap, function));
      for (Value from; domain.Next(&from);) {
        const Value to = values::Apply(heap, function, from);
        if (!values::IsModelValue(from) || !values::IsModelValue(to)) {
          Stop(source::DiagnosticKind::kBadSymmetrySet, range,
               "a symmetry function must have model values as domain and range",
               "symmetric sets must consist of model values");
        }
        permutation[from.atom_number()] = to.atom_number();
      }
      permutations.push_back(std::move(permutation));
    }
  } catch (const values::EvaluationError& error) {
    Stop(source::DiagnosticKind::kBadSymmetrySet, range, error.message);
  }
  Group group = Generate(permutations, identity);
  group.all.erase(identity);
  if (group.all.empty()) {
    diagnostics_.Report(source::DiagnosticKind::kPointlessSymmetrySet, range,
                        absl::StrCat("the symmetry set ", configuration_.symmetry->name,
                                     " has no permutation but the identity"));
  }
  program_->symmetry.assign(group.all.begin(), group.all.end());
  program_->symmetry_generators = std::move(group.generators);
}

}  // namespace model::lowering

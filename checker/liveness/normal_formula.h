// Temporal formulas in negation normal form, rewritten so that what depends only on the far end of
// a behaviour can be told apart.
//
// A NormalPool holds hash-consed formulas over literals (state and step predicates, plain or
// negated), /\, \/, [] and <>. Its constructors simplify, and bring every subformula that has one
// truth value along a whole behaviour into the form of *tail atoms*
// []<>b and <>[]b with b free of temporal operators. See normal_formula.cc for the equivalences.
//
// THREADS: one pool belongs to one thread while it is written; reading is free for all.

#ifndef CHECKER_LIVENESS_NORMAL_FORMULA_H_
#define CHECKER_LIVENESS_NORMAL_FORMULA_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "checker/liveness/label_classes.h"
#include "model/transitions/temporal_formula.h"

namespace checker::liveness {

enum class NormalId : uint32_t {};

struct NormalFormula {
  enum class Kind : uint8_t { kFalse, kTrue, kState, kStep, kAnd, kOr, kAlways, kEventually };
  Kind kind = Kind::kFalse;
  bool negated = false;       // of a literal
  bool propositional = true;  // no temporal operator inside
  bool tail = false;          // true at all positions of a behaviour or at none; not propositional
  bool has_tail = false;      // a tail atom inside
  uint32_t predicate = 0;     // of a literal
  std::vector<NormalId> operands;
};

class NormalPool {
 public:
  using Kind = NormalFormula::Kind;
  static constexpr NormalId kFalse{0};
  static constexpr NormalId kTrue{1};

  NormalPool();

  const NormalFormula& operator[](NormalId id) const {
    return formulas_[static_cast<uint32_t>(id)];
  }
  size_t size() const { return formulas_.size(); }
  // The formula grew beyond reason; everything made since is meaningless.
  bool too_complex() const { return too_complex_; }

  // `formula` of the problem, or its negation.
  NormalId Convert(const model::transitions::LivenessProblem& problem,
                   model::transitions::FormulaId formula, bool negated);

  NormalId Literal(Kind kind, uint32_t predicate, bool negated);
  NormalId And(std::vector<NormalId> operands) { return Combine(Kind::kAnd, std::move(operands)); }
  NormalId Or(std::vector<NormalId> operands) { return Combine(Kind::kOr, std::move(operands)); }
  NormalId Always(NormalId formula) { return Temporal(Kind::kAlways, formula); }
  NormalId Eventually(NormalId formula) { return Temporal(Kind::kEventually, formula); }
  NormalId InfinitelyOften(NormalId formula) { return Tail(Kind::kAlways, formula); }
  NormalId EventuallyAlways(NormalId formula) { return Tail(Kind::kEventually, formula); }

  // Tail atoms []<>b and <>[]b, b propositional; `Body` is their b.
  bool IsInfinitelyOften(NormalId id) const { return IsTailAtom(id, Kind::kAlways); }
  bool IsEventuallyAlways(NormalId id) const { return IsTailAtom(id, Kind::kEventually); }
  NormalId Body(NormalId atom) const { return (*this)[(*this)[atom].operands[0]].operands[0]; }
  // Some tail atom inside. REQUIRES: has_tail.
  NormalId FirstTailAtom(NormalId formula) const;
  // `formula` where tail atoms are replaced by constants.
  NormalId Replace(NormalId formula, const absl::flat_hash_map<NormalId, NormalId>& constants);
  // REQUIRES: propositional, or a tail atom.
  NormalId Negation(NormalId formula);

  // Whether a propositional formula holds where a state and a step have these labels.
  bool Holds(NormalId propositional, LabelWords state, LabelWords step) const;

  // `formula` with the literals of the conjunction `known` (each operand that is a literal)
  // replaced by TRUE, their opposites by FALSE. REQUIRES: both propositional.
  NormalId Assuming(NormalId formula, NormalId known);

 private:
  NormalId Intern(NormalFormula formula);
  NormalId Combine(Kind kind, std::vector<NormalId> operands);
  void Flatten(Kind kind, std::vector<NormalId>* operands) const;
  void MergeTemporal(Kind kind, std::vector<NormalId>* operands);
  bool Simplify(Kind kind, std::vector<NormalId>* operands) const;
  NormalId Temporal(Kind kind, NormalId formula);
  NormalId Tail(Kind outer, NormalId formula);
  NormalId TailOfFarEnd(Kind outer, NormalId formula);
  NormalId AtFarEnd(NormalId formula);
  NormalId MakeTemporal(Kind kind, NormalId operand);
  bool IsTailAtom(NormalId id, Kind outer) const;

  std::vector<NormalFormula> formulas_;
  absl::flat_hash_map<std::vector<uint32_t>, uint32_t> known_;
  bool too_complex_ = false;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_NORMAL_FORMULA_H_

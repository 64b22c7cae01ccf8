// Temporal formulas over numbered predicates: what checker/liveness is asked to judge.
//
// A model reduces each temporal property and each fairness assumption of its specification to
// boolean and temporal operators over *predicates* that it can evaluate on a state or on a step
// (Explorer::LabelState, LabelStep). Quantifiers over constant sets are expanded, WF and SF stay as
// they are because the search treats them specially.
//
// Formulas live in one pool and refer to each other by index.

#ifndef MODEL_TRANSITIONS_TEMPORAL_FORMULA_H_
#define MODEL_TRANSITIONS_TEMPORAL_FORMULA_H_

#include <cstdint>
#include <string>
#include <vector>

namespace model::transitions {

enum class FormulaId : uint32_t {};
inline constexpr FormulaId kNoFormula{0xffffffffu};

struct Formula {
  enum class Kind : uint8_t {
    kTrue,
    kFalse,
    kState,  // predicate: index into state_predicates
    kStep,   // predicate: index into step_predicates; only below kAlways/kEventually as TLA+ allows
             // ([A]_v, <<A>>_v)
    kNot,
    kAnd,
    kOr,
    kImplies,
    kEquivalent,  // operands
    kAlways,
    kEventually,
    kLeadsTo,  // operands
    kWeakFairness,
    kStrongFairness,  // fairness: index into LivenessProblem::fairness
  };
  Kind kind = Kind::kTrue;
  uint32_t predicate = 0;
  std::vector<FormulaId> operands;
};

// WF_v(A) or SF_v(A) = two predicates: ENABLED <<A>>_v of a state, <<A>>_v of a step.
struct Fairness {
  bool strong = false;
  uint32_t enabled = 0;  // index into state_predicates
  uint32_t taken = 0;    // index into step_predicates
  std::string name;      // "WF_vars(Enact(e1))"
};

struct TemporalProperty {
  uint32_t property = 0;  // index into SystemInfo::properties
  FormulaId formula = kNoFormula;
};

struct LivenessProblem {
  std::vector<Formula> formulas;
  std::vector<std::string> state_predicates;  // what each says, for explanations
  std::vector<std::string> step_predicates;
  std::vector<Fairness> fairness;  // all WF/SF conditions that occur anywhere
  std::vector<FormulaId>
      assumptions;  // the specification's fairness: judged behaviours satisfy all of them
  std::vector<TemporalProperty> properties;

  const Formula& operator[](FormulaId id) const { return formulas[static_cast<uint32_t>(id)]; }
};

}  // namespace model::transitions

#endif  // MODEL_TRANSITIONS_TEMPORAL_FORMULA_H_

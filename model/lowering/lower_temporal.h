// Temporal formulas to the liveness problem: boolean and temporal operators over numbered
// predicates.

#ifndef MODEL_LOWERING_LOWER_TEMPORAL_H_
#define MODEL_LOWERING_LOWER_TEMPORAL_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/lowering/lowerer.h"

namespace model::lowering {

class TemporalLowerer {
 public:
  explicit TemporalLowerer(Lowerer& lowerer) : lowerer_(lowerer) {}
  void AddProperty(TreeExpression tree, const Environment& environment, uint32_t property);
  // The property is the conjunction of all the formulas that it was given. REQUIRES: it was added.
  void ExtendProperty(TreeExpression tree, const Environment& environment, uint32_t property);
  void AddAssumption(TreeExpression tree, const Environment& environment);
  transitions::LivenessProblem Take() { return std::move(problem_); }
  // Of [A]_v or <<A>>_v, which is `if_unchanged` of a step that leaves v alone.
  program::StepShape ShapeOf(TreeExpression subscript, TreeExpression action,
                             const Environment& environment, bool if_unchanged);

 private:
  using Formula = transitions::Formula;
  using FormulaId = transitions::FormulaId;

  FormulaId Add(Formula::Kind kind, std::vector<FormulaId> operands, uint32_t predicate = 0);
  FormulaId Lower(TreeExpression tree, const Environment& environment);
  FormulaId LowerBuiltin(Builtin builtin, TreeExpression tree, const Environment& environment,
                         bool* done);
  FormulaId LowerFairness(TreeExpression tree, const Environment& environment);
  FormulaId LowerState(TreeExpression tree, const Environment& environment);
  std::optional<FormulaId> LowerIf(TreeExpression tree, const Environment& environment);
  FormulaId LowerStep(TreeExpression tree, const Environment& environment);
  FormulaId LowerQuantifier(TreeExpression tree, const Environment& environment,
                            Formula::Kind kind);
  uint32_t NumberOf(ExpressionId expression, const std::vector<program::Predicate>& known) const;
  // `text` says what the predicate means; of equal predicates the first one's is kept.
  uint32_t StatePredicate(ExpressionId expression, const source::Range& range,
                          const std::string& text, program::EnabledShape shape = {});
  uint32_t StepPredicate(ExpressionId expression, const source::Range& range,
                         const std::string& text, program::StepShape shape = {});
  program::EnabledShape ShapeOfEnabled(TreeExpression tree, const Environment& environment);
  std::vector<std::pair<uint32_t, uint32_t>> WholeActions(TreeExpression tree,
                                                          const Environment& environment);
  std::string ActionText(TreeExpression action, const Environment& environment);
  [[noreturn]] void Unsupported(const source::Range& range, const std::string& message,
                                const std::string& help = "");

  Lowerer& lowerer_;
  transitions::LivenessProblem problem_;
  std::map<ExpressionId, uint32_t> state_predicates_;
  std::map<ExpressionId, uint32_t> step_predicates_;
  std::set<uint32_t> extended_;  // properties whose formula is a conjunction made by ExtendProperty
  int depth_ = 0;
};

}  // namespace model::lowering

#endif  // MODEL_LOWERING_LOWER_TEMPORAL_H_

// The working state of lowering: pools being filled, memo tables, and one method for each
// construct.
//
// Methods are spread over files by construct; the sections of the class bear their names.

#ifndef MODEL_LOWERING_LOWERER_H_
#define MODEL_LOWERING_LOWERER_H_

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "model/lowering/environment.h"
#include "model/lowering/lower.h"

namespace model::lowering {

using program::ActionNode;
using program::Bound;
using program::Expression;
using program::Operation;
using semantics::Builtin;
using semantics::Symbol;
using semantics::SymbolKind;

class TemporalLowerer;

// Stops the lowering of one item after a diagnostic was reported.
struct LoweringStopped {};

class Lowerer {
 public:
  Lowerer(semantics::Specification& specification, configuration::Configuration& configuration,
          const values::AtomTable& atoms, Host& host, const LowerOptions& options,
          source::Diagnostics& diagnostics);

  Lowered Run();

 private:
  friend class NextSplitter;
  friend class TemporalLowerer;

  // --- build_expression.cc ---
  Expression Blank(Operation operation, const source::Range& range) const;
  ExpressionId Add(Expression expression);  // computes what it reads; makes constant operands cells
  ExpressionId Make(Operation operation, const source::Range& range,
                    std::vector<ExpressionId> operands);
  ExpressionId Literal(Value value, const source::Range& range);
  ExpressionId Truth(bool value, const source::Range& range) {
    return Literal(Value::Boolean(value), range);
  }
  ExpressionId SlotExpression(uint32_t slot, const source::Range& range);
  ExpressionId Fail(const std::string& message, const source::Range& range);
  ExpressionId ToCell(ExpressionId id);  // a constant expression evaluated once
  ExpressionId WithLazyGroup(const LazyGroup& group, ExpressionId body);
  bool IsTrivial(ExpressionId id) const;
  uint32_t NewSlot();
  uint32_t NewSlotIn(uint32_t unit, uint32_t count = 1);
  const Scope* Bind(const Scope* outer, SymbolId symbol, Binding binding);
  const Scope* BindSlot(const Scope* outer, SymbolId symbol, uint32_t slot);
  LazyGroup* NewLazyGroup(bool in_action);
  Expression& At(ExpressionId id) { return program_->expressions[static_cast<uint32_t>(id)]; }
  // Evaluates a constant expression now. Reports and throws LoweringStopped when that fails.
  Value EvaluateNow(ExpressionId id, const source::Range& range,
                    std::span<const std::pair<uint32_t, Value>> presets = {});
  std::optional<Value> ConstantSet(ExpressionId set);
  bool EvaluatesToInfinite(ExpressionId set);
  bool EvaluatesToList(ExpressionId set);  // its elements are known one by one

  // --- lower_names.cc ---
  ExpressionId LowerName(TreeExpression tree, const Environment& environment);
  ExpressionId LowerSymbol(SymbolId symbol, std::span<const Argument> arguments,
                           const Environment& at, const source::Range& range);
  bool MayHaveValueAhead(const Symbol& symbol) const;
  bool HasValueAhead(SymbolId symbol, const Environment& definition);
  ExpressionId EvaluatedAhead(SymbolId symbol, const Context* context, ExpressionId lowered);
  bool IsEnteredAnew(SymbolId replacement) const;
  ExpressionId LowerReplacingDefinition(SymbolId replacement, Mode mode,
                                        const source::Range& range);
  ExpressionId LowerModuleOperator(SymbolId symbol, std::span<const Argument> arguments,
                                   const Environment& at, const source::Range& range);
  ExpressionId LowerConstantTable(SymbolId symbol, std::span<const Argument> arguments,
                                  const source::Range& range);
  ExpressionId LowerDeclared(SymbolId symbol, std::span<const Argument> arguments,
                             const Environment& at, const source::Range& range);
  ExpressionId LowerBinding(const Scope& scope, std::span<const Argument> arguments, Mode mode,
                            const source::Range& range);
  ExpressionId LowerByNeed(const Binding& binding, Mode mode, const source::Range& range);
  ExpressionId LowerDefinitionBody(SymbolId symbol, const Environment& environment);
  ExpressionId LowerRecursiveFunction(SymbolId symbol, const Environment& environment);
  ExpressionId Inline(SymbolId symbol, const Environment& definition_environment,
                      std::span<const Argument> arguments, const source::Range& range);
  ExpressionId ApplyOperatorBinding(const Binding& binding, std::span<const Argument> arguments,
                                    Mode mode, const source::Range& range);
  ExpressionId ApplyOperatorArgument(const Argument& op, std::span<const Argument> arguments,
                                     const source::Range& range);
  bool InlinesStill() const;
  // While it lives, the procedure `index` is what is being lowered. `definer`: the unit around a
  // definition in a LET, which the procedure gets a link to; else null.
  class ProcedureScope {
   public:
    ProcedureScope(Lowerer* lowerer, uint32_t index, OpenUnit* definer);
    ~ProcedureScope() { lowerer_->unit_ = around_; }
    ProcedureScope(const ProcedureScope&) = delete;
    ProcedureScope& operator=(const ProcedureScope&) = delete;

   private:
    Lowerer* const lowerer_;
    OpenUnit* const around_;
    OpenUnit unit_;
  };
  void OpenProcedure(SymbolId symbol, const Environment& definition_environment, OpenUnit* definer);
  OpenUnit* DefinerOf(const Environment& definition, bool in_let);
  ExpressionId LinkOf(uint32_t procedure, const OpenUnit* definer, const source::Range& range);
  void AddArguments(const Symbol& symbol, std::span<const Argument> arguments,
                    const source::Range& range, Expression* call);
  ExpressionId LowerCall(SymbolId symbol, const Environment& definition_environment, bool in_let,
                         std::span<const Argument> arguments, const source::Range& range);
  ExpressionId LowerNative(SymbolId symbol, const NativeOperator& native,
                           std::span<const Argument> arguments, const source::Range& range);
  program::OperatorArgument LowerOperatorArgument(const Argument& argument, uint32_t arity,
                                                  const source::Range& range);
  ExpressionId LowerArgument(const Argument& argument);
  const Scope* BindArguments(const Scope* scope, const std::vector<SymbolId>& parameters,
                             std::span<const Argument> arguments, LazyGroup* group);
  std::vector<Argument> ArgumentsOf(TreeExpression tree, const Environment& environment) const;
  Argument Lowered_(ExpressionId id) const {
    Argument a;
    a.lowered = id;
    return a;
  }
  // The scope entry that binds `symbol`, or null.
  const Scope* FindBinding(const Scope* scope, SymbolId symbol) const;
  // What the configuration puts in the place of a symbol that is named in `range`; the end of
  // `replacements_` if nothing. Inside the replacing definition the name means what it meant
  // before.
  absl::flat_hash_map<SymbolId, SymbolId>::const_iterator ReplacementOf(
      SymbolId symbol, const source::Range& range) const;
  // Follows the named instances of a path. Returns the context of the module reached.
  // `open`: what an application of I!Op gives; the parameters of I, where the path leaves them out,
  // are taken from its front.
  const Context* EnterPath(TreeExpression tree, const semantics::Reference& reference,
                           const Environment& environment,
                           std::span<const Argument>* open = nullptr);
  const Context* EnterInstance(SymbolId instance_symbol, std::span<const Argument> arguments,
                               const Environment& at);
  bool HasArguments(
      const Context* context) const;  // an instance on the way is I(x), or stands in a LET
  const Context* EnterImported(const Symbol& imported, const Environment& at);
  const Context* OwnerContext(const Context* context, semantics::ModuleIndex module) const;
  bool ModuleReaches(semantics::ModuleIndex from, semantics::ModuleIndex to) const;
  struct Substituted {
    Argument value;                          // an expression, or
    SymbolId symbol = semantics::kNoSymbol;  // a symbol under `context`
    const Context* context = nullptr;
    bool found = false;
  };
  Substituted FindSubstitution(SymbolId declared, const Context* context, Mode mode) const;
  ExpressionId InCurrentUnit(uint32_t unit, const std::function<ExpressionId()>& lower);
  // --- lower_subexpression.cc ---
  // Op(a)!1!lab: the part that the name selects; none if it names a whole definition. `open`: the
  // arguments of an application.
  std::optional<Argument> SelectedPart(TreeExpression tree, const Environment& environment,
                                       std::span<const Argument> open);
  Environment EnvironmentOfSelected(TreeExpression tree, const Environment& environment);
  // --- lower_expression.cc ---
  // The tree behind names, parentheses and labels, if it is reached without arguments; else the
  // tree itself.
  std::pair<TreeExpression, Environment> LookThrough(TreeExpression tree, Environment environment,
                                                     bool is_next = false);

  // --- lower_expression.cc ---
  ExpressionId LowerExpression(TreeExpression tree, const Environment& environment);
  ExpressionId LowerExpressionUncached(TreeExpression tree, const Environment& environment);
  ExpressionId LowerJunction(TreeExpression tree, const Environment& environment,
                             Operation operation);
  ExpressionId LowerExcept(TreeExpression tree, const Environment& environment);
  ExpressionId LowerRecord(TreeExpression tree, const Environment& environment, bool set);
  ExpressionId LowerCase(TreeExpression tree, const Environment& environment);
  ExpressionId LowerLet(TreeExpression tree, const Environment& environment);
  const Scope* BindDefinitions(TreeExpression let, const Environment& environment,
                               LazyGroup* group);
  ExpressionId LowerApply(TreeExpression tree, const Environment& environment);
  ExpressionId LowerBoxOrAngle(TreeExpression tree, const Environment& environment);
  ExpressionId UnchangedPredicate(TreeExpression subscript, const Environment& environment,
                                  const source::Range& range);

  // --- lower_bounds.cc ---
  // Lowers the bounds of a quantifier or constructor; the scope returned binds their names.
  const Scope* LowerBounds(TreeExpression tree, const Environment& environment,
                           std::vector<Bound>* bounds, LazyGroup* group);
  const Scope* LowerBoundGroups(semantics::TreeId tree,
                                const std::vector<syntax::BoundGroup>& groups,
                                const std::vector<std::vector<SymbolId>>& symbols,
                                const Environment& environment, std::vector<Bound>* bounds,
                                LazyGroup* group);
  ExpressionId LowerQuantifier(TreeExpression tree, const Environment& environment,
                               Operation operation);
  ExpressionId LowerComprehension(TreeExpression tree, const Environment& environment,
                                  Operation operation);
  ExpressionId MakeClosure(Operation operation, const std::string& name, semantics::TreeId tree,
                           const std::vector<syntax::BoundGroup>& groups,
                           const std::vector<std::vector<SymbolId>>& symbols, TreeExpression body,
                           const Environment& environment, SymbolId self,
                           const source::Range& range);
  bool UnboundedBounds(const std::vector<Bound>& bounds) const;

  // --- lower_builtin.cc ---
  ExpressionId LowerBuiltin(Builtin builtin, std::span<const Argument> arguments,
                            const source::Range& range);
  bool FiltersAtOnce(ExpressionId set);
  ExpressionId LowerMembership(std::span<const Argument> arguments, const source::Range& range);
  ExpressionId LowerPrime(const Argument& argument, const source::Range& range);
  ExpressionId LowerEnabled(const Argument& argument, const source::Range& range);
  ExpressionId LowerUnchanged(const Argument& argument, const source::Range& range);
  std::optional<Operation> IntegerOperation(const Symbol& symbol) const;
  // A standard operator that is evaluated by an operation or native function of its own: its text
  // is not entered.
  bool IsPrimitive(const Symbol& symbol) const;

  // --- lower_action.cc ---
  ActionNodeId AddAction(ActionNode node);
  ActionNodeId LowerAction(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionUncached(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionArgument(const Argument& argument);
  ActionNodeId LowerActionName(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionSymbol(SymbolId symbol, std::span<const Argument> arguments,
                                 const Environment& at, TreeExpression tree);
  // These give kNoActionNode for what is a plain test.
  ActionNodeId LowerActionBuiltin(Builtin builtin, std::span<const Argument> arguments,
                                  const Environment& at, TreeExpression tree);
  ActionNodeId LowerActionBinding(const Binding& binding, std::span<const Argument> arguments,
                                  const Environment& at, TreeExpression tree);
  ActionNodeId LowerActionOperand(TreeExpression op, std::span<const Argument> arguments,
                                  const Environment& environment, TreeExpression tree);
  ActionNodeId LowerActionDeclared(SymbolId symbol, std::span<const Argument> arguments,
                                   const Environment& at, TreeExpression tree);
  ActionNodeId LowerActionDefinition(SymbolId symbol, std::span<const Argument> arguments,
                                     const Environment& at, TreeExpression tree);
  ActionNodeId RecursiveActionOrTest(SymbolId symbol, const Environment& definition, bool in_let,
                                     std::span<const Argument> arguments, TreeExpression tree);
  bool BranchesOrAssigns(ActionNodeId id, absl::flat_hash_set<uint32_t>* entered) const;
  ActionNodeId LowerRecursiveAction(SymbolId symbol, const Environment& definition, bool in_let,
                                    std::span<const Argument> arguments,
                                    const source::Range& range);
  ActionNodeId InlineAction(SymbolId symbol, const Environment& definition_environment,
                            std::span<const Argument> arguments);
  ActionNodeId LowerActionJunction(TreeExpression tree, const Environment& environment,
                                   ActionNode::Kind kind);
  ActionNodeId LowerActionQuantifier(TreeExpression tree, const Environment& environment,
                                     ActionNode::Kind kind);
  ActionNodeId LowerActionIf(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionCase(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionLet(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionBox(TreeExpression tree, const Environment& environment);
  ActionNodeId LowerActionAngle(TreeExpression tree, const Environment& environment);
  ActionNodeId UnchangedAction(const Argument& argument, const source::Range& range);
  ActionNodeId AssignAction(ActionNode::Kind kind, uint32_t variable, ExpressionId value,
                            Operation test, const source::Range& range);
  ActionNodeId TestAction(ExpressionId predicate, const source::Range& range);
  ActionNodeId WithLazyGroupAction(const LazyGroup& group, ActionNodeId body);
  // --- lower_function_action.cc ---
  // These give kNoActionNode for what is a plain test.
  ActionNodeId LowerActionApply(TreeExpression tree, const Environment& environment);
  // The function that is applied, as a text: [x \in S |-> body], or f[x \in S] == body.
  struct FunctionText {
    const std::vector<syntax::BoundGroup>* groups = nullptr;
    const std::vector<std::vector<SymbolId>>* symbols = nullptr;
    TreeExpression body;
    Environment environment;
    SymbolId definition = semantics::kNoSymbol;  // of f
    bool in_let = false;
  };
  std::optional<FunctionText> FunctionTextOf(TreeExpression tree, const Environment& environment);
  ActionNodeId EnterFunctionAction(const FunctionText& function,
                                   std::span<const ExpressionId> arguments, ExpressionId predicate,
                                   const source::Range& range);
  ActionNodeId CallFunctionAction(const FunctionText& function,
                                  std::span<const ExpressionId> arguments, ExpressionId predicate,
                                  const source::Range& range);
  void OpenFunctionProcedure(const FunctionText& function, uint32_t index, OpenUnit* definer,
                             const source::Range& range);
  // --- enabled_variables.cc ---
  const Context* InsideEnabled(const Context* context);
  std::optional<uint32_t> EnabledVariable(SymbolId declared, const Context* context);
  std::optional<uint32_t> ResolveVariable(SymbolId symbol, const Environment& at, bool is_next);
  ActionNodeId UnchangedInsideEnabled(const Argument& argument, const source::Range& range);

  // The variable that is being assigned when `argument` stands on the left of = (x', or x in Init;
  // through names). `is_next`: it is primed already.
  std::optional<uint32_t> AssignedVariable(const Argument& argument, bool primed,
                                           bool is_next = false);
  // Flattens <<x, <<y, z>>>> (through definitions) into variables; false if it is anything else.
  bool MayAssign(ActionNodeId action, uint32_t variable) const;
  ExpressionId ChangedCondition(TreeExpression subscript, const Environment& environment,
                                ActionNodeId action, const source::Range& range);
  bool FlattenVariables(const Argument& argument, std::vector<uint32_t>* variables);
  program::Unit& UnitAt(uint32_t index) { return program_->units[index]; }

  // --- formula_text.cc ---
  // What a formula says, in the words of the source; empty without LowerOptions::sources.
  std::string TextOf(TreeExpression tree, const Environment& environment);
  std::string WholeTextOf(TreeExpression tree, const Environment& environment, int depth);
  // What a name stands for, if that is a value or an operand.
  std::optional<std::string> BoundText(TreeExpression tree, const Environment& environment,
                                       int depth);
  void FindBoundNames(TreeExpression tree, const Environment& environment, int depth,
                      std::vector<std::pair<source::Range, std::string>>* found);

  // --- lower_specification.cc ---
  void BindOtherDeclarations();
  void BindConstants();
  void BindConstant(const configuration::ConstantItem& item);
  void BindReplacement(const configuration::ConstantItem& item, SymbolId symbol);
  SymbolId FindConfigured(const configuration::ConstantItem& item);
  void CheckConstantsAssigned();
  SymbolId FindNamed(const configuration::NamedItem& item, const char* what);
  Value ConfigurationValue(syntax::ExpressionId id);
  Value ConfigurationRecord(const std::vector<syntax::Name>& fields,
                            const std::vector<Value>& parts);
  Value ConfigurationWord(const std::string& word);  // unset if it is none
  Value ConfigurationOperation(const syntax::Expression& e, const std::vector<Value>& parts);
  void LowerBehaviour();
  void LowerInitAndNext();
  const configuration::NamedItem* FirstProperty() const;  // an invariant before others; or null
  [[noreturn]] void StopWithoutInit(const source::Range& range);
  [[noreturn]] void StopWithoutNext(const source::Range& range);
  // `must_read_state`: a constant is refused.
  void LowerNamedRelation(
      const configuration::NamedItem& item, const char* what, bool must_read_state,
      const std::function<void(TreeExpression, const Environment&, const std::string&)>& lower);
  void LowerSpecificationFormula(TreeExpression tree, const Environment& environment,
                                 const std::string& name);
  semantics::Level LevelOfTree(TreeExpression tree, const Environment& environment, int depth = 0);
  semantics::Level LevelOfName(TreeExpression tree, const Environment& environment, int depth);
  semantics::Level LevelOfBinding(const Binding& binding, int depth);
  void EnterSymbol(SymbolId symbol, const Environment& at,
                   const std::function<void(TreeExpression, const Environment&)>& visit);
  // Called with what was entered, and its name if it has one.
  using FormulaVisitor =
      std::function<void(TreeExpression, const Environment&, const std::string&)>;
  bool EnterFormula(TreeExpression tree, const Environment& environment,
                    const FormulaVisitor& visit);
  bool EnterName(SymbolId symbol, std::span<const Argument> arguments, Environment at,
                 const source::Range& range, const FormulaVisitor& visit);
  bool EnterBinding(const Binding& binding, std::span<const Argument> arguments,
                    const FormulaVisitor& visit);
  bool ForEachInstance(TreeExpression tree, const Environment& environment,
                       const std::function<void(TreeExpression, const Environment&)>& visit);
  bool LowerQuantifiedProperty(TreeExpression tree, const Environment& environment,
                               const std::string& name, const std::string& root_name);
  void DropTrueConstraint(const configuration::NamedItem& item,
                          std::vector<program::Predicate>* constraints);
  void RequireTrue(ExpressionId formula, const char* what, const std::string& name,
                   const source::Range& range);
  void RefuseConstant(const configuration::NamedItem& item, const char* what,
                      const program::Predicate& predicate);
  bool IsWanted(const configuration::NamedItem& item) const;
  void LowerInvariant(const configuration::NamedItem& item);
  void LowerProperties();
  void LowerPossibilities();
  void LowerInitial(TreeExpression tree, const Environment& environment);
  void LowerNextRelation(TreeExpression tree, const Environment& environment,
                         const std::string& name);
  void LowerPredicates();
  void LowerAssumptions();
  void LowerPredicate(const configuration::NamedItem& item, const char* what,
                      std::vector<program::Predicate>* out);
  void LowerProperty(const configuration::NamedItem& item);
  std::string PieceName(TreeExpression tree, const Environment& environment,
                        const std::string& name);
  void LowerPropertyPiece(TreeExpression tree, const Environment& environment,
                          const std::string& name, const std::string& root_name, bool whole);
  void LowerStatePiece(TreeExpression tree, const Environment& environment, const std::string& name,
                       const std::string& root_name, bool whole);
  bool LowerAlwaysPiece(TreeExpression tree, const Environment& environment,
                        const std::string& name, const std::string& root_name);
  void LowerTemporalPiece(TreeExpression tree, const Environment& environment,
                          const std::string& name, const std::string& root_name);
  void LowerSymmetry();
  void LowerOutsideSearch();
  ExpressionId LowerNamedExpression(const configuration::NamedItem& item, const char* what);
  semantics::Level LevelOf(ExpressionId id) const;
  source::Range RangeOf(TreeExpression tree) const { return specification_[tree].range; }
  [[noreturn]] void Stop(source::DiagnosticKind kind, const source::Range& range,
                         std::string message, std::string help = "");

  semantics::Specification& specification_;
  configuration::Configuration& configuration_;
  const values::AtomTable& atoms_;
  Host& host_;
  const LowerOptions& options_;
  source::Diagnostics& diagnostics_;
  std::unique_ptr<program::Program> program_;
  Lowered result_;

  std::deque<Scope> scopes_;
  std::deque<Context> contexts_;
  std::deque<LazyGroup> groups_;
  TemporalLowerer* temporal_ = nullptr;
  bool has_next_ = false;
  std::vector<EnteredDefinition> entered_definitions_;
  std::vector<std::pair<TreeExpression, Environment>>
      fairness_;  // the specification's temporal conjuncts
  OpenUnit root_unit_;
  OpenUnit* unit_ = &root_unit_;
  int depth_ = 0;

  absl::flat_hash_map<SymbolId, Value> constant_values_;
  absl::flat_hash_map<SymbolId, SymbolId> replacements_;
  absl::flat_hash_map<SymbolId, std::vector<std::pair<std::vector<Value>, Value>>>
      constant_tables_;  // N(1) = 7
  absl::flat_hash_map<SymbolId, uint32_t> variable_index_;
  absl::flat_hash_map<SymbolId, uint32_t>
      switch_index_;  // constants left open: index into Program::switches
  std::map<std::tuple<SymbolId, const Context*, Mode>, ExpressionId> definition_memo_;
  std::map<std::pair<SymbolId, const Context*>, Value> ahead_memo_;  // unset: could not be
  std::set<std::tuple<SymbolId, const Context*, Mode>> functions_in_progress_;
  std::map<std::tuple<SymbolId, const Context*, Mode, const Scope*>, uint32_t> procedure_memo_;
  std::map<std::tuple<SymbolId, const Context*, Mode, const Scope*>, uint32_t>
      function_procedure_memo_;  // of functions used as actions
  std::map<std::tuple<semantics::InstanceId, const Context*, const Scope*>, const Context*>
      context_memo_;
  std::map<const Context*, const Context*> inside_enabled_memo_;
  std::map<std::pair<SymbolId, const Context*>, uint32_t> enabled_variables_;
  absl::flat_hash_map<ExpressionId, ExpressionId> cell_memo_;
  absl::flat_hash_set<uint32_t>
      action_units_;  // procedures whose action is lowered or being lowered
  mutable std::map<std::pair<uint32_t, uint32_t>, bool> reaches_memo_;
};

}  // namespace model::lowering

#endif  // MODEL_LOWERING_LOWERER_H_

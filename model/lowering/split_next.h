// Cuts the next-state relation into the sub-actions that traces and coverage name.

#ifndef MODEL_LOWERING_SPLIT_NEXT_H_
#define MODEL_LOWERING_SPLIT_NEXT_H_

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/lowering/lowerer.h"

namespace model::lowering {

// The counts do not depend on the cutting; the order of actions and their names do. A piece is
// entered at disjunctions, at \E over sets that can be evaluated without a state (one action for
// each element), at names (the action takes the name and the values of its arguments), LET, labels
// and parentheses. Anything else is one action.
//
// The text of a piece is lowered once, with slots for the bound variables; each element is a preset
// of those slots.
class NextSplitter {
 public:
  explicit NextSplitter(Lowerer& lowerer) : lowerer_(lowerer) {}
  void Split(TreeExpression tree, const Environment& environment, const std::string& name);
  // The actions that are known to imply `tree`, because that is a definition, or a disjunction of
  // definitions, that was entered with the same arguments when the next-state relation was cut. As
  // ranges of indices.
  std::vector<std::pair<uint32_t, uint32_t>> ActionsOf(TreeExpression tree,
                                                       const Environment& environment);
  // Whether `tree` has no other steps than those of these actions.
  bool IsMadeOfActions(TreeExpression tree, const Environment& environment);

 private:
  struct Key {
    uint32_t tree, id;
    const Scope* scope;
    const Context* context;
    auto operator<=>(const Key&) const = default;
  };
  // What entering a piece has bound: made once, used again for every element of the quantifiers
  // around it.
  struct Entered {
    const Scope* scope = nullptr;
    const Context* context = nullptr;
    LazyGroup* group = nullptr;
    std::vector<Bound> bounds;
    std::vector<std::pair<std::string, ExpressionId>> parameters;
    SymbolId symbol = semantics::kNoSymbol;
    bool enter = false;
    bool is_closed =
        false;  // its arguments alone say what it is: no LET, no operators for arguments
  };

  void SplitPiece(TreeExpression tree, const Environment& environment);
  void SplitName(TreeExpression tree, const Environment& environment);
  void SplitExists(TreeExpression tree, const Environment& environment);
  void SplitLet(TreeExpression tree, const Environment& environment);
  Entered EnterName(TreeExpression tree, const Environment& environment);
  void Leaf(TreeExpression tree, const Environment& environment);
  void Elements(const Entered& entered, size_t remaining, TreeExpression body,
                const Environment& environment);
  bool IsStateless(ExpressionId id) const;
  std::optional<std::vector<Value>> EvaluateElements(ExpressionId set);
  // With its arguments, without its actions; nullopt: can't be told.
  std::optional<EnteredDefinition> DefinitionOf(const Entered& entered);
  Key KeyOf(TreeExpression tree, const Environment& environment) const {
    return {static_cast<uint32_t>(tree.tree), static_cast<uint32_t>(tree.id), environment.scope,
            environment.context};
  }

  Lowerer& lowerer_;
  std::map<Key, Entered> entered_;
  std::map<Key, ActionNodeId> leaves_;
  std::vector<std::pair<uint32_t, Value>> presets_;
  std::vector<const LazyGroup*> groups_;
  std::string name_;
  std::vector<std::pair<std::string, ExpressionId>> parameters_;
};

}  // namespace model::lowering

#endif  // MODEL_LOWERING_SPLIT_NEXT_H_

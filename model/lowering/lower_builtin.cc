// The operators of the language, and the integer operators of the standard modules, which have
// operations of their own.

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

using syntax::ExpressionKind;

std::optional<Operation> Lowerer::IntegerOperation(const Symbol& symbol) const {
  const std::string& module = specification_[symbol.module].name;
  if (module != "Naturals" && module != "Integers" && module != "Reals") return std::nullopt;
  struct Row {
    std::string_view name;
    uint32_t arity;
    Operation operation;
  };
  static constexpr Row kRows[] = {{"+", 2, Operation::kAdd},
                                  {"-", 2, Operation::kSubtract},
                                  {"*", 2, Operation::kMultiply},
                                  {"\\div", 2, Operation::kDivide},
                                  {"%", 2, Operation::kModulo},
                                  {"^", 2, Operation::kPower},
                                  {"-.", 1, Operation::kNegate},
                                  {"<", 2, Operation::kLess},
                                  {"<=", 2, Operation::kLessEqual},
                                  {"\\leq", 2, Operation::kLessEqual},
                                  {">", 2, Operation::kGreater},
                                  {">=", 2, Operation::kGreaterEqual},
                                  {"\\geq", 2, Operation::kGreaterEqual},
                                  {"..", 2, Operation::kInterval}};
  for (const Row& row : kRows) {
    if (row.name == symbol.name && row.arity == symbol.arity) return row.operation;
  }
  return std::nullopt;
}

bool Lowerer::IsPrimitive(const Symbol& symbol) const {
  const semantics::ModuleInfo& module = specification_[symbol.module];
  return module.is_standard &&
         (IntegerOperation(symbol) || host_.FindNative(module.name, symbol.name, symbol.arity));
}

ExpressionId Lowerer::LowerBuiltin(Builtin builtin, std::span<const Argument> arguments,
                                   const source::Range& range) {
  auto all = [&] {
    std::vector<ExpressionId> operands;
    for (const Argument& argument : arguments) operands.push_back(LowerArgument(argument));
    return operands;
  };
  switch (builtin) {
    case Builtin::kTrue: return Truth(true, range);
    case Builtin::kFalse: return Truth(false, range);
    case Builtin::kBoolean: {
      const Value both[] = {Value::Boolean(false), Value::Boolean(true)};
      return Literal(
          values::CopyTo(host_.permanent_heap(), values::MakeSet(host_.permanent_heap(), both)),
          range);
    }
    case Builtin::kString: return Literal(Value::Of(values::Special::kStrings), range);
    case Builtin::kEqual: return Make(Operation::kEqual, range, all());
    case Builtin::kNotEqual: return Make(Operation::kNotEqual, range, all());
    case Builtin::kNot: return Make(Operation::kNot, range, all());
    case Builtin::kAnd: return Make(Operation::kAnd, range, all());
    case Builtin::kOr: return Make(Operation::kOr, range, all());
    case Builtin::kImplies: return Make(Operation::kImplies, range, all());
    case Builtin::kEquivalent:
    case Builtin::kEquiv: return Make(Operation::kEquivalent, range, all());
    case Builtin::kIn: return LowerMembership(arguments, range);
    case Builtin::kNotIn: return Make(Operation::kNot, range, {LowerMembership(arguments, range)});
    case Builtin::kSubsetEqual: return Make(Operation::kSubsetEqual, range, all());
    case Builtin::kCup: return Make(Operation::kCup, range, all());
    case Builtin::kCap: return Make(Operation::kCap, range, all());
    case Builtin::kMinus: return Make(Operation::kMinus, range, all());
    case Builtin::kSubset: return Make(Operation::kSubsets, range, all());
    case Builtin::kUnion: return Make(Operation::kBigUnion, range, all());
    case Builtin::kDomain: return Make(Operation::kDomain, range, all());
    case Builtin::kPrime: return LowerPrime(arguments[0], range);
    case Builtin::kEnabled: return LowerEnabled(arguments[0], range);
    case Builtin::kUnchanged: return LowerUnchanged(arguments[0], range);
    case Builtin::kActionComposition: {
      const ActionNodeId first = LowerActionArgument(arguments[0]);
      const ExpressionId second = LowerArgument(arguments[1]);
      Expression composed = Blank(Operation::kComposed, range);
      composed.index = static_cast<uint32_t>(first);
      composed.reads_current = composed.reads_next = true;
      composed.operands = {second};
      const std::vector<uint32_t> free = At((*program_)[first].predicate).free_slots;
      const ExpressionId id = Add(std::move(composed));
      std::vector<uint32_t>& all = At(id).free_slots;
      all.insert(all.end(), free.begin(), free.end());
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
      return id;
    }
    case Builtin::kAlways:
    case Builtin::kEventually:
    case Builtin::kLeadsTo:
    case Builtin::kWhilePlus:
      return Fail("a temporal formula can't be evaluated in a state", range);
  }
  return kNoExpression;
}

// Whether TLC makes {x \in set : p} at once, so that every p has to have a value: not if the set's
// elements are not written out or computed one by one.
bool Lowerer::FiltersAtOnce(ExpressionId set) {
  const Expression& e = At(set);
  if (e.is_constant()) return EvaluatesToList(set);
  switch (e.operation) {
    case Operation::kSubsets:
    case Operation::kFunctionSet:
    case Operation::kRecordSet:
    case Operation::kProduct:
    case Operation::kPredicateSet: return false;
    case Operation::kLazy:
    case Operation::kLet:
    case Operation::kInRootFrame:
    case Operation::kInOuterFrame: return FiltersAtOnce(e.operands[0]);
    case Operation::kSetFilter: return FiltersAtOnce(e.bounds[0].set);
    case Operation::kCup:
    case Operation::kCap: return FiltersAtOnce(e.operands[0]) && FiltersAtOnce(e.operands[1]);
    default: return true;
  }
}

// x \in {y \in S : p} is x \in S /\ p, without making the set, where S is no list of elements; it
// may be infinite.
ExpressionId Lowerer::LowerMembership(std::span<const Argument> arguments,
                                      const source::Range& range) {
  if (arguments[1].lowered == kNoExpression) {
    auto [tree, environment] = LookThrough(arguments[1].tree, arguments[1].environment);
    const syntax::Expression& e = specification_[tree];
    if (e.kind == ExpressionKind::kSetFilter) {
      const syntax::BoundGroup& bound = specification_[tree.tree].bound_lists[e.detail][0];
      const SymbolId symbol = specification_.tables_of(tree.tree).bounds[e.detail][0][0];
      if (!bound.is_tuple && !FiltersAtOnce(LowerExpression({tree.tree, bound.set}, environment))) {
        LazyGroup* group = NewLazyGroup(false);
        Argument element = arguments[0];
        const ExpressionId value = LowerArgument(element);
        Binding binding;
        binding.kind = Binding::Kind::kExpression;
        binding.unit = unit_->index;
        binding.argument = element;
        if (IsTrivial(value) || At(value).is_constant()) {
          binding.argument.lowered = value;
        } else {
          Expression lazy = Blank(Operation::kLazy, At(value).range);
          lazy.slot = NewSlot();
          lazy.operands = {value};
          group->slots.push_back(lazy.slot);
          binding.argument.lowered = Add(std::move(lazy));
        }
        const ExpressionId shared = binding.argument.lowered;
        Environment inner = environment;
        inner.scope = Bind(environment.scope, symbol, std::move(binding));
        const ExpressionId in_set = LowerMembership(
            std::vector<Argument>{Lowered_(shared), {{tree.tree, bound.set}, environment}}, range);
        const ExpressionId holds = LowerExpression({tree.tree, e.operands[0]}, inner);
        return WithLazyGroup(*group, Make(Operation::kAnd, range, {in_set, holds}));
      }
    }
  }
  return Make(Operation::kIn, range, {LowerArgument(arguments[0]), LowerArgument(arguments[1])});
}

ExpressionId Lowerer::LowerPrime(const Argument& argument, const source::Range& range) {
  if (argument.lowered != kNoExpression) return argument.lowered;
  if (argument.environment.mode == Mode::kNext) return Fail("an expression is primed twice", range);
  Environment primed = argument.environment;
  const bool initial = primed.mode == Mode::kInitial;
  primed.mode = Mode::kNext;
  const ExpressionId lowered = LowerExpression(argument.tree, primed);
  if (initial && At(lowered).reads_next)
    return Fail("In evaluation, a primed variable stands in the initial predicate.", range);
  return lowered;
}

ExpressionId Lowerer::LowerEnabled(const Argument& argument, const source::Range& range) {
  Expression enabled = Blank(Operation::kEnabled, range);
  Environment environment = argument.environment;
  const bool primed = environment.mode != Mode::kCurrent;
  environment.mode = Mode::kCurrent;
  environment.context = InsideEnabled(environment.context);
  const ActionNodeId node = LowerAction(argument.tree, environment);
  enabled.index = static_cast<uint32_t>(node);
  enabled.literal = Value::Boolean(primed);
  enabled.reads_current = !primed;
  enabled.reads_next = primed;
  // Bound variables around ENABLED are free in the action.
  enabled.operands = {};
  const Expression& predicate = At(program_->action_nodes[static_cast<uint32_t>(node)].predicate);
  enabled.impure = predicate.impure;
  enabled.asks_run = predicate.asks_run;
  const std::vector<uint32_t> free = predicate.free_slots;
  const ExpressionId id = Add(std::move(enabled));
  At(id).free_slots = free;
  return id;
}

ExpressionId Lowerer::LowerUnchanged(const Argument& argument, const source::Range& range) {
  std::vector<uint32_t> variables;
  if (argument.environment.mode == Mode::kCurrent && FlattenVariables(argument, &variables)) {
    Expression unchanged = Blank(Operation::kUnchanged, range);
    unchanged.slots = std::move(variables);
    return Add(std::move(unchanged));
  }
  const ExpressionId now = LowerArgument(argument);
  const ExpressionId next = LowerPrime(argument, range);
  return Make(Operation::kEqual, range, {next, now});
}

}  // namespace model::lowering

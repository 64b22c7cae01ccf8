// Expressions that are evaluated to a value, one construct after the other.

#include <algorithm>
#include <charconv>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/lowering/lowerer.h"
#include "model/values/operations.h"

namespace model::lowering {

using syntax::ExpressionKind;

namespace {
constexpr int kMaxDepth = 3000;
}

ExpressionId Lowerer::LowerExpression(TreeExpression tree, const Environment& environment) {
  if (depth_ > kMaxDepth) {
    Stop(source::DiagnosticKind::kNestingTooDeep, specification_[tree].range,
         "this expression is nested too deeply");
  }
  ++depth_;
  absl::Cleanup back = [&] { --depth_; };
  return LowerExpressionUncached(tree, environment);
}

ExpressionId Lowerer::LowerExpressionUncached(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  auto lower = [&](size_t i) { return LowerExpression({tree.tree, e.operands[i]}, environment); };
  auto all = [&] {
    std::vector<ExpressionId> operands;
    for (size_t i = 0; i < e.operands.size(); ++i) operands.push_back(lower(i));
    return operands;
  };
  switch (e.kind) {
    case ExpressionKind::kName: return LowerName(tree, environment);
    case ExpressionKind::kNumber: {
      int64_t number = 0;
      const auto [end, error] =
          std::from_chars(e.text.data(), e.text.data() + e.text.size(), number);
      if (error != std::errc() || end != e.text.data() + e.text.size()) {
        Stop(source::DiagnosticKind::kNumberTooBig, e.range,
             absl::StrCat("the number ", e.text, " does not fit in 64 bits"));
      }
      return Literal(values::MakeInteger(host_.permanent_heap(), number), e.range);
    }
    case ExpressionKind::kDecimal:
      Stop(source::DiagnosticKind::kRealNumber, e.range,
           absl::StrCat("real numbers such as ", e.text, " can't be evaluated"));
    case ExpressionKind::kString:
      return Literal(values::MakeString(host_.permanent_heap(), e.text), e.range);
    case ExpressionKind::kAt: {
      const Scope* scope = FindBinding(environment.scope, kAtSymbol);
      if (scope == nullptr) return Fail("@ is used outside of EXCEPT", e.range);
      return LowerBinding(*scope, {}, environment.mode, e.range);
    }
    case ExpressionKind::kConjunction: return LowerJunction(tree, environment, Operation::kAnd);
    case ExpressionKind::kDisjunction: return LowerJunction(tree, environment, Operation::kOr);
    case ExpressionKind::kForAll: return LowerQuantifier(tree, environment, Operation::kForAll);
    case ExpressionKind::kExists: return LowerQuantifier(tree, environment, Operation::kExists);
    case ExpressionKind::kChoose: return LowerQuantifier(tree, environment, Operation::kChoose);
    case ExpressionKind::kSetEnumeration: return Make(Operation::kSetEnumeration, e.range, all());
    case ExpressionKind::kSetFilter:
      return LowerComprehension(tree, environment, Operation::kSetFilter);
    case ExpressionKind::kSetMap: return LowerComprehension(tree, environment, Operation::kSetMap);
    case ExpressionKind::kFunction:
      return LowerComprehension(tree, environment, Operation::kFunction);
    case ExpressionKind::kFunctionSet: return Make(Operation::kFunctionSet, e.range, all());
    case ExpressionKind::kApply: return LowerApply(tree, environment);
    case ExpressionKind::kExcept: return LowerExcept(tree, environment);
    case ExpressionKind::kRecord: return LowerRecord(tree, environment, false);
    case ExpressionKind::kRecordSet: return LowerRecord(tree, environment, true);
    case ExpressionKind::kField: {
      Expression field = Blank(Operation::kField, e.range);
      field.literal = values::MakeString(host_.permanent_heap(), e.text);
      field.operands = {lower(0)};
      return Add(std::move(field));
    }
    case ExpressionKind::kTuple: return Make(Operation::kTuple, e.range, all());
    case ExpressionKind::kProduct: return Make(Operation::kProduct, e.range, all());
    case ExpressionKind::kIf: return Make(Operation::kIf, e.range, all());
    case ExpressionKind::kCase: return LowerCase(tree, environment);
    case ExpressionKind::kLet: return LowerLet(tree, environment);
    case ExpressionKind::kBox:
    case ExpressionKind::kAngle: return LowerBoxOrAngle(tree, environment);
    case ExpressionKind::kLabel:
    case ExpressionKind::kParentheses: return lower(0);
    case ExpressionKind::kLambda:
      return Fail("LAMBDA can stand only where an operator argument is expected", e.range);
    case ExpressionKind::kWeakFairness:
    case ExpressionKind::kStrongFairness:
    case ExpressionKind::kTemporalForAll:
    case ExpressionKind::kTemporalExists:
      return Fail("a temporal formula can't be evaluated in a state", e.range);
    case ExpressionKind::kAssumeProve:
    case ExpressionKind::kError: return Fail("this can't be evaluated", e.range);
  }
  return kNoExpression;
}

ExpressionId Lowerer::LowerJunction(TreeExpression tree, const Environment& environment,
                                    Operation operation) {
  const syntax::Expression& e = specification_[tree];
  std::vector<ExpressionId> items;
  for (syntax::ExpressionId id : e.operands)
    items.push_back(LowerExpression({tree.tree, id}, environment));
  return Make(operation, e.range, std::move(items));
}

ExpressionId Lowerer::LowerApply(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  const ExpressionId function = LowerExpression({tree.tree, e.operands[0]}, environment);
  std::vector<ExpressionId> arguments;
  for (size_t i = 1; i < e.operands.size(); ++i) {
    arguments.push_back(LowerExpression({tree.tree, e.operands[i]}, environment));
  }
  const ExpressionId argument =
      arguments.size() == 1 ? arguments[0] : Make(Operation::kTuple, e.range, std::move(arguments));
  return Make(Operation::kApply, e.range, {function, argument});
}

ExpressionId Lowerer::LowerExcept(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  Expression except = Blank(Operation::kExcept, e.range);
  except.operands = {LowerExpression({tree.tree, e.operands[0]}, environment)};
  for (const syntax::Update& written : specification_[tree.tree].update_lists[e.detail]) {
    program::Update update;
    for (const syntax::UpdateSelector& selector : written.path) {
      if (selector.is_field) {
        update.keys.push_back(
            Literal(values::MakeString(host_.permanent_heap(), selector.field), selector.range));
        continue;
      }
      std::vector<ExpressionId> keys;
      for (syntax::ExpressionId id : selector.arguments)
        keys.push_back(LowerExpression({tree.tree, id}, environment));
      update.keys.push_back(
          keys.size() == 1 ? keys[0] : Make(Operation::kTuple, selector.range, std::move(keys)));
    }
    update.at_slot = NewSlot();
    Environment inner = environment;
    inner.scope = BindSlot(environment.scope, kAtSymbol, update.at_slot);
    update.value = LowerExpression({tree.tree, written.value}, inner);
    const std::vector<uint32_t>& free = At(update.value).free_slots;
    if (!std::binary_search(free.begin(), free.end(), update.at_slot)) update.at_slot = 0xffffffffu;
    except.updates.push_back(std::move(update));
  }
  return Add(std::move(except));
}

ExpressionId Lowerer::LowerRecord(TreeExpression tree, const Environment& environment, bool set) {
  const syntax::Expression& e = specification_[tree];
  const std::vector<syntax::Name>& fields = specification_[tree.tree].field_lists[e.detail];
  values::Heap& heap = host_.permanent_heap();
  std::vector<Value> names;
  for (const syntax::Name& field : fields) names.push_back(values::MakeString(heap, field.text));
  const Value domain = values::CopyTo(heap, values::MakeSet(heap, names));
  Expression record = Blank(set ? Operation::kRecordSet : Operation::kRecord, e.range);
  record.literal = domain;
  record.operands.assign(fields.size(), kNoExpression);
  for (size_t i = 0; i < fields.size(); ++i) {
    const int64_t place = values::IndexIn(heap, domain, names[i]);
    if (record.operands[place] != kNoExpression) {
      Stop(source::DiagnosticKind::kDuplicateField, fields[i].range,
           absl::StrCat("the field ", fields[i].text, " is given twice"));
    }
    record.operands[place] = LowerExpression({tree.tree, e.operands[i]}, environment);
  }
  return Add(std::move(record));
}

ExpressionId Lowerer::LowerCase(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  Expression cases = Blank(Operation::kCase, e.range);
  ExpressionId other = kNoExpression;
  for (const syntax::CaseArm& arm : specification_[tree.tree].arm_lists[e.detail]) {
    const ExpressionId value = LowerExpression({tree.tree, arm.value}, environment);
    if (arm.condition == syntax::kNoExpression) {
      other = value;
      continue;
    }
    cases.operands.push_back(LowerExpression({tree.tree, arm.condition}, environment));
    cases.operands.push_back(value);
  }
  if (other != kNoExpression) cases.operands.push_back(other);
  return Add(std::move(cases));
}

const Scope* Lowerer::BindDefinitions(TreeExpression let, const Environment& environment,
                                      LazyGroup* group) {
  const syntax::Expression& e = specification_[let];
  const Scope* scope = environment.scope;
  std::vector<Scope*> bound;
  for (syntax::DefinitionId id : specification_[let.tree].let_lists[e.detail]) {
    const SymbolId symbol =
        specification_.tables_of(let.tree).definition_symbol[static_cast<uint32_t>(id)];
    if (symbol == semantics::kNoSymbol) continue;
    const Symbol& s = specification_[symbol];
    Binding binding;
    if (s.kind == SymbolKind::kInstance) {
      binding.kind = Binding::Kind::kInstance;
    } else if (s.arity > 0 || (s.is_recursive && s.kind == SymbolKind::kOperator)) {
      binding.kind = Binding::Kind::kOperator;
    } else {
      binding.kind = Binding::Kind::kExpression;
    }
    binding.unit = unit_->index;
    binding.definition = symbol;
    binding.group = group;
    binding.argument.environment = environment;
    scope = Bind(scope, symbol, std::move(binding));
    bound.push_back(const_cast<Scope*>(scope));
  }
  for (Scope* entry : bound) entry->binding.argument.environment.scope = scope;
  return scope;
}

ExpressionId Lowerer::LowerLet(TreeExpression tree, const Environment& environment) {
  LazyGroup* group = NewLazyGroup(false);
  Environment inner = environment;
  inner.scope = BindDefinitions(tree, environment, group);
  const ExpressionId body = LowerExpression({tree.tree, specification_[tree].operands[0]}, inner);
  return WithLazyGroup(*group, body);
}

ExpressionId Lowerer::UnchangedPredicate(TreeExpression subscript, const Environment& environment,
                                         const source::Range& range) {
  return LowerUnchanged({subscript, environment}, range);
}

ExpressionId Lowerer::LowerBoxOrAngle(TreeExpression tree, const Environment& environment) {
  const syntax::Expression& e = specification_[tree];
  const ExpressionId action = LowerExpression({tree.tree, e.operands[0]}, environment);
  const ExpressionId unchanged =
      UnchangedPredicate({tree.tree, e.operands[1]}, environment, e.range);
  if (e.kind == ExpressionKind::kBox) return Make(Operation::kOr, e.range, {action, unchanged});
  return Make(Operation::kAnd, e.range, {action, Make(Operation::kNot, e.range, {unchanged})});
}

// Goes through parentheses, labels and names that stand for an expression without arguments.
// `is_next`: below a prime, where a variable with a primed value of its own inside ENABLED is the
// end of the road.
std::pair<TreeExpression, Environment> Lowerer::LookThrough(TreeExpression tree,
                                                            Environment environment, bool is_next) {
  for (int i = 0; i < 100; ++i) {
    const syntax::Expression& e = specification_[tree];
    if (e.kind == ExpressionKind::kParentheses || e.kind == ExpressionKind::kLabel) {
      tree.id = e.operands[0];
      continue;
    }
    if (e.kind != ExpressionKind::kName || !e.operands.empty() || e.detail != syntax::kNoDetail)
      break;
    if (!specification_.HasReference(tree)) break;
    const SymbolId symbol = specification_.ReferenceOf(tree).symbol;
    if (ReplacementOf(symbol, e.range) != replacements_.end() || constant_values_.contains(symbol))
      break;
    const Symbol& s = specification_[symbol];
    if (const Scope* scope = FindBinding(environment.scope, symbol)) {
      const Binding& binding = scope->binding;
      if (binding.kind != Binding::Kind::kExpression || binding.argument.lowered != kNoExpression)
        break;
      const Mode mode = environment.mode;
      if (binding.definition != semantics::kNoSymbol) {
        if (specification_[binding.definition].kind != SymbolKind::kOperator) break;
        tree = specification_[binding.definition].body;
      } else {
        tree = binding.argument.tree;
      }
      environment = binding.argument.environment;
      if (mode != Mode::kCurrent) environment.mode = mode;
      continue;
    }
    if (s.kind == SymbolKind::kOperator && s.arity == 0 && !s.is_recursive && !IsPrimitive(s)) {
      environment = {nullptr, OwnerContext(environment.context, s.module), environment.mode};
      tree = s.body;
      continue;
    }
    if (s.kind == SymbolKind::kConstant || s.kind == SymbolKind::kVariable) {
      const bool next_variable =
          s.kind == SymbolKind::kVariable && (is_next || environment.mode == Mode::kNext);
      if (next_variable && EnabledVariable(symbol, environment.context)) break;
      Substituted found = FindSubstitution(symbol, environment.context, environment.mode);
      if (!found.found) break;
      if (found.value.tree.id != syntax::kNoExpression) {
        tree = found.value.tree;
        environment = found.value.environment;
        continue;
      }
      // The symbol of the same name outside; a definition there is entered, anything else is the
      // end of the road.
      const Symbol& outside = specification_[found.symbol];
      if (outside.kind != SymbolKind::kOperator || outside.arity > 0 || outside.is_recursive) break;
      environment = {nullptr, OwnerContext(found.context, outside.module),
                     found.value.environment.mode};
      tree = outside.body;
      continue;
    }
    break;
  }
  return {tree, environment};
}

}  // namespace model::lowering

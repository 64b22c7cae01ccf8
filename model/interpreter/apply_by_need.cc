// The expression of the function is followed to the constructor with the arguments in hand, the
// outermost application's last: F[i][j] with F == [x \in S |-> [y \in T |-> e]] needs e at x = i
// and y = j only. While that goes on, applications inside are done by need at once; trying tables
// at each level of a recursion that fails at its end would take twice as long for each level.

#include "model/interpreter/apply_by_need.h"

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "model/interpreter/call.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/error_texts.h"
#include "model/interpreter/function_slot.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using values::ErrorKind;
using values::EvaluationError;

// The arguments of nested applications, the innermost first.
using Arguments = absl::InlinedVector<Value, 4>;
using ArgumentsLeft = std::span<const Value>;

Value Apply(Machine& machine, const Node* function, Value* frame, ArgumentsLeft arguments);

// What a constructor binds is put back: an argument of the same application may be using it.
class BindingScope {
 public:
  BindingScope(Value* frame, std::span<const LinkedBound> bounds) : frame_(frame), bounds_(bounds) {
    Visit([&](Value& slot) { saved_.push_back(slot); });
  }
  ~BindingScope() {
    size_t next = 0;
    Visit([&](Value& slot) { slot = saved_[next++]; });
  }
  BindingScope(const BindingScope&) = delete;
  BindingScope& operator=(const BindingScope&) = delete;

 private:
  template <typename Use>
  void Visit(Use use) {
    for (const LinkedBound& bound : bounds_) {
      for (uint32_t i = 0; i <= bound.pattern; ++i) use(frame_[bound.slot + i]);
    }
  }

  Value* frame_;
  std::span<const LinkedBound> bounds_;
  absl::InlinedVector<Value, 4> saved_;
};

class ByNeedScope {
 public:
  explicit ByNeedScope(Machine& machine) : machine_(machine), outer_(machine.applying_by_need) {
    machine.applying_by_need = true;
  }
  ~ByNeedScope() { machine_.applying_by_need = outer_; }
  ByNeedScope(const ByNeedScope&) = delete;
  ByNeedScope& operator=(const ByNeedScope&) = delete;

 private:
  Machine& machine_;
  const bool outer_;
};

[[noreturn]] void ThrowOutside(Machine& machine, Value argument) {
  throw EvaluationError(absl::StrCat("In applying a function, the argument is:\n",
                                     values::Print(*machine.heap, argument),
                                     "\nwhich is not in its domain."));
}

void Bind(Machine& machine, const Node& constructor, Value* frame, Value argument) {
  Heap& heap = *machine.heap;
  const std::span<const LinkedBound> bounds = constructor.more->bounds;
  const BoundSets sets = EvaluateBoundSets(machine, frame, bounds);
  if (bounds.size() == 1) {
    if (!values::Contains(heap, sets[0], argument)) ThrowOutside(machine, argument);
    BindElement(machine, frame, bounds[0], argument);
    return;
  }
  if (!values::Contains(heap, values::Product(heap, {sets.data(), sets.size()}), argument)) {
    ThrowOutside(machine, argument);
  }
  const std::span<const Value> components = values::ElementsOf(heap, argument);
  for (size_t i = 0; i < bounds.size(); ++i) BindElement(machine, frame, bounds[i], components[i]);
}

Value ApplyConstructor(Machine& machine, const Node& constructor, Value* frame,
                       ArgumentsLeft arguments) {
  const BindingScope binding(frame, constructor.more->bounds);
  Bind(machine, constructor, frame, arguments.front());
  if (arguments.size() == 1) return Evaluate(constructor.a, machine, frame);
  return Apply(machine, constructor.a, frame, arguments.subspan(1));
}

Value ApplyCase(Machine& machine, const Node& node, Value* frame, ArgumentsLeft arguments) {
  const size_t count = node.operands.size();
  for (size_t i = 0; i + 1 < count; i += 2) {
    const Value condition = Evaluate(node.operands[i], machine, frame);
    if (condition.is_true()) return Apply(machine, node.operands[i + 1], frame, arguments);
    if (!condition.is_false()) {
      ThrowConditionNotBoolean(machine, "a condition of a CASE", condition);
    }
  }
  if (count % 2 == 0) ThrowNoCase(machine);
  return Apply(machine, node.operands[count - 1], frame, arguments);
}

Value ApplyIf(Machine& machine, const Node& node, Value* frame, ArgumentsLeft arguments) {
  const Value condition = Evaluate(node.a, machine, frame);
  if (!condition.is_boolean()) {
    ThrowConditionNotBoolean(machine, "the condition of an IF", condition);
  }
  return Apply(machine, condition.is_true() ? node.b : node.c, frame, arguments);
}

Value ApplyCall(Machine& machine, const Node& node, Value* frame, ArgumentsLeft arguments) {
  const LinkedUnit& unit = Linker::Ready(*node.more->unit);
  FrameScope callee(machine, unit.frame_size);
  PassArguments(machine, unit, callee.frame(), node.operands, node.more->operators, frame);
  return Apply(machine, unit.body, callee.frame(), arguments);
}

Value ApplyValue(Machine& machine, Value function, ArgumentsLeft arguments) {
  for (const Value argument : arguments) function = ApplyTo(*machine.heap, function, argument);
  return function;
}

Value ApplyApplication(Machine& machine, const Node& node, Value* frame, ArgumentsLeft arguments) {
  Arguments all = {Evaluate(node.b, machine, frame)};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return Apply(machine, node.a, frame, {all.data(), all.size()});
}

Value ApplyCell(Machine& machine, const Node& node, Value* frame, ArgumentsLeft arguments) {
  if (node.a != nullptr) return Apply(machine, node.a, frame, arguments);
  const ExpressionId constant = machine.program().cells[node.index].expression;
  return Apply(machine, machine.Link(constant), machine.root, arguments);
}

bool IsWrapper(const Node& node) {
  return node.is_traced || (node.more != nullptr && node.more->kept != nullptr);
}

Value Apply(Machine& machine, const Node* function, Value* frame, ArgumentsLeft arguments) {
  machine.CheckStack();
  const Node& node = *function;
  if (IsWrapper(node)) return Apply(machine, node.a, frame, arguments);
  switch (node.operation) {
    case Operation::kFunction: return ApplyConstructor(machine, node, frame, arguments);
    case Operation::kIf: return ApplyIf(machine, node, frame, arguments);
    case Operation::kCase: return ApplyCase(machine, node, frame, arguments);
    case Operation::kCall: return ApplyCall(machine, node, frame, arguments);
    case Operation::kApply: return ApplyApplication(machine, node, frame, arguments);
    case Operation::kCell: return ApplyCell(machine, node, frame, arguments);
    case Operation::kInRootFrame: return Apply(machine, node.a, machine.root, arguments);
    case Operation::kInOuterFrame:
      return Apply(machine, node.a, PointerIn<Value>(frame[node.slot]), arguments);
    case Operation::kLet:
      for (uint32_t slot : node.slots) frame[slot] = Value();
      return Apply(machine, node.a, frame, arguments);
    case Operation::kLazy:
      if (!frame[node.slot].is_unset()) break;
      return Apply(machine, node.a, frame, arguments);
    case Operation::kParameter: {
      const Value* parameter = frame + node.slot;
      if (!parameter->is_unset()) break;
      return Apply(machine, PointerIn<const Node>(parameter[1]), PointerIn<Value>(parameter[2]),
                   arguments);
    }
    default: break;
  }
  return ApplyValue(machine, Evaluate(function, machine, frame), arguments);
}

}  // namespace

bool MayEndInConstructor(const Node* function) {
  const Node& node = *function;
  if (IsWrapper(node)) return MayEndInConstructor(node.a);
  switch (node.operation) {
    case Operation::kFunction:
    case Operation::kCall:
    case Operation::kParameter:
    case Operation::kCell: return true;
    case Operation::kIf: return MayEndInConstructor(node.b) || MayEndInConstructor(node.c);
    case Operation::kCase:
      for (size_t i = 1; i < node.operands.size(); i += 2) {
        if (MayEndInConstructor(node.operands[i])) return true;
      }
      return MayEndInConstructor(node.operands.back());
    case Operation::kLet:
    case Operation::kLazy:
    case Operation::kApply:
    case Operation::kInRootFrame:
    case Operation::kInOuterFrame: return MayEndInConstructor(node.a);
    default: return false;
  }
}

Value EvalApplyByNeed(const Node& node, Machine& machine, Value* frame) {
  Value function;
  if (!machine.applying_by_need) {
    const size_t places = machine.places.size();
    const bool path_noted = machine.path_noted;
    try {
      function = Evaluate(node.a, machine, frame);
    } catch (const EvaluationError& error) {
      if (error.kind != ErrorKind::kEvaluation && error.kind != ErrorKind::kAssertFailed) throw;
      machine.places.resize(places);
      machine.path_noted = path_noted;
    }
  }
  const Value argument = Evaluate(node.b, machine, frame);
  if (!function.is_unset()) return ApplyTo(*machine.heap, function, argument);
  const ByNeedScope by_need(machine);
  return Apply(machine, node.a, frame, {&argument, 1});
}

}  // namespace model::interpreter

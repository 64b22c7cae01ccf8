// Application, records, tuples and EXCEPT.
//
// EXCEPT copies a function once, however many updates there are, and not at all when the new value
// is the old one: the state then keeps the same object, and its bytes needn't be encoded again.

#include <algorithm>
#include <new>

#include "absl/strings/str_cat.h"
#include "model/interpreter/apply_by_need.h"
#include "model/interpreter/closures.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/evaluators.h"
#include "model/interpreter/function_slot.h"
#include "model/interpreter/operand.h"

namespace model::interpreter {
namespace {

using values::Object;
using values::ObjectKind;

constexpr uint32_t kNoWord = 0xffffffffu;

template <typename A, typename B>
struct ApplyFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value function = A::Get(node.a, machine, frame);
    return ApplyTo(*machine.heap, function, B::Get(node.b, machine, frame));
  }
};

template <typename A>
struct FieldFn {
  static Value Run(const Node& node, Machine& machine, Value* frame) {
    const Value record = A::Get(node.a, machine, frame);
    if (record.is_object() && record.object()->kind == ObjectKind::kFunction) [[likely]] {
      const Value domain = record.object()->words()[0];
      const uint64_t number = node.literal.atom_number();
      if (domain.tag() == values::Tag::kSmallAtoms && number < values::kSmallSetBits) [[likely]] {
        if ((domain.mask() >> number) & 1) [[likely]] {
          return record.object()
              ->words()[std::popcount(domain.mask() & ((uint64_t{1} << number) - 1)) + 1];
        }
      }
    }
    return values::SelectField(*machine.heap, record, node.literal);
  }
};

Value EvalDomain(const Node& node, Machine& machine, Value* frame) {
  const Value function = Evaluate(node.a, machine, frame);
  if (function.is_object() && function.object()->kind == ObjectKind::kFunction)
    return function.object()->words()[0];
  return values::Domain(*machine.heap, function);
}

Value EvalTuple(const Node& node, Machine& machine, Value* frame) {
  const auto count = static_cast<uint32_t>(node.operands.size());
  Object* tuple = machine.heap->NewObject(ObjectKind::kTuple, count, count);
  for (uint32_t i = 0; i < count; ++i)
    tuple->words()[i] = Evaluate(node.operands[i], machine, frame);
  return Value::Of(tuple);
}

Value EvalRecord(const Node& node, Machine& machine, Value* frame) {
  const auto count = static_cast<uint32_t>(node.operands.size());
  Object* record = machine.heap->NewObject(ObjectKind::kFunction, count, count + size_t{1});
  record->words()[0] = node.literal;
  for (uint32_t i = 0; i < count; ++i)
    record->words()[i + 1] = Evaluate(node.operands[i], machine, frame);
  return Value::Of(record);
}

size_t WordCount(const Object* object) {
  return object->size + (object->kind == ObjectKind::kFunction ? size_t{1} : size_t{0});
}

Object* CopyOf(Heap& heap, const Object* object) {
  const size_t words = WordCount(object);
  Object* copy = heap.NewObject(object->kind, object->size, words);
  copy->flags = object->flags;
  std::copy(object->words(), object->words() + words, copy->words());
  return copy;
}

class Updating {
 public:
  Updating(Machine& machine, Value* frame, const LinkedUpdate& update)
      : machine_(machine), heap_(*machine.heap), frame_(frame), update_(update) {}

  // `fresh`: this very function was copied by an earlier update of the same EXCEPT, nobody else has
  // seen it.
  Value Apply(Value function, size_t depth, Object** fresh) {
    if (depth == update_.keys.size()) return NewValue(function);
    const Value key = Evaluate(update_.keys[depth], machine_, frame_);
    const Object* object = function.is_object() ? function.object() : nullptr;
    const uint32_t word = object != nullptr ? WordOf(heap_, object, key) : kNoWord;
    if (word == kNoWord) return Unusual(function, key, depth);
    const Value old = object->words()[word];
    const Value updated = Apply(old, depth + 1, nullptr);
    if (updated == old) return function;
    if (fresh != nullptr && *fresh == object) {
      (*fresh)->words()[word] = updated;
      return function;
    }
    Object* copy = CopyOf(heap_, object);
    copy->words()[word] = updated;
    if (fresh != nullptr) *fresh = copy;
    return Value::Of(copy);
  }

 private:
  Value NewValue(Value old) {
    if (update_.at_slot != kNoSlot) frame_[update_.at_slot] = old;
    return Evaluate(update_.value, machine_, frame_);
  }

  // Lazy functions, arguments outside the domain, what is no function.
  Value Unusual(Value function, Value key, size_t depth) {
    if (!values::IsFunction(function)) {
      throw values::EvaluationError(
          absl::StrCat("Attempted to apply EXCEPT construct to the value ",
                       values::Print(heap_, function), "."));
    }
    const Value domain = values::Domain(heap_, function);
    bool outside = false;
    if (function.is_object() && function.object()->kind == ObjectKind::kTuple &&
        !values::IsInteger(key)) {
      return values::Update(heap_, function, key, key,
                            &outside);  // throws: a tuple at a non integral index
    }
    if (!values::Contains(heap_, domain, key)) {
      ++machine_.warnings_except_outside;
      return function;
    }
    const Value updated = Apply(values::Apply(heap_, function, key), depth + 1, nullptr);
    if (!values::IsFinite(heap_, domain)) {
      auto* lazy =
          new (heap_.Allocate(sizeof(UpdatedFunction))) UpdatedFunction(function, key, updated);
      ++machine_.closures_made;
      return values::LazyFunctionValue(heap_, lazy);
    }
    return values::Update(heap_, function, key, updated, &outside);
  }

  Machine& machine_;
  Heap& heap_;
  Value* frame_;
  const LinkedUpdate& update_;
};

Value EvalExcept(const Node& node, Machine& machine, Value* frame) {
  Value function = Evaluate(node.a, machine, frame);
  Object* fresh = nullptr;
  for (const LinkedUpdate& update : node.more->updates) {
    function = Updating(machine, frame, update).Apply(function, 0, &fresh);
  }
  return function;
}

}  // namespace

EvalFn SelectFunction(const Node& node) {
  switch (node.operation) {
    case Operation::kApply:
      return MayEndInConstructor(node.a) ? EvalApplyByNeed : ChooseBinary<ApplyFn>(node);
    case Operation::kField: return ChooseUnary<FieldFn>(node);
    case Operation::kDomain: return EvalDomain;
    case Operation::kTuple: return EvalTuple;
    case Operation::kRecord: return EvalRecord;
    case Operation::kExcept: return EvalExcept;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

// {x \in S : p}, {e : x \in S} and [x \in S |-> e].
//
// A filter of a small set is computed on its mask; a function is written straight into its object,
// in the order of its domain.

#include <bit>

#include "model/interpreter/enumerate.h"
#include "model/interpreter/evaluators.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using values::ObjectKind;
using values::Tag;

inline bool Holds(const Node* predicate, Machine& machine, Value* frame) {
  const Value value = Evaluate(predicate, machine, frame);
  if (!value.is_boolean()) [[unlikely]]
    ThrowFilterNotBoolean(machine, value);
  return value.is_true();
}

Value FilterMask(const Node& node, Machine& machine, Value* frame, Value set, uint32_t slot) {
  uint64_t kept = 0;
  for (uint64_t mask = set.mask(); mask != 0; mask &= mask - 1) {
    const int i = std::countr_zero(mask);
    frame[slot] = set.tag() == Tag::kSmallIntegers
                      ? Value::SmallInteger(i)
                      : machine.heap->atoms().Get(static_cast<uint32_t>(i));
    if (Holds(node.a, machine, frame)) kept |= mask & -mask;
  }
  return set.tag() == Tag::kSmallIntegers ? Value::SmallIntegers(kept) : Value::SmallAtoms(kept);
}

Value EvalSetFilter(const Node& node, Machine& machine, Value* frame) {
  const LinkedBound& bound = node.more->bounds[0];
  const Value set = Evaluate(bound.set, machine, frame);
  if (set.is_small_set() && bound.pattern == 0)
    return FilterMask(node, machine, frame, set, bound.slot);
  ValueCollector kept(*machine.heap);
  size_t seen = 0;
  VisitElements(*machine.heap, set, [&](Value element) {
    ++seen;
    BindElement(machine, frame, bound, element);
    if (Holds(node.a, machine, frame)) kept.Add(element);
    if (kept.values().size() > static_cast<size_t>(values::kMaxSetSize)) [[unlikely]] {
      throw values::EvaluationError(
          "Attempted to construct a set with too many elements (>1000000).");
    }
    return true;
  });
  const bool all = kept.values().size() == seen;
  if (all && set.is_object() && set.object()->kind == ObjectKind::kSet) return set;
  return values::MakeSet(*machine.heap, kept.values());
}

Value EvalSetMap(const Node& node, Machine& machine, Value* frame) {
  ValueCollector elements(*machine.heap);
  VisitBounds(machine, frame, node.more->bounds, [&] {
    elements.Add(Evaluate(node.a, machine, frame));
    return true;
  });
  return values::MakeSet(*machine.heap, elements.values());
}

// n if `domain` is 1..n (n >= 0), else -1.
int64_t SequenceLength(Value domain) {
  if (domain.tag() == Tag::kSmallIntegers) {
    const uint64_t shifted = domain.mask() >> 1;
    const bool from_one = (domain.mask() & 1) == 0 && (shifted & (shifted + 1)) == 0;
    return from_one ? std::popcount(shifted) : -1;
  }
  if (domain.is_object() && domain.object()->kind == ObjectKind::kInterval) {
    const auto* bounds = reinterpret_cast<const int64_t*>(domain.object()->words());
    return bounds[0] == 1 ? bounds[1] : -1;
  }
  return -1;
}

bool IsEnumerated(Value set) {
  if (set.is_small_set()) return true;
  if (!set.is_object()) return false;
  return set.object()->kind == ObjectKind::kSet || set.object()->kind == ObjectKind::kInterval;
}

// Builds the function with the domain's i-th element mapped to what `value_of(element)` returns.
template <typename ValueOf>
Value Tabulate(Machine& machine, Value domain, ValueOf value_of) {
  Heap& heap = *machine.heap;
  if (!IsEnumerated(domain)) domain = values::Normalize(heap, domain);
  if (!IsEnumerated(
          domain)) {  // elements that don't compare, or no set: model/values words the error
    ValueCollector collected(heap);
    VisitElements(heap, domain, [&](Value element) {
      collected.Add(value_of(element));
      return true;
    });
    return values::MakeFunction(heap, domain, collected.values());
  }
  const int64_t length = SequenceLength(domain);
  const int64_t size = length >= 0 ? length : values::Cardinality(heap, domain);
  if (size > values::kMaxSetSize) {
    throw values::EvaluationError(
        "Attempted to construct a set with too many elements (>1000000).");
  }
  const auto count = static_cast<uint32_t>(size);
  values::Object* object = length >= 0
                               ? heap.NewObject(ObjectKind::kTuple, count, count)
                               : heap.NewObject(ObjectKind::kFunction, count, count + size_t{1});
  Value* words = object->words();
  if (length < 0) *words++ = domain;
  VisitElements(heap, domain, [&](Value element) {
    *words++ = value_of(element);
    return true;
  });
  return Value::Of(object);
}

Value EvalFunction1(const Node& node, Machine& machine, Value* frame) {
  const LinkedBound& bound = node.more->bounds[0];
  return Tabulate(machine, Evaluate(bound.set, machine, frame), [&](Value element) {
    BindElement(machine, frame, bound, element);
    return Evaluate(node.a, machine, frame);
  });
}

// Several bounds: the domain is a set of tuples.
Value EvalFunctionN(const Node& node, Machine& machine, Value* frame) {
  const std::span<const LinkedBound> bounds = node.more->bounds;
  const BoundSets sets = EvaluateBoundSets(machine, frame, bounds);
  const Value domain = values::Product(*machine.heap, {sets.data(), sets.size()});
  return Tabulate(machine, domain, [&](Value element) {
    const std::span<const Value> components = values::ElementsOf(*machine.heap, element);
    for (size_t i = 0; i < bounds.size(); ++i)
      BindElement(machine, frame, bounds[i], components[i]);
    return Evaluate(node.a, machine, frame);
  });
}

}  // namespace

EvalFn SelectComprehension(const Node& node) {
  switch (node.operation) {
    case Operation::kSetFilter: return EvalSetFilter;
    case Operation::kSetMap: return EvalSetMap;
    case Operation::kFunction: return node.more->bounds.size() == 1 ? EvalFunction1 : EvalFunctionN;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

// Walking through the elements of sets and the combinations of several bounds, without building
// anything.

#ifndef MODEL_INTERPRETER_ENUMERATE_H_
#define MODEL_INTERPRETER_ENUMERATE_H_

#include <bit>

#include "absl/container/inlined_vector.h"
#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"
#include "model/values/operations.h"

namespace model::interpreter {

// Calls `visit(element)` in TLC's order until it returns false; returns whether it never did.
template <typename Visit>
bool VisitElements(Heap& heap, Value set, Visit&& visit) {
  if (set.tag() == values::Tag::kSmallIntegers) {
    for (uint64_t mask = set.mask(); mask != 0; mask &= mask - 1) {
      heap.CheckStop();
      if (!visit(Value::SmallInteger(std::countr_zero(mask)))) return false;
    }
    return true;
  }
  if (set.tag() == values::Tag::kSmallAtoms) {
    const values::AtomTable& atoms = heap.atoms();
    for (uint64_t mask = set.mask(); mask != 0; mask &= mask - 1) {
      heap.CheckStop();
      if (!visit(atoms.Get(static_cast<uint32_t>(std::countr_zero(mask))))) return false;
    }
    return true;
  }
  if (set.is_object() && set.object()->kind == values::ObjectKind::kSet) {
    const values::Object* object = set.object();
    for (uint32_t i = 0; i < object->size; ++i) {
      heap.CheckStop();
      if (!visit(object->words()[i])) return false;
    }
    return true;
  }
  values::SetIterator elements(heap, set);
  for (Value element; elements.Next(&element);) {
    if (!visit(element)) return false;
  }
  return true;
}

[[noreturn]] void ThrowPatternMismatch(Machine& machine, Value element, uint32_t components);

// x, or the components of <<x, y>>, get their slots.
inline void BindElement(Machine& machine, Value* frame, const LinkedBound& bound, Value element) {
  frame[bound.slot] = element;
  if (bound.pattern == 0) [[likely]]
    return;
  const std::span<const Value> components = values::ElementsOf(*machine.heap, element);
  if (components.size() != bound.pattern) ThrowPatternMismatch(machine, element, bound.pattern);
  for (uint32_t i = 0; i < bound.pattern; ++i) frame[bound.slot + 1 + i] = components[i];
}

[[noreturn]] void ThrowFilterNotBoolean(Machine& machine, Value value);

// A constant that filters a set too large to build.
bool IsHugeFilter(Machine& machine, const Node* cell);

// {x \in S : P(x)}, and where its names have their values; or none.
struct Filter {
  const Node* node = nullptr;
  Value* frame = nullptr;
  explicit operator bool() const { return node != nullptr; }
};

// The filter that `node` is, if it is one that need not be built.
inline Filter FilterOf(Machine& machine, const Node* node, Value* frame) {
  if (node->operation == Operation::kCell && IsHugeFilter(machine, node)) [[unlikely]] {
    node = node->b;
    frame = machine.root;
  }
  if (node->operation != Operation::kSetFilter || node->is_traced) [[likely]]
    return {};
  return {node, frame};
}

// Whether the element that is bound belongs to it.
inline bool FilterHolds(Machine& machine, const Filter& filter) {
  const Value holds = Evaluate(filter.node->a, machine, filter.frame);
  if (!holds.is_boolean()) [[unlikely]]
    ThrowFilterNotBoolean(machine, holds);
  return holds.is_true();
}

// Calls `visit(x, is_in)` for each element of S until it returns false; is_in() binds x and tells
// whether P(x). Where it isn't, or nobody asks, the memory that x took is given back.
template <typename Visit>
bool VisitFiltered(Machine& machine, const Filter& filter, Visit&& visit) {
  const LinkedBound& bound = filter.node->more->bounds[0];
  Heap& heap = *machine.heap;
  values::SetIterator elements(heap, Evaluate(bound.set, machine, filter.frame));
  while (true) {
    heap.CheckStop();
    const Heap::Mark before = heap.Position();
    Value element;
    if (!elements.Next(&element)) return true;
    const Heap::Mark made = heap.Position();
    bool is_used = false;
    const auto is_in = [&] {
      BindElement(machine, filter.frame, bound, element);
      return is_used = FilterHolds(machine, filter);
    };
    if (!visit(element, is_in)) return false;
    // Unless something was made of it.
    if (!is_used && heap.Position() == made) heap.Release(before);
  }
}

// Visits the elements of the set that `node` evaluates to. A filter is not built first: its
// elements are tested as they come.
template <typename Visit>
bool VisitSetOf(Machine& machine, Value* frame, const Node* node, Visit&& visit) {
  const Filter filter = FilterOf(machine, node, frame);
  if (!filter) [[likely]]
    return VisitElements(*machine.heap, Evaluate(node, machine, frame), visit);
  const LinkedBound& filtered = filter.node->more->bounds[0];
  return VisitElements(*machine.heap, Evaluate(filtered.set, machine, filter.frame),
                       [&](Value element) {
                         BindElement(machine, filter.frame, filtered, element);
                         return !FilterHolds(machine, filter) || visit(element);
                       });
}

using BoundSets = absl::InlinedVector<Value, 4>;

template <typename Visit>
bool VisitCombinations(Machine& machine, Value* frame, std::span<const LinkedBound> bounds,
                       const BoundSets& sets, size_t level, Visit& visit) {
  if (level == 0) return visit();
  return VisitElements(*machine.heap, sets[level - 1], [&](Value element) {
    BindElement(machine, frame, bounds[level - 1], element);
    return VisitCombinations(machine, frame, bounds, sets, level - 1, visit);
  });
}

inline BoundSets EvaluateBoundSets(Machine& machine, Value* frame,
                                   std::span<const LinkedBound> bounds) {
  BoundSets sets;
  for (const LinkedBound& bound : bounds) sets.push_back(Evaluate(bound.set, machine, frame));
  return sets;
}

// Binds every combination in turn, the first variable running fastest, and calls `visit()` until it
// returns false.
template <typename Visit>
bool VisitBounds(Machine& machine, Value* frame, std::span<const LinkedBound> bounds,
                 Visit&& visit) {
  if (bounds.size() == 1) [[likely]] {
    const LinkedBound& bound = bounds[0];
    return VisitSetOf(machine, frame, bound.set, [&](Value element) {
      BindElement(machine, frame, bound, element);
      return visit();
    });
  }
  return VisitCombinations(machine, frame, bounds, EvaluateBoundSets(machine, frame, bounds),
                           bounds.size(), visit);
}

// Values collected before their number is known; in the machine's heap.
class ValueCollector {
 public:
  explicit ValueCollector(Heap& heap) : heap_(heap), begin_(inline_), capacity_(kInline) {}
  ValueCollector(const ValueCollector&) = delete;
  ValueCollector& operator=(const ValueCollector&) = delete;
  void Add(Value value) {
    if (size_ == capacity_) [[unlikely]]
      Grow();
    begin_[size_++] = value;
  }
  std::span<const Value> values() const { return {begin_, size_}; }

 private:
  static constexpr size_t kInline = 16;
  // With repeats; no set with more different ones can be built.
  static constexpr size_t kMaxCollected = 64 * static_cast<size_t>(values::kMaxSetSize);
  void Grow();

  Heap& heap_;
  Value inline_[kInline];
  Value* begin_;
  size_t size_ = 0;
  size_t capacity_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_ENUMERATE_H_

#include "model/interpreter/closures.h"

#include <new>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/evaluators.h"
#include "model/states/codec.h"
#include "model/values/operations.h"
#define XXH_INLINE_ALL
#include "xxhash.h"

namespace model::interpreter {
namespace {

using values::ObjectKind;

// Functions over at most so many arguments keep a table with a place for each.
constexpr int64_t kMaxPositions = 1 << 16;
constexpr uint32_t kMaxMemoEntries = 1 << 20;

static_assert(std::is_trivially_destructible_v<FunctionClosure>);
static_assert(std::is_trivially_destructible_v<UpdatedFunction>);
static_assert(std::is_trivially_destructible_v<PredicateClosure>);

bool IsEnumerated(Value set) {
  if (set.is_small_set()) return true;
  return set.is_object() &&
         (set.object()->kind == ObjectKind::kSet || set.object()->kind == ObjectKind::kInterval);
}

uint64_t Mix(uint64_t bits) {
  bits = (bits ^ (bits >> 32)) * 0xd6e8feb86659fd93u;
  return bits ^ (bits >> 32);
}

// False if the value has no bytes (it holds something infinite).
bool HashOf(Machine& machine, Value value, uint64_t* hash) {
  if (!value.is_object()) {
    *hash = Mix(value.bits());
    return true;
  }
  try {
    states::ByteWriter& bytes = machine.key_bytes;
    bytes.Clear();
    states::Encode(*machine.heap, value, bytes);
    *hash = XXH3_64bits(bytes.data(), bytes.size());
    return true;
  } catch (const values::EvaluationError&) {
    return false;
  }
}

ClosureParts MakeParts(const Node& node, Machine& machine, Value* frame) {
  const LinkedUnit& unit = Linker::Ready(*node.more->unit);
  ClosureParts parts;
  parts.machine = &machine;
  parts.unit = &unit;
  parts.home = machine.heap;
  const BoundSets sets = EvaluateBoundSets(machine, frame, unit.bounds);
  parts.domain =
      sets.size() == 1 ? sets[0] : values::Product(*machine.heap, {sets.data(), sets.size()});
  const size_t count = unit.captures.size();
  auto* captured = static_cast<Value*>(machine.heap->Allocate(count * sizeof(Value)));
  for (size_t i = 0; i < count; ++i) captured[i] = Evaluate(unit.captures[i].first, machine, frame);
  parts.captured = {captured, count};
  ++machine.closures_made;
  return parts;
}

Value EvalLazyFunction(const Node& node, Machine& machine, Value* frame) {
  const ClosureParts parts = MakeParts(node, machine, frame);
  auto* closure = new (machine.heap->Allocate(sizeof(FunctionClosure))) FunctionClosure(parts);
  const Value function = values::LazyFunctionValue(*machine.heap, closure);
  closure->set_self(function);
  return function;
}

Value EvalPredicateSet(const Node& node, Machine& machine, Value* frame) {
  const ClosureParts parts = MakeParts(node, machine, frame);
  auto* closure = new (machine.heap->Allocate(sizeof(PredicateClosure))) PredicateClosure(parts);
  return values::PredicateSet(*machine.heap, closure);
}

}  // namespace

Value Memo::Find(Heap& heap, Value argument, uint64_t hash) const {
  if (capacity_ == 0) return Value();
  for (uint64_t i = hash & (capacity_ - 1);; i = (i + 1) & (capacity_ - 1)) {
    const Entry& entry = entries_[i];
    if (entry.value.is_unset()) return Value();
    if (entry.hash == hash &&
        (entry.argument == argument || values::Equal(heap, entry.argument, argument))) {
      return entry.value;
    }
  }
}

void Memo::Insert(Heap& home, Value argument, uint64_t hash, Value value) {
  if (size_ >= kMaxMemoEntries) return;
  if (2 * (size_ + 1) > capacity_) Grow(home);
  uint64_t i = hash & (capacity_ - 1);
  while (!entries_[i].value.is_unset()) i = (i + 1) & (capacity_ - 1);
  entries_[i] = {hash, argument, value};
  ++size_;
}

void Memo::Grow(Heap& home) {
  const uint32_t capacity = capacity_ == 0 ? 16 : capacity_ * 2;
  auto* entries = static_cast<Entry*>(home.Allocate(capacity * sizeof(Entry)));
  for (uint32_t i = 0; i < capacity; ++i) new (entries + i) Entry{0, Value(), Value()};
  for (uint32_t i = 0; i < capacity_; ++i) {
    if (entries_[i].value.is_unset()) continue;
    uint64_t place = entries_[i].hash & (capacity - 1);
    while (!entries[place].value.is_unset()) place = (place + 1) & (capacity - 1);
    entries[place] = entries_[i];
  }
  entries_ = entries;
  capacity_ = capacity;
}

Value ClosureParts::Run(Value argument) const {
  machine->CheckStack();
  FrameScope callee(*machine, unit->frame_size);
  Value* frame = callee.frame();
  for (size_t i = 0; i < captured.size(); ++i) frame[unit->captures[i].second] = captured[i];
  if (unit->self_slot != kNoSlot) frame[unit->self_slot] = self;
  const std::span<const LinkedBound> bounds = unit->bounds;
  if (bounds.size() == 1) {
    BindElement(*machine, frame, bounds[0], argument);
  } else {
    const std::span<const Value> components = values::ElementsOf(*machine->heap, argument);
    for (size_t i = 0; i < bounds.size(); ++i)
      BindElement(*machine, frame, bounds[i], components[i]);
  }
  return Evaluate(unit->body, *machine, frame);
}

Value FunctionClosure::Domain(Heap&) const { return parts_.domain; }

void FunctionClosure::Decide() const {
  if (IsEnumerated(parts_.domain)) {
    const int64_t size = values::Cardinality(*parts_.home, parts_.domain);
    if (size <= kMaxPositions) {
      positions_ =
          static_cast<Value*>(parts_.home->Allocate(static_cast<size_t>(size) * sizeof(Value)));
      for (int64_t i = 0; i < size; ++i) positions_[i] = Value();
      memory_ = Memory::kPositions;
      return;
    }
  }
  memory_ = parts_.unit->is_self_recursive ? Memory::kHash : Memory::kNone;
}

// Brings the value to the closure's own heap, which may outlive the one being used.
bool FunctionClosure::Keepable(Value* value) const {
  if (parts_.home == parts_.machine->heap || !value->is_object()) return true;
  try {
    *value = values::CopyTo(*parts_.home, *value);
    return true;
  } catch (const values::EvaluationError&) {
    return false;
  }
}

Value FunctionClosure::ApplyByPosition(Value argument) const {
  const int64_t index = values::IndexIn(*parts_.machine->heap, parts_.domain, argument);
  if (index < 0) ThrowOutside(argument);
  if (!positions_[index].is_unset()) return positions_[index];
  const Value value = parts_.Run(argument);
  Value kept = value;
  if (Keepable(&kept)) positions_[index] = kept;
  return value;
}

Value FunctionClosure::ApplyByHash(Value argument) const {
  Machine& machine = *parts_.machine;
  uint64_t hash;
  if (!HashOf(machine, argument, &hash)) return parts_.Run(argument);
  if (const Value known = memo_.Find(*machine.heap, argument, hash); !known.is_unset())
    return known;
  const Value value = parts_.Run(argument);
  Value kept_argument = argument, kept = value;
  if (Keepable(&kept_argument) && Keepable(&kept))
    memo_.Insert(*parts_.home, kept_argument, hash, kept);
  return value;
}

Value FunctionClosure::Apply(Heap&, Value argument) const {
  if (memory_ == Memory::kUndecided) Decide();
  if (memory_ == Memory::kPositions) return ApplyByPosition(argument);
  if (!values::Contains(*parts_.machine->heap, parts_.domain, argument)) ThrowOutside(argument);
  return memory_ == Memory::kHash ? ApplyByHash(argument) : parts_.Run(argument);
}

Value FunctionClosure::Tabulate(Heap& heap) const {
  if (!table_.is_unset()) return table_;
  const Value domain = values::Normalize(heap, parts_.domain);
  ValueCollector collected(heap);
  VisitElements(heap, domain, [&](Value element) {
    collected.Add(Apply(heap, element));
    return true;
  });
  const Value table = values::MakeFunction(heap, domain, collected.values());
  if (&heap == parts_.home) table_ = table;
  return table;
}

void FunctionClosure::ThrowOutside(Value argument) const {
  Heap& heap = *parts_.machine->heap;
  throw values::EvaluationError(absl::StrCat(
      "In applying the function\n", values::Print(heap, parts_.self), ",\nthe first argument is:\n",
      values::Print(heap, argument), "\nwhich is not in its domain."));
}

Value UpdatedFunction::Domain(Heap& heap) const { return values::Domain(heap, function_); }

Value UpdatedFunction::Apply(Heap& heap, Value argument) const {
  return values::Equal(heap, argument, key_) ? value_ : values::Apply(heap, function_, argument);
}

Value UpdatedFunction::Tabulate(Heap& heap) const {
  const Value table = values::Normalize(heap, function_);  // throws: the domain is infinite
  bool outside = false;
  return values::Update(heap, table, key_, value_, &outside);
}

bool PredicateClosure::Contains(Heap& heap, Value element) const {
  if (!values::Contains(heap, parts_.domain, element)) return false;
  const Value value = parts_.Run(element);
  if (!value.is_boolean()) ThrowFilterNotBoolean(*parts_.machine, value);
  return value.is_true();
}

EvalFn SelectClosure(const Node& node) {
  switch (node.operation) {
    case Operation::kLazyFunction: return EvalLazyFunction;
    case Operation::kPredicateSet: return EvalPredicateSet;
    default: return nullptr;
  }
}

}  // namespace model::interpreter

// Enumeration without building the set.
//
// Small sets, intervals and sorted arrays are stepped through inline (operations.h). Three kinds of
// lazy set have a machine of their own here, kept in the heap:
//   - SUBSET S: the combinations of 0, 1, 2, ... of the n elements, each size in lexicographic
//     order. The rightmost index that can still grow is increased and those behind it follow it. If
//     S is a small set, so is each combination, and its mask is updated along with the indices.
//   - [S -> T], [a : S, b : T], S \X T: an odometer with one wheel a position, the last one
//     fastest.
// So have intervals that nobody can wait for. In those and in the other sets as large, an element
// that is found soon is worth looking for; who has come as far as kMostVisited elements would go on
// for days, and gets an error.
//
// Both orders are the order of Compare, so that enumerating a lazy set needs no sorting. Other lazy
// sets are enumerated first.

#include "model/values/enumerated_set.h"
#include "model/values/operations.h"

namespace model::values {
namespace {

constexpr uint64_t kMostVisited = uint64_t{1} << 24;  // of a set that is
constexpr int64_t kEndless = int64_t{1} << 40;        // so large, or larger

struct Wheel {
  const Value* elements;
  size_t size;
  size_t position;
};

enum class Machine : uint8_t { kCombinations, kTuples, kFunctions, kInterval };

struct Head {
  Machine machine;
  bool done;
  Value set;
  uint64_t visited;
};

struct LongInterval : Head {
  int64_t next;
};

struct Odometer : Head {
  Value domain;  // of kFunctions
  uint32_t count;
  Wheel* wheels;
};

struct Combinations : Head {
  bool small;  // elements may be bits of a mask
  Value like;  // the base, if small
  uint64_t mask;
  const Value* elements;
  uint32_t count;    // n
  uint32_t size;     // k
  uint32_t* chosen;  // k ascending indices
};

std::span<const Value> LastingElements(Heap& heap, Value set) {
  set = EnumeratedFast(heap, set);
  if (!set.is_small_set()) {
    SmallSetBuffer unused;
    return ElementArray(heap, set, unused);
  }
  const size_t size = SizeOf(set);
  Value* const words = heap.NewWords(size);
  SetIterator each(heap, set);
  for (size_t i = 0; i < size; ++i) each.Next(words + i);
  return {words, size};
}

Wheel NewWheel(std::span<const Value> elements) { return {elements.data(), elements.size(), 0}; }

Odometer* NewOdometer(Heap& heap, Machine machine, Value domain, size_t count) {
  auto* odometer = static_cast<Odometer*>(heap.Allocate(sizeof(Odometer)));
  odometer->machine = machine;
  odometer->done = false;
  odometer->domain = domain;
  odometer->count = static_cast<uint32_t>(count);
  odometer->wheels = static_cast<Wheel*>(heap.Allocate(count * sizeof(Wheel)));
  return odometer;
}

Odometer* StartFunctions(Heap& heap, const Object* set) {
  const Value domain = EnumeratedFast(heap, set->words()[0]);
  const size_t count = SizeOf(domain);
  if (count > static_cast<size_t>(kMaxSetSize)) FailTooLarge();
  const bool tuples = LengthOfDomain(domain) >= 0;
  Odometer* odometer =
      NewOdometer(heap, tuples ? Machine::kTuples : Machine::kFunctions, domain, count);
  if (count == 0) return odometer;
  const Wheel wheel = NewWheel(LastingElements(heap, set->words()[1]));
  for (size_t i = 0; i < count; ++i) odometer->wheels[i] = wheel;
  odometer->done = wheel.size == 0;
  return odometer;
}

Odometer* StartFactors(Heap& heap, Machine machine, Value domain, std::span<const Value> factors) {
  Odometer* odometer = NewOdometer(heap, machine, domain, factors.size());
  for (size_t i = 0; i < factors.size(); ++i) {
    odometer->wheels[i] = NewWheel(LastingElements(heap, factors[i]));
    odometer->done |= odometer->wheels[i].size == 0;
  }
  return odometer;
}

bool NextOf(Heap& heap, Odometer& odometer, Value* element) {
  if (odometer.done) return false;
  const uint32_t count = odometer.count;
  const bool function = odometer.machine == Machine::kFunctions;
  Object* object = heap.NewObject(function ? ObjectKind::kFunction : ObjectKind::kTuple, count,
                                  count + (function ? 1 : 0));
  Value* words = object->words();
  if (function) *words++ = odometer.domain;
  for (uint32_t i = 0; i < count; ++i) {
    words[i] = odometer.wheels[i].elements[odometer.wheels[i].position];
  }
  *element = Value::Of(object);
  for (uint32_t i = count; i-- > 0;) {
    Wheel& wheel = odometer.wheels[i];
    if (++wheel.position < wheel.size) return true;
    wheel.position = 0;
  }
  odometer.done = true;
  return true;
}

uint64_t BitOf(Value element) {
  return uint64_t{1} << (element.is_atom() ? element.atom_number()
                                           : static_cast<uint64_t>(element.small_integer()));
}

Combinations* StartCombinations(Heap& heap, Value base) {
  base = EnumeratedFast(heap, base);
  const std::span<const Value> elements = LastingElements(heap, base);
  auto* combinations = static_cast<Combinations*>(heap.Allocate(sizeof(Combinations)));
  combinations->machine = Machine::kCombinations;
  combinations->done = false;
  combinations->small = base.is_small_set();
  combinations->like = base;
  combinations->mask = 0;
  combinations->elements = elements.data();
  combinations->count = static_cast<uint32_t>(elements.size());
  combinations->size = 0;
  combinations->chosen = static_cast<uint32_t*>(heap.Allocate(elements.size() * sizeof(uint32_t)));
  return combinations;
}

// Chooses the indices from position `from` on as next to each other, beginning with `first`.
void ChooseFrom(Combinations& c, uint32_t from, uint32_t first) {
  for (uint32_t i = from; i < c.size; ++i, ++first) {
    c.chosen[i] = first;
    if (c.small) c.mask |= BitOf(c.elements[first]);
  }
}

void Advance(Combinations& c) {
  for (uint32_t i = c.size; i-- > 0;) {
    if (c.small) c.mask &= ~BitOf(c.elements[c.chosen[i]]);
    if (c.chosen[i] < c.count - c.size + i) {
      ChooseFrom(c, i, c.chosen[i] + 1);
      return;
    }
  }
  if (c.size == c.count) {
    c.done = true;
    return;
  }
  ++c.size;
  ChooseFrom(c, 0, 0);
}

bool NextOf(Heap& heap, Combinations& c, Value* element) {
  if (c.done) return false;
  if (c.small) {
    *element = SmallSetLike(c.like, c.mask);
  } else {
    Object* set = heap.NewObject(ObjectKind::kSet, c.size, c.size);
    for (uint32_t i = 0; i < c.size; ++i) set->words()[i] = c.elements[c.chosen[i]];
    *element = FromSorted(heap, set, c.size, c.size);
  }
  Advance(c);
  return true;
}

LongInterval* StartInterval(Heap& heap, const Object* interval) {
  auto* longer = static_cast<LongInterval*>(heap.Allocate(sizeof(LongInterval)));
  longer->machine = Machine::kInterval;
  longer->done = false;
  longer->next = LowOf(interval);
  return longer;
}

// `set` as what goes through its elements.
Head* StartGeneral(Heap& heap, const Object* set) {
  const Value* const words = set->words();
  switch (set->kind) {
    case ObjectKind::kInterval: return StartInterval(heap, set);
    case ObjectKind::kSubsets: return StartCombinations(heap, words[0]);
    case ObjectKind::kFunctionSet: return StartFunctions(heap, set);
    case ObjectKind::kRecordSet:
      return StartFactors(heap, Machine::kFunctions, words[0], {words + 1, set->size});
    case ObjectKind::kProduct:
      return StartFactors(heap, Machine::kTuples, Value(), {words, set->size});
    default: return nullptr;
  }
}

}  // namespace

void SetIterator::StartSlow(Value set) {
  mode_ = Mode::kGeneral;
  if (!set.is_object()) FailNotEnumerable(heap_, set);
  const Object* object = set.object();
  switch (object->kind) {
    case ObjectKind::kSet:
      mode_ = Mode::kArray;
      begin_ = object->words();
      end_ = begin_ + object->size;
      return;
    case ObjectKind::kInterval:
      if (SizeOf(set) >= static_cast<uint64_t>(kEndless)) break;
      mode_ = Mode::kInterval;
      next_ = LowOf(object);
      left_ = SizeOf(set);
      return;
    default: break;
  }
  if (Head* const head = StartGeneral(heap_, object)) {
    head->set = set;
    head->visited = 0;
    general_ = head;
    return;
  }
  const Value enumerated = Enumerated(heap_, set);
  if (!enumerated.is_small_set()) return StartSlow(enumerated);
  mode_ = Mode::kMask;
  mask_of_atoms_ = enumerated.tag() == Tag::kSmallAtoms;
  mask_ = enumerated.mask();
}

bool SetIterator::NextGeneral(Value* element) {
  heap_.CheckStop();
  auto* head = static_cast<Head*>(general_);
  if (++head->visited == kMostVisited && Count(heap_, head->set) >= kEndless) [[unlikely]] {
    FailWith(heap_, "Gave up enumerating, after 16777216 elements, the set\n", head->set);
  }
  switch (head->machine) {
    case Machine::kCombinations: return NextOf(heap_, *static_cast<Combinations*>(head), element);
    case Machine::kInterval:
      *element = MakeInteger(heap_, static_cast<LongInterval*>(head)->next++);
      return true;
    default: return NextOf(heap_, *static_cast<Odometer*>(head), element);
  }
}

}  // namespace model::values

// The operations on values that the interpreter and the native library operators are made of.
//
// All throw EvaluationError (TLC's words where known). Arguments may be lazy sets or lazy functions
// unless said otherwise. The cases that a search spends its time in (small sets, small integers,
// atoms, tuples, functions over small domains) are inline here; the functions called ...Slow behind
// them are complete and may be called directly.

#ifndef MODEL_VALUES_OPERATIONS_H_
#define MODEL_VALUES_OPERATIONS_H_

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/values/evaluation_error.h"
#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::values {

// --- Kinds
// -----------------------------------------------------------------------------------------
inline bool IsObjectOf(Value v, ObjectKind kind) {
  return v.is_object() && v.object()->kind == kind;
}
inline bool IsInteger(Value v) {
  return v.is_small_integer() || IsObjectOf(v, ObjectKind::kBigInteger);
}
inline int64_t IntegerOf(Value v) {  // REQUIRES: IsInteger
  if (v.is_small_integer()) return v.small_integer();
  return static_cast<int64_t>(v.object()->words()[0].bits());
}
Value MakeBigInteger(Heap& heap, int64_t i);
inline Value MakeInteger(Heap& heap, int64_t i) {
  if (i >= kMinImmediate && i <= kMaxImmediate) return Value::SmallInteger(i);
  return MakeBigInteger(heap, i);
}
inline bool IsString(Value v) {
  return v.is_atom() ? v.atom_sort() == AtomSort::kString : IsObjectOf(v, ObjectKind::kText);
}
std::string_view TextOf(const Heap& heap, Value v);   // REQUIRES: IsString or model value
Value MakeString(Heap& heap, std::string_view text);  // an atom if the table knows it
inline bool IsModelValue(Value v) { return v.is_atom() && v.atom_sort() == AtomSort::kModelValue; }
bool IsSet(Value v);               // any set, lazy ones too
inline bool IsFunction(Value v) {  // tuple, function, record, lazy function
  return v.is_object() && v.object()->kind >= ObjectKind::kTuple &&
         v.object()->kind <= ObjectKind::kLazyFunction;
}
bool IsTupleLike(Heap& heap,
                 Value v);  // a function over 1..n; a lazy function is tabulated if it is finite
bool IsRecord(const Heap& heap, Value v);  // a non-empty kFunction over strings
bool IsFinite(Heap& heap, Value set);      // IsFiniteSet
// "an integer", "a string", ... as error messages say it.
std::string KindName(Heap& heap, Value v);

// --- Equality and order
// ------------------------------------------------------------------------------ TLA+ equality as
// TLC has it: an error for different kinds.
bool EqualSlow(Heap& heap, Value a, Value b);
inline bool Equal(Heap& heap, Value a, Value b) {
  // Same word: equal, also when it is lazy and infinite (Nat = Nat is TRUE too).
  if (a == b) return true;
  // Different words of one immediate kind: different, unless typed model values forbid the
  // question.
  const Tag tag = a.tag();
  if (tag == b.tag() && tag != Tag::kObject && tag != Tag::kSpecial &&
      (tag != Tag::kAtom || a.atom_type() == b.atom_type())) {
    return false;
  }
  return EqualSlow(heap, a, b);
}
// Total order of the enumerated values that compare (<0, 0, >0); error for different kinds (but an
// untyped model value is less than everything else). Lazy sets are normalised.
int CompareSlow(Heap& heap, Value a, Value b);
inline int Compare(Heap& heap, Value a, Value b) {
  if (a.is_small_integer() && b.is_small_integer()) {
    const auto x = static_cast<int64_t>(a.bits()), y = static_cast<int64_t>(b.bits());
    return (x > y) - (x < y);
  }
  if (a.is_atom() && b.is_atom() && a.atom_type() == b.atom_type()) {
    return (a.bits() > b.bits()) - (a.bits() < b.bits());
  }
  return CompareSlow(heap, a, b);
}

// --- Sets
// ----------------------------------------------------------------------------------------------
Value MakeSet(Heap& heap, std::span<const Value> elements);  // any order, duplicates allowed
Value MakeInterval(Heap& heap, int64_t low, int64_t high);   // {} when low > high
Value SingletonSet(Heap& heap, Value element);
bool ContainsSlow(Heap& heap, Value set, Value element);
inline bool Contains(Heap& heap, Value set, Value element) {
  if (set.tag() == Tag::kSmallIntegers && element.is_small_integer()) {
    const auto i = static_cast<uint64_t>(element.small_integer());
    return i < kSmallSetBits && (set.mask() >> i) & 1;
  }
  if (set.tag() == Tag::kSmallAtoms && element.is_atom() && element.atom_type() == 0) {
    const uint32_t i = element.atom_number();
    return i < kSmallSetBits && (set.mask() >> i) & 1;
  }
  return ContainsSlow(heap, set, element);
}
// Both small sets of the same kind, so that their masks can be combined.
inline bool HaveLikeMasks(Value a, Value b) { return a.tag() == b.tag() && a.is_small_set(); }
inline Value SmallSetLike(Value like, uint64_t mask) {
  return like.tag() == Tag::kSmallAtoms ? Value::SmallAtoms(mask) : Value::SmallIntegers(mask);
}
Value UnionSlow(Heap& heap, Value a, Value b);
inline Value Union(Heap& heap, Value a, Value b) {  // \cup
  if (HaveLikeMasks(a, b)) return Value::FromBits(a.bits() | b.bits());
  return UnionSlow(heap, a, b);
}
Value IntersectionSlow(Heap& heap, Value a, Value b);
inline Value Intersection(Heap& heap, Value a, Value b) {  // \cap
  if (HaveLikeMasks(a, b)) return SmallSetLike(a, a.mask() & b.mask());
  return IntersectionSlow(heap, a, b);
}
Value DifferenceSlow(Heap& heap, Value a, Value b);
inline Value Difference(Heap& heap, Value a, Value b) {  // \ (set minus)
  if (HaveLikeMasks(a, b)) return SmallSetLike(a, a.mask() & ~b.mask());
  return DifferenceSlow(heap, a, b);
}
bool IsSubsetSlow(Heap& heap, Value a, Value b);
inline bool IsSubset(Heap& heap, Value a, Value b) {  // \subseteq
  if (HaveLikeMasks(a, b)) return (a.mask() & ~b.mask()) == 0;
  return IsSubsetSlow(heap, a, b);
}
Value BigUnion(Heap& heap, Value set_of_sets);             // UNION
Value Subsets(Heap& heap, Value set);                      // SUBSET, lazy
Value FunctionSet(Heap& heap, Value domain, Value range);  // lazy
Value RecordSet(Heap& heap, Value field_names,
                std::span<const Value> sets);               // lazy; sets in the order of the names
Value Product(Heap& heap, std::span<const Value> factors);  // lazy
Value Sequences(Heap& heap, Value set);                     // Seq(S), lazy
Value PredicateSet(Heap& heap, const LazySet* predicate);
// Number of elements without enumerating where a formula is known; error if infinite or over int64.
int64_t Cardinality(Heap& heap, Value set);
// The enumerated normal form of a finite set (or of a lazy function); other values are returned as
// they are, but *inside* a container nothing lazy remains either. Error: infinite, or over
// `kMaxSetSize` elements.
Value Normalize(Heap& heap, Value v);
inline constexpr int64_t kMaxSetSize = 1'000'000;  // TLC's limit for enumerated sets

// Visits the elements in TLC's order without building the set: small sets by bit, intervals, sorted
// sets, SUBSET (by size, then lexicographic), [S -> T] (last argument fastest), records, products.
// No heap use for scalars. REQUIRES: a set; error when it can't be enumerated ("TLC"-style
// message).
class SetIterator {
 public:
  SetIterator(Heap& heap, Value set) : heap_(heap) {
    if (set.is_small_set()) {
      mode_ = Mode::kMask;
      mask_of_atoms_ = set.tag() == Tag::kSmallAtoms;
      mask_ = set.mask();
    } else {
      StartSlow(set);
    }
  }
  bool Next(Value* element) {
    switch (mode_) {
      case Mode::kMask: {
        if (mask_ == 0) return false;
        const int bit = std::countr_zero(mask_);
        mask_ &= mask_ - 1;
        *element = mask_of_atoms_ ? heap_.atoms().Get(static_cast<uint32_t>(bit))
                                  : Value::SmallInteger(bit);
        return true;
      }
      case Mode::kInterval:
        if (left_ == 0) return false;
        heap_.CheckStop();
        *element = MakeInteger(heap_, next_);
        if (--left_ != 0) ++next_;
        return true;
      case Mode::kArray:
        if (begin_ == end_) return false;
        *element = *begin_++;
        return true;
      case Mode::kGeneral: break;
    }
    return NextGeneral(element);
  }

 private:
  void StartSlow(Value set);
  // Fast state for small sets, intervals and sorted arrays is kept inline; other kinds allocate
  // their odometer in the heap.
  enum class Mode : uint8_t { kMask, kInterval, kArray, kGeneral };
  bool NextGeneral(Value* element);
  Heap& heap_;
  Mode mode_;
  bool mask_of_atoms_ = false;
  uint64_t mask_ = 0;
  int64_t next_ = 0;  // of an interval
  uint64_t left_ = 0;
  const Value* begin_ = nullptr;
  const Value* end_ = nullptr;
  void* general_ = nullptr;
};

// --- Functions
// ------------------------------------------------------------------------------------------
Value MakeTuple(Heap& heap, std::span<const Value> elements);
// `domain` a set in normal form; values in its order. Becomes a tuple when the domain is 1..n.
Value MakeFunction(Heap& heap, Value domain, std::span<const Value> values);
Value MakeRecord(Heap& heap, Value field_names,
                 std::span<const Value> values);  // values in the order of the set
Value LazyFunctionValue(Heap& heap, const LazyFunction* function);
const LazyFunction* lazy_function(const Object* object);
Value Domain(Heap& heap, Value function);
// Position of `element` in a small set of its kind; -1 for everything else.
inline int64_t SmallIndexIn(Value set, Value element) {
  uint64_t i;
  if (set.tag() == Tag::kSmallAtoms && element.is_atom()) {
    i = element.atom_number();
  } else if (set.tag() == Tag::kSmallIntegers && element.is_small_integer()) {
    i = static_cast<uint64_t>(element.small_integer());
  } else {
    return -1;
  }
  if (i >= kSmallSetBits || ((set.mask() >> i) & 1) == 0) return -1;
  return std::popcount(set.mask() & ((uint64_t{1} << i) - 1));
}
// Position of `element` in the enumeration order of a set in normal form, or -1. Small sets:
// popcount. Others: binary search. Error where `element` doesn't compare with the set's elements.
int64_t IndexInSlow(Heap& heap, Value set, Value element);
inline int64_t IndexIn(Heap& heap, Value set, Value element) {
  const int64_t index = SmallIndexIn(set, element);
  return index >= 0 ? index : IndexInSlow(heap, set, element);
}
Value ApplySlow(Heap& heap, Value function, Value argument);
inline Value Apply(Heap& heap, Value function, Value argument) {  // errors as TLC words them
  if (function.is_object()) {
    const Object* object = function.object();
    if (object->kind == ObjectKind::kTuple && argument.is_small_integer()) {
      const uint64_t i = static_cast<uint64_t>(argument.small_integer()) - 1;
      if (i < object->size) return object->words()[i];
    } else if (object->kind == ObjectKind::kFunction) {
      const int64_t i = SmallIndexIn(object->words()[0], argument);
      if (i >= 0) return object->words()[1 + i];
    }
  }
  return ApplySlow(heap, function, argument);
}
Value SelectFieldSlow(Heap& heap, Value record, Value field_name);
inline Value SelectField(Heap& heap, Value record, Value field_name) {
  if (IsObjectOf(record, ObjectKind::kFunction)) {
    const Value* words = record.object()->words();
    const int64_t i = SmallIndexIn(words[0], field_name);
    if (i >= 0) return words[1 + i];
  }
  return SelectFieldSlow(heap, record, field_name);
}
// [f EXCEPT ![argument] = value]. Outside the domain: returns f itself and sets *outside (a
// warning, not an error).
Value Update(Heap& heap, Value function, Value argument, Value value, bool* outside);
int64_t LengthOf(Heap& heap, Value sequence);  // Len; strings too
std::span<const Value> ElementsOf(Heap& heap,
                                  Value sequence);  // of a tuple-like value; error otherwise
Value Concatenate(Heap& heap, Value a, Value b);    // \o; strings too
Value Append(Heap& heap, Value sequence, Value element);

// --- Integers: int64, overflow is an error
// ------------------------------------------------------------------
Value AddSlow(Heap& heap, Value a, Value b);
inline Value Add(Heap& heap, Value a, Value b) {
  if (a.is_small_integer() && b.is_small_integer()) {
    return MakeInteger(heap, a.small_integer() + b.small_integer());
  }
  return AddSlow(heap, a, b);
}
Value SubtractSlow(Heap& heap, Value a, Value b);
inline Value Subtract(Heap& heap, Value a, Value b) {
  if (a.is_small_integer() && b.is_small_integer()) {
    return MakeInteger(heap, a.small_integer() - b.small_integer());
  }
  return SubtractSlow(heap, a, b);
}
Value Multiply(Heap& heap, Value a, Value b);
Value Divide(Heap& heap, Value a, Value b);  // \div, rounds down
Value Modulo(Heap& heap, Value a, Value b);
Value Power(Heap& heap, Value a, Value b);
Value Negate(Heap& heap, Value a);
bool LessSlow(Heap& heap, Value a, Value b);
inline bool Less(Heap& heap, Value a, Value b) {  // error for non-integers
  if (a.is_small_integer() && b.is_small_integer()) return a.small_integer() < b.small_integer();
  return LessSlow(heap, a, b);
}
bool LessEqualSlow(Heap& heap, Value a, Value b);
inline bool LessEqual(Heap& heap, Value a, Value b) {
  if (a.is_small_integer() && b.is_small_integer()) return a.small_integer() <= b.small_integer();
  return LessEqualSlow(heap, a, b);
}

// --- Other
// ---------------------------------------------------------------------------------------------
// Deep copy into another heap. kNormalize: nothing lazy remains, and infinite sets are an error.
// kKeep: lazy sets stay as they are, which keeps membership in a constant [S -> T] or SUBSET S
// cheap; lazy functions are tabulated, and a predicate set or a function over an infinite domain is
// an error, since its closure belongs to the interpreter.
enum class LazySets : uint8_t { kNormalize, kKeep };
Value CopyTo(Heap& target, Value v, LazySets lazy_sets = LazySets::kNormalize);
// Applies a permutation of atoms (number -> number, identity outside) and renormalises. For
// SYMMETRY.
Value Permute(Heap& heap, Value v, std::span<const uint32_t> atom_permutation);
// One line, as TLC prints values: TRUE, -1, "a", m1, {1, 2}, <<1, "a">>, [a |-> 1], (1 :> 2 @@ 3 :>
// 4), 100..200, Nat, ... With a heap that may be written to, lazy functions are tabulated; else
// they print as `[lazy function]`.
std::string Print(Heap& heap, Value v);
std::string Print(const Heap& heap, Value v);

}  // namespace model::values

#endif  // MODEL_VALUES_OPERATIONS_H_

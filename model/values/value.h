// A TLA+ value in one machine word.
//
// What is plainly scalar lives in the word itself: booleans, integers of 61 bits, strings and model
// values (as atoms), and *small sets*: a set of integers 0..60, or a set of atoms numbered 0..60,
// is a bit mask. Union, intersection, difference, membership, subset and cardinality of those are
// single instructions, and a function over such a domain finds its slot by counting bits.
// Everything else is a pointer to an immutable object in a Heap.
//
// Values are *normal at birth*: two equal values of the same kind have the same shape.
//   - an integer that fits in 61 bits is immediate, otherwise kBigInteger (64 bits)
//   - a set of integers within 0..60 is a SmallSet of integers; a set of atoms within 0..60 a
//   SmallSet of atoms;
//     the empty set is the SmallSet of integers with no bit; a set of consecutive integers that is
//     no SmallSet is a kInterval; any other enumerated set is a kSet, sorted by Compare and without
//     duplicates
//   - a function whose domain is 1..n (n >= 0) is a kTuple; every other function is a kFunction:
//   its domain, and
//     its values in the order of the domain. A record is a kFunction whose domain is a set of
//     strings.
//   - a string that the AtomTable knows is an atom; only strings made at run time are kText
// A set whose elements don't compare ({1, "a"}) stays a kLooseSet: membership works, the rest is an
// error. Lazy sets (SUBSET S, [S -> T], S \X T, record sets, Seq(S), Nat, unions with those,
// filters of infinite sets) are never enumerated for membership; Normalize turns a finite one into
// its enumerated form.
//
// THREADS: values are immutable and may be read by all; each Heap belongs to one thread.

#ifndef MODEL_VALUES_VALUE_H_
#define MODEL_VALUES_VALUE_H_

#include <bit>
#include <cstdint>

namespace model::values {

enum class Tag : uint8_t {
  kObject = 0,   // pointer to an Object
  kInteger = 1,  // 61-bit signed
  kBoolean = 2,
  kAtom = 3,           // string or model value of the AtomTable
  kSmallIntegers = 4,  // set of 0..60
  kSmallAtoms = 5,     // set of atoms 0..60; never empty (the empty set is kSmallIntegers)
  kSpecial = 6,        // see Special
};

enum class Special : uint8_t { kUnset, kNat, kInt, kReal, kStrings, kAny, kUndefined };

// What an atom word says beside its number.
enum class AtomSort : uint8_t { kModelValue = 0, kString = 1 };

inline constexpr int kSmallSetBits = 61;
inline constexpr int64_t kMaxImmediate = (int64_t{1} << 60) - 1;
inline constexpr int64_t kMinImmediate = -(int64_t{1} << 60);

struct Object;

class Value {
 public:
  constexpr Value() : bits_(Word(Tag::kSpecial, static_cast<uint64_t>(Special::kUnset))) {}
  static constexpr Value FromBits(uint64_t bits) {
    Value v;
    v.bits_ = bits;
    return v;
  }
  static constexpr Value Boolean(bool b) { return FromBits(Word(Tag::kBoolean, b)); }
  // REQUIRES: kMinImmediate <= i <= kMaxImmediate. Use MakeInteger for any int64.
  static constexpr Value SmallInteger(int64_t i) {
    return FromBits(Word(Tag::kInteger, static_cast<uint64_t>(i)));
  }
  // `type` is the letter of a typed model value (A_x: 'A'), 0 otherwise.
  static constexpr Value Atom(uint32_t number, AtomSort sort, char type = 0) {
    return FromBits(Word(Tag::kAtom, (uint64_t{number} << 16) |
                                         (uint64_t{static_cast<unsigned char>(type)} << 8) |
                                         static_cast<uint64_t>(sort)));
  }
  static constexpr Value SmallIntegers(uint64_t mask) {
    return FromBits(Word(Tag::kSmallIntegers, mask));
  }
  static constexpr Value SmallAtoms(uint64_t mask) {
    return mask == 0 ? EmptySet() : FromBits(Word(Tag::kSmallAtoms, mask));
  }
  static constexpr Value EmptySet() { return SmallIntegers(0); }
  static constexpr Value Of(Special s) {
    return FromBits(Word(Tag::kSpecial, static_cast<uint64_t>(s)));
  }
  static Value Of(const Object* object) { return FromBits(reinterpret_cast<uint64_t>(object)); }

  constexpr uint64_t bits() const { return bits_; }
  constexpr Tag tag() const { return static_cast<Tag>(bits_ & 7); }
  constexpr uint64_t payload() const { return bits_ >> 3; }

  constexpr bool is_unset() const { return bits_ == Value().bits_; }
  constexpr bool is_object() const { return tag() == Tag::kObject; }
  constexpr bool is_boolean() const { return tag() == Tag::kBoolean; }
  constexpr bool is_true() const { return bits_ == Word(Tag::kBoolean, 1); }
  constexpr bool is_false() const { return bits_ == Word(Tag::kBoolean, 0); }
  constexpr bool is_small_integer() const { return tag() == Tag::kInteger; }
  constexpr bool is_atom() const { return tag() == Tag::kAtom; }
  constexpr bool is_small_set() const {
    return tag() == Tag::kSmallIntegers || tag() == Tag::kSmallAtoms;
  }
  // REQUIRES: the matching tag.
  constexpr int64_t small_integer() const { return static_cast<int64_t>(bits_) >> 3; }
  constexpr uint64_t mask() const { return payload(); }
  constexpr uint32_t atom_number() const { return static_cast<uint32_t>(bits_ >> 19); }
  constexpr AtomSort atom_sort() const { return static_cast<AtomSort>((bits_ >> 3) & 0xff); }
  constexpr char atom_type() const { return static_cast<char>((bits_ >> 11) & 0xff); }
  constexpr Special special() const { return static_cast<Special>(payload()); }
  const Object* object() const { return reinterpret_cast<const Object*>(bits_); }

  // Same word. Equal for all immediate kinds; a quick yes for objects.
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

 private:
  static constexpr uint64_t Word(Tag tag, uint64_t payload) {
    return (payload << 3) | static_cast<uint64_t>(tag);
  }
  uint64_t bits_;
};
static_assert(sizeof(Value) == 8);

enum class ObjectKind : uint8_t {
  kBigInteger,  // payload: int64
  kText,        // payload: bytes; size = their number
  kInterval,    // words[0], words[1]: low, high as int64 (low <= high)
  kSet,         // words: sorted, distinct
  kLooseSet,    // words: as written, elements that don't compare
  kTuple,       // words: elements 1..size
  kFunction,    // words[0] = domain (a set in normal form), words[1..size] = values in the domain's
                // order
  kLazyFunction,  // a closure; see LazyFunction
  kSubsets,       // SUBSET words[0]
  kFunctionSet,   // [words[0] -> words[1]]
  kRecordSet,     // words[0] = field names (a set of strings), words[1..size] = the sets, in that
                  // order
  kProduct,       // words: the factors
  kSequences,     // Seq(words[0])
  kUnionOf,       // UNION words[0], kept lazy because an element can't be enumerated
  kCup,
  kCap,
  kMinus,    // words[0], words[1]: lazy because an operand can't be enumerated
  kLazySet,  // a predicate over a set that can't be enumerated; see LazySet
};

// The head of every object; its words follow it in memory.
struct Object {
  ObjectKind kind;
  uint8_t flags = 0;
  uint16_t source = 0;  // which of the bytes being read it stands for, 0: none; see states::Sources
  uint32_t size;  // see ObjectKind; number of words unless said otherwise (kFunction, kRecordSet:
                  // words after words[0])

  const Value* words() const { return reinterpret_cast<const Value*>(this + 1); }
  Value* words() { return reinterpret_cast<Value*>(this + 1); }
  const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
};
static_assert(sizeof(Object) == 8);

class Heap;

// f[x \in S] == e not yet tabulated, or over an infinite domain. Lives in a Heap: trivially
// destructible. Stored as an Object of kind kLazyFunction whose words[0] holds the LazyFunction's
// address (as an object pointer bit pattern; use lazy_function()).
class LazyFunction {
 public:
  virtual Value Domain(Heap& heap) const = 0;
  virtual Value Apply(Heap& heap,
                      Value argument) const = 0;  // throws EvaluationError outside the domain
  // The finite table, memoised. Throws when the domain can't be enumerated.
  virtual Value Tabulate(Heap& heap) const = 0;

 protected:
  ~LazyFunction() = default;
};

// {x \in S : p} with S not enumerable.
class LazySet {
 public:
  virtual bool Contains(Heap& heap, Value element) const = 0;

 protected:
  ~LazySet() = default;
};

}  // namespace model::values

#endif  // MODEL_VALUES_VALUE_H_

// Lazy functions and predicate sets: bodies that are evaluated for one argument at a time.
//
// Both capture, when they are made, what their body reads of the unit around it, and run in a frame
// of their own for each application. A function over a finite enumerated set remembers its values
// by position; another one remembers them, by hash, if it is recursive.
//
// Closures live in a heap of the machine that made them and are used by no other machine.

#ifndef MODEL_INTERPRETER_CLOSURES_H_
#define MODEL_INTERPRETER_CLOSURES_H_

#include <span>

#include "model/interpreter/machine.h"
#include "model/interpreter/node.h"
#include "model/values/value.h"

namespace model::interpreter {

// Values by argument, in a heap. Open addressing; grows by doubling, up to a limit beyond which
// nothing more is kept.
class Memo {
 public:
  // The unset value if it is not known.
  Value Find(Heap& heap, Value argument, uint64_t hash) const;
  void Insert(Heap& home, Value argument, uint64_t hash, Value value);

 private:
  struct Entry {
    uint64_t hash;
    Value argument;
    Value value;  // unset: a free place
  };
  void Grow(Heap& home);

  Entry* entries_ = nullptr;
  uint32_t capacity_ = 0;
  uint32_t size_ = 0;
};

// What both kinds of closures have: the unit, what it captured, and the set it ranges over.
struct ClosureParts {
  Machine* machine = nullptr;
  const LinkedUnit* unit = nullptr;
  Heap* home = nullptr;
  Value domain;  // of several bounds: the set of tuples
  Value self;    // the function itself
  std::span<const Value> captured;

  // Evaluates the body with the bound variables taken from `argument`.
  Value Run(Value argument) const;
};

class FunctionClosure final : public values::LazyFunction {
 public:
  explicit FunctionClosure(const ClosureParts& parts) : parts_(parts) {}
  void set_self(Value self) { parts_.self = self; }

  Value Domain(Heap& heap) const override;
  Value Apply(Heap& heap, Value argument) const override;
  Value Tabulate(Heap& heap) const override;

 private:
  Value ApplyByPosition(Value argument) const;
  Value ApplyByHash(Value argument) const;
  [[noreturn]] void ThrowOutside(Value argument) const;
  bool Keepable(Value* value) const;

  enum class Memory : uint8_t { kUndecided, kNone, kPositions, kHash };
  void Decide() const;

  ClosureParts parts_;
  mutable Memory memory_ = Memory::kUndecided;
  mutable Value* positions_ = nullptr;
  mutable Memo memo_;
  mutable Value table_;
};

// [f EXCEPT ![key] = value] of a function whose domain can't be enumerated.
class UpdatedFunction final : public values::LazyFunction {
 public:
  UpdatedFunction(Value function, Value key, Value value)
      : function_(function), key_(key), value_(value) {}

  Value Domain(Heap& heap) const override;
  Value Apply(Heap& heap, Value argument) const override;
  Value Tabulate(Heap& heap) const override;

 private:
  Value function_, key_, value_;
};

class PredicateClosure final : public values::LazySet {
 public:
  explicit PredicateClosure(const ClosureParts& parts) : parts_(parts) {}
  bool Contains(Heap& heap, Value element) const override;

 private:
  ClosureParts parts_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_CLOSURES_H_

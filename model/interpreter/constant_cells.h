// The constants of a run: each is evaluated once, on first use, and then read by all workers.
//
// Values stand in a heap that lives as long as this object. Errors aren't kept: whoever needs the
// constant next meets the error again.
//
// THREADS: all. Find is lock-free; evaluation and publishing happen under `mutex`, which is
// recursive because constants use each other.

#ifndef MODEL_INTERPRETER_CONSTANT_CELLS_H_
#define MODEL_INTERPRETER_CONSTANT_CELLS_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

#include "model/values/heap.h"
#include "model/values/value.h"

namespace model::interpreter {

class ConstantCells {
 public:
  // `stop_flag` ends evaluations, see Heap::StopWhen; null: nothing does.
  explicit ConstantCells(std::shared_ptr<const values::AtomTable> atoms,
                         const std::atomic<bool>* stop_flag = nullptr)
      : atoms_(std::move(atoms)), stop_flag_(stop_flag), heap_(atoms_.get()) {
    heap_.StopWhen(stop_flag);
  }

  // REQUIRES: no other thread uses this object meanwhile.
  void Resize(size_t count) {
    while (cells_.size() < count) cells_.emplace_back(Unknown());
  }
  size_t size() const { return cells_.size(); }

  // The unset value if it is not known yet.
  values::Value Find(uint32_t index) const {
    return values::Value::FromBits(cells_[index].load(std::memory_order_acquire));
  }
  // REQUIRES: `mutex` is held, and the value lives in heap() or in no heap.
  void Publish(uint32_t index, values::Value value) {
    cells_[index].store(value.bits(), std::memory_order_release);
  }

  std::recursive_mutex& mutex() { return mutex_; }
  values::Heap& heap() {
    return heap_;
  }  // REQUIRES for allocation: `mutex` is held, or one thread only
  const values::AtomTable& atoms() const { return *atoms_; }
  const std::atomic<bool>* stop_flag() const { return stop_flag_; }

  // What TLCSet stored; specifications that use it have a single worker. Each value stands in a
  // heap of its own, if it needs one, so that counters don't pile up. Under `mutex`.
  struct Register {
    values::Value value;
    std::unique_ptr<values::Heap> heap;
  };
  std::map<int64_t, Register>& registers() { return registers_; }

 private:
  static uint64_t Unknown() { return values::Value().bits(); }

  std::shared_ptr<const values::AtomTable> atoms_;
  const std::atomic<bool>* const stop_flag_;
  std::recursive_mutex mutex_;
  values::Heap heap_;
  std::deque<std::atomic<uint64_t>> cells_;
  std::map<int64_t, Register> registers_;
};

// A copy that keeps lazy sets lazy: SUBSET S as a constant is for membership as often as for
// enumeration. Throws EvaluationError for closures, which belong to one machine. COST: the value's
// size; depth of recursion = nesting of the value.
values::Value CopyConstant(values::Heap& target, values::Value value);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_CONSTANT_CELLS_H_

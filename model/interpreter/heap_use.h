// The step heap's use by one judgement, labelling or description.

#ifndef MODEL_INTERPRETER_HEAP_USE_H_
#define MODEL_INTERPRETER_HEAP_USE_H_

#include "model/interpreter/machine.h"

namespace model::interpreter {

// Gives back what a judgement allocated, if the heap is no longer small: until then kept values
// stay valid from one judgement to the next. Not if closures (whose memory may hold some of it)
// were made since the steps began.
class HeapUse {
 public:
  explicit HeapUse(Machine& machine) : machine_(machine), mark_(machine.step_heap().Position()) {}
  ~HeapUse() {
    if (machine_.closures_made == 0 && machine_.step_heap().used_bytes() > kSmallHeapBytes) {
      machine_.ReleaseSteps(mark_);
    }
  }
  HeapUse(const HeapUse&) = delete;
  HeapUse& operator=(const HeapUse&) = delete;

 private:
  static constexpr size_t kSmallHeapBytes = size_t{1} << 16;  // stays in the caches

  Machine& machine_;
  Heap::Mark mark_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_HEAP_USE_H_

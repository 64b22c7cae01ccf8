// What one thread needs to run a program: the states being looked at, a heap for values, frames for
// slots.
//
// A Machine has no opinion on what is evaluated. It holds the current and the next state (arrays of
// values, one for each variable), the root frame, a stack of frames for procedures and closures,
// and the linked program. Whoever evaluates (the explorer, the host of lowering, the constant
// cells) sets the states and calls Evaluate or RunAction.
//
// THREADS: one thread at a time; call EnterThread first on each.

#ifndef MODEL_INTERPRETER_MACHINE_H_
#define MODEL_INTERPRETER_MACHINE_H_

#include <pthread.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/interpreter/constant_cells.h"
#include "model/interpreter/linker.h"
#include "model/interpreter/node.h"
#include "model/interpreter/remembered_values.h"
#include "model/states/codec.h"
#include "model/transitions/transition_system.h"
#include "model/values/heap.h"

namespace model::interpreter {

// Where PrintT and Print write. Called by one thread at a time.
using PrintSink = std::function<void(std::string_view)>;

// A stretch of address space for slots; memory is used as it is touched.
class SlotMemory {
 public:
  explicit SlotMemory(size_t slots);
  ~SlotMemory();
  SlotMemory(const SlotMemory&) = delete;
  SlotMemory& operator=(const SlotMemory&) = delete;
  Value* begin() const { return begin_; }
  Value* end() const { return begin_ + slots_; }

 private:
  Value* begin_;
  size_t slots_;
};

// The path of action nodes down to the one that is running; kept only where errors are located
// (faults.h).
struct ActionPath {
  const LinkedAction* action;
  const ActionPath* outer;
};

class SharedEnumeration;

class Machine {
 public:
  // `program` may grow while the machine is used only if `root_capacity` slots are enough for its
  // root unit.
  Machine(const program::Program& program, ConstantCells& constants, size_t root_capacity);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine();

  // --- The states ---
  const Value* current = nullptr;
  Value* next = nullptr;
  EncodedState encoded_current, encoded_next;  // the same as bytes, where somebody knows them
  uint32_t unassigned = 0;                     // variables of `next` without a value
  uint32_t variable_count = 0;
  uint32_t states_between = 0;  // halfway states of composed actions since it was last set to 0

  // --- Switches: bit i = value of Program::switches[i], and which were looked at ---
  bool has_switch_values = false;
  uint64_t switch_values = 0;
  uint64_t switches_read = 0;

  // --- What an action's continuation ends in; false stops the enumeration ---
  using EmitFn = bool (*)(Machine& machine, void* context);
  EmitFn emit = nullptr;
  void* emit_context = nullptr;
  const char* computing = "next states";  // for error messages
  SharedEnumeration* shared = nullptr;    // if only parts of the enumeration are run here
  bool applying_by_need = false;          // see apply_by_need.h

  // --- Values and slots ---
  Heap* heap = nullptr;   // where new values go: `step_heap` but while a constant is evaluated
  Value* root = nullptr;  // the frame of unit 0
  Value* frame_top = nullptr;
  Value* frame_end = nullptr;

  // --- Bookkeeping of errors; see faults.h ---
  bool tracing = false;
  const ActionPath* action_path = nullptr;
  std::vector<source::Range> places;  // innermost first, filled while an error passes
  bool path_noted = false;

  // Closures made since it was last reset: their memo tables are mutable, and keep the heap from
  // being released early.
  uint64_t closures_made = 0;
  uint64_t warnings_except_outside = 0;

  // --- What library operators see ---
  transitions::SearchFigures figures;
  uint32_t judged_action = transitions::StepBatch::kInitialAction;  // led to the state or step
  const source::SourceSet* sources = nullptr;                       // null: places aren't known
  const PrintSink* print = nullptr;
  bool silent = false;  // while an error is located by evaluating again

  const program::Program& program() const { return *program_; }
  ConstantCells& constants() { return constants_; }
  Linker& linker() { return *linker_; }
  uint32_t root_size() const { return program_->units.empty() ? 0 : program_->units[0].frame_size; }
  Heap& step_heap() { return step_heap_; }
  // Forgets what was allocated in it since `mark`.
  void ReleaseSteps(Heap::Mark mark) {
    step_heap_.Release(mark);
    ++step_releases_;
  }
  // How often that was done: between two, a word stands for the same value.
  uint64_t step_releases() const { return step_releases_; }
  // For values of this machine that are never released.
  Heap& own_heap() { return own_heap_; }
  RememberedValues& remembered() { return remembered_; }

  const Node* Link(ExpressionId id) { return linker_->Link(id); }
  const LinkedAction* Link(ActionNodeId id) { return linker_->LinkAction(id); }
  const LinkedAction* LinkInstance(ActionNodeId id, Linker::Presets presets) {
    return linker_->LinkInstance(id, presets);
  }

  // Before anything is linked: `current` may hold variables without a value.
  void ExpectNoState() { linker_->ExpectNoState(); }

  // Makes this thread's stack the one whose end is watched.
  void EnterThread() {
    if (!pthread_equal(thread_, pthread_self()) || stack_limit_ == nullptr) FindStackLimit();
  }
  // Lets the stack grow by so much from here, if it may grow more; until tracing stops.
  void LimitStack(ptrdiff_t bytes);
  // Throws kStackOverflow shortly before the end of the thread's stack, and kInterrupted on demand.
  void CheckStack() const {
    step_heap_.CheckStop();
    if (static_cast<const char*>(__builtin_frame_address(0)) < stack_limit_) [[unlikely]]
      ThrowStackOverflow();
  }
  // Links anew: constants that have become known are literals then.
  void Relink();
  // Evaluates with every node noting its place when an error passes. See faults.h.
  void StartTracing();
  void StopTracing();

  // A value that can't be shared between machines, such as an infinite lazy function: made in this
  // machine's own heap.
  absl::flat_hash_map<uint32_t, Value> own_cells;
  // Scratch: the encoding of a recursive function's argument.
  states::ByteWriter key_bytes;
  states::ByteWriter content_bytes;  // scratch: what a remembered value depends on

  uint64_t random_state = 0x9e3779b97f4a7c15u;

 private:
  void FindStackLimit();
  [[noreturn]] void ThrowStackOverflow() const;

  const program::Program* program_;
  ConstantCells& constants_;
  Heap step_heap_;
  uint64_t step_releases_ = 0;
  Heap own_heap_;
  RememberedValues remembered_;
  SlotMemory root_memory_;
  SlotMemory stack_memory_;
  std::unique_ptr<Linker> linker_;
  std::unique_ptr<Linker> plain_linker_;  // while tracing
  std::unique_ptr<Linker> traced_linker_;
  pthread_t thread_{};
  const char* stack_limit_ = nullptr;
};

[[noreturn]] void ThrowFrameOverflow();

// A frame of `size` unset slots, as long as this object lives.
class FrameScope {
 public:
  FrameScope(Machine& machine, uint32_t size) : machine_(machine), frame_(machine.frame_top) {
    if (static_cast<size_t>(machine.frame_end - frame_) < size) [[unlikely]]
      ThrowFrameOverflow();
    machine.frame_top = frame_ + size;
    for (uint32_t i = 0; i < size; ++i) frame_[i] = Value();
  }
  ~FrameScope() { machine_.frame_top = frame_; }
  FrameScope(const FrameScope&) = delete;
  FrameScope& operator=(const FrameScope&) = delete;
  Value* frame() const { return frame_; }

 private:
  Machine& machine_;
  Value* frame_;
};

// A root frame of its own for evaluation in the middle of an action, whose slots stay as they are.
class RootScope {
 public:
  explicit RootScope(Machine& machine)
      : machine_(machine), root_(machine.root), fresh_(machine, machine.root_size()) {
    machine.root = fresh_.frame();
  }
  ~RootScope() { machine_.root = root_; }
  RootScope(const RootScope&) = delete;
  RootScope& operator=(const RootScope&) = delete;

 private:
  Machine& machine_;
  Value* root_;
  FrameScope fresh_;
};

// Sets the states for a while.
class StateScope {
 public:
  StateScope(Machine& machine, const Value* current, Value* next, uint32_t unassigned,
             EncodedState encoded_current = {}, EncodedState encoded_next = {})
      : machine_(machine),
        current_(machine.current),
        next_(machine.next),
        encoded_current_(machine.encoded_current),
        encoded_next_(machine.encoded_next),
        unassigned_(machine.unassigned) {
    machine.current = current;
    machine.next = next;
    machine.encoded_current = encoded_current;
    machine.encoded_next = encoded_next;
    machine.unassigned = unassigned;
  }
  ~StateScope() {
    machine_.current = current_;
    machine_.next = next_;
    machine_.encoded_current = encoded_current_;
    machine_.encoded_next = encoded_next_;
    machine_.unassigned = unassigned_;
  }
  StateScope(const StateScope&) = delete;
  StateScope& operator=(const StateScope&) = delete;

 private:
  Machine& machine_;
  const Value* current_;
  Value* next_;
  EncodedState encoded_current_;
  EncodedState encoded_next_;
  uint32_t unassigned_;
};

// The value of constant cell `index`, evaluated now if it never was.
Value CellValue(Machine& machine, uint32_t index);

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_MACHINE_H_

#include "model/interpreter/machine.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using values::ErrorKind;
using values::EvaluationError;

// Slots of procedures and closures: 64 Mi slots = 512 MiB of address space, far beyond what a 1 GiB
// thread stack can recurse into.
constexpr size_t kStackSlots = size_t{64} << 20;
// Kept free at the end of a thread's stack for what runs without checks (library operators,
// model/values).
constexpr size_t kStackReserveBytes = size_t{768} << 10;

// A recursion this deep (some hundred thousand calls) has no end; unwinding more of it would only
// take longer.
constexpr ptrdiff_t kMaxRecursionBytes = ptrdiff_t{192} << 20;

}  // namespace

SlotMemory::SlotMemory(size_t slots) : slots_(slots) {
  void* memory = mmap(nullptr, slots * sizeof(Value), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  begin_ = static_cast<Value*>(memory);
}

SlotMemory::~SlotMemory() { munmap(begin_, slots_ * sizeof(Value)); }

Machine::Machine(const program::Program& program, ConstantCells& constants, size_t root_capacity)
    : program_(&program),
      constants_(constants),
      step_heap_(&constants.atoms()),
      own_heap_(&constants.atoms()),
      remembered_(&constants.atoms()),
      root_memory_(root_capacity + 1),
      stack_memory_(kStackSlots),
      linker_(std::make_unique<Linker>(program, constants, Linker::Tracing::kOff)) {
  step_heap_.StopWhen(constants.stop_flag());
  own_heap_.StopWhen(constants.stop_flag());
  heap = &step_heap_;
  root = root_memory_.begin();
  for (size_t i = 0; i < root_capacity; ++i) root[i] = Value();
  frame_top = stack_memory_.begin();
  frame_end = stack_memory_.end();
  variable_count = static_cast<uint32_t>(program.variables.size());
}

Machine::~Machine() = default;

void Machine::Relink() { linker_->Forget(); }

void Machine::StartTracing() {
  if (traced_linker_ == nullptr) {
    traced_linker_ = std::make_unique<Linker>(*program_, constants_, Linker::Tracing::kOn);
  }
  plain_linker_ = std::move(linker_);
  linker_ = std::move(traced_linker_);
  tracing = true;
  silent = true;
  places.clear();
  path_noted = false;
  action_path = nullptr;
}

void Machine::StopTracing() {
  traced_linker_ = std::move(linker_);
  linker_ = std::move(plain_linker_);
  tracing = false;
  silent = false;
  FindStackLimit();
}

void Machine::LimitStack(ptrdiff_t bytes) {
  const char* const here = static_cast<const char*>(__builtin_frame_address(0));
  stack_limit_ = std::max(stack_limit_, here - bytes);
}

void Machine::FindStackLimit() {
  thread_ = pthread_self();
  pthread_attr_t attributes;
  void* low = nullptr;
  size_t size = 0;
  if (pthread_getattr_np(thread_, &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
  }
  const char* const end = static_cast<const char*>(low) + std::min(kStackReserveBytes, size / 4);
  const char* const here = static_cast<const char*>(__builtin_frame_address(0));
  stack_limit_ = here - end > kMaxRecursionBytes ? here - kMaxRecursionBytes : end;
}

void Machine::ThrowStackOverflow() const {
  throw EvaluationError(
      ErrorKind::kStackOverflow,
      "The stack overflowed: an operator or function recurs too deeply, perhaps without end.");
}

void ThrowFrameOverflow() {
  throw EvaluationError(
      ErrorKind::kStackOverflow,
      "The stack overflowed: an operator or function recurs too deeply, perhaps without end.");
}

}  // namespace model::interpreter

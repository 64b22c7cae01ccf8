// What library operators see of the run: output, random numbers, TLCSet's registers, figures of the
// search.

#ifndef MODEL_INTERPRETER_LIBRARY_HOST_H_
#define MODEL_INTERPRETER_LIBRARY_HOST_H_

#include "model/interpreter/library/native_operators.h"
#include "model/interpreter/machine.h"

namespace model::interpreter {

class LibraryHost final : public library::NativeHost {
 public:
  explicit LibraryHost(Machine& machine) : machine_(machine) {}

  void Print(std::string_view line) override;
  uint64_t Random() override;
  Value Register(int64_t number) override;
  void SetRegister(int64_t number, Value value) override;
  Value Fact(Heap& heap, std::string_view name) override;
  Value Trace(Heap& heap) override;
  Value CounterExample(Heap& heap) override;

 private:
  Value AllRegisters(Heap& heap);

  Machine& machine_;
};

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_LIBRARY_HOST_H_

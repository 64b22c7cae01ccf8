#include "model/interpreter/constant_cells.h"

#include "model/interpreter/machine.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using values::Object;
using values::ObjectKind;

// REQUIRES: an object whose words are values.
size_t ChildCount(const Object* object) {
  const bool has_head =
      object->kind == ObjectKind::kFunction || object->kind == ObjectKind::kRecordSet;
  return object->size + (has_head ? size_t{1} : size_t{0});
}

class HeapScope {
 public:
  HeapScope(Machine& machine, Heap* heap) : machine_(machine), outer_(machine.heap) {
    machine.heap = heap;
  }
  ~HeapScope() { machine_.heap = outer_; }
  HeapScope(const HeapScope&) = delete;
  HeapScope& operator=(const HeapScope&) = delete;

 private:
  Machine& machine_;
  Heap* outer_;
};

bool HoldsClosure(Value value) {
  if (!value.is_object()) return false;
  const Object* object = value.object();
  switch (object->kind) {
    case ObjectKind::kLazyFunction:
    case ObjectKind::kLazySet: return true;
    case ObjectKind::kBigInteger:
    case ObjectKind::kText:
    case ObjectKind::kInterval: return false;
    default: break;
  }
  for (size_t i = 0; i < ChildCount(object); ++i) {
    if (HoldsClosure(object->words()[i])) return true;
  }
  return false;
}

}  // namespace

Value CopyConstant(Heap& target, Value value) {
  if (!value.is_object()) return value;
  const Object* object = value.object();
  switch (object->kind) {
    case ObjectKind::kLazyFunction:
    case ObjectKind::kLazySet: throw values::EvaluationError("a closure can't be shared");
    case ObjectKind::kBigInteger:
    case ObjectKind::kText:
    case ObjectKind::kInterval: return values::CopyTo(target, value);
    default: break;
  }
  const size_t words = ChildCount(object);
  Object* copy = target.NewObject(object->kind, object->size, words);
  copy->flags = object->flags;
  for (size_t i = 0; i < words; ++i) copy->words()[i] = CopyConstant(target, object->words()[i]);
  return Value::Of(copy);
}

Value CellValue(Machine& machine, uint32_t index) {
  ConstantCells& constants = machine.constants();
  if (const Value known = constants.Find(index); !known.is_unset()) return known;
  if (auto own = machine.own_cells.find(index); own != machine.own_cells.end()) return own->second;

  std::lock_guard lock(constants.mutex());
  if (const Value known = constants.Find(index); !known.is_unset()) return known;
  const Node* node = machine.Link(machine.program().cells[index].expression);
  const Value value = Evaluate(node, machine, machine.root);
  if (!HoldsClosure(value)) {
    const Value shared = CopyConstant(constants.heap(), value);
    constants.Publish(index, shared);
    return shared;
  }
  HeapScope own(machine, &machine.own_heap());
  const Value kept = Evaluate(node, machine, machine.root);
  machine.own_cells[index] = kept;
  return kept;
}

}  // namespace model::interpreter

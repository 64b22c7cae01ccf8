// Random values for property tests: first a random type, then values of that type, so that they all
// compare.

#ifndef TESTS_MODEL_VALUES_RANDOM_VALUES_H_
#define TESTS_MODEL_VALUES_RANDOM_VALUES_H_

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "model/values/operations.h"

namespace model::values {

// Model values m1, m2, m3 (0..2), A_1, A_2, B_1 (3..5), then strings a..h (6..13), then s0..s69
// (14..83).
inline const AtomTable& TestAtoms() {
  static const AtomTable* atoms = [] {
    std::vector<std::string> strings = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (int i = 0; i < 70; ++i) strings.push_back(std::string("s").append(std::to_string(i)));
    return new AtomTable({"m1", "m2", "m3", "A_1", "A_2", "B_1"}, strings);
  }();
  return *atoms;
}

struct Type {
  enum Form {
    kBoolean,
    kSmallInteger,
    kInteger,
    kString,
    kModelValue,
    kSet,
    kSequence,
    kTuple,
    kRecord,
    kFunction
  } form;
  std::vector<std::shared_ptr<Type>> parts;
};
using TypePointer = std::shared_ptr<Type>;

class RandomValues {
 public:
  RandomValues(Heap& heap, uint32_t seed) : heap_(heap), random_(seed) {}

  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }

  TypePointer AnyType(int depth) {
    auto type = std::make_shared<Type>();
    const int forms = depth == 0 ? Type::kSet : Type::kFunction + 1;
    type->form = static_cast<Type::Form>(Below(forms));
    const int parts = type->form == Type::kTuple || type->form == Type::kRecord ? 1 + Below(3)
                      : type->form == Type::kFunction                           ? 2
                      : type->form >= Type::kSet                                ? 1
                                                                                : 0;
    for (int i = 0; i < parts; ++i) type->parts.push_back(AnyType(depth - 1));
    return type;
  }

  Value Of(const Type& type) {
    switch (type.form) {
      case Type::kBoolean: return Value::Boolean(Below(2) == 0);
      case Type::kSmallInteger: return Value::SmallInteger(Below(8));
      case Type::kInteger: return AnyInteger();
      case Type::kString: return AnyString();
      case Type::kModelValue: return heap_.atoms().Get(static_cast<uint32_t>(Below(3)));
      case Type::kSet: return MakeSet(heap_, Many(*type.parts[0], Below(6)));
      case Type::kSequence: return MakeTuple(heap_, Many(*type.parts[0], Below(5)));
      case Type::kTuple: {
        std::vector<Value> elements;
        for (const TypePointer& part : type.parts) elements.push_back(Of(*part));
        return MakeTuple(heap_, elements);
      }
      case Type::kRecord: {
        std::vector<Value> names, values;
        for (size_t i = 0; i < type.parts.size(); ++i) {
          names.push_back(heap_.atoms().Get(static_cast<uint32_t>(6 + i)));
          values.push_back(Of(*type.parts[i]));
        }
        return MakeRecord(heap_, MakeSet(heap_, names), values);
      }
      case Type::kFunction: {
        const Value domain = MakeSet(heap_, Many(*type.parts[0], Below(5)));
        const auto size = static_cast<int>(Cardinality(heap_, domain));
        return MakeFunction(heap_, domain, Many(*type.parts[1], size));
      }
    }
    return Value();
  }

  std::vector<Value> Many(const Type& type, int count) {
    std::vector<Value> values;
    for (int i = 0; i < count; ++i) values.push_back(Of(type));
    return values;
  }

 private:
  Value AnyInteger() {
    switch (Below(4)) {
      case 0: return Value::SmallInteger(Below(200) - 100);
      case 1: return Value::SmallInteger(58 + Below(8));
      case 2: return MakeInteger(heap_, INT64_MAX - Below(3));
      default: return MakeInteger(heap_, INT64_MIN + Below(3));
    }
  }

  Value AnyString() {
    if (Below(4) == 0)
      return MakeString(heap_, std::string("run time ").append(std::to_string(Below(5))));
    return heap_.atoms().Get(static_cast<uint32_t>(6 + Below(78)));
  }

  Heap& heap_;
  std::mt19937 random_;
};

}  // namespace model::values

#endif  // TESTS_MODEL_VALUES_RANDOM_VALUES_H_

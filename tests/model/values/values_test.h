// What the tests of model/values share: a heap with the test's atoms, short constructors, and the
// text of an error.

#ifndef TESTS_MODEL_VALUES_VALUES_TEST_H_
#define TESTS_MODEL_VALUES_VALUES_TEST_H_

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "model/values/operations.h"
#include "tests/model/values/random_values.h"

namespace model::values {

class ValuesTest : public ::testing::Test {
 protected:
  Value Int(int64_t i) { return MakeInteger(heap_, i); }
  Value Str(const char* text) { return MakeString(heap_, text); }
  Value Atom(const char* name) { return heap_.atoms().FindModelValue(name); }
  Value Set(std::vector<Value> elements) { return MakeSet(heap_, elements); }
  Value Tuple(std::vector<Value> elements) { return MakeTuple(heap_, elements); }
  Value Ints(std::initializer_list<int64_t> integers) {
    std::vector<Value> elements;
    for (const int64_t i : integers) elements.push_back(Int(i));
    return Set(elements);
  }
  Value Range(int64_t low, int64_t high) { return MakeInterval(heap_, low, high); }
  Value Function(Value domain, std::vector<Value> values) {
    return MakeFunction(heap_, domain, values);
  }
  Value Record(std::vector<const char*> names, std::vector<Value> values) {
    std::vector<Value> strings;
    for (const char* name : names) strings.push_back(Str(name));
    return MakeRecord(heap_, Set(strings), values);
  }
  Value Of(Special special) { return Value::Of(special); }
  std::string Text(Value v) { return Print(heap_, v); }

  // The elements in the order of the iterator.
  std::vector<Value> Elements(Value set) {
    std::vector<Value> elements;
    SetIterator each(heap_, set);
    for (Value element; each.Next(&element);) elements.push_back(element);
    return elements;
  }
  std::string ElementsText(Value set) {
    std::string text;
    for (const Value element : Elements(set)) {
      if (!text.empty()) text += ' ';
      text += Text(element);
    }
    return text;
  }

  template <typename Action>
  std::string ErrorOf(Action action) {
    try {
      action();
    } catch (const EvaluationError& error) {
      return error.message;
    }
    return "no error";
  }

  Heap heap_{&TestAtoms()};
};

}  // namespace model::values

#endif  // TESTS_MODEL_VALUES_VALUES_TEST_H_

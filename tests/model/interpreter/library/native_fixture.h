// Calls native operators by name, with values written in C++.

#ifndef TESTS_MODEL_INTERPRETER_LIBRARY_NATIVE_FIXTURE_H_
#define TESTS_MODEL_INTERPRETER_LIBRARY_NATIVE_FIXTURE_H_

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/interpreter/library/native_operators.h"
#include "model/values/operations.h"

namespace model::interpreter::library {

class NativeOperatorTest : public testing::Test, public NativeHost, public OperatorCaller {
 protected:
  using Operator = std::function<Value(std::span<const Value>)>;

  void Print(std::string_view line) override { printed_.emplace_back(line); }
  uint64_t Random() override {
    return random_ = random_ * 6364136223846793005u + 1442695040888963407u;
  }
  Value Register(int64_t number) override { return registers_[number]; }
  void SetRegister(int64_t number, Value value) override { registers_[number] = value; }
  Value Fact(values::Heap&, std::string_view name) override {
    return name == "level" ? Value::SmallInteger(7) : Value();
  }
  Value Trace(values::Heap&) override { return Value(); }
  Value CounterExample(values::Heap&) override { return Value(); }
  Value Call(uint32_t index, std::span<const Value> arguments) override {
    return operators_.at(index)(arguments);
  }

  Value Apply(std::string_view module, std::string_view name, std::vector<Value> arguments,
              std::vector<Operator> operators = {}) {
    operators_ = std::move(operators);
    const auto arity = static_cast<uint32_t>(arguments.size() + operators_.size());
    const auto found = FindNativeOperator(module, name, arity);
    EXPECT_TRUE(found.has_value()) << module << "!" << name << "/" << arity;
    NativeContext context{heap_, *this, this};
    return NativeOperators()[*found].function(context, arguments);
  }

  // The result as the checker prints it, or the error message.
  std::string Show(std::string_view module, std::string_view name, std::vector<Value> arguments,
                   std::vector<Operator> operators = {}) {
    try {
      return values::Print(heap_, Apply(module, name, std::move(arguments), std::move(operators)));
    } catch (const values::EvaluationError& error) {
      return "error: " + error.message;
    }
  }

  Value I(int64_t i) { return values::MakeInteger(heap_, i); }
  Value S(std::string_view text) { return values::MakeString(heap_, text); }
  Value Set(std::vector<Value> elements) { return values::MakeSet(heap_, elements); }
  Value Seq(std::vector<Value> elements) { return values::MakeTuple(heap_, elements); }
  Value Ints(std::vector<int64_t> numbers) {
    std::vector<Value> elements;
    for (int64_t i : numbers) elements.push_back(I(i));
    return Seq(elements);
  }

  values::AtomTable atoms_{{"m1"}, {"a", "b", "c"}};
  values::Heap heap_{&atoms_};
  std::vector<std::string> printed_;
  std::map<int64_t, Value> registers_;
  std::vector<Operator> operators_;
  uint64_t random_ = 1;
};

}  // namespace model::interpreter::library

#endif  // TESTS_MODEL_INTERPRETER_LIBRARY_NATIVE_FIXTURE_H_

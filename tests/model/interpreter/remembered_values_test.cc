#include "model/interpreter/remembered_values.h"

#include <gtest/gtest.h>

#include <string>

#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using values::Value;

std::span<const uint8_t> Bytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

class RememberedValuesTest : public testing::Test {
 protected:
  Value TupleOf(uint32_t size) {
    values::Object* tuple = heap.NewObject(values::ObjectKind::kTuple, size, size);
    for (uint32_t i = 0; i < size; ++i) tuple->words()[i] = Value::SmallInteger(i);
    return Value::Of(tuple);
  }

  values::AtomTable atoms{{}, {}};
  values::Heap heap{&atoms};
  RememberedValues remembered{&atoms};
};

TEST_F(RememberedValuesTest, KnowsAValueByItsExpressionAndContent) {
  remembered.Add(1, Bytes("content"), Value::SmallInteger(5));
  EXPECT_EQ(remembered.Find(1, Bytes("content")), Value::SmallInteger(5));
  EXPECT_TRUE(remembered.Find(2, Bytes("content")).is_unset());
  EXPECT_TRUE(remembered.Find(1, Bytes("contenT")).is_unset());
}

TEST_F(RememberedValuesTest, OutlivesTheHeapThatAValueWasMadeIn) {
  const values::Heap::Mark mark = heap.Position();
  remembered.Add(1, Bytes("a"), TupleOf(3));
  heap.Release(mark);
  TupleOf(7);
  EXPECT_EQ(values::Print(heap, remembered.Find(1, Bytes("a"))), "<<0, 1, 2>>");
}

TEST_F(RememberedValuesTest, StaysSmallAndStartsAnewAfterTrim) {
  for (int i = 0; i < 10'000; ++i) remembered.Add(1, Bytes(std::to_string(i)), TupleOf(100));
  EXPECT_TRUE(remembered.Find(1, Bytes("9999")).is_unset());
  remembered.Trim();
  EXPECT_TRUE(remembered.Find(1, Bytes("0")).is_unset());
  remembered.Add(1, Bytes("9999"), TupleOf(100));
  EXPECT_FALSE(remembered.Find(1, Bytes("9999")).is_unset());
}

TEST_F(RememberedValuesTest, ForgetsNothingWhileThereIsRoom) {
  for (int i = 0; i < 10; ++i) remembered.Add(1, Bytes(std::to_string(i)), TupleOf(2));
  remembered.Trim();
  EXPECT_FALSE(remembered.Find(1, Bytes("9")).is_unset());
}

}  // namespace
}  // namespace model::interpreter

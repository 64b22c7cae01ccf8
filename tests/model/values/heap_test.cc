#include "model/values/heap.h"

#include <cstring>

#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

TEST(Heap, GivesTheSameMemoryAgainAfterARelease) {
  Heap heap(&TestAtoms());
  void* first = heap.Allocate(100);
  const Heap::Mark mark = heap.Position();
  void* second = heap.Allocate(100);
  for (int i = 0; i < 100; ++i) std::memset(heap.Allocate(10'000), i, 10'000);
  const size_t used = heap.used_bytes();
  EXPECT_GE(used, 1'000'000u);
  heap.Release(mark);
  EXPECT_EQ(heap.Allocate(100), second);
  for (int i = 0; i < 100; ++i) heap.Allocate(10'000);
  EXPECT_EQ(heap.used_bytes(), used);
  heap.Release({0, 0});
  EXPECT_EQ(heap.Allocate(100), first);
}

TEST(Heap, RefusesMoreThanItsLimit) {
  Heap heap(&TestAtoms());
  heap.set_limit_bytes(1 << 20);
  EXPECT_THROW(heap.Allocate(2 << 20), EvaluationError);
  EXPECT_THROW(
      {
        for (;;) heap.Allocate(1000);
      },
      EvaluationError);
}

TEST(Heap, TakesBackTheEndOfAnObject) {
  Heap heap(&TestAtoms());
  Object* object = heap.NewObject(ObjectKind::kSet, 10, 10);
  heap.Shrink(object, 10, 2);
  EXPECT_EQ(heap.Allocate(8), object->words() + 2);
  heap.Shrink(object, 2, 0);  // no longer the last: stays
  EXPECT_EQ(heap.Allocate(8), object->words() + 3);
}

TEST(AtomTable, NumbersModelValuesThenStrings) {
  const AtomTable atoms({"m", "A_x", "AB_x"}, {"m", "x"});
  EXPECT_EQ(atoms.size(), 5u);
  EXPECT_EQ(atoms.FindModelValue("m").atom_number(), 0u);
  EXPECT_EQ(atoms.FindModelValue("A_x").atom_type(), 'A');
  EXPECT_EQ(atoms.FindModelValue("AB_x").atom_type(), 0);
  EXPECT_EQ(atoms.FindString("m").atom_number(), 3u);
  EXPECT_EQ(atoms.Text(atoms.FindString("x")), "x");
  EXPECT_TRUE(atoms.FindString("AB_x").is_unset());
  EXPECT_TRUE(atoms.FindModelValue("x").is_unset());
  EXPECT_FALSE(atoms.FitsSmallSet(atoms.FindModelValue("A_x")));
}

}  // namespace
}  // namespace model::values

#include <algorithm>
#include <array>

#include "tests/model/values/values_test.h"

namespace model::values {
namespace {

using PermuteTest = ValuesTest;

// Renames model values in the text of a value; elements then have to be sorted again, so only sizes
// are compared with it.
TEST_F(PermuteTest, IsUndoneByTheInverse) {
  const std::array<uint32_t, 3> forward = {1, 2, 0}, back = {2, 0, 1};
  for (uint32_t seed = 0; seed < 500; ++seed) {
    RandomValues random(heap_, seed);
    const Value v = random.Of(*random.AnyType(3));
    const Value image = Permute(heap_, v, forward);
    EXPECT_TRUE(Equal(heap_, Permute(heap_, image, back), v)) << Text(v) << " " << Text(image);
    EXPECT_TRUE(Equal(heap_, Permute(heap_, Permute(heap_, image, forward), forward), v));
  }
}

TEST_F(PermuteTest, MovesArgumentsWithTheirValues) {
  const std::array<uint32_t, 2> swap = {1, 0};
  const Value f = Function(Set({Atom("m1"), Atom("m2")}), {Int(7), Atom("m1")});
  EXPECT_EQ(Text(Permute(heap_, f, swap)), "(m1 :> m2 @@ m2 :> 7)");
  EXPECT_EQ(Text(Permute(heap_, Set({Atom("m1"), Int(1)}), swap)), "{m2, 1}");
  EXPECT_EQ(
      Text(Permute(heap_, Set({Tuple({Atom("m1"), Int(1)}), Tuple({Atom("m2"), Int(2)})}), swap)),
      "{<<m1, 2>>, <<m2, 1>>}");
}

TEST_F(PermuteTest, ReturnsWhatItDoesntMove) {
  const std::array<uint32_t, 2> swap = {1, 0};
  const Value v = Record({"a", "b"}, {Tuple({Int(1)}), Set({Atom("m3")})});
  EXPECT_EQ(Permute(heap_, v, swap), v);
}

}  // namespace
}  // namespace model::values

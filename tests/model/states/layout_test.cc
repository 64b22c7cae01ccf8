#include "model/states/layout.h"

#include "model/states/codec.h"
#include "tests/model/values/values_test.h"

namespace model::states {
namespace {

using values::Value;

class LayoutTest : public values::ValuesTest {
 protected:
  using Bytes = std::vector<uint8_t>;
  Bytes State(std::initializer_list<Value> variables) {
    ByteWriter writer;
    for (const Value v : variables) Encode(heap_, v, writer);
    return {writer.data(), writer.data() + writer.size()};
  }
  Value Pair(Value a, Value b) { return values::MakeTuple(heap_, std::vector<Value>{a, b}); }
  Value Over(uint64_t domain, std::vector<Value> values) {
    return values::MakeFunction(heap_, Value::SmallIntegers(domain), values);
  }
  static Value Int(int64_t i) { return Value::SmallInteger(i); }
  // What stands where part `i` is found.
  Value At(const Bytes& state, const ByteRange& range) {
    Value value;
    EXPECT_EQ(Decode(heap_, state.data() + range.begin, state.data() + state.size(), &value),
              state.data() + range.end);
    return value;
  }
};

TEST_F(LayoutTest, FindsVariablesAndPartsOfParts) {
  const Bytes sample = State({Int(5), Over(0b1001, {Pair(Int(1), Int(2)), Int(3)}), Int(7)});
  const std::vector<PartPath> paths = {{0}, {1, 0, 1}, {1, 1}, {2}};
  const Layout layout(paths, 3, sample);
  const Bytes state =
      State({Int(500), Over(0b1001, {Pair(Pair(Int(8), Int(9)), Int(300)), Int(4)}), Int(6)});
  std::vector<ByteRange> ranges(paths.size());
  ASSERT_TRUE(layout.Find(state, ranges.data()));
  EXPECT_EQ(At(state, ranges[0]), Int(500));
  EXPECT_EQ(At(state, ranges[1]), Int(300));
  EXPECT_EQ(At(state, ranges[2]), Int(4));
  EXPECT_EQ(At(state, ranges[3]), Int(6));
}

TEST_F(LayoutTest, AVariableAndAPartOfItAreBothFound) {
  const Bytes sample = State({Pair(Int(1), Int(2))});
  const Layout layout(std::vector<PartPath>{{0}, {0, 1}}, 1, sample);
  std::vector<ByteRange> ranges(2);
  ASSERT_TRUE(layout.Find(sample, ranges.data()));
  EXPECT_EQ(ranges[0].begin, 0u);
  EXPECT_EQ(ranges[0].end, sample.size());
  EXPECT_EQ(At(sample, ranges[1]), Int(2));
}

TEST_F(LayoutTest, RefusesAnotherDomainOrKindOnTheWay) {
  const Layout layout(std::vector<PartPath>{{0, 1}}, 1, State({Over(0b1001, {Int(1), Int(2)})}));
  ByteRange range;
  EXPECT_TRUE(layout.Find(State({Over(0b1001, {Int(1), Pair(Int(1), Int(2))})}), &range));
  EXPECT_FALSE(layout.Find(State({Over(0b10001, {Int(1), Int(2)})}), &range));
  EXPECT_FALSE(layout.Find(State({Pair(Int(1), Int(2))}), &range));
  EXPECT_FALSE(layout.Find(State({Int(1)}), &range));
}

TEST_F(LayoutTest, NeverReadsBeyondTheEnd) {
  const Bytes state = State({Over(0b1001, {Pair(Int(1), Int(200)), Int(3)}), Int(900)});
  const Layout layout(std::vector<PartPath>{{0, 0, 1}, {0, 1}, {1}}, 2, state);
  std::vector<ByteRange> ranges(3);
  for (size_t size = 0; size < state.size(); ++size) {
    const Bytes cut(state.begin(), state.begin() + static_cast<ptrdiff_t>(size));
    bool is_found = false;
    try {
      is_found = layout.Find(cut, ranges.data());
    } catch (const values::EvaluationError&) {
    }
    EXPECT_FALSE(is_found) << size;
  }
}

}  // namespace
}  // namespace model::states

#include "model/states/codec.h"

#include <pthread.h>

#include <functional>
#include <map>
#include <random>

#include "tests/model/values/values_test.h"

namespace model::states {
namespace {

using values::Heap;
using values::Value;

class CodecTest : public values::ValuesTest {
 protected:
  std::string Bytes(Value v) {
    ByteWriter writer;
    Encode(heap_, v, writer);
    return {reinterpret_cast<const char*>(writer.data()), writer.size()};
  }
  static const uint8_t* Begin(const std::string& bytes) {
    return reinterpret_cast<const uint8_t*>(bytes.data());
  }
  static const uint8_t* End(const std::string& bytes) { return Begin(bytes) + bytes.size(); }
};

TEST_F(CodecTest, DecodesWhatWasEncoded) {
  Heap other(&values::TestAtoms());
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    values::RandomValues random(heap_, seed);
    const Value v = random.Of(*random.AnyType(4));
    const std::string bytes = Bytes(v);
    Value copy;
    EXPECT_EQ(Decode(other, Begin(bytes), End(bytes), &copy), End(bytes));
    EXPECT_TRUE(values::Equal(heap_, v, copy)) << Text(v) << " became " << Text(copy);
    EXPECT_EQ(Skip(Begin(bytes), End(bytes)), End(bytes)) << Text(v);
    EXPECT_EQ(Bytes(copy), bytes);
  }
}

TEST_F(CodecTest, EqualValuesHaveEqualBytesAndOthersDiffer) {
  for (uint32_t seed = 0; seed < 500; ++seed) {
    values::RandomValues random(heap_, seed);
    const values::TypePointer type = random.AnyType(2);
    std::map<std::string, std::string> text_of_bytes;
    std::map<std::string, std::string> bytes_of_text;
    for (const Value v : random.Many(*type, 30)) {
      const std::string bytes = Bytes(v), text = Text(v);
      EXPECT_EQ(text_of_bytes.emplace(bytes, text).first->second, text);
      EXPECT_EQ(bytes_of_text.emplace(text, bytes).first->second, bytes);
    }
  }
}

TEST_F(CodecTest, BytesDontDependOnHowAValueWasMade) {
  EXPECT_EQ(Bytes(Range(1, 3)), Bytes(Ints({3, 2, 1})));
  EXPECT_EQ(Bytes(Range(100, 200)), Bytes(values::Union(heap_, Range(100, 150), Range(140, 200))));
  EXPECT_EQ(Bytes(Function(Range(1, 2), {Int(5), Int(6)})), Bytes(Tuple({Int(5), Int(6)})));
  EXPECT_EQ(Bytes(values::Subsets(heap_, Ints({1}))), Bytes(Set({Ints({1}), Set({})})));
  EXPECT_EQ(Bytes(Tuple({values::Subsets(heap_, Ints({1}))})),
            Bytes(Tuple({Set({Ints({1}), Set({})})})));
}

TEST_F(CodecTest, LongValuesSurvive) {
  std::vector<Value> many;
  for (int i = 0; i < 5000; ++i) many.push_back(Int(i * 7919));
  for (const Value v : {Tuple(many), Set(many), Str(std::string(3000, 'x').c_str()),
                        Function(Range(2, 5001), many), Function(Set(many), many)}) {
    const std::string bytes = Bytes(Tuple({v, v}));
    Value copy;
    EXPECT_EQ(Decode(heap_, Begin(bytes), End(bytes), &copy), End(bytes));
    EXPECT_TRUE(values::Equal(heap_, copy, Tuple({v, v})));
    EXPECT_EQ(Skip(Begin(bytes), End(bytes)), End(bytes));
  }
}

// As in the threads of a search, whose stacks are larger than a main program's.
void RunOnALargeStack(std::function<void()> action) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t{512} << 20);
  pthread_t thread;
  const auto run = [](void* function) -> void* {
    (*static_cast<std::function<void()>*>(function))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &action), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST_F(CodecTest, DeepValuesSurviveAndDeeperOnesAreRefused) {
  RunOnALargeStack([this] {
    Value v = Int(1);
    for (int i = 0; i < 10'000; ++i) v = Tuple({v});
    const std::string bytes = Bytes(v);
    Value copy;
    EXPECT_EQ(Decode(heap_, Begin(bytes), End(bytes), &copy), End(bytes));
    EXPECT_TRUE(values::Equal(heap_, copy, v));
    for (int i = 0; i < 20'000; ++i) v = Tuple({v});
    EXPECT_NE(ErrorOf([&] { Bytes(v); }), "no error");
  });
}

TEST_F(CodecTest, WhatCantBeStoredIsAnError) {
  EXPECT_NE(ErrorOf([&] { Bytes(Of(values::Special::kNat)); }), "no error");
  EXPECT_NE(ErrorOf([&] { Bytes(Tuple({Of(values::Special::kNat)})); }), "no error");
  EXPECT_NE(ErrorOf([&] { Bytes(Set({Int(1), Str("a")})); }), "no error");
  EXPECT_NE(ErrorOf([&] { Bytes(values::Sequences(heap_, Ints({1}))); }), "no error");
}

TEST_F(CodecTest, MalformedBytesAreRefused) {
  std::mt19937 random(7);
  int refused = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string bytes(1 + random() % 12, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() % 4 : random());
    const Heap::Mark mark = heap_.Position();
    try {
      Value v;
      const uint8_t* end = Decode(heap_, Begin(bytes), End(bytes), &v);
      EXPECT_EQ(Skip(Begin(bytes), End(bytes)), end);
    } catch (const values::EvaluationError& error) {
      EXPECT_EQ(error.kind, values::ErrorKind::kInternal);
      ++refused;
    }
    heap_.Release(mark);
  }
  EXPECT_GT(refused, 1000);
}

TEST_F(CodecTest, TruncatedBytesAreRefused) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    values::RandomValues random(heap_, seed);
    const std::string bytes = Bytes(random.Of(*random.AnyType(3)));
    for (size_t size = 0; size < bytes.size(); ++size) {
      const std::string cut = bytes.substr(0, size);
      Value v;
      EXPECT_THROW(Decode(heap_, Begin(cut), End(cut), &v), values::EvaluationError);
      EXPECT_THROW(Skip(Begin(cut), End(cut)), values::EvaluationError);
    }
  }
}

TEST_F(CodecTest, CommonValuesAreShort) {
  EXPECT_EQ(Bytes(Int(95)).size(), 1u);
  EXPECT_EQ(Bytes(Value::Boolean(true)).size(), 1u);
  EXPECT_EQ(Bytes(Atom("m1")).size(), 1u);
  EXPECT_EQ(Bytes(Set({})).size(), 1u);
  EXPECT_EQ(Bytes(Range(0, 5)).size(), 2u);
  EXPECT_EQ(Bytes(Tuple({Int(1), Int(2)})).size(), 3u);
}

}  // namespace
}  // namespace model::states

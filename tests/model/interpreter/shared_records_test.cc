#include "model/interpreter/shared_records.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace model::interpreter {
namespace {

using Bytes = SharedRecords::Bytes;

Bytes AsBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

void Add(SharedRecords::Reader& reader, const std::string& key, const std::string& content) {
  reader.Add(SharedRecords::HashOf(AsBytes(key)), AsBytes(key), AsBytes(content));
}

std::string Find(const SharedRecords::Reader& reader, const std::string& key) {
  const auto found = reader.Find(SharedRecords::HashOf(AsBytes(key)), AsBytes(key));
  return found ? std::string(found->begin(), found->end()) : "not known";
}

// What every key is known for.
std::string ContentOf(const std::string& key) { return key + key; }

TEST(SharedRecordsTest, WhatOneReaderAddsTheOthersFind) {
  SharedRecords records(1 << 12, 1 << 20);
  SharedRecords::Reader one(&records), other(&records);
  one.Trim();
  other.Trim();
  EXPECT_EQ(Find(other, "key"), "not known");
  Add(one, "key", "content");
  Add(one, "", "of nothing");
  EXPECT_EQ(Find(other, "key"), "content");
  EXPECT_EQ(Find(other, ""), "of nothing");
  EXPECT_EQ(Find(other, "ke"), "not known");
}

TEST(SharedRecordsTest, KeysWithTheSameHashAreNotTakenForEachOther) {
  SharedRecords records(1 << 12, 1 << 20);
  SharedRecords::Reader reader(&records);
  reader.Trim();
  reader.Add(7, AsBytes("one"), AsBytes("1"));
  EXPECT_FALSE(reader.Find(7, AsBytes("two")));
  reader.Add(7, AsBytes("two"), AsBytes("2"));
  EXPECT_FALSE(reader.Find(7, AsBytes("one")));
}

TEST(SharedRecordsTest, NothingIsLostWhereTheIndexGrows) {
  SharedRecords records(1 << 20, 1 << 24);
  SharedRecords::Reader reader(&records);
  reader.Trim();
  constexpr int kKeys = 2000;  // few beside the first index that has room for them, but not for all
  int known = 0;
  for (int i = 0; i < kKeys; ++i) Add(reader, std::to_string(i), ContentOf(std::to_string(i)));
  for (int i = 0; i < kKeys; ++i) {
    known += Find(reader, std::to_string(i)) == ContentOf(std::to_string(i));
  }
  EXPECT_GT(known, kKeys / 2);  // some displace each other
}

TEST(SharedRecordsTest, AllIsForgottenOnceItIsMuchAndWhatWasFoundStaysUntilTrim) {
  SharedRecords records(1 << 12, 1 << 20);
  SharedRecords::Reader one(&records), other(&records);
  one.Trim();
  other.Trim();
  const std::string large(100'000, 'x');
  Add(one, "first", large);
  const auto held = other.Find(SharedRecords::HashOf(AsBytes("first")), AsBytes("first"));
  ASSERT_TRUE(held);
  for (int i = 0; i < 20; ++i) Add(one, std::to_string(i), large);
  EXPECT_EQ(Find(one, "first"), large);
  EXPECT_EQ(Find(one, "19"), "not known");  // there was too much already
  one.Trim();
  EXPECT_EQ(Find(one, "first"), "not known");
  Add(one, "again", "content");
  EXPECT_EQ(std::string(held->begin(), held->end()), large);
  other.Trim();
  EXPECT_EQ(Find(other, "first"), "not known");
  EXPECT_EQ(Find(other, "again"), "content");
}

TEST(SharedRecordsTest, WhenNobodyReadsThemTheyAreForgotten) {
  SharedRecords records(1 << 12, 1 << 20);
  SharedRecords::Reader reader(&records);
  reader.Trim();
  Add(reader, "key", "content");
  reader.Leave();
  reader.Trim();
  EXPECT_EQ(Find(reader, "key"), "not known");
}

// Many that grow, fill and forget at the same time: each finds what it looks for as it was added,
// or nothing.
TEST(SharedRecordsTest, ReadersOfOneTableNeverSeeHalfOfARecord) {
  SharedRecords records(1 << 14, 1 << 18);
  std::vector<std::thread> workers;
  std::vector<int> known(4, 0);
  for (size_t worker = 0; worker < known.size(); ++worker) {
    workers.emplace_back([&records, &count = known[worker], worker] {
      SharedRecords::Reader reader(&records);
      for (size_t i = 0; i < 20'000; ++i) {
        reader.Trim();
        const std::string key = std::to_string((i * 7 + worker) % 6000);
        const std::string found = Find(reader, key);
        if (found == "not known") {
          Add(reader, key, ContentOf(key));
        } else {
          ASSERT_EQ(found, ContentOf(key));
          ++count;
        }
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  for (const int count : known) EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace model::interpreter

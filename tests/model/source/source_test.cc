#include "model/source/source.h"

#include <gtest/gtest.h>

namespace model::source {
namespace {

TEST(SourceFile, GivesLinesWithoutTheirEnds) {
  const SourceFile file("dir/M.tla", "M", "one\r\ntwo\n\nfour");
  EXPECT_EQ(file.line_count(), 4u);
  EXPECT_EQ(file.Line(1), "one");
  EXPECT_EQ(file.Line(2), "two");
  EXPECT_EQ(file.Line(3), "");
  EXPECT_EQ(file.Line(4), "four");
  EXPECT_EQ(file.Line(0), "");
  EXPECT_EQ(file.Line(5), "");
}

TEST(SourceSet, DescribesAndLocatesRanges) {
  SourceSet sources;
  const FileId id = sources.Add(SourceFile("dir/M.tla", "M", "x"));
  const Range range{id, 7, 9, 7, 26};
  EXPECT_EQ(sources.Describe(range), "line 7, col 9 to line 7, col 26 of module M");
  EXPECT_EQ(sources.Locate(range), "dir/M.tla:7:9");
  EXPECT_EQ(sources.Locate(Range{}), "unknown location");
}

TEST(Range, CoversBothOfTwo) {
  const FileId id{0};
  const Range a{id, 2, 5, 2, 9};
  const Range b{id, 1, 7, 2, 3};
  EXPECT_EQ(Cover(a, b), (Range{id, 1, 7, 2, 9}));
  EXPECT_EQ(Cover(a, Range{}), a);
  EXPECT_EQ(Cover(Range{}, a), a);
}

}  // namespace
}  // namespace model::source

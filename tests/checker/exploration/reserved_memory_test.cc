#include "checker/exploration/reserved_memory.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace checker::exploration {
namespace {

// Of the pages of `memory` up to `bytes`, which take memory.
std::vector<unsigned char> Resident(const ReservedMemory& memory, size_t bytes) {
  const auto page_bytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> pages(bytes / page_bytes);
  EXPECT_EQ(mincore(memory.data(), bytes, pages.data()), 0);
  return pages;
}

TEST(ReservedMemory, BeginsAsZeros) {
  const ReservedMemory memory(size_t{1} << 26);
  ASSERT_GE(memory.bytes(), size_t{1} << 20);
  EXPECT_TRUE(std::all_of(memory.data(), memory.data() + (size_t{1} << 20),
                          [](uint8_t byte) { return byte == 0; }));
}

TEST(ReservedMemory, TakesMemoryOnlyWhereItIsPopulated) {
#ifdef MADV_POPULATE_WRITE
  const auto page_bytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  ReservedMemory memory(size_t{1} << 26);
  memory.Populate(3 * page_bytes + 1, 5 * page_bytes);
  const std::vector<unsigned char> pages = Resident(memory, 8 * page_bytes);
  if (pages[3] == 0) GTEST_SKIP() << "the system doesn't know how to populate memory";
  EXPECT_EQ(pages, (std::vector<unsigned char>{0, 0, 0, 1, 1, 0, 0, 0}));
#else
  GTEST_SKIP() << "the system doesn't know how to populate memory";
#endif
}

}  // namespace
}  // namespace checker::exploration

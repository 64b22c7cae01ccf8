#include "checker/exploration/reserved_memory.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <new>
#include <utility>

namespace checker::exploration {
namespace {

constexpr size_t kHugePageBytes = size_t{2} << 20;
constexpr size_t kSmallestBytes = size_t{64} << 20;

}  // namespace

ReservedMemory::ReservedMemory(size_t bytes) {
  for (size_t wish = std::max(bytes, kSmallestBytes); wish >= kSmallestBytes; wish /= 2) {
    const size_t total = wish + kHugePageBytes;
    void* base = mmap(nullptr, total, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) continue;
    mapping_ = base;
    mapping_bytes_ = total;
    const uintptr_t start = reinterpret_cast<uintptr_t>(base);
    const uintptr_t aligned = (start + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes;
    data_ = reinterpret_cast<uint8_t*>(aligned);
    bytes_ = wish;
    return;
  }
  throw std::bad_alloc();
}

ReservedMemory::~ReservedMemory() {
  if (mapping_ != nullptr) munmap(mapping_, mapping_bytes_);
}

ReservedMemory::ReservedMemory(ReservedMemory&& other) noexcept { *this = std::move(other); }

ReservedMemory& ReservedMemory::operator=(ReservedMemory&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(mapping_bytes_, other.mapping_bytes_);
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  std::swap(huge_bytes_, other.huge_bytes_);
  return *this;
}

void ReservedMemory::UseHugePages(size_t bytes) {
  const size_t wanted = std::min(bytes / kHugePageBytes * kHugePageBytes, bytes_);
  if (wanted <= huge_bytes_) return;
  madvise(data_ + huge_bytes_, wanted - huge_bytes_, MADV_HUGEPAGE);
  huge_bytes_ = wanted;
}

void ReservedMemory::Populate(size_t begin, size_t end) {
#ifdef MADV_POPULATE_WRITE
  static const size_t page_bytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  begin = begin / page_bytes * page_bytes;
  if (begin < end) madvise(data_ + begin, end - begin, MADV_POPULATE_WRITE);
#endif
}

namespace {

// What a container's limit leaves of the machine's memory.
size_t GrantedMemoryBytes() {
  std::FILE* file = std::fopen("/sys/fs/cgroup/memory.max", "r");
  if (file == nullptr) return std::numeric_limits<size_t>::max();
  size_t bytes = 0;
  const int fields = std::fscanf(file, "%zu", &bytes);  // "max": none
  std::fclose(file);
  return fields == 1 ? bytes : std::numeric_limits<size_t>::max();
}

}  // namespace

size_t PhysicalMemoryBytes() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page_bytes = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_bytes <= 0) return size_t{8} << 30;
  return std::min(GrantedMemoryBytes(),
                  static_cast<size_t>(pages) * static_cast<size_t>(page_bytes));
}

}  // namespace checker::exploration

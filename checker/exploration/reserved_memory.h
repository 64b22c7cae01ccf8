// A stretch of address space that begins as zeros and takes memory only where it is touched, so
// that a table can grow in place.

#ifndef CHECKER_EXPLORATION_RESERVED_MEMORY_H_
#define CHECKER_EXPLORATION_RESERVED_MEMORY_H_

#include <cstddef>
#include <cstdint>

namespace checker::exploration {

// THREADS: as a plain array.
class ReservedMemory {
 public:
  ReservedMemory() = default;
  // Reserves up to `bytes`, less where the system grants less. ENSURES: aligned to 2 MiB.
  explicit ReservedMemory(size_t bytes);
  ~ReservedMemory();
  ReservedMemory(ReservedMemory&& other) noexcept;
  ReservedMemory& operator=(ReservedMemory&& other) noexcept;

  uint8_t* data() const { return data_; }
  size_t bytes() const { return bytes_; }

  // Takes memory for the bytes in [begin, end) at once, where the system can. Otherwise a page that
  // is looked at before it is written is taken twice, and the second time every other processor
  // that runs this program is interrupted.
  void Populate(size_t begin, size_t end);

  // Asks for pages of 2 MiB in the first `bytes` bytes, where not asked before.
  void UseHugePages(size_t bytes);

 private:
  void* mapping_ = nullptr;
  size_t mapping_bytes_ = 0;
  uint8_t* data_ = nullptr;
  size_t bytes_ = 0;
  size_t huge_bytes_ = 0;
};

// The machine's memory.
size_t PhysicalMemoryBytes();

}  // namespace checker::exploration

#endif  // CHECKER_EXPLORATION_RESERVED_MEMORY_H_

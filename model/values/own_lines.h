// Memory that shares no cache line with anything else.
//
// What one worker writes for every step would otherwise lie next to what all workers read for every
// step (the program was made by the thread that later is the first worker), and each write would
// take the line away from the others.

#ifndef MODEL_VALUES_OWN_LINES_H_
#define MODEL_VALUES_OWN_LINES_H_

#include <cstddef>
#include <new>
#include <vector>

namespace model::values {

inline constexpr size_t kCacheLineBytes = 64;

template <typename T>
struct OwnLinesAllocator {
  using value_type = T;

  OwnLinesAllocator() = default;
  template <typename U>
  OwnLinesAllocator(const OwnLinesAllocator<U>&) {}

  T* allocate(size_t count) {
    const size_t lines = (count * sizeof(T) + kCacheLineBytes - 1) / kCacheLineBytes;
    return static_cast<T*>(
        ::operator new (lines* kCacheLineBytes, std::align_val_t{kCacheLineBytes}));
  }
  void deallocate(T* memory, size_t) {
    ::operator delete (memory, std::align_val_t{kCacheLineBytes});
  }
  friend bool operator==(const OwnLinesAllocator&, const OwnLinesAllocator&) { return true; }
};

template <typename T>
using OwnLinesVector = std::vector<T, OwnLinesAllocator<T>>;

}  // namespace model::values

#endif  // MODEL_VALUES_OWN_LINES_H_

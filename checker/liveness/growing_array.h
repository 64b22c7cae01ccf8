// An array that grows at its end, for many gigabytes of plain data: it is enlarged in place where
// the allocator can (large blocks are remapped, not copied), so that growing never doubles the
// memory in use, and room not yet used is never touched.

#ifndef CHECKER_LIVENESS_GROWING_ARRAY_H_
#define CHECKER_LIVENESS_GROWING_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace checker::liveness {

template <typename T>
class GrowingArray {
 public:
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

  GrowingArray() = default;
  ~GrowingArray() { std::free(data_); }
  GrowingArray(GrowingArray&& other) noexcept { Swap(other); }
  GrowingArray& operator=(GrowingArray&& other) noexcept {
    GrowingArray taken(std::move(other));
    Swap(taken);
    return *this;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }
  std::span<const T> From(size_t first) const { return {data_ + first, size_ - first}; }

  void push_back(T value) {
    if (size_ == capacity_) Reserve(capacity_ + capacity_ / 2 + 4096 / sizeof(T));
    data_[size_++] = value;
  }
  void pop_back() { --size_; }
  // REQUIRES: size <= this->size().
  void Truncate(size_t size) { size_ = size; }

 private:
  void Reserve(size_t capacity) {
    void* const grown = std::realloc(data_, capacity * sizeof(T));
    if (grown == nullptr) throw std::bad_alloc();
    data_ = static_cast<T*>(grown);
    capacity_ = capacity;
  }
  void Swap(GrowingArray& other) {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

inline void AppendVarint(uint64_t value, GrowingArray<uint8_t>* bytes) {
  for (; value >= 0x80; value >>= 7) bytes->push_back(static_cast<uint8_t>(value | 0x80));
  bytes->push_back(static_cast<uint8_t>(value));
}

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_GROWING_ARRAY_H_

// A set of small numbers, one bit each.

#ifndef CHECKER_LIVENESS_STATE_SET_H_
#define CHECKER_LIVENESS_STATE_SET_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace checker::liveness {

class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(size_t size) : words_((size + 63) / 64) {}

  void Insert(size_t i) {
    words_[i / 64] |= uint64_t{1} << (i % 64);
    empty_ = false;
  }
  bool Contains(size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }
  bool empty() const { return empty_; }
  size_t capacity() const { return words_.size() * 64; }

  // Calls visit(i) for each member in order, until it returns false; true if it never did.
  template <typename Visit>
  bool ForEach(Visit visit) const {
    for (size_t word = 0; word < words_.size(); ++word) {
      for (uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
        if (!visit(word * 64 + static_cast<size_t>(std::countr_zero(bits)))) return false;
      }
    }
    return true;
  }

 private:
  std::vector<uint64_t> words_;
  bool empty_ = true;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_STATE_SET_H_

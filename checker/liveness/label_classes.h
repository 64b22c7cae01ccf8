// Numbers for sets of labels: equal label words get the same small number, in the order in which
// they first appear.
//
// States and steps carry one bit for each predicate of a liveness problem. A graph has few
// different combinations, so it stores their numbers, and whatever is computed from labels is
// computed once for each number.
//
// THREADS: Intern from one thread; the const members from any, while nobody interns.

#ifndef CHECKER_LIVENESS_LABEL_CLASSES_H_
#define CHECKER_LIVENESS_LABEL_CLASSES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace checker::liveness {

using LabelWords = std::span<const uint64_t>;

inline bool HasLabel(LabelWords words, uint32_t predicate) {
  return (words[predicate / 64] >> (predicate % 64) & 1) != 0;
}

class LabelClasses {
 public:
  // `words` 64-bit words in each set of labels; 0 makes a single class.
  explicit LabelClasses(size_t words) : words_(words), known_(0, Hash{this}, Equal{this}) {}
  LabelClasses(const LabelClasses&) = delete;
  LabelClasses& operator=(const LabelClasses&) = delete;

  // REQUIRES: labels has `words()` words.
  uint32_t Intern(LabelWords labels) {
    // Neighbouring states and steps mostly have one of few sets of labels.
    const uint64_t first = labels.empty() ? 0 : labels[0];
    uint32_t& recent = recent_[first * 0x9e3779b97f4a7c15u >> (64 - kRecentBits)];
    if (recent < size_) {
      const bool same =
          words_ == 1 ? storage_[recent] == first : Equal::Same((*this)[recent], labels);
      if (same) return recent;
    }
    return recent = LookUp(labels);
  }

  LabelWords operator[](uint32_t label_class) const {
    return {storage_.data() + size_t{label_class} * words_, words_};
  }
  size_t words() const { return words_; }
  uint32_t size() const { return size_; }

 private:
  struct Hash {
    using is_transparent = void;
    const LabelClasses* owner;
    size_t operator()(uint32_t id) const { return (*this)((*owner)[id]); }
    size_t operator()(LabelWords words) const;
  };
  struct Equal {
    using is_transparent = void;
    const LabelClasses* owner;
    static bool Same(LabelWords a, LabelWords b);
    bool operator()(uint32_t a, uint32_t b) const { return a == b; }
    bool operator()(uint32_t a, LabelWords b) const { return Same((*owner)[a], b); }
    bool operator()(LabelWords a, uint32_t b) const { return Same(a, (*owner)[b]); }
  };

  uint32_t LookUp(LabelWords labels);

  size_t words_;
  uint32_t size_ = 0;
  // Of labels seen lately, by a few bits of them.
  static constexpr int kRecentBits = 4;
  std::array<uint32_t, 1 << kRecentBits> recent_{};
  std::vector<uint64_t> storage_;
  absl::flat_hash_set<uint32_t, Hash, Equal> known_;
};

}  // namespace checker::liveness

#endif  // CHECKER_LIVENESS_LABEL_CLASSES_H_

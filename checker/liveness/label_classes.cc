#include "checker/liveness/label_classes.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include "xxhash.h"

namespace checker::liveness {

size_t LabelClasses::Hash::operator()(LabelWords words) const {
  return XXH3_64bits(words.data(), words.size_bytes());
}

bool LabelClasses::Equal::Same(LabelWords a, LabelWords b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

uint32_t LabelClasses::Intern(LabelWords labels) {
  // Neighbouring states and steps mostly have one of few sets of labels.
  const uint64_t first = labels.empty() ? 0 : labels[0];
  uint32_t& recent = recent_[first * 0x9e3779b97f4a7c15u >> (64 - kRecentBits)];
  if (recent < size_ && Equal::Same((*this)[recent], labels)) return recent;
  if (auto found = known_.find(labels); found != known_.end()) return recent = *found;
  storage_.insert(storage_.end(), labels.begin(), labels.end());
  known_.insert(size_);
  return recent = size_++;
}

}  // namespace checker::liveness

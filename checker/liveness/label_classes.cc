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
  // Neighbouring states and steps mostly have the same labels.
  if (size_ > 0 && Equal::Same((*this)[last_], labels)) return last_;
  if (auto found = known_.find(labels); found != known_.end()) return last_ = *found;
  storage_.insert(storage_.end(), labels.begin(), labels.end());
  known_.insert(size_);
  return last_ = size_++;
}

}  // namespace checker::liveness

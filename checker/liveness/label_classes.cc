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

uint32_t LabelClasses::LookUp(LabelWords labels) {
  if (const auto found = known_.find(labels); found != known_.end()) return *found;
  storage_.insert(storage_.end(), labels.begin(), labels.end());
  known_.insert(size_);
  return size_++;
}

}  // namespace checker::liveness

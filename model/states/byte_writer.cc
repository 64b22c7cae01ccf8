#include <algorithm>
#include <cstring>

#include "model/states/codec.h"

namespace model::states {

void ByteWriter::Append(const uint8_t* bytes, size_t count) {
  if (count == 0) return;
  std::memcpy(Reserve(count), bytes, count);
  Advance(count);
}

void ByteWriter::Grow(size_t count) {
  constexpr size_t kFirstBytes = 256;
  bytes_.resize(std::max({kFirstBytes, 2 * bytes_.size(), size_ + count}));
}

}  // namespace model::states

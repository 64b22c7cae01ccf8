#include "model/interpreter/state_fingerprint.h"

#define XXH_INLINE_ALL
#include "xxhash.h"

namespace model::interpreter {

transitions::Fingerprint HashBytes(const uint8_t* bytes, size_t size, uint32_t bits) {
  if (bits <= 64) return {XXH3_64bits(bytes, size), 0};
  const XXH128_hash_t hash = XXH3_128bits(bytes, size);
  return {hash.low64, hash.high64};
}

}  // namespace model::interpreter

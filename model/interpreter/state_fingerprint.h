// Fingerprints of states: XXH3 of the canonical bytes, of the VIEW's value, or of the least member
// of the symmetry class.

#ifndef MODEL_INTERPRETER_STATE_FINGERPRINT_H_
#define MODEL_INTERPRETER_STATE_FINGERPRINT_H_

#include <cstddef>
#include <cstdint>

#include "model/transitions/transition_system.h"

namespace model::interpreter {

// `bits` is 64 or 128.
transitions::Fingerprint HashBytes(const uint8_t* bytes, size_t size, uint32_t bits);

inline bool IsLess(const transitions::Fingerprint& a, const transitions::Fingerprint& b) {
  return a.high != b.high ? a.high < b.high : a.low < b.low;
}

}  // namespace model::interpreter

#endif  // MODEL_INTERPRETER_STATE_FINGERPRINT_H_

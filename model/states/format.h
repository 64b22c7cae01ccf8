// The tag bytes of an encoded value. Every range of tags says at once what follows, so encoding and
// decoding need one look at the first byte; the commonest values (integers 0..95, the first 48
// atoms, tuples shorter than 16) have no more than that byte before their parts.

#ifndef MODEL_STATES_FORMAT_H_
#define MODEL_STATES_FORMAT_H_

#include <cstdint>

namespace model::states {

// First byte of the tag's range; a range ends where the next begins.
enum FirstTag : uint8_t {
  kTagInteger = 0x00,       // 96: the integer itself
  kTagAtom = 0x60,          // 48: the atom's number
  kTagTuple = 0x90,         // 16: the length; the elements follow
  kTagIntegers = 0xa0,      // 9: small set of integers; so many bytes of mask follow, lowest first
  kTagAtoms = 0xa9,         // 9: small set of atoms, likewise (never 0 bytes)
  kTagOverIntegers = 0xb2,  // 9: function whose domain is a small set of integers: mask, values
  kTagOverAtoms = 0xbb,     // 9: function whose domain is a small set of atoms: mask, values
  kTagBoolean = 0xc4,       // 2
  kTagPositive = 0xc6,      // 1: varint i - 96
  kTagNegative = 0xc7,      // 1: varint -1 - i
  kTagHighAtom = 0xc8,      // 1: varint number - 48
  kTagText = 0xc9,          // 1: varint length, bytes
  kTagLongTuple = 0xca,     // 1: varint length - 16, elements
  kTagInterval = 0xcb,      // 1: the low end as a value, varint high - low
  kTagSet = 0xcc,           // 1: varint size, elements
  kTagFunction = 0xcd,      // 1: the domain as a value, then the values
  kTagEnd = 0xce,
};

inline constexpr int kShortIntegers = kTagAtom - kTagInteger;
inline constexpr uint32_t kShortAtoms = kTagTuple - kTagAtom;
inline constexpr uint32_t kShortTuples = kTagIntegers - kTagTuple;

// Deeper values are refused, so that neither a runaway specification nor malformed bytes overflow
// the stack.
inline constexpr int kMaxDepth = 20'000;

inline constexpr int kMaxVarintBytes = 10;
// Room for a tag and any scalar or mask behind it.
inline constexpr int kMaxScalarBytes = 1 + kMaxVarintBytes;

}  // namespace model::states

#endif  // MODEL_STATES_FORMAT_H_

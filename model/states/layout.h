// Where parts of a state stand in its bytes.
//
// A Layout is made for some parts (a variable, its value at a key, of that the value at a key ...)
// from a state that has them, and finds the bytes of each part in every state in which the
// functions on the way have the same domains as in that one. Nothing is decoded: what isn't looked
// for is skipped.
//
// THREADS: immutable.

#ifndef MODEL_STATES_LAYOUT_H_
#define MODEL_STATES_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace model::states {

// Of a part: the variable, then a position (from 0) among the values of a function or tuple, and so
// on.
using PartPath = std::vector<uint32_t>;

// Ascending, each once, and none that is part of another one.
void Tidy(std::vector<PartPath>* paths);

struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

class Layout {
 public:
  // `paths` ascending and distinct (a variable stands before its parts), so that of two parts the
  // one that begins first has the lower number. Throws EvaluationError if `sample`, the bytes of a
  // state of so many variables, hasn't a part.
  Layout(std::span<const PartPath> paths, uint32_t variables, std::span<const uint8_t> sample);

  // Writes the range of each part. False: this state is laid out otherwise. Throws EvaluationError
  // if it is malformed.
  bool Find(std::span<const uint8_t> state, ByteRange* ranges) const;
  size_t parts() const { return parts_; }

 private:
  static constexpr uint32_t kNone = 0xffffffffu;
  // A value on the way to a part. Its header, which says what kind of value it is and what its
  // domain is, has to be that one; behind it stand its values.
  struct Place {
    uint32_t part = kNone;
    std::vector<uint8_t> header;
    std::vector<uint32_t> values;  // places; kNone: to be skipped. Empty: the value as a whole is.
  };

  // The place of what stands at `depth` of the paths in a range of `paths`.
  uint32_t Add(std::span<const PartPath> paths, size_t first, size_t depth, const uint8_t* at,
               const uint8_t* end);
  const uint8_t* FindIn(uint32_t place, const uint8_t* at, const uint8_t* begin, const uint8_t* end,
                        ByteRange* ranges) const;

  size_t parts_;
  std::vector<Place> places_;
  std::vector<uint32_t> variables_;  // places, or kNone
};

}  // namespace model::states

#endif  // MODEL_STATES_LAYOUT_H_

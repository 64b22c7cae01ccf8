// Whether two pieces of a program mean the same because they are built alike.
//
// A definition with parameters is lowered anew wherever it is used, and so is a text that somebody
// wrote twice. Where one value serves all of them, it is enough to evaluate one.

#ifndef MODEL_PROGRAM_SAME_MEANING_H_
#define MODEL_PROGRAM_SAME_MEANING_H_

#include <cstdint>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/program/program.h"

namespace model::program {

// True: the same value in every pair of states. Places in the text and names of bound variables
// don't count. False says nothing: constants are compared by the words of their values only, and a
// comparison that gets long is given up.
class SameMeaning {
 public:
  // The program must outlive the object.
  explicit SameMeaning(const Program& program) : program_(program) {}

  bool operator()(ExpressionId a, ExpressionId b);

 private:
  bool Same(ExpressionId a, ExpressionId b);
  bool Same(const Expression& a, const Expression& b);
  bool Same(ActionNodeId a, ActionNodeId b);
  bool SameBounds(std::span<const Bound> a, std::span<const Bound> b);
  bool SameUpdates(std::span<const Update> a, std::span<const Update> b);
  bool SameOperators(std::span<const OperatorArgument> a, std::span<const OperatorArgument> b);
  template <typename Id>
  bool SameAll(std::span<const Id> a, std::span<const Id> b);
  bool SameSlot(uint32_t a, uint32_t b) const;
  bool Bind(std::span<const uint32_t> a, std::span<const uint32_t> b);

  const Program& program_;
  absl::flat_hash_map<uint32_t, uint32_t> slots_;  // of the first, and what it is in the second
  int steps_left_ = 0;
};

}  // namespace model::program

#endif  // MODEL_PROGRAM_SAME_MEANING_H_

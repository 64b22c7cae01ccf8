// Strings and model values of one specification, numbered in TLC's order of first appearance.
//
// Numbers are dense: model values first (they come before everything else), then the strings that
// can be values (string literals and field names), each group in the order of its ranks. So
// comparing atoms is comparing numbers, and the first 61 atoms can be members of a small set.
//
// THREADS: immutable after construction; strings made at run time that are not here are kText
// values.

#ifndef MODEL_VALUES_ATOM_TABLE_H_
#define MODEL_VALUES_ATOM_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/values/value.h"

namespace model::values {

class AtomTable {
 public:
  // In rank order, without repeats within each list. The type of a model value named `A_...` (one
  // letter, underscore) is that letter.
  AtomTable(std::vector<std::string> model_values, std::vector<std::string> strings);

  // The unset Value if there is none of that name.
  Value FindString(std::string_view text) const;
  Value FindModelValue(std::string_view name) const;
  std::string_view Text(Value atom) const { return texts_[atom.atom_number()]; }
  Value Get(uint32_t number) const { return atoms_[number]; }  // the atom word of a number
  uint32_t size() const { return static_cast<uint32_t>(atoms_.size()); }
  // Atoms that must not be in a small set (typed model values: comparing them may be an error).
  bool FitsSmallSet(Value atom) const {
    return atom.atom_number() < kSmallSetBits && atom.atom_type() == 0;
  }

 private:
  std::vector<std::string> texts_;
  std::vector<Value> atoms_;
  absl::flat_hash_map<std::string, Value> strings_;
  absl::flat_hash_map<std::string, Value> model_values_;
};

}  // namespace model::values

#endif  // MODEL_VALUES_ATOM_TABLE_H_

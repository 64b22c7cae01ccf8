// The names that a theorem's proof, or its ASSUME ... PROVE ..., takes from around it.
//
// Proofs are dropped once they are parsed, but a name in them that means nothing is a mistake. What
// is declared anywhere in the proof counts as known everywhere in it, which is generous: of names
// that are declared in one step and used in another nothing is said.

#ifndef MODEL_SYNTAX_PROOF_NAMES_H_
#define MODEL_SYNTAX_PROOF_NAMES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "model/syntax/tree.h"

namespace model::syntax {

// Sizes of the tree's pools, to look at or to drop what was parsed since.
class TreeMark {
 public:
  explicit TreeMark(const Tree& tree);
  void DropRest(Tree& tree) const;

 private:
  friend class ProofNames;
  size_t definitions_, expressions_, bounds_, updates_, fields_, arms_, lets_, parameters_, paths_;
};

class ProofNames {
 public:
  void Declare(const std::string& name) { declared_.insert(name); }
  void Declare(const std::vector<BoundGroup>& groups);
  // An INSTANCE in the proof declares what only the module that it names can tell.
  void DeclareUnknown() { declares_unknown_ = true; }
  // All that binds names in what was parsed since `mark`.
  void DeclareFrom(const Tree& tree, const TreeMark& mark);

  // The identifiers in what was parsed since `mark` that are not declared; each once.
  std::vector<Name> FreeNames(const Tree& tree, const TreeMark& mark) const;

 private:
  absl::flat_hash_set<std::string> declared_;
  bool declares_unknown_ = false;
};

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_PROOF_NAMES_H_

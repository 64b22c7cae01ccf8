// The names visible at one place: what a module has brought in so far and, inside a definition, its
// parameters, bound and LET names on top. Leaving a scope undoes what it declared.
//
// THREADS: one.

#ifndef MODEL_SEMANTICS_NAMES_H_
#define MODEL_SEMANTICS_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "model/semantics/specification.h"

namespace model::semantics {

class Names {
 public:
  // kNoSymbol if there is none.
  SymbolId Find(std::string_view name) const {
    auto it = symbols_.find(std::string(name));
    return it == symbols_.end() ? kNoSymbol : it->second;
  }

  // Hides an earlier symbol of that name until the scope is left.
  void Declare(const std::string& name, SymbolId symbol) {
    auto [it, is_new] = symbols_.try_emplace(name, symbol);
    undo_.push_back({name, is_new ? kNoSymbol : it->second});
    it->second = symbol;
  }

  size_t Mark() const { return undo_.size(); }

  // REQUIRES: `mark` came from Mark() and no scope around it was left since.
  void Leave(size_t mark) {
    while (undo_.size() > mark) {
      const Change& change = undo_.back();
      if (change.before == kNoSymbol) {
        symbols_.erase(change.name);
      } else {
        symbols_[change.name] = change.before;
      }
      undo_.pop_back();
    }
  }

  const absl::flat_hash_map<std::string, SymbolId>& symbols() const { return symbols_; }

 private:
  struct Change {
    std::string name;
    SymbolId before;
  };
  absl::flat_hash_map<std::string, SymbolId> symbols_;
  std::vector<Change> undo_;
};

}  // namespace model::semantics

#endif  // MODEL_SEMANTICS_NAMES_H_

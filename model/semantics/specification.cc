#include "model/semantics/specification.h"

namespace model::semantics {

SymbolId Specification::Find(std::string_view name) const {
  const ModuleInfo& module = (*this)[root];
  auto it = module.visible.find(std::string(name));
  return it == module.visible.end() ? kNoSymbol : it->second;
}

}  // namespace model::semantics

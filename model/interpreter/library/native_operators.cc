#include "model/interpreter/library/native_operators.h"

#include "absl/container/flat_hash_map.h"
#include "model/interpreter/library/native_functions.h"

namespace model::interpreter::library {
namespace {

constexpr NativeOperator kOperators[] = {
#define NATIVE(module, name, arity, function, kind) \
  {module, name, arity, function, NativeKind::kind},
#include "model/modules/library/native_operators.def"
#undef NATIVE
};

using Key = std::pair<std::string_view, std::string_view>;

const absl::flat_hash_map<Key, uint32_t>& Index() {
  static const auto* const index = [] {
    auto* map = new absl::flat_hash_map<Key, uint32_t>;
    for (uint32_t i = 0; i < std::size(kOperators); ++i) {
      map->emplace(Key(kOperators[i].module, kOperators[i].name), i);
    }
    return map;
  }();
  return *index;
}

}  // namespace

std::span<const NativeOperator> NativeOperators() { return kOperators; }

std::optional<uint32_t> FindNativeOperator(std::string_view module, std::string_view name,
                                           uint32_t arity) {
  auto found = Index().find(Key(module, name));
  if (found == Index().end() || kOperators[found->second].arity != arity) return std::nullopt;
  return found->second;
}

}  // namespace model::interpreter::library

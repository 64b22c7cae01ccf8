// Strings and model values in TLC's order of first appearance.
//
// TLC gives each distinct text one rank: first what stands on right-hand sides in the .cfg, then
// every identifier of the modules (root, then what it extends, breadth first), then string literals
// (dependencies first). Ranks decide the order of sets of strings and of model values, hence CHOOSE
// and the order of successors. Only texts that can become values get a number here, in the order of
// their ranks.

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "model/lowering/lower.h"

namespace model::lowering {
namespace {

void CollectModelValues(const syntax::Tree& tree, syntax::ExpressionId id,
                        absl::flat_hash_set<std::string>* names) {
  const syntax::Expression& e = tree[id];
  if (e.kind == syntax::ExpressionKind::kName && e.operands.empty() && e.text != "TRUE" &&
      e.text != "FALSE" && e.text != "BOOLEAN" && e.text != "STRING") {
    names->insert(e.text);
  }
  for (syntax::ExpressionId operand : e.operands) CollectModelValues(tree, operand, names);
}

// TLCModelValue("a") names a model value in the specification.
void CollectNamedModelValues(const syntax::Tree& tree, absl::flat_hash_set<std::string>* names) {
  for (const syntax::Expression& e : tree.expressions) {
    if (e.kind != syntax::ExpressionKind::kName || e.text != "TLCModelValue" ||
        e.operands.size() != 1)
      continue;
    const syntax::Expression& name = tree[e.operands[0]];
    if (name.kind == syntax::ExpressionKind::kString) names->insert(name.text);
  }
}

void CollectStrings(const syntax::Tree& tree, absl::flat_hash_set<std::string>* strings) {
  for (const std::string& text : tree.strings_in_order) strings->insert(text);
  for (const syntax::Expression& e : tree.expressions) {
    if (e.kind == syntax::ExpressionKind::kField || e.kind == syntax::ExpressionKind::kString)
      strings->insert(e.text);
  }
  for (const auto& fields : tree.field_lists) {
    for (const syntax::Name& field : fields) strings->insert(field.text);
  }
  for (const auto& updates : tree.update_lists) {
    for (const syntax::Update& update : updates) {
      for (const syntax::UpdateSelector& selector : update.path) {
        if (selector.is_field) strings->insert(selector.field);
      }
    }
  }
}

}  // namespace

std::shared_ptr<const values::AtomTable> CollectAtoms(
    const semantics::Specification& specification,
    const configuration::Configuration& configuration) {
  absl::flat_hash_set<std::string> model_values, strings;
  for (const configuration::ConstantItem& item : configuration.constants) {
    if (item.kind == configuration::ConstantItem::Kind::kValue)
      CollectModelValues(configuration.tree, item.value, &model_values);
    for (syntax::ExpressionId id : item.arguments)
      CollectModelValues(configuration.tree, id, &model_values);
  }
  CollectStrings(configuration.tree, &strings);
  for (const auto& tree : specification.trees) {
    CollectStrings(*tree, &strings);
    CollectNamedModelValues(*tree, &model_values);
  }

  std::vector<std::string> ordered_model_values, ordered_strings;
  absl::flat_hash_set<std::string> seen;
  auto rank = [&](const std::string& text) {
    if (!seen.insert(text).second) return;
    if (model_values.contains(text)) ordered_model_values.push_back(text);
    if (strings.contains(text)) ordered_strings.push_back(text);
  };
  for (const std::string& text : configuration.values_in_order) rank(text);
  for (semantics::TreeId id : specification.identifier_order) {
    for (const std::string& text : specification[id].identifiers_in_order) rank(text);
  }
  for (semantics::TreeId id : specification.string_order) {
    for (const std::string& text : specification[id].strings_in_order) rank(text);
  }
  // What no list ranked (field names in a .cfg record, say) comes last.
  for (const syntax::Expression& e : configuration.tree.expressions) rank(e.text);
  for (const auto& tree : specification.trees) {
    for (const std::string& text : tree->identifiers_in_order) rank(text);
    for (const std::string& text : tree->strings_in_order) rank(text);
  }
  return std::make_shared<values::AtomTable>(std::move(ordered_model_values),
                                             std::move(ordered_strings));
}

}  // namespace model::lowering

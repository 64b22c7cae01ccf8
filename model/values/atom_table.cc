#include "model/values/atom_table.h"

#include <cctype>
#include <utility>

#include "absl/strings/string_view.h"

namespace model::values {
namespace {

char TypeOfModelValue(std::string_view name) {
  const bool typed =
      name.size() > 2 && name[1] == '_' && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
  return typed ? name[0] : '\0';
}

}  // namespace

AtomTable::AtomTable(std::vector<std::string> model_values, std::vector<std::string> strings) {
  texts_.reserve(model_values.size() + strings.size());
  atoms_.reserve(model_values.size() + strings.size());
  for (std::string& name : model_values) {
    const Value atom = Value::Atom(size(), AtomSort::kModelValue, TypeOfModelValue(name));
    if (!model_values_.emplace(name, atom).second) continue;
    atoms_.push_back(atom);
    texts_.push_back(std::move(name));
  }
  for (std::string& text : strings) {
    const Value atom = Value::Atom(size(), AtomSort::kString);
    if (!strings_.emplace(text, atom).second) continue;
    atoms_.push_back(atom);
    texts_.push_back(std::move(text));
  }
}

Value AtomTable::FindString(std::string_view text) const {
  const auto found = strings_.find(absl::string_view(text.data(), text.size()));
  return found == strings_.end() ? Value() : found->second;
}

Value AtomTable::FindModelValue(std::string_view name) const {
  const auto found = model_values_.find(absl::string_view(name.data(), name.size()));
  return found == model_values_.end() ? Value() : found->second;
}

}  // namespace model::values

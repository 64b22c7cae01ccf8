#include "model/syntax/proof_names.h"

#include "absl/strings/ascii.h"

namespace model::syntax {
namespace {

// Not an operator's symbol, nor the name of a step.
bool IsIdentifier(const std::string& text) {
  return !text.empty() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(text[0])) || text[0] == '_');
}

// Of I!J!Op the first part.
Name FirstName(const Tree& tree, const Expression& name) {
  if (name.detail == kNoDetail) return {name.text, name.range};
  const Path& path = tree.paths[name.detail];
  if (path.steps.empty()) return {name.text, path.name_range};
  return {path.steps[0].text, path.steps[0].range};
}

}  // namespace

TreeMark::TreeMark(const Tree& tree)
    : definitions_(tree.definitions.size()),
      expressions_(tree.expressions.size()),
      bounds_(tree.bound_lists.size()),
      updates_(tree.update_lists.size()),
      fields_(tree.field_lists.size()),
      arms_(tree.arm_lists.size()),
      lets_(tree.let_lists.size()),
      parameters_(tree.parameter_lists.size()),
      paths_(tree.paths.size()) {}

void TreeMark::DropRest(Tree& tree) const {
  tree.definitions.resize(definitions_);
  tree.expressions.resize(expressions_);
  tree.bound_lists.resize(bounds_);
  tree.update_lists.resize(updates_);
  tree.field_lists.resize(fields_);
  tree.arm_lists.resize(arms_);
  tree.let_lists.resize(lets_);
  tree.parameter_lists.resize(parameters_);
  tree.paths.resize(paths_);
}

void ProofNames::Declare(const std::vector<BoundGroup>& groups) {
  for (const BoundGroup& group : groups) {
    for (const Name& name : group.names) Declare(name.text);
  }
}

void ProofNames::DeclareFrom(const Tree& tree, const TreeMark& mark) {
  for (size_t i = mark.bounds_; i < tree.bound_lists.size(); ++i) Declare(tree.bound_lists[i]);
  for (size_t i = mark.parameters_; i < tree.parameter_lists.size(); ++i) {
    for (const Parameter& parameter : tree.parameter_lists[i]) Declare(parameter.text);
  }
  for (size_t i = mark.definitions_; i < tree.definitions.size(); ++i) {
    const Definition& definition = tree.definitions[i];
    Declare(definition.text);
    Declare(definition.bounds);
    for (const Parameter& parameter : definition.parameters) Declare(parameter.text);
  }
  for (size_t i = mark.expressions_; i < tree.expressions.size(); ++i) {
    if (tree.expressions[i].kind == ExpressionKind::kLabel) Declare(tree.expressions[i].text);
  }
}

std::vector<Name> ProofNames::FreeNames(const Tree& tree, const TreeMark& mark) const {
  std::vector<Name> free;
  if (declares_unknown_) return free;
  absl::flat_hash_set<std::string> seen;
  for (size_t i = mark.expressions_; i < tree.expressions.size(); ++i) {
    const Expression& expression = tree.expressions[i];
    if (expression.kind != ExpressionKind::kName) continue;
    Name name = FirstName(tree, expression);
    if (!IsIdentifier(name.text) || declared_.contains(name.text)) continue;
    if (seen.insert(name.text).second) free.push_back(std::move(name));
  }
  return free;
}

}  // namespace model::syntax
